"""A small index of plainly fictitious organisations and projects."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from kiem.flow.search import Document, TextIndex, build_index

Indexed = Callable[[Iterable[Document]], TextIndex]

BIOTECHS = ("Aldersong", "Brightmarsh", "Cedarquill", "Dovetarn", "Emberlock", "Fernwhistle", "Glasswort", "Heronvale")
DOCUMENTS = (
    Document(
        "register:flanders-demo",
        "organisation",
        "demo.bio",
        ("Demo Bio vzw", "0439.123.456", "ror:05f950310", "pic:999991334", "BE 0712.345.678"),
        "Umbrella organisation of a fictitious cluster",
        ecosystem=True,
        weight=40,
    ),
    Document("o:1", "organisation", "Université de l'Été", ("ULEte",), "research on cancer", False, 900),
    Document("o:2", "organisation", "Winterdam University", ("WU",), "research on vaccines", True, 2_000),
    Document("o:3", "organisation", "Winterdam University Hospital", (), "cancer clinic", True, 300),
    Document("o:4", "organisation", "University of Winterdam Press", ("Presses",), "", False, 2),
    Document("p:1", "project", "COVID-19 vaccines at Winterdam University", ("VACWIN",), "mRNA", False, 12),
    Document("p:2", "project", "Cancer vaccines", ("CANVAC",), "with Brightmarsh and others", True, 12),
    Document("o:5", "organisation", "Αθηναϊκή Βιοτεχνολογία", (), "", False, 1),
    Document("o:6", "organisation", "!!!", (), "", False, 1),
    *(
        Document(f"b:{name.lower()}", "organisation", f"{name} Therapeutics", (f"{name} NV",), "", True, float(place))
        for place, name in enumerate(BIOTECHS)
    ),
)


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> TextIndex:
    folder = tmp_path_factory.mktemp("release") / "search"
    build_index(folder, DOCUMENTS)
    return TextIndex(folder)


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Indexed:
    """Builds and opens an index of any documents; for laws, which need a new one for each example."""

    def build(documents: Iterable[Document]) -> TextIndex:
        folder: Path = tmp_path_factory.mktemp("law") / "search"
        build_index(folder, documents)
        return TextIndex(folder)

    return build
