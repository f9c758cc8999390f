"""The chain from an institute to its spin-offs and their owners, as far as the register tells it."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from kiem.foundation.catalogue import Catalogue, Thing
from kiem.foundation.catalogue.chains import End, Tie, claims_of_ties, first_facts, kept_projects, ties
from kiem.foundation.catalogue.freshness import state_of
from kiem.goals.discover.projects import area_of

__all__ = [
    "FATES",
    "Area",
    "Chain",
    "Families",
    "Institute",
    "Origin",
    "Owner",
    "SpinOff",
    "Witness",
    "chain_of",
    "families",
]

FATES = ("active", "acquired", "merged", "dissolved", "inactive")
"""What may have become of a company, in the order of the page; anything else is unknown."""

MOST_AREAS = 10


@dataclass(frozen=True, slots=True)
class Owner:
    """Who took a company over, when, until when and for how much where known, and who took the owner over later."""

    end: End
    year: int | None
    until: int | None
    amount: Decimal | None
    unit: str | None
    state: str
    later: tuple["Owner", ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a company comes from, and the year in which it was spun off where known."""

    end: End
    year: int | None
    state: str


@dataclass(frozen=True, slots=True)
class Witness:
    """Where a fact's claims stand: the property that says it and the claim's state; empty where nothing does."""

    property: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class SpinOff:
    """A company, where it comes from, what became of it, and the years from founding to its first takeover.

    `founding` and `ending` say which claims `founded` and `fate` rest on; owners carry their own. `years`
    is the difference of two calendar years, so it may be one too many or too few; None where a year is unknown.
    """

    end: End
    origins: tuple[Origin, ...]
    founded: int | None
    fate: str | None
    owners: tuple[Owner, ...]
    merged_into: End | None
    years: int | None
    founding: Witness
    ending: Witness


@dataclass(frozen=True, slots=True)
class Institute:
    """An organisation with the spin-offs that are known of it, counted by what became of them (None: unknown)."""

    end: End
    spin_offs: tuple[SpinOff, ...]
    fates: Mapping[str | None, int]

    @property
    def is_company(self) -> bool:
        """True where the parent is itself a company."""
        return self.end.type == "company"

    @property
    def active(self) -> int:
        """How many of them are active."""
        return self.fates.get("active", 0)

    @property
    def taken_over(self) -> int:
        """How many of them were taken over."""
        return self.fates.get("acquired", 0)

    @property
    def unknown(self) -> int:
        """Of how many nobody says what became of them."""
        return self.fates.get(None, 0)

    @property
    def ended(self) -> int:
        """How many of them merged, were dissolved or are inactive."""
        return len(self.spin_offs) - self.active - self.taken_over - self.unknown


@dataclass(frozen=True, slots=True)
class Families:
    """Every spin-off that the release knows, the oldest first, and the organisations they come from, most first."""

    spin_offs: tuple[SpinOff, ...]
    institutes: tuple[Institute, ...]
    fates: Mapping[str | None, int]

    @property
    def timed(self) -> tuple[SpinOff, ...]:
        """The spin-offs of which both the founding and the takeover have a year, the quickest first."""
        known = [one for one in self.spin_offs if one.years is not None]
        return tuple(sorted(known, key=lambda one: (one.years or 0, one.end.name.casefold())))

    @property
    def median_years(self) -> Decimal | None:
        """The median years from founding to takeover, of those that were taken over; None where there is none."""
        years = [one.years for one in self.timed if one.years is not None]
        return Decimal(str(median(years))) if years else None


@dataclass(frozen=True, slots=True)
class Area:
    """A field of science, by its path at the second level, and in how many projects it stands."""

    path: str
    projects: int

    @property
    def name(self) -> str:
        """The field's own name, in the source's language."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Chain:
    """One institute: its spin-offs, and the EU projects that it takes part in by area of science."""

    thing: Thing
    spin_offs: tuple[SpinOff, ...]
    projects: int
    areas: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """All that is told of the chains: the ties, and the states of their claims and of the companies' own facts."""

    ties: Sequence[Tie]
    states: Mapping[str, str]
    facts: Mapping[tuple[str, str], str]

    def state(self, tie: Tie) -> str:
        return self.states.get(tie.claim, "")

    def witness(self, company: End, prop: str) -> Witness:
        state = self.facts.get((company.id, prop))
        return Witness() if state is None else Witness(prop, state)


def families(catalogue: Catalogue, today: datetime.date) -> Families:
    """Return every spin-off with its origins and owners. Three queries."""
    known = ties(catalogue, ("spin_off_of", "acquired", "merged_into"))
    companies = sorted({tie.subject.id for tie in known if tie.property == "spin_off_of"})
    own = first_facts(catalogue, companies, ("founded", "status"))
    told = _Told(
        ties=known,
        states={
            claim: state_of(fact, catalogue.release, today) for claim, fact in claims_of_ties(catalogue, known).items()
        },
        facts={key: state_of(fact, catalogue.release, today) for key, fact in own.items()},
    )
    origins: dict[str, list[Tie]] = {}
    for tie in known:
        if tie.property == "spin_off_of":
            origins.setdefault(tie.subject.id, []).append(tie)
    spin_offs = [_spin_off(found, told) for found in origins.values()]
    spin_offs.sort(key=lambda one: (one.founded is None, one.founded or 0, one.end.name.casefold(), one.end.id))
    return Families(tuple(spin_offs), tuple(_institutes(spin_offs)), _fates(spin_offs))


def chain_of(catalogue: Catalogue, identifier: str, today: datetime.date) -> Chain | None:
    """Return one organisation's chain, or nothing where it is none. Four queries once the projects are kept."""
    found = catalogue.named([identifier])
    if not found or found[0].kind != "organisation":
        return None
    everything = families(catalogue, today).spin_offs
    its = tuple(one for one in everything if any(origin.end.id == identifier for origin in one.origins))
    projects = [line for line in kept_projects(catalogue) if identifier in line.organisations]
    areas = Counter(area for line in projects for area in {area_of(path) for path in line.fields})
    most = sorted(areas.items(), key=lambda pair: (-pair[1], pair[0]))
    return Chain(found[0], its, len(projects), tuple(Area(path, count) for path, count in most[:MOST_AREAS]))


def _spin_off(origins: Sequence[Tie], told: _Told) -> SpinOff:
    company = origins[0].subject
    since = [tie.valid_from.year for tie in origins if tie.valid_from]
    founded = company.started.year if company.started else min(since, default=None)
    owners = _owners(company.id, told, ())
    merged = next((tie for tie in told.ties if tie.property == "merged_into" and tie.subject.id == company.id), None)
    founding = told.witness(company, "founded")
    if not founding.property and founded is not None:
        founding = Witness("spin_off_of", told.state(origins[0]))
    return SpinOff(
        end=company,
        origins=tuple(
            Origin(tie.object, tie.valid_from.year if tie.valid_from else None, told.state(tie)) for tie in origins
        ),
        founded=founded,
        fate=_fate(company, owners),
        owners=owners,
        merged_into=merged.object if merged else None,
        years=_years(founded, owners),
        founding=founding,
        ending=Witness("merged_into", told.state(merged)) if merged else told.witness(company, "status"),
    )


def _owners(company: str, told: _Told, seen: tuple[str, ...]) -> tuple[Owner, ...]:
    """Return who took the company over, the first first; an owner's own later owners go on from there."""
    bought = [tie for tie in told.ties if tie.property == "acquired" and tie.object.id == company]
    bought.sort(key=lambda tie: (tie.valid_from is None, str(tie.valid_from), tie.subject.name.casefold()))
    owners = []
    for tie in bought:
        if tie.subject.id in (*seen, company):
            continue
        year = tie.valid_from.year if tie.valid_from else None
        later = _owners(tie.subject.id, told, (*seen, company))
        still = tuple(one for one in later if year is not None and one.year is not None and one.year >= year)
        until = tie.valid_to.year - 1 if tie.valid_to else None
        after = () if tie.valid_to else still
        owners.append(Owner(tie.subject, year, until, tie.number, tie.unit, told.state(tie), after))
    return tuple(owners)


def _fate(company: End, owners: Sequence[Owner]) -> str | None:
    if owners:
        return "acquired"
    return company.status if company.status in FATES else None


def _years(founded: int | None, owners: Sequence[Owner]) -> int | None:
    taken = min((owner.year for owner in owners if owner.year is not None), default=None)
    # An undated owner may have been there before the dated one.
    if founded is None or taken is None or taken < founded or any(owner.year is None for owner in owners):
        return None
    return taken - founded


def _institutes(spin_offs: Sequence[SpinOff]) -> list[Institute]:
    ends: dict[str, End] = {}
    its: dict[str, list[SpinOff]] = {}
    for one in spin_offs:
        for origin in one.origins:
            ends[origin.end.id] = origin.end
            its.setdefault(origin.end.id, []).append(one)
    found = [Institute(end, tuple(its[identifier]), _fates(its[identifier])) for identifier, end in ends.items()]
    return sorted(found, key=lambda one: (-len(one.spin_offs), one.end.name.casefold(), one.end.id))


def _fates(spin_offs: Sequence[SpinOff]) -> Mapping[str | None, int]:
    return Counter(one.fate for one in spin_offs)
