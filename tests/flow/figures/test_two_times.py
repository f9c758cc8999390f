"""What was true on a day, and what was known on a day."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from kiem.flow.engine import Engine
from kiem.flow.figures import Asked, FigureProblem, Measure, compute
from tests.flow.figures.houses import COUNT, Org, asked_of, basis_of, every
from tests.flow.said import DAY, Said

BY_TYPE = Measure("organisation", is_sum=False, holds="on_the_day", by="type")


def year(number: int) -> datetime.date:
    return datetime.date(number, 6, 1)


@pytest.mark.parametrize(("day", "value"), [(year(1999), None), (year(2000), 1), (year(2024), 1), (year(2025), None)])
def test_an_organisation_counts_from_its_founding_until_its_end(tmp_path: Path, day: datetime.date, value: int) -> None:
    gone = Said("register:one", "status", "dissolved", since=datetime.date(2024, 1, 1))

    assert asked_of(tmp_path, every([Org("one", founded=2000, more=(gone,))]), asked=Asked(day)).value == value


def test_without_a_founding_year_it_is_unknown_before_anybody_speaks_of_it(tmp_path: Path) -> None:
    spoken = Said("register:one", "employees", number=Decimal(3), since=datetime.date(2010, 1, 1))
    orgs = every([Org("one", more=(spoken,)), Org("two", founded=1990)])

    before, after = (
        asked_of(tmp_path / "a", orgs, asked=Asked(year(2009))),
        asked_of(tmp_path / "b", orgs, asked=Asked(year(2010))),
    )

    assert [before.value, after.value] == [Decimal(1), Decimal(2)]
    assert [(one.word, one.count, one.of, one.counted) for one in before.coverage] == [("existence", 1, 2, False)]
    assert before.at_most == 2
    assert after.coverage == ()


def test_what_is_gone_since_an_unknown_day_is_unknown_before_it_was_said(tmp_path: Path) -> None:
    orgs = every([Org("one", founded=2000, status="dissolved"), Org("two", founded=2000)])

    then, now = asked_of(tmp_path / "a", orgs, asked=Asked(year(2010))), asked_of(tmp_path / "b", orgs)

    assert [then.value, now.value] == [Decimal(1), Decimal(1)]
    assert [one.word for one in then.coverage] == ["existence"]
    assert now.coverage == ()


def test_what_begins_stays_begun_where_all_up_to_the_day_is_counted(tmp_path: Path) -> None:
    measure = Measure("organisation", is_sum=False, holds="up_to_the_day", known=("founded",), by="founded")
    orgs = every([Org("one", founded=2000, status="dissolved"), Org("two", founded=2010), Org("three")])

    found = asked_of(tmp_path, orgs, measure)

    assert [(point.key, point.value) for point in found.series] == [("2000", Decimal(1)), ("2010", Decimal(1))]
    assert [(one.word, one.count, one.of) for one in found.coverage] == [("founded", 1, 3)]
    assert found.at_most is None


def test_a_withdrawn_claim_counts_as_long_as_it_stood(tmp_path: Path) -> None:
    moved = Said("register:one", "type", "company", seen=datetime.date(2020, 1, 1), withdrawn=datetime.date(2022, 1, 1))
    now = Said("register:one", "type", "hospital", seen=datetime.date(2022, 1, 1))
    place = Said("register:one", "country", "BE", seen=datetime.date(2020, 1, 1))
    basis = basis_of(tmp_path, [moved, now, place])

    with Engine(tmp_path / "spill") as engine:
        kinds = {
            day.year: [point.key for point in compute(engine, basis, COUNT, Asked(known_at=day)).series]
            for day in (year(2019), year(2021), year(2022), year(2040))
        }

    assert kinds == {2019: [], 2021: ["company"], 2022: ["hospital"], 2040: ["hospital"]}


def test_a_figure_known_earlier_dates_its_sources_no_later(tmp_path: Path) -> None:
    orgs = [
        Said("register:one", "country", "BE", seen=year(2020)),
        Said("register:two", "country", "BE", seen=year(2021)),
    ]
    basis = basis_of(tmp_path, orgs)

    with Engine(tmp_path / "spill") as engine:
        found = compute(engine, basis, COUNT, Asked(known_at=datetime.date(2021, 1, 1)))

    assert found.value == 1
    assert found.as_of == found.known_at == datetime.date(2021, 1, 1)
    assert [source.date for source in found.sources] == [year(2020)]
    assert found.good_until == year(2020) + datetime.timedelta(days=100)
    assert found.stale


def test_a_figure_is_stale_the_day_after_it_was_good(tmp_path: Path) -> None:
    found = asked_of(tmp_path, every([Org("one")]))

    assert found.good_until == DAY + datetime.timedelta(days=100)
    assert not found.on(found.good_until).stale
    assert found.on(found.good_until + datetime.timedelta(days=1)).stale


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (Asked(datetime.date(2027, 1, 1)), "as of 2027-01-01: the sources speak only up to 2026-01-01"),
        (Asked(year(2020), datetime.date(2019, 1, 1)), "as of 2020-06-01: the sources speak only up to 2019-01-01"),
        (Asked(territory="Flanders"), "territory 'Flanders' is no NUTS code"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_in_a_line(tmp_path: Path, asked: Asked, says: str) -> None:
    with pytest.raises(FigureProblem, match=says):
        asked_of(tmp_path, every([Org("one")]), BY_TYPE, asked)


def test_a_figure_is_about_no_later_day_than_its_own_source_speaks_for(tmp_path: Path) -> None:
    old = [Said("register:one", "country", "BE", seen=year(2020))]
    basis = basis_of(tmp_path, old, {"register": year(2020), "cordis": DAY})

    with Engine(tmp_path / "spill") as engine:
        now = compute(engine, basis, COUNT)
        then = compute(engine, basis, COUNT, Asked(as_of=year(2020) - datetime.timedelta(days=30)))

    assert (now.as_of, now.known_at) == (year(2020), DAY)
    assert then.as_of == year(2020) - datetime.timedelta(days=30)
