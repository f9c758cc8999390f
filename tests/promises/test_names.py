"""Names say what a thing is; a drawer says nothing."""

import re

from tests.promises.tree import HOUSE, files, house_files, modules, shown

DRAWERS = {"base", "common", "core", "helper", "helpers", "lib", "misc", "stuff", "tools", "util", "utils", "various"}
# Written so that it finds every such mark but not itself.
LATER = re.compile(r"\b(TO[D]O|FIX[M]E|X{3})\b")


def test_no_module_or_folder_is_a_drawer() -> None:
    drawers = [
        shown(path)
        for path in modules("kiem", "tests", "benchmarks")
        if DRAWERS & {path.stem, *path.relative_to(HOUSE).parent.parts}
    ]
    assert not drawers


def test_a_file_is_named_in_small_letters() -> None:
    known = {"Dockerfile", "Caddyfile", "LC_MESSAGES"}
    loud = [
        shown(path)
        for path in files("kiem", "tests", "scripts", ending="")
        if path.name not in known and path.name != "README.md" and path.name != path.name.lower()
    ]
    assert not loud


def test_nothing_is_left_for_later_in_a_comment() -> None:
    left = [
        shown(path)
        for path in house_files()
        if path.suffix in {".py", ".html", ".css", ".js", ".sh", ".yml"} and LATER.search(path.read_text())
    ]
    assert not left
