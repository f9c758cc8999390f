"""The texts of a release, and the index of them."""

from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import pyarrow as pa

from kiem.flow.engine import Engine, quoted
from kiem.flow.releases import Taken
from kiem.flow.search.build import build_index, patch_index
from kiem.flow.search.document import Document
from kiem.flow.search.rows import Rows
from kiem.flow.vocabulary import vocabulary

__all__ = ["index_text"]

NAMES = ("name", "alias", "acronym", "translated_name", "short_name", "acronym_title", "identifier")
WORDS = ("city", "topic", "field", "provider", "who", "legal_act", "note", "website", "product_type")
KINDS = {"type": "types", "subsector": "subsectors", "sector": "sectors"}
"""Columns of `things` and the lists of the vocabulary that have their words."""

BATCH = 20_000
MARKS = "marks.parquet"
"""Beside the index: a hash of each document, by which the next build knows what differs."""

MARK = "hash(kind, name, names, words, in_ecosystem, claims)"
MOST_FRESH = 0.1
"""Up to this share of documents to put in, exchanging them is quicker than writing everything."""

MOST_DEAD = 0.2
"""Up to this share of rows may be left of documents that are gone, since the index was last written whole."""


def index_text(folder: Path, before: Path | None = None, taken: Taken | None = None) -> None:
    """Write the folder `search` beside the Parquet tables `things` and `facts` of a release.

    `before` is the folder of an older release made by the same code: where few documents differ from its, its index is
    copied and those are exchanged. `taken` says whose may differ from it, where that is known.
    """
    place = folder / "search"
    with Engine(folder / "spill-text", memory="700MB") as engine:
        engine.read("things", folder / "things.parquet")
        engine.read("facts", folder / "facts.parquet")
        if before is None or not _patch(engine, before / "search", place, taken):
            _keep_documents(engine)
            engine.keep("marks", f"SELECT id, {MARK} AS mark FROM document")
            build_index(place, _told(engine, "document"))
        engine.write("SELECT id, mark FROM marks ORDER BY id", place / MARKS)
    rmtree(folder / "spill-text")


def _keep_documents(engine: Engine, taken: Taken | None = None) -> None:
    """Keep a document for each row of the table `things`, with names and words from `facts`; or for those not taken.

    An organisation of the ecosystem is found by its kind too, and by what the projects are about that it takes part in.
    """
    if taken is None:
        engine.view("thing", "SELECT * FROM things")
        engine.view("own_fact", "SELECT * FROM facts")
    else:
        engine.view("thing", f"SELECT t.* FROM things AS t SEMI JOIN {_near(taken)} AS n ON n.entity = t.id")
        engine.read("own_fact", taken.facts)
    engine.keep("thing_names", _gathered(NAMES, "list_sort(list_distinct(list(value)))"))
    engine.keep("thing_words", _gathered(WORDS, "array_to_string(list_sort(list_distinct(list(value))), ' ')"))
    _keep_subjects(engine)
    engine.keep(
        "document",
        "SELECT t.id, t.kind, t.name, n.gathered AS names, concat_ws(' ', w.gathered, s.gathered) AS words, "
        "t.in_ecosystem, t.claims FROM thing AS t LEFT JOIN thing_names AS n ON n.entity = t.id "
        "LEFT JOIN thing_words AS w ON w.entity = t.id LEFT JOIN thing_subjects AS s ON s.entity = t.id ORDER BY t.id",
    )
    engine.drop("thing_names", "thing_words", "thing_subjects")


def _keep_subjects(engine: Engine) -> None:
    """Keep what each organisation of the ecosystem is, where, and works on.

    Its kinds and its town in each language, and the words of its projects.
    """
    labels = [
        (column, word, " ".join([*label.values(), word.replace("_", " ")]))
        for column, listed in KINDS.items()
        for word, label in vocabulary().lists[listed].items()
    ]
    labels += [
        ("city", name.lower(), " ".join(names.values()))
        for names in vocabulary().lists["towns"].values()
        for name in sorted(set(names.values()))
    ]
    columns = dict(zip(("of", "word", "label"), zip(*labels, strict=True), strict=True))
    engine.load("kind_label", pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()}))
    here = "SELECT * FROM thing WHERE kind = 'organisation' AND in_ecosystem"
    kinds = " UNION ALL ".join(
        f"SELECT t.id AS entity, k.label AS said FROM ({here}) AS t JOIN kind_label AS k "
        f"ON k.of = '{column}' AND k.word = t.{column}"
        for column in KINDS
    )
    # Sources write a town's name in capitals, or one language's after another's.
    towns = (
        f"SELECT t.id AS entity, k.label AS said FROM ({here}) AS t JOIN kind_label AS k ON k.of = 'city' "
        "AND contains(' ' || lower(t.city) || ' ', ' ' || k.word || ' ')"
    )
    # A field of science is a path; its last step says what the project is about.
    topics = (
        "SELECT DISTINCT f.entity, regexp_extract(p.value, '[^/]+$') AS said FROM own_fact AS f "
        f"JOIN ({here}) AS t ON t.id = f.entity JOIN facts AS p ON p.entity = f.target "
        "WHERE f.property = 'participates_in' AND f.withdrawn_at IS NULL AND p.kind = 'project' "
        "AND p.property IN ('name', 'acronym_title', 'field') AND p.withdrawn_at IS NULL"
    )
    engine.keep(
        "thing_subjects",
        f"SELECT entity, string_agg(said, ' ' ORDER BY said) AS gathered FROM "
        f"({kinds} UNION ALL {towns} UNION ALL {topics}) AS every GROUP BY entity",
    )
    engine.drop("kind_label")


def _told(engine: Engine, table: str) -> Iterator[Document]:
    for batch in engine.batches(f"SELECT * FROM {table} ORDER BY id", BATCH):
        for identifier, kind, name, names, words, inside, claims in zip(
            *(column.to_pylist() for column in batch.columns), strict=True
        ):
            yield Document(identifier, kind, name, tuple(names or ()), words or "", inside, float(claims))


def _patch(engine: Engine, old: Path, place: Path, taken: Taken | None) -> bool:
    """Make the index out of an older one; returns whether it could be done and was worth it."""
    if not (old / MARKS).is_file():
        return False
    engine.read("marks_before", old / MARKS)
    _keep_documents(engine, taken)
    others = ""
    if taken is not None:
        others = f" UNION ALL SELECT o.* FROM marks_before AS o ANTI JOIN {_near(taken)} AS n ON n.entity = o.id"
    engine.keep("marks", f"SELECT id, {MARK} AS mark FROM document{others}")
    engine.keep("gone", "SELECT o.id FROM marks_before AS o ANTI JOIN marks AS n ON n.id = o.id AND n.mark = o.mark")
    engine.keep(
        "fresh",
        "SELECT d.* FROM document AS d JOIN (SELECT n.id FROM marks AS n ANTI JOIN marks_before AS o ON o.id = n.id "
        "AND o.mark = n.mark) AS f ON f.id = d.id",
    )
    gone = [str(identifier) for (identifier,) in engine.rows("SELECT id FROM gone ORDER BY id")]
    dead = len(Rows(old)) - engine.count("SELECT count(*) FROM marks_before") + len(gone)
    there = engine.count("SELECT count(*) FROM marks")
    if engine.count("SELECT count(*) FROM fresh") > MOST_FRESH * there or dead > MOST_DEAD * there:
        return False
    patch_index(old, place, gone, _told(engine, "fresh"))
    return True


def _near(taken: Taken) -> str:
    return f"read_parquet({quoted(taken.near)})"


def _gathered(properties: tuple[str, ...], gather: str) -> str:
    listed = ", ".join(f"'{name}'" for name in properties)
    return (
        f"SELECT entity, {gather} AS gathered FROM own_fact WHERE property IN ({listed}) AND value IS NOT NULL "
        "AND withdrawn_at IS NULL GROUP BY entity"
    )
