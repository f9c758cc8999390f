"""Reading CORDIS in each of its published forms, whole: `python -m benchmarks.cordis`.

Writes the published CSV and XML zips, in the publisher's layout, from the flattened files of ../shared/data (or
KIEM_SHARED), reads all three, each in a process of its own, and ends with exit code 1 when one of them loses a row or
says something that the others do not. Writes a section of docs/reference/benchmarks.md.
"""

import multiprocessing
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.build import SOURCES
from benchmarks.cordis_layout import Export, csv_zip, xml_zip
from benchmarks.report import Section, this_machine, write_section
from kiem.flow.claims import claims_sql, identified_sql
from kiem.flow.engine import Engine
from kiem.flow.sources import SourceInput, read_source

# The id is made of all that a claim says but kind, verbatim and licence.
SAID = "id, about, property, kind, verbatim, licence"


@dataclass(frozen=True, slots=True)
class Form:
    """One form of the export: its name, where it lies, and how many rows it must have."""

    name: str
    path: Path
    rows: int


@dataclass(frozen=True, slots=True)
class Account:
    """What came of reading it: rows, claims, rows refused, seconds, and the most memory."""

    rows: int
    claimed: int
    claims: int
    refused: int
    seconds: float
    peak_mb: float


def main() -> None:
    """Write, read, compare, report."""
    flat = SOURCES["cordis"]
    if not flat.is_dir():
        print(f"no data at {flat}: set KIEM_SHARED", file=sys.stderr)
        sys.exit(3)
    with tempfile.TemporaryDirectory(prefix="kiem-bench-") as name:
        folder = Path(name)
        forms = _forms(flat, folder)
        accounts = [_apart(form, folder) for form in forms]
        lost = [form.name for form, one in zip(forms, accounts, strict=True) if not _is_whole(form, one)]
        different = {form.name: _differences(forms[0], form, folder) for form in forms[1:]}
        sizes = [_megabytes(form.path) for form in forms]
    if lost or any(different.values()):
        sys.exit(f"rows are lost in {lost}; claims that only one has: {different}")
    report(forms, accounts, sizes)


def _forms(flat: Path, folder: Path) -> list[Form]:
    export = Export.at(flat)
    table, rows = csv_zip(export, folder / "cordis-HORIZONprojects-csv.zip")
    files = xml_zip(export, folder / "cordis-HORIZONprojects-xml.zip")
    return [
        Form("flattened", flat, export.rows()),
        Form("CSV zip", table, rows),
        Form("XML zip", files, export.rows()),
    ]


def _apart(form: Form, folder: Path) -> Account:
    """Read a form in a new process, so that its memory is its own."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(read_form, form, folder).result()


def read_form(form: Form, folder: Path) -> Account:
    """Read a form as a build does, and keep what identifies its claims for the comparison."""
    started = time.perf_counter()
    with Engine(folder / "spill") as engine:
        reading = read_source(engine, SourceInput.at("cordis", form.path, folder / "scratch"))
        claims = claims_sql(f"({identified_sql(reading.draft)})", "one", reading.date.isoformat())
        kept = engine.write(f"SELECT {SAID} FROM ({claims}) AS c", folder / f"{form.name}.parquet")
        claimed = engine.count(f"SELECT count(DISTINCT row_key) FROM {reading.draft}")
        refused = engine.count(f"SELECT count(*) FROM {reading.refused}")
    seconds = time.perf_counter() - started
    return Account(reading.rows, claimed, kept, refused, seconds, _peak_mb())


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _is_whole(form: Form, account: Account) -> bool:
    return account.rows == form.rows == account.claimed + account.refused


def _differences(one: Form, other: Form, folder: Path) -> int:
    with Engine(folder / "spill") as engine:
        engine.read("a", folder / f"{one.name}.parquet")
        engine.read("b", folder / f"{other.name}.parquet")
        both = "SELECT * FROM {} EXCEPT ALL SELECT * FROM {}"
        return engine.count(
            f"SELECT count(*) FROM (({both.format('a', 'b')}) UNION ALL ({both.format('b', 'a')})) AS d"
        )


def _megabytes(path: Path) -> float:
    files = [path] if path.is_file() else [file for file in path.iterdir() if file.name != "SOURCE.md"]
    return sum(file.stat().st_size for file in files) / 1e6


def report(forms: list[Form], accounts: list[Account], sizes: list[float]) -> None:
    """Write the section."""
    rows = [
        [
            form.name,
            f"{size:.0f}",
            f"{one.rows:,}",
            f"{one.claims:,}",
            f"{one.refused:,}",
            f"{one.seconds:.1f}",
            f"{one.peak_mb:,.0f}",
        ]
        for form, one, size in zip(forms, accounts, sizes, strict=True)
    ]
    about = (
        "CORDIS Horizon Europe (17,819 projects, 110,512 participations) read from the flattened files, and from whole "
        "zips in the layout of the publisher, written for the occasion from the same data. The claims of the three "
        "are the same, each with its words, amounts and days; every row read is claimed or refused."
    )
    remarks = [
        "Seconds from opening the files to claims on disk; memory is the most that the reading process had.",
        (
            "The publisher's own XML zip also holds results and articles of each project, which are not in the "
            "shared data: it is larger and takes longer."
        ),
    ]
    columns = ["form", "MB", "rows", "claims", "refused", "seconds", "peak MB"]
    write_section(Section("cordis", "CORDIS in its published forms", about, columns, rows, remarks), this_machine())


if __name__ == "__main__":
    main()
