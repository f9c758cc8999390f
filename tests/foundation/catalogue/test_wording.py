"""How a fact is written: in the page's language, with its unit, to its precision."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import translation

from kiem.foundation.catalogue.cells import amount_of
from kiem.foundation.catalogue.freshness import state_of
from kiem.foundation.catalogue.labels import country_name, label, property_label
from kiem.foundation.catalogue.templatetags.catalogue import (
    amount,
    in_language,
    leads_to,
    role,
    said,
    sources,
)
from kiem.foundation.catalogue.values import Fact, Relation, ReleaseCard, SourceCard
from kiem.foundation.catalogue.wording import period

SEEN = datetime.date(2026, 11, 23)
FACT = Fact(
    property="note",
    value=None,
    number=None,
    unit=None,
    language=None,
    object=None,
    verbatim=None,
    source="page",
    origin="https://example.org",
    basis="stated",
    licence="CC0-1.0",
    valid_from=None,
    valid_to=None,
    precision=None,
    seen_at=SEEN,
    withdrawn_at=None,
    disputed=False,
    snapshot="register@2026-11-23#0",
    record="register:sample",
    claim="0",
)
SOURCE = SourceCard("register", {}, {}, "", "", None, None, "", SEEN, datetime.date(2027, 11, 23), 1, 1, 0, ())
RELEASE = ReleaseCard(1, SEEN, "", None, 1, 1, (SOURCE,))
TIE = Relation("owns", True, "k1", "organisation", "A", "a", None, True, None, None, None, None, None, "page", "0")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak English, whatever page another test read last."""
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("prop", "value", "written"),
    [
        ("note", "as it stands", ("as it stands",) * 3),
        ("type", "company", ("company", "bedrijf", "entreprise")),
        ("region", "flanders", ("Flanders", "Vlaanderen", "Flandre")),
        ("country", "DE", ("Germany", "Duitsland", "Allemagne")),
        ("sme", "yes", ("yes", "ja", "oui")),
        ("scope", "flanders", ("Flanders", "Vlaanderen", "Flandre")),
        ("scope", "Vienna", ("Vienna",) * 3),
        ("indicator", "biotech_companies", ("biotech companies", "biotechbedrijven", "entreprises de biotechnologie")),
        ("indicator", "moon_landings", ("moon landings",) * 3),
        ("source_checked", "via example.org", ("via example.org",) * 3),
        ("dilutive", "no", ("takes no shares", "niet verwaterend", "non dilutif")),
        ("field", "/a/b", ("a \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} b",) * 3),
        ("website", "javascript:alert(1)", ("javascript:alert(1)",) * 3),
        (
            "website",
            "https://example.org/",
            ('<a href="https://example.org/" rel="nofollow noopener">example.org</a>',) * 3,
        ),
    ],
)
def test_words_are_said_in_the_pages_language(prop: str, value: str, written: tuple[str, str, str]) -> None:
    found = []
    for language in ("en", "nl", "fr"):
        with translation.override(language):
            found.append(said(replace(FACT, property=prop, value=value)))
    assert tuple(found) == written


@pytest.mark.parametrize(
    ("prop", "number", "unit", "written"),
    [
        ("founded", 1425, "year", "1425"),
        ("year", 1425, "year", "1425"),
        ("amount_max", 2_500_000, "EUR", "€2,500,000"),
        ("eu_contribution", Decimal("100000.5"), "EUR", "€100,000"),
        ("employees", 1204, "person", "1,204"),
        ("companies", 140, "companies", "140"),
        ("figure_value", 140, "companies", "140 companies"),
        ("time_limit", 1, "month", "1 month"),
        ("time_limit", 45, "day", "45 days"),
        ("intensity", 25, "percent", "25 %"),
        ("trl_min", 6, "level", "6"),
        ("population", 1_000, None, "1,000"),
    ],
)
def test_a_number_has_its_unit_once(prop: str, number: int | Decimal, unit: str | None, written: str) -> None:
    fact = replace(FACT, property=prop, number=Decimal(number), unit=unit)
    assert said(fact) == amount(fact) == written


def test_what_says_nothing_is_unknown() -> None:
    assert "unknown" in str(said(FACT))
    assert label(None, "types") == label("", "types") == "unknown"
    assert role(None) == "unknown"


def test_a_day_is_written_as_a_day() -> None:
    fact = replace(FACT, property="starts", value="2026-11-23", valid_from=SEEN, precision="day")
    assert said(fact) == "23 November 2026"


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "fresh"),
        ({"disputed": True}, "contradicted"),
        ({"property": "employees", "valid_from": datetime.date(2022, 1, 1)}, "stale"),
        ({"property": "employees", "valid_from": datetime.date(2023, 1, 1)}, "fresh"),
        ({"property": "founded", "valid_from": datetime.date(1425, 1, 1)}, "fresh"),
        ({"snapshot": "gone@2020-01-01#0"}, "fresh"),
    ],
)
def test_the_mark_tells_whether_a_fact_is_fresh(changes: dict[str, object], state: str) -> None:
    assert state_of(replace(FACT, **changes), RELEASE, SEEN) == state  # type: ignore[arg-type]  # any field of a fact


def test_a_source_past_its_shelf_life_makes_its_facts_stale() -> None:
    last = datetime.date(2027, 11, 23)
    assert state_of(FACT, RELEASE, last) == "fresh"
    assert state_of(FACT, RELEASE, last + datetime.timedelta(days=1)) == "stale"


@pytest.mark.parametrize(
    ("since", "until", "written"),
    [
        (None, None, ""),
        ((2020, 1, 1), None, "2020"),
        ((2020, 1, 1), (2021, 1, 1), "2020"),
        ((2020, 1, 1), (2024, 1, 1), "2020\N{EN DASH}2023"),
        (None, (2024, 1, 1), "\N{EN DASH}2023"),
    ],
)
def test_a_period_ends_with_its_last_year(
    since: tuple[int, int, int] | None, until: tuple[int, int, int] | None, written: str
) -> None:
    first = datetime.date(*since) if since else None
    last = datetime.date(*until) if until else None
    assert period(replace(TIE, valid_from=first, valid_to=last)) == written


def test_identifiers_lead_to_their_registers_or_nowhere() -> None:
    assert leads_to("ror:05f950310") == "https://ror.org/05f950310"
    assert leads_to("grid:grid.5596.f") == leads_to("moon:1") == ""


def test_names_of_sources_and_texts_of_cards_are_in_the_pages_language() -> None:
    assert sources("page, ror") == "a public page, Research Organization Registry (ROR)"
    assert sources(None) == ""
    assert in_language({"en": "a", "nl": "b"}, "nl-be") == "b"
    assert in_language({"en": "a", "nl": "b"}, "fr") == "a"


def test_a_word_that_nobody_defined_is_made_readable() -> None:
    assert property_label("never_heard_of") == "never heard of"
    assert country_name("XX", "en") == "XX"
    assert country_name("BE", "tlh") == "Belgium"
    with translation.override("de"):
        assert label("company", "types") == "company"


@pytest.mark.parametrize(
    ("prop", "turned"), [("spin_off_of", "spin-offs"), ("partner_of", "partner of"), ("parent_of", "part of")]
)
def test_a_relation_has_a_name_from_its_other_end(prop: str, turned: str) -> None:
    assert property_label(prop, turned=True) == turned


@pytest.mark.parametrize(
    ("cell", "number"), [("2016.0000", "2016"), ("0.5000", "0.5"), ("100.0000", "100"), (None, "None")]
)
def test_a_number_stands_without_the_zeros_of_its_table(cell: str | None, number: str) -> None:
    assert str(amount_of(cell)) == number
