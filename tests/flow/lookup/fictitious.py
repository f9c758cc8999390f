"""A register of organisations that do not exist."""

from kiem.flow.lookup import Register
from kiem.flow.lookup.words import plain

RECORDS = (
    # id, country, town, names
    ("x:1", "BE", "Ghent", ("University of Zennegat", "Universiteit Zennegat", "UZEN")),
    ("x:2", "BE", "Leuven", ("Zennegat Institute of Molecular Botany",)),
    ("x:3", "NL", "Delft", ("Nuthe Institute of Technology", "Instituut Nuthe")),
    ("x:4", "DE", "Berlin", ("Nuthe Institute of Technology",)),
    ("x:5", "FR", "", ("Beispielwerk Pharmaceuticals",)),
    ("x:6", "", "", ("Beispielwerk Foundation for Marine Research",)),
    ("x:7", "BE", "Ghent", ("Karst Hospital",)),
)


def register() -> Register:
    """Return the register."""
    named = [(turn, plain(name)) for turn, (_, _, _, names) in enumerate(RECORDS) for name in names]
    return Register.of([(record, country, plain(town)) for record, country, town, _ in RECORDS], named)
