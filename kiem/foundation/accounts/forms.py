"""The forms of a person's own pages and of the office."""

from typing import ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kiem.foundation.accounts.models import User

__all__ = ["DetailsForm", "InvitationForm", "PersonForm"]


class DetailsForm(forms.Form):
    """What people change about themselves."""

    name = forms.CharField(
        label=_("Name"), max_length=150, required=False, help_text=_("As it is shown to colleagues.")
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("In which we write to you.")
    )


def _language() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("In which we write to this person.")
    )


class InvitationForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only to the type checker
    """Whom to invite."""

    language = _language()

    class Meta:
        """The fields of an invitation."""

        model = User
        fields: ClassVar[list[str]] = ["email", "name", "language", "role"]

    def clean_email(self) -> str:
        """Return the address in small letters."""
        return str(self.cleaned_data["email"]).lower()


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only to the type checker
    """What the office changes about a person; each field is an action of its own."""

    language = _language()

    class Meta:
        """The fields that an action changes."""

        model = User
        fields: ClassVar[list[str]] = ["name", "language", "role", "is_active"]
