"""Where figures are asked for, and the documents that come out."""

import datetime
import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from kiem.flow.figures import (
    Asked,
    ClaimSet,
    Desk,
    FigureProblem,
    Published,
    as_json,
    compared,
    make_figures,
    read_figure,
    scope_labels,
)
from kiem.flow.figures import desk as desk_module
from kiem.flow.run import House, build
from tests.flow.figures.conftest import INSTANCE

EARLIER = Asked(known_at=datetime.date(2020, 1, 1))


@pytest.fixture
def desk(register_release: Path, tmp_path: Path) -> Desk:
    return Desk(register_release, tmp_path)


def test_an_unknown_figure_is_refused_with_those_that_are_known(desk: Desk) -> None:
    with pytest.raises(FigureProblem, match="unicorns: no such figure; known are companies-by-region"):
        desk.figure("unicorns")


def test_what_was_asked_before_is_not_computed_again(desk: Desk) -> None:
    first = desk.figure("spin-offs-by-institute", Asked(territory="BE"))

    assert desk.figure("spin-offs-by-institute", Asked(territory="BE")) is first


def test_the_document_of_the_release_answers_what_is_asked_plainly(
    register_release: Path, desk: Desk, tmp_path: Path
) -> None:
    make_figures(register_release, tmp_path)

    assert desk.figure("headcounts-known") == read_figure(register_release / "figures" / "headcounts-known.json")


def test_a_figure_is_computed_by_the_definition_and_the_rule_of_its_release(tmp_path: Path) -> None:
    instance = Path(shutil.copytree(INSTANCE, tmp_path / "instance"))
    house = House(instance, tmp_path / "home")
    release = house.shelf.folder(build(house, {"register": instance / "register"}, "2026-11-23T12:00:00+00:00").release)
    asked = Asked(territory="BE2")
    before = Desk(release, tmp_path).figure("organisations-by-kind", asked)
    shutil.rmtree(instance)

    assert Desk(release, tmp_path).figure("organisations-by-kind", asked) == before


def test_what_the_release_tells_does_not_wait_for_a_computation(register_release: Path, tmp_path: Path) -> None:
    desk = Desk(register_release, tmp_path)
    with desk._lock, ThreadPoolExecutor(1) as others:
        assert others.submit(desk.figure, "headcounts-known").result(timeout=10).id == "headcounts-known"


def test_the_desk_keeps_only_the_last_answers(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_module, "MOST_KEPT", 1)
    in_belgium = Asked(territory="BE")
    first = desk.figure("headcounts-known", in_belgium)
    desk.figure("spin-offs-by-institute", in_belgium)

    assert desk.figure("headcounts-known", in_belgium) is not first
    assert desk.figure("headcounts-known", in_belgium) == first


def test_the_day_of_the_release_is_the_default_however_it_is_asked(desk: Desk) -> None:
    plain = desk.figure("headcounts-known")

    assert desk.figure("headcounts-known", Asked(desk.latest, desk.latest)) is plain
    assert desk.figure("headcounts-known", Asked(known_at=datetime.date(2999, 1, 1))) is plain


def test_the_desk_answers_of_another_day_of_knowledge_and_of_today_again(desk: Desk) -> None:
    now = desk.figure("headcounts-known", Asked(territory="BE"))

    assert desk.figure("headcounts-known", EARLIER).value is None
    assert desk.figure("headcounts-known", Asked(territory="BE2")).value is not None
    assert now.value is not None


def test_a_closed_desk_opens_again_when_it_is_asked(desk: Desk) -> None:
    desk.figure("headcounts-known", Asked(territory="BE"))
    desk.close()
    desk.close()

    assert desk.figure("headcounts-known", Asked(territory="BE2")).value is not None


def test_the_json_keeps_the_words_that_scripts_rely_on(desk: Desk) -> None:
    told = json.loads(as_json(desk.figure("companies-by-subsector", Asked(territory="BE2")), "nl"))

    assert {"value", "unit", "as_of", "good_until", "stale", "claims", "sources", "method"} <= set(told)
    assert told["unit"] == "companies"
    assert told["title"] == "Bedrijven volgens subsector"
    assert told["value"] == sum(point["value"] for point in told["series"])
    assert {"title", "licence", "date"} <= set(told["sources"][0])
    assert all(isinstance(one["value"], int) for one in told["beside"])


def test_the_json_of_nothing_known_is_null(desk: Desk) -> None:
    told = json.loads(as_json(desk.figure("companies-by-region", EARLIER)))

    assert (told["value"], told["claims"], told["series"]) == (None, [], [])


def test_parts_of_a_euro_survive_the_json(desk: Desk) -> None:
    figure = desk.figure("investment-amounts-by-year")

    assert json.loads(as_json(replace(figure, value=Decimal("12.50"))))["value"] == 12.5


def test_the_same_claims_have_the_same_digest_in_any_order() -> None:
    assert ClaimSet.of(["b", "a", "b"]) == ClaimSet.of(["a", "b"])
    assert ClaimSet.of(["a", "b"]).digest != ClaimSet.of(["a"]).digest


def said(thing: str, scope: str | None, year: int | None, value: int, unit: str = "companies") -> Published:
    seen = datetime.date(2026, 1, 1)
    return Published(thing, "example", scope, year, Decimal(value), unit, "page", None, None, None, seen, thing)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (said("a", "flanders", 2020, 5), said("b", "flanders", 2020, 6), "same"),
        (said("a", "flanders", 2020, 5), said("b", "flanders", 2020, 5), None),
        (said("a", "flanders", 2020, 5), said("b", "flanders", 2021, 6), "other_day"),
        (said("a", "flanders", None, 5), said("b", "flanders", None, 6), "other_day"),
        (said("a", "ghent", 2020, 5), said("b", "belgium", 2021, 4), "part_exceeds_whole"),
        (said("a", "belgium", 2021, 4), said("b", "ghent", None, 5), "part_exceeds_whole"),
        (said("a", "ghent", 2020, 5), said("b", "belgium", 2001, 4), None),
        (said("a", "ghent", 2020, 4), said("b", "belgium", 2020, 5), None),
        (said("a", None, 2020, 5), said("b", "belgium", 2020, 4), None),
        (said("a", "ghent", 2020, 5, "percent"), said("b", "belgium", 2020, 4, "percent"), None),
        (said("a", "flanders", 2020, 5, "EUR"), said("b", "flanders", 2020, 6), None),
    ],
)
def test_two_publications_disagree_only_where_both_cannot_well_hold(
    one: Published, other: Published, why: str | None
) -> None:
    found = next(each for each in compared([other, one]) if each.thing == "a")

    assert [each.why for each in found.against] == ([] if why is None else [why])
    assert found.is_contradicted == (why in {"same", "part_exceeds_whole"})


def test_a_scope_without_a_name_is_shown_as_the_register_writes_it() -> None:
    assert scope_labels("flanders")["fr"] == "Flandre"
    assert scope_labels("north_sea")["nl"] == "north sea"
