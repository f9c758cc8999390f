"""What a steward sends."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kiem.foundation.stewardship.models import LONGEST_REASON, Verdict

__all__ = ["DecisionForm", "UndoForm"]


class DecisionForm(forms.Form):
    """One of three answers, why if they like, and which decision they saw on the page."""

    verdict = forms.ChoiceField(choices=Verdict.choices)
    reason = forms.CharField(label=_("Why"), required=False, max_length=LONGEST_REASON)
    seen = forms.CharField(required=False, max_length=40)


class UndoForm(forms.Form):
    """Which decision to take back, and whether to go on from the list of decisions."""

    seen = forms.CharField(max_length=40)
    back = forms.CharField(required=False, max_length=10)
