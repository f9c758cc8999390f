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
from tests.flow.said import CLAIMS, DAY, Said

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
FACTS: dict[str, pa.DataType] = {
    **CLAIMS,
    **dict.fromkeys(("entity", "target"), pa.string()),
    "place": pa.int64(),
    "disputed": pa.bool_(),
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


def _fact(one: Said, turn: int) -> dict[str, object]:
    target = None if one.target is None else one.target.replace(":", "-")
    return {**one.row(turn), "entity": one.about.replace(":", "-"), "target": target, "place": 1, "disputed": False}


def basis_of(folder: Path, said: Iterable[Said], days: Mapping[str, datetime.date] = SOURCES) -> Basis:
    """Write a release of the claims into the folder; `days` are those for which its sources speak."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [_fact(one, turn) for turn, one in enumerate(said)]
    columns = {name: pa.array([row.get(name) for row in rows], kind) for name, kind in FACTS.items()}
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
