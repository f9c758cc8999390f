"""Calendars of the default instance's pathways against dates counted on paper, and what holds for every calendar."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiem.methods.pathways import (
    Calendar,
    CalendarStep,
    LegalStep,
    Milestone,
    Open,
    Place,
    Plan,
    Product,
    Role,
    Stop,
    calendar,
)
from kiem.methods.workdays import CountingRule, Term, Unit, is_working_day

MARCH, NOVEMBER = date(2026, 3, 2), date(2026, 11, 30)
Plans = Mapping[str, Plan]
Register = Sequence[LegalStep]
DATES = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def step_of(found: Calendar, name: str) -> CalendarStep:
    (step,) = [step for step in found.steps if step.step.id == name]
    return step


# Each day counted by hand with a wall calendar: Easter Monday is 6 April 2026 and 29 March 2027.
@pytest.mark.parametrize(
    ("name", "file_on", "without", "with_questions"),
    [
        ("medicinal_product/1", MARCH, date(2026, 3, 12), date(2026, 3, 27)),
        ("medicinal_product/2", MARCH, date(2026, 4, 27), date(2026, 6, 11)),
        ("medicinal_product/3", MARCH, date(2026, 4, 27), date(2026, 6, 11)),
        ("medicinal_product/4", MARCH, date(2026, 5, 4), date(2026, 6, 16)),
        ("medicinal_product/5", MARCH, date(2026, 6, 16), date(2026, 6, 16)),
        ("medicinal_product/7", MARCH, date(2026, 6, 1), date(2026, 6, 1)),
        ("medicinal_product/1", NOVEMBER, date(2026, 12, 10), date(2027, 1, 11)),
        ("medicinal_product/2", NOVEMBER, date(2027, 2, 9), date(2027, 3, 30)),
        ("medicinal_product/4", NOVEMBER, date(2027, 2, 15), date(2027, 4, 5)),
        ("atmp/1", MARCH, date(2026, 6, 15), date(2026, 7, 31)),
        ("atmp/2", MARCH, date(2026, 6, 1), None),
        ("medical_device_class_III/1", MARCH, date(2026, 3, 12), date(2026, 4, 21)),
        ("medical_device_class_III/2", MARCH, date(2026, 4, 27), date(2026, 6, 25)),
        ("gmo_field_trial/1", MARCH, date(2026, 4, 1), date(2026, 4, 1)),
        ("gmo_field_trial/2", MARCH, date(2026, 6, 1), None),
        ("novel_food/1", MARCH, date(2026, 4, 2), None),
        ("novel_food/2", MARCH, date(2027, 1, 4), None),
        ("novel_food/3", MARCH, date(2027, 8, 4), None),
        ("feed_additive/2", NOVEMBER, date(2027, 8, 31), None),
        ("plant_protection_product/2", MARCH, date(2027, 4, 16), None),
        ("plant_protection_product/6", MARCH, date(2027, 6, 30), date(2027, 12, 31)),
        ("biocidal_product/2", MARCH, date(2027, 11, 29), None),
        ("health_claim/1", MARCH, date(2026, 8, 3), date(2026, 10, 2)),
        ("veterinary_medicine/1", MARCH, date(2026, 9, 28), None),
        ("animal_experiment/1", MARCH, date(2026, 4, 28), date(2026, 5, 21)),
    ],
)
def test_a_step_ends_on_the_day_counted_on_paper(  # noqa: PLR0917 - two fixtures and what varies
    plans: Plans, register: Register, name: str, file_on: date, without: date, with_questions: date | None
) -> None:
    plan = plans[name.split("/", maxsplit=1)[0]]

    assert step_of(calendar(plan, register, file_on), name).last_day == without
    assert step_of(calendar(plan, register, file_on, with_questions=True), name).last_day == with_questions


def test_the_plans_place_every_step_of_the_register_and_no_other(plans: Plans, register: Register) -> None:
    placed = {place.step for plan in plans.values() for place in plan.places}

    assert set(plans) == {str(product) for product in Product} == {step.product for step in register}
    assert placed == {step.id for step in register}
    assert [plan.product for plan in plans.values() if not plan.milestones] == []


def test_the_trial_of_an_advanced_therapy_may_start_after_the_experts_had_their_time(
    plans: Plans, register: Register
) -> None:
    found = calendar(plans["atmp"], register, MARCH)
    milestones = {reached.milestone: reached.day for reached in found.milestones}

    assert milestones[Milestone.TRIAL_MAY_START] == date(2026, 6, 22)
    assert milestones[Milestone.MARKETING_OPINION] is None


def test_what_comes_after_the_trial_has_no_date_but_a_day_it_cannot_precede(plans: Plans, register: Register) -> None:
    found = step_of(calendar(plans["medicinal_product"], register, MARCH), "medicinal_product/9")

    assert (found.event, found.first_day, found.last_day, found.open) == (None, None, None, Open.GAP)
    assert found.not_before == date(2026, 5, 4)
    assert found.rules == ()


def test_a_step_without_a_legal_limit_ends_nowhere_and_nothing_after_it_is_dated(
    plans: Plans, register: Register
) -> None:
    found = calendar(plans["software_as_medical_device"], register, MARCH)

    assert [(step.event, step.last_day, step.open) for step in found.steps] == [
        (MARCH, None, Open.NO_LIMIT),
        (None, None, Open.AFTER_OPEN),
    ]
    assert found.milestones[0].day is None
    assert found.milestones[0].not_before == MARCH


def test_a_clock_that_may_stop_for_no_one_knows_how_long_gives_no_date_with_questions(
    plans: Plans, register: Register
) -> None:
    found = calendar(plans["novel_food"], register, MARCH, with_questions=True)

    assert step_of(found, "novel_food/1").open is Open.STOP
    assert step_of(found, "novel_food/3").open is Open.AFTER_OPEN
    assert step_of(found, "novel_food/2").not_before == date(2026, 4, 2)


def test_the_rules_name_the_winter_stop_only_where_it_stopped_something(plans: Plans, register: Register) -> None:
    assert CountingRule.WINTER_STOP in calendar(plans["medicinal_product"], register, NOVEMBER).rules
    assert CountingRule.WINTER_STOP not in calendar(plans["medicinal_product"], register, MARCH).rules


def test_a_european_body_and_a_belgian_act_each_bring_their_rule_of_counting(plans: Plans, register: Register) -> None:
    assert CountingRule.OTHER_HOLIDAYS in calendar(plans["feed_additive"], register, MARCH).rules
    assert CountingRule.NATIONAL_ACT in calendar(plans["gmo_field_trial"], register, MARCH).rules
    assert CountingRule.NATIONAL_ACT not in calendar(plans["feed_additive"], register, MARCH).rules


def test_without_a_plan_steps_follow_one_another_and_say_that_this_is_assumed(register: Register) -> None:
    found = calendar(Plan("feed_additive"), register, MARCH)

    assert [step.place.is_assumed for step in found.steps] == [True, True]
    assert [step.last_day for step in found.steps] == [date(2026, 9, 2), date(2026, 12, 2)]
    assert found.milestones == ()


def test_a_new_step_of_the_register_follows_the_one_before_it(plans: Plans, register: Register) -> None:
    new = LegalStep("feed_additive", 3, "A new step", limit=Term(10, Unit.DAY))

    found = step_of(calendar(plans["feed_additive"], [*register, new], MARCH), "feed_additive/3")

    assert found.place.is_assumed
    assert found.event == date(2026, 12, 2)


def test_a_step_that_left_the_register_is_named_and_what_waited_for_it_has_no_date(
    plans: Plans, register: Register
) -> None:
    kept = [step for step in register if step.id not in {"feed_additive/1", "gmo_field_trial/1"}]

    after = calendar(plans["feed_additive"], kept, MARCH)
    beside = calendar(plans["gmo_field_trial"], kept, MARCH)

    assert after.missing == ("feed_additive/1",)
    assert step_of(after, "feed_additive/2").open is Open.AFTER_OPEN
    assert (step_of(beside, "gmo_field_trial/2").event, beside.milestones[0].day) == (None, None)


def test_what_lengthens_a_step_is_as_open_as_that_step() -> None:
    steps = [
        LegalStep("example", 1, "Report", limit=Term(45, Unit.DAY), may_stop=True),
        LegalStep("example", 2, "Experts", limit=Term(50, Unit.DAY), may_stop=False),
    ]
    plan = Plan("example", (Place("example/1"), Place("example/2", lengthens="example/1")))

    found = calendar(plan, steps, MARCH, with_questions=True)

    assert [step.open for step in found.steps] == [Open.STOP, Open.AFTER_OPEN]


def test_limits_in_different_units_are_not_added_up() -> None:
    stop = Stop(Term(2, Unit.MONTH), "Art. 1", is_checked=True)
    steps = [LegalStep("example", 1, "Report", limit=Term(45, Unit.DAY), may_stop=True)]

    found = calendar(Plan("example", (Place("example/1", stop=stop),)), steps, MARCH, with_questions=True)

    assert found.steps[0].open is Open.STOP


def test_a_total_is_not_made_longer_by_questions(plans: Plans, register: Register) -> None:
    found = step_of(calendar(plans["medicinal_product"], register, MARCH, with_questions=True), "medicinal_product/5")

    assert found.place.role is Role.TOTAL
    assert found.limit == Term(106, Unit.DAY)


@given(st.sampled_from(Product), DATES, st.integers(0, 400), st.booleans())
def test_filing_later_never_ends_a_step_earlier(  # noqa: PLR0917 - two fixtures and what varies
    plans: Plans, register: Register, product: Product, file_on: date, later: int, asked: bool
) -> None:
    first = calendar(plans[product], register, file_on, with_questions=asked)
    second = calendar(plans[product], register, file_on + timedelta(days=later), with_questions=asked)

    assert [step.open for step in first.steps] == [step.open for step in second.steps]
    for early, late in zip(first.steps, second.steps, strict=True):
        assert early.next_not_before <= late.next_not_before
        assert (early.last_day or date.min) <= (late.last_day or date.min)


@given(st.sampled_from(Product), DATES)
def test_questions_never_make_a_step_shorter(plans: Plans, register: Register, product: Product, file_on: date) -> None:
    without = calendar(plans[product], register, file_on)
    asked = calendar(plans[product], register, file_on, with_questions=True)

    for plain, late in zip(without.steps, asked.steps, strict=True):
        assert late.last_day is None or (plain.last_day or date.max) <= late.last_day


@given(st.sampled_from(Product), DATES, st.booleans())
def test_every_date_is_a_working_day_after_the_filing_and_every_missing_one_says_why(
    plans: Plans, register: Register, product: Product, file_on: date, asked: bool
) -> None:
    for step in calendar(plans[product], register, file_on, with_questions=asked).steps:
        assert (step.open is None) == (step.last_day is not None)
        assert step.last_day is None or (is_working_day(step.last_day) and step.last_day > file_on)
        assert step.not_before >= file_on


@given(st.sampled_from(Product), DATES)
def test_a_step_never_starts_before_what_it_waits_for_has_ended(
    plans: Plans, register: Register, product: Product, file_on: date
) -> None:
    dated = {step.step.id: step for step in calendar(plans[product], register, file_on).steps}

    for step in dated.values():
        for name in step.place.after:
            assert step.not_before >= dated[name].next_not_before
