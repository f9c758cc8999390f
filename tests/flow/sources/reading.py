"""Reading a sample or made-up files with a source's reader, and what came of it."""

import csv
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kiem.flow.claims import CLAIM_COLUMNS
from kiem.flow.engine import Engine
from kiem.flow.sources import SourceInput, read_source
from tests.flow.claims.said import claims_of

SAID = [name for name in CLAIM_COLUMNS if name not in {"snapshot", "seen_at", "withdrawn_at"}]

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What came of an input: the day, the rows at the edge, the rows claimed, the claims and the refusals, as text."""

    date: str
    rows: int
    claimed: int
    claims: list[dict[str, str]]
    refused: list[Row]

    def said(self) -> list[Row]:
        """Return the claims as plain rows, in order."""
        return sorted(tuple(claim.values()) for claim in self.claims)

    def reasons(self) -> list[tuple[str, str, str]]:
        """Return file, line and reason of each refusal, in order."""
        return [(file, line, reason) for file, line, reason, _ in self.refused]

    def values(self, about: str, prop: str) -> list[str]:
        """Return what is said of a thing's property."""
        return [c["value"] or c["number"] for c in self.claims if (c["about"], c["property"]) == (about, prop)]


def read(engine: Engine, source: str, path: Path) -> Read:
    """Read a file or folder with the source's reader."""
    reading = read_source(engine, SourceInput.at(source, path, path.parent / "scratch"))
    claims = claims_of(reading.draft)
    found = engine.rows(f"SELECT {', '.join(SAID)} FROM ({claims}) AS c ORDER BY about, property, id")
    refused = engine.rows(f"SELECT table_name, line, reason, verbatim FROM {reading.refused} ORDER BY 1, 2, 3")
    return Read(
        date=reading.date.isoformat(),
        rows=reading.rows,
        claimed=engine.count(f"SELECT count(DISTINCT row_key) FROM {reading.draft}"),
        claims=[dict(zip(SAID, _texts(row), strict=True)) for row in found],
        refused=[_texts(row) for row in refused],
    )


def _texts(row: tuple[object, ...]) -> Row:
    return tuple("" if cell is None else str(cell) for cell in row)


def zipped(folder: Path, target: Path) -> Path:
    """Make a zip of what is in the folder."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                made.write(file, file.relative_to(folder))
    return target


def laid_out(form: Path, folder: Path) -> Path:
    """Lay a sample's form out as the publisher would: a folder named .zip becomes a zip of that name."""
    if form.suffix == ".zip":
        return zipped(form, folder / form.name)
    return Path(shutil.copytree(form, folder / form.name))


def written(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files into the folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def table(file: Path) -> list[Row]:
    """Return a CSV's rows without its header."""
    with file.open(encoding="utf-8", newline="") as opened:
        return [tuple(row) for row in csv.reader(opened)][1:]
