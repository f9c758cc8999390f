"""A product's pathway, read from a release."""

import csv
import shutil
from datetime import date

import pytest

from kiem.flow.run import House, build
from kiem.foundation.catalogue import Catalogue
from kiem.goals.testbeds.reads import Question, pathway, products
from kiem.methods.pathways import Product
from tests.conftest import INSTANCE, MADE_AT

MARCH, TODAY = date(2026, 3, 2), date(2026, 11, 24)
NEW_ROWS = (
    "moon_food,1,A new step,,,,Example Agency,10,days,10,,,https://example.org/act,no",
    "moon_food,2,A step without limit,Example Act,Art. 2,,,,,,yes,,https://example.org/act,yes",
)


@pytest.fixture(scope="module")
def widened(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Return a release whose register has a product that nobody planned."""
    home = tmp_path_factory.mktemp("widened")
    folder = home / "register"
    shutil.copytree(INSTANCE / "register", folder)
    with (folder / "regulatory_pathways.csv").open("a", encoding="utf-8", newline="") as file:
        file.write("".join(f"{row}\r\n" for row in NEW_ROWS))
    number = build(House(INSTANCE, home / "var"), {"register": folder}, MADE_AT).release
    return Catalogue(House(INSTANCE, home / "var").shelf.folder(number))


def test_every_product_of_the_register_has_a_pathway(register: Catalogue) -> None:
    assert products(register) == tuple(str(product) for product in Product)
    for product in Product:
        assert pathway(register, Question(product, MARCH, TODAY)) is not None


def test_a_pathway_holds_the_dates_that_the_law_leaves(register: Catalogue) -> None:
    found = pathway(register, Question("medicinal_product", MARCH, TODAY))

    assert found is not None
    assert found.milestones[0].plain.day == date(2026, 5, 4)
    assert found.milestones[0].longest.day == date(2026, 6, 16)
    assert found.reviewed_on == date(2026, 11, 23)


def test_a_step_says_what_its_row_of_the_register_says(register: Catalogue) -> None:
    with (INSTANCE / "register" / "regulatory_pathways.csv").open(encoding="utf-8") as file:
        rows = {(row["product_type"], int(row["step_order"])): row for row in csv.DictReader(file)}
    shown = [pathway(register, Question(product, MARCH, TODAY)) for product in Product]
    steps = {one.step for found in shown if found is not None for one in found.steps}

    assert len(steps) == len(rows)
    for step in steps:
        row = rows[step.product, step.order]
        assert step.name == row["step"]
        assert (step.legal_act or "", step.article or "") == (row["legal_act"], row["article"])
        assert (step.authority_be or "", step.authority_eu or "") == (
            row["competent_authority_be"],
            row["competent_authority_eu"],
        )
        assert str(step.limit.value if step.limit else "") == row["time_limit_value"]
        assert (step.address, step.checked, step.note or "") == (
            row["source_url"],
            row["source_checked"],
            row["note"],
        )


def test_every_step_carries_claims_that_the_release_has(register: Catalogue) -> None:
    found = pathway(register, Question("novel_food", MARCH, TODAY))

    assert found is not None
    for one in found.steps:
        assert len(register.claims_by_id(one.step.claims)) == len(one.step.claims) > 5
        assert one.state in {"fresh", "stale", "contradicted"}


def test_unchecked_limits_are_counted_and_a_missing_limit_is_not_one(register: Catalogue) -> None:
    food = pathway(register, Question("novel_food", MARCH, TODAY))
    device = pathway(register, Question("medical_device_class_IIa", MARCH, TODAY))

    assert food is not None
    assert device is not None
    assert food.unchecked == 2
    assert device.unchecked == 0
    assert device.rules == ()
    assert device.steps[0].stopped_days == 0


def test_days_of_the_winter_stop_are_told(register: Catalogue) -> None:
    found = pathway(register, Question("medicinal_product", date(2026, 11, 30), TODAY))

    assert found is not None
    assert [one.stopped_days for one in found.steps[:2]] == [0, 16]


def test_a_product_that_nobody_planned_has_steps_in_a_row(widened: Catalogue) -> None:
    found = pathway(widened, Question("moon_food", MARCH, TODAY))

    assert products(widened)[-1] == "moon_food"
    assert found is not None
    assert found.reviewed_on is None
    assert [one.plain.place.is_assumed for one in found.steps] == [True, True]
    assert [one.plain.last_day for one in found.steps] == [date(2026, 3, 12), None]


def test_a_product_without_steps_has_no_pathway(register: Catalogue) -> None:
    assert pathway(register, Question("moon_food", MARCH, TODAY)) is None


def test_a_page_of_a_pathway_costs_two_queries(register: Catalogue) -> None:
    before = register.store.queries
    pathway(register, Question("atmp", MARCH, TODAY))

    assert register.store.queries - before == 2


def test_the_record_and_the_rows_tell_the_same_steps(register: Catalogue) -> None:
    found = pathway(register, Question("atmp", MARCH, TODAY))

    assert found is not None
    assert found.record["steps"] == found.rows
    assert len(found.rows) == len(found.steps)
