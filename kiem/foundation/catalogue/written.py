"""Rows that stand by the hundred on a page, written in Python; the list's template says what is around them.

What repeats (the words around a claim, labels, dates) is worded once a language, not once a row.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

from django.template.defaultfilters import capfirst
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from kiem.flow.vocabulary import vocabulary
from kiem.foundation.catalogue.dossier import EVERYTHING, FIRST_FACTS, Field, Marked, Told
from kiem.foundation.catalogue.jsonld import outward
from kiem.foundation.catalogue.labels import label_in, language_of_page, property_in
from kiem.foundation.catalogue.listing import Row
from kiem.foundation.catalogue.values import Fact, Relation
from kiem.foundation.catalogue.wording import amount_in, beside_in, period, read_in_words, said_in
from kiem.foundation.ui.formats import date_in, euro_in, locale_of
from kiem.foundation.ui.markup import filled, joined
from kiem.foundation.ui.templatetags.ui import Marker, kind_shape, marker

HERE = "BE"
LONGEST_ADDRESS = 60
OF_A_YEAR = {"employees", "status"}
NOTHING = SafeString("")
ORGANISATION = (
    '<li class="row"><div><p class="title"><a href="{}">{}</a>{}</p><p class="note">{}</p></div>'
    '<p class="side">{}{}</p></li>\n'
)
FIELD = "<dt>{}</dt><dd>{}{}{}</dd>\n"
LINKED = '<li class="row"><p class="title"><a href="{}">{}</a>{}</p><p class="side num">{}</p></li>\n'
EVENT = (
    '<li class="entry">{}<p class="date"><time datetime="{}">{}</time></p><div><p class="title"><a href="{}">{}</a>'
    "{}</p></div></li>"
)
TAKING = (
    '<tr><th scope="row"><a href="{}">{}</a>{}</th><td>{}</td><td class="num">{}</td><td class="num">{}</td></tr>\n'
)
ORIGIN = '<br><a class="small" href="{}" rel="nofollow noopener">{}<span class="hidden">, {}</span></a>'
CLAIM = '<tr>{}<td>{}{}</td><td class="who">{}{}{}{}</td><td class="num">{}</td><td>{}{}{}</td></tr>\n'


def organisation_rows(rows: Iterable[Row], home: str) -> SafeString:
    """Write the organisations of a list."""
    language, mark = language_of_page(), marker()
    return joined("", [_organisation_row(row, home, language, mark) for row in rows])


def _organisation_row(row: Row, home: str, language: str, mark: Marker) -> SafeString:
    thing = row.thing
    note = [label_in(language, thing.type, "types")]
    if thing.subsector:
        note.append(label_in(language, thing.subsector, "subsectors"))
    if thing.status and thing.status != "active":
        note.append(label_in(language, thing.status, "statuses"))
    place = [thing.city] if thing.city else []
    if thing.country and thing.country != HERE:
        place.append(label_in(language, thing.country, "regions"))
    return filled(
        ORGANISATION,
        home + thing.address,
        thing.name,
        mark(row.state, thing.name, "", row.claims),
        " · ".join(note),
        filled("<span>{}</span>", ", ".join(place)) if place else NOTHING,
        filled('<span class="num">{}</span>', str(thing.started.year)) if thing.started else NOTHING,
    )


def field_rows(fields: Iterable[Field]) -> SafeString:
    """Write a thing's facts, a line a property."""
    language, mark = language_of_page(), marker()
    return joined("", [_field_row(field, language, mark) for field in fields])


def _field_row(field: Field, language: str, mark: Marker) -> SafeString:
    name = property_in(language, field.property)
    if not field.facts:
        return filled(FIELD, capfirst(name), _unknown(language), NOTHING, NOTHING)
    more = NOTHING
    if field.more:
        words = gettext("all %(more)s") % {"more": field.more}
        more = filled(' <a href="?claims={}#claims">{}</a>', field.property, words)
    facts = joined("; ", [_fact(fact, language) for fact in field.facts[:FIRST_FACTS]])
    return filled(FIELD, capfirst(name), facts, more, mark(field.state, name, field.property, ""))


def _fact(fact: Fact, language: str) -> SafeString:
    said = filled("{}", said_in(language, fact))
    if fact.valid_from is None or fact.property not in OF_A_YEAR:
        return said
    day = date_in(locale_of(language), fact.valid_from, fact.precision)
    return filled('{} <span class="soft">({})</span>', said, day)


def _unknown(language: str) -> SafeString:
    return filled('<span class="unknown">{}</span>', label_in(language, None, ""))


def linked_rows(several: Iterable[Marked], home: str) -> SafeString:
    """Write the other ends of a thing's relations."""
    language, mark = language_of_page(), marker()
    return joined("", [_linked_row(one, home, language, mark) for one in several])


def _linked_row(one: Marked, home: str, language: str, mark: Marker) -> SafeString:
    other = one.relation
    claims = mark(one.state, _tie(other, language), other.property, "")
    return filled(LINKED, home + other.other_address, other.other_name, claims, beside_in(language, other))


def _tie(relation: Relation, language: str) -> str:
    """Say a relation as it is from this thing's side: spin-off of Sample University."""
    return f"{property_in(language, relation.property, turned=not relation.outgoing)} {relation.other_name}"


def event_rows(several: Iterable[Marked], home: str) -> SafeString:
    """Write the events that concern a thing."""
    mark, shape = marker(), kind_shape("event")
    return joined("", [_event_row(one, home, mark, shape) for one in several])


def _event_row(one: Marked, home: str, mark: Marker, shape: SafeString) -> SafeString:
    event, year = one.relation, one.relation.valid_from
    return filled(
        EVENT,
        shape,
        str(year.year) if year else "",
        str(year.year) if year else _unknown(language_of_page()),
        home + event.other_address,
        event.other_name,
        mark(one.state, event.other_name, "", "?claims=concerns#claims"),
    )


def identifier_rows(identifiers: Mapping[str, Sequence[str]]) -> SafeString:
    """Write a thing's identifiers by their register, those that lead somewhere as links."""
    language, rows = language_of_page(), []
    for scheme, values in identifiers.items():
        rows.append(filled("<dt>{}</dt>", label_in(language, scheme, "schemes")))
        for value in values:
            there, number = outward(value), value.partition(":")[2]
            shown = filled('<a href="{}" rel="noopener">{}</a>', there, number) if there else filled("{}", number)
            rows.append(filled("<dd>{}</dd>", shown))
    return joined("", rows)


def taking_rows(several: Iterable[Relation], home: str) -> SafeString:
    """Write an organisation's projects, or a project's participants."""
    language = language_of_page()
    return joined("", [_taking_row(one, home, language) for one in several])


def _taking_row(one: Relation, home: str, language: str) -> SafeString:
    country = NOTHING
    if one.other_country and one.other_country != HERE:
        country = filled(' <span class="soft">{}</span>', label_in(language, one.other_country, "regions"))
    return filled(
        TAKING,
        home + one.other_address,
        one.other_name,
        country,
        label_in(language, one.value, "roles"),
        period(one),
        _unknown(language) if one.number is None else euro_in(locale_of(language), one.number),
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """The words around a claim."""

    verbatim: str
    assigned: str
    until: str
    undated: str
    since: str
    withdrawn: str
    read_in: str
    evidence: str


@cache
def _around(language: str) -> _Around:
    del language
    return _Around(
        verbatim=gettext("in the source’s words: %(words)s"),  # noqa: RUF001 - an apostrophe as it is printed
        assigned=gettext("assigned, not stated by a page"),
        until=gettext("to %(day)s"),
        undated=gettext("undated"),
        since=gettext("since %(day)s"),
        withdrawn=gettext("withdrawn %(day)s"),
        read_in=gettext("read in: %(input)s"),
        evidence=gettext("evidence for %(what)s"),
    )


def claim_rows(several: Iterable[Told], asked: str, home: str) -> SafeString:
    """Write claims side by side; where all of a thing's were asked for, each with its property."""
    language = language_of_page()
    return joined("", [_claim_row(one, asked == EVERYTHING, home, language) for one in several])


def _claim_row(one: Told, has_property: bool, home: str, language: str) -> SafeString:
    fact, around = one.fact, _around(language)
    soft = '<br><span class="soft">{}</span>'
    small = '<br><span class="small soft">{}</span>'
    what = property_in(language, fact.property) if one.other is None else _tie(one.other, language)
    words, day = fact.verbatim, date_in(locale_of(language), fact.seen_at)
    gone = fact.withdrawn_at and around.withdrawn % {"day": date_in(locale_of(language), fact.withdrawn_at)}
    return filled(
        CLAIM,
        filled("<td>{}</td>", property_in(language, fact.property)) if has_property else NOTHING,
        _says(fact, one.other, home, language),
        filled(soft, around.verbatim % {"words": words}) if words else NOTHING,
        capfirst(label_in(language, fact.source, "sources")),
        filled(soft, around.assigned) if fact.basis == "assigned" else NOTHING,
        _origin(fact.origin, around.evidence % {"what": what}) if fact.origin else NOTHING,
        filled(small, vocabulary().licences[fact.licence].titles[language]),
        _true(fact, around, language),
        around.since % {"day": day},
        filled("<br>{}", gone) if gone else NOTHING,
        filled(small, around.read_in % {"input": read_in_words(language, fact.snapshot)}),
    )


def _says(fact: Fact, other: Relation | None, home: str, language: str) -> SafeString:
    if other is None:
        if fact.object:
            return filled('<a href="{}">{}</a>', reverse("catalogue:go", kwargs={"name": fact.object}), fact.object)
        return filled("{}", said_in(language, fact))
    parts = [filled('<a href="{}">{}</a>', home + other.other_address, other.other_name)]
    if fact.value:
        parts.append(
            filled("{}", label_in(language, fact.value, "rounds" if fact.property == "invests_in" else "roles"))
        )
    if fact.number is not None:
        parts.append(filled("{}", amount_in(language, fact)))
    return joined(", ", parts)


def _origin(address: str, evidence: str) -> SafeString:
    shown = address if len(address) <= LONGEST_ADDRESS else f"{address[: LONGEST_ADDRESS - 1]}…"
    return filled(ORIGIN, address, shown, evidence)


def _true(fact: Fact, around: _Around, language: str) -> SafeString:
    """Write since when a fact is true and until when, as precisely as it is told."""
    if fact.valid_from is None:
        return SafeString(escape(around.undated))
    locale = locale_of(language)
    since = filled("{}", date_in(locale, fact.valid_from, fact.precision))
    if fact.valid_to is None:
        return since
    until = around.until % {"day": date_in(locale, fact.valid_to, fact.precision)}
    return joined("", [since, filled(",<br>{}", until)])
