"""A pathway in the reader's words: the drawing, the rows of the table, the words of the .ics file."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from kiem.foundation.ui.charts import Gantt, Step, gantt
from kiem.foundation.ui.formats import date_words
from kiem.goals.testbeds.reads import Milestone, Pathway, PathwayStep
from kiem.goals.testbeds.words import (
    GAPS,
    MARKS,
    MILESTONES,
    OPEN,
    ROLES,
    RULES,
    checked_words,
    product_words,
    term_words,
)
from kiem.methods.pathways import CalendarStep, Open, Role, Words, as_ics
from kiem.methods.workdays import Mark

__all__ = ["Row", "Rule", "Told", "calendar_file", "drawing", "rows", "rules", "told"]

ONE_DAY = datetime.timedelta(days=1)
# What stands beside a bar on the wide sheet.
LABEL_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Told:
    """A milestone in words: its last day without questions and with the longest, or why there is none."""

    label: str
    day: datetime.date | None
    with_questions: datetime.date | None
    not_before: datetime.date
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """A step's row in the table; empty words are not shown. `notes` leaves out the register's own note."""

    shown: PathwayStep
    act: str
    limit: str
    checked: str
    who: tuple[str, ...]
    notes: tuple[str, ...]
    why_open: str
    why_open_with_questions: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of counting in words, and how it was read."""

    says: str
    article: str
    mark: str
    is_sure: bool


def told(pathway: Pathway) -> tuple[Told, ...]:
    """Return what the pathway leads to, in words."""
    return tuple(_told(pathway, one) for one in pathway.milestones)


def rows(pathway: Pathway) -> tuple[Row, ...]:
    """Return the steps as rows of the table."""
    return tuple(_row(shown, pathway) for shown in pathway.steps)


def rules(pathway: Pathway) -> tuple[Rule, ...]:
    """Return the rules of counting, as they are used here."""
    return tuple(
        Rule(str(RULES[rule]), rule.article, str(MARKS[rule.mark]), rule.mark is Mark.VERIFIED)
        for rule in pathway.rules
    )


def drawing(pathway: Pathway) -> Gantt:
    """Return the pathway as bars in time, without questions; a step without a last day is drawn as missing."""
    product = str(product_words(pathway.question.product))
    title = _("%(product)s, filed on %(day)s") % {
        "product": capfirst(product),
        "day": date_words(pathway.question.file_on),
    }
    summary = _(
        "Each bar ends on the last day that the law leaves, if no question stops the clock."
        " Dashed: no date can be given. Grey with a question mark: the limit was not checked."
    )
    return gantt(title, summary, [_bar(shown) for shown in pathway.steps])


def calendar_file(pathway: Pathway, made_at: str) -> bytes:
    """Return the pathway as an .ics file, stamped with the ISO time at which the release was made."""
    stamp = datetime.datetime.fromisoformat(made_at)
    zoned = stamp if stamp.tzinfo else stamp.replace(tzinfo=datetime.UTC)
    host = urlsplit(settings.SITE_ADDRESS).hostname or "localhost"
    return as_ics(pathway.without, words=_ics_words(pathway), stamp=zoned, host=host)


def _ics_words(pathway: Pathway) -> Words:
    return Words(
        title=drawing(pathway).title,
        basis=_("Legal basis"),
        authority=_("Authority"),
        unchecked=_("This limit was not checked against the act."),
        open=_("Steps without a date, because no legal limit gives one"),
        advice=_("No legal advice: have a specialist confirm before use."),
    )


def _told(pathway: Pathway, one: Milestone) -> Told:
    before = [shown.plain for shown in pathway.steps if shown.step.id in one.plain.after]
    why = next((_why(step) for step in before if step.last_day is None), "")
    label = str(MILESTONES[one.plain.milestone])
    return Told(label, one.plain.day, one.longest.day, one.plain.not_before, why)


def _row(shown: PathwayStep, pathway: Pathway) -> Row:
    step = shown.step
    return Row(
        shown=shown,
        act=", ".join(part for part in (step.legal_act, step.article) if part),
        limit=term_words(step.limit) if step.limit else str(OPEN[Open.NO_LIMIT]),
        checked=str(checked_words(step.checked)) if step.limit else "",
        who=tuple(name for name in (step.authority_be, step.authority_eu) if name),
        notes=tuple(_notes(shown, pathway)),
        why_open=_why(shown.plain),
        why_open_with_questions=_why(shown.longest),
    )


def _notes(shown: PathwayStep, pathway: Pathway) -> Sequence[str]:
    place = shown.plain.place
    names = {one.step.id: one.number for one in pathway.steps}
    notes = [str(ROLES[place.role])] if place.role is not Role.STEP else []
    if place.beside in names:
        notes.append(_("starts together with step %(number)s") % {"number": names[place.beside]})
    if place.lengthens in names:
        notes.append(_("makes step %(number)s longer") % {"number": names[place.lengthens]})
    if place.is_assumed:
        notes.append(_("its place is assumed: nobody decided what it follows"))
    elif not place.is_checked:
        notes.append(_("its place in the order not checked"))
    return [*notes, *_stops(shown)]


def _stops(shown: PathwayStep) -> list[str]:
    stop = shown.plain.place.stop
    found = []
    if stop is not None:
        words = {"term": term_words(stop.term), "article": stop.article}
        found.append(_("questions may add at most %(term)s (%(article)s)") % words)
        if not stop.is_checked:
            found[-1] += ", " + _("not checked")
    elif shown.step.may_stop:
        found.append(_("the clock may stop"))
    if shown.stopped_days:
        found.append(_("the clock stands still for %(count)s days in winter") % {"count": shown.stopped_days})
    return found


def _why(step: CalendarStep) -> str:
    if step.open is None:
        return ""
    return str(GAPS[step.place.gap] if step.place.gap and step.open is Open.GAP else OPEN[step.open])


def _bar(shown: PathwayStep) -> Step:
    plain = shown.plain
    name, short = shown.step.name, Truncator(shown.step.name).chars(LABEL_LENGTH)
    return Step(
        label=f"{shown.number}. {name}",
        start=plain.first_day or plain.not_before,
        end=None if plain.last_day is None else plain.last_day + ONE_DAY,
        is_unchecked=shown.step.limit is not None and not shown.step.is_checked,
        note=_why(plain),
        short="" if short == name else f"{shown.number}. {short}",
    )
