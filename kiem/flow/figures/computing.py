"""From a definition and a release to a figure with its claims, sources and shelf life."""

import datetime
import json
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from kiem.flow.engine import Engine
from kiem.flow.figures.definition import Definition
from kiem.flow.figures.document import document_of
from kiem.flow.figures.figure import Asked, Figure, FigureProblem, FigureSource, whole
from kiem.flow.figures.knowledge import Basis, Knowledge, day_asked, knowledge
from kiem.flow.figures.measuring import Measured, measured
from kiem.flow.figures.published import Published, compared
from kiem.flow.figures.words import same_in_all, unknown_words
from kiem.flow.vocabulary import vocabulary

NUTS = re.compile("[A-Z]{2}[0-9A-Z]{0,3}")
LANGUAGES = ("en", "nl", "fr")


def compute(engine: Engine, basis: Basis, definition: Definition, asked: Asked | None = None) -> Figure:
    """Return the figure of the definition; FigureProblem for a day or a territory that cannot be asked."""
    asked = asked or Asked()
    return figure_of(knowledge(engine, basis, asked.known_at), definition, asked)


def compute_all(engine: Engine, basis: Basis, definitions: Iterable[Definition]) -> int:
    """Write `figures/<id>.json` into the release's folder for each definition, and return how many.

    The same release and definitions give the same bytes.
    """
    known = knowledge(engine, basis)
    folder = basis.folder / "figures"
    folder.mkdir(exist_ok=True)
    made = [figure_of(known, definition) for definition in definitions]
    for figure in made:
        text = json.dumps(document_of(figure), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        (folder / f"{figure.id}.json").write_text(text + "\n", encoding="utf-8")
    return len(made)


def figure_of(known: Knowledge, definition: Definition, asked: Asked | None = None) -> Figure:
    """Return the figure from what was known; `asked.known_at` has been used to know it."""
    asked = asked or Asked()
    day = day_asked(known, asked)
    if asked.territory is not None and not NUTS.fullmatch(asked.territory):
        message = f"territory {asked.territory!r} is no NUTS code; give one such as BE, BE2 or BE234."
        raise FigureProblem(message)
    found, sources, day, newest = _measured(known, definition, day, asked.territory)
    good_until = min(newest + datetime.timedelta(days=definition.good_for), definition.next_review)
    by = definition.measure.by
    figure = Figure(
        id=definition.id,
        title=definition.title,
        says=definition.says,
        says_not=definition.says_not,
        method=definition.method,
        owner=definition.owner,
        unit=definition.unit["en"],
        unit_label=definition.unit,
        group_label=same_in_all("") if by is None else unknown_words(by),
        grouped_by=by or "",
        release=known.release,
        as_of=day,
        known_at=known.known_at,
        territory=asked.territory,
        reviewed=definition.reviewed,
        next_review=definition.next_review,
        good_until=good_until,
        stale=False,
        value=None if found.value is None else whole(found.value),
        at_most=_at_most(found, definition),
        series=found.series,
        claims=found.claims,
        sources=sources,
        coverage=found.coverage,
        beside=_beside(known, definition.beside),
    )
    return figure.on(known.latest)


def _measured(
    known: Knowledge, definition: Definition, day: datetime.date, territory: str | None
) -> tuple[Measured, tuple[FigureSource, ...], datetime.date, datetime.date]:
    """Return what is measured, the sources it rests on, the day it is about, and the newest for which they speak.

    A figure is about no later day than those that it stands on speak for. Of what was known earlier nobody can tell up
    to which day its sources spoke, so there the day stays.
    """
    found = measured(known, definition.measure, day, territory)
    sources = _sources(known)
    newest = max((source.date for source in sources if source.anchors), default=known.known_at)
    if newest < day and known.known_at == known.latest:
        return _measured(known, definition, newest, territory)
    return found, sources, day, newest


def _at_most(found: Measured, definition: Definition) -> Decimal | None:
    more = not definition.measure.is_sum and found.value is not None and found.at_most > found.value
    return Decimal(found.at_most) if more else None


def _sources(known: Knowledge) -> tuple[FigureSource, ...]:
    rows = known.engine.rows(
        "SELECT f.source, f.licence, split_part(f.snapshot, '@', 1) AS read_in, count(DISTINCT f.id), "
        "bool_or(r.anchors) FROM facts AS f JOIN rests_on AS r ON r.claim = f.id "
        "GROUP BY f.source, f.licence, read_in ORDER BY f.source, f.licence, read_in"
    )
    return tuple(_source(known, row) for row in rows)


def _source(known: Knowledge, row: Sequence[object]) -> FigureSource:
    name, licence, read_in, claims, anchors = row
    terms = vocabulary().licences[str(licence)]
    title = {language: vocabulary().label("sources", str(name), language) for language in LANGUAGES}
    return FigureSource(
        name=str(name),
        title=title,
        licence=terms.id,
        licence_title=terms.title,
        licence_address=terms.address,
        credit=terms.credit,
        date=known.newest[str(read_in)],
        claims=int(str(claims)),
        read_in=str(read_in),
        anchors=bool(anchors),
    )


def _beside(known: Knowledge, indicators: Sequence[str]) -> tuple[Published, ...]:
    """Return what others have published under the indicators, in their order."""
    if not indicators:
        return ()
    found = compared(published_figures(known))
    return tuple(one for indicator in indicators for one in found if one.indicator == indicator)


def published_figures(known: Knowledge) -> list[Published]:
    """Return every published figure that was known."""
    texts = ", ".join(
        f"max(value) FILTER (property = '{prop}' AND place = 1) AS {prop}"
        for prop in ("indicator", "scope", "quote", "note")
    )
    rows = known.engine.rows(
        "SELECT v.entity, t.indicator, t.scope, year(v.valid_from), v.number, v.unit, v.source, v.origin, "
        f"t.quote, t.note, v.seen_at, v.id FROM facts AS v "
        f"JOIN (SELECT entity, {texts} FROM facts WHERE kind = 'published_figure' "
        "GROUP BY entity) AS t ON t.entity = v.entity WHERE v.property = 'figure_value' AND v.place = 1 "
        "AND t.indicator IS NOT NULL AND v.number IS NOT NULL ORDER BY v.id"
    )
    return [_published(row) for row in rows]


def _published(row: Sequence[object]) -> Published:
    thing, indicator, scope, year, number, unit, source, origin, quote, note, seen_at, claim = row
    return Published(
        thing=str(thing),
        indicator=str(indicator),
        scope=_text(scope),
        year=None if year is None else int(str(year)),
        value=whole(Decimal(str(number))),
        unit=_text(unit),
        source=str(source),
        origin=_text(origin),
        quote=_text(quote),
        note=_text(note),
        seen_at=datetime.date.fromisoformat(str(seen_at)),
        claim=str(claim),
    )


def _text(cell: object) -> str | None:
    return None if cell is None else str(cell)
