"""The timeline: every event, in the order of time, narrowed rightly."""

from datetime import date

import pytest

from kiem.foundation.catalogue import Catalogue
from kiem.goals.story.reads import Asked, Decade, Event, event_told, timeline

TODAY = date(2026, 11, 24)
EVERYTHING = Asked()


def names(catalogue: Catalogue, asked: Asked) -> list[str]:
    return [event.name for event in timeline(catalogue, asked, TODAY).events]


def test_every_event_of_the_register_is_told_with_its_year_theme_and_evidence(register: Catalogue) -> None:
    events = timeline(register, EVERYTHING, TODAY).events

    assert len(events) == register.count("event") == 117
    assert all(event.year and event.theme and event.evidence and event.site and event.state for event in events)


def test_events_stand_in_the_order_of_time(register: Catalogue) -> None:
    years = [event.year or 0 for event in timeline(register, EVERYTHING, TODAY).events]

    assert years == sorted(years)


def test_a_decade_holds_its_ten_years_and_no_others(fictitious: Catalogue) -> None:
    decades = timeline(fictitious, EVERYTHING, TODAY).decades

    assert [(decade.start, decade.last, len(decade.events)) for decade in decades] == [
        (1890, 1899, 1),
        (1980, 1989, 1),
        (2000, 2009, 2),
        (2010, 2019, 1),
    ]


def test_events_without_a_year_have_a_decade_without_a_start() -> None:
    event = Event("k1", "A day that nobody dates", None, None, (), None, "")

    assert Decade(None, (event,)).last is None
    assert event.site == ""


def test_a_theme_keeps_only_its_events_and_several_widen(fictitious: Catalogue) -> None:
    assert names(fictitious, Asked(themes=("deal",))) == ["Beta lists <b>& raises</b> money", "Buyer One buys Beta"]
    assert len(names(fictitious, Asked(themes=("deal", "science")))) == 3


def test_an_organisation_keeps_only_the_events_that_concern_it(fictitious: Catalogue) -> None:
    beta = fictitious.where_is("register:beta") or ""

    found = timeline(fictitious, Asked(themes=("deal",), organisation=beta), TODAY)

    assert found.organisation is not None
    assert found.organisation.name == "Beta Fictions"
    assert len(found.events) == 2
    assert found.total == 5


def test_the_counts_of_a_choice_are_those_that_it_gives(fictitious: Catalogue) -> None:
    everything = timeline(fictitious, EVERYTHING, TODAY)

    for theme, count in everything.themes:
        assert len(names(fictitious, Asked(themes=(theme,)))) == count
    for thing, count in everything.organisations:
        assert len(names(fictitious, Asked(organisation=thing.id))) == count


def test_an_unknown_organisation_fits_no_event(fictitious: Catalogue) -> None:
    found = timeline(fictitious, Asked(organisation="knothing"), TODAY)

    assert found.events == ()
    assert found.organisation is None


def test_one_event_is_told_with_its_claims_and_its_neighbours(fictitious: Catalogue) -> None:
    events = timeline(fictitious, EVERYTHING, TODAY).events

    first, middle, last = (event_told(fictitious, events[turn].id, TODAY) for turn in (0, 2, 4))

    assert first is not None
    assert middle is not None
    assert last is not None
    assert (first.before, first.after) == (None, events[1])
    assert (middle.before, middle.after) == (events[1], events[3])
    assert last.after is None
    assert [one.other.name for one in middle.claims if one.other] == ["Alpha Fictions", "Sample University"]
    assert {claim.property for claim in middle.thing.claims} >= {"year", "category", "concerns", "evidence"}


@pytest.mark.parametrize("name", ["knothing", "register:alpha"])
def test_what_is_no_event_is_not_told(fictitious: Catalogue, name: str) -> None:
    assert event_told(fictitious, fictitious.where_is(name) or name, TODAY) is None
