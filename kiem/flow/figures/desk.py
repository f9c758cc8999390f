"""Where figures are asked for: one release and one instance, the tables of what was known kept at hand."""

import datetime
import threading
from collections import OrderedDict
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from kiem.flow.engine import Engine
from kiem.flow.figures.computing import compute_all, figure_of
from kiem.flow.figures.definition import Definition, definitions
from kiem.flow.figures.document import read_figure
from kiem.flow.figures.figure import Asked, Figure, FigureProblem
from kiem.flow.figures.knowledge import Basis, Knowledge, knowledge
from kiem.flow.releases import Manifest, ecosystem_rule, rules_in

MOST_KEPT = 64
MEMORY = "600MB"


def make_figures(folder: Path, spill: Path) -> int:
    """Write `figures/` into the release's folder, where all but it is there, and return how many figures."""
    with Engine(spill, MEMORY) as engine:
        return compute_all(engine, _basis(folder), _definitions(folder).values())


class Desk:
    """Answers questions about one release's figures, the last ones without computing again. Threads may share it."""

    def __init__(self, folder: Path, spill: Path) -> None:
        """Use the release's folder; `spill` takes what does not fit in memory."""
        self._folder, self._spill = folder, spill
        self._lock = threading.Lock()
        self._read: dict[str, Figure] = {}
        self._kept: OrderedDict[tuple[str, Asked], Figure] = OrderedDict()
        self._engine: Engine | None = None
        self._known: Knowledge | None = None
        self._asked_known_at: datetime.date | None = None

    @cached_property
    def definitions(self) -> Mapping[str, Definition]:
        """The definitions with which the release was made, by id."""
        return _definitions(self._folder)

    def figure(self, identifier: str, asked: Asked | None = None) -> Figure:
        """Return the figure; FigureProblem for one that is not defined and for a question that cannot be answered.

        The release's own document answers where nothing particular is asked.
        """
        asked = self._plain(asked or Asked())
        if identifier not in self.definitions:
            message = f"{identifier}: no such figure; known are {', '.join(self.definitions)}."
            raise FigureProblem(message)
        # What is asked most waits for nobody's computation.
        if asked == Asked() and (told := self._told(identifier)) is not None:
            return told
        with self._lock:
            found = self._kept.get((identifier, asked))
            if found is None:
                found = self._kept[identifier, asked] = self._made(identifier, asked)
                if len(self._kept) > MOST_KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end((identifier, asked))
        return found

    @cached_property
    def latest(self) -> datetime.date:
        """The newest day that the release's sources speak for: the day of a figure when none is asked."""
        return max(datetime.date.fromisoformat(entry.date) for entry in Manifest.read(self._folder).sources)

    def _plain(self, asked: Asked) -> Asked:
        """Return the question without what the release answers anyway."""
        known_at = None if asked.known_at is None or asked.known_at >= self.latest else asked.known_at
        as_of = None if asked.as_of == (known_at or self.latest) else asked.as_of
        return Asked(as_of, known_at, asked.territory)

    def close(self) -> None:
        """Let go of the tables."""
        with self._lock:
            if self._engine is not None:
                self._engine.close()
            self._engine = self._known = None

    def _told(self, identifier: str) -> Figure | None:
        """Return what the release's own document says, read once; None where it has none."""
        document = self._folder / "figures" / f"{identifier}.json"
        if identifier not in self._read and document.exists():
            self._read[identifier] = read_figure(document)
        return self._read.get(identifier)

    def _made(self, identifier: str, asked: Asked) -> Figure:
        return figure_of(self._knowledge(asked), self.definitions[identifier], asked)

    def _knowledge(self, asked: Asked) -> Knowledge:
        """Return the tables of what was known; those of the day asked last stay at hand."""
        if self._engine is None:
            self._engine = Engine(self._spill, MEMORY)
        if self._known is None or asked.known_at != self._asked_known_at:
            self._known = knowledge(self._engine, _basis(self._folder), asked.known_at)
            self._asked_known_at = asked.known_at
        return self._known


def _basis(folder: Path) -> Basis:
    return Basis(folder, ecosystem_rule(rules_in(folder) / "ecosystem.yml"))


def _definitions(folder: Path) -> Mapping[str, Definition]:
    return definitions(rules_in(folder) / "figures")
