"""What a reader asks of the list of instruments, beside its facets."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

__all__ = ["AskForm"]

LEVELS = tuple((str(level), str(level)) for level in range(1, 10))


class AskForm(forms.Form):
    """Words, technology readiness and amount, in the address."""

    q = forms.CharField(label=_("Words"), required=False, max_length=200)
    trl = forms.TypedChoiceField(
        label=_("Technology readiness (TRL)"),
        required=False,
        coerce=Decimal,
        empty_value=None,
        choices=(("", _("any level")), *LEVELS),
    )
    amount = forms.DecimalField(
        label=_("Euro wanted"),
        required=False,
        min_value=1,
        max_digits=12,
        decimal_places=2,
        widget=forms.NumberInput({"inputmode": "numeric", "step": "any"}),
        error_messages={"invalid": _("Write the amount in digits, such as 250000.")},
    )
