"""What the timeline shows: events with their evidence, by decade, theme and organisation."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit

from kiem.foundation.catalogue import Catalogue, Fact, Thing
from kiem.foundation.catalogue.freshness import state_of

__all__ = ["Asked", "Decade", "Event", "Said", "Timeline", "Told", "event_told", "timeline"]

# Far more than a history has; a longer one needs pages.
MOST_EVENTS = 20_000
ALSO_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader narrows the timeline by: themes (any of them), and one organisation's id."""

    themes: tuple[str, ...] = ()
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: its year and theme where known, whom it concerns, the page that says so."""

    id: str
    name: str
    year: int | None
    theme: str | None
    organisations: tuple[Thing, ...]
    evidence: str | None
    state: str

    @property
    def site(self) -> str:
        """The name of the site that says so."""
        return urlsplit(self.evidence or "").netloc.removeprefix("www.")


@dataclass(frozen=True, slots=True)
class Decade:
    """The events of ten years, in their order; `start` is None for those whose year is unknown."""

    start: int | None
    events: tuple[Event, ...]

    @property
    def last(self) -> int | None:
        """The decade's last year."""
        return None if self.start is None else self.start + 9


@dataclass(frozen=True, slots=True)
class Timeline:
    """The events that were asked for, and how many each other choice would give.

    `themes`: theme → events, under the chosen organisation. `organisations`: (organisation, events), by name, under the
    chosen themes. `total` counts every event of the release.
    """

    decades: tuple[Decade, ...]
    themes: tuple[tuple[str, int], ...]
    organisations: tuple[tuple[Thing, int], ...]
    organisation: Thing | None
    total: int

    @property
    def events(self) -> tuple[Event, ...]:
        """The events of all decades, the oldest first."""
        return tuple(event for decade in self.decades for event in decade.events)


@dataclass(frozen=True, slots=True)
class Said:
    """One claim about an event, and the organisation that it names, where it names one."""

    fact: Fact
    other: Thing | None


@dataclass(frozen=True, slots=True)
class Told:
    """One event with its claims, and the events before and after it."""

    event: Event
    thing: Thing
    claims: tuple[Said, ...]
    before: Event | None
    after: Event | None


def timeline(catalogue: Catalogue, asked: Asked, today: datetime.date) -> Timeline:
    """Return the events that were asked for, the oldest first. Three queries."""
    events = _events(catalogue, today)
    on_theme = [event for event in events if not asked.themes or event.theme in asked.themes]
    with_whom = [event for event in events if not asked.organisation or _concerns(event, asked.organisation)]
    found = [event for event in on_theme if event in with_whom]
    organisations = _organisations(on_theme)
    known = {thing.id: thing for event in events for thing in event.organisations}
    return Timeline(
        decades=_decades(found),
        themes=_counted(event.theme for event in with_whom),
        organisations=organisations,
        organisation=known.get(asked.organisation),
        total=len(events),
    )


def event_told(catalogue: Catalogue, identifier: str, today: datetime.date) -> Told | None:
    """Return the event with its claims and neighbours in time, or nothing. Five queries."""
    thing = catalogue.thing(identifier)
    if thing is None or thing.kind != "event":
        return None
    events = _events(catalogue, today)
    place = [event.id for event in events].index(identifier)
    before = events[place - 1] if place else None
    after = events[place + 1] if place + 1 < len(events) else None
    named = {one.id: one for one in events[place].organisations}
    claims = tuple(Said(fact, named.get(fact.object or "")) for fact in thing.claims)
    return Told(events[place], thing, claims, before, after)


def _events(catalogue: Catalogue, today: datetime.date) -> list[Event]:
    things = catalogue.things("event", limit=MOST_EVENTS)
    ids = sorted({fact.object for thing in things for fact in thing.facts.get("concerns", ()) if fact.object})
    parts = [ids[first : first + ALSO_AT_A_TIME] for first in range(0, len(ids), ALSO_AT_A_TIME)]
    concerned = {thing.id: thing for part in parts for thing in catalogue.named(part)}
    events = [_event(catalogue, thing, concerned, today) for thing in things]
    return sorted(events, key=lambda event: (event.year is None, event.year or 0, event.name.casefold(), event.id))


def _event(catalogue: Catalogue, thing: Thing, concerned: dict[str, Thing], today: datetime.date) -> Event:
    year, said = thing.number("year"), thing.fact("year") or thing.fact("name")
    about = [concerned[fact.object] for fact in thing.facts.get("concerns", ()) if fact.object in concerned]
    return Event(
        id=thing.id,
        name=thing.name,
        year=None if year is None else int(year),
        theme=thing.text("category"),
        organisations=tuple(sorted(about, key=lambda one: one.name.casefold())),
        evidence=thing.text("evidence"),
        state="" if said is None else state_of(said, catalogue.release, today),
    )


def _concerns(event: Event, identifier: str) -> bool:
    return any(thing.id == identifier for thing in event.organisations)


def _decades(events: Sequence[Event]) -> tuple[Decade, ...]:
    grouped = groupby(events, key=lambda event: None if event.year is None else event.year // 10 * 10)
    return tuple(Decade(start, tuple(found)) for start, found in grouped)


def _counted(words: Iterable[str | None]) -> tuple[tuple[str, int], ...]:
    counted = Counter(word for word in words if word)
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def _organisations(events: Sequence[Event]) -> tuple[tuple[Thing, int], ...]:
    counted = Counter(thing.id for event in events for thing in event.organisations)
    known = {thing.id: thing for event in events for thing in event.organisations}
    by_name = sorted(known.values(), key=lambda thing: (thing.name.casefold(), thing.id))
    return tuple((thing, counted[thing.id]) for thing in by_name)
