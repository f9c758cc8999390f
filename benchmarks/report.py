"""Writes what a benchmark measured into docs/reference/benchmarks.md: one section a benchmark, replaced in place.

The page is its own store: a run reads it, exchanges its own section and writes it back, so benchmarks can be run one by
one, on different days and machines, and each section says on which.
"""

import os
import platform
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

__all__ = ["PAGE", "Machine", "Section", "this_machine", "write_section"]

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "benchmarks.md"

_HEAD = """# Benchmarks

What Kiem claims about speed and accuracy, measured. Every section is written by the script that it names
(`python -m benchmarks.<name>`), never by hand; a peer or a limit stands beside each number where there is one.
How to read and repeat them: [benchmarks/README.md](../../benchmarks/README.md).
"""
_SECTION = re.compile(r"^<!-- benchmark: (\S+) -->\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Machine:
    """The machine on which a section was measured."""

    cores: int
    memory_gb: int
    model: str
    system: str
    python: str

    def __str__(self) -> str:
        cores = f"{self.cores} core" if self.cores == 1 else f"{self.cores} cores"
        return f"{cores}, {self.memory_gb} GB, {self.model}, {self.system}, Python {self.python}"


@dataclass(frozen=True, slots=True)
class Section:
    """One benchmark's result: a table, with a sentence before it and remarks after it (both Markdown)."""

    name: str
    title: str
    about: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    remarks: Sequence[str] = ()


def this_machine() -> Machine:
    """The machine that runs this process: all its cores, memory in GB, processor model, system and Python."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return Machine(
        cores=os.cpu_count() or 1,
        memory_gb=round(memory / 1024**3),
        model=_processor(),
        system=platform.platform(aliased=True, terse=True),
        python=platform.python_version(),
    )


def write_section(section: Section, machine: Machine, *, page: Path = PAGE, today: date | None = None) -> None:
    """Put the section into the page, in place of its older self; sections are sorted by name.

    Raises ValueError when a row has not as many cells as there are columns.
    """
    sections = _sections(page.read_text(encoding="utf-8")) if page.exists() else {}
    sections[section.name] = _markdown(section, machine, today or datetime.now(UTC).date())
    page.parent.mkdir(parents=True, exist_ok=True)
    beside = page.with_suffix(".new")
    beside.write_text("\n".join([_HEAD, *(sections[name] for name in sorted(sections))]), encoding="utf-8")
    beside.replace(page)
    print(f"written: section {section.name} of {page}", file=sys.stderr)


def _sections(text: str) -> dict[str, str]:
    """The page's sections by name, each with its marker."""
    starts = list(_SECTION.finditer(text))
    ends = [start.start() for start in starts[1:]] + [len(text)]
    return {
        start.group(1): text[start.start() : end].rstrip("\n") + "\n" for start, end in zip(starts, ends, strict=True)
    }


def _markdown(section: Section, machine: Machine, today: date) -> str:
    lines = [
        f"<!-- benchmark: {section.name} -->",
        f"## {section.title}",
        "",
        section.about,
        "",
        f"Measured on {today.isoformat()} by `python -m benchmarks.{section.name}`: {machine}.",
        "",
        _row(section.columns),
        _row(["---"] * len(section.columns)),
    ]
    for cells in section.rows:
        if len(cells) != len(section.columns):
            problem = f"section {section.name}: {len(cells)} cells for {len(section.columns)} columns: {cells}"
            raise ValueError(problem)
        lines.append(_row(cells))
    lines += ["", *(f"- {remark}" for remark in section.remarks)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _processor() -> str:
    """The processor's model as the kernel names it, or its architecture where the kernel does not say."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.machine()
    found = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    return found.group(1) if found else platform.machine()
