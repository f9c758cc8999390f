"""Which decisions count now: those of the stewards, and those that only the builds' file knows."""

import datetime
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from kiem.flow.entities import Judgement, Judgements
from kiem.foundation.stewardship.models import Decision, RecordPair

__all__ = ["judgements", "standing", "standing_of"]


def judgements() -> Judgements:
    """Return the file that the next build reads."""
    return Judgements.of(Path(settings.KIEM_HOME))


def standing() -> Mapping[RecordPair, Decision]:
    """Return the decisions that count, by pair. One query, and the file."""
    return _joined(Q())


def standing_of(pair: RecordPair) -> Decision | None:
    """Return the decision that counts for the pair. One query, and the file."""
    return _joined(Q(left=pair[0], right=pair[1]), pair).get(pair)


def _joined(where: Q, only: RecordPair | None = None) -> Mapping[RecordPair, Decision]:
    found = Decision.objects.filter(where, Q(taken_back_at=None) | Q(written_at=None)).select_related("by")
    known = {one.pair for one in found}
    counting = {one.pair: one for one in found if one.taken_back_at is None}
    for judgement in judgements().standing():
        # Of a pair that is known here the file only lags behind.
        if judgement.pair not in known and only in {None, judgement.pair}:
            counting[judgement.pair] = _of_the_file(judgement)
    return counting


def _of_the_file(judgement: Judgement) -> Decision:
    decided = timezone.make_aware(datetime.datetime.combine(judgement.decided, datetime.time()))
    left, right = judgement.pair
    return Decision(
        left=left,
        right=right,
        verdict=judgement.verdict,
        reason=judgement.reason,
        author=judgement.by,
        decided_at=decided,
        written_at=decided,
    )
