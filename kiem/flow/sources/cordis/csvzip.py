"""CORDIS as the Publications Office publishes it in CSV: project.csv, organization.csv and three files of details.

Cells are separated by `;`. Columns are found by name, because the header has changed over time; a column that an older
export does not have is empty.
"""

from collections.abc import Mapping, Sequence

from kiem.flow.sources.cordis.canon import PARTICIPATION, PROJECT, Canon, words
from kiem.flow.sources.input import SourceInput
from kiem.flow.sources.sheet import Sheet

FILES = ("project.csv", "organization.csv")

PROJECT_COLUMNS = {
    "id": "id",
    "acronym": "acronym",
    "title": "title",
    "objective": "objective",
    "total_cost": "totalCost",
    "eu_contribution": "ecMaxContribution",
    "starts": "startDate",
    "ends": "endDate",
    "signed": "ecSignatureDate",
    "status": "status",
    "scheme": "fundingScheme",
    "grant_doi": "grantDoi",
    "updated": "contentUpdateDate",
}
PARTICIPATION_COLUMNS = {
    "project_id": "projectID",
    "role": "role",
    "pic": "organisationID",
    "vat_number": "vatNumber",
    "legal_name": "name",
    "short_name": "shortName",
    "activity_type": "activityType",
    "sme": "SME",
    "terminated": "endOfParticipation",
    "net_ec_contribution": "netEcContribution",
    "city": "city",
    "country": "country",
    "nuts": "nutsCode",
    "geolocation": "geolocation",
    "url": "organizationURL",
}
DETAILS = {
    "topics.csv": ("topic", ("topic", "title")),
    "legalbasis.csv": ("programme", ("legalBasis", "title")),
    "euroscivoc.csv": ("field", ("euroSciVocPath",)),
}
"""File → the property that a row of it tells, and the columns that make up its value."""

NEEDED = {
    "project.csv": ("id", "title", "contentUpdateDate"),
    "organization.csv": ("projectID", "organisationID", "name", "role"),
}


def read(given: SourceInput, canon: Canon) -> int:
    """Read the files and return how many rows they have. Raises InputProblem for a broken file or a missing column."""
    detailed = {ending for ending in DETAILS if any(name.lower().endswith(ending) for name in given.names())}
    rows = _projects(given, canon, detailed)
    for file, stream in given.streams("organization.csv"):
        sheet = Sheet(file, stream, canon.refusals, ";")
        sheet.need(given.source, NEEDED["organization.csv"])
        for line, row in _rows(sheet):
            canon.participations.add(file, line, _picked(row, PARTICIPATION, PARTICIPATION_COLUMNS))
        rows += sheet.rows
    return rows + sum(_details(given, canon, ending) for ending in sorted(detailed))


def _projects(given: SourceInput, canon: Canon, detailed: set[str]) -> int:
    rows = 0
    for file, stream in given.streams("project.csv"):
        sheet = Sheet(file, stream, canon.refusals, ";")
        sheet.need(given.source, NEEDED["project.csv"])
        for line, row in _rows(sheet):
            canon.projects.add(file, line, _picked(row, PROJECT, PROJECT_COLUMNS))
            for call in sorted({row.get("masterCall", ""), row.get("subCall", "")}):
                canon.detail(file, line, row["id"], ("call", call))
            if "topics.csv" not in detailed:
                canon.detail(file, line, row["id"], ("topic", row.get("topics", "")))
            if "legalbasis.csv" not in detailed:
                canon.detail(file, line, row["id"], ("programme", row.get("legalBasis", "")))
        rows += sheet.rows
    return rows


def _details(given: SourceInput, canon: Canon, ending: str) -> int:
    prop, columns = DETAILS[ending]
    rows = 0
    for file, stream in given.streams(ending):
        sheet = Sheet(file, stream, canon.refusals, ";")
        sheet.need(given.source, ("projectID", columns[0]))
        for line, row in _rows(sheet):
            value = words(*(row.get(column) for column in columns))
            canon.details.add(file, line, (row["projectID"], prop, value, "yes"))
        rows += sheet.rows
    return rows


def _rows(sheet: Sheet) -> list[tuple[int, dict[str, str]]]:
    return [(line, dict(zip(sheet.header, cells, strict=True))) for line, cells in sheet]


def _picked(row: Mapping[str, str], columns: Sequence[str], names: Mapping[str, str]) -> list[str]:
    return [row.get(names[column], "") for column in columns]
