"""The peer of benchmarks/search.py: PostgreSQL's full text and trigrams, in a throw-away server."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import LiteralString

import psycopg

from kiem.flow.search import Document

__all__ = ["PREFIX", "TYPO", "WORDS", "filled", "server"]

_PROGRAMS = Path("/usr/lib/postgresql/15/bin")
_USER = "postgres"

_TABLE: LiteralString = """
    create extension pg_trgm;
    create unlogged table document (id text, kind text, name text, words tsvector, weight real);
    create unlogged table typed (id text, kind text, name text, others text, body text, weight real)
"""
_INDEXES: tuple[LiteralString, ...] = (
    """insert into document select id, kind, lower(name), setweight(to_tsvector('simple', name), 'A')
       || setweight(to_tsvector('simple', others), 'B') || setweight(to_tsvector('simple', body), 'C'), weight
       from typed""",
    "drop table typed",
    "create index on document using gin (words)",
    "create index on document using gin (name gin_trgm_ops)",
    "create index on document (name text_pattern_ops)",
    "vacuum analyze document",
)

WORDS: LiteralString = """
    select id, ts_rank(words, query) * log(10 + weight) as score, count(*) over ()
    from document, plainto_tsquery('simple', %s) query where words @@ query order by score desc, id limit 20
"""
TYPO: LiteralString = """
    select id, name from document where lower(%s) <%% name
    order by word_similarity(lower(%s), name) desc, id limit 10
"""
PREFIX: LiteralString = "select id, name from document where name like lower(%s) || '%%' order by weight desc limit 8"


@contextmanager
def server() -> Iterator[psycopg.Connection[tuple[object, ...]] | None]:
    """A connection to a fresh server on this process's core, which ends with the block; None without PostgreSQL 15."""
    if not (_PROGRAMS / "initdb").is_file():
        yield None
        return
    # The server refuses to run as root.
    user = _USER if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="kiem-bench-"))
    try:
        if user:
            shutil.chown(folder, user)
        data = str(folder / "data")
        _run(user, "initdb", "-D", data, "-U", _USER, "-A", "trust", "-E", "UTF8", "--locale=C")
        settings = (
            f"-c listen_addresses='' -k {folder} -c shared_buffers=1GB -c work_mem=64MB -c maintenance_work_mem=1GB"
        )
        settings += " -c max_parallel_workers_per_gather=0 -c max_parallel_maintenance_workers=0 -c jit=off"
        _run(user, "pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", settings, "start")
        try:
            with psycopg.connect(host=str(folder), user=_USER, dbname=_USER, autocommit=True) as connection:
                yield connection
        finally:
            _run(user, "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def filled(connection: psycopg.Connection[tuple[object, ...]], documents: Iterable[Document]) -> int:
    """Copy the documents in, index them, and return the table's size in bytes with its indexes."""
    with connection.cursor() as cursor:
        for statement in _TABLE.split(";"):
            cursor.execute(statement)
        with cursor.copy("copy typed from stdin") as copy:
            for one in documents:
                copy.write_row((one.id, one.kind, one.name, " ".join(one.other_names), one.text, one.weight))
        for statement in _INDEXES:
            cursor.execute(statement)
        cursor.execute("set pg_trgm.word_similarity_threshold = 0.7")
        cursor.execute("select pg_total_relation_size('document')")
        size = cursor.fetchone()
    return int(str(size[0])) if size else 0


def _run(user: str | None, program: str, *arguments: str) -> None:
    command = [str(_PROGRAMS / program), *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, user=user, group=_group(user), cwd="/")


def _group(user: str | None) -> int | None:
    return pwd.getpwnam(user).pw_gid if user else None
