"""The EU projects in which the ecosystem takes part, narrowed by what they are about and who takes part."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kiem.foundation.catalogue import Catalogue, Thing
from kiem.foundation.catalogue.chains import ProjectLine, kept_projects

__all__ = ["FACETS", "ProjectsAsked", "ProjectsFound", "area_of", "programme_of", "projects"]

FACETS = ("field", "programme", "year")
UNKNOWN = "unknown"
AREA_LEVELS = 2
PROGRAMME_PARTS = 3


@dataclass(frozen=True, slots=True)
class ProjectsAsked:
    """What a reader asks of the projects: words, one organisation's id, and chosen values by facet."""

    words: str = ""
    organisation: str = ""
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProjectsFound:
    """The projects that were asked for, the newest first, and how many each other choice would give.

    `programmes` gives the names of programmes by their code, where the source has them.
    """

    lines: tuple[ProjectLine, ...]
    counts: dict[str, tuple[tuple[str, int], ...]]
    programmes: dict[str, str]
    organisation: Thing | None
    total: int


def projects(catalogue: Catalogue, asked: ProjectsAsked) -> ProjectsFound:
    """Return the projects that were asked for. No query but for the organisation's name, once the projects are kept."""
    everything = kept_projects(catalogue)
    scope: Sequence[ProjectLine] = everything
    if asked.words:
        found = set(catalogue.text.matching_ids(asked.words, kind="project"))
        scope = [line for line in scope if line.id in found]
    named = catalogue.named([asked.organisation]) if asked.organisation else []
    if asked.organisation:
        scope = [line for line in scope if asked.organisation in line.organisations]
    return ProjectsFound(
        lines=tuple(_narrowed(scope, asked)),
        counts={facet: _counted(_narrowed(scope, asked, facet), facet) for facet in FACETS},
        programmes=_names(everything),
        organisation=named[0] if named else None,
        total=len(everything),
    )


def area_of(path: str) -> str:
    """Return the second level of a field of science: `/natural sciences/biological sciences`."""
    return "/" + "/".join([part for part in path.split("/") if part][:AREA_LEVELS])


def programme_of(words: str) -> str:
    """Return the code of the programme that a text such as `HORIZON.2.1.5 Tools …` belongs to: `HORIZON.2.1`."""
    return ".".join(words.partition(" ")[0].split(".")[:PROGRAMME_PARTS])


def _values(line: ProjectLine, facet: str) -> set[str]:
    if facet == "field":
        found = {area_of(path) for path in line.fields}
    elif facet == "programme":
        found = {programme_of(words) for words in line.programmes}
    else:
        found = {str(line.starts.year)} if line.starts else set()
    return found or {UNKNOWN}


def _narrowed(scope: Sequence[ProjectLine], asked: ProjectsAsked, but: str = "") -> Sequence[ProjectLine]:
    """Return the projects that are asked for, leaving the choices in one facet out."""
    found = scope
    for facet in FACETS:
        wanted = set(asked.chosen.get(facet, ()))
        if wanted and facet != but:
            found = [line for line in found if wanted & _values(line, facet)]
    return found


def _counted(lines: Iterable[ProjectLine], facet: str) -> tuple[tuple[str, int], ...]:
    counted = Counter(value for line in lines for value in _values(line, facet))
    if facet == "year":
        return tuple(sorted(counted.items(), key=lambda pair: (pair[0] != UNKNOWN, pair[0]), reverse=True))
    return tuple(sorted(counted.items(), key=lambda pair: (pair[0] == UNKNOWN, -pair[1], pair[0])))


def _names(lines: Iterable[ProjectLine]) -> dict[str, str]:
    told = {words for line in lines for words in line.programmes}
    parted = [words.partition(" ") for words in sorted(told)]
    return {code: name for code, _, name in parted if name and code == programme_of(code)}
