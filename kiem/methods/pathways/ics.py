"""A calendar that people import into theirs (RFC 5545). No clock and no random inside: equal input, equal bytes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kiem.methods.pathways.calendar import Calendar, CalendarStep

if TYPE_CHECKING:
    from icalendar import Event

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Words:
    """The texts around the steps, in the reader's language.

    `unchecked` stands in an event whose limit no one read; `open` heads the list of steps without a date; `advice`
    closes every text.
    """

    title: str
    basis: str = "Legal basis"
    authority: str = "Authority"
    unchecked: str = "This limit was not checked against the act."
    open: str = "Steps without a date, because no legal limit gives one"
    advice: str = "No legal advice: have a specialist confirm before use."


def as_ics(calendar: Calendar, *, words: Words, stamp: datetime, host: str) -> bytes:
    """Return the calendar as an .ics file: an all-day event for each step that has a last day, none for the others.

    `stamp` becomes DTSTAMP; `host` ends the UIDs, which follow from step and filing date, so that a second import of
    the same pathway replaces the first. ValueError for a stamp without a time zone.
    """
    from icalendar import Calendar as Collection  # noqa: PLC0415  # heavy: only when one is written
    from icalendar import vText  # noqa: PLC0415

    if stamp.tzinfo is None:
        message = "the stamp of a calendar needs a time zone"
        raise ValueError(message)
    collection = Collection()
    collection.add("prodid", f"-//{host}//Kiem//EN")
    collection.add("version", "2.0")
    collection.add("x-wr-calname", vText(words.title))
    collection.add("x-wr-caldesc", vText(_description(calendar, words)))
    for step in calendar.steps:
        event = _event(step, words)
        if event is not None:
            event.add("uid", f"{step.step.id.replace('/', '-')}-{calendar.file_on.isoformat()}@{host}")
            event.add("dtstamp", stamp)
            collection.add_component(event)
    return bytes(collection.to_ical())


def _event(dated: CalendarStep, words: Words) -> "Event | None":
    from icalendar import Event  # noqa: PLC0415  # heavy: only when one is written

    if dated.first_day is None or dated.last_day is None:
        return None
    step, event = dated.step, Event()
    event.add("summary", step.name)
    event.add("dtstart", dated.first_day)
    event.add("dtend", dated.last_day + ONE_DAY)
    event.add("transp", "TRANSPARENT")
    act = ", ".join(part for part in (step.legal_act, step.article) if part)
    who = ", ".join(part for part in (step.authority_be, step.authority_eu) if part)
    lines = (
        f"{words.basis}: {act}" if act else "",
        f"{words.authority}: {who}" if who else "",
        "" if step.is_checked else words.unchecked,
        words.advice,
    )
    event.add("description", "\n".join(line for line in lines if line))
    if step.address:
        event.add("url", step.address)
    return event


def _description(calendar: Calendar, words: Words) -> str:
    without = [dated.step.name for dated in calendar.steps if dated.last_day is None]
    return "\n".join([*([f"{words.open}: {'; '.join(without)}."] if without else []), words.advice])
