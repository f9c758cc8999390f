"""DuckDB as the table engine on one machine."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb
import pyarrow as pa

from kiem.flow.engine.text import quoted

# Files are read whole, so filters over their values cost more than they save; texts that seldom repeat need no list.
PARQUET = "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, WRITE_BLOOM_FILTER false, DICTIONARY_SIZE_LIMIT 5000"


class EngineError(Exception):
    """A statement that the engine refused, in the engine's own words."""


class Engine:
    """Tables by name, SQL in, tables out.

    Stages speak a portable subset of DuckDB's dialect and never see which engine runs it, so another engine
    needs these seven words and nothing else. Rows come back in the order that the statement asks for.
    """

    def __init__(self, spill: Path, memory: str = "1200MB", threads: int = 2) -> None:
        """Open an engine that writes what does not fit in memory to the folder `spill`."""
        spill.mkdir(parents=True, exist_ok=True)
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": memory,
            "threads": threads,
            "temp_directory": str(spill),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        self._connection = duckdb.connect(config=settings)
        self._connection.execute("SET TimeZone = 'UTC'")
        self._connection.execute("SET enable_progress_bar = false")

    def __enter__(self) -> Self:
        """Use the engine in a `with` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the engine."""
        self.close()

    def close(self) -> None:
        """Let go of all tables and memory."""
        self._connection.close()

    def read(self, name: str, paths: Path | Sequence[Path]) -> None:
        """Name the Parquet file, or the several of one shape, as a table that is read when asked."""
        files = [paths] if isinstance(paths, Path) else list(paths)
        listed = ", ".join(quoted(file) for file in files)
        self._run(f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM read_parquet([{listed}])")

    def load(self, name: str, table: pa.Table) -> None:
        """Take a table from memory under a name."""
        self._connection.register("incoming", table)
        try:
            self.keep(name, "SELECT * FROM incoming")
        finally:
            self._connection.unregister("incoming")

    def keep(self, name: str, sql: str) -> None:
        """Compute a table now and keep it under a name."""
        self._run(f"CREATE OR REPLACE TEMP TABLE {name} AS {sql}")

    def view(self, name: str, sql: str) -> None:
        """Name a statement; it is computed each time it is asked."""
        self._run(f"CREATE OR REPLACE TEMP VIEW {name} AS {sql}")

    def drop(self, *names: str) -> None:
        """Forget kept tables, so that their memory is free."""
        for name in names:
            self._run(f"DROP TABLE IF EXISTS {name}")

    def arrow(self, sql: str) -> pa.Table:
        """Return the statement's rows as an Arrow table."""
        return self._run(sql).to_arrow_table()

    def batches(self, sql: str, size: int) -> pa.RecordBatchReader:
        """Return the statement's rows as Arrow batches of at most `size` rows, read as they are asked for."""
        return self._run(sql).to_arrow_reader(size)

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """Return the statement's rows as tuples: for small answers."""
        return self._run(sql).fetchall()

    def count(self, sql: str) -> int:
        """Return the one whole number that the statement gives."""
        [(number,)] = self.rows(sql)
        if not isinstance(number, int):
            message = f"Expected one whole number, got {number!r} from: {sql}"
            raise EngineError(message)
        return number

    def write(self, sql: str, path: Path) -> int:
        """Write the statement's rows as Parquet, in its order, and return how many.

        The same rows in the same order give the same bytes.
        """
        self._run(f"COPY ({sql}) TO {quoted(path)} ({PARQUET})")
        return self.count(f"SELECT count(*) FROM read_parquet({quoted(path)})")

    def _run(self, sql: str) -> duckdb.DuckDBPyConnection:
        try:
            return self._connection.execute(sql)
        except duckdb.Error as error:
            raise EngineError(str(error)) from error
