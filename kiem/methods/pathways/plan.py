"""What comes after what on a pathway: an organisation's reviewed reading of the acts, kept in instance/pathways."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiem.methods.pathways.legal_step import LegalStep
from kiem.methods.workdays import Term


class Role(StrEnum):
    """What a step is on the pathway.

    `step`: on the way; `total`: an upper limit of other steps together; `either`: another way to the same end;
    `own`: an application of its own, counted as if filed on the same day.
    """

    STEP = "step"
    TOTAL = "total"
    EITHER = "either"
    OWN = "own"


class Gap(StrEnum):
    """Work before a step whose length no law sets."""

    TRIAL = "trial"
    INVESTIGATION = "investigation"
    PERFORMANCE_STUDY = "performance_study"
    COMMENTS = "comments"


class Milestone(StrEnum):
    """What a pathway leads to."""

    TRIAL_MAY_START = "trial_may_start"
    GMO_TRIAL_MAY_START = "gmo_trial_may_start"
    INVESTIGATION_MAY_START = "investigation_may_start"
    STUDY_MAY_START = "study_may_start"
    RELEASE_MAY_START = "release_may_start"
    CLASS_2_USE_MAY_START = "class_2_use_may_start"
    CLASS_3_4_USE_MAY_START = "class_3_4_use_may_start"
    PROJECT_MAY_START = "project_may_start"
    MARKETING_OPINION = "marketing_opinion"
    SCIENTIFIC_OPINION = "scientific_opinion"
    DRAFT_DECISION = "draft_decision"
    SUBSTANCE_REPORT = "substance_report"
    PRODUCT_DECISION = "product_decision"
    MAY_BE_SOLD = "may_be_sold"


@dataclass(frozen=True, slots=True)
class Stop:
    """The longest that questions may add to a step, and the article that says so."""

    term: Term
    article: str
    is_checked: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a step stands: after other steps (none: at the filing), with one, or lengthening one.

    `is_assumed` marks a step of which no one decided the place: it follows the step before it in the register.
    """

    step: str
    after: tuple[str, ...] = ()
    beside: str | None = None
    lengthens: str | None = None
    role: Role = Role.STEP
    gap: Gap | None = None
    stop: Stop | None = None
    has_winter_stop: bool = False
    is_national: bool = False
    is_checked: bool = False
    is_assumed: bool = False
    source: str | None = None

    @property
    def waits_for(self) -> tuple[str, ...]:
        """Every step whose dates this one needs."""
        return (*self.after, *(name for name in (self.beside, self.lengthens) if name))


@dataclass(frozen=True, slots=True)
class Plan:
    """The places of a product's steps, each after what it waits for, and what the pathway leads to."""

    product: str
    places: tuple[Place, ...] = ()
    milestones: tuple[tuple[Milestone, tuple[str, ...]], ...] = ()
    reviewed_on: date | None = None


def wanted_steps(plan: Plan, steps: Iterable[LegalStep]) -> Mapping[str, LegalStep]:
    """Return by id the steps that the product's calendar needs: its own, and those that its plan borrows."""
    named = {place.step for place in plan.places}
    found = {step.id: step for step in steps if step.product == plan.product or step.id in named}
    return dict(sorted(found.items(), key=lambda item: (item[1].product, item[1].order)))
