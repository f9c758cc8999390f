"""The default instance's own pathways: the register's steps and the reviewed plans."""

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

from kiem.methods.pathways import LegalStep, Plan, read_plans
from kiem.methods.workdays import Term, Unit

INSTANCE = Path(__file__).parents[3] / "instance"
UNITS = {"days": Unit.DAY, "working_days": Unit.WORKING_DAY, "months": Unit.MONTH}
YES_NO = {"yes": True, "no": False}


@pytest.fixture(scope="session")
def plans() -> Mapping[str, Plan]:
    return read_plans(INSTANCE / "pathways")


@pytest.fixture(scope="session")
def register() -> tuple[LegalStep, ...]:
    with (INSTANCE / "register" / "regulatory_pathways.csv").open(encoding="utf-8") as file:
        return tuple(_step(row) for row in csv.DictReader(file))


def _step(row: Mapping[str, str]) -> LegalStep:
    value = row["time_limit_value"]
    return LegalStep(
        product=row["product_type"],
        order=int(row["step_order"]),
        name=row["step"],
        legal_act=row["legal_act"],
        article=row["article"] or None,
        address=row["source_url"],
        authority_be=row["competent_authority_be"] or None,
        authority_eu=row["competent_authority_eu"] or None,
        limit=Term(int(value), UNITS[row["time_limit_unit"]]) if value else None,
        may_stop=YES_NO.get(row["clock_stop"]),
        checked=row["source_checked"],
    )
