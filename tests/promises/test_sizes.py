"""Modules, functions and signatures stay small enough to be read at once."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.promises.tree import HOUSE, modules, shown

MODULE_LIMIT = 500
MODULE_AIM = 300
FUNCTION_LIMIT = 40
PARAMETER_LIMIT = 5
CODE = ("kiem", "tests", "benchmarks")
# Modules over the aim, each with its length: a line may shrink or go, never grow or come.
LONG_MODULES = Path(__file__).with_name("long_modules.txt")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def test_no_module_is_longer_than_500_lines() -> None:
    too_long = [f"{name}: {lines}" for name, lines in _lengths().items() if lines > MODULE_LIMIT]
    assert not too_long, "\n".join(too_long)


def test_a_module_over_300_lines_is_one_of_the_known_ones_and_has_not_grown() -> None:
    known = _known_lengths()
    grown = [f"{name}: {lines}" for name, lines in _lengths().items() if lines > max(MODULE_AIM, known.get(name, 0))]
    assert not grown, "split these, one idea a module:\n" + "\n".join(grown)


def test_the_list_of_long_modules_is_true() -> None:
    lengths = _lengths()
    stale = [
        f"{name} {lines} -> {lengths.get(name, 0)}"
        for name, lines in _known_lengths().items()
        if lengths.get(name, 0) != lines or lines <= MODULE_AIM
    ]
    assert not stale, "shrink the list with the modules:\n" + "\n".join(stale)


def test_no_function_is_longer_than_40_lines() -> None:
    too_long = [
        f"{where}: {_length(function)}" for where, function in _functions() if _length(function) > FUNCTION_LIMIT
    ]
    assert not too_long, "\n".join(too_long)


def test_no_function_takes_more_than_five_parameters() -> None:
    too_many = [
        f"{where}: {_parameters(function)}"
        for where, function in _functions("kiem", "benchmarks")
        if _parameters(function) > PARAMETER_LIMIT
    ]
    assert not too_many, "a sixth parameter is a missing dataclass:\n" + "\n".join(too_many)


def _lengths() -> dict[str, int]:
    return {shown(path): len(path.read_text().splitlines()) for path in modules(*CODE)}


def _known_lengths() -> dict[str, int]:
    rows = (line.split() for line in LONG_MODULES.read_text().splitlines() if line and not line.startswith("#"))
    return {name: int(lines) for name, lines in rows}


def _functions(*folders: str) -> Iterator[tuple[str, Function]]:
    scripts = [HOUSE / "scripts" / "setup", HOUSE / "scripts" / "words"]
    for path in [*modules(*(folders or CODE)), *scripts]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, Function):
                yield f"{shown(path)}:{node.lineno} {node.name}", node


def _length(function: Function) -> int:
    """Return the lines of a function; its docstring is for the caller and does not count."""
    documented = function.body[0] if ast.get_docstring(function) else None
    documentation = (documented.end_lineno or 0) - documented.lineno + 1 if documented else 0
    return (function.end_lineno or 0) - function.lineno + 1 - documentation


def _parameters(function: Function) -> int:
    given = function.args
    names = [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return len([name for name in names if name not in {"self", "cls"}])
