"""A release that takes over what cannot differ from the one before is the release that is made whole."""

import datetime
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from kiem.flow import run
from kiem.flow.engine import Engine
from kiem.flow.entities import Judgement
from kiem.flow.releases import facts as facts_module
from kiem.flow.releases import touched as touched_module
from kiem.flow.sources import Snapshot, newer
from tests.flow.releases.test_catalogue_patch import content
from tests.flow.test_run import NEW, Row, edit, register
from tests.goals.fictitious import write_cordis

INSTANCE = Path(__file__).parents[3] / "instance"
NOW = "2026-11-25T12:00:00+00:00"
DAY = datetime.date(2026, 12, 1)
PAIR = ("register:flanders-bio", "register:medvia")
Step = Callable[[run.House], Mapping[str, Path]]


def changed(change: Callable[[list[Row]], list[Row]]) -> Step:
    """Give the register again, with other organisations."""

    def step(house: run.House) -> Mapping[str, Path]:
        edit(house, change, "2026-12-23")
        return register(house)

    return step


def judged(house: run.House) -> Mapping[str, Path]:
    house.judgements.judge(Judgement(*PAIR, "same", "a.steward@example.org", "a test", DAY))
    return {}


def taken_back(house: run.House) -> Mapping[str, Path]:
    house.judgements.take_back(*PAIR, DAY)
    return {}


def refused(house: run.House) -> Mapping[str, Path]:
    with (house.instance / "refusals.csv").open("a", encoding="utf-8") as file:
        file.write("register:ablynx,name,Ablynx,A test of refusals.,a.steward@example.org,2026-12-01\n")
    return {}


def another_source(house: run.House) -> Mapping[str, Path]:
    write_cordis(house.home / "given")
    return {"cordis": house.home / "given"}


def fewer_projects(house: run.House) -> Mapping[str, Path]:
    file = house.home / "given" / "participations.csv"
    rows = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join(rows[:-2]) + "\n", encoding="utf-8")
    return {"cordis": house.home / "given"}


def another_field(house: run.House) -> Mapping[str, Path]:
    """Move projects out of the life sciences: whoever takes part in them may no longer belong to the ecosystem."""
    file = house.home / "given" / "projects.jsonl"
    said = (
        file.read_text(encoding="utf-8").replace("/natural sciences", "/humanities").replace("/medical", "/no medical")
    )
    file.write_text(said, encoding="utf-8")
    return {"cordis": house.home / "given"}


def renamed(rows: list[Row]) -> list[Row]:
    return [{**row, "name": "Zennegat Beispielwerk"} if row["slug"] == "ablynx" else row for row in rows]


def came_back(rows: list[Row]) -> list[Row]:
    return [{**row, "name": "Ablynx"} if row["slug"] == "ablynx" else row for row in rows if row["slug"] != NEW["slug"]]


STEPS: dict[str, Step] = {
    "another name": changed(renamed),
    "a new one, and one of a place that another had": changed(lambda rows: [*rows, NEW]),
    "one is gone": changed(lambda rows: [*rows[:40], *rows[41:]]),
    "two are one": judged,
    "two are two again": taken_back,
    "what it was before": changed(came_back),
    "another source": another_source,
    "a project is about something else": another_field,
    "it says less": fewer_projects,
    "a claim is refused": refused,
    "another name once more": changed(renamed),
}
MADE_WHOLE = {"a claim is refused"}


def built(home: Path) -> list[tuple[object, ...]]:
    """Take all steps, a build each; return of every release the tables' hashes, the catalogue and the documents."""
    shutil.copytree(INSTANCE, home / "instance")
    house = run.House(home / "instance", home / "home")
    run.build(house, register(house), NOW)
    made: list[tuple[object, ...]] = []
    for step in STEPS.values():
        number = run.build(house, step(house), NOW).release
        folder = house.shelf.folder(number)
        marks = pq.read_table(folder / "search" / "marks.parquet").to_pylist()
        made.append((dict(house.shelf.manifest(number).tables), content(folder), marks))
    return made


def test_every_table_is_the_same_either_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[bool] = []
    take_over = facts_module._take_over

    def heard(*given: object) -> bool:
        taken.append(take_over(*given))  # type: ignore[arg-type]  # handed on as they came
        return taken[-1]

    monkeypatch.setattr(facts_module, "_take_over", heard)
    patched = built(tmp_path / "patched")
    assert taken == [True] * (len(STEPS) - len(MADE_WHOLE))
    monkeypatch.setattr(touched_module, "MOST_TOUCHED", -1)
    for name, one, other in zip(STEPS, patched, built(tmp_path / "whole"), strict=True):
        assert one == other, name
    assert len(taken) == len(STEPS) - len(MADE_WHOLE)


@pytest.mark.parametrize(
    ("table", "which"),
    [
        ("facts", "property <> 'city'"),
        ("things", "city <> 'Gent'"),
        ("relations", "property <> 'spin_off_of'"),
        ("best_facts", "property <> 'city'"),
    ],
)
def test_what_was_lost_in_the_release_before_is_made_again(tmp_path: Path, table: str, which: str) -> None:
    shutil.copytree(INSTANCE, tmp_path / "instance")
    house = run.House(tmp_path / "instance", tmp_path / "home")
    run.build(house, register(house), NOW)
    file = house.shelf.folder(1) / f"{table}.parquet"
    whole = file.read_bytes()
    with Engine(tmp_path / "spill") as engine:
        engine.read(table, file)
        engine.write(f"SELECT * FROM {table} WHERE {which}", tmp_path / "few.parquet")
    (tmp_path / "few.parquet").replace(file)
    house.judgements.judge(Judgement("register:ablynx", "register:argenx", "different", "a.steward", "a test", DAY))
    run.build(house, {}, NOW)
    assert (house.shelf.folder(2) / f"{table}.parquet").read_bytes() == whole


def snapshot(source: str, turn: int, fingerprint: str) -> Snapshot:
    counts = {"rows": 1, "claims": 1, "refused": 0, "fresh": 1, "withdrawn": 0}
    return Snapshot(source, turn, "2026-01-01", fingerprint, "code", **counts, folder=Path(source))


def test_the_snapshots_that_came_since_are_those_after_the_last_known() -> None:
    one, two, again = (snapshot("ror", turn, name) for turn, name in ((1, "a"), (2, "b"), (3, "a")))
    other = snapshot("cordis", 1, "c")
    assert newer([one, two], {"ror": two.name}) == []
    assert newer([one, two, other], {"ror": one.name}) == [other, two]
    assert newer([one, two, again], {"ror": one.name}) == [two, again]
    assert newer([one], {"ror": two.name}) is None
    assert newer([one], {"ror": one.name, "cordis": other.name}) is None
