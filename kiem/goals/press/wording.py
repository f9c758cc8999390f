"""A figure in the reader's language: its numbers written out, its drawing, what is unknown, and how to cite it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kiem.flow.figures import UNKNOWN, Figure, Point, Unknown
from kiem.foundation.ui.charts import BarChart, Datum, LineChart, Observation, Series, bar_chart, line_chart
from kiem.foundation.ui.formats import date_words, euro_words, number_words

__all__ = ["Citation", "PartRow", "amount", "chart_of", "citation_of", "in_words", "part_rows", "permalink", "unknowns"]

Labels = dict[str, str]
MOST_BARS = 30
YEARS_DRAWN = 50
LONGEST_LABEL = 44


@dataclass(frozen=True, slots=True)
class PartRow:
    """A row of the figure's table: the part, its value in words, its share, and how many claims it rests on."""

    key: str
    label: str
    value: str
    share: str
    claims: int


@dataclass(frozen=True, slots=True)
class Citation:
    """How to cite a figure: as text in the manner of APA, and as BibTeX."""

    text: str
    bibtex: str


def in_words(labels: object) -> str:
    """Return the text in the page's language, in English where there is none."""
    texts = dict(labels) if isinstance(labels, dict) else {}
    return str(texts.get((get_language() or "en")[:2]) or texts.get("en", ""))


def amount(value: Decimal | None, unit: str) -> str:
    """Write a value: money as money, other numbers as numbers, nothing as unknown."""
    if value is None:
        return _("unknown")
    return euro_words(round(value)) if unit == "EUR" else number_words(value)


def part_rows(figure: Figure) -> list[PartRow]:
    """Return the figure's parts as rows of a table."""
    total = figure.value or Decimal(0)
    return [
        PartRow(
            key=point.key,
            label=_part(figure, point),
            value=amount(point.value, figure.unit),
            share=number_words(point.value * 100 / total, 1) + " %" if total else "",
            claims=point.claims.count,
        )
        for point in figure.series
    ]


def _part(figure: Figure, point: Point) -> str:
    """Return the part's name, and whether it is a year that was not over."""
    name = in_words(point.label)
    return name if figure.until(point) is None else _("%(year)s, in part") % {"year": name}


def _running(figure: Figure) -> str:
    """Return a sentence on the year that was not over; an empty text where there is none."""
    days = [day for point in figure.series if (day := figure.until(point))]
    return _("The last year is told until %(day)s.") % {"day": date_words(days[0])} if days else ""


def unknowns(figure: Figure) -> list[str]:
    """Return a sentence for each thing that is unknown."""
    return [_unknown(one) for one in figure.coverage]


def _unknown(one: Unknown) -> str:
    told = {"what": in_words(one.label), "count": number_words(one.count), "of": number_words(one.of)}
    if one.counted:
        return _("Unknown for %(count)s of %(of)s, which are counted: %(what)s.") % told
    return _("Unknown for %(count)s of %(of)s, which are not counted: %(what)s.") % told


def chart_of(figure: Figure) -> tuple[BarChart | None, LineChart | None]:
    """Return the figure's drawing: bars, or a line where there are more years than bars can be read."""
    known = [point for point in figure.series if point.key != UNKNOWN]
    if figure.is_by_year and len(known) > MOST_BARS:
        return None, _line(figure, known)
    if len(figure.series) < 2:
        return None, None
    data = [
        Datum(
            Truncator(_part(figure, point)).chars(LONGEST_LABEL),
            float(round(point.value)),
            is_other=point.key == UNKNOWN,
            written=amount(point.value, figure.unit) if figure.unit == "EUR" else "",
        )
        for point in figure.series
    ]
    return bar_chart(in_words(figure.title), _summary(figure, known), data), None


def _line(figure: Figure, known: Sequence[Point]) -> LineChart:
    values = {int(point.key): float(point.value) for point in known}
    last = max(values)
    first = max(min(values), last - YEARS_DRAWN)
    drawn = tuple(Observation(year, values.get(year)) for year in range(first, last + 1))
    told = {"first": first, "before": number_words(sum(value for year, value in values.items() if year < first))}
    summary = (
        _("From %(first)s on; %(before)s from earlier years are in the table. A gap: none known of that year.") % told
    )
    return line_chart(
        in_words(figure.title), f"{summary} {_running(figure)}".strip(), [Series(in_words(figure.unit_label), drawn)]
    )


def _summary(figure: Figure, known: Sequence[Point]) -> str:
    if not known:
        return ""
    largest = max(known, key=lambda point: point.value)
    most = _("Most: %(label)s, with %(value)s of %(total)s.") % {
        "label": in_words(largest.label),
        "value": amount(largest.value, figure.unit),
        "total": amount(figure.value, figure.unit),
    }
    return f"{most} {_running(figure)}".strip()


def permalink(figure: Figure, path: str) -> str:
    """Return the address under which every later release answers with what was known now."""
    asked = {"as_of": figure.as_of, "known_at": figure.known_at}
    if figure.territory:
        return f"{path}?{urlencode({**asked, 'territory': figure.territory})}"
    return f"{path}?{urlencode(asked)}"


def citation_of(figure: Figure, publisher: str, address: str) -> Citation:
    """Return how to cite the figure, with its value, day, release and the digest of its claims."""
    told = {
        "publisher": publisher,
        "year": figure.known_at.year,
        "title": in_words(figure.title) + (f" ({figure.territory})" if figure.territory else ""),
        "value": " ".join(
            [amount(figure.value, figure.unit), "" if figure.unit == "EUR" else in_words(figure.unit_label)]
        ).strip(),
        "day": date_words(figure.as_of),
        "release": figure.release,
        "digest": figure.claims.digest,
        "address": address,
    }
    text = (
        _("%(publisher)s. (%(year)s). %(title)s: %(value)s, as of %(day)s [Data, release %(release)s]. %(address)s")
        % told
    )
    note = _("%(value)s as of %(day)s; release %(release)s; claims %(digest)s") % told
    lines = {
        "author": "{" + publisher + "}",
        "title": told["title"],
        "year": told["year"],
        "note": note,
        "url": address,
    }
    fields = ",\n".join(f"  {name} = {{{value}}}" for name, value in lines.items())
    return Citation(text, f"@misc{{{figure.id}-{figure.release},\n{fields}\n}}")
