"""The texts of a release, and the index of them."""

from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

from kiem.flow.engine import Engine
from kiem.flow.search.build import build_index
from kiem.flow.search.document import Document

__all__ = ["documents", "index_text"]

NAMES = ("name", "alias", "acronym", "translated_name", "short_name", "acronym_title", "identifier")
WORDS = ("city", "topic", "field", "provider", "who", "legal_act", "note", "website", "product_type")
BATCH = 20_000


def index_text(folder: Path) -> None:
    """Write the folder `search` beside the Parquet tables `things` and `facts` of a release."""
    with Engine(folder / "spill-text", memory="700MB") as engine:
        engine.read("things", folder / "things.parquet")
        engine.read("facts", folder / "facts.parquet")
        build_index(folder / "search", documents(engine))
    rmtree(folder / "spill-text")


def documents(engine: Engine) -> Iterator[Document]:
    """Yield a document for each row of the table `things`, with its names and words from `facts`, in order of id."""
    engine.keep("thing_names", _gathered(NAMES, "list(DISTINCT value ORDER BY value)"))
    engine.keep("thing_words", _gathered(WORDS, "string_agg(DISTINCT value, ' ' ORDER BY value)"))
    rows = (
        "SELECT t.id, t.kind, t.name, n.gathered, w.gathered, t.in_ecosystem, t.claims FROM things AS t "
        "LEFT JOIN thing_names AS n ON n.entity = t.id LEFT JOIN thing_words AS w ON w.entity = t.id ORDER BY t.id"
    )
    for batch in engine.batches(rows, BATCH):
        for identifier, kind, name, names, words, inside, claims in zip(
            *(column.to_pylist() for column in batch.columns), strict=True
        ):
            yield Document(identifier, kind, name, tuple(names or ()), words or "", inside, float(claims))


def _gathered(properties: tuple[str, ...], gather: str) -> str:
    listed = ", ".join(f"'{name}'" for name in properties)
    return (
        f"SELECT entity, {gather} AS gathered FROM facts WHERE property IN ({listed}) AND value IS NOT NULL "
        "AND withdrawn_at IS NULL GROUP BY entity"
    )
