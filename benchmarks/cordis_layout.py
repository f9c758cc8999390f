"""Writes CORDIS exports as the Publications Office lays them out, from the flattened files in the shared data.

The columns are those of `shared/rules/formats.md` and of rows seen in the publisher's own files: every cell in quotes,
`;` between them, decimals after a point in some columns and after a comma in others; in XML a file a project, with what
hangs on it besides (articles, results, parents of regions) and is not to be read.
"""

import csv
import gzip
import io
import json
import random
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

Record = dict[str, Any]  # a project as it lies flattened: JSON
Row = dict[str, str]

PROJECT = (
    "id;acronym;status;title;startDate;endDate;totalCost;ecMaxContribution;legalBasis;topics;ecSignatureDate;"
    "frameworkProgramme;masterCall;subCall;fundingScheme;nature;objective;contentUpdateDate;rcn;grantDoi"
)
OLDER_PROJECT = PROJECT.replace("ecSignatureDate;", "")
ORGANISATION = (
    "projectID;projectAcronym;organisationID;vatNumber;name;shortName;SME;activityType;street;postCode;city;country;"
    "nutsCode;geolocation;organizationURL;contactForm;order;role;ecContribution;netEcContribution;totalCost;"
    "endOfParticipation;active"
)
OLDER_ORGANISATION = ORGANISATION.replace(";order;", ";contentUpdateDate;rcn;order;")
RENAMED = {
    "projectID": "project_id",
    "organisationID": "pic",
    "vatNumber": "vat_number",
    "name": "legal_name",
    "shortName": "short_name",
    "SME": "sme",
    "activityType": "activity_type",
    "postCode": "postal_code",
    "nutsCode": "nuts",
    "organizationURL": "url",
    "rcn": "org_rcn",
    "ecContribution": "ec_contribution",
    "netEcContribution": "net_ec_contribution",
    "endOfParticipation": "terminated",
}


@dataclass(frozen=True, slots=True)
class Export:
    """Projects and who takes part in them."""

    projects: list[Record]
    participations: list[Row]

    @classmethod
    def at(cls, folder: Path) -> "Export":
        """Read the flattened files."""
        with gzip.open(folder / "projects.jsonl.gz", "rt", encoding="utf-8") as lines:
            projects = [json.loads(line) for line in lines]
        with gzip.open(folder / "participations.csv.gz", "rt", encoding="utf-8", newline="") as rows:
            return cls(projects, list(csv.DictReader(rows)))

    def some(self, number: int, seed: int) -> "Export":
        """Return that many of the projects, drawn at random, with their participations."""
        projects = random.Random(seed).sample(self.projects, number)
        there = {project["id"] for project in projects}
        return Export(projects, [row for row in self.participations if row["project_id"] in there])

    def rows(self) -> int:
        """How many projects and participations there are."""
        return len(self.projects) + len(self.participations)

    def flattened(self, folder: Path) -> Path:
        """Write the two flat files and return their folder."""
        folder.mkdir()
        with (folder / "projects.jsonl").open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(project, ensure_ascii=False) + "\n" for project in self.projects)
        with (folder / "participations.csv").open("w", encoding="utf-8", newline="") as rows:
            writer = csv.DictWriter(rows, list(self.participations[0]))
            writer.writeheader()
            writer.writerows(self.participations)
        return folder


def csv_zip(export: Export, target: Path, *, older: bool = False) -> tuple[Path, int]:
    """Write the CSV zip, and return it with the number of its rows; `older` writes the headers of before."""
    project = OLDER_PROJECT if older else PROJECT
    organisation = OLDER_ORGANISATION if older else ORGANISATION
    acronyms = {one["id"]: one["acronym"] or "" for one in export.projects}
    tables: dict[str, tuple[str, list[Mapping[str, str]]]] = {
        "project.csv": (project, [_project(one) for one in export.projects]),
        "organization.csv": (organisation, [_organisation(row, acronyms) for row in export.participations]),
        "topics.csv": ("projectID;topic;title", list(_listed(export, "topics", {"topic": "code", "title": "title"}))),
        "legalBasis.csv": (
            "projectID;legalBasis;title;uniqueProgrammePart",
            list(_listed(export, "legalBasis", {"legalBasis": "code", "title": "title"})),
        ),
        "euroSciVoc.csv": (
            "projectID;euroSciVocCode;euroSciVocPath;euroSciVocTitle;euroSciVocDescription",
            list(_listed(export, "euroSciVoc", {"euroSciVocCode": "code", "euroSciVocPath": "path"})),
        ),
        "webLink.csv": ("id;projectID;physUrl", [{"id": "1", "projectID": "1", "physUrl": "https://example.org"}]),
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for name, (header, rows) in tables.items():
            mark = "\ufeff" if older else ""
            made.writestr(name, mark + _table(header.split(";"), rows))
    return target, sum(len(rows) for name, (_, rows) in tables.items() if name != "webLink.csv")


def xml_zip(export: Export, target: Path) -> Path:
    """Write the XML zip: a file a project."""
    parts = defaultdict(list)
    for row in export.participations:
        parts[row["project_id"]].append(row)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for project in export.projects:
            made.writestr(f"xml/project-rcn-{project['rcn']}_en.xml", _document(project, parts[project["id"]]))
    return target


def _table(header: list[str], rows: Iterable[Mapping[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(
        text, header, restval="", extrasaction="ignore", delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n"
    )
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _comma(amount: str | None) -> str:
    return (amount or "").replace(".", ",")


def _project(one: Record) -> Row:
    plain = ("id", "acronym", "status", "title", "startDate", "endDate", "ecSignatureDate", "objective", "rcn")
    return {
        **{name: one[name] or "" for name in (*plain, "contentUpdateDate", "grantDoi")},
        "totalCost": _comma(one["totalCost"]),
        "ecMaxContribution": _comma(one["ecMaxContribution"]),
        "legalBasis": next((part["code"] for part in one["legalBasis"] if part["main"]), ""),
        "topics": one["topics"][0]["code"],
        "frameworkProgramme": "HORIZON",
        "masterCall": one["calls"][0],
        "subCall": one["calls"][0],
        "fundingScheme": one["fundingScheme"][0].removeprefix("/"),
    }


def _organisation(row: Row, acronyms: Mapping[str, str]) -> Row:
    told = {name: row[RENAMED.get(name, name)] for name in (*RENAMED, "street", "city", "country", "geolocation")}
    page = f"https://ec.europa.eu/info/funding-tenders/contact-form/project/{row['pic']}/{row['project_id']}"
    return {
        **told,
        "projectAcronym": acronyms[row["project_id"]],
        "contactForm": page,
        "contentUpdateDate": "2025-06-01 10:00:00",
        "order": row["order"],
        "role": row["role"],
        "totalCost": _comma(row["total_cost"]),
    }


def _listed(export: Export, name: str, columns: Mapping[str, str]) -> Iterator[Row]:
    for project in export.projects:
        for one in project[name]:
            yield {"projectID": project["id"], **{column: one.get(key) or "" for column, key in columns.items()}}


def _tag(name: str, content: str | None) -> str:
    return f"<{name}>{escape(content)}</{name}>" if content else ""


def _category(kind: str, code: str, shown: str = "") -> str:
    return f'<category classification="{kind}" type="any">{_tag("code", code)}{_tag("displayCode", shown)}</category>'


def _document(one: Record, rows: list[Row]) -> str:
    plain = ("rcn", "id", "acronym", "objective", "title", "totalCost", "ecMaxContribution", "startDate", "endDate")
    dates = ("ecSignatureDate", "duration", "status", "keywords")
    call = "".join(
        f'<call type="{kind}">{_tag("title", one["calls"][0])}{_tag("identifier", one["calls"][0])}</call>'
        for kind in ("relatedMasterCall", "relatedSubCall")
    )
    field = _category("euroSciVoc", "/1", "/no field of the project")
    other = f"<article>{_tag('title', 'No project')}<relations><categories>{field}</categories></relations></article>"
    programmes = "".join(
        f'<programme type="{kind}">{_tag("code", part["code"])}{_tag("title", part["title"])}</programme>'
        for kind, name in (("relatedTopic", "topics"), ("relatedLegalBasis", "legalBasis"))
        for part in one[name]
    )
    categories = [_category("euroSciVoc", part.get("code") or "", part.get("path") or "") for part in one["euroSciVoc"]]
    categories += [_category("projectFundingSchemeCategory", code) for code in one["fundingScheme"]]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<project xmlns="http://cordis.europa.eu">\n'
        + "".join(_tag(name, one[name]) for name in (*plain, *dates))
        + f"<identifiers>{_tag('grantDoi', one['grantDoi'])}</identifiers>"
        + "".join(_tag(name, one[name]) for name in ("contentUpdateDate", "lastUpdateDate"))
        + f"<relations><associations>{other}{call}{''.join(_member(row) for row in rows)}{programmes}"
        + f"<result>{other}</result></associations><categories>{_category('collection', '/project')}"
        + f"{''.join(categories)}</categories></relations></project>\n"
    )


def _member(row: Row) -> str:
    said = {
        "netEcContribution": "net_ec_contribution",
        "totalCost": "total_cost",
        "order": "order",
        "ecContribution": "ec_contribution",
        "terminated": "terminated",
        "sme": "sme",
        "type": "role",
    }
    attributes = " ".join(f"{name}={quoteattr(row[key])}" for name, key in said.items() if row[key])
    names = {"rcn": "org_rcn", "id": "pic", "vatNumber": "vat_number", "legalName": "legal_name"}
    places = {"street": "street", "city": "city", "postalCode": "postal_code", "country": "country"}
    activity = _category("organizationActivityType", f"/{row['activity_type']}") if row["activity_type"] else ""
    parents = f"<parents><region>{_tag('nutsCode', row['nuts'][:-1])}</region></parents>"
    nuts = f'<region type="relatedNutsCode">{_tag("nutsCode", row["nuts"])}{parents}</region>' if row["nuts"] else ""
    return (
        f'<organization source="corda" {attributes}>'
        + "".join(_tag(name, row[key]) for name, key in {**names, "shortName": "short_name"}.items())
        + f"<address>{''.join(_tag(name, row[key]) for name, key in places.items())}{_tag('url', row['url'])}"
        + f"{_tag('geolocation', row['geolocation'])}</address><relations><categories>{activity}</categories>"
        + f'<regions>{nuts}<region type="relatedRegion">{_tag("nutsCode", row["country"])}</region></regions>'
        + "</relations></organization>"
    )
