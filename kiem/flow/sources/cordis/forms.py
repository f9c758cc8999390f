"""The forms in which CORDIS exports come."""

from kiem.flow.engine import Engine
from kiem.flow.sources.cordis import csvzip, flattened, xmlzip
from kiem.flow.sources.cordis.canon import Canon
from kiem.flow.sources.input import SourceInput
from kiem.flow.sources.problem import InputProblem

FORMS = (flattened, csvzip, xmlzip)


def canonical_tables(engine: Engine, given: SourceInput) -> int:
    """Make the tables of canon.py from whichever form the files have, and return how many rows the files have.

    Raises InputProblem when it is none of the forms, or several at once: which one would be right?
    """
    names = [name.lower().removesuffix(".gz") for name in given.names()]
    there = [form for form in FORMS if all(any(name.endswith(file) for name in names) for file in form.FILES)]
    if len(there) != 1:
        found = "more than one form of the export" if there else "no whole export"
        message = (
            f"cordis: {found} among {given.listed()}; give the published CSV or XML zip, or participations.csv with projects.jsonl."
        )
        raise InputProblem(message)
    canon = Canon()
    rows = there[0].read(given, canon)
    canon.load(engine)
    return rows
