"""A later export of a source, made from the one that there is: what a month may change, in the publisher's format."""

import csv
import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

__all__ = ["later_cordis", "later_register", "later_ror"]

EVERY = 50
"""Of so many rows, one is changed; of ten times so many, one is gone."""


def later_register(folder: Path, given: Path) -> Path:
    """Write a register in which every fiftieth organisation has another website; it speaks for a month later."""
    shutil.copytree(given, folder)
    card, table = folder / "register.yml", folder / "organisations.csv"
    card.write_text(card.read_text(encoding="utf-8").replace("2026-11-23", "2026-12-23", 1), encoding="utf-8")
    with table.open(encoding="utf-8", newline="") as opened:
        reader = csv.DictReader(opened)
        rows, columns = list(reader), list(reader.fieldnames or ())
    for row in rows[::EVERY]:
        row["website"] = f"https://{row['slug']}.example.org"
    with table.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, columns)
        writer.writeheader()
        writer.writerows(rows)
    return folder


def later_ror(folder: Path, given: Path) -> Path:
    """Write a ROR dump in which every fiftieth record has another founding year and every five-hundredth is gone."""
    folder.mkdir()
    with gzip.open(folder / "ror-v2.jsonl.gz", "wt", encoding="utf-8", compresslevel=1) as written:
        for line, text in enumerate(_lines(given, "*.jsonl.gz")):
            if line % (10 * EVERY) == 1:
                continue
            written.write(_with(text, {"established": 1900 + line % 100}) if line % EVERY == 0 else text)
    return folder


def later_cordis(folder: Path, given: Path) -> Path:
    """Write a CORDIS export in which every fiftieth project costs more and every five-hundredth is gone."""
    folder.mkdir()
    gone: set[str] = set()
    with gzip.open(folder / "projects.jsonl.gz", "wt", encoding="utf-8", compresslevel=1) as written:
        for line, text in enumerate(_lines(given, "projects.jsonl.gz")):
            if line % (10 * EVERY) == 1:
                gone.add(str(json.loads(text)["id"]))
                continue
            written.write(_with(text, {"totalCost": str(1_000_000 + line)}) if line % EVERY == 0 else text)
    with (
        gzip.open(given / "participations.csv.gz", "rt", encoding="utf-8", newline="") as opened,
        gzip.open(folder / "participations.csv.gz", "wt", encoding="utf-8", newline="", compresslevel=1) as written,
    ):
        reader = csv.DictReader(opened)
        writer = csv.DictWriter(written, list(reader.fieldnames or ()))
        writer.writeheader()
        writer.writerows(row for row in reader if row["project_id"] not in gone)
    return folder


def _lines(folder: Path, name: str) -> Iterator[str]:
    for file in sorted(folder.glob(name)):
        with gzip.open(file, "rt", encoding="utf-8") as opened:
            yield from opened


def _with(text: str, changes: dict[str, object]) -> str:
    return json.dumps({**json.loads(text), **changes}, ensure_ascii=False) + "\n"
