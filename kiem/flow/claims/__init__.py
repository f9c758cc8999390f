"""Who said what about what, when, and under which licence."""

from kiem.flow.claims.draft import CLAIM_COLUMNS, DRAFT_COLUMNS, Cell, claims_sql, draft_sql
from kiem.flow.claims.history import SnapshotFile, history_sql
from kiem.flow.claims.refusal import Refusal, RefusalProblem, keep_standing_claims, refusals
from kiem.flow.claims.snapshot import SourceReading

__all__ = [
    "CLAIM_COLUMNS",
    "DRAFT_COLUMNS",
    "Cell",
    "Refusal",
    "RefusalProblem",
    "SnapshotFile",
    "SourceReading",
    "claims_sql",
    "draft_sql",
    "history_sql",
    "keep_standing_claims",
    "refusals",
]
