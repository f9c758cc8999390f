"""A figure as a document: into a release and out of it again, and the one JSON object that scripts rely on."""

import datetime
import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from kiem.flow.figures.figure import ClaimSet, Figure, FigureSource, Point, Unknown
from kiem.flow.figures.published import Disagreement, Published

Document = dict[str, Any]  # Any: JSON
DAYS = ("as_of", "known_at", "reviewed", "next_review", "good_until")
PLAIN = (
    "id", "title", "says", "says_not", "method", "owner", "unit", "unit_label", "group_label", "grouped_by", "release",
    "territory", "stale",
)  # fmt: skip


def document_of(figure: Figure) -> Document:
    """Return the figure as JSON values; numbers are texts, so that no digit is lost."""
    return {
        **{name: getattr(figure, name) for name in PLAIN},
        **{name: getattr(figure, name).isoformat() for name in DAYS},
        "value": _said(figure.value),
        "at_most": _said(figure.at_most),
        "series": [
            {
                "key": point.key,
                "label": point.label,
                "value": _said(point.value),
                "until": _day(figure.until(point)),
                "claims": point.claims.ids,
            }
            for point in figure.series
        ],
        "claims": figure.claims.ids,
        "sources": [
            {
                "name": source.name,
                "title": source.title,
                "licence": source.licence,
                "licence_title": source.licence_title,
                "licence_address": source.licence_address,
                "credit": source.credit,
                "date": source.date.isoformat(),
                "claims": source.claims,
                "read_in": source.read_in,
                "anchors": source.anchors,
            }
            for source in figure.sources
        ],
        "coverage": [
            {"word": one.word, "label": one.label, "count": one.count, "of": one.of, "counted": one.counted}
            for one in figure.coverage
        ],
        "beside": [_published_document(one) for one in figure.beside],
    }


def read_figure(file: Path) -> Figure:
    """Return the figure in a release's document."""
    told: Document = json.loads(file.read_text(encoding="utf-8"))
    series = tuple(
        Point(point["key"], point["label"], Decimal(point["value"]), ClaimSet.of(point["claims"]))
        for point in told["series"]
    )
    plain: Document = {name: told[name] for name in PLAIN}
    days: Document = {name: datetime.date.fromisoformat(told[name]) for name in DAYS}
    return Figure(
        **plain,
        **days,
        value=None if told["value"] is None else Decimal(told["value"]),
        at_most=None if told["at_most"] is None else Decimal(told["at_most"]),
        series=series,
        claims=ClaimSet.of(told["claims"]),
        sources=tuple(
            FigureSource(**{**source, "date": datetime.date.fromisoformat(source["date"])})
            for source in told["sources"]
        ),
        coverage=tuple(Unknown(**one) for one in told["coverage"]),
        beside=tuple(_published_of(one) for one in told["beside"]),
    )


def as_json(figure: Figure, language: str = "en") -> str:
    """Return the figure as the one JSON object of `kiem figure`, its words in the language."""
    told = document_of(figure)
    for name in ("title", "says", "says_not", "method", "unit_label", "group_label"):
        told[name] = told[name][language]
    for point in told["series"]:
        point.update(label=point["label"][language], value=_number(point["value"]))
    for named in told["sources"]:
        named["title"] = named["title"][language]
    for one in told["coverage"]:
        one["label"] = one["label"][language]
    for one in told["beside"]:
        one["value"] = _number(one["value"])
        one["against"] = [{**other, "value": _number(other["value"])} for other in one["against"]]
    told.update(value=_number(told["value"]), at_most=_number(told["at_most"]))
    told["digest"] = figure.claims.digest
    return json.dumps(told, ensure_ascii=False)


def _said(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"


def _day(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _number(text: str | None) -> int | float | None:
    if text is None:
        return None
    return float(text) if "." in text else int(text)


def _published_document(one: Published) -> Document:
    return {
        "thing": one.thing,
        "indicator": one.indicator,
        "scope": one.scope,
        "year": one.year,
        "value": _said(one.value),
        "unit": one.unit,
        "source": one.source,
        "origin": one.origin,
        "quote": one.quote,
        "note": one.note,
        "seen_at": one.seen_at.isoformat(),
        "claim": one.claim,
        "against": [
            {
                "why": other.why,
                "thing": other.thing,
                "scope": other.scope,
                "year": other.year,
                "value": _said(other.value),
            }
            for other in one.against
        ],
    }


def _published_of(told: Mapping[str, Any]) -> Published:  # Any: JSON
    against = tuple(Disagreement(**{**other, "value": Decimal(other["value"])}) for other in told["against"])
    seen_at = datetime.date.fromisoformat(told["seen_at"])
    return Published(**{**told, "value": Decimal(told["value"]), "seen_at": seen_at, "against": against})
