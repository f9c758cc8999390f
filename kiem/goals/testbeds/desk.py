"""A pathway asked for away from the site: `kiem pathway`, and what else has no page."""

import datetime
from dataclasses import dataclass

from kiem.foundation.catalogue import NoRelease, current
from kiem.goals.testbeds.presentation import calendar_file, rows, told
from kiem.goals.testbeds.reads import Pathway, Question, pathway, products
from kiem.methods.pathways import PlanProblem

__all__ = ["Answer", "NoAnswer", "answer"]

FIRST_YEAR, LAST_YEAR = 2000, 2099


class NoAnswer(Exception):
    """A question that has no answer: what is wrong with it, and what to ask instead."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A pathway as a record for programs, as an .ics file, and as lines for people."""

    record: dict[str, object]
    ics: bytes
    text: str


def answer(product: str, file_on: datetime.date, today: datetime.date) -> Answer:
    """Return the product's pathway from the release that serves. Raises NoAnswer with the remedy."""
    if not FIRST_YEAR <= file_on.year <= LAST_YEAR:
        message = f"{file_on}: give a day from {FIRST_YEAR} to {LAST_YEAR}."
        raise NoAnswer(message)
    try:
        catalogue = current()
        found = pathway(catalogue, Question(product, file_on, today))
    except (NoRelease, PlanProblem) as problem:
        raise NoAnswer(str(problem)) from problem
    if found is None:
        message = f"{product}: no such product in release {catalogue.release.number}; "
        raise NoAnswer(message + f"known are {', '.join(products(catalogue))}.")
    record = {"release": catalogue.release.number, "as_of": catalogue.release.date.isoformat(), **found.record}
    return Answer(record, calendar_file(found, catalogue.release.made_at), _text(found))


def _text(found: Pathway) -> str:
    lines = [f"{found.question.product}, filed on {found.question.file_on}"]
    for row in rows(found):
        plain = row.shown.plain
        start = plain.event or f"not before {plain.not_before}"
        end = plain.last_day or f"no date ({row.why_open})"
        lines.append(f"  {row.shown.number:>2}. {row.shown.step.name}: {start} to {end}; {row.limit}, {row.act}")
        if row.checked:
            lines[-1] += f" ({row.checked})"
    ends = [f"{one.label}: {one.day or f'no date; not before {one.not_before}: {one.why}'}" for one in told(found)]
    return "\n".join([*lines, *ends, str(found.record["advice"])])
