"""Entities with their best facts, and the relations between them."""

from kiem.flow.engine import Engine, kilometres, quoted
from kiem.flow.releases.ecosystem import EcosystemRule, keep_ecosystem, region_sql
from kiem.flow.releases.touched import Taken
from kiem.flow.vocabulary import Vocabulary

TEXTS = ("name", "type", "subsector", "sector", "city", "region", "country", "subdivision", "nuts", "status")
GONE = "property = 'status' AND value IN ('dissolved', 'inactive', 'merged')"
DAY_OF_YEAR = "make_date(CAST(number AS INTEGER), 1, 1)"
IN_TOWN = 25.0
"""Kilometres from a town's own coordinates within which others may still be an address in it."""


def keep_things(engine: Engine, rule: EcosystemRule, taken: Taken | None = None) -> None:
    """Make the table `things` from `facts` and `members`; docs/guides/contracts.md lists its columns.

    A thing is known to be there from `there_from` on: its start, or the first day on which somebody speaks of it. It
    is known to be gone from `gone_from` on: its end, or where nobody dates that, the day on which it was said to be.
    Its coordinates are the best of those that lie in its town. Whom nothing of the touched concerns is `taken` over.
    """
    facts, others = "facts", ""
    if taken is not None:
        engine.read("things_before", taken.folder / "things.parquet")
        facts = "near_facts"
        others = "UNION ALL SELECT o.* FROM things_before AS o ANTI JOIN near AS n ON n.entity = o.id "
    _keep_best(engine, facts)
    _keep_spots(engine, facts)
    # Whoever others merged into was there on the day of the merger.
    engine.keep(
        "succession",
        "SELECT target AS entity, min(valid_from) AS day FROM facts WHERE property = 'merged_into' AND "
        "withdrawn_at IS NULL GROUP BY target",
    )
    keep_ecosystem(engine, rule, facts)
    engine.keep(
        "things",
        "SELECT b.entity AS id, b.kind, coalesce(b.name, b.entity) AS name, "
        "coalesce(nullif(trim(regexp_replace(lower(strip_accents(b.name)), '[^a-z0-9]+', '-', 'g'), '-'), ''), "
        "b.kind) AS slug, "
        f"b.type, b.subsector, b.sector, b.city, {region_sql(rule)} AS region, b.country, b.nuts, "
        "coalesce(p.lat, b.lat) AS lat, coalesce(p.lon, b.lon) AS lon, "
        "b.started, b.ended, coalesce(b.started, least(b.spoken_of, s.day)) AS there_from, "
        "coalesce(b.ended, b.gone_seen) AS gone_from, "
        "CASE WHEN b.merged THEN 'merged' ELSE b.status END AS status, "
        "coalesce(e.in_ecosystem, true) AS in_ecosystem, e.reason, coalesce(e.projects, 0) AS projects, "
        "coalesce(e.life_science_projects, 0) AS life_science_projects, b.sources, b.schemes, b.claims "
        "FROM best AS b LEFT JOIN belonging AS e ON e.entity = b.entity "
        "LEFT JOIN succession AS s ON s.entity = b.entity LEFT JOIN spot_in_town AS p ON p.entity = b.entity "
        f"{others}ORDER BY id",
    )
    engine.drop("best", "spot_in_town", "succession", "belonging", "life_science_project", "project_evidence")


def _keep_best(engine: Engine, facts: str) -> None:
    columns = [f"max(value) FILTER (property = {quoted(name)} AND place = 1) AS {name}" for name in TEXTS]
    columns += [
        "max(number) FILTER (property = 'latitude' AND place = 1) AS lat",
        "max(number) FILTER (property = 'longitude' AND place = 1) AS lon",
        (
            f"coalesce(max(CASE WHEN property IN ('founded', 'year') AND place = 1 THEN {DAY_OF_YEAR} END), "
            "max(valid_from) FILTER (property = 'starts' AND place = 1)) AS started"
        ),
        # A merger or dissolution known to the year: the thing is taken to be there until that year's end.
        (
            "max(CASE WHEN property = 'merged_into' OR (property = 'status' AND place = 1 AND value = 'dissolved') "
            "THEN make_date(year(valid_from) + 1, 1, 1) WHEN property = 'ends' AND place = 1 THEN valid_from + 1 "
            "END) AS ended"
        ),
        "bool_or(property = 'merged_into') AS merged",
        # The first day on which somebody speaks of it, and the first on which it was said to be gone.
        "min(least(seen_at, coalesce(valid_from, seen_at))) AS spoken_of",
        f"min(seen_at) FILTER (property = 'merged_into' OR (place = 1 AND {GONE})) AS gone_seen",
        "list(DISTINCT source ORDER BY source) AS sources",
        (
            "list(DISTINCT split_part(value, ':', 1) ORDER BY split_part(value, ':', 1)) "
            "FILTER (property = 'identifier') AS schemes"
        ),
        "count(*) AS claims",
    ]
    engine.keep(
        "best",
        f"SELECT entity, min(kind) AS kind, {', '.join(columns)} FROM {facts} "
        "WHERE withdrawn_at IS NULL GROUP BY entity",
    )


def _keep_spots(engine: Engine, facts: str) -> None:
    """Keep the coordinates that go with the town of each thing whose town comes from a record with coordinates."""
    engine.keep(
        "spot_in_town",
        "WITH spot AS (SELECT entity, about, min(place) FILTER (property = 'latitude') AS turn, "
        "arg_min(number, place) FILTER (property = 'latitude') AS lat, "
        f"arg_min(number, place) FILTER (property = 'longitude') AS lon FROM {facts} "
        "WHERE property IN ('latitude', 'longitude') AND withdrawn_at IS NULL GROUP BY entity, about), "
        f"town AS (SELECT s.entity, s.lat, s.lon FROM spot AS s JOIN {facts} AS f ON f.entity = s.entity "
        "AND f.about = s.about WHERE f.property = 'city' AND f.place = 1 AND f.withdrawn_at IS NULL) "
        "SELECT s.entity, arg_min(s.lat, s.turn) AS lat, arg_min(s.lon, s.turn) AS lon FROM spot AS s "
        f"JOIN town AS t ON t.entity = s.entity WHERE {kilometres('s', 't')} <= {IN_TOWN} GROUP BY s.entity",
    )


def keep_relations(engine: Engine, words: Vocabulary, taken: Taken | None = None) -> None:
    """Make the table `relations` from `facts`: each relation once in its main direction, with the claims that say it.

    Columns: subject, property, object, value, number, unit, valid_from, valid_to, source, claim (one), claims (all).
    Those between two that are not touched are `taken` over.
    """
    facts, others = "facts", ""
    if taken is not None:
        engine.read("relations_before", taken.folder / "relations.parquet")
        engine.view(
            "facts_of_touched",
            "SELECT f.* FROM near_facts AS f LEFT JOIN touched AS a ON a.entity = f.entity "
            "LEFT JOIN touched AS b ON b.entity = f.target WHERE coalesce(a.entity, b.entity) IS NOT NULL",
        )
        facts = "facts_of_touched"
        others = (
            "UNION ALL SELECT r.* FROM relations_before AS r ANTI JOIN touched AS a ON a.entity = r.subject "
            "ANTI JOIN touched AS b ON b.entity = r.object "
        )
    turned = {"parent_of": "subsidiary_of", "predecessor": "successor"}
    relations = ", ".join(quoted(name) for name, prop in words.properties.items() if prop.relation)
    swap = f"property IN ({', '.join(quoted(name) for name in turned)})"
    symmetric = ", ".join(quoted(name) for name, prop in words.properties.items() if prop.symmetric)
    backwards = f"({swap} OR (property IN ({symmetric}) AND target < entity))"
    main = (
        "CASE property "
        + " ".join(f"WHEN {quoted(a)} THEN {quoted(b)}" for a, b in turned.items())
        + " ELSE property END"
    )
    engine.keep(
        "relations",
        "SELECT subject, property, object, value, number, unit, valid_from, valid_to, min(source) AS source, "
        "min(id) AS claim, list(id ORDER BY id) AS claims FROM ("
        f"SELECT CASE WHEN {backwards} THEN target ELSE entity END AS subject, {main} AS property, "
        f"CASE WHEN {backwards} THEN entity ELSE target END AS object, value, number, unit, valid_from, valid_to, "
        "source, id "
        f"FROM {facts} WHERE property IN ({relations}) AND withdrawn_at IS NULL AND target IS NOT NULL AND target "
        "<> entity"
        ") AS turned GROUP BY subject, property, object, value, number, unit, valid_from, valid_to "
        f"{others}ORDER BY subject, property, object, valid_from, value, number",
    )
