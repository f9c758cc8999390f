"""The three tables that every form of a CORDIS export is made into; all cells are text.

`cordis_project`: one row a project. `cordis_participation`: one row an organisation in a project. `cordis_detail`: one
row a call, topic, programme part or field of science of a project; `own` says that it stands in a row of its own in
its file, and not in the project's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from kiem.flow.engine import Engine
from kiem.flow.sources.refusals import Refusals

PROJECT = (
    "id",
    "acronym",
    "title",
    "objective",
    "total_cost",
    "eu_contribution",
    "starts",
    "ends",
    "signed",
    "status",
    "scheme",
    "grant_doi",
    "updated",
)
PARTICIPATION = (
    "project_id",
    "role",
    "pic",
    "vat_number",
    "legal_name",
    "short_name",
    "activity_type",
    "sme",
    "terminated",
    "net_ec_contribution",
    "city",
    "country",
    "nuts",
    "geolocation",
    "url",
)
DETAIL = ("project_id", "property", "value", "own")
BATCH = 4096

Cells = Sequence[str | None]


class Columns:
    """A table that grows by rows: the file, the line, and the cells in the order of the columns."""

    def __init__(self, columns: Sequence[str]) -> None:
        """Start empty."""
        fields: dict[str, pa.DataType] = {"file": pa.string(), "line": pa.int64()}
        self._schema = pa.schema(fields | dict.fromkeys(columns, pa.string()))
        self._rows: list[tuple[str | int | None, ...]] = []
        self._batches: list[pa.RecordBatch] = []

    def add(self, file: str, line: int, cells: Cells) -> None:
        """Take one row."""
        self._rows.append((file, line, *cells))
        if len(self._rows) == BATCH:
            self._flush()

    def table(self) -> pa.Table:
        """Return the rows taken so far."""
        self._flush()
        return pa.Table.from_batches(self._batches, schema=self._schema)

    def _flush(self) -> None:
        if self._rows:
            columns = [list(column) for column in zip(*self._rows, strict=True)]
            self._batches.append(pa.record_batch(columns, schema=self._schema))
            self._rows = []


@dataclass(frozen=True, slots=True)
class Canon:
    """Collects an export's projects, participations and details, and the rows that could not be read."""

    projects: Columns = field(default_factory=lambda: Columns(PROJECT))
    participations: Columns = field(default_factory=lambda: Columns(PARTICIPATION))
    details: Columns = field(default_factory=lambda: Columns(DETAIL))
    refusals: Refusals = field(default_factory=Refusals)

    def detail(self, file: str, line: int, project: str | None, said: tuple[str, str]) -> None:
        """Take a detail (property, value) that stands in the project's own row; an empty one says nothing."""
        if said[1]:
            self.details.add(file, line, (project, *said, "no"))

    def load(self, engine: Engine) -> None:
        """Give the engine the tables `cordis_project`, `cordis_participation`, `cordis_detail` and `cordis_broken`."""
        engine.load("cordis_project", self.projects.table())
        engine.load("cordis_participation", self.participations.table())
        engine.load("cordis_detail", self.details.table())
        engine.load("cordis_broken", self.refusals.table())


def words(*parts: str | None) -> str:
    """Return a code and its title as one text."""
    return " ".join(part for part in parts if part)
