"""A package says which words it gives away, and nobody reaches past them."""

import ast
from pathlib import Path

import pytest

from tests.promises.tree import HOUSE, files, modules, shown

GOALS = HOUSE / "kiem" / "goals"
ELEVEN = (
    *("connect", "discover", "educate", "fund", "growth", "members"),
    *("press", "ranking", "story", "testbeds", "voice"),
)
# Django finds these by place, not by import.
BY_PLACE = {"migrations", "management", "commands", "templatetags"}


def _packages() -> list[Path]:
    return [path for path in files("kiem", ending="__init__.py") if not BY_PLACE & set(path.parts)]


@pytest.mark.parametrize("package", _packages(), ids=shown)
def test_a_package_names_its_public_words(package: Path) -> None:
    named = [
        target
        for node in ast.parse(package.read_text()).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name) and target.id == "__all__"
    ]
    assert named, f"{shown(package)} has no __all__"


def test_in_the_flow_and_the_methods_nobody_imports_past_a_package() -> None:
    past = [
        f"{shown(path)}:{line} {name}"
        for path in modules("kiem")
        for line, name in _imported(path)
        if _reaches_past(path, name)
    ]
    assert not past, "import from the package, not from its modules:\n" + "\n".join(past)


def test_every_goal_says_what_it_is_for() -> None:
    goals = [folder for folder in GOALS.iterdir() if folder.is_dir() and folder.name != "__pycache__"]
    silent = [shown(folder) for folder in goals if not (folder / "README.md").is_file()]
    assert not silent


def test_the_eleven_goals_have_their_folder() -> None:
    assert [name for name in ELEVEN if not (GOALS / name).is_dir()] == []


def _imported(path: Path) -> list[tuple[int, str]]:
    nodes = ast.walk(ast.parse(path.read_text()))
    return [(node.lineno, node.module or "") for node in nodes if isinstance(node, ast.ImportFrom)]


def _reaches_past(path: Path, name: str) -> bool:
    """Return whether the module imports a module inside another package of the flow or the methods."""
    parts = name.split(".")
    inside_a_package = len(parts) > 3 and parts[:2] in (["kiem", "flow"], ["kiem", "methods"])
    return inside_a_package and HOUSE.joinpath(*parts[:3]) not in path.parents
