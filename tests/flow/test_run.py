"""From the register to a release that serves: the order of the flow, its checks, and what a broken build leaves."""

import csv
import datetime
import fcntl
import json
import pickle
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kiem.flow import run
from kiem.flow.entities import Judgement
from kiem.flow.releases import Broken, BuildStopped
from kiem.flow.search import TextIndex
from kiem.flow.sources import InputProblem
from tests.goals.fictitious import write_cordis

INSTANCE = Path(__file__).parents[2] / "instance"
NOW = "2026-11-23T12:00:00+00:00"
NEW = {
    "slug": "example-therapeutics",
    "name": "Example Therapeutics",
    "kind": "company",
    "city": "Ghent",
    "region": "flanders",
    "country": "BE",
    "founded": "2020",
    "source_url": "https://example.org/about",
}
Row = dict[str, str]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> run.House:
    """A house with one release of the committed register, that no test changes."""
    house = run.House(INSTANCE, tmp_path_factory.mktemp("house"))
    run.build(house, {"register": INSTANCE / "register"}, NOW)
    return house


@pytest.fixture
def house(tmp_path: Path) -> run.House:
    """A house of its own, with an instance that a test may change."""
    shutil.copytree(INSTANCE, tmp_path / "instance")
    return run.House(tmp_path / "instance", tmp_path / "home")


def register(house: run.House) -> dict[str, Path]:
    """Return the house's register as the given source."""
    return {"register": house.instance / "register"}


def edit(house: run.House, change: Callable[[list[Row]], list[Row]], date: str) -> None:
    """Change the rows of the register's organisations and the day for which it speaks."""
    file = house.instance / "register" / "organisations.csv"
    with file.open(encoding="utf-8", newline="") as opened:
        reader = csv.DictReader(opened)
        columns, rows = list(reader.fieldnames or ()), list(reader)
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, columns, restval="")
        writer.writeheader()
        writer.writerows(change(rows))
    card = house.instance / "register" / "register.yml"
    card.write_text(card.read_text(encoding="utf-8").replace("2026-11-23", date, 1), encoding="utf-8")


def rows(house: run.House, sql: str) -> list[tuple[object, ...]]:
    """Return what the catalogue of the release that serves answers."""
    number = house.shelf.current()
    assert number is not None
    with closing(sqlite3.connect(house.shelf.folder(number) / "catalogue.sqlite")) as connection:
        return connection.execute(sql).fetchall()


def test_every_row_of_the_register_is_claimed_or_refused(built: run.House) -> None:
    [entry] = built.shelf.manifest(1).sources
    assert entry.read == 764 + 481 + 117 + 50 + 36 + 156 + 57
    assert entry.quarantined == 0
    kinds = {str(kind): count for kind, count in rows(built, "SELECT kind, count(*) FROM thing GROUP BY kind")}
    assert kinds == {
        "organisation": 764,
        "event": 117,
        "instrument": 50,
        "peer": 36,
        "published_figure": 156,
        "pathway_step": 57,
    }


def test_a_release_names_the_licence_of_every_claim_also_of_pages_that_the_register_quotes(built: run.House) -> None:
    told = rows(built, "SELECT DISTINCT licence FROM claim ORDER BY licence")
    assert built.shelf.manifest(1).licences == tuple(licence for (licence,) in told)
    assert "single-facts" in built.shelf.manifest(1).licences


def test_every_relation_of_the_register_stands_in_the_release(built: run.House) -> None:
    told = rows(
        built,
        "SELECT count(*) FROM claim WHERE property IN ('spin_off_of', 'acquired', 'subsidiary_of', "
        "'located_in', 'member_of', 'invests_in', 'partner_of', 'operates', 'merged_into')",
    )
    assert told == [(481,)]


def test_the_tables_of_a_release_are_bit_identical_for_the_same_inputs(built: run.House, tmp_path: Path) -> None:
    again = run.House(INSTANCE, tmp_path / "elsewhere")
    run.build(again, {"register": INSTANCE / "register"}, "2027-01-01T00:00:00+00:00")
    assert again.shelf.manifest(1).tables == built.shelf.manifest(1).tables


def test_the_text_index_finds_an_organisation_by_its_name(built: run.House) -> None:
    found = TextIndex(built.shelf.folder(1) / "search").find("argenx")
    assert [hit.name.casefold() for hit in found.hits][:1] == ["argenx"]


def test_a_build_of_nothing_new_makes_no_release(house: run.House) -> None:
    first = run.build(house, register(house), NOW)
    second = run.build(house, register(house), NOW)
    assert (first.unchanged, second.unchanged) == (False, True)
    assert house.shelf.numbers() == [1]


def test_the_next_release_says_what_changed_and_who_says_so(house: run.House) -> None:
    run.build(house, register(house), NOW)

    def change(rows: list[Row]) -> list[Row]:
        kept = [row for row in rows if row["slug"] != "4tissue"]
        [ablynx] = [row for row in kept if row["slug"] == "ablynx"]
        ablynx["website"] = "https://example.org/new-address"
        return [*kept, NEW]

    edit(house, change, "2026-12-23")
    (house.instance / "register" / "relations.csv").write_text(_without("relations.csv", "4tissue"), encoding="utf-8")
    (house.instance / "register" / "timeline.csv").write_text(_without("timeline.csv", "4tissue"), encoding="utf-8")
    told: list[str] = []
    run.build(house, register(house), NOW, told.append)
    changes = rows(house, "SELECT change, name, property, after, source FROM change WHERE kind = 'organisation'")
    assert ("added", "Example Therapeutics", None, None, "page, register") in changes
    assert ("removed", "4Tissue", None, None, "cordis, register") in changes
    assert ("changed", "Ablynx", "website", "https://example.org/new-address", "register") in changes
    assert told[-1] == "Release 2 serves."


def test_a_release_made_of_several_snapshots_holds_the_tables_that_one_does_and_no_more(house: run.House) -> None:
    first = run.build(house, register(house), NOW).release
    edit(house, lambda rows: [*rows, NEW], "2026-12-23")
    second = run.build(house, register(house), NOW).release
    assert house.shelf.manifest(second).tables.keys() == house.shelf.manifest(first).tables.keys()


def test_several_new_sources_are_read_at_once_and_each_once(house: run.House, tmp_path: Path) -> None:
    given = {**register(house), "cordis": write_cordis(tmp_path / "cordis")}
    told: list[str] = []

    first = run.build(house, given, NOW, told.append)
    again = run.build(house, given, NOW)

    assert set(first.sources) == {"cordis", "register"}
    assert all(source["seconds"] > 0 for source in first.sources.values())
    assert [line.partition(" from ")[0] for line in told[:2]] == ["Reading cordis", "Reading register"]
    assert again.unchanged
    assert all(source["seconds"] == 0 for source in again.sources.values())


def test_one_of_several_sources_that_does_not_hold_stops_the_build_with_its_record(
    house: run.House, tmp_path: Path
) -> None:
    edit(house, lambda found: [*found, {**NEW, "founded": "long ago"}], "2026-11-23")

    with pytest.raises(BuildStopped, match=r"(?s)at most 0% of the rows refused.*long ago") as stopped:
        run.build(house, {**register(house), "cordis": write_cordis(tmp_path / "cordis")}, NOW)

    assert [one.source for one in stopped.value.broken] == ["register"]
    assert house.snapshots.sources() == ["cordis"]


def test_what_stopped_a_build_crosses_from_one_process_to_another() -> None:
    stopped = BuildStopped([Broken("register", "some", "none", "a record")])

    again = pickle.loads(pickle.dumps(stopped))

    assert (str(again), again.broken) == (str(stopped), stopped.broken)


def _without(table: str, slug: str) -> str:
    lines = (INSTANCE / "register" / table).read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if slug not in line)


def test_what_a_source_no_longer_says_is_kept_with_the_day_on_which_it_was_withdrawn(house: run.House) -> None:
    run.build(house, register(house), NOW)
    edit(house, lambda rows: [{**row, "founded": ""} if row["slug"] == "ablynx" else row for row in rows], "2026-12-23")
    run.build(house, register(house), NOW)
    told = rows(
        house, "SELECT seen_at, withdrawn_at FROM claim WHERE property = 'founded' AND record = 'register:ablynx'"
    )
    assert told == [("2026-11-23", "2026-12-23")]


def test_ids_stay_when_the_register_changes(house: run.House) -> None:
    run.build(house, register(house), NOW)
    before = set(rows(house, "SELECT id FROM thing"))
    edit(house, lambda rows: [NEW, *reversed(rows)], "2026-12-23")
    run.build(house, register(house), NOW)
    assert set(rows(house, "SELECT id FROM thing")) > before


def test_a_judgement_joins_two_and_the_old_address_answers_until_it_is_taken_back(house: run.House) -> None:
    run.build(house, register(house), NOW)
    [(gone,)] = rows(house, "SELECT thing FROM alias WHERE alias = 'register:medvia'")
    day = datetime.date(2026, 12, 1)
    house.judgements.judge(
        Judgement("register:flanders-bio", "register:medvia", "same", "a.steward@example.org", "a test", day)
    )
    run.build(house, register(house), NOW)
    [(now,)] = rows(house, "SELECT thing FROM alias WHERE alias = 'register:medvia'")
    assert rows(house, f"SELECT thing FROM alias WHERE alias = '{gone}'") == [(now,)]
    house.judgements.take_back("register:flanders-bio", "register:medvia", day)
    run.build(house, register(house), NOW)
    assert rows(house, "SELECT thing FROM alias WHERE alias = 'register:medvia'") != [(now,)]


def test_a_bad_build_is_stopped_with_the_record_and_the_last_release_serves(house: run.House) -> None:
    run.build(house, register(house), NOW)
    edit(
        house,
        lambda rows: [{**row, "founded": "long ago"} if row["slug"] == "ablynx" else row for row in rows],
        "2026-12-23",
    )
    with pytest.raises(BuildStopped, match=r"(?s)at most 0% of the rows refused.*long ago") as stopped:
        run.build(house, register(house), NOW)
    assert len(stopped.value.broken) == 1
    assert house.shelf.current() == 1
    assert house.shelf.numbers() == [1]


def test_a_release_that_was_finished_but_not_published_is_published_by_the_next_build(house: run.House) -> None:
    run.build(house, register(house), NOW)
    (house.home / "releases" / "current").unlink()
    built = run.build(house, register(house), "2027-01-01T00:00:00+00:00")
    assert (built.release, built.unchanged) == (1, False)
    assert house.shelf.current() == 1


def test_a_source_that_nobody_knows_is_refused_in_one_line(house: run.House) -> None:
    with pytest.raises(
        InputProblem, match=r"^moon: no such source; known are cordis, followthemoney, register, ror\.$"
    ):
        run.build(house, {"moon": house.home}, NOW)


def test_two_builds_do_not_run_in_one_house(house: run.House) -> None:
    house.home.mkdir()
    with (house.home / "build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(InputProblem, match="Another build is running"):
            run.build(house, register(house), NOW)


def test_the_account_of_a_build_is_one_json_object(built: run.House) -> None:
    account = json.loads(run.build(built, {"register": INSTANCE / "register"}, NOW).as_json(100.0))
    assert set(account) == {"release", "sources", "entities", "relations", "seconds", "peak_mb", "unchanged"}
    assert set(account["sources"]["register"]) == {"read", "claims", "quarantined", "seconds"}


def test_a_source_that_was_stopped_leaves_nothing_behind_and_the_next_build_goes_on(house: run.House) -> None:
    run.build(house, register(house), NOW)
    before = sorted(path.relative_to(house.home) for path in (house.home / "snapshots").rglob("*"))
    edit(
        house, lambda rows: [{**row, "founded": "?"} if row["slug"] == "ablynx" else row for row in rows], "2026-12-23"
    )
    with pytest.raises(BuildStopped):
        run.build(house, register(house), NOW)
    assert sorted(path.relative_to(house.home) for path in (house.home / "snapshots").rglob("*")) == before
    assert run.build(house, {}, NOW).unchanged


def test_a_release_carries_its_figures(built: run.House) -> None:
    figures = built.shelf.folder(1) / "figures"
    assert {file.stem for file in figures.glob("*.json")} == {
        file.stem for file in (INSTANCE / "figures").glob("*.yml")
    }


def test_a_figure_s_definition_that_cannot_be_read_stops_the_build_in_one_line(house: run.House) -> None:
    (house.instance / "figures" / "mistaken.yml").write_text("nonsense: yes\n", encoding="utf-8")
    with pytest.raises(InputProblem, match=r"^[^\n]*mistaken[^\n]*$"):
        run.build(house, register(house), NOW)
    assert house.shelf.numbers() == []
