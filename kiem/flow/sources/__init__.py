"""A folder a source: a card, a reader, a sample. Found by listing the folders; no central list."""

from kiem.flow.sources.card import Card, card_of, cards
from kiem.flow.sources.input import SourceInput
from kiem.flow.sources.problem import InputProblem
from kiem.flow.sources.reader import read_source
from kiem.flow.sources.snapshots import Snapshot, SnapshotStore, newer, quarantine_files

__all__ = [
    "Card",
    "InputProblem",
    "Snapshot",
    "SnapshotStore",
    "SourceInput",
    "card_of",
    "cards",
    "newer",
    "quarantine_files",
    "read_source",
]
