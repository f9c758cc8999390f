"""A product's pathway from a filing date, out of the steps of the release that serves."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kiem.foundation.catalogue import Catalogue, Thing
from kiem.foundation.catalogue.freshness import state_of
from kiem.methods.pathways import (
    Calendar,
    CalendarStep,
    LegalStep,
    Plan,
    Product,
    Reached,
    as_record,
    as_rows,
    calendar,
    read_plans,
)
from kiem.methods.workdays import CountingRule, Term, Unit

__all__ = ["Milestone", "Pathway", "PathwayStep", "Question", "pathway", "products"]

# Far more than the acts have.
MOST_STEPS = 1000
WHAT_A_STEP_RESTS_ON = (
    *("name", "product_type", "step_order", "legal_act", "article", "authority_be", "authority_eu"),
    *("time_limit", "clock_stop", "note", "source_checked", "evidence"),
)
YES_NO = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Question:
    """What a reader asks: which product, filed on which day, seen on which day."""

    product: str
    file_on: datetime.date
    today: datetime.date


@dataclass(frozen=True, slots=True)
class PathwayStep:
    """A step without questions and with the longest, its thing in the catalogue, and the state of its limit's claim."""

    number: int
    plain: CalendarStep
    longest: CalendarStep
    thing: Thing
    state: str

    @property
    def step(self) -> LegalStep:
        """What the law asks."""
        return self.plain.step

    @property
    def stopped_days(self) -> int:
        """Days on which the clock stands still in winter, without questions."""
        return self.plain.end.stopped_days if self.plain.end else 0


@dataclass(frozen=True, slots=True)
class Milestone:
    """What the pathway leads to, without questions and with the longest."""

    plain: Reached
    longest: Reached


@dataclass(frozen=True, slots=True)
class Pathway:
    """A product's calendar as it is shown. `reviewed_on` is None where no one decided the order of the steps."""

    question: Question
    without: Calendar
    with_questions: Calendar
    steps: tuple[PathwayStep, ...]
    milestones: tuple[Milestone, ...]
    reviewed_on: datetime.date | None

    @property
    def rules(self) -> tuple[CountingRule, ...]:
        """Every rule of counting that a date rests on, with questions or without."""
        used = {*self.without.rules, *self.with_questions.rules}
        return tuple(rule for rule in CountingRule if rule in used)

    @property
    def unchecked(self) -> int:
        """How many of the steps with a limit have one that no one read in the act or on another page."""
        return sum(one.step.limit is not None and not one.step.is_checked for one in self.steps)

    @property
    def record(self) -> dict[str, object]:
        """The pathway as plain values, for JSON; the keys are those of `kiem pathway --json`."""
        return as_record(self.without, self.with_questions)

    @property
    def rows(self) -> list[dict[str, object]]:
        """One flat row a step, for CSV."""
        return as_rows(self.without, self.with_questions)


@lru_cache(maxsize=4)
def _plans(rules: Path) -> Mapping[str, Plan]:
    return read_plans(rules / "pathways")


def products(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the products that the release has steps for: first those with a name here, in its order. Two queries."""
    found = {step.product for step in _steps(catalogue)}
    known = [str(product) for product in Product if product in found]
    return (*known, *sorted(found - set(known)))


def pathway(catalogue: Catalogue, question: Question) -> Pathway | None:
    """Return the product's pathway by the release's plan; None for a product without a step in it. Two queries.

    Raises PlanProblem, with the file and the remedy, where the release's plans cannot be read.
    """
    steps = _steps(catalogue)
    if question.product not in {step.product for step in steps}:
        return None
    plan = _plans(catalogue.rules).get(question.product, Plan(question.product))
    plain = calendar(plan, steps, question.file_on)
    longest = calendar(plan, steps, question.file_on, with_questions=True)
    pairs = enumerate(zip(plain.steps, longest.steps, strict=True), start=1)
    return Pathway(
        question=question,
        without=plain,
        with_questions=longest,
        steps=tuple(
            PathwayStep(turn, one, late, steps[one.step], _state(catalogue, steps[one.step], question.today))
            for turn, (one, late) in pairs
        ),
        milestones=tuple(map(Milestone, plain.milestones, longest.milestones)),
        reviewed_on=plan.reviewed_on,
    )


def _steps(catalogue: Catalogue) -> dict[LegalStep, Thing]:
    things = catalogue.things("pathway_step", limit=MOST_STEPS)
    return {_step(thing): thing for thing in things if thing.text("product_type") and thing.number("step_order")}


def _step(thing: Thing) -> LegalStep:
    rests_on = [fact.claim for name in WHAT_A_STEP_RESTS_ON for fact in thing.facts.get(name, ())[:1]]
    return LegalStep(
        product=thing.text("product_type") or "",
        order=int(thing.number("step_order") or 0),
        name=thing.name,
        legal_act=thing.text("legal_act"),
        article=thing.text("article"),
        address=thing.text("evidence"),
        authority_be=thing.text("authority_be"),
        authority_eu=thing.text("authority_eu"),
        limit=_limit(thing),
        may_stop=YES_NO.get(thing.text("clock_stop") or ""),
        note=thing.text("note"),
        checked=thing.text("source_checked") or "no",
        claims=tuple(rests_on),
    )


def _limit(thing: Thing) -> Term | None:
    fact = thing.fact("time_limit")
    if fact is None or fact.number is None or fact.unit not in set(Unit):
        return None
    return Term(int(fact.number), Unit(fact.unit))


def _state(catalogue: Catalogue, thing: Thing, today: datetime.date) -> str:
    facts: Sequence[str] = ("time_limit", "name")
    shown = next(fact for name in facts if (fact := thing.fact(name)))
    return state_of(shown, catalogue.release, today)
