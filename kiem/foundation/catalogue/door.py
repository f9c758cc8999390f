"""The only door to a release."""

import datetime
import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from pathlib import Path

from django.conf import settings

from kiem.flow.releases import Manifest, Shelf, SourceEntry, rules_in
from kiem.flow.search import TextIndex
from kiem.flow.vocabulary import vocabulary
from kiem.foundation.catalogue.directory import Directory
from kiem.foundation.catalogue.rows import CLAIM, RELATION, THING, change_of, changes_of, fact_of, relation_of, thing_of
from kiem.foundation.catalogue.store import Store
from kiem.foundation.catalogue.values import Change, Fact, Relation, ReleaseCard, SourceCard, Taking, Thing

MOST_IDS = 500
TAKING_PAGE = 20


class NoRelease(Exception):
    """There is no release yet: run `kiem build` or `kiem demo`."""


class Catalogue:
    """One release, for reading. Every method is one query unless it says otherwise."""

    def __init__(self, folder: Path) -> None:
        """Open the release in the folder."""
        self.folder = folder
        self.manifest = Manifest.read(folder)
        self.store = Store(folder / "catalogue.sqlite")

    @cached_property
    def release(self) -> ReleaseCard:
        """The release's card; read once."""
        sources = tuple(_source_card(entry) for entry in self.manifest.sources)
        return ReleaseCard(
            number=self.manifest.number,
            date=max(source.date for source in sources),
            made_at=self.manifest.made_at,
            previous=self.manifest.previous,
            entities=self.manifest.entities,
            relations=self.manifest.relations,
            sources=sources,
        )

    @property
    def rules(self) -> Path:
        """The folder of what the organisation had decided when the release was made, laid out as in the instance."""
        return rules_in(self.folder)

    @cached_property
    def ecosystem(self) -> Directory:
        """The organisations of the ecosystem, for lists and facets."""
        return Directory(self.folder / "things.parquet", ecosystem_only=True)

    @cached_property
    def world(self) -> Directory:
        """All organisations, partners and peers included."""
        return Directory(self.folder / "things.parquet", ecosystem_only=False)

    @cached_property
    def text(self) -> TextIndex:
        """The text index of the release."""
        return TextIndex(self.folder / "search")

    def where_is(self, name: str) -> str | None:
        """Return today's id of an id, old or new, or of a record or identifier such as `ror:05f950310`."""
        found = self.store.rows(
            "SELECT id FROM thing WHERE id = ?1 UNION ALL SELECT thing FROM alias WHERE alias = ?1 LIMIT 1", (name,)
        )
        return str(found[0][0]) if found else None

    def thing(self, identifier: str) -> Thing | None:
        """Return the thing with all its claims, or nothing. Two queries."""
        found = self.store.rows(f"SELECT {THING} FROM thing WHERE id = ?", (identifier,))
        return thing_of(found[0], self.claims(identifier)) if found else None

    def named(self, identifiers: Sequence[str]) -> list[Thing]:
        """Return the things without their claims, in the order of the ids, those that are there."""
        marks = ", ".join("?" * len(identifiers[:MOST_IDS]))
        rows = self.store.rows(f"SELECT {THING} FROM thing WHERE id IN ({marks})", identifiers[:MOST_IDS])
        found = {str(row[0]): thing_of(row) for row in rows}
        return [found[identifier] for identifier in identifiers if identifier in found]

    def told(self, identifiers: Sequence[str]) -> list[Thing]:
        """Return the things with their claims, in the order of the ids; at most 500. Two queries."""
        claims = self._claims_of(identifiers[:MOST_IDS])
        return [replace(thing, claims=claims.get(thing.id, ())) for thing in self.named(identifiers)]

    def things(self, kind: str, *, limit: int = 50, offset: int = 0) -> list[Thing]:
        """Return the ecosystem's things of a kind with their claims, by name, a page at a time. Two queries."""
        rows = self.store.rows(
            f"SELECT {THING} FROM thing WHERE kind = ? AND in_ecosystem = 1 ORDER BY name COLLATE NOCASE, id "
            "LIMIT ? OFFSET ?",
            (kind, limit, offset),
        )
        claims = self._claims_of([str(row[0]) for row in rows])
        return [thing_of(row, claims.get(str(row[0]), ())) for row in rows]

    def count(self, kind: str) -> int:
        """Return how many things of a kind belong to the ecosystem."""
        return int(
            str(self.store.rows("SELECT count(*) FROM thing WHERE kind = ? AND in_ecosystem = 1", (kind,))[0][0])
        )

    def claims(self, identifier: str) -> tuple[Fact, ...]:
        """Return every claim about the thing, also withdrawn ones, by property, best first.

        Taking part in projects is left to `taking`: a university's claims of it are thousands.
        """
        rows = self.store.rows(
            f"SELECT {CLAIM} FROM claim WHERE thing = ? AND property <> 'participates_in' ORDER BY property, place",
            (identifier,),
        )
        return tuple(fact_of(row) for row in rows)

    def taking(self, thing: Thing, page: int) -> Taking:
        """Return a page of an organisation's projects, newest first, or of a project's participants. Two queries.

        A page after the last one is the last one.
        """
        mine, other = ("object", "subject") if thing.kind == "project" else ("subject", "object")
        [(total, others, contribution)] = self.store.rows(
            f"SELECT count(*), count(DISTINCT {other}), sum(CAST(number AS REAL)) FROM relation WHERE {mine} = ? "
            "AND property = 'participates_in'",
            (thing.id,),
        )
        last = max(1, -(-int(str(total)) // TAKING_PAGE))
        rows = (
            self.store.rows(
                # Ranked first, so that the other ends' names are looked up for the page's rows and their equals alone.
                f"WITH mine AS (SELECT *, {other} AS other, {int(mine == 'subject')} AS outgoing, "
                "rank() OVER (ORDER BY valid_from DESC, CAST(number AS REAL) DESC) AS turn FROM relation "
                f"WHERE {mine} = ?1 AND property = 'participates_in') "
                f"SELECT {RELATION} FROM mine AS r JOIN thing AS t ON t.id = r.other WHERE r.turn <= ?2 + ?3 "
                "ORDER BY r.valid_from DESC, CAST(r.number AS REAL) DESC, t.name LIMIT ?2 OFFSET ?3",
                (thing.id, TAKING_PAGE, (min(page, last) - 1) * TAKING_PAGE),
            )
            if total
            else []
        )
        money = None if contribution is None else Decimal(str(contribution)).quantize(Decimal(1))
        return Taking(tuple(relation_of(row) for row in rows), int(str(total)), int(str(others)), money)

    def claims_by_id(self, identifiers: Sequence[str]) -> list[tuple[str, Fact]]:
        """Return claims by their own ids, each with its thing's id; at most 500."""
        marks = ", ".join("?" * len(identifiers[:MOST_IDS]))
        rows = self.store.rows(
            f"SELECT {CLAIM}, thing FROM claim WHERE id IN ({marks}) ORDER BY thing, property, place",
            identifiers[:MOST_IDS],
        )
        return [(str(row[-1]), fact_of(row[:-1])) for row in rows]

    def relations(self, identifier: str, *, limit: int = 2000) -> list[Relation]:
        """Return the thing's relations, both directions, by property and the other's name; projects are in `taking`."""
        rows = self.store.rows(
            f"SELECT {RELATION} FROM (SELECT r.*, object AS other, 1 AS outgoing FROM relation AS r WHERE subject = ?1 "
            "AND property <> 'participates_in' UNION ALL SELECT r.*, subject AS other, 0 AS outgoing FROM "
            "relation AS r "
            "WHERE object = ?1 AND property <> 'participates_in') AS r "
            "JOIN thing AS t ON t.id = r.other ORDER BY r.property, outgoing DESC, t.name COLLATE NOCASE, "
            "r.valid_from LIMIT ?2",
            (identifier, limit),
        )
        return [relation_of(row) for row in rows]

    def changes(self, identifier: str | None = None, *, limit: int = 50, offset: int = 0) -> list[Change]:
        """Return what changed since the last release, of one thing or of all, a page at a time."""
        rows = self.store.rows(
            f"SELECT * FROM change WHERE {changes_of('?3') if identifier else '?3 IS NULL'} "
            "ORDER BY change, kind, name, thing, property LIMIT ?1 OFFSET ?2",
            (limit, offset, identifier),
        )
        return [change_of(row) for row in rows]

    def latest(self, kind: str, limit: int) -> list[Thing]:
        """Return the newest things of a kind by the day they started, with their claims. Two queries."""
        rows = self.store.rows(
            f"SELECT {THING} FROM thing WHERE kind = ? AND in_ecosystem = 1 ORDER BY started DESC, name, id LIMIT ?",
            (kind, limit),
        )
        claims = self._claims_of([str(row[0]) for row in rows])
        return [thing_of(row, claims.get(str(row[0]), ())) for row in rows]

    def count_projects(self, regions: Sequence[str]) -> int:
        """Return how many projects have a participant of the ecosystem in one of the regions."""
        marks = ", ".join("?" * len(regions))
        # CROSS JOIN keeps SQLite to this order: a few hundred organisations first, then their relations.
        [(count,)] = self.store.rows(
            "SELECT count(DISTINCT r.object) FROM thing AS t "
            "CROSS JOIN relation AS r ON r.subject = t.id AND r.property = 'participates_in' WHERE t.in_ecosystem = 1 "
            f"AND t.kind = 'organisation' AND t.projects > 0 AND t.region IN ({marks})",
            regions,
        )
        return int(str(count))

    def count_changes(self) -> int:
        """Return how much changed since the last release."""
        return int(str(self.store.rows("SELECT count(*) FROM change")[0][0]))

    def _claims_of(self, identifiers: Sequence[str]) -> dict[str, tuple[Fact, ...]]:
        marks = ", ".join("?" * len(identifiers))
        rows = self.store.rows(
            f"SELECT {CLAIM}, thing FROM claim WHERE thing IN ({marks}) ORDER BY thing, property, place", identifiers
        )
        grouped: Iterable[tuple[object, Iterable[tuple[object, ...]]]] = groupby(rows, key=lambda row: row[-1])
        return {str(thing): tuple(fact_of(row[:-1]) for row in facts) for thing, facts in grouped}


_serving: dict[str, tuple[tuple[int, int] | None, Catalogue]] = {}
_opening = threading.Lock()


def current() -> Catalogue:
    """Return the release that serves now; a newer one is seen at the next call. Raises NoRelease before the first."""
    home = str(settings.KIEM_HOME)
    seen = _seen(Path(home, "releases", "current"))
    with _opening:
        found = _serving.get(home)
        if found is not None and seen is not None and found[0] == seen:
            return found[1]
        shelf = Shelf(Path(home) / "releases")
        number = shelf.current()
        if number is None:
            message = f"No release in {settings.KIEM_HOME}; run `kiem build` or `kiem demo`."
            raise NoRelease(message)
        folder = shelf.folder(number)
        catalogue = found[1] if found is not None and found[1].folder == folder else Catalogue(folder)
        _serving.clear()
        # What was seen before it was read: what came in between is seen at the next call.
        _serving[home] = (seen, catalogue)
        return catalogue


def _seen(file: Path) -> tuple[int, int] | None:
    """Return what differs whenever the file was put there anew: to ask costs less than to read."""
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns


def _source_card(entry: SourceEntry) -> SourceCard:
    licence = vocabulary().licences[entry.licence]
    date = datetime.date.fromisoformat(entry.date)
    return SourceCard(
        name=entry.name,
        title=entry.title,
        publisher=entry.publisher,
        licence=entry.licence,
        licence_title=licence.title,
        licence_address=licence.address,
        credit=licence.credit,
        address=entry.address,
        date=date,
        stale_after=date + datetime.timedelta(days=entry.stale_after_days),
        read=entry.read,
        claims=entry.claims,
        quarantined=entry.quarantined,
        caveats=entry.caveats,
    )
