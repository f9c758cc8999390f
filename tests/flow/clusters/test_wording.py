"""Which words a name is compared by, and how a list puts them right."""

import pytest

from kiem.flow.clusters.general import had_by, is_place, is_topic, telling
from kiem.flow.clusters.spelling import kind_of, mark_of, words_of
from kiem.flow.clusters.wording import wordings


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Zennegat Pharma N. V.", "zennegat pharmaceutical"),
        ("ZennegatGmbH & Co. KG", "zennegat"),
        ("Zennegat B V", "zennegat"),
        ("Universitätsklinikum Köln", "university hospital cologne"),
        ("Karst &amp; Nuthe", "karst nuthe"),
        ("Universit√§t Karst", "university karst"),
        ("Universität Karst".encode().decode("cp1252"), "university karst"),
        ("Karst √ Nuthe", "karst sqrt nuthe"),
        ("Muenchener Klubs", "munchener klub"),
        ("AG", "ag"),
        ("…", ""),
    ],
)
def test_a_name_is_compared_by_its_words(written: str, words: str) -> None:
    assert words_of(written) == words.split()


def test_what_tells_an_institution_from_its_like_is_no_other_number() -> None:
    assert mark_of(["second", "affiliated", "hospital"]) == "second"
    assert mark_of(["karst", "302", "hospital"]) == "302"
    assert mark_of(["karst", "hospital", "12"]) == ""
    assert mark_of(["karst", "cancer", "hospital"]) == "cancer"
    assert mark_of(["karst", "cancer", "institute"]) == ""


def test_a_name_may_name_several_kinds() -> None:
    assert kind_of(["university", "hospital", "karst"]) == kind_of(["hospital"]) | kind_of(["university"])
    assert kind_of(["karst"]) == 0


def test_a_word_that_many_have_tells_less() -> None:
    assert telling("university") < telling("brussel") < telling("zennegat")
    assert telling("cardiology") < telling("12") < telling("zennegat")
    assert had_by("zennegat") == 0
    assert is_place("brussel")
    assert not is_place("zennegat")


def test_a_made_name_that_begins_like_a_specialty_is_none() -> None:
    assert is_topic("cardiology")
    assert is_topic("neurologiske")
    assert not is_topic("dermivanta")


def test_a_slip_is_put_right_towards_what_is_commoner() -> None:
    assert wordings(["Zennegat", "Zenegat"]) == [("zennegat",)] * 2
    assert wordings(["Zennegat Karst"] * 3 + ["Zenegat Karst"]) == [("zennegat", "karst")] * 4
    assert wordings(["Karsta Nuthe", "Karsto Nuthe"]) == [("karsta", "nuthe"), ("karsto", "nuthe")]


def test_a_slip_of_a_slip_is_put_right_too() -> None:
    names = ["zennegatveld"] * 9 + ["zenegatveld"] * 3 + ["zenegatveldt"]
    assert set(wordings(names)) == {("zennegatveld",)}


def test_a_short_word_with_another_first_letter_is_no_slip() -> None:
    assert wordings(["Karst"] * 4 + ["Varst"])[-1] == ("varst",)


def test_what_is_joined_or_split_is_written_one_way() -> None:
    assert wordings(["Kar Nuth Zwet", "KarNuth"]) == [("karnuth", "zwet"), ("karnuth",)]
    assert wordings(["University Hospital", "Universityhospital Karst"])[1] == ("university", "hospital", "karst")
    assert wordings(["Zwet Kar Nuth Wel", "KarNuthWel"]) == [("zwet", "karnuthwel"), ("karnuthwel",)]


def test_an_abbreviation_that_the_list_explains_is_written_out() -> None:
    full = ("zennegat", "karst", "trial", "network")
    names = ["Zennegat Karst Trial Network (ZKTN)", "ZKTN", "ZKTN Office"]
    assert wordings(names) == [full, full, (*full, "office")]
    assert wordings(["Zennegat and Karst (ZAK)", "ZAK"])[1] == ("zennegat", "karst")


def test_an_abbreviation_that_ends_like_a_plural_is_understood_too() -> None:
    full = ("zennegat", "institute", "karst", "trial", "science")
    assert wordings(["Zennegat Institute of Karst Trial Sciences", "ZIKTS"]) == [full, full]
    assert wordings(["Zennegat Institute of Karst Trial Sciences ZIKTS", "ZIKTS"]) == [full, full]


def test_an_abbreviation_may_stand_with_a_place() -> None:
    full = ("zennegat", "institute", "karst", "science")
    names = ["Zennegat Institute of Karst Sciences", "ZIKS Brussels", "ZIKS New Delhi", "ZIKS Karst Nuthe Brussels"]
    assert wordings(names)[1:3] == [(*full, "brussel"), (*full, "new", "delhi")]
    assert wordings([names[0], names[3]])[1] == ("ziks", "karst", "nuthe", "brussel")
    assert wordings([names[0], "ZIKS Beispielwerk"])[1] == ("ziks", "beispielwerk")


def test_a_universitys_college_of_medicine_is_its_school() -> None:
    assert words_of("College of Medicine, Karst University") == ["school", "medical", "karst", "university"]
    assert words_of("Karst Medical College") == ["karst", "medical", "college"]


def test_initials_of_one_name_only_stand_for_it() -> None:
    assert wordings(["Zennegat Karst Nuthe", "ZKN"])[1] == ("zennegat", "karst", "nuthe")
    assert wordings(["Zennegat Karst Nuthe", "Zwin Karst Nuthe", "ZKN"])[2] == ("zkn",)


def test_brackets_that_explain_nothing_change_nothing() -> None:
    assert wordings(["Zennegat (KN)", "Zennegat Karst (QQ.R)"]) == [
        ("zennegat", "kn"),
        ("zennegat", "karst", "qq", "r"),
    ]
