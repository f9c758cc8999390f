"""What the next release is told of the ids of the last one."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kiem.flow.engine import Engine
from kiem.flow.entities import Given, Ledger, minted
from kiem.flow.releases import ledger_of
from tests.flow.releases.test_shelf import manifest

ID_OF = {"pic:1": "kaaaaaaaa", "pic:2": "kaaaaaaaa", "register:a": minted("register:a")}


def release(folder: Path) -> Path:
    """Write of a release, the fourth, what tells its ids: three records of two things, and an id that went."""
    members = {"record": list(ID_OF), "entity": list(ID_OF.values()), "kind": ["organisation"] * 3}
    aliases = {"alias": ["pic:1", minted("pic:2")], "entity": ["kaaaaaaaa", "kaaaaaaaa"]}
    for name, columns in {"members": members, "aliases": aliases}.items():
        pq.write_table(pa.table(columns), folder / f"{name}.parquet")
    manifest(4).write(folder)
    return folder


def test_before_the_first_release_nothing_was_given(engine: Engine) -> None:
    assert ledger_of(engine, None) == Ledger({}, {}, 1)


def test_the_next_release_knows_every_id_that_was_given_its_record_and_its_release(
    engine: Engine, tmp_path: Path
) -> None:
    ids = {"id": ["kaaaaaaaa", "kbbbbbbbb"], "record": ["pic:1", "pic:9"], "release": [1, 3]}
    pq.write_table(pa.table(ids), release(tmp_path) / "ids.parquet")
    given = {"kaaaaaaaa": Given("pic:1", 1), "kbbbbbbbb": Given("pic:9", 3)}
    assert ledger_of(engine, tmp_path) == Ledger(given, ID_OF, 5)


def test_a_release_of_before_ids_were_kept_is_taken_over(engine: Engine, tmp_path: Path) -> None:
    given = {
        "kaaaaaaaa": Given("pic:1", 0),
        minted("register:a"): Given("register:a", 0),
        minted("pic:2"): Given("pic:2", 1),
    }
    assert ledger_of(engine, release(tmp_path)) == Ledger(given, ID_OF, 5)
