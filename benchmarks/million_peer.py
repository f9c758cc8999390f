"""How quick and how right Splink groups the records of benchmarks/million.py, on the same records.

It is installed apart (`python3 -m venv DIR; DIR/bin/pip install splink`), so this file runs under its Python and
imports nothing of Kiem: `DIR/bin/python benchmarks/million_peer.py RECORDS.json`. RECORDS.json is a list of text,
country and town of each record. Prints `{"seconds": …, "learned": …, "gigabytes": …, "cluster": [of each record]}`; the
seconds are those of finding pairs, weighing them and grouping, those of learning stand apart.
"""

import json
import resource
import sys
import time
from collections import Counter
from pathlib import Path

Record = tuple[str, str, str]
LIKELY = 0.95
OFTEN = 2
"""A word that fewer records have may be a slip, and finds none."""


def main() -> None:
    """Group the records and print what was found."""
    records: list[Record] = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    learned, seconds, cluster = grouped(records)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    told = {"seconds": seconds, "learned": learned, "gigabytes": memory, "cluster": cluster}
    sys.stdout.write(json.dumps(told) + "\n")


def grouped(records: list[Record]) -> tuple[float, float, list[int]]:
    """Return the seconds of learning and of grouping, and the cluster of each record."""
    from splink import Linker, block_on  # noqa: PLC0415
    from splink.backends.duckdb import DuckDBAPI  # noqa: PLC0415

    database = DuckDBAPI()
    linker = Linker(database.register(_rows(records)), _settings(), log_level="ERROR")
    began = time.perf_counter()
    linker.training.estimate_probability_two_random_records_match([block_on("name")], recall=0.4)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("rare", "country"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("sorted"))
    learned = time.perf_counter()
    pairs = linker.inference.predict(threshold_match_probability=LIKELY)
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, LIKELY)
    rows = found.as_duckdbpyrelation().project("unique_id, cluster_id").fetchall()
    return learned - began, time.perf_counter() - learned, [int(cluster) for _, cluster in sorted(rows)]


def _settings() -> object:
    import splink.comparison_library as levels  # noqa: PLC0415
    from splink import SettingsCreator, block_on  # noqa: PLC0415

    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            levels.JaroWinklerAtThresholds("name", [0.97, 0.93, 0.88, 0.8]).configure(term_frequency_adjustments=True),
            levels.ExactMatch("rare").configure(term_frequency_adjustments=True),
            levels.JaccardAtThresholds("sorted", [0.97, 0.9, 0.8]),
            levels.ExactMatch("country"),
            levels.ExactMatch("town").configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("name"),
            block_on("sorted"),
            block_on("rare", "country"),
            block_on("second", "rare"),
        ],
        retain_matching_columns=False,
    )


def _rows(records: list[Record]) -> object:
    import pyarrow as pa  # noqa: PLC0415

    names = [plain(text) for text, _, _ in records]
    common = Counter(word for name in names for word in set(name.split()))
    rare = [sorted(set(name.split()), key=lambda word: (common[word] < OFTEN, common[word], word)) for name in names]
    return pa.table(
        {
            "unique_id": list(range(len(records))),
            "name": names,
            "sorted": [" ".join(sorted(name.split())) for name in names],
            "country": [country or None for _, country, _ in records],
            "town": [plain(town) or None for _, _, town in records],
            "rare": [words[0] if words else None for words in rare],
            "second": [words[1] if len(words) > 1 else None for words in rare],
        }
    )


def plain(name: str) -> str:
    """Return the name in small letters and digits."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in name.lower()).split())


if __name__ == "__main__":
    main()
