"""A small release of organisations that do not exist: spin-offs of every fate, and projects that they share."""

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

REGISTER = {
    "organisations.csv": (
        "slug,name,aliases,kind,subsector,city,region,country,founded,website,ror_id,parent_or_origin,status,acquired_by,"
        "acquired_year,employees,employees_year,source_url,as_of,enterprise_number,pic,nuts3,lat,lon,sector,wikidata_id"
    ),
    "relations.csv": "subject_slug,relation,object_slug,start_year,end_year,source_url,amount_eur,round,year",
    "timeline.csv": "year,title,category,org_slugs,source_url",
    "funding_instruments.csv": (
        "name,provider,kind,dilutive,who,region,trl_min,trl_max,amount_min_eur,amount_max_eur,intensity_pct,"
        "deadline_type,url,source_url,as_of,source_checked,note"
    ),
    "peers.csv": (
        "name,region,country,nuts_or_region_code,population,companies,employees,members,founded,website,"
        "published_rankings,source_url,as_of,note"
    ),
    "ecosystem_figures.csv": "indicator,value,unit,scope,year,source_url,quote_short,note",
    "regulatory_pathways.csv": (
        "product_type,step_order,step,legal_act,article,competent_authority_be,competent_authority_eu,"
        "time_limit_value,time_limit_unit,time_limit_days,clock_stop,note,source_url,source_checked"
    ),
}
PAGE = "https://example.org/page"
PARTICIPATION = (
    "project_id,role,order,pic,org_rcn,vat_number,legal_name,short_name,department,activity_type,sme,terminated,"
    "ec_contribution,net_ec_contribution,total_cost,street,city,postal_code,country,nuts,geolocation,url"
)
ORGANISATIONS = (
    # slug, name, kind, founded, status, pic
    ("sample-university", "Sample University", "university", "", "active", "900000001"),
    ("fictional-institute", "Fictional Institute", "research_institute", "1990", "active", "900000002"),
    ("quiet-company", "Quiet Company", "company", "1950", "active", ""),
    ("alpha", "Alpha Fictions", "company", "2000", "active", "900000003"),
    ("beta", "Beta Fictions", "company", "2001", "acquired", ""),
    ("gamma", "Gamma Fictions", "company", "2005", "acquired", ""),
    ("delta", "Delta Fictions", "company", "", "dissolved", ""),
    ("epsilon", "Epsilon Fictions", "company", "", "", ""),
    ("zeta", "Zeta Fictions", "company", "2010", "active", ""),
    ("eta", "Eta Fictions", "company", "2003", "acquired", ""),
    ("theta", "Theta Fictions", "company", "2012", "acquired", ""),
    ("buyer-one", "Buyer One", "company", "", "active", ""),
    ("buyer-two", "Buyer Two", "company", "", "active", ""),
    ("buyer-three", "Buyer Three", "company", "", "active", ""),
)
RELATIONS = (
    # subject, relation, object, start, end, amount
    ("alpha", "spin_off_of", "sample-university", "2000", "", ""),
    ("beta", "spin_off_of", "sample-university", "2001", "", ""),
    ("beta", "spin_off_of", "fictional-institute", "2001", "", ""),
    ("gamma", "spin_off_of", "fictional-institute", "", "", ""),
    ("delta", "spin_off_of", "fictional-institute", "2002", "", ""),
    ("epsilon", "spin_off_of", "quiet-company", "", "", ""),
    ("zeta", "spin_off_of", "sample-university", "2010", "", ""),
    ("eta", "spin_off_of", "sample-university", "2003", "", ""),
    ("theta", "spin_off_of", "sample-university", "2012", "", ""),
    # Beta is bought in 2011; its owner is bought in 2015, and that one, in a ring, by Beta's owner.
    ("buyer-one", "acquired", "beta", "2011", "", "2500000"),
    ("buyer-two", "acquired", "buyer-one", "2015", "", ""),
    ("buyer-one", "acquired", "buyer-two", "2016", "", ""),
    # Gamma has two owners, one after the other; the first let it go before it was itself bought.
    ("buyer-one", "acquired", "gamma", "2009", "2012", ""),
    ("buyer-three", "acquired", "gamma", "2013", "", ""),
    # Nobody says when Eta was bought; Theta is said to be bought before it was founded.
    ("buyer-two", "acquired", "eta", "", "", ""),
    ("buyer-three", "acquired", "eta", "2008", "", ""),
    ("buyer-three", "acquired", "theta", "2011", "", ""),
    ("zeta", "merged_into", "alpha", "2018", "", ""),
)
EVENTS = (
    ("1895", "A sample society is founded", "institute", ""),
    ("1987", "Sample University opens a laboratory", "science", "sample-university"),
    ("2000", "Alpha spun out of Sample University", "company", "alpha|sample-university"),
    ("2004", "Beta lists <b>& raises</b> money", "deal", "beta"),
    ("2011", "Buyer One buys Beta", "deal", "beta|buyer-one"),
    ("", "A day that nobody dates", "deal", ""),
)
PEERS = (
    # name, region, country, population, companies, employees, members, founded, rankings, as_of, note
    ("Peer A", "Farland", "FR", "1000", "200", "9000", "100", "1999", "Sample list (France):3:2015", "2015", ""),
    ("Peer B", "Nearland and Farland", "FR/BE", "", "500", "", "", "", "Sample list:1:2015|Other list:2:", "2020", "n"),
    ("Peer C", "Midland", "BE", "", "300", "", "", "2004", "best in class", "2020", ""),
    ("Peer D", "Aland", "NL", "", "", "", "", "", "", "", ""),
)
PROJECTS = (
    # A project is told in seven parts; each participant is written who:role:amount.
    (
        *("101000001", "Fictitious vaccines for sample fish", "FISHVAX", "2022-01-01", "2024-12-31"),
        (("HORIZON.2.1.5", "Tools for health"),),
        ("/medical and health sciences/health sciences/vaccines", "/natural sciences/biological sciences/zoology"),
        ("university:coordinator:400000", "institute:participant:100000.5", "far:participant:", "school:thirdParty:0"),
    ),
    (
        *("101000002", "Imaginary enzymes at sea", "SEAZYME", "2023-06-01", "2026-05-31"),
        (("HORIZON.2.1", "Health"),),
        ("/natural sciences/biological sciences/biochemistry",),
        ("university:participant:50000", "institute:coordinator:60000", "university:thirdParty:"),
    ),
    (
        *("101000003", "A project without a field", "NOFIELD", "2024-03-01", "2025-02-28"),
        (("HORIZON.1.2", "Fellowships"),),
        (),
        ("university:coordinator:70000", "far:associatedPartner:"),
    ),
    (
        *("101000004", "Elsewhere altogether", "ELSEWHERE", "2024-05-01", "2025-04-30"),
        (("HORIZON.2.4", "Digital"),),
        ("/natural sciences/computer and information sciences",),
        ("far:coordinator:80000", "school:participant:"),
    ),
)
PARTICIPANTS = {
    "university": ("900000001", "SAMPLE UNIVERSITY", "HES", "Exampletown", "BE"),
    "institute": ("900000002", "FICTIONAL INSTITUTE", "REC", "Exampletown", "BE"),
    "far": ("900000011", "FAR FICTIONS SA", "PRC", "Farville", "FR"),
    "school": ("900000012", "SCHOOL OF EXAMPLES", "HES", "Farville", "FR"),
}


def write_register(folder: Path) -> Path:
    """Write the register's seven tables and its card."""
    folder.mkdir()
    (folder / "register.yml").write_text("date: 2026-11-23\nlicence: EUPL-1.2\n")
    rows = {
        "organisations.csv": [_organisation(row) for row in ORGANISATIONS],
        "relations.csv": [
            _row(("subject_slug", "relation", "object_slug", "start_year", "end_year", "amount_eur"), row)
            for row in RELATIONS
        ],
        "timeline.csv": [_row(("year", "title", "category", "org_slugs"), row) for row in EVENTS if row[0]],
        "peers.csv": [_peer(row) for row in PEERS],
    }
    for file, header in REGISTER.items():
        _write(folder / file, header.split(","), rows.get(file, ()))
    return folder


def write_cordis(folder: Path) -> Path:
    """Write the projects and who takes part in them, in the form of the flattened export."""
    folder.mkdir()
    rows = []
    with (folder / "projects.jsonl").open("w") as file:
        for number, title, acronym, starts, ends, programmes, fields, parts in PROJECTS:
            project = {
                "id": number,
                "title": title,
                "acronym": acronym,
                "objective": "Fictitious.",
                "status": "SIGNED",
                "startDate": starts,
                "endDate": ends,
                "ecSignatureDate": starts,
                "fundingScheme": ["/EXAMPLE"],
                "totalCost": "1000000",
                "ecMaxContribution": "900000",
                "calls": ["EXAMPLE-CALL"],
                "lastUpdateDate": "2026-10-01 12:00:00",
                "grantDoi": f"10.99999/{number}",
                "topics": [{"code": "EXAMPLE-TOPIC", "title": "An example"}],
                "legalBasis": [{"code": code, "title": name} for code, name in programmes],
                "euroSciVoc": [{"path": path} for path in fields],
            }
            file.write(json.dumps(project) + "\n")
            rows += [_participation(number, part) for part in parts]
    _write(folder / "participations.csv", PARTICIPATION.split(","), rows)
    return folder


def _organisation(row: tuple[str, ...]) -> dict[str, str]:
    told = _row(("slug", "name", "kind", "founded", "status", "pic"), row)
    return {**told, "city": "Exampletown", "region": "flanders", "country": "BE", "sector": "health", "as_of": "2025"}


def _peer(row: tuple[str, ...]) -> dict[str, str]:
    names = "name,region,country,population,companies,employees,members,founded,published_rankings,as_of,note"
    return {**_row(tuple(names.split(",")), row), "nuts_or_region_code": "XX"}


def _row(names: tuple[str, ...], row: tuple[str, ...]) -> dict[str, str]:
    return {**dict(zip(names, row, strict=True)), "source_url": PAGE}


def _participation(project: str, part: str) -> dict[str, str]:
    who, role, amount = part.split(":")
    pic, name, activity, city, country = PARTICIPANTS[who]
    return {
        "project_id": project,
        "role": role,
        "pic": pic,
        "legal_name": name,
        "activity_type": activity,
        "sme": "false",
        "terminated": "false",
        "net_ec_contribution": amount,
        "city": city,
        "country": country,
    }


def _write(file: Path, header: list[str], rows: Iterable[Mapping[str, str]]) -> None:
    with file.open("w", newline="") as opened:
        writer = csv.DictWriter(opened, header, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
