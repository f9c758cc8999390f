"""Where a thing is: its coordinates go with its town."""

from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from kiem.flow.engine import Engine
from kiem.flow.releases import keep_things
from tests.flow.figures.houses import FACTS, RULE
from tests.flow.said import Said

Spot = tuple[str, str]
GHENT, GHENT_STREET, LIEGE = ("51.0500", "3.7167"), ("51.0300", "3.7300"), ("50.6337", "5.5675")


def where(folder: Path, town_of: str | None, spots: dict[str, Spot]) -> tuple[object, ...]:
    """Return the coordinates of one thing: `town_of` names its town, `spots` are its records' coordinates, best first.

    Every record is of the same thing.
    """
    said = [(Said(f"{record}:one", "name", "Example One"), 1 + turn) for turn, record in enumerate(spots)]
    said += [(Said(f"{town_of}:one", "city", "Ghent"), 1)] if town_of else []
    for turn, (record, (lat, lon)) in enumerate(spots.items()):
        said.append((Said(f"{record}:one", "latitude", number=Decimal(lat)), 1 + turn))
        said.append((Said(f"{record}:one", "longitude", number=Decimal(lon)), 1 + turn))
    rows = [{**one.row(number), "entity": "kexample1", "place": place} for number, (one, place) in enumerate(said)]
    columns = {name: pa.array([row.get(name) for row in rows], kind) for name, kind in FACTS.items()}
    with Engine(folder / "spill") as engine:
        engine.load("facts", pa.table(columns))
        engine.keep("members", "SELECT DISTINCT about AS record, entity FROM facts")
        keep_things(engine, RULE)
        [found] = engine.rows("SELECT CAST(lat AS VARCHAR), CAST(lon AS VARCHAR) FROM things")
    return found


@pytest.mark.parametrize(
    ("town_of", "spots", "expected"),
    [
        ("register", {"cordis": GHENT_STREET, "register": GHENT}, GHENT_STREET),
        ("register", {"cordis": LIEGE, "register": GHENT}, GHENT),
        ("register", {"cordis": LIEGE, "ror": GHENT_STREET, "register": GHENT}, GHENT_STREET),
        ("cordis", {"cordis": LIEGE, "register": GHENT}, LIEGE),
        ("page", {"cordis": LIEGE, "register": GHENT}, LIEGE),
        (None, {"cordis": LIEGE, "register": GHENT}, LIEGE),
    ],
    ids=["an address in town", "far from town", "the best in town", "its own", "a town without", "no town"],
)
def test_the_best_coordinates_in_the_town_are_taken(
    tmp_path: Path, town_of: str | None, spots: dict[str, Spot], expected: Spot
) -> None:
    assert where(tmp_path, town_of, spots) == expected
