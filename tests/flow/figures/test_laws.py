"""What holds of every figure, whatever the organisations are."""

import datetime
import tempfile
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kiem.flow.figures import Asked, Figure
from tests.flow.figures.houses import Org, asked_of, every
from tests.flow.said import DAY

ORGS = st.builds(
    Org,
    name=st.text("abcdefgh", min_size=4, max_size=8),
    kind=st.sampled_from(["company", "hospital", "university"]),
    founded=st.none() | st.integers(1950, 2025),
    country=st.sampled_from(["BE", "FR", None]),
    nuts=st.sampled_from(["BE211", "BE100", "BE2", None]),
    region=st.sampled_from(["flanders", None]),
    status=st.sampled_from(["active", "dissolved", None]),
)
MANY = st.lists(ORGS, min_size=1, max_size=8, unique_by=lambda org: org.name)
WHEN = st.dates(datetime.date(1960, 1, 1), DAY)
WHERE = st.sampled_from([None, "BE", "BE2", "BE211"])
few = settings(max_examples=15)


def figure(orgs: list[Org], asked: Asked) -> Figure:
    with tempfile.TemporaryDirectory() as folder:
        return asked_of(Path(folder), every(orgs), asked=asked)


def counted(found: Figure) -> Decimal:
    return found.value or Decimal(0)


@few
@given(MANY, ORGS, WHEN, WHERE)
def test_another_organisation_never_makes_a_count_smaller(
    orgs: list[Org], more: Org, day: datetime.date, where: str | None
) -> None:
    before = [org for org in orgs if org.name != more.name] or [Org("zzzz")]
    asked = Asked(day, None, where)

    assert counted(figure([*before, more], asked)) >= counted(figure(before, asked))


@few
@given(MANY, WHEN, WHERE)
def test_the_parts_make_the_whole_and_no_part_is_without_claims(
    orgs: list[Org], day: datetime.date, where: str | None
) -> None:
    found = figure(orgs, Asked(day, None, where))

    assert sum(point.value for point in found.series) == counted(found)
    assert all(point.claims.ids for point in found.series)
    assert {claim for point in found.series for claim in point.claims.ids} == set(found.claims.ids)


@few
@given(MANY, WHEN, WHERE)
def test_counted_and_left_out_never_exceed_the_organisations(
    orgs: list[Org], day: datetime.date, where: str | None
) -> None:
    found = figure(orgs, Asked(day, None, where))

    assert counted(found) <= (found.at_most or len(orgs)) <= len(orgs)
    assert all(one.count <= one.of <= len(orgs) for one in found.coverage)


@few
@given(MANY, st.dates(datetime.date(1900, 1, 1), DAY - datetime.timedelta(days=1)))
def test_before_the_first_snapshot_a_figure_is_unknown_not_nought(orgs: list[Org], day: datetime.date) -> None:
    found = figure(orgs, Asked(known_at=day))

    assert found.value is None
    assert found.series == ()
