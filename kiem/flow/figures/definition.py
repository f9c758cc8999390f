"""A figure's definition: one reviewed YAML file in the instance, with a small declarative measure."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from kiem.flow.figures.figure import FigureProblem
from kiem.flow.figures.subjects import SUBJECTS, WITH_AMOUNT
from kiem.flow.figures.words import Labels, labels_of

HOLDS = ("on_the_day", "up_to_the_day")
"""What the day of a figure means: what was there on it, or all that had begun by it."""

MEASURE_WORDS = ("count", "sum", "holds", "where", "known", "by", "tell")
WORDS = (
    "title", "is", "is_not", "method", "unit", "owner", "reviewed", "next_review", "good_for", "measure", "beside",
)  # fmt: skip
Text = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted, or added up; which of them; and by what.

    `where`: word → the values that count. `known`: words that must be known. `tell`: words of which the
    unknown are told although they count. An organisation always has to belong to the ecosystem.
    """

    subject: str
    is_sum: bool
    holds: str
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    known: tuple[str, ...] = ()
    by: str | None = None
    tell: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """A figure as its owner has reviewed it.

    `good_for` is in days from the newest day of the sources that show what is counted.
    """

    id: str
    title: Labels
    says: Labels
    says_not: Labels
    method: Labels
    unit: Labels
    owner: str
    reviewed: datetime.date
    next_review: datetime.date
    good_for: int
    measure: Measure
    beside: tuple[str, ...]


def definitions(folder: Path) -> Mapping[str, Definition]:
    """Return the definitions in the folder, by id (the file's name), in order; FigureProblem says what is wrong."""
    return {file.stem: definition_of(file) for file in sorted(folder.glob("*.yml"))}


def definition_of(file: Path) -> Definition:
    """Read one definition; FigureProblem says in a line what is wrong with it."""
    try:
        text = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError):
        raise _problem(file, "cannot be read as YAML; compare it with another figure's file") from None
    if not isinstance(text, dict):
        raise _problem(file, f"must be a list of the words {', '.join(WORDS)}")
    _only(file, text, WORDS, "a figure")
    missing = [word for word in WORDS if word != "beside" and word not in text]
    if missing:
        raise _problem(file, f"{missing[0]!r} is missing")
    return Definition(
        id=file.stem,
        title=_labels(file, text, "title"),
        says=_labels(file, text, "is"),
        says_not=_labels(file, text, "is_not"),
        method=_labels(file, text, "method"),
        unit=_labels(file, text, "unit"),
        owner=str(text["owner"]),
        reviewed=_day(file, text, "reviewed"),
        next_review=_day(file, text, "next_review"),
        good_for=_days(file, text["good_for"]),
        measure=_measure(file, text["measure"]),
        beside=_words(file, text, "beside"),
    )


def _measure(file: Path, text: object) -> Measure:
    if not isinstance(text, dict):
        raise _problem(file, f"'measure' must have words of {', '.join(MEASURE_WORDS)}")
    _only(file, text, MEASURE_WORDS, "a measure")
    if ("count" in text) == ("sum" in text):
        raise _problem(file, "'measure' must have either 'count' or 'sum'")
    subject, holds = str(text.get("count") or text.get("sum")), str(text.get("holds", HOLDS[0]))
    countable = sorted(SUBJECTS if "count" in text else WITH_AMOUNT)
    if subject not in countable:
        raise _problem(file, f"{subject!r} cannot be measured so; these can: {', '.join(countable)}")
    if holds not in HOLDS:
        raise _problem(file, f"'holds' is {holds!r}; it must be {' or '.join(HOLDS)}")
    where = text.get("where", {})
    if not isinstance(where, dict):
        raise _problem(file, "'where' must say word: value, or word: [value, …]")
    measure = Measure(
        subject=subject,
        is_sum="sum" in text,
        holds=holds,
        where=tuple((str(word), _values(values)) for word, values in where.items()),
        known=_words(file, text, "known"),
        by=None if text.get("by") is None else str(text["by"]),
        tell=_words(file, text, "tell"),
    )
    used = [*(word for word, _ in measure.where), *measure.known, *measure.tell, *([measure.by] if measure.by else [])]
    _only(file, used, tuple(SUBJECTS[subject].columns), f"a measure of {subject}")
    return measure


def _values(values: object) -> tuple[str, ...]:
    listed = values if isinstance(values, list) else [values]
    return tuple(str(value).lower() if isinstance(value, bool) else str(value) for value in listed)


def _only(file: Path, text: Iterable[object], words: Sequence[str], what: str) -> None:
    strange = [str(word) for word in text if word not in words]
    if strange:
        raise _problem(file, f"{strange[0]!r} is no word of {what}; known are {', '.join(words)}")


def _labels(file: Path, text: Text, word: str) -> Labels:
    try:
        return labels_of(text[word])
    except ValueError as error:
        raise _problem(file, f"{word!r} {error}") from None


def _day(file: Path, text: Text, word: str) -> datetime.date:
    day = text[word]
    if type(day) is not datetime.date:
        raise _problem(file, f"{word!r} is {day!r}; it must be a date such as 2027-05-31")
    return day


def _days(file: Path, number: object) -> int:
    if type(number) is not int or number < 1:
        raise _problem(file, f"'good_for' is {number!r}; it must be a number of days")
    return number


def _words(file: Path, text: Text, word: str) -> tuple[str, ...]:
    listed = text.get(word, [])
    if not isinstance(listed, list):
        raise _problem(file, f"{word!r} must be a list, as [one, another]")
    return tuple(str(one) for one in listed)


def _problem(file: Path, what: str) -> FigureProblem:
    return FigureProblem(f"{file}: {what}.")
