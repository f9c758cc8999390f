"""Things as rows and records, for those who take them along."""

from collections.abc import Mapping

from kiem.foundation.catalogue.door import Catalogue
from kiem.foundation.catalogue.values import Fact, Relation, Thing

COLUMNS = (
    "id",
    "name",
    "type",
    "subsector",
    "sector",
    "city",
    "region",
    "country",
    "nuts",
    "lat",
    "lon",
    "started",
    "ended",
    "status",
    "in_ecosystem",
    "reason",
    "projects",
    "life_science_projects",
    "sources",
)


def organisation_record(thing: Thing) -> Mapping[str, object]:
    """Return a thing's best facts under the columns' names; unknown is null."""
    record: dict[str, object] = {name: getattr(thing, name) for name in COLUMNS}
    record["sources"] = list(thing.sources)
    return record


def thing_record(catalogue: Catalogue, thing: Thing) -> Mapping[str, object]:
    """Return a thing with its claims and relations, as JSON-ready values. Two queries."""
    return {
        "release": catalogue.release.number,
        **organisation_record(thing),
        "kind": thing.kind,
        "claims": [_claim_record(claim) for claim in thing.claims],
        "relations": [_relation_record(relation) for relation in catalogue.relations(thing.id)],
    }


def _claim_record(claim: Fact) -> Mapping[str, object]:
    names = (
        "claim",
        "property",
        "value",
        "number",
        "unit",
        "language",
        "object",
        "verbatim",
        "source",
        "origin",
        "basis",
        "licence",
        "valid_from",
        "valid_to",
        "precision",
        "seen_at",
        "withdrawn_at",
        "disputed",
        "snapshot",
        "record",
    )
    return {name: getattr(claim, name) for name in names}


def _relation_record(relation: Relation) -> Mapping[str, object]:
    names = (
        "property",
        "outgoing",
        "other",
        "other_kind",
        "other_name",
        "value",
        "number",
        "unit",
        "valid_from",
        "valid_to",
        "source",
        "claim",
    )
    return {name: getattr(relation, name) for name in names}
