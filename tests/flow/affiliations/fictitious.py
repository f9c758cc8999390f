"""A register of organisations that do not exist, as claims, with what is around them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from kiem.flow.engine import Engine

RECORDS: tuple[tuple[str, str, str, str, str, tuple[str, ...]], ...] = (
    # id, country, town, region, type, names (the last of several is an acronym where it is in capitals)
    ("x:1", "BE", "Ghent", "Flanders", "education", ("University of Zennegat", "Universiteit Zennegat", "UZEN")),
    ("x:2", "BE", "Leuven", "Flanders", "facility", ("Zennegat Institute of Molecular Botany",)),
    ("x:3", "NL", "Delft", "South Holland", "education", ("Nuthe Institute of Technology", "Instituut Nuthe")),
    ("x:4", "DE", "Berlin", "Berlin", "education", ("Nuthe Institute of Technology",)),
    ("x:5", "FR", "Lyon", "Rhône", "company", ("Beispielwerk Pharmaceuticals (France)",)),
    ("x:6", "", "", "", "", ("Beispielwerk Foundation for Marine Research",)),
    ("x:7", "BE", "Ghent", "Flanders", "healthcare", ("Karst Hospital",)),
    ("x:8", "CN", "Wuhan", "Hubei", "education", ("Qilin University of Weaving",)),
    ("x:9", "HK", "Hong Kong", "", "education", ("Kowloon School of Sails",)),
    ("x:10", "BE", "Ghent", "Flanders", "education", ("Old College of Zennegat",)),
    ("x:11", "BE", "Ghent", "Flanders", "facility", ("Hidden Garden",)),
    ("x:12", "NL", "Delft", "South Holland", "company", ("Deltaworks",)),
    ("x:13", "DE", "Berlin", "Berlin", "company", ("Spreeworks", "Von der")),
)
RELATIONS = (
    ("x:2", "subsidiary_of", "x:1"),
    ("x:1", "parent_of", "x:7"),
    ("x:1", "predecessor", "x:10"),
    ("x:1", "parent_of", "x:nowhere"),
)
COLUMNS = ("about", "kind", "property", "value", "object", "withdrawn_at")


@contextmanager
def claims(folder: Path) -> Iterator[Engine]:
    """Give an engine with the table `claims` of the register."""
    said: list[tuple[str, str, str | None, str | None]] = []
    for record, country, town, region, kind, names in RECORDS:
        told = {"country": country, "city": town, "subdivision": region, "type": kind}
        said += [(record, name, value, None) for name, value in told.items() if value]
        said += [(record, "status", "inactive" if record == "x:10" else "active", None)]
        for name in names:
            said.append((record, "acronym" if name.isupper() else "name", name, None))
    said += [(one, relation, None, other) for one, relation, other in RELATIONS]
    rows = [(one, "organisation", name, value, other, None) for one, name, value, other in said]
    with Engine(folder) as engine:
        columns = [list(column) for column in zip(*rows, strict=True)]
        engine.load("claims", pa.table({n: pa.array(c, pa.string()) for n, c in zip(COLUMNS, columns, strict=True)}))
        yield engine
