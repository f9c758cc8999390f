"""A text as words in parts, and the places in it."""

from kiem.flow.affiliations.phrases import Phrases
from kiem.flow.affiliations.places import COUNTRY, HINT, places_of
from kiem.flow.affiliations.written import written


def test_what_was_put_together_is_parted_unless_it_is_a_word() -> None:
    assert written("ChemistryUniversity of Zennegat", set()).words == ("chemistry", "university", "of", "zennegat")
    assert written("3University", set()).words == ("3", "university")
    assert written("aDepartment", set()).words == ("a", "department")
    assert written("DeltaWorks (NL)", {"deltaworks"}).words == ("deltaworks", "nl")


def test_parts_stand_between_signs() -> None:
    told = written("Univ. Zennegat - Ghent; UZEN/BE &amp; <b>X</b>", set())
    assert told.parts == (("university", "zennegat"), ("ghent",), ("uzen",), ("be", "x"))
    assert told.part == (0, 0, 1, 2, 3, 3)
    assert {"uzen", "be"} <= told.capitals


def test_a_town_stands_for_a_country_when_most_so_called_lie_there() -> None:
    towns = [("Ghent", "BE"), ("Ghent", "BE"), ("Berlin", "DE"), ("Berlin", "US"), ("Delft", "NL")]
    places = places_of(towns)
    assert "ghent" in places
    assert "berlin" not in places
    assert "delft" not in places
    [ghent, belgium] = places.named(["ghent", "belgium"])
    assert (ghent.country, ghent.kind) == ("BE", HINT)
    assert (belgium.country, belgium.kind, belgium.start, belgium.end) == ("BE", COUNTRY, 1, 2)


def test_every_phrase_is_found_and_the_longest_one_behind_the_other() -> None:
    phrases = Phrases({"a b c": 1, "b": 2, "b c": 3, "d": 4})
    words = ["a", "b", "c", "d", "b"]
    assert list(phrases.every(words)) == [(0, 3, 1), (1, 2, 2), (1, 3, 3), (3, 4, 4), (4, 5, 2)]
    assert list(phrases.apart(words)) == [(0, 3, 1), (3, 4, 4), (4, 5, 2)]
    assert list(phrases.apart([])) == []
