"""A release as FollowTheMoney entities: what each thing becomes, and what is kept back."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kiem.flow.entities import minted
from kiem.flow.exchange import Told, entities
from kiem.flow.vocabulary import Licence, vocabulary
from tests.flow.exchange.releases import release_of
from tests.flow.said import Said

A, B, C, P = "ror:0aaaaaa11", "ror:0bbbbbb22", "register:example", "cordis:101000001"
ENDED = datetime.date(2020, 1, 1)
Entity = dict[str, Any]  # Any: JSON has no types
NAMES = (Said(A, "name", "Example Works"), Said(B, "name", "Example Institute"), Said(C, "name", "Example Club"))


def told(folder: Path, *said: Said) -> dict[str, Entity]:
    """Return the entities of a release of the claims by id."""
    found = list(entities(release_of(folder, said), folder / "spill", Told()))
    assert len({one["id"] for one in found}) == len(found)
    return {str(one["id"]): dict(one) for one in found}


def link(folder: Path, *said: Said) -> tuple[str, Mapping[str, list[str]]]:
    """Return the schema and the properties of the one link that there is."""
    [one] = [entity for name, entity in told(folder, *said).items() if name.startswith("r-")]
    return one["schema"], one["properties"]


WORKS = (
    Said(A, "name", "Example  Works", origin="https://example.org/1"),
    Said(A, "alias", "Works of Example"),
    Said(A, "translated_name", "Voorbeeldwerken"),
    Said(A, "acronym", "EW"),
    Said(A, "type", "company"),
    Said(A, "city", "Ghent"),
    Said(A, "country", "BE"),
    Said(A, "website", "https://works.example.org"),
    Said(A, "website", "no address"),
    Said(A, "founded", number=Decimal(1999)),
    Said(A, "status", "dissolved", since=ENDED, precision="year"),
    Said(A, "subsector", "biotech"),
    Said(A, "identifier", A, origin="https://example.org/1"),
    Said(A, "identifier", "kbo:0000000097"),
    Said(A, "identifier", "vat:NL000000000B00"),
    Said(A, "identifier", "wikidata:Q0"),
    Said(A, "identifier", "register:works"),
    Said(A, "latitude", number=Decimal(51)),
)
TOLD_OF_WORKS = {
    "address": ["Ghent, BE"],
    "alias": ["Works of Example", "Voorbeeldwerken"],
    "classification": ["company"],
    "country": ["be"],
    "dissolutionDate": ["2020"],
    "idNumber": [A],
    "incorporationDate": ["1999"],
    "jurisdiction": ["be"],
    "name": ["Example Works"],
    "publisher": ["Example Registry"],
    "registrationNumber": ["0000000097"],
    "sector": ["biotechnology"],
    "sourceUrl": ["https://example.org/1"],
    "status": ["dissolved"],
    "vatCode": ["NL000000000B00"],
    "weakAlias": ["EW"],
    "website": ["https://works.example.org"],
    "wikidataId": ["Q0"],
}


def test_an_organisation_is_told_with_all_that_has_a_word_there(tmp_path: Path) -> None:
    town, works = told(tmp_path, *WORKS).values()
    assert town["schema"] == "Address"
    assert town["properties"] == {"full": ["Ghent, BE"], "city": ["Ghent"], "country": ["be"]}
    assert works == {
        "id": minted(A),
        "schema": "Company",
        "properties": {**TOLD_OF_WORKS, "addressEntity": [town["id"]]},
        "referents": [A],
        "datasets": ["ror"],
    }


@pytest.mark.parametrize(
    ("type_", "schema"),
    [
        ("company", "Company"),
        ("authority", "PublicBody"),
        ("university", "Organization"),
        ("investor", "Organization"),
        (None, "LegalEntity"),
    ],
)
def test_a_kind_of_organisation_is_a_schema(tmp_path: Path, type_: str | None, schema: str) -> None:
    found = told(tmp_path, Said(C, "name", "Example Club"), *([Said(C, "type", type_)] if type_ else []))
    assert found[minted(C)]["schema"] == schema
    assert "publisher" not in found[minted(C)]["properties"]


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        (Said(A, "country", "XH"), "country"),
        (Said(A, "founded", number=Decimal(976)), "incorporationDate"),
        (Said(A, "founded", "long ago"), "incorporationDate"),
        (Said(A, "status", "dissolved"), "dissolutionDate"),
        (Said(A, "name", number=Decimal(1)), "name"),
    ],
)
def test_what_is_no_valid_value_there_is_left_out(tmp_path: Path, said: Said, gone: str) -> None:
    found = told(tmp_path, *([] if gone == "name" else [NAMES[0]]), said)
    assert gone not in found[minted(A)]["properties"]


@pytest.mark.parametrize(("code", "full"), [("XK", "Example Town, XK"), ("XH", "Example Town"), (None, "Example Town")])
def test_a_town_is_told_with_its_country_where_that_is_known(tmp_path: Path, code: str | None, full: str) -> None:
    country = [Said(A, "country", code)] if code else []
    found = told(tmp_path, NAMES[0], Said(A, "city", "Example  Town"), *country)
    assert found[minted(A)]["properties"]["address"] == [full]


def test_a_town_is_told_once(tmp_path: Path) -> None:
    found = told(tmp_path, *NAMES[:2], Said(A, "city", "Ghent"), Said(B, "city", "Ghent"), Said(C, "city", "Ghent"))
    assert len([one for one in found.values() if one["schema"] == "Address"]) == 1
    assert len(found) == 3


def test_a_project_is_told_with_its_days_and_cost(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        Said(P, "name", "Example Project", kind="project"),
        Said(P, "summary", "To show how it is done.", kind="project"),
        Said(P, "starts", "2023-01-01", kind="project"),
        Said(P, "ends", "2025-12-31", kind="project"),
        Said(P, "total_cost", number=Decimal("2500000.5000"), unit="EUR", kind="project"),
        Said(P, "identifier", P, kind="project"),
        Said(P, "identifier", "doi:10.0000/example", kind="project"),
    )
    project = found[minted(P)]
    assert project["schema"] == "Project"
    assert project["properties"] == {
        "amountEur": ["2500000.5"],
        "description": ["To show how it is done."],
        "endDate": ["2025-12-31"],
        "name": ["Example Project"],
        "projectId": ["101000001", "doi:10.0000/example"],
        "publisher": ["Example Office"],
        "startDate": ["2023-01-01"],
    }


def test_who_takes_part_is_told_with_role_amount_and_the_last_day(tmp_path: Path) -> None:
    part = Said(
        A, "participates_in", "coordinator", Decimal(1000), P, datetime.date(2023, 1, 1), datetime.date(2026, 1, 1)
    )
    _, without = link(tmp_path / "no-unit", NAMES[0], Said(P, "name", "Example Project", kind="project"), part)
    assert "summary" not in without
    part = replace(part, unit="EUR", precision="day", origin="https://example.org/p")
    schema, properties = link(tmp_path, NAMES[0], Said(P, "name", "Example Project", kind="project"), part)
    assert schema == "ProjectParticipant"
    assert properties == {
        "endDate": ["2025-12-31"],
        "participant": [minted(A)],
        "project": [minted(P)],
        "publisher": ["Example Registry"],
        "role": ["coordinator"],
        "sourceUrl": ["https://example.org/p"],
        "startDate": ["2023-01-01"],
        "summary": ["net EU contribution: EUR 1000"],
    }


@pytest.mark.parametrize(
    ("property_", "type_", "schema", "ends"),
    [
        ("acquired", "company", "Ownership", ("owner", "asset")),
        ("acquired", "university", "UnknownLink", ("subject", "object")),
        ("member_of", "association", "Membership", ("member", "organization")),
        ("successor", None, "Succession", ("predecessor", "successor")),
        ("subsidiary_of", "company", "UnknownLink", ("subject", "object")),
        ("invests_in", "company", "UnknownLink", ("subject", "object")),
    ],
)
def test_a_relation_is_what_it_truly_is_there(
    tmp_path: Path, property_: str, type_: str | None, schema: str, ends: tuple[str, str]
) -> None:
    kind = [Said(B, "type", type_)] if type_ else []
    found, properties = link(tmp_path, *NAMES[:2], *kind, Said(A, property_, target=B))
    assert found == schema
    assert [properties[name] for name in ends] == [[minted(A)], [minted(B)]]
    assert properties["role"] == [vocabulary().properties[property_].labels["en"]]
    assert "endDate" not in properties


def test_a_relation_is_told_only_between_things_that_are_told(tmp_path: Path) -> None:
    event = Said("register:event", "name", "Example Day", kind="event")
    nameless = Said("ror:0cccccc33", "city", "Ghent")
    links = (Said(A, "partner_of", target="register:event"), Said("ror:0cccccc33", "partner_of", target=A))
    found = told(tmp_path, NAMES[0], event, nameless, *links)
    assert list(found) == [minted(A)]


def test_what_was_withdrawn_is_not_told(tmp_path: Path) -> None:
    gone = Said(A, "partner_of", target=B, withdrawn=DAY_AFTER)
    found = told(tmp_path, *NAMES[:2], gone, Said(A, "alias", "Former Works", withdrawn=DAY_AFTER))
    assert sorted(found) == sorted([minted(A), minted(B)])
    assert "alias" not in found[minted(A)]["properties"]


DAY_AFTER = datetime.date(2026, 2, 2)
CLOSED = "not-stated"


def test_what_a_licence_keeps_back_is_not_told(tmp_path: Path) -> None:
    kept = (
        Said(A, "alias", "Secret Works", licence=CLOSED),
        Said("ror:0cccccc33", "name", "Secret Institute", licence=CLOSED),
        Said(A, "partner_of", target=B, licence=CLOSED),
        Said(A, "partner_of", target="ror:0cccccc33"),
    )
    assert isinstance(vocabulary().licences[CLOSED], Licence)
    counts = Told()
    found = list(entities(release_of(tmp_path, (*NAMES[:2], *kept)), tmp_path / "spill", counts))
    assert "Secret" not in str(found)
    assert [one["schema"] for one in found] == ["LegalEntity", "LegalEntity"]
    assert (counts.kept, dict(counts.schemata), dict(counts.licences)) == (3, {"LegalEntity": 2}, {"CC0-1.0": 2})


def test_a_relation_that_an_open_and_a_closed_source_say_is_told_once(tmp_path: Path) -> None:
    closed = Said(A, "partner_of", target=B, licence=CLOSED, origin="https://closed.example.org")
    opened = Said(B, "partner_of", target=A, origin="https://open.example.org")
    _, properties = link(tmp_path, *NAMES[:2], closed, opened)
    assert properties["sourceUrl"] == ["https://open.example.org"]


def test_a_thing_of_several_records_tells_all_of_them(tmp_path: Path) -> None:
    shared = "wikidata:Q0"
    found = told(
        tmp_path, NAMES[0], Said("pic:999999999", "name", "EXAMPLE WORKS NV"), Said(A, "identifier", shared),
        Said("pic:999999999", "identifier", shared),
    )  # fmt: skip
    [works] = found.values()
    assert works["referents"] == ["pic:999999999", A]
    assert works["datasets"] == ["pic", "ror"]
    assert sorted(works["properties"]["name"]) == ["EXAMPLE WORKS NV", "Example Works"]
