"""A judgement says of two records that they are the same or not, by whom and why; it can be taken back."""

import csv
import datetime
import io
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

SAME, DIFFERENT = "same", "different"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision about a pair of records; `taken_back` is the day on which it stopped counting."""

    left: str
    right: str
    verdict: str
    by: str
    reason: str
    decided: datetime.date
    taken_back: datetime.date | None = None

    def __post_init__(self) -> None:
        """Refuse a verdict that is neither same nor different, and a record judged against itself."""
        if self.verdict not in {SAME, DIFFERENT} or self.left == self.right:
            told = f"{self.verdict!r} of {self.left} and {self.right}"
            message = f"A judgement says same or different of two records; got {told}."
            raise ValueError(message)

    @property
    def pair(self) -> tuple[str, str]:
        """The two records, in order."""
        return (self.left, self.right) if self.left < self.right else (self.right, self.left)


COLUMNS = tuple(field.name for field in fields(Judgement))


class Judgements:
    """The judgements of a house, kept in one CSV file that is only ever replaced whole."""

    def __init__(self, file: Path) -> None:
        """Use the file; it need not exist yet."""
        self._file = file

    def all(self) -> tuple[Judgement, ...]:
        """Return every judgement ever made, also those taken back, oldest first."""
        if not self._file.exists():
            return ()
        rows = csv.DictReader(io.StringIO(self._file.read_text(encoding="utf-8")))
        return tuple(_judgement(row) for row in rows)

    def standing(self) -> tuple[Judgement, ...]:
        """Return the judgements that count: for a pair judged again, the last one that was not taken back."""
        last = {judgement.pair: judgement for judgement in self.all() if judgement.taken_back is None}
        return tuple(last[pair] for pair in sorted(last))

    def judge(self, judgement: Judgement) -> None:
        """Add a judgement."""
        self._write([*self.all(), judgement])

    def take_back(self, left: str, right: str, day: datetime.date) -> int:
        """Take back what was said of the pair and return how many judgements stopped counting."""
        pair = (left, right) if left < right else (right, left)
        before = self.all()
        after = [
            replace(judgement, taken_back=day) if judgement.pair == pair and judgement.taken_back is None else judgement
            for judgement in before
        ]
        self._write(after)
        return sum(old != new for old, new in zip(before, after, strict=True))

    def _write(self, judgements: Sequence[Judgement]) -> None:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(_cells(judgement) for judgement in judgements)
        beside = self._file.with_suffix(".new")
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("w", encoding="utf-8") as opened:
            opened.write(text.getvalue())
            opened.flush()
            os.fsync(opened.fileno())
        beside.replace(self._file)


def _cells(judgement: Judgement) -> Iterable[str]:
    return ["" if cell is None else str(cell) for cell in (getattr(judgement, name) for name in COLUMNS)]


def _judgement(row: dict[str, str]) -> Judgement:
    taken_back = row["taken_back"]
    return Judgement(
        left=row["left"],
        right=row["right"],
        verdict=row["verdict"],
        by=row["by"],
        reason=row["reason"],
        decided=datetime.date.fromisoformat(row["decided"]),
        taken_back=datetime.date.fromisoformat(taken_back) if taken_back else None,
    )
