"""What stewards said of questions of one kind: the next question of that kind is shown with it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from kiem.foundation.catalogue.evidence import kind_of_evidence
from kiem.foundation.stewardship.models import Decision, RecordPair, Verdict
from kiem.foundation.stewardship.questions import Question

__all__ = ["NONE_YET", "Precedents", "kind_of", "precedents"]

FEW, CLEAR = 5, 0.85
"""From so many answers on, and from such a share of one of them on (Laplace's rule of succession), it is likely."""


@dataclass(frozen=True, slots=True)
class Precedents:
    """How often stewards said of such questions that they are the same, and that they are not."""

    same: int = 0
    different: int = 0

    @property
    def said(self) -> int:
        """How many were answered."""
        return self.same + self.different

    @property
    def likely(self) -> str:
        """The verdict that the next one is likely to have; empty where too little was said, or this and that."""
        if self.said < FEW:
            return ""
        share = (self.same + 1) / (self.said + 2)
        return Verdict.SAME if share >= CLEAR else Verdict.DIFFERENT if share <= 1 - CLEAR else ""


NONE_YET = Precedents()


def kind_of(question: Question) -> str:
    """Return what kind of question it is: which evidence speaks for it, and which against."""
    return f"{kind_of_evidence(question.reason)} / {kind_of_evidence(question.against)}"


def precedents(besides: RecordPair | None = None) -> Mapping[str, Precedents]:
    """Return what counts of all that was said, by kind of question; what was said of one pair may be left out.

    One query.
    """
    counting = Decision.objects.filter(taken_back_at=None).exclude(asked="").exclude(verdict=Verdict.UNSURE)
    if besides is not None:
        counting = counting.exclude(left=besides[0], right=besides[1])
    told: Counter[tuple[str, str]] = Counter()
    for asked, verdict, count in counting.order_by().values_list("asked", "verdict").annotate(count=Count("pk")):
        told[asked, verdict] = count
    return {kind: Precedents(told[kind, Verdict.SAME], told[kind, Verdict.DIFFERENT]) for kind, _ in sorted(told)}
