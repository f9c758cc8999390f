"""What the organisation had decided when a release was made: kept in it, so that its numbers can be made again."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from kiem.flow.releases.manifest import file_hash

__all__ = ["keep_rules", "rule_files", "rule_hashes", "rules_in"]

DECIDED = ("ecosystem.yml", "refusals.csv", "figures/*.yml", "pathways/*.yml")
"""The rule of the ecosystem, the claims that count no longer, the figures' definitions, the plans of the pathways."""


def rule_files(instance: Path) -> list[Path]:
    """Return the files of an instance on which what a release says depends, in one order."""
    return [file for pattern in DECIDED for file in sorted(instance.glob(pattern))]


def rules_in(folder: Path) -> Path:
    """Return the folder in a release's folder that holds the files, laid out as in the instance."""
    return folder / "rules"


def keep_rules(instance: Path, folder: Path) -> Path:
    """Copy the instance's files into a release's folder, and return where they are: the release is made by these."""
    kept = rules_in(folder)
    for file in rule_files(instance):
        copy = kept / file.relative_to(instance)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
    return kept


def rule_hashes(folder: Path) -> Mapping[str, str]:
    """Return the SHA-256 of each file that a release's folder keeps, by its path in that folder."""
    return {file.relative_to(folder).as_posix(): file_hash(file) for file in rule_files(rules_in(folder))}
