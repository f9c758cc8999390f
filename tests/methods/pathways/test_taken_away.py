"""A calendar as a record, as rows, and as a file that other calendars read."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar as Collection

from kiem.methods.pathways import LegalStep, Plan, Words, as_ics, as_record, as_rows, calendar
from kiem.methods.workdays import Term, Unit

MARCH = date(2026, 3, 2)
STAMP = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
WORDS = Words("Novel food, filed on 2 March 2026")
Plans = Mapping[str, Plan]
Register = Sequence[LegalStep]


@pytest.fixture
def record(plans: Plans, register: Register) -> dict[str, object]:
    plan = plans["medicinal_product"]
    return as_record(calendar(plan, register, MARCH), calendar(plan, register, MARCH, with_questions=True))


def test_a_record_holds_the_dates_and_can_be_written_as_json(record: dict[str, object]) -> None:
    again = json.loads(json.dumps(record))
    decision = again["steps"][3]

    assert again["earliest"]["trial_may_start"]["day"] == "2026-05-04"
    assert again["earliest"]["trial_may_start"]["with_questions"] == "2026-06-16"
    assert again["earliest"]["marketing_opinion"] == {
        "day": None,
        "with_questions": None,
        "not_before": "2026-05-04",
        "after": ["medicinal_product/9"],
    }
    assert (decision["start"], decision["counts_from"], decision["end"]) == ("2026-04-27", "2026-04-28", "2026-05-04")
    assert (decision["limit_checked"], decision["order"], decision["after"]) == (
        "no",
        "not checked",
        "medicinal_product/2 medicinal_product/3",
    )


def test_a_record_keeps_what_is_to_be_confirmed(record: dict[str, object]) -> None:
    rules = record["rules"]

    assert isinstance(rules, list)
    assert {rule["mark"] for rule in rules} == {"verified", "second_hand", "to_confirm"}
    assert record["observed"] is None
    assert "No legal advice" in str(record["advice"])


def test_rows_say_why_a_date_is_missing_and_whose_place_is_assumed(register: Register) -> None:
    plan = Plan("medical_device_class_IIa")
    found = calendar(plan, register, MARCH)

    (row,) = as_rows(found, found)

    assert (row["end"], row["open"], row["limit"], row["stopped_days"]) == (None, "no_limit", None, None)
    assert (row["order"], row["after"], row["longest_stop"]) == ("assumed", "filing", None)


def test_an_event_lasts_from_the_first_day_that_counts_to_the_last(plans: Plans, register: Register) -> None:
    found = calendar(plans["novel_food"], register, MARCH)

    collection = Collection.from_ical(as_ics(found, words=WORDS, stamp=STAMP, host="example.org"))
    first = collection.walk("VEVENT")[0]

    assert len(collection.walk("VEVENT")) == 4
    assert (first.decoded("dtstart"), first.decoded("dtend")) == (date(2026, 3, 3), date(2026, 4, 3))
    assert first["uid"] == "novel_food-1-2026-03-02@example.org"
    assert first.decoded("dtstamp") == STAMP
    assert "Legal basis: Implementing Regulation (EU) 2017/2469, Art. 6" in str(first["description"])
    assert "This limit was not checked" in str(first["description"])


def test_equal_input_gives_equal_bytes(plans: Plans, register: Register) -> None:
    found = calendar(plans["novel_food"], register, MARCH)

    assert as_ics(found, words=WORDS, stamp=STAMP, host="example.org") == as_ics(
        calendar(plans["novel_food"], register, MARCH), words=WORDS, stamp=STAMP, host="example.org"
    )


def test_a_step_without_a_date_is_no_event_but_is_named(plans: Plans, register: Register) -> None:
    found = calendar(plans["medical_device_class_I"], register, MARCH)

    collection = Collection.from_ical(as_ics(found, words=WORDS, stamp=STAMP, host="example.org"))

    assert collection.walk("VEVENT") == []
    assert "EU declaration of conformity and registration" in str(collection["x-wr-caldesc"])


def test_a_step_of_which_little_is_known_still_makes_an_event() -> None:
    step = LegalStep("example", 1, "A step", limit=Term(10, Unit.DAY), checked="yes")
    found = calendar(Plan("example"), [step], MARCH)

    (event,) = Collection.from_ical(as_ics(found, words=WORDS, stamp=STAMP, host="example.org")).walk("VEVENT")

    assert event["description"] == WORDS.advice
    assert "url" not in event


def test_a_stamp_without_a_zone_is_refused(plans: Plans, register: Register) -> None:
    found = calendar(plans["novel_food"], register, MARCH)

    with pytest.raises(ValueError, match="time zone"):
        as_ics(found, words=WORDS, stamp=datetime(2026, 11, 23), host="example.org")  # noqa: DTZ001 - what is refused
