"""Reads organisations from a FollowTheMoney file: one entity a line (https://followthemoney.tech/docs/)."""

import datetime
import re
from collections.abc import Iterator
from typing import BinaryIO

from kiem.flow.claims import Cell, SourceReading, draft_sql
from kiem.flow.engine import Engine, quoted
from kiem.flow.sources.followthemoney.dataset import INDEX, dataset_of, day_of
from kiem.flow.sources.input import SourceInput
from kiem.flow.sources.lines import lines
from kiem.flow.sources.problem import InputProblem
from kiem.flow.sources.refusals import Refusals

SCHEMATA = {"LegalEntity": None, "Organization": None, "Company": "company", "PublicBody": "authority"}
"""Which schemata are organisations, and the kind of organisation where the schema tells it."""

TEXTS = (
    *("name", "alias", "previousName", "weakAlias", "abbreviation", "jurisdiction", "mainCountry", "country"),
    *("website", "wikipediaUrl", "sourceUrl", "addressEntity", "city", "incorporationDate", "dissolutionDate"),
    *("wikidataId", "leiCode", "vatCode", "registrationNumber", "idNumber"),
)
RECORD = (
    '{"id":"VARCHAR","schema":"VARCHAR","last_seen":"VARCHAR","last_change":"VARCHAR","properties":{'
    + ",".join(f'"{name}":["VARCHAR"]' for name in TEXTS)
    + "}}"
)
WANTED = re.compile(rf'"schema"\s*:\s*"({"|".join(SCHEMATA)}|Address)"')
LISTED = ", ".join(quoted(schema) for schema in SCHEMATA)
REASON = (
    "CASE WHEN NOT is_json THEN 'not JSON' "
    "WHEN NOT regexp_matches(coalesce(it.id, ''), '^[^\\s]{1,255}$') THEN 'no id' "
    "WHEN trim(coalesce(p.name[1], '')) = '' THEN 'no name' END"
)
# Countries come first as jurisdiction; parts of a country and unions of several have codes of their own.
COUNTRIES = "list_concat(coalesce(p.jurisdiction, []), coalesce(p.mainCountry, []), coalesce(p.country, []))"
IS_COUNTRY = "regexp_matches(lower(c), '^[a-z]{2}(-[a-z0-9]+)?$') AND lower(c) NOT IN ('eu', 'zz')"
COUNTRY = f"upper(left(list_filter({COUNTRIES}, lambda c: {IS_COUNTRY})[1], 2))"
# The enterprise number is the Belgian VAT number: ten digits whose last two are 97 minus the first eight modulo 97.
KBO = "lpad(regexp_replace(one, '[^0-9]', '', 'g'), 10, '0')"
IS_KBO = (
    f"country = 'BE' AND regexp_matches(upper(one), '^(BE)?[ 0-9.]{{9,14}}$') AND length({KBO}) = 10 "
    f"AND TRY_CAST(right({KBO}, 2) AS INTEGER) = 97 - (TRY_CAST(left({KBO}, 8) AS BIGINT) % 97)"
)
ENDED = "p.dissolutionDate[1]"


def read(engine: Engine, given: SourceInput) -> SourceReading:
    """Read a file of entities, or a folder that holds it and its index.json.

    The rows are its organisations and what is no JSON; other entities are passed over. The day it speaks for is that of
    the index, else the last on which an entity was seen, else that of the file. Raises InputProblem.
    """
    dataset, refusals = dataset_of(given), Refusals()
    engine.load("ftm_text", lines(_streams(given), refusals, _is_wanted))
    engine.load("ftm_broken", refusals.table())
    engine.keep(
        "ftm_read",
        f"SELECT *, it.properties AS p FROM (SELECT file, line, text, json_valid(text) AS is_json, "
        f"from_json(CASE WHEN json_valid(text) THEN text END, {quoted(RECORD)}) AS it FROM ftm_text) AS parsed",
    )
    engine.keep("ftm_row", f"SELECT * FROM ftm_read WHERE NOT is_json OR coalesce(it.schema, '') IN ({LISTED})")
    engine.keep(
        "ftm_refused",
        f"SELECT table_name, line, reason, verbatim FROM ftm_broken UNION ALL SELECT file, line, {REASON}, "
        f"left(text, 500) FROM ftm_row WHERE ({REASON}) IS NOT NULL ORDER BY 1, 2",
    )
    engine.keep(
        "ftm_good",
        f"SELECT file || ':' || line AS row_key, it, p, 'ftm:' || it.id AS about, p.sourceUrl[1] AS origin, "
        f"{COUNTRY} AS country FROM ftm_row WHERE ({REASON}) IS NULL",
    )
    engine.keep("ftm_address", "SELECT it.id AS id, p.city[1] AS city FROM ftm_read WHERE it.schema = 'Address'")
    rows = engine.count("SELECT count(*) FROM ftm_row") + len(refusals.rows)
    if not engine.count("SELECT count(*) FROM ftm_good"):
        message = f"{given.source}: no organisation in {given.listed()}; give entities.ftm.json, an entity a line."
        raise InputProblem(message)
    day = dataset.day or _last_seen(engine) or _day_of_the_files(given)
    engine.keep("ftm_draft", "\nUNION ALL ".join(_drafts(dataset.licence)))
    engine.drop("ftm_text", "ftm_broken", "ftm_read", "ftm_row", "ftm_good", "ftm_address")
    return SourceReading(day, rows, "ftm_draft", "ftm_refused")


def _streams(given: SourceInput) -> Iterator[tuple[str, BinaryIO]]:
    own = (".ftm.json",) if any(".ftm.json" in name for name in given.names()) else (".json", ".jsonl", ".ijson")
    return ((name, stream) for name, stream in given.streams(*own) if not name.endswith(INDEX))


def _is_wanted(line: str) -> bool:
    """Return whether a line is an organisation or an address, or nothing that can be read."""
    return WANTED.search(line) is not None or not (line.startswith("{") and line.endswith("}"))


def _last_seen(engine: Engine) -> datetime.date | None:
    newest = engine.rows("SELECT max(greatest(it.last_seen, it.last_change)) FROM ftm_good")[0][0]
    return day_of(newest)


def _day_of_the_files(given: SourceInput) -> datetime.date:
    newest = max(file.stat().st_mtime for file in given.files)
    return datetime.datetime.fromtimestamp(newest, datetime.UTC).date()


def _drafts(licence: str) -> list[str]:
    frame = {
        "about": "about",
        "kind": "'organisation'",
        "source": "'followthemoney'",
        "origin": "origin",
        "basis": "'stated'",
        "licence": quoted(licence),
        "row_key": "row_key",
    }
    types = " ".join(f"WHEN {quoted(schema)} THEN {quoted(kind)}" for schema, kind in SCHEMATA.items() if kind)
    full = (
        f"CASE length({ENDED}) WHEN 4 THEN {ENDED} || '-01-01' WHEN 7 THEN {ENDED} || '-01' ELSE left({ENDED}, 10) END"
    )
    single = [
        Cell("name", "p.name[1]"),
        Cell("type", f"CASE it.schema {types} END", verbatim="it.schema"),
        Cell("country", "country"),
        Cell("founded", number="TRY_CAST(left(p.incorporationDate[1], 4) AS INTEGER)", unit="'year'"),
        Cell(
            "status",
            "'dissolved'",
            valid_from=f"TRY_CAST({full} AS DATE)",
            precision=f"CASE length({ENDED}) WHEN 4 THEN 'year' WHEN 7 THEN 'month' ELSE 'day' END",
            when=f"TRY_CAST({full} AS DATE) IS NOT NULL",
        ),
    ]
    drafts = [draft_sql("ftm_good", frame, single)]
    for listed, cells in _listed_cells():
        table = f"(SELECT about, row_key, origin, country, unnest({listed}) AS one FROM ftm_good) AS opened"
        drafts.append(draft_sql(table, frame, cells))
    town = (
        "(SELECT about, row_key, origin, a.city FROM (SELECT *, unnest(p.addressEntity) AS one FROM ftm_good) AS o "
        "JOIN ftm_address AS a ON a.id = one) AS placed"
    )
    return [*drafts, draft_sql(town, frame, [Cell("city", "city")])]


def _listed_cells() -> list[tuple[str, list[Cell]]]:
    others = "list_concat(p.name[2:], coalesce(p.alias, []), coalesce(p.previousName, []))"
    numbers = "list_concat(coalesce(p.registrationNumber, []), coalesce(p.vatCode, []))"
    is_vat = f"regexp_matches(upper(one), '^[A-Z]{{2}}[A-Z0-9]{{4,14}}$') AND NOT coalesce({IS_KBO}, false)"
    is_other = "regexp_matches(one, '^(ror|pic|grid|isni|fundref):[A-Za-z0-9.]+$')"
    return [
        (others, [Cell("alias", "one")]),
        ("p.weakAlias", [Cell("short_name", "one")]),
        ("p.abbreviation", [Cell("acronym", "one")]),
        ("p.website", [Cell("website", "one")]),
        ("p.wikipediaUrl", [Cell("wikipedia", "one")]),
        ("p.wikidataId", [Cell("identifier", "'wikidata:' || one", when="regexp_matches(one, '^Q[0-9]+$')")]),
        ("p.leiCode", [Cell("identifier", "'lei:' || one", when="regexp_matches(one, '^[A-Z0-9]{20}$')")]),
        (numbers, [Cell("identifier", f"'kbo:' || {KBO}", verbatim="one", when=IS_KBO)]),
        ("p.vatCode", [Cell("identifier", "'vat:' || upper(one)", when=is_vat)]),
        ("p.idNumber", [Cell("identifier", "one", when=is_other)]),
    ]
