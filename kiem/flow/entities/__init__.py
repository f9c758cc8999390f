"""Who is who: records of several sources joined into entities with stable ids, every join with its reason."""

from kiem.flow.entities.grouping import Edge, Grouping, group
from kiem.flow.entities.identity import assign_ids, minted
from kiem.flow.entities.judgement import DIFFERENT, SAME, Judgement, JudgementProblem, Judgements
from kiem.flow.entities.resolve import Ledger, Resolution, resolve

__all__ = [
    "DIFFERENT",
    "SAME",
    "Edge",
    "Grouping",
    "Judgement",
    "JudgementProblem",
    "Judgements",
    "Ledger",
    "Resolution",
    "assign_ids",
    "group",
    "minted",
    "resolve",
]
