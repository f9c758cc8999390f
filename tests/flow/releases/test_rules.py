"""A release holds the decisions that it was made by."""

import json
import shutil
from pathlib import Path

import pytest

from kiem.flow.releases import Manifest, file_hash, rule_files, rules_in
from kiem.flow.run import House, build
from kiem.flow.sources import InputProblem

INSTANCE = Path(__file__).parents[3] / "instance"
NOW = "2026-11-23T12:00:00+00:00"


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Return an empty house with an instance of its own."""
    return House(Path(shutil.copytree(INSTANCE, tmp_path / "instance")), tmp_path / "home")


def test_a_release_keeps_what_was_decided_when_it_was_made(house: House) -> None:
    first = house.shelf.folder(build(house, {"register": house.instance / "register"}, NOW).release)
    plan = house.instance / "pathways" / "atmp.yml"
    decided = plan.read_text(encoding="utf-8")
    plan.write_text(f"# Read again.\n{decided}", encoding="utf-8")
    second = house.shelf.folder(build(house, {}, NOW).release)

    assert second != first
    assert (rules_in(first) / "pathways" / "atmp.yml").read_text(encoding="utf-8") == decided
    assert (rules_in(second) / "pathways" / "atmp.yml").read_text(encoding="utf-8").startswith("# Read again.")
    for folder in (first, second):
        kept = sorted(file for file in rules_in(folder).rglob("*") if file.is_file())
        assert Manifest.read(folder).rules == {file.relative_to(folder).as_posix(): file_hash(file) for file in kept}
        assert len(kept) == len(rule_files(house.instance))


def test_a_decision_that_changes_during_a_build_is_one_for_the_next(house: House) -> None:
    rule = house.instance / "ecosystem.yml"
    decided = rule.read_text(encoding="utf-8")

    def change(step: str) -> None:
        if step.startswith("Joining"):
            rule.write_text("nonsense", encoding="utf-8")

    release = house.shelf.folder(build(house, {"register": house.instance / "register"}, NOW, change).release)
    assert (rules_in(release) / "ecosystem.yml").read_text(encoding="utf-8") == decided


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (b"", "it is no file of words in YAML and UTF-8"),
        (b"- a\n- b\n", "it is no file of words in YAML and UTF-8"),
        (b"version: [1", "it is no file of words in YAML and UTF-8"),
        ("version: 1 # é".encode("latin-1"), "it is no file of words in YAML and UTF-8"),
        (b"version: 1\n", "territory is missing"),
    ],
)
def test_a_rule_that_cannot_be_read_stops_the_build_in_one_line(house: House, written: bytes, said: str) -> None:
    (house.instance / "ecosystem.yml").write_bytes(written)
    with pytest.raises(InputProblem) as problem:
        build(house, {"register": house.instance / "register"}, NOW)
    assert str(problem.value) == f"ecosystem.yml: {said}; compare it with the default instance's file."
    assert house.shelf.numbers() == []


def test_a_missing_rule_stops_the_build(house: House) -> None:
    (house.instance / "ecosystem.yml").unlink()
    with pytest.raises(InputProblem, match=r"^ecosystem\.yml: it is no file"):
        build(house, {"register": house.instance / "register"}, NOW)


def test_a_build_goes_on_from_a_release_of_before_rules_were_kept(house: House) -> None:
    first = house.shelf.folder(build(house, {"register": house.instance / "register"}, NOW).release)
    told = json.loads((first / "manifest.json").read_text(encoding="utf-8"))
    del told["rules"]
    told["key"] = told["code"] = "another"
    for source in told["sources"]:
        source |= {"title": "A register", "publisher": "Its editors"}
    (first / "manifest.json").write_text(json.dumps(told), encoding="utf-8")

    assert Manifest.read(first).sources[0].title == {"en": "A register"}
    second = build(house, {}, NOW)
    assert (second.release, second.unchanged) == (2, False)
    assert Manifest.read(house.shelf.folder(2)).rules
