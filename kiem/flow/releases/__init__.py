"""A release: a checked, numbered, immutable picture of what the sources say."""

from kiem.flow.releases.account import Built, built_of
from kiem.flow.releases.catalogue import copy_catalogue, write_catalogue
from kiem.flow.releases.changes import keep_best_facts, keep_changes
from kiem.flow.releases.code import flow_code
from kiem.flow.releases.ecosystem import EcosystemRule, RuleProblem, ecosystem_rule, life_science_sql
from kiem.flow.releases.expectations import Broken, BuildStopped, broken_expectations
from kiem.flow.releases.facts import keep_facts, write_facts
from kiem.flow.releases.manifest import Manifest, SourceEntry, file_hash
from kiem.flow.releases.rules import keep_rules, rule_files, rule_hashes, rules_in
from kiem.flow.releases.shelf import BrokenShelf, Shelf
from kiem.flow.releases.side import Helpers, cleared, side_by_side
from kiem.flow.releases.tables import ledger_of, write_tables
from kiem.flow.releases.things import keep_relations, keep_things
from kiem.flow.releases.touched import Before, Taken

__all__ = [
    "Before",
    "Broken",
    "BrokenShelf",
    "BuildStopped",
    "Built",
    "EcosystemRule",
    "Helpers",
    "Manifest",
    "RuleProblem",
    "Shelf",
    "SourceEntry",
    "Taken",
    "broken_expectations",
    "built_of",
    "cleared",
    "copy_catalogue",
    "ecosystem_rule",
    "file_hash",
    "flow_code",
    "keep_best_facts",
    "keep_changes",
    "keep_facts",
    "keep_relations",
    "keep_rules",
    "keep_things",
    "ledger_of",
    "life_science_sql",
    "rule_files",
    "rule_hashes",
    "rules_in",
    "side_by_side",
    "write_catalogue",
    "write_facts",
    "write_tables",
]
