"""What each kind of measure counts, adds up, groups and leaves out."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from kiem.flow.figures import Asked, Figure, Measure
from tests.flow.figures.houses import Org, asked_of, every
from tests.flow.said import Said

START = datetime.date(2023, 3, 1)


def told(figure: Figure) -> dict[str, Decimal]:
    return {point.key: point.value for point in figure.series}


def project(name: str, *more: tuple[str, str]) -> list[Said]:
    about = f"cordis:{name}"
    return [
        Said(about, "name", name, kind="project"),
        Said(about, "starts", str(START), since=START, kind="project"),
        *(Said(about, prop, value, kind="project") for prop, value in more),
    ]


def takes_part(who: str, what: str, amount: int | None) -> Said:
    number = None if amount is None else Decimal(amount)
    return Said(f"register:{who}", "participates_in", "participant", number, f"cordis:{what}", START)


HEALTH = ("programme", "HORIZON.2.1 Health")
SPACE = ("programme", "HORIZON.2.4.10 Space")
WORLD = [
    *every([
        Org("one", more=(takes_part("one", "p1", 100), takes_part("one", "p2", 50)), nuts="BE234"),
        Org("two", more=(takes_part("two", "p1", None), takes_part("two", "p3", 7)), nuts="BE100"),
    ]),
    *project("p1", HEALTH),
    *project("p2", HEALTH, SPACE),
    *project("p3", ("programme", "EURATOM one")),
]  # fmt: skip


def test_projects_are_counted_once_and_grouped_by_part_of_the_programme(tmp_path: Path) -> None:
    found = asked_of(tmp_path, WORLD, Measure("project", is_sum=False, holds="up_to_the_day", by="programme"))

    assert told(found) == {"HORIZON.2.1": 1, "several": 1, "EURATOM": 1}
    assert {point.key: point.label["nl"] for point in found.series} == {
        "HORIZON.2.1": "HORIZON.2.1 Health",
        "several": "meerdere delen van het programma",
        "EURATOM": "EURATOM one",
    }


@pytest.mark.parametrize(("territory", "projects"), [("BE", 3), ("BE2", 2), ("BE1", 2), ("BE3", None)])
def test_a_project_lies_in_a_territory_with_any_of_its_participants(
    tmp_path: Path, territory: str, projects: int
) -> None:
    measure = Measure("project", is_sum=False, holds="up_to_the_day")

    assert asked_of(tmp_path, WORLD, measure, Asked(territory=territory)).value == projects


def test_amounts_are_added_up_and_a_missing_one_is_told(tmp_path: Path) -> None:
    where = (("life_science", ("true",)),)
    found = asked_of(
        tmp_path, WORLD, Measure("participation", is_sum=True, holds="up_to_the_day", where=where, by="start_year")
    )

    assert told(found) == {"2023": 150}
    assert [(one.word, one.count, one.of) for one in found.coverage] == [("amount", 1, 3)]
    assert found.at_most is None


def test_nothing_has_begun_before_its_day(tmp_path: Path) -> None:
    measure = Measure("participation", is_sum=True, holds="up_to_the_day")

    assert asked_of(tmp_path, WORLD, measure, Asked(datetime.date(2023, 2, 28))).value is None


def test_a_joint_spin_off_counts_with_each_of_its_institutes(tmp_path: Path) -> None:
    links = tuple(Said("register:new", "spin_off_of", target=f"register:{institute}") for institute in ("uni", "lab"))
    orgs = every([Org("new", founded=2020, more=links), Org("uni", "university"), Org("lab", "research_institute")])

    found = asked_of(tmp_path, orgs, Measure("spin_off", is_sum=False, holds="up_to_the_day", by="institute"))

    assert [(point.label["en"], point.value) for point in found.series] == [
        ("Example lab", Decimal(1)),
        ("Example uni", Decimal(1)),
    ]
    assert found.claims.count == 3


def invests(who: str, amount: int | None, word: str | None = "seed", year: int | None = 2021) -> Said:
    since = None if year is None else datetime.date(year, 1, 1)
    return Said(
        f"register:{who}", "invests_in", word, None if amount is None else Decimal(amount), "register:firm", since
    )


def test_a_round_is_one_however_many_investors_and_its_amount_counts_once(tmp_path: Path) -> None:
    orgs = every([
        Org("firm"),
        Org("fund", "investor", more=(invests("fund", 500), invests("fund", 10, None, None))),
        Org("bank", "investor", more=(invests("bank", 500), invests("bank", 20, None, None))),
    ])  # fmt: skip

    count = asked_of(tmp_path / "a", orgs, Measure("investment_round", is_sum=False, holds="up_to_the_day", by="year"))
    total = asked_of(tmp_path / "b", orgs, Measure("investment_round", is_sum=True, holds="up_to_the_day", by="round"))

    assert told(count) == {"2021": 1, "": 1}
    assert [point.key for point in count.series] == ["2021", ""]
    assert told(total) == {"seed": 500}
    assert [(one.word, one.count) for one in total.coverage] == [("amount", 1)]


@pytest.mark.parametrize(
    ("org", "territory", "inside"),
    [
        (Org("one", nuts="BE234"), "BE234", True),
        (Org("one", nuts="BE2"), "BE234", None),
        (Org("one", nuts="BE100"), "BE2", False),
        (Org("one", region="flanders"), "BE2", True),
        (Org("one", region="flanders"), "BE234", None),
        (Org("one", region="flanders"), "BE1", False),
        (Org("one"), "BE", True),
        (Org("one"), "BE2", None),
        (Org("one"), "FR", False),
        (Org("one", country="GR"), "EL", True),
        (Org("one", country=None), "BE", None),
    ],
)
def test_where_too_little_is_known_a_place_is_unknown(
    tmp_path: Path, org: Org, territory: str, inside: bool | None
) -> None:
    found = asked_of(tmp_path, every([org]), asked=Asked(territory=territory))

    assert found.value == (1 if inside else None)
    assert [one.word for one in found.coverage] == (["territory"] if inside is None else [])


def test_a_condition_that_is_unknown_leaves_out_and_tells(tmp_path: Path) -> None:
    measure = Measure(
        "organisation", is_sum=False, holds="on_the_day", where=(("country", ("BE",)),), by="region", tell=("status",)
    )
    orgs = every(
        [
            Org("one", region="flanders"),
            Org("two", country=None),
            Org("three", country="FR"),
            Org("four", status="active"),
        ]
    )

    found = asked_of(tmp_path, orgs, measure)

    assert told(found) == {"flanders": 1, "": 1}
    assert {one.word: (one.count, one.of, one.counted) for one in found.coverage} == {
        "country": (1, 3, False),
        "region": (1, 2, True),
        "status": (1, 2, True),
    }
    assert found.at_most == 3


def test_a_headcount_of_a_later_year_is_not_known_on_an_earlier_day(tmp_path: Path) -> None:
    measure = Measure("organisation", is_sum=False, holds="on_the_day", known=("employees",), by="employees_year")
    counts = tuple(
        Said("register:one", "employees", number=Decimal(year), since=datetime.date(year, 1, 1))
        for year in (2018, 2022)
    )
    orgs = every([Org("one", founded=2000, more=counts)])

    assert [
        point.key for point in asked_of(tmp_path / "a", orgs, measure, Asked(datetime.date(2020, 1, 1))).series
    ] == ["2018"]
    assert asked_of(tmp_path / "b", orgs, measure, Asked(datetime.date(2010, 1, 1))).value is None
