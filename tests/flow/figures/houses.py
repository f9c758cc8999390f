"""Small releases with plainly fictitious organisations, made claim by claim."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from kiem.flow.engine import Engine
from kiem.flow.figures import Asked, Basis, Definition, Figure, Measure, compute
from kiem.flow.releases import EcosystemRule, Manifest, SourceEntry

DAY = datetime.date(2026, 1, 1)
SOURCES = {"register": DAY, "cordis": DAY}
NOWHERE = datetime.date(2030, 1, 1)
RULE = EcosystemRule(
    version=1,
    territory=("BE",),
    fields=("/medical",),
    not_fields=(),
    programmes=("HORIZON.2.1",),
    always=("hospital",),
    with_one_project=("university",),
    by_share=("company", "research_institute", "other"),
    share=0.5,
    regions={
        "flanders": {"nuts": "BE2", "subdivision": "Flanders"},
        "brussels": {"nuts": "BE1", "subdivision": "Brussels"},
    },
)
TYPES: dict[str, pa.DataType] = {
    **dict.fromkeys(("id", "about", "kind", "property", "value"), pa.string()),
    "number": pa.decimal128(18, 4),
    **dict.fromkeys(("unit", "language", "object", "verbatim", "source", "origin", "basis", "licence"), pa.string()),
    **dict.fromkeys(("valid_from", "valid_to"), pa.date32()),
    **dict.fromkeys(("precision", "snapshot"), pa.string()),
    **dict.fromkeys(("seen_at", "withdrawn_at"), pa.date32()),
    **dict.fromkeys(("entity", "target"), pa.string()),
    "place": pa.int64(),
    "disputed": pa.bool_(),
}


@dataclass(frozen=True)
class Said:
    """One claim of a fictitious source; it was first said on `seen`, and no longer from `withdrawn` on."""

    about: str
    property: str
    value: str | None = None
    number: Decimal | None = None
    target: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    seen: datetime.date = DAY
    withdrawn: datetime.date | None = None
    unit: str | None = None
    kind: str = "organisation"

    def row(self, turn: int) -> dict[str, object]:
        source = self.about.partition(":")[0]
        return {
            "id": f"{turn:032d}",
            "about": self.about,
            "kind": self.kind,
            "property": self.property,
            "value": self.value,
            "number": self.number,
            "unit": self.unit,
            "object": self.target,
            "source": source,
            "basis": "stated",
            "licence": "CC0-1.0",
            "valid_from": self.since,
            "valid_to": self.until,
            "snapshot": f"{source}@{self.seen}#0",
            "seen_at": self.seen,
            "withdrawn_at": self.withdrawn,
            "entity": self.about.replace(":", "-"),
            "target": None if self.target is None else self.target.replace(":", "-"),
            "place": 1,
            "disputed": False,
        }


@dataclass(frozen=True)
class Org:
    """A fictitious organisation in the register."""

    name: str
    kind: str = "company"
    founded: int | None = None
    country: str | None = "BE"
    nuts: str | None = None
    region: str | None = None
    status: str | None = None
    more: tuple[Said, ...] = field(default=())

    def said(self) -> Iterator[Said]:
        about = f"register:{self.name}"
        yield Said(about, "name", f"Example {self.name}")
        texts = {
            "type": self.kind,
            "country": self.country,
            "nuts": self.nuts,
            "region": self.region,
            "status": self.status,
        }
        yield from (Said(about, prop, value) for prop, value in texts.items() if value is not None)
        if self.founded is not None:
            yield Said(about, "founded", number=Decimal(self.founded), unit="year")
        yield from self.more


def basis_of(folder: Path, said: Iterable[Said], days: Mapping[str, datetime.date] = SOURCES) -> Basis:
    """Write a release of the claims into the folder; `days` are those for which its sources speak."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [one.row(turn) for turn, one in enumerate(said)]
    columns = {name: pa.array([row.get(name) for row in rows], kind) for name, kind in TYPES.items()}
    with Engine(folder / "spill") as engine:
        engine.load("facts", pa.table(columns))
        engine.write("SELECT * FROM facts", folder / "facts.parquet")
        engine.write("SELECT DISTINCT about AS record, entity FROM facts", folder / "members.parquet")
    entries = tuple(
        SourceEntry(
            name=name,
            snapshot=f"{name}@{day}#0",
            date=str(day),
            licence="CC0-1.0",
            read=1,
            claims=1,
            quarantined=0,
            title={"en": name},
            publisher={"en": "Somebody"},
            address="https://example.org",
            stale_after_days=100,
            caveats=(),
        )
        for name, day in days.items()
    )
    manifest = Manifest(
        number=1, key="0", made_at="2026-01-01T00:00:00", code="0", previous=None, sources=entries, entities=1,
        relations=0, doubts=0, licences=("CC0-1.0",), tables={}, rules={},
    )  # fmt: skip
    manifest.write(folder)
    return Basis(folder, RULE)


SAME = {"en": "a", "nl": "b", "fr": "c"}
COUNT = Definition(
    id="example",
    title=SAME,
    says=SAME,
    says_not=SAME,
    method=SAME,
    unit={"en": "organisations", "nl": "organisaties", "fr": "organisations"},
    owner="somebody",
    reviewed=DAY,
    next_review=NOWHERE,
    good_for=100,
    measure=Measure("organisation", is_sum=False, holds="on_the_day", by="type"),
    beside=(),
)


def asked_of(folder: Path, said: Iterable[Said], measure: Measure | None = None, asked: Asked | None = None) -> Figure:
    """Return the figure of the measure on a release of the claims."""
    definition = COUNT if measure is None else replace(COUNT, measure=measure)
    basis = basis_of(folder, said)
    with Engine(folder / "spill") as engine:
        return compute(engine, basis, definition, asked)


def every(orgs: Iterable[Org]) -> list[Said]:
    """Return all that is said of the organisations."""
    return [said for org in orgs for said in org.said()]
