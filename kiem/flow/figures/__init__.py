"""Figures that may be quoted: defined in the instance, computed from a release, with their claims and shelf life."""

from kiem.flow.figures.computing import compute, compute_all, figure_of
from kiem.flow.figures.definition import Definition, Measure, definition_of, definitions
from kiem.flow.figures.desk import Desk, make_figures
from kiem.flow.figures.document import as_json, document_of, read_figure
from kiem.flow.figures.figure import UNKNOWN, Asked, ClaimSet, Figure, FigureProblem, FigureSource, Point, Unknown
from kiem.flow.figures.knowledge import Basis, Knowledge, knowledge
from kiem.flow.figures.published import Disagreement, Published, compared
from kiem.flow.figures.reference import reference, write_reference
from kiem.flow.figures.words import scope_labels

__all__ = [
    "UNKNOWN",
    "Asked",
    "Basis",
    "ClaimSet",
    "Definition",
    "Desk",
    "Disagreement",
    "Figure",
    "FigureProblem",
    "FigureSource",
    "Knowledge",
    "Measure",
    "Point",
    "Published",
    "Unknown",
    "as_json",
    "compared",
    "compute",
    "compute_all",
    "definition_of",
    "definitions",
    "document_of",
    "figure_of",
    "knowledge",
    "make_figures",
    "read_figure",
    "reference",
    "scope_labels",
    "write_reference",
]
