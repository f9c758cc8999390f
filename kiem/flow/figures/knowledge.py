"""What a release knew on a day: its claims of then, ranked and joined by the release's own rules."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kiem.flow.engine import Engine, quoted
from kiem.flow.figures.figure import Asked, FigureProblem, Newest
from kiem.flow.figures.subjects import PROPERTIES
from kiem.flow.releases import EcosystemRule, Manifest, keep_facts, keep_relations, keep_things, life_science_sql
from kiem.flow.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Basis:
    """What figures are made from: a release's folder, and the instance's rule of what belongs to the ecosystem."""

    folder: Path
    rule: EcosystemRule


@dataclass(frozen=True, slots=True)
class Knowledge:
    """A release as it was known on a day, as tables in the engine: facts, things, relations and what is made of them.

    `newest` is the newest day that each source speaks for, `latest` the newest of the whole release.
    """

    engine: Engine
    rule: EcosystemRule
    release: int
    known_at: datetime.date
    latest: datetime.date
    newest: Newest


def knowledge(engine: Engine, basis: Basis, known_at: datetime.date | None = None) -> Knowledge:
    """Make the tables of what was known at the end of the day; without a day, of all that the release knows.

    A claim was known from the day of the first snapshot that said it until the first that no longer did. Who is who and
    which organisations the rule lets in are judged with today's identities and rule on the claims of then.
    """
    manifest = Manifest.read(basis.folder)
    days = {entry.name: datetime.date.fromisoformat(entry.date) for entry in manifest.sources}
    latest = max(days.values())
    day = min(known_at or latest, latest)
    _keep_claims(engine, basis, day)
    keep_facts(engine, vocabulary())
    keep_things(engine, basis.rule)
    keep_relations(engine, vocabulary())
    _keep_witnesses(engine)
    _keep_projects(engine, basis.rule)
    _keep_rounds(engine)
    return Knowledge(engine, basis.rule, manifest.number, day, latest, _newest(engine, days, day))


def keep_located(known: Knowledge, territory: str | None) -> None:
    """Make the table `located`: each organisation of the ecosystem, and whether it lies inside the territory."""
    inside = "true" if territory is None else _inside(territory, known.rule.regions)
    known.engine.keep(
        "located",
        f"SELECT t.id AS entity, {inside} AS inside FROM things AS t WHERE t.kind = 'organisation' AND t.in_ecosystem",
    )


def day_asked(known: Knowledge, asked: Asked) -> datetime.date:
    """Return the day that a figure is about; FigureProblem when the sources do not speak of it yet."""
    day = asked.as_of or known.known_at
    if day > known.known_at:
        message = f"as of {day}: the sources speak only up to {known.known_at}; ask for that day or an earlier one."
        raise FigureProblem(message)
    return day


def _keep_claims(engine: Engine, basis: Basis, day: datetime.date) -> None:
    said = ", ".join(quoted(prop) for prop in PROPERTIES)
    engine.read("release_facts", basis.folder / "facts.parquet")
    engine.read("release_members", basis.folder / "members.parquet")
    when = f"DATE '{day.isoformat()}'"
    known = f"seen_at <= {when} AND (withdrawn_at IS NULL OR withdrawn_at > {when})"
    # The rule lets nothing in from outside its territory, so the rest of the world's registers need not be ranked.
    lies = " OR ".join(f"starts_with(value, {quoted(code)})" for code in basis.rule.territory)
    engine.keep(
        "near",
        "SELECT DISTINCT entity FROM release_facts WHERE starts_with(about, 'register:') "
        f"OR (kind = 'organisation' AND property IN ('country', 'nuts') AND ({lies}))",
    )
    engine.keep(
        "spoken_of",
        "SELECT entity FROM near UNION SELECT f.target FROM release_facts AS f JOIN near AS n ON n.entity = f.entity "
        "WHERE f.property = 'participates_in'",
    )
    engine.keep(
        "claims",
        "SELECT * EXCLUDE (entity, target, place, disputed, withdrawn_at, verbatim, language), "
        "CAST(NULL AS DATE) AS withdrawn_at FROM release_facts "
        f"WHERE property IN ({said}) AND {known} AND entity IN (SELECT entity FROM spoken_of)",
    )
    engine.keep(
        "members",
        "SELECT * FROM release_members WHERE record IN (SELECT about FROM claims UNION ALL SELECT object FROM claims)",
    )
    engine.drop("near", "spoken_of")


def _keep_witnesses(engine: Engine) -> None:
    """Keep who first speaks of an organisation, and when it was said to be gone where the date of that is unknown."""
    engine.keep(
        "spoken",
        "SELECT f.entity, f.id, least(f.seen_at, coalesce(f.valid_from, f.seen_at)) AS day FROM facts AS f "
        "JOIN things AS t ON t.id = f.entity WHERE t.kind = 'organisation' AND t.in_ecosystem",
    )
    engine.keep(
        "witness",
        "SELECT s.entity, s.day, min(s.id) AS claim FROM spoken AS s JOIN (SELECT entity, min(day) AS day FROM spoken "
        "GROUP BY entity) AS f ON f.entity = s.entity AND f.day = s.day GROUP BY s.entity, s.day",
    )
    engine.keep(
        "gone",
        "SELECT id AS entity, gone_from AS day FROM things WHERE kind = 'organisation' AND in_ecosystem "
        "AND ended IS NULL AND gone_from IS NOT NULL",
    )
    engine.drop("spoken")


def _keep_projects(engine: Engine, rule: EcosystemRule) -> None:
    engine.keep("life_science_project", life_science_sql(rule))
    part = "coalesce(nullif(regexp_extract(value, '^HORIZON[.][0-9]+([.][0-9]+)?'), ''), split_part(value, ' ', 1))"
    engine.keep("programme_part", f"SELECT entity, value, {part} AS part FROM facts WHERE property = 'programme'")
    engine.keep(
        "programme_name",
        "SELECT part, min(value[length(part) + 2:]) AS name FROM programme_part "
        "WHERE starts_with(value, part || ' ') GROUP BY part",
    )
    engine.keep(
        "project",
        "SELECT t.id, t.started, f.seen, p.programme, l.project IS NOT NULL AS life_science FROM things AS t "
        "JOIN (SELECT entity, min(seen_at) AS seen FROM facts WHERE kind = 'project' GROUP BY entity) AS f "
        "ON f.entity = t.id "
        "LEFT JOIN (SELECT entity, CASE WHEN count(DISTINCT part) = 1 THEN min(part) ELSE 'several' END AS programme "
        "FROM programme_part GROUP BY entity) AS p ON p.entity = t.id "
        "LEFT JOIN life_science_project AS l ON l.project = t.id WHERE t.kind = 'project'",
    )
    engine.keep(
        "participation",
        "SELECT f.id AS claim, f.entity AS organisation, f.target AS project, f.valid_from AS since, "
        "f.seen_at AS seen, f.number AS amount FROM facts AS f JOIN things AS t ON t.id = f.entity "
        "WHERE f.property = 'participates_in' AND f.target IS NOT NULL AND t.in_ecosystem",
    )


def _keep_rounds(engine: Engine) -> None:
    """Keep each round once: its amount stands beside every investor named and is the whole round's."""
    engine.keep(
        "investment_round",
        "SELECT concat_ws(' ', r.object, coalesce(r.value, ''), CAST(year(r.valid_from) AS VARCHAR)) AS unit, "
        "r.object AS company, r.value AS round, min(r.valid_from) AS since, min(f.seen_at) AS seen, "
        "CASE WHEN count(DISTINCT r.number) = 1 THEN max(r.number) END AS amount, flatten(list(r.claims)) AS claims "
        "FROM relations AS r JOIN facts AS f ON f.id = r.claim WHERE r.property = 'invests_in' "
        "GROUP BY r.object, r.value, year(r.valid_from)",
    )


def _inside(territory: str, regions: Mapping[str, Mapping[str, str]]) -> str:
    code, country = quoted(territory), quoted({"EL": "GR", "UK": "GB"}.get(territory[:2], territory[:2]))
    cases = [
        f"WHEN starts_with(t.nuts, {code}) THEN true",
        f"WHEN NOT starts_with({code}, t.nuts) THEN false",
        f"WHEN t.country <> {country} THEN false",
    ]
    if len(territory) == 2:
        cases.append(f"WHEN t.country = {country} THEN true")
    for region, by in regions.items():
        nuts = by["nuts"]
        if nuts.startswith(territory):
            cases.append(f"WHEN t.region = {quoted(region)} THEN true")
        elif not territory.startswith(nuts):
            cases.append(f"WHEN t.region = {quoted(region)} THEN false")
    return f"CASE {' '.join(cases)} END"


def _newest(engine: Engine, days: Newest, day: datetime.date) -> Newest:
    """Return the newest day, no later than the day, that each source speaks for; else the day of its newest word."""
    spoken = {
        str(source): seen
        for source, seen in engine.rows("SELECT split_part(snapshot, '@', 1), max(seen_at) FROM claims GROUP BY 1")
        if isinstance(seen, datetime.date)
    }
    return {source: days[source] if days[source] <= day else seen for source, seen in spoken.items()}
