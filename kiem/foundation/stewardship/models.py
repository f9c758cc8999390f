"""What stewards decided about pairs of records."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kiem.flow.entities import DIFFERENT, SAME, Judgement

__all__ = ["LONGEST_REASON", "Decision", "RecordPair", "Verdict", "in_order"]

LONGEST_REASON = 500
LONGEST_RECORD = 200

RecordPair = tuple[str, str]
"""Two records, in order."""


def in_order(left: str, right: str) -> RecordPair:
    """Return the two records in the order in which a pair is kept."""
    return (left, right) if left < right else (right, left)


class Verdict(models.TextChoices):
    """What a steward may say of two records."""

    SAME = SAME, _("the same")
    DIFFERENT = DIFFERENT, _("not the same")
    UNSURE = "unsure", _("unsure")


class Decision(models.Model):
    """A steward said of two records whether they are one thing; it counts until it is taken back.

    `author` is who said it as the builds' file has it; `by` is None where only that file knew of it. `written_at` is
    when the file was brought in line with the decision, or with its being taken back; None while that has not happened.
    `asked` is the kind of question that it answers; empty where nothing was asked.
    """

    left = models.CharField(_("one record"), max_length=LONGEST_RECORD, editable=False)
    right = models.CharField(_("other record"), max_length=LONGEST_RECORD, editable=False)
    verdict = models.CharField(_("verdict"), max_length=20, choices=Verdict.choices, editable=False)
    reason = models.CharField(_("reason"), max_length=LONGEST_REASON, blank=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    author = models.CharField(_("who, in the file"), max_length=254, editable=False)
    decided_at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    taken_back_at = models.DateTimeField(_("taken back"), null=True, editable=False)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taken back by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    written_at = models.DateTimeField(_("written for the build"), null=True, editable=False)
    asked = models.CharField(_("kind of question"), max_length=80, blank=True, default="", editable=False)

    class Meta:
        """Of a pair one decision counts at most."""

        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ("-pk",)
        indexes = (models.Index(fields=("left", "right"), name="stewardship_pair"),)
        constraints = (
            models.CheckConstraint(condition=~models.Q(left=models.F("right")), name="stewardship_two_records"),
            models.CheckConstraint(condition=models.Q(verdict__in=Verdict.values), name="stewardship_verdict_is_known"),
            models.UniqueConstraint(
                fields=("left", "right"),
                condition=models.Q(taken_back_at__isnull=True),
                name="stewardship_one_counts",
            ),
        )

    def __str__(self) -> str:
        return f"{self.left} {self.right} {self.verdict}"

    @property
    def pair(self) -> RecordPair:
        """The two records, in order."""
        return self.left, self.right

    @property
    def is_of_the_file(self) -> bool:
        """True where only the builds' file knows it."""
        return self._state.adding

    @property
    def mark(self) -> str:
        """What a form carries, to say which decision its reader saw."""
        return str(self.pk or f"{self.verdict}-{self.decided_at:%Y-%m-%d}")

    @property
    def who(self) -> str:
        """The person as colleagues know them."""
        return str(self.by or self.author)

    @property
    def judgement(self) -> Judgement | None:
        """What the builds' file is to hold; nothing of who is unsure."""
        if self.verdict == Verdict.UNSURE:
            return None
        return Judgement(
            self.left, self.right, self.verdict, self.author, self.reason, timezone.localdate(self.decided_at)
        )
