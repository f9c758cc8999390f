"""The words of the house are whole: three languages, no strangers."""

import csv
from pathlib import Path

import pytest
import yaml

from kiem.flow.sources import cards
from kiem.flow.vocabulary import vocabulary

HOUSE = Path(__file__).resolve().parents[3]
REGISTER = HOUSE / "instance" / "register"
LISTED = [
    ("organisations.csv", "kind", "types"),
    ("organisations.csv", "subsector", "subsectors"),
    ("organisations.csv", "sector", "sectors"),
    ("organisations.csv", "status", "statuses"),
    ("timeline.csv", "category", "event_categories"),
    ("relations.csv", "round", "rounds"),
    ("funding_instruments.csv", "kind", "instrument_kinds"),
    ("funding_instruments.csv", "dilutive", "dilutive"),
    ("ecosystem_figures.csv", "unit", "units"),
    ("ecosystem_figures.csv", "indicator", "indicators"),
    ("regulatory_pathways.csv", "product_type", "product_types"),
]


def words_in(name: str, column: str) -> set[str]:
    with (REGISTER / name).open(encoding="utf-8", newline="") as opened:
        return {row[column] for row in csv.DictReader(opened)} - {""}


@pytest.mark.parametrize(("name", "column", "listed"), LISTED)
def test_every_word_that_the_register_uses_is_in_its_list(name: str, column: str, listed: str) -> None:
    assert words_in(name, column) <= set(vocabulary().lists[listed])


def test_every_group_that_the_register_names_is_in_its_list() -> None:
    named = {word for cell in words_in("funding_instruments.csv", "for_whom") for word in cell.split("|")}
    assert named == set(vocabulary().lists["audiences"])


def test_every_owner_of_a_figure_is_in_its_list() -> None:
    named = {yaml.safe_load(file.read_text())["owner"] for file in (HOUSE / "instance" / "figures").glob("*.yml")}
    assert named == set(vocabulary().lists["owners"])


def test_a_region_is_a_belgian_one_or_a_country() -> None:
    others = words_in("organisations.csv", "region") - set(vocabulary().lists["regions"])
    assert all(len(word) == 2 and word.isupper() for word in others)


def test_every_relation_of_the_register_is_a_relation_of_the_vocabulary() -> None:
    properties = vocabulary().properties
    assert all(properties[word].relation for word in words_in("relations.csv", "relation"))


def test_every_word_has_a_label_in_three_languages() -> None:
    words = vocabulary()
    labels = [label for listed in words.lists.values() for label in listed.values()]
    labels += [one.labels for one in words.properties.values()]
    assert all(label[language] for label in labels for language in ("en", "nl", "fr"))


def test_the_licence_of_every_source_is_known_and_lets_its_facts_be_published() -> None:
    licences = vocabulary().licences
    assert all(licences[card.licence].republish for card in cards().values())


def test_the_inverse_of_a_relation_that_is_itself_a_property_points_back() -> None:
    properties = vocabulary().properties
    inverses = [(one, properties.get(one.inverse or "")) for one in properties.values()]
    pairs = [(one, back) for one, back in inverses if back]
    assert {one.id for one, _ in pairs} >= {"subsidiary_of", "parent_of", "successor", "predecessor"}
    assert all(back.inverse == one.id for one, back in pairs)


def test_whoever_is_preferred_is_a_source() -> None:
    words = vocabulary()
    assert {name for one in words.properties.values() for name in one.prefer} <= set(words.lists["sources"])


def test_a_label_falls_back_to_english_and_then_to_the_word_itself() -> None:
    words = vocabulary()
    assert words.label("types", "hospital", "nl") == "ziekenhuis"
    assert words.label("types", "hospital", "de") == "hospital"
    assert words.label("types", "old_castle", "nl") == "old castle"
    assert words.label("no_such_list", "old_castle", "nl") == "old castle"
