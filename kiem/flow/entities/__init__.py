"""Who is who: records of several sources joined into entities with stable ids, every join with its reason."""

from kiem.flow.entities.grouping import PARTED, Edge, Grouping, group
from kiem.flow.entities.identity import Given, Ledger, assign_ids, former_ids, minted
from kiem.flow.entities.judgement import DIFFERENT, SAME, Judgement, JudgementProblem, Judgements
from kiem.flow.entities.resolve import Resolution, resolve

__all__ = [
    "DIFFERENT",
    "PARTED",
    "SAME",
    "Edge",
    "Given",
    "Grouping",
    "Judgement",
    "JudgementProblem",
    "Judgements",
    "Ledger",
    "Resolution",
    "assign_ids",
    "former_ids",
    "group",
    "minted",
    "resolve",
]
