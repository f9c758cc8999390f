"""Who said what about what, when, and under which licence."""

from kiem.flow.claims.draft import CLAIM_COLUMNS, DRAFT_COLUMNS, Cell, claims_sql, draft_sql, identified_sql
from kiem.flow.claims.history import SnapshotFiles, keep_history, keep_news
from kiem.flow.claims.refusal import Refusal, RefusalProblem, keep_standing_claims, refusals
from kiem.flow.claims.snapshot import SourceReading

__all__ = [
    "CLAIM_COLUMNS",
    "DRAFT_COLUMNS",
    "Cell",
    "Refusal",
    "RefusalProblem",
    "SnapshotFiles",
    "SourceReading",
    "claims_sql",
    "draft_sql",
    "identified_sql",
    "keep_history",
    "keep_news",
    "keep_standing_claims",
    "refusals",
]
