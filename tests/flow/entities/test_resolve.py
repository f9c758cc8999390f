"""From claims to entities, on fictitious organisations."""

import datetime
from decimal import Decimal

import pyarrow as pa
import pytest

from kiem.flow.engine import Engine
from kiem.flow.entities import Given, Judgement, Ledger, minted, resolve

DAY = datetime.date(2026, 11, 1)
SCHEMA = pa.schema(
    [(name, pa.string()) for name in ("about", "kind", "property", "value", "object")]
    + [("number", pa.decimal128(18, 4)), ("source", pa.string()), ("withdrawn_at", pa.date32())]
)
Fact = tuple[str, str | float]


def organisation(record: str, *facts: Fact) -> list[dict[str, object]]:
    """Return the claims of one record; its own number is always among them."""
    return [
        {
            "about": record,
            "kind": "organisation",
            "property": prop,
            "value": said if isinstance(said, str) else None,
            "number": None if isinstance(said, str) else Decimal(str(said)),
            "source": record.partition(":")[0],
            "withdrawn_at": None,
        }
        for prop, said in [("identifier", record), *facts]
    ]


GHENT: tuple[Fact, ...] = (("country", "BE"), ("city", "Ghent"), ("latitude", 51.05), ("longitude", 3.72))
GENT: tuple[Fact, ...] = (("country", "BE"), ("city", "Gent"), ("latitude", 51.04), ("longitude", 3.73))
LIEGE: tuple[Fact, ...] = (("country", "BE"), ("city", "Liège"), ("latitude", 50.64), ("longitude", 5.57))


def ids(
    engine: Engine,
    *claims: list[dict[str, object]],
    judged: tuple[Judgement, ...] = (),
    ledger: Ledger | None = None,
) -> dict[str, str]:
    """Resolve the claims and return each record's entity."""
    engine.load("claims", pa.Table.from_pylist([claim for told in claims for claim in told], schema=SCHEMA))
    resolve(engine, judged, ledger or Ledger())
    return {str(record): str(entity) for record, entity in engine.rows("SELECT record, entity FROM members")}


def test_records_that_carry_one_number_are_one(engine: Engine) -> None:
    found = ids(
        engine,
        organisation("register:example-bio", ("name", "Example Bio"), ("identifier", "pic:900000001")),
        organisation("pic:900000001", ("name", "EXAMPLE BIOTECHNOLOGY NV")),
        organisation("pic:900000002", ("name", "OTHER EXAMPLE NV")),
    )
    assert found["register:example-bio"] == found["pic:900000001"] == minted("register:example-bio")
    assert found["pic:900000002"] != found["pic:900000001"]


def test_one_name_in_one_place_is_one_whatever_the_language_of_the_town(engine: Engine) -> None:
    found = ids(
        engine,
        organisation("ror:0aaaaaa11", ("name", "Instituut Voorbeeld (Belgium)"), *GHENT),
        organisation("pic:900000001", ("name", "INSTITUUT VOORBEELD"), *GENT),
    )
    assert found["ror:0aaaaaa11"] == found["pic:900000001"]


@pytest.mark.parametrize("form", ["NV", "N.V.", "n.v", "VZW", "S.p.A.", "GMBH & CO. KG"])
def test_a_legal_form_that_one_register_writes_and_another_does_not_parts_nothing(engine: Engine, form: str) -> None:
    found = ids(
        engine,
        organisation("ror:0aaaaaa11", ("name", "Voorbeeld Werken (Belgium)"), *GHENT),
        organisation("pic:900000001", ("name", f"VOORBEELD WERKEN {form}"), *GENT),
    )
    assert (found["ror:0aaaaaa11"] == found["pic:900000001"]) == (form != "GMBH & CO. KG")


def test_one_name_in_two_legal_forms_of_one_register_joins_nothing(engine: Engine) -> None:
    found = ids(
        engine,
        organisation("ror:0aaaaaa11", ("name", "Voorbeeld Werken"), *GHENT),
        organisation("pic:900000001", ("name", "VOORBEELD WERKEN NV"), *GENT),
        organisation("pic:900000002", ("name", "VOORBEELD WERKEN VZW"), *GENT),
    )
    assert len(set(found.values())) == 3


def test_one_name_in_two_places_is_two(engine: Engine) -> None:
    found = ids(
        engine,
        organisation("ror:0aaaaaa11", ("name", "Instituut Voorbeeld"), *GHENT),
        organisation("pic:900000001", ("name", "INSTITUUT VOORBEELD"), *LIEGE),
    )
    assert found["ror:0aaaaaa11"] != found["pic:900000001"]


def test_a_name_that_a_register_has_twice_joins_nothing(engine: Engine) -> None:
    found = ids(
        engine,
        organisation("ror:0aaaaaa11", ("name", "Voorbeeldziekenhuis"), *GHENT),
        organisation("ror:0bbbbbb22", ("name", "Voorbeeldziekenhuis"), *GENT),
        organisation("pic:900000001", ("name", "VOORBEELDZIEKENHUIS"), *GENT),
    )
    assert len(set(found.values())) == 3


def test_one_web_domain_joins_only_with_a_word_of_the_name(engine: Engine) -> None:
    site: Fact = ("website", "https://www.voorbeeld.example.org/over")
    found = ids(
        engine,
        organisation("ror:0aaaaaa11", ("name", "Voorbeeld Onderzoek"), site, *GHENT),
        organisation("pic:900000001", ("name", "STICHTING VOORBEELD"), ("website", "voorbeeld.example.org"), *LIEGE),
        organisation(
            "register:heel-anders", ("name", "Heel Anders"), ("website", "http://voorbeeld.example.org"), *LIEGE
        ),
    )
    assert found["ror:0aaaaaa11"] == found["pic:900000001"]
    assert found["register:heel-anders"] != found["pic:900000001"]


def test_a_judgement_parts_what_a_number_would_join_and_an_unknown_record_is_no_error(engine: Engine) -> None:
    apart = Judgement("register:example-bio", "pic:900000001", "different", "a.steward@example.org", "two firms", DAY)
    unknown = Judgement("register:gone", "pic:900000001", "same", "a.steward@example.org", "it was there once", DAY)
    found = ids(
        engine,
        organisation("register:example-bio", ("name", "Example Bio"), ("identifier", "kbo:0400000001")),
        organisation("pic:900000001", ("name", "EXAMPLE BIO"), ("identifier", "kbo:0400000001")),
        judged=(apart, unknown),
    )
    assert found["register:example-bio"] != found["pic:900000001"]
    assert engine.rows("SELECT against FROM doubts") == [(f"judged different on {DAY}: two firms",)]


def test_parted_records_answer_to_their_own_names_and_neither_to_what_both_carry(engine: Engine) -> None:
    apart = Judgement("register:example-bio", "pic:900000001", "different", "a.steward@example.org", "two firms", DAY)
    found = ids(
        engine,
        organisation("register:example-bio", ("identifier", "pic:900000001"), ("identifier", "kbo:0400000001")),
        organisation("pic:900000001", ("name", "EXAMPLE BIO"), ("identifier", "kbo:0400000001")),
        judged=(apart,),
    )
    assert sorted(engine.rows("SELECT alias, entity FROM aliases")) == sorted(found.items())
    assert found["register:example-bio"] != found["pic:900000001"]


def test_a_judgement_joins_what_nothing_else_would_and_says_so(engine: Engine) -> None:
    same = Judgement("pic:900000001", "pic:900000002", "same", "a.steward@example.org", "one firm, two codes", DAY)
    found = ids(
        engine,
        organisation("pic:900000001", ("name", "EXAMPLE BIO")),
        organisation("pic:900000002", ("name", "EXAMPLE BIOTECH")),
        judged=(same,),
    )
    assert found["pic:900000001"] == found["pic:900000002"]
    assert engine.rows("SELECT reason, rule, strength FROM joins") == [
        (f"judged the same on {DAY}: one firm, two codes", "judgement", 0)
    ]


def test_an_old_id_answers_with_where_it_went_even_after_two_moves(engine: Engine) -> None:
    ledger = Ledger(
        {
            "kaaaaaaaa": Given("register:example-bio", 1),
            "kbbbbbbbb": Given("pic:900000001", 1),
            "kcccccccc": Given("pic:900000001", 2),
        },
        release=3,
    )
    found = ids(
        engine,
        organisation("register:example-bio", ("name", "Example Bio"), ("identifier", "pic:900000001")),
        organisation("pic:900000001", ("name", "EXAMPLE BIO NV")),
        ledger=ledger,
    )
    assert set(found.values()) == {"kaaaaaaaa"}
    aliases = {str(alias): entity for alias, entity in engine.rows("SELECT alias, entity FROM aliases")}
    assert aliases["kbbbbbbbb"] == aliases["kcccccccc"] == aliases["pic:900000001"] == "kaaaaaaaa"


def test_a_number_that_two_entities_carry_leads_nowhere(engine: Engine) -> None:
    ids(
        engine,
        organisation("pic:900000001", ("name", "EXAMPLE ONE"), ("identifier", "kbo:0400000001")),
        organisation("pic:900000002", ("name", "EXAMPLE TWO"), ("identifier", "kbo:0400000001")),
    )
    assert engine.rows("SELECT entity FROM aliases WHERE alias = 'kbo:0400000001'") == []


def test_a_number_that_a_source_took_back_joins_no_longer_and_a_record_it_took_back_is_whom_it_was(
    engine: Engine,
) -> None:
    corrected = organisation("register:example-bio", ("name", "Example Bio"), ("identifier", "kbo:0400000001"))
    corrected[-1]["withdrawn_at"] = DAY
    gone = organisation("pic:900000002", ("name", "OTHER"), ("identifier", "kbo:0400000001"))
    gone = [{**claim, "withdrawn_at": DAY} for claim in gone]
    found = ids(
        engine, corrected, organisation("pic:900000001", ("name", "EXAMPLE"), ("identifier", "kbo:0400000001")), gone
    )
    assert found["register:example-bio"] != found["pic:900000001"]
    # Two codes of one register: a doubt, as it was before.
    assert engine.rows("SELECT left_record, right_record, reason FROM doubts") == [
        ("pic:900000001", "pic:900000002", "both carry kbo:0400000001")
    ]


def test_a_record_that_a_judgement_takes_out_does_not_part_the_others_that_carry_the_number(engine: Engine) -> None:
    shared: Fact = ("identifier", "kbo:0400000001")
    records = ("pic:900000001", "register:example-bio", "ror:0aaaaaa11")
    judged = tuple(Judgement(records[0], other, "different", "a.steward@example.org", "", DAY) for other in records[1:])
    found = ids(engine, *(organisation(record, shared) for record in records), judged=judged)
    assert found["register:example-bio"] == found["ror:0aaaaaa11"] != found["pic:900000001"]


def test_an_address_in_a_reason_stays_in_the_house(engine: Engine) -> None:
    pair = ("pic:900000001", "register:example-bio")
    judged = Judgement(*pair, "same", "a.steward@example.org", "ask b.steward@example.org, she knows", DAY)
    ids(engine, *map(organisation, pair), judged=(judged,))
    assert engine.rows("SELECT reason FROM joins") == [(f"judged the same on {DAY}: ask …, she knows",)]


@pytest.mark.parametrize(
    ("others", "against"),
    [
        ((), "their towns are 138 km apart"),
        ((("city", "Ghent"),), None),
        ((("identifier", "kbo:0400000001"),), None),
    ],
)
def test_a_web_domain_alone_that_joins_two_far_towns_is_shown_with_what_speaks_against_it(
    engine: Engine, others: tuple[Fact, ...], against: str | None
) -> None:
    site: Fact = ("website", "https://voorbeeld.example.org")
    ids(
        engine,
        organisation("ror:0aaaaaa11", ("name", "Voorbeeld"), site, ("identifier", "kbo:0400000001"), *GHENT),
        organisation("pic:900000001", ("name", "STICHTING VOORBEELD"), site, *LIEGE, *others),
    )
    assert engine.rows("SELECT against FROM joins WHERE rule = 'domain'") == [(against,)]


def test_a_town_that_is_nowhere_speaks_against_nothing(engine: Engine) -> None:
    site: Fact = ("website", "https://voorbeeld.example.org")
    ids(
        engine,
        organisation("ror:0aaaaaa11", ("name", "Voorbeeld"), site, *GHENT),
        organisation("pic:900000001", ("name", "STICHTING VOORBEELD"), site, ("country", "BE"), ("city", "Luik")),
    )
    assert engine.rows("SELECT against FROM joins") == [(None,)]


def test_parent_and_subsidiary_stay_apart_whatever_they_share_until_they_are_judged_the_same(engine: Engine) -> None:
    pair = ("ror:0aaaaaa11", "register:example-group")
    shared: Fact = ("identifier", "vat:BE0400000001")
    part = organisation(pair[0], ("name", "Example Group"), shared, *GHENT)
    part.append({**part[0], "property": "subsidiary_of", "value": None, "object": pair[1]})
    whole = organisation(pair[1], ("name", "Example Group"), shared, *GENT)
    found = ids(engine, part, whole)
    assert found[pair[0]] != found[pair[1]]
    assert {against for (against,) in engine.rows("SELECT against FROM doubts")} == {"one is part of the other"}

    found = ids(engine, part, whole, judged=(Judgement(*pair, "same", "a.steward@example.org", "one board", DAY),))
    assert found[pair[0]] == found[pair[1]]


def test_records_of_one_register_that_carry_one_number_are_doubted_beside_the_first_alone(engine: Engine) -> None:
    shared: Fact = ("identifier", "vat:BE0400000001")
    ids(engine, *(organisation(f"pic:90000000{number}", shared) for number in (1, 2, 3)))
    assert engine.rows("SELECT left_record, right_record FROM doubts ORDER BY ALL") == [
        ("pic:900000001", "pic:900000002"),
        ("pic:900000001", "pic:900000003"),
    ]
