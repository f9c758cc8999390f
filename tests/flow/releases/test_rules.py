"""A release holds the decisions that it was made by."""

import shutil
from pathlib import Path

from kiem.flow.releases import Manifest, file_hash, rule_files, rules_in
from kiem.flow.run import House, build

INSTANCE = Path(__file__).parents[3] / "instance"
NOW = "2026-11-23T12:00:00+00:00"


def test_a_release_keeps_what_was_decided_when_it_was_made(tmp_path: Path) -> None:
    house = House(Path(shutil.copytree(INSTANCE, tmp_path / "instance")), tmp_path / "home")
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
