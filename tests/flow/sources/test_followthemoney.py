"""A FollowTheMoney file is read for its organisations; without a known licence it is for comparing only."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from kiem.flow.engine import Engine
from kiem.flow.lookup import register_of
from kiem.flow.sources import InputProblem, SnapshotStore, SourceInput
from tests.flow.claims.said import claims_of
from tests.flow.sources.reading import Read, read, written

Entity = dict[str, Any]  # Any: JSON has no types
WORKS: Entity = {"id": "x-1", "schema": "Company", "properties": {"name": ["Example Works"], "jurisdiction": ["be"]}}
CC_BY = "https://creativecommons.org/licenses/by/4.0/"


def lines(*entities: Entity) -> str:
    return "".join(f"{json.dumps(one)}\n" for one in entities)


def read_of(engine: Engine, folder: Path, index: object = None, *entities: Entity) -> Read:
    """Read a folder with these entities, and an index where one is given."""
    files = {"entities.ftm.json": lines(*(entities or (WORKS,)))}
    more = {} if index is None else {"index.json": json.dumps(index)}
    return read(engine, "followthemoney", written(folder, {**files, **more}))


def licence(found: Read) -> set[str]:
    return {claim["licence"] for claim in found.claims}


@pytest.mark.parametrize(
    ("told", "known"),
    [
        (CC_BY, "CC-BY-4.0"),
        ("http://www.creativecommons.org/licenses/by/4.0/legalcode", "CC-BY-4.0"),
        ("https://creativecommons.org/licenses/by/4.0/deed.nl", "CC-BY-4.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0", "CC0-1.0"),
        ("cc0-1.0", "CC0-1.0"),
        ("https://creativecommons.org/licenses/by-nc/4.0/", "not-stated"),
        (None, "not-stated"),
    ],
)
def test_the_licence_is_the_one_that_the_index_states(
    engine: Engine, tmp_path: Path, told: str | None, known: str
) -> None:
    assert licence(read_of(engine, tmp_path / "in", {"license": told})) == {known}


def test_without_an_index_no_licence_is_stated(engine: Engine, tmp_path: Path) -> None:
    assert licence(read_of(engine, tmp_path / "in")) == {"not-stated"}


@pytest.mark.parametrize("text", ["[]", "{", "null"])
def test_an_index_that_is_none_is_told(engine: Engine, tmp_path: Path, text: str) -> None:
    folder = written(tmp_path / "in", {"entities.ftm.json": lines(WORKS), "index.json": text})
    with pytest.raises(InputProblem, match=r"index\.json is no JSON object; download it again"):
        read(engine, "followthemoney", folder)


def test_the_day_is_that_of_the_index_else_of_the_newest_entity_else_of_the_file(
    engine: Engine, tmp_path: Path
) -> None:
    seen = {**WORKS, "last_seen": "2026-01-05T00:00:00", "last_change": "2026-01-02"}
    assert read_of(engine, tmp_path / "a", {"updated_at": "2026-02-03T04:05:06"}, seen).date == "2026-02-03"
    assert read_of(engine, tmp_path / "b", {"updated_at": "lately"}, seen).date == "2026-01-05"
    file = written(tmp_path / "c", {"entities.ftm.json": lines(WORKS)}) / "entities.ftm.json"
    os.utime(file, (1_700_000_000, 1_700_000_000))
    assert read(engine, "followthemoney", file).date == "2023-11-14"


def test_the_file_of_entities_is_told_from_others_by_its_name(engine: Engine, tmp_path: Path) -> None:
    other = lines({**WORKS, "id": "x-2"})
    named = written(tmp_path / "a", {"entities.ftm.json": lines(WORKS), "other.json": other})
    plain = written(tmp_path / "b", {"export.jsonl": lines(WORKS), "other.json": other, "index.json": "{}"})
    assert read(engine, "followthemoney", named).rows == 1
    assert read(engine, "followthemoney", plain).rows == 2


def test_a_file_without_an_organisation_is_told(engine: Engine, tmp_path: Path) -> None:
    person: Entity = {"id": "x-3", "schema": "Person", "properties": {"name": ["A Fictitious Person"]}}
    with pytest.raises(InputProblem, match=r"no organisation in entities\.ftm\.json; give entities"):
        read_of(engine, tmp_path / "in", None, person)


def test_people_are_never_kept(engine: Engine, tmp_path: Path) -> None:
    person: Entity = {"id": "x-3", "schema": "Person", "properties": {"name": ["A Fictitious Person"]}}
    about = {"id": "x-4", "schema": "Note", "properties": {"name": ['"schema": "Company" of a Fictitious Person']}}
    found = read_of(engine, tmp_path / "in", None, WORKS, person, about)
    assert (found.rows, found.refused) == (1, [])
    assert "Fictitious Person" not in str(found.claims)


def test_it_is_a_register_to_look_names_up_in(engine: Engine, tmp_path: Path) -> None:
    town = {"id": "addr-1", "schema": "Address", "properties": {"city": ["Ghent"]}}
    own = {**WORKS["properties"], "alias": ["Works of Example"], "addressEntity": ["addr-1"]}
    read_of(engine, tmp_path / "in", None, town, {**WORKS, "properties": own})
    engine.keep("claims", claims_of("ftm_draft"))
    known = register_of(engine)
    assert [*known.records, *known.countries, *known.towns] == ["ftm:x-1", "BE", "ghent"]
    assert sorted(known.names) == ["example works", "works of example"]


def taken(folder: Path, files: dict[str, str | bytes]) -> int:
    """Take a folder of files into a store of snapshots and return how many claims it makes."""
    given = SourceInput.at("followthemoney", written(folder / "in", files), folder / "scratch")
    return SnapshotStore(folder / "snapshots").take(given, folder / "spill", lambda *_: None).claims


def test_what_no_licence_lets_be_published_is_no_snapshot(tmp_path: Path) -> None:
    with pytest.raises(InputProblem) as told:
        taken(tmp_path, {"entities.ftm.json": lines(WORKS)})
    assert str(told.value).startswith("followthemoney: the licence of entities.ftm.json (not-stated) does not let it")
    assert "\n" not in str(told.value)
    assert [path.name for path in (tmp_path / "snapshots").iterdir()] == []
    assert taken(tmp_path, {"entities.ftm.json": lines(WORKS), "index.json": json.dumps({"license": CC_BY})}) == 3
