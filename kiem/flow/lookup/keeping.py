"""Arrays, texts and sparse rows in a folder, mapped into memory: what is not asked for is not read."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, issparse

from kiem.flow.lookup.lines import Lines

__all__ = ["keep", "kept"]

Kind = TypeVar("Kind")
Array = NDArray[Any]

SHAPES = "shapes.json"


def keep(whole: object, folder: Path) -> None:
    """Write a dataclass of arrays, texts, sparse rows and other such to a folder, all at once or not at all.

    A folder that is there already stays as it is: somebody was quicker.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    being_made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        shapes: dict[str, tuple[int, int]] = {}
        for name, array in _apart(whole, "", shapes):
            np.save(being_made / f"{name}.npy", array)
        (being_made / SHAPES).write_text(json.dumps(shapes))
        being_made.chmod(0o755)
        os.rename(being_made, folder)  # noqa: PTH104 - Path.rename would do the same
    except OSError:
        shutil.rmtree(being_made, ignore_errors=True)
        if not (folder / SHAPES).is_file():
            raise


def kept(kind: type[Kind], folder: Path) -> Kind:
    """Return what was kept as a dataclass of that kind. Raises FileNotFoundError where it was not."""
    shapes: dict[str, tuple[int, int]] = json.loads((folder / SHAPES).read_text())
    return _together(kind, folder, "", shapes)


def _apart(whole: object, before: str, shapes: dict[str, tuple[int, int]]) -> Iterator[tuple[str, Array]]:
    for field in fields(whole):  # type: ignore[arg-type]  # a dataclass: its fields say so
        name, value = f"{before}{field.name}", getattr(whole, field.name)
        if isinstance(value, Lines):
            yield from ((f"{name}.letters", value.letters), (f"{name}.ends", value.ends))
        elif issparse(value):
            shapes[name] = value.shape
            yield from ((f"{name}.{part}", getattr(value, part)) for part in ("data", "indices", "indptr"))
        elif is_dataclass(value):
            yield from _apart(value, f"{name}.", shapes)
        else:
            yield name, value


def _together(kind: type[Kind], folder: Path, before: str, shapes: Mapping[str, tuple[int, int]]) -> Kind:
    def mapped(name: str) -> Array:
        # Copied where written to, which nobody does: scipy asks for arrays that could be.
        return np.asarray(np.load(folder / f"{name}.npy", mmap_mode="c"))

    values: dict[str, Any] = {}  # Any: of whatever kind each field is
    for field, hint in get_type_hints(kind).items():
        name = f"{before}{field}"
        if hint is Lines:
            values[field] = Lines(mapped(f"{name}.letters"), mapped(f"{name}.ends"))
        elif name in shapes:
            parts = (mapped(f"{name}.data"), mapped(f"{name}.indices"), mapped(f"{name}.indptr"))
            values[field] = csr_matrix(parts, shape=tuple(shapes[name]))
        elif isinstance(hint, type) and is_dataclass(hint):
            values[field] = _together(hint, folder, f"{name}.", shapes)
        else:
            values[field] = mapped(name)
    return kind(**values)
