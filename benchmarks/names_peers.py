"""How quick and how right nomenklatura and Splink are at the task of benchmarks/names.py, on the same mentions.

They are installed apart (`python3 -m venv DIR; DIR/bin/pip install nomenklatura splink`), so this file runs under their
Python and imports nothing of Kiem: `DIR/bin/python benchmarks/names_peers.py PEER TASK.json`. TASK.json has `records`
(id, country, names as they stand) and `mentions` (id, text, country). Prints `{"seconds": …, "first": {mention:
record}}`; the seconds are those of looking up, without reading the register, indexing it or learning.
"""

import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

RAREST = 3
Told = dict[str, Any]


def main() -> None:
    """Run the peer that is named and print what it found."""
    peer, file = sys.argv[1:]
    task = json.loads(Path(file).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        seconds, first = {"nomenklatura": nomenklatura, "splink": splink}[peer](task, Path(folder))
    sys.stdout.write(json.dumps({"seconds": seconds, "first": first}) + "\n")


def nomenklatura(task: Told, folder: Path) -> tuple[float, dict[str, str]]:
    """Candidates by its own blocking index, scored by LogicV2, all as it comes."""
    from followthemoney import model  # noqa: PLC0415
    from nomenklatura.blocker import Index  # noqa: PLC0415
    from nomenklatura.matching import LogicV2, ScoringConfig  # noqa: PLC0415

    def entity(id: str, names: list[str], country: str) -> object:
        properties = {"name": names, "country": [country.lower()] if country else []}
        return model.get_proxy({"id": id, "schema": "Organization", "properties": properties})

    known = {one["id"]: entity(one["id"], one["names"], one["country"]) for one in task["records"]}

    class View:
        def entities(self, **_: object) -> Iterator[object]:
            return iter(known.values())

        def get_entity(self, id: str) -> object:
            return known.get(id)

    index = Index(View(), folder)
    index.build()
    asked = {one["id"]: entity(one["id"], [one["text"]], one["country"]) for one in task["mentions"]}
    config, first = ScoringConfig.defaults(), {}
    started = time.perf_counter()
    for mention, candidates in index.match_entities(asked.values()):
        scored = [
            (LogicV2.compare(asked[mention.id], known[record.id], config).score, -rank, record.id)
            for rank, (record, _) in enumerate(candidates)
        ]
        first[mention.id] = max(scored)[2]
    return time.perf_counter() - started, first


def splink(task: Told, folder: Path) -> tuple[float, dict[str, str]]:
    """Names of a record as rows, blocked by the rarest three words of each and by its first letters.

    Weights are learned by expectation maximisation.
    """
    from splink import Linker, block_on  # noqa: PLC0415
    from splink.backends.duckdb import DuckDBAPI  # noqa: PLC0415

    del folder
    names = [(one["id"], name, one["country"]) for one in task["records"] for name in one["names"]]
    mentions = [(one["id"], one["text"], one["country"]) for one in task["mentions"]]
    common = Counter(word for _, name, _ in names for word in set(plain(name).split()))
    database = DuckDBAPI()
    known = database.register(_rows(names, common), dataset_display_name="known")
    asked = database.register(_rows(mentions, common), dataset_display_name="asked")
    linker = Linker([asked, known], _settings(), log_level="ERROR")
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("one"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("start"))
    started = time.perf_counter()
    found = linker.inference.predict().as_duckdbpyrelation().to_arrow_table().to_pylist()
    best: dict[str, tuple[float, str]] = {}
    for row in found:
        ours, theirs = "lr" if row["source_dataset_l"] == "asked" else "rl"
        mention, record = mentions[row[f"unique_id_{ours}"]][0], names[row[f"unique_id_{theirs}"]][0]
        best[mention] = max(best.get(mention, (-1e9, "")), (row["match_weight"], record))
    return time.perf_counter() - started, {mention: record for mention, (_, record) in best.items()}


def _settings() -> object:
    import splink.comparison_library as levels  # noqa: PLC0415
    from splink import SettingsCreator, block_on  # noqa: PLC0415

    return SettingsCreator(
        link_type="link_only",
        comparisons=[
            levels.JaroWinklerAtThresholds("name", [0.99, 0.97, 0.95, 0.92, 0.9, 0.88, 0.85, 0.8, 0.75]),
            levels.ExactMatch("one"),
            levels.JaccardAtThresholds("sorted", [0.97, 0.94, 0.9, 0.85, 0.8, 0.7]),
            levels.ExactMatch("country"),
        ],
        blocking_rules_to_generate_predictions=[block_on("rare", arrays_to_explode=["rare"]), block_on("start")],
        retain_matching_columns=False,
    )


def _rows(told: list[tuple[str, str, str]], common: Counter[str]) -> object:
    import pyarrow as pa  # noqa: PLC0415

    names = [plain(name) for _, name, _ in told]
    rare = [sorted(set(name.split()), key=lambda word: (common[word], word)) for name in names]
    return pa.table(
        {
            "unique_id": list(range(len(told))),
            "name": names,
            "sorted": [" ".join(sorted(name.split())) for name in names],
            "country": [country or None for _, _, country in told],
            "rare": [words[:RAREST] for words in rare],
            "one": [words[0] if words else None for words in rare],
            "start": [name[:6] or None for name in names],
        }
    )


def plain(name: str) -> str:
    """Return the name in small letters and digits."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in name.lower()).split())


if __name__ == "__main__":
    main()
