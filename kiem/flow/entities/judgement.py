"""A judgement says of two records that they are the same or not, by whom and why; it can be taken back."""

import csv
import datetime
import fcntl
import io
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Self

SAME, DIFFERENT = "same", "different"
KEPT_IN = "judgements.csv"


class JudgementProblem(Exception):
    """A file of judgements that cannot be used, said in one line: what, where, remedy."""


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
    """The judgements of a house, kept in one CSV file that is only ever replaced whole.

    Who changes it holds a lock beside it, so that two at once lose nothing; who reads it need not wait.
    """

    def __init__(self, file: Path) -> None:
        """Use the file; it need not exist yet."""
        self._file = file
        self._is_held = False

    @classmethod
    def of(cls, home: Path) -> Self:
        """Use the file that the builds of this home read."""
        return cls(home / KEPT_IN)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Wait until nobody else changes the judgements, and keep it so; inside, changes of this object go on."""
        if self._is_held:
            yield
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._is_held = True
            try:
                yield
            finally:
                self._is_held = False

    def all(self) -> tuple[Judgement, ...]:
        """Return every judgement ever made, also those taken back, oldest first.

        Raises JudgementProblem for what cannot be read; nothing is then written either.
        """
        if not self._file.exists():
            return ()
        try:
            rows = csv.DictReader(io.StringIO(self._file.read_text(encoding="utf-8-sig")))
        except UnicodeDecodeError:
            message = f"{self._file.name}: it is not UTF-8; save it as CSV in UTF-8."
            raise JudgementProblem(message) from None
        try:
            return tuple(_judgement(row) for row in rows)
        except ValueError as error:
            message = f"{self._file.name}, line {rows.line_num}: {error}; put it right, or take it out."
            raise JudgementProblem(message) from error

    def is_younger(self, moment: datetime.datetime) -> bool:
        """Return whether anything was written into the file after that moment."""
        return self._file.exists() and self._file.stat().st_mtime > moment.timestamp()

    def standing(self) -> tuple[Judgement, ...]:
        """Return the judgements that count: for a pair judged again, the last one that was not taken back."""
        last = {judgement.pair: judgement for judgement in self.all() if judgement.taken_back is None}
        return tuple(last[pair] for pair in sorted(last))

    def judge(self, *judgements: Judgement) -> None:
        """Add a judgement, or several at once."""
        with self.alone():
            self._write([*self.all(), *judgements])

    def end(self, judgements: Collection[Judgement], day: datetime.date) -> int:
        """Take back just these, and return how many stopped counting."""
        these = frozenset(judgements)
        with self.alone():
            before = self.all()
            self._write([_ended(one, day) if one in these else one for one in before])
        return sum(one in these and one.taken_back is None for one in before)

    def take_back(self, left: str, right: str, day: datetime.date) -> int:
        """Take back what was said of the pair and return how many judgements stopped counting."""
        pair = (left, right) if left < right else (right, left)
        with self.alone():
            before = self.all()
            after = [_ended(one, day) if one.pair == pair else one for one in before]
            self._write(after)
        return sum(old != new for old, new in zip(before, after, strict=True))

    def settle(self, pair: tuple[str, str], judgement: Judgement | None, day: datetime.date) -> bool:
        """Let this judgement be the only one of the pair that counts; None: none counts. `pair` is in order.

        What counted until now is taken back on that day. Returns whether the file had to change; to settle what is
        settled changes nothing, so that it can be done again after it was cut off.
        """
        with self.alone():
            before = self.all()
            counting = [one for one in before if one.pair == pair and one.taken_back is None]
            if counting == [one for one in (judgement,) if one is not None]:
                return False
            after = [_ended(one, day) if one.pair == pair else one for one in before]
            self._write(after if judgement is None else [*after, judgement])
        return True

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


def _ended(judgement: Judgement, day: datetime.date) -> Judgement:
    return judgement if judgement.taken_back else replace(judgement, taken_back=day)


def _cells(judgement: Judgement) -> Iterable[str]:
    return ["" if cell is None else str(cell) for cell in (getattr(judgement, name) for name in COLUMNS)]


def _judgement(row: dict[str, str]) -> Judgement:
    missing = [name for name in COLUMNS if row.get(name) is None]
    if missing:
        message = f"it has no {missing[0]}"
        raise ValueError(message)
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
