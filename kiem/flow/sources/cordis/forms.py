"""The forms in which CORDIS exports come."""

from collections.abc import Callable

from kiem.flow.engine import Engine
from kiem.flow.sources.cordis import csvzip, flattened, xmlzip
from kiem.flow.sources.cordis.canon import Canon
from kiem.flow.sources.input import SourceInput
from kiem.flow.sources.problem import InputProblem

Read = Callable[[SourceInput, Canon], int]
FORMS: tuple[tuple[tuple[str, ...], Read], ...] = (
    (flattened.FILES, flattened.read),
    (csvzip.FILES, csvzip.read),
    (xmlzip.FILES, xmlzip.read),
)
"""For each form: the ends of the names of the files that it must have, and its reader."""


def canonical_tables(engine: Engine, given: SourceInput) -> int:
    """Make the tables of canon.py from whichever form the files have, and return how many rows the files have.

    Raises InputProblem when it is none of the forms, or several at once: which one would be right?
    """
    names = [name.lower().removesuffix(".gz") for name in given.names()]
    there = [read for files, read in FORMS if all(any(name.endswith(file) for name in names) for file in files)]
    if len(there) != 1:
        found = "more than one form of the export" if there else "no whole export"
        message = (
            f"cordis: {found} among {given.listed()}; "
            "give the published CSV or XML zip, or participations.csv with projects.jsonl."
        )
        raise InputProblem(message)
    canon = Canon()
    rows = there[0](given, canon)
    canon.load(engine)
    return rows
