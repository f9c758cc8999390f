"""No false provenance: nobody is quoted for what they did not say. The rules stand in docs/guides/register.md."""

import csv
from pathlib import Path

import pytest

from kiem.flow.engine import Engine
from tests.flow.sources.reading import Read, read

HOUSE = Path(__file__).resolve().parents[3]
REGISTER = HOUSE / "instance" / "register"
EDITORS = {("register", "", "assigned", "EUPL-1.2")}
ASSIGNED_CELLS = {
    "organisation": {
        "alias",
        "type",
        "subsector",
        "sector",
        "region",
        "nuts",
        "latitude",
        "longitude",
        "origin",
        "acquired_by",
        "evidence",
    },
    "event": {"name", "category", "concerns", "evidence"},
    "instrument": {
        "instrument_kind",
        "audience",
        "dilutive",
        "scope_region",
        "official_address",
        "note",
        "source_checked",
        "evidence",
    },
    "peer": {"scope_region", "country", "nuts", "website", "note", "evidence"},
    "published_figure": {"name", "indicator", "scope", "note", "evidence"},
    "pathway_step": {"name", "product_type", "step_order", "time_limit_days", "note", "source_checked", "evidence"},
}

Witness = tuple[str, str, str, str]


@pytest.fixture(scope="module")
def register(desk: Engine) -> Read:
    return read(desk, "register", REGISTER)


def witnesses(claims: list[dict[str, str]]) -> set[Witness]:
    return {(claim["source"], claim["origin"], claim["basis"], claim["licence"]) for claim in claims}


def said(register: Read, prop: str, kind: str = "organisation") -> list[dict[str, str]]:
    return [claim for claim in register.claims if (claim["kind"], claim["property"]) == (kind, prop)]


def rows(name: str) -> list[dict[str, str]]:
    with (REGISTER / name).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.mark.parametrize("kind", sorted(ASSIGNED_CELLS))
def test_what_the_editors_assigned_is_never_laid_in_a_mouth(register: Read, kind: str) -> None:
    for prop in sorted(ASSIGNED_CELLS[kind]):
        claims = said(register, prop, kind)
        assert claims, prop
        assert witnesses(claims) == EDITORS, prop


def test_a_witness_is_quoted_with_its_own_licence_and_only_for_what_it_states(register: Read) -> None:
    licences = {(claim["source"], claim["basis"], claim["licence"]) for claim in register.claims}
    assert licences == {
        ("register", "assigned", "EUPL-1.2"),
        ("page", "stated", "single-facts"),
        ("ror", "stated", "CC0-1.0"),
        ("cordis", "stated", "EC-reuse"),
    }


def test_who_is_quoted_is_quoted_with_the_address(register: Read) -> None:
    for claim in register.claims:
        assert bool(claim["origin"]) == (claim["basis"] == "stated")
        assert claim["origin"].startswith("https://ror.org/0") == (claim["source"] == "ror")
        assert claim["origin"].startswith("https://cordis.europa.eu/") == (claim["source"] == "cordis")


def test_enterprise_numbers_and_participant_codes_are_those_of_cordis(register: Read) -> None:
    numbers = [c for c in said(register, "identifier") if c["value"].startswith(("kbo:", "pic:"))]
    assert len(numbers) == 246 + 394
    assert witnesses(numbers) == {("cordis", "https://cordis.europa.eu/", "stated", "EC-reuse")}


def test_wikidata_numbers_are_those_of_the_organisations_own_ror_record(register: Read) -> None:
    own = {f"register:{row['slug']}": row["ror_id"] for row in rows("organisations.csv")}
    numbers = [claim for claim in said(register, "identifier") if claim["value"].startswith("wikidata:")]
    assert len(numbers) == 90
    assert all((claim["source"], claim["origin"]) == ("ror", own[claim["about"]]) for claim in numbers)


def test_a_ror_number_from_elsewhere_is_the_editors_word(register: Read) -> None:
    read_there = {f"register:{row['slug']}" for row in rows("organisations.csv") if row["source_url"] == row["ror_id"]}
    numbers = [claim for claim in said(register, "identifier") if claim["value"].startswith("ror:")]
    assert len(numbers) == 213
    assert {claim["about"] for claim in numbers if claim["source"] == "ror"} == read_there


def test_town_and_website_are_rors_where_ror_is_named_and_else_the_editors(register: Read) -> None:
    named = {f"register:{row['slug']}" for row in rows("organisations.csv") if "//ror.org/" in row["source_url"]}
    for prop in ("city", "website"):
        for claim in said(register, prop):
            assert claim["source"] == ("ror" if claim["about"] in named else "register")


def test_a_founding_year_that_the_editors_know_is_theirs(register: Read) -> None:
    for slug in ("ablynx", "devgen", "innogenetics"):
        [claim] = [one for one in said(register, "founded") if one["about"] == f"register:{slug}"]
        assert witnesses([claim]) == EDITORS


def test_cordis_is_quoted_for_nothing_but_numbers_and_the_country_of_its_participants(register: Read) -> None:
    participants = {f"register:{row['slug']}" for row in rows("organisations.csv") if row["pic"]}
    quoted = [claim for claim in register.claims if claim["source"] == "cordis"]
    assert {claim["property"] for claim in quoted} == {"identifier", "country"}
    assert {claim["about"] for claim in quoted} <= participants


def test_ror_is_quoted_for_no_relation_but_those_it_tells(register: Read) -> None:
    relations = [claim for claim in register.claims if claim["source"] == "ror" and claim["object"]]
    assert {claim["property"] for claim in relations} == {"subsidiary_of", "partner_of"}
    assert not [claim for claim in relations if claim["valid_from"] or claim["valid_to"]]


def test_ror_is_quoted_only_for_what_its_records_hold(register: Read) -> None:
    quoted = {(claim["kind"], claim["property"]) for claim in register.claims if claim["source"] == "ror"}
    assert quoted == {
        *(("organisation", prop) for prop in ("city", "country", "founded", "identifier", "status", "website")),
        *(("organisation", prop) for prop in ("subsidiary_of", "partner_of")),
        ("event", "year"),
        ("peer", "founded"),
    }


def test_a_name_that_the_editors_shortened_is_theirs(register: Read) -> None:
    assert {claim["source"] for claim in said(register, "name")} == {"page", "register"}


def test_the_year_of_the_merger_into_biovia_is_the_editors(register: Read) -> None:
    merged = [claim for claim in said(register, "merged_into") if claim["object"] == "register:biovia"]
    assert {claim["about"] for claim in merged} == {"register:flanders-bio", "register:medvia"}
    assert witnesses(merged) == EDITORS


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("funding_instruments.csv", "instrument"),
        ("regulatory_pathways.csv", "pathway_step"),
    ],
)
def test_a_page_that_was_not_read_is_not_quoted(register: Read, name: str, kind: str) -> None:
    claims = [claim for claim in register.claims if claim["kind"] == kind]
    told = {(claim["about"], claim["property"]): claim["value"] for claim in claims}
    checked = {about for (about, prop), value in told.items() if (prop, value) == ("source_checked", "yes")}
    registers = {about for (about, prop), value in told.items() if prop == "evidence" and "//ror.org/" in value}
    assert len(checked) == sum(row["source_checked"] == "yes" for row in rows(name))
    assert {claim["about"] for claim in claims if claim["source"] == "page"} == checked - registers


def test_an_employees_figure_is_the_pages_and_of_its_year(register: Read) -> None:
    claims = said(register, "employees")
    assert len(claims) == 24
    assert {claim["source"] for claim in claims} == {"page"}
