"""What stewards do: say of two records whether they are one thing, and take that back.

Every action is one transaction with its event in the audit, then the file of the next build is brought in line; where
that fails, the decision is kept and the file follows with the next one, or with `write_down`. A lock beside the file
keeps stewards one after the other. Raises NotAllowed for who is no steward.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kiem.flow.entities import Judgements
from kiem.foundation.accounts.actions import NotAllowed
from kiem.foundation.accounts.models import User
from kiem.foundation.accounts.roles import Role
from kiem.foundation.audit.actions import record
from kiem.foundation.catalogue import Catalogue
from kiem.foundation.stewardship.comparing import pair_in
from kiem.foundation.stewardship.models import Decision, RecordPair, Verdict, in_order
from kiem.foundation.stewardship.precedents import kind_of
from kiem.foundation.stewardship.questions import question_of
from kiem.foundation.stewardship.reads import is_steward
from kiem.foundation.stewardship.standing import judgements, standing_of

__all__ = ["Choice", "DecidedMeanwhile", "decide", "exchanged", "take_back", "write_down"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a steward says of two records, why, and the mark of the decision that they saw there; empty for none."""

    pair: RecordPair
    verdict: Verdict
    reason: str = ""
    seen: str = ""


class DecidedMeanwhile(Exception):
    """What counts for the pair is not what the steward saw: `standing` counts now, None where it was taken back."""

    def __init__(self, standing: Decision | None) -> None:
        super().__init__(str(standing))
        self.standing = standing


def decide(*, by: User, catalogue: Catalogue, choice: Choice) -> Decision:
    """Keep what the steward says of two records, in place of what was said before and seen by them.

    To say again what one said is to say nothing new. Raises NoSuchPair and DecidedMeanwhile.
    """
    _must_be_steward(by)
    pair_in(catalogue, *choice.pair)
    reason = " ".join(choice.reason.split())
    file = judgements()
    with file.alone():
        with transaction.atomic():
            before = standing_of(in_order(*choice.pair))
            if before and _is_again(before, by, choice.verdict, reason):
                return before
            _must_have_seen(before, choice.seen)
            if before:
                _end(before, by)
            decision = _begun(by, choice, reason, _asked(catalogue, choice, before))
            said = {"left": decision.left, "right": decision.right, "verdict": decision.verdict}
            replaced = {"instead_of": before.verdict} if before else {}
            record(by=by, what="stewardship.decided", about=decision, details={**said, "reason": reason, **replaced})
        _write(file)
    return decision


def take_back(*, by: User, pair: RecordPair, seen: str) -> Decision:
    """Let what counts for the pair count no longer, and return it. Raises DecidedMeanwhile where it is another."""
    _must_be_steward(by)
    file = judgements()
    with file.alone():
        with transaction.atomic():
            before = standing_of(in_order(*pair))
            if before is None:
                raise DecidedMeanwhile(None)
            _must_have_seen(before, seen)
            _end(before, by)
            said = {"left": before.left, "right": before.right, "verdict": before.verdict, "said_by": before.author}
            record(by=by, what="stewardship.taken_back", about=before, details=said)
        _write(file)
    return before


@contextmanager
def exchanged(what: str, file: str, counts: Mapping[str, int]) -> Iterator[None]:
    """Tell in the audit what a command takes in of others' judgements, or takes back, while the block does it.

    `what` is `stewardship.taken_in` or `stewardship.taken_in_undone`; `file` is the name of what they came in. Where
    the block fails nothing is told. Who may run commands in the house may do this: it is by no account.
    """
    with transaction.atomic():
        record(by=None, what=what, about="judgements", details={"file": file, **counts})
        yield


def write_down(*, by: User) -> bool:
    """Bring the builds' file in line with what was decided, where that failed before. Returns whether it is."""
    _must_be_steward(by)
    file = judgements()
    with file.alone():
        is_done = _write(file)
        with transaction.atomic():
            record(by=by, what="stewardship.written", about="judgements", details={"is_done": is_done})
    return is_done


def _must_be_steward(by: User) -> None:
    if not is_steward(by):
        raise NotAllowed(_("For this one needs the role: %(role)s.") % {"role": Role.STEWARD.label})


def _must_have_seen(before: Decision | None, seen: str) -> None:
    if (before.mark if before else "") != seen:
        raise DecidedMeanwhile(before)


def _is_again(before: Decision, by: User, verdict: Verdict, reason: str) -> bool:
    """Return whether it is what they said before; who is unsure again looked again, and it comes last again."""
    return verdict != Verdict.UNSURE and (before.by, before.verdict, before.reason) == (by, verdict, reason)


def _asked(catalogue: Catalogue, choice: Choice, before: Decision | None) -> str:
    """Return the kind of question that is answered: what the release asks of the pair, else what was asked before."""
    question = question_of(catalogue, in_order(*choice.pair))
    if question is None:
        return before.asked if before else ""
    return kind_of(question)


def _begun(by: User, choice: Choice, reason: str, asked: str) -> Decision:
    left, right = in_order(*choice.pair)
    now = timezone.now()
    # Of who is unsure a build hears nothing.
    written = now if choice.verdict == Verdict.UNSURE else None
    return Decision.objects.create(
        left=left,
        right=right,
        verdict=choice.verdict,
        reason=reason,
        by=by,
        author=by.email,
        decided_at=now,
        written_at=written,
        asked=asked,
    )


def _end(decision: Decision, by: User) -> None:
    """Take it back; one that only the file knew is kept from now on."""
    decision.taken_back_at, decision.taken_back_by = timezone.now(), by
    if decision.verdict != Verdict.UNSURE:
        decision.written_at = None
    decision.save()


def _write(file: Judgements) -> bool:
    """Settle in the file every pair that waits for it. To be cut off and to begin again does no harm."""
    today = timezone.localdate()
    for pair in sorted({one.pair for one in Decision.objects.filter(written_at=None)}):
        of_pair = Decision.objects.filter(left=pair[0], right=pair[1])
        counting = of_pair.filter(taken_back_at=None).first()
        try:
            file.settle(pair, counting.judgement if counting else None, today)
        except OSError:
            log.exception("The judgement of %s and %s is kept, but could not be written for the next build.", *pair)
            return False
        of_pair.filter(written_at=None).update(written_at=timezone.now())
    return True
