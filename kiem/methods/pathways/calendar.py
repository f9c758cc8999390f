"""From a filing date to a calendar: each step as late as its act allows, nothing invented where it is silent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from kiem.methods.pathways.legal_step import LegalStep
from kiem.methods.pathways.plan import Milestone, Place, Plan, Role, wanted_steps
from kiem.methods.workdays import CountingRule, Pause, Term, TermEnd, end_of_term


class Open(StrEnum):
    """Why a step has no last day.

    `no_limit`: its act sets none; `after_open`: it waits for such a step; `gap`: work before it has no legal length;
    `stop`: its clock may stop, and no one read for how long.
    """

    NO_LIMIT = "no_limit"
    AFTER_OPEN = "after_open"
    GAP = "gap"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class CalendarStep:
    """A step with its dates.

    `event` is the day that starts its clock; None where it cannot be known: then `not_before` is all that can be said.
    `limit` is what was counted: the act's limit, with questions' time or the lengthened step's where that applies.
    `next_not_before` is the day before which no later step can start, if every known step takes its full legal time.
    """

    step: LegalStep
    place: Place
    event: date | None
    not_before: date
    limit: Term | None
    next_not_before: date
    end: TermEnd | None = None
    open: Open | None = None

    @property
    def first_day(self) -> date | None:
        """The first day that counts: the day after the event."""
        return None if self.event is None else self.event + timedelta(days=1)

    @property
    def last_day(self) -> date | None:
        """The last day that the act leaves for it; None is unknown."""
        return None if self.end is None else self.end.last_day

    @property
    def rules(self) -> tuple[CountingRule, ...]:
        """The rules by which its last day was counted."""
        if self.end is None:
            return ()
        used = set(self.end.rules)
        used |= {CountingRule.OTHER_HOLIDAYS} if self.step.authority_eu else set()
        used |= {CountingRule.NATIONAL_ACT} if self.place.is_national else set()
        return tuple(rule for rule in CountingRule if rule in used)


@dataclass(frozen=True, slots=True)
class Reached:
    """What a pathway leads to: the last day that the acts leave for it, or else the day it cannot precede."""

    milestone: Milestone
    after: tuple[str, ...]
    day: date | None
    not_before: date


@dataclass(frozen=True, slots=True)
class Calendar:
    """A product's steps from a filing date on.

    `with_questions`: False counts as if no clock ever stopped, True as if every question took its longest legal time.
    `missing` are steps that the plan names and the register no longer has.
    """

    product: str
    file_on: date
    with_questions: bool
    steps: tuple[CalendarStep, ...]
    milestones: tuple[Reached, ...]
    missing: tuple[str, ...]

    @property
    def rules(self) -> tuple[CountingRule, ...]:
        """Every rule of counting that a date in it rests on."""
        used = {rule for step in self.steps for rule in step.rules}
        return tuple(rule for rule in CountingRule if rule in used)


def calendar(plan: Plan, steps: Iterable[LegalStep], file_on: date, *, with_questions: bool = False) -> Calendar:
    """Lay out the product's steps from the day of filing; limits are the act's, so an authority may be quicker.

    A step that the plan does not place follows the one before it in the register and is marked as assumed.
    """
    wanted = wanted_steps(plan, steps)
    course = _Course(wanted, file_on, with_questions)
    dated: dict[str, CalendarStep] = {}
    for place in _places(plan, wanted):
        dated[place.step] = course.dated(place, dated)
    return Calendar(
        product=plan.product,
        file_on=file_on,
        with_questions=with_questions,
        steps=tuple(dated.values()),
        milestones=tuple(
            Reached(milestone, after, *_latest(after, dated, file_on)) for milestone, after in plan.milestones
        ),
        missing=tuple(place.step for place in plan.places if place.step not in wanted),
    )


@dataclass(frozen=True, slots=True)
class _Course:
    """What every step is dated by."""

    steps: Mapping[str, LegalStep]
    file_on: date
    with_questions: bool

    def dated(self, place: Place, earlier: Mapping[str, CalendarStep]) -> CalendarStep:
        """Return the step with its dates, given those of the steps that it waits for."""
        step = self.steps[place.step]
        event, bound = self._event(place, earlier)
        lengthened = earlier.get(place.lengthens) if place.lengthens else None
        limit = step.limit if lengthened is None else _sum(lengthened.limit, step.limit)
        start = CalendarStep(step, place, event, bound, limit, next_not_before=bound)
        if event is None or (lengthened and lengthened.open):
            return replace(start, open=Open.GAP if place.gap else Open.AFTER_OPEN)
        if limit is None:
            return replace(start, open=Open.NO_LIMIT)
        longest = self._longest(start, limit)
        end = end_of_term(event, longest or limit, _pauses(place, event, longest or limit))
        if longest is None:
            return replace(start, next_not_before=end.last_day, open=Open.STOP)
        return replace(start, limit=longest, next_not_before=end.last_day, end=end)

    def _event(self, place: Place, earlier: Mapping[str, CalendarStep]) -> tuple[date | None, date]:
        same_start = place.beside or place.lengthens
        if same_start:
            found = earlier.get(same_start)
            return (found.event, found.not_before) if found else (None, self.file_on)
        event, bound = _latest(place.after, earlier, self.file_on)
        return (None if place.gap else event), bound

    def _longest(self, start: CalendarStep, limit: Term) -> Term | None:
        """Return the limit, with questions where they are asked for; None where no one knows how long they may take."""
        is_whole = start.place.role is Role.TOTAL or start.place.lengthens is not None
        if not self.with_questions or is_whole:
            return limit
        if start.place.stop is None:
            return limit if start.step.may_stop is False else None
        return _sum(limit, start.place.stop.term)


def _places(plan: Plan, wanted: Mapping[str, LegalStep]) -> Sequence[Place]:
    placed = {place.step for place in plan.places}
    found = [place for place in plan.places if place.step in wanted]
    own = [step.id for step in wanted.values() if step.product == plan.product]
    for turn, name in enumerate(own):
        if name not in placed:
            found.append(Place(name, after=tuple(own[max(turn - 1, 0) : turn]), is_assumed=True))
    return found


def _latest(names: Sequence[str], dated: Mapping[str, CalendarStep], file_on: date) -> tuple[date | None, date]:
    """Return the day on which the last of the steps ends, None where one has no end; and the day it cannot precede."""
    before = [dated.get(name) for name in names]
    bound = max([file_on, *(step.next_not_before for step in before if step)])
    is_known = all(step is not None and step.last_day is not None for step in before)
    return (bound if is_known else None), bound


def _pauses(place: Place, event: date, limit: Term) -> tuple[Pause, ...]:
    if not place.has_winter_stop:
        return ()
    # Three hundred counted days a year, so that no winter is left out whatever stands still.
    years = range(event.year - 1, event.year + limit.value // 300 + 2)
    return tuple(Pause(date(year, 12, 23), date(year + 1, 1, 7)) for year in years)


def _sum(first: Term | None, second: Term | None) -> Term | None:
    if first is None or second is None or first.unit is not second.unit:
        return None
    return Term(first.value + second.value, first.unit)
