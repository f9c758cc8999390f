"""Figures of the committed register, counted again from its CSV files without any of the house's code."""

import csv
import datetime
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from kiem.flow.figures import Asked, Desk, Figure, make_figures, read_figure
from tests.flow.figures.conftest import INSTANCE

TODAY = datetime.date(2026, 11, 23)


def rows(name: str) -> list[dict[str, str]]:
    with (INSTANCE / "register" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def desk(register_release: Path, tmp_path: Path) -> Desk:
    return Desk(register_release, tmp_path)


def parts(figure: Figure) -> dict[str, Decimal]:
    return {point.label["en"]: point.value for point in figure.series}


def keys(figure: Figure) -> dict[str, Decimal]:
    return {point.key: point.value for point in figure.series}


def test_organisations_by_kind_are_those_of_the_csv(desk: Desk) -> None:
    merged = {row["subject_slug"] for row in rows("relations.csv") if row["relation"] == "merged_into"}
    there = [
        row for row in rows("organisations.csv")
        if row["country"] == "BE" and row["slug"] not in merged and row["status"] not in {"dissolved", "merged"}
    ]  # fmt: skip

    figure = desk.figure("organisations-by-kind")

    assert keys(figure) == Counter(row["kind"] for row in there)
    assert figure.value == len(there)


def test_investment_rounds_are_counted_once_however_many_investors_they_name(desk: Desk) -> None:
    invested = [row for row in rows("relations.csv") if row["relation"] == "invests_in"]
    rounds = {(row["object_slug"], row["round"], row["start_year"] or row["year"]) for row in invested}

    figure = desk.figure("investment-rounds-by-year")

    assert keys(figure) == Counter(year for _, _, year in rounds)
    assert figure.value == len(rounds) < len(invested)


def test_an_amount_of_a_round_counts_once(desk: Desk) -> None:
    amounts: dict[tuple[str, str, str], set[str]] = {}
    for row in rows("relations.csv"):
        if row["relation"] == "invests_in" and row["amount_eur"]:
            key = (row["object_slug"], row["round"], row["start_year"] or row["year"])
            amounts.setdefault(key, set()).add(row["amount_eur"])

    figure = desk.figure("investment-amounts-by-year")

    assert figure.value == sum(Decimal(next(iter(found))) for found in amounts.values() if len(found) == 1)


def test_spin_offs_by_institute_are_the_links_of_the_csv(desk: Desk) -> None:
    names = {row["slug"]: row["name"] for row in rows("organisations.csv")}
    links = {
        (row["subject_slug"], row["object_slug"]) for row in rows("relations.csv") if row["relation"] == "spin_off_of"
    }

    assert parts(desk.figure("spin-offs-by-institute")) == Counter(names[institute] for _, institute in links)


def test_what_was_founded_by_2015_is_what_the_csv_says(desk: Desk) -> None:
    founded = [
        row["founded"] for row in rows("organisations.csv")
        if row["country"] == "BE" and row["founded"] and int(row["founded"]) <= 2015
    ]  # fmt: skip

    figure = desk.figure("organisations-founded-by-year", Asked(as_of=datetime.date(2015, 12, 31)))

    assert keys(figure) == Counter(founded)


def test_every_figure_of_the_instance_can_be_made_and_names_its_sources(desk: Desk) -> None:
    figures = [desk.figure(identifier, Asked(territory="BE2")) for identifier in desk.definitions]

    assert len(figures) >= 15
    assert all(bool(figure.sources) == bool(figure.claims.ids) == (figure.value is not None) for figure in figures)


def test_the_published_numbers_beside_a_figure_say_where_they_disagree(desk: Desk) -> None:
    beside = desk.figure("companies-by-subsector").beside
    flanders = next(
        one for one in beside if one.indicator == "biotech_companies" and one.year == 2018 and one.scope == "flanders"
    )

    assert flanders.value == 300
    assert flanders.is_contradicted
    assert ("part_exceeds_whole", "belgium", Decimal(140)) in [
        (one.why, one.scope, one.value) for one in flanders.against
    ]
    assert [one.claim for one in beside] == [claim for claim in (one.claim for one in beside) if claim]


def test_the_register_alone_knows_no_eu_project_and_says_so(desk: Desk) -> None:
    assert desk.figure("eu-projects-by-year").value is None


def test_the_documents_of_a_release_are_the_same_bytes_each_time(register_release: Path, tmp_path: Path) -> None:
    made = make_figures(register_release, tmp_path)
    first = {file.name: file.read_bytes() for file in (register_release / "figures").iterdir()}
    make_figures(register_release, tmp_path)

    assert made == len(first)
    assert first == {file.name: file.read_bytes() for file in (register_release / "figures").iterdir()}


def test_a_figure_read_back_is_the_figure_that_was_written(register_release: Path, desk: Desk) -> None:
    computed = desk.figure("companies-by-subsector", Asked(territory="BE")).beside
    kept = read_figure(register_release / "figures" / "companies-by-subsector.json")

    assert kept.beside == computed
    assert kept.value == sum(point.value for point in kept.series)
