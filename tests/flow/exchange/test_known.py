"""Which record of this house others mean by an id."""

from pathlib import Path

from kiem.flow.entities import minted
from kiem.flow.exchange import known_records
from tests.flow.exchange.releases import release_of
from tests.flow.said import Said

A, B = "ror:0aaaaaa11", "register:example"


def test_an_id_is_a_record_a_thing_or_a_number(tmp_path: Path) -> None:
    release = release_of(
        tmp_path,
        [
            Said(A, "name", "Example Works"),
            Said(A, "identifier", "wikidata:Q0"),
            Said(B, "name", "Example Club"),
            Said(B, "identifier", "wikidata:Q0"),
            Said("pic:999999999", "name", "Example Institute"),
            Said("cordis:101000001", "name", "Example Project", kind="project"),
        ],
    )
    works = minted(B)
    asked = [A, "ror-0aaaaaa11", works, "wikidata:Q0", "pic:999999999", "pic:000000000", "NK-1", B, ""]
    asked += ["cordis:101000001", minted("cordis:101000001")]
    assert known_records(release, tmp_path / "spill", asked) == {
        A: A,
        "ror-0aaaaaa11": A,
        B: B,
        works: B,
        "wikidata:Q0": B,
        "pic:999999999": "pic:999999999",
    }
    assert known_records(release, tmp_path / "spill", []) == {}
