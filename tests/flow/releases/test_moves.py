"""Every merge and every split of a release is told: which record, from where to where, and why."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from kiem.flow.engine import Engine
from kiem.flow.releases.moves import keep_moves
from tests.flow.entities.passing import House, Judged, Release, Said, Step, histories
from tests.flow.releases.test_shelf import manifest

Row = tuple[object, ...]
ARRIVED = [Said("pic:1", "Sample Seeds"), Said("register:1", "Example Bio"), Said("ror:1", "Other Example")]


def told(engine: Engine, folder: Path, history: list[Step]) -> tuple[list[Release], list[Row]]:
    """Live the history, each release on its shelf, and return the releases and the rows of the last one's moves."""
    house = House(engine)
    for number, step in enumerate(history, start=1):
        house.live([step])
        keep_moves(engine, folder / str(number - 1) if number > 1 else None)
        here = folder / str(number)
        here.mkdir(exist_ok=True)
        for name in ("members", "joins", "moves"):
            engine.write(f"SELECT * FROM {name} ORDER BY ALL", here / f"{name}.parquet")
        manifest(number).write(here)
    rows = engine.rows("SELECT release, record, change, before, after, rule, strength, reason FROM moves ORDER BY ALL")
    return house.releases, rows


@settings(max_examples=10)
@given(history=histories)
def test_every_record_that_has_another_id_is_told_in_that_release_with_its_reason(
    desk: Engine, tmp_path_factory: pytest.TempPathFactory, history: list[Step]
) -> None:
    releases, rows = told(desk, tmp_path_factory.mktemp("shelf"), history)
    came = {
        (number, record, before.id_of[record], after.id_of[record])
        for number, (before, after) in enumerate(pairwise(releases), start=2)
        for record in before.id_of
        if before.id_of[record] != after.id_of[record]
    }
    assert {(row[0], row[1], row[3], row[4]) for row in rows} == came
    assert all(cell is not None for row in rows for cell in row)


def test_a_wrong_merge_and_its_undoing_are_both_told(engine: Engine, tmp_path: Path) -> None:
    same = Judged(("pic:1", "register:1"), "same")
    releases, rows = told(engine, tmp_path, [ARRIVED, [same], [replace(same, verdict="")]])
    other, stands = releases[0].id_of["pic:1"], releases[0].id_of["register:1"]
    why = "judged the same on 2026-01-01: they look so"
    assert rows == [
        (2, "pic:1", "joined", other, stands, "judgement", 0, why),
        (3, "pic:1", "parted", stands, other, "judgement", 0, f"no longer: {why}"),
    ]


def test_what_parts_is_told_with_the_judgement_or_the_numbers_that_stand_against(
    engine: Engine, tmp_path: Path
) -> None:
    one = [replace(said, numbers=frozenset({"kbo:1"})) for said in ARRIVED]
    numbered = [Said("ror:1", "Other Example", frozenset({"kbo:1", "pic:2"}))]
    _, rows = told(engine, tmp_path, [one, [Judged(("pic:1", "register:1"), "different")], numbered])
    different = ("parted", "judgement", 0, "judged different on 2026-01-01: they look so")
    assert [(row[0], row[1], row[2], *row[5:]) for row in rows] == [
        (2, "pic:1", *different),
        (2, "ror:1", *different),
        (3, "pic:1", "parted", "number", 1, "pic:1 and pic:2 are two numbers of one register"),
        (3, "ror:1", "joined", "number", 1, "both carry kbo:1"),
    ]


def test_the_first_release_and_one_after_a_release_that_did_not_keep_them_tell_nothing(
    engine: Engine, tmp_path: Path
) -> None:
    for previous in (None, tmp_path):
        keep_moves(engine, previous)
        assert engine.rows("SELECT * FROM moves UNION ALL SELECT * FROM fresh_moves") == []
