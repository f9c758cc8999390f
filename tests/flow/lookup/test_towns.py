"""What a town is called: by the names of those who are there, by a part of it, in one country or in none."""

import numpy as np
import pytest

from kiem.flow.lookup.register import Register
from kiem.flow.lookup.towns import UNKNOWN, Towns
from kiem.flow.lookup.words import plain

RECORDS = (
    # country, town, name
    *(("AT", "Vienna", f"Fiktivanstalt Wien {turn}") for turn in range(12)),
    ("AT", "Wien", "Fiktivverein Donau"),
    ("AT", "Graz", "Fiktivverein Donau Graz"),
    ("DE", "Freiburg im Breisgau", "Beispielwerk Baden"),
    ("DE", "Freiburg", "Beispielwerk Schwarzwald"),
    ("DE", "Neustadt am Main", "Beispielwerk Eins"),
    ("DE", "Neustadt an der Aisch", "Beispielwerk Zwei"),
    ("DE", "Neustadt", "Beispielwerk Drei"),
    ("DE", "Bad Nuthe", "Beispielwerk Vier"),
    ("GB", "Zennegat", "University of Zennegat"),
    ("US", "Zennegat", "Zennegat College"),
    ("US", "Zennegat", "Zennegat Museum"),
    ("", "Karst", "Karst Hospital"),
    *(("BE", "Leuven", f"Fiktiflabo {turn}") for turn in range(3)),
    ("BE", "Louvain", "Laboratoire Fictif"),
    *(("BE", "Louvain-la-Neuve", f"Fictif Louvain {turn}") for turn in range(12)),
    ("BE", "", "Nowhere Institute"),
)


@pytest.fixture(scope="module")
def towns() -> Towns:
    named = [(turn, plain(name)) for turn, (_, _, name) in enumerate(RECORDS)]
    return Towns.learn(Register.of([(str(t), c, plain(town)) for t, (c, town, _) in enumerate(RECORDS)], named))


def place(towns: Towns, town: str) -> int:
    """Return what is meant by the town of the record that lies in it."""
    return int(towns.of[next(turn for turn, (_, lies_in, _) in enumerate(RECORDS) if lies_in == town)])


def meant(towns: Towns, town: str, country: str = "") -> int:
    [one] = towns.written([plain(town)], [country]).tolist()
    return int(one)


@pytest.mark.parametrize(
    ("written", "country", "town"),
    [
        ("Vienna", "AT", "Vienna"),
        ("WIEN", "AT", "Vienna"),
        ("Wien 9", "AT", "Vienna"),
        ("Wien", "", "Vienna"),
        ("Wien", "FR", None),
        ("Freiburg im Breisgau", "DE", "Freiburg"),
        ("Nuthe", "DE", None),
        ("Bad Nuthe West", "DE", "Bad Nuthe"),
        ("Bad", "DE", "Bad Nuthe"),
        ("Neustadt", "DE", "Neustadt"),
        ("Neustadt am", "DE", "Neustadt"),
        ("Campus Bad Nuthe, Haus 4", "DE", "Bad Nuthe"),
        ("b " * 5_000 + "Bad Nuthe", "DE", None),
        ("Bad Nuthe " + "b " * 5_000, "DE", "Bad Nuthe"),
        ("Donau", "AT", None),
        ("Karst", "", "Karst"),
        ("Louvain", "BE", "Leuven"),
        ("Louvain-la-Neuve", "BE", "Louvain-la-Neuve"),
        ("Aix-la-Chapelle", "DE", None),
        ("Elsewhere", "DE", None),
        ("", "DE", None),
    ],
)
def test_a_town_is_known_by_what_it_is_called(towns: Towns, written: str, country: str, town: str | None) -> None:
    assert meant(towns, written, country) == (UNKNOWN if town is None else place(towns, town))


def test_what_is_written_two_ways_is_one_town(towns: Towns) -> None:
    assert place(towns, "Wien") == place(towns, "Vienna")
    assert place(towns, "Freiburg im Breisgau") == place(towns, "Freiburg")
    assert place(towns, "Zennegat") == int(towns.of[RECORDS.index(("US", "Zennegat", "Zennegat Museum"))])


def test_a_town_is_what_the_vocabulary_calls_it_whatever_others_names_say(towns: Towns) -> None:
    assert place(towns, "Louvain") == place(towns, "Leuven") != place(towns, "Louvain-la-Neuve")


def test_towns_whose_name_begins_alike_stay_apart(towns: Towns) -> None:
    every = {place(towns, town) for town in ("Neustadt am Main", "Neustadt an der Aisch", "Neustadt")}
    assert len(every) == 3


def test_where_the_town_is_not_known_nothing_is(towns: Towns) -> None:
    assert int(towns.of[-1]) == UNKNOWN
    assert np.count_nonzero(towns.of) == len(RECORDS) - 1


def test_countries_of_any_spelling_are_kept_in_order() -> None:
    lie_in = ("Zenneland", "Zenneland (North)", "Zenneland South")
    known = Towns.learn(Register.of([(country, country, "karst") for country in lie_in], []))
    assert known.written(["karst"] * 3, lie_in).tolist() == [1, 1, 1]


def test_of_no_records_nothing_is_learned() -> None:
    none = Towns.learn(Register.of([], []))
    assert none.written(["vienna", "a b"], ["AT", ""]).tolist() == [UNKNOWN, UNKNOWN]
