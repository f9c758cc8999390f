"""Tables that a reader takes along: CSV for a spreadsheet, JSON for a program."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from django.http import HttpResponse, JsonResponse

from kiem.foundation.catalogue.values import ReleaseCard

# A spreadsheet runs a cell that begins so; a quote before it keeps it a text. A number below zero runs nothing.
RISKY_STARTS = ("=", "+", "-", "@", "\t", "\r")
BELOW_ZERO = re.compile(r"-[0-9]+([.][0-9]+)?")

Record = Mapping[str, object]


def csv_answer(name: str, columns: Sequence[str], records: Iterable[Record]) -> HttpResponse:
    """Return the records as `kiem-<name>.csv`: a header, then a row each; unknown is empty, lists are parted by `|`."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    for record in records:
        writer.writerow([_cell(record[column]) for column in columns])
    answer = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="kiem-{name}.csv"'
    return answer


def json_answer(release: ReleaseCard, name: str, records: Iterable[Record]) -> JsonResponse:
    """Return the records under their name, with the release that they come from; unknown is null."""
    return JsonResponse({"release": release.number, "as_of": release.date, name: list(records)})


def _cell(value: object) -> object:
    if isinstance(value, list | tuple):
        value = "|".join(str(one) for one in value)
    is_risky = isinstance(value, str) and value.startswith(RISKY_STARTS) and not BELOW_ZERO.fullmatch(value)
    return f"'{value}" if is_risky else value
