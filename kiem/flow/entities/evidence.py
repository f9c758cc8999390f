"""What joins records without doubt: shared identifiers, and an unambiguous exact name in one place.

The statistical matcher will add its own edges here; nothing after this module knows how an edge was found.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

import pyarrow as pa

from kiem.flow.engine import Engine, kilometres
from kiem.flow.entities.grouping import Edge
from kiem.flow.vocabulary import LEGAL_FORMS

JOINING = ("register", "ror", "pic", "kbo", "vat", "grid", "isni", "wikidata", "lei")
"""Identifier schemes of which one number names one thing. Crossref's funder ids are shared by parents: not here."""

NEAR = 25.0
"""Kilometres within which two towns are one place; registers name the same town in different languages."""

FAR = 50.0
"""Kilometres from which on two towns that are not called alike speak against an edge."""

COMMON_HOSTS = (
    "facebook.com",
    "linkedin.com",
    "twitter.com",
    "x.com",
    "instagram.com",
    "youtube.com",
    "wikipedia.org",
    "google.com",
    "github.io",
    "github.com",
    "wordpress.com",
    "wixsite.com",
    "weebly.com",
    "blogspot.com",
    "europa.eu",
    "ec.europa.eu",
)
DOMAIN = "regexp_extract(lower(value), '^(?:https?://)?(?:www\\.)?([a-z0-9.-]+\\.[a-z]{2,})', 1)"
# A name without the "(Belgium)" that registers add, in small letters without accents, signs as one space.
BARE = "lower(strip_accents(regexp_replace(value, '\\s*\\([^)]*\\)\\s*$', '')))"
NAME = f"trim(regexp_replace({BARE}, '[^\\p{{L}}\\p{{N}}]+', ' ', 'g'))"
# One register writes a legal form at the end where another does not, with dots or without.
ANY_FORM = "|".join(sorted({*LEGAL_FORMS, *(" ".join(form) for form in LEGAL_FORMS)}))
WITHOUT_FORM = f"regexp_replace(name, '( ({ANY_FORM}))+$', '')"
SHORTEST_NAME = 4


TELLING = "('identifier', 'name', 'alias', 'translated_name', 'city', 'country', 'latitude', 'longitude', 'website')"


def keep_last_said(engine: Engine) -> None:
    """Make the table `last_said` from `claims`: what tells who a record is, as its source says it or last said it.

    What a source took back of a record counts no longer; a record that it took back whole is whom it last was.
    """
    engine.keep(
        "last_said",
        "SELECT c.about, c.kind, c.property, c.value, c.number FROM claims AS c LEFT JOIN ("
        "SELECT a.about, max(a.withdrawn_at) AS day FROM claims AS a "
        "SEMI JOIN (SELECT about FROM claims WHERE withdrawn_at IS NOT NULL) AS w ON w.about = a.about "
        "GROUP BY a.about HAVING count(*) = count(a.withdrawn_at)"
        f") AS gone ON gone.about = c.about WHERE c.property IN {TELLING} "
        "AND (c.withdrawn_at IS NULL OR c.withdrawn_at = gone.day)",
    )


def edges(engine: Engine) -> list[Edge]:
    """Return the edges between organisations' records that the table `last_said` supports."""
    engine.view("who", "SELECT * FROM last_said WHERE kind = 'organisation'")
    _places(engine)
    found = [*_identifier_edges(engine), *_name_edges(engine), *_domain_edges(engine)]
    engine.drop("place", "name_key")
    return found


def _identifier_edges(engine: Engine) -> Iterable[Edge]:
    schemes = ", ".join(f"'{scheme}'" for scheme in JOINING)
    shared = engine.rows(
        "SELECT value, list(DISTINCT about ORDER BY about) FROM who WHERE property = 'identifier' "
        f"AND split_part(value, ':', 1) IN ({schemes}) GROUP BY value HAVING min(about) <> max(about) ORDER BY value"
    )
    for number, records in shared:
        carriers = _texts(records)
        for turn, left in enumerate(carriers):
            for right in carriers[turn + 1 :]:
                # Two of one register join the first of them or none; of several registers each pair counts, so that one
                # that is taken out by a judgement does not part the others.
                if turn == 0 or _register(left) != _register(right):
                    yield Edge(1, left, right, f"both carry {number}")


def _places(engine: Engine) -> None:
    engine.keep(
        "place",
        "SELECT about, min(value) FILTER (property = 'country') AS country, "
        "list(DISTINCT lower(strip_accents(value))) FILTER (property = 'city') AS cities, "
        "avg(number) FILTER (property = 'latitude') AS lat, avg(number) FILTER (property = 'longitude') AS lon "
        "FROM who GROUP BY about",
    )
    engine.keep(
        "name_written",
        f"SELECT DISTINCT about, split_part(about, ':', 1) AS register, country, {NAME} AS name FROM who "
        "JOIN place USING (about) WHERE property IN ('name', 'alias', 'translated_name') AND country IS NOT NULL",
    )
    engine.keep(
        "name_key",
        "SELECT * FROM (SELECT * FROM name_written UNION "
        f"SELECT about, register, country, {WITHOUT_FORM} FROM name_written) AS keyed "
        f"WHERE length(name) >= {SHORTEST_NAME}",
    )
    engine.drop("name_written")


def _near(left: str, right: str) -> str:
    return f"(list_has_any({left}.cities, {right}.cities) OR {kilometres(left, right)} <= {NEAR})"


def _far(left: str, right: str) -> str:
    # Where one has no coordinates, the engine knows no distance.
    return (
        f"NOT list_has_any({left}.cities, {right}.cities) AND {left}.lat + {left}.lon + {right}.lat + {right}.lon "
        f"IS NOT NULL AND {kilometres(left, right)} > {FAR}"
    )


def _name_edges(engine: Engine) -> Iterable[Edge]:
    pairs = engine.rows(
        "WITH sole AS (SELECT register, country, name, min(about) AS about FROM name_key "
        "GROUP BY register, country, name HAVING count(*) = 1) "
        "SELECT DISTINCT l.about, r.about, l.name FROM sole AS l JOIN sole AS r "
        "ON l.name = r.name AND l.country = r.country AND l.register < r.register "
        "JOIN place AS lp ON lp.about = l.about JOIN place AS rp ON rp.about = r.about "
        f"WHERE {_near('lp', 'rp')} ORDER BY 1, 2, 3"
    )
    for left, right, name in pairs:
        first, second = sorted((str(left), str(right)))
        yield Edge(2, first, second, f"the same name in the same place: {name}")


def _domain_edges(engine: Engine) -> Iterable[Edge]:
    hosts = ", ".join(f"'{host}'" for host in COMMON_HOSTS)
    pairs = engine.rows(
        f"WITH site AS (SELECT DISTINCT about, split_part(about, ':', 1) AS register, country, {DOMAIN} AS domain "
        "FROM who JOIN place USING (about) WHERE property = 'website'), "
        f"sole AS (SELECT register, domain, min(about) AS about, min(country) AS country FROM site "
        f"WHERE domain <> '' AND domain NOT IN ({hosts}) GROUP BY register, domain HAVING count(*) = 1) "
        f"SELECT l.about, r.about, l.domain, CASE WHEN {_far('lp', 'rp')} "
        f"THEN CAST(round({kilometres('lp', 'rp')}) AS INTEGER) END FROM sole AS l JOIN sole AS r "
        "ON l.domain = r.domain AND l.country = r.country AND l.register < r.register "
        "JOIN place AS lp ON lp.about = l.about JOIN place AS rp ON rp.about = r.about ORDER BY 1, 2"
    )
    words = _words(engine, {str(record) for pair in pairs for record in pair[:2]})
    for left, right, domain, far in pairs:
        if words[str(left)] & words[str(right)]:
            first, second = sorted((str(left), str(right)))
            against = "" if far is None else f"their towns are {far} km apart"
            yield Edge(3, first, second, f"the same web domain {domain} and a word of the name", against)


SHORTEST_WORD = 4
EMPTY_WORDS = frozenset(
    {
        *("university", "universiteit", "universite", "institute", "institut", "instituut", "research", "company"),
        *("group", "foundation", "hospital", "center", "centre", "national", "european", "international", "belgium"),
        *("europe", "limited", "technology", "technologies", "sciences"),
    }
)


def _words(engine: Engine, records: Collection[str]) -> defaultdict[str, set[str]]:
    """Return the telling words of the records' names."""
    words: defaultdict[str, set[str]] = defaultdict(set)
    engine.load("asked", pa.table({"record": pa.array(sorted(records), pa.string())}))
    for about, name in engine.rows("SELECT about, name FROM name_key JOIN asked ON record = about"):
        words[str(about)] |= {w for w in str(name).split() if len(w) >= SHORTEST_WORD and w not in EMPTY_WORDS}
    engine.drop("asked")
    return words


def _register(record: str) -> str:
    return record.partition(":")[0]


def _texts(cell: object) -> list[str]:
    return [str(one) for one in cell] if isinstance(cell, list) else []
