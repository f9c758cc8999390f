"""What a reader asks of a figure."""

import datetime

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from kiem.flow.figures import Asked
from kiem.foundation.ui.formats import date_words

__all__ = ["Question"]

FIRST_DAY = datetime.date(1000, 1, 1)
NO_DAY = _("This is no day: write it as 2024-12-31.")
NO_TERRITORY = _("This is no NUTS code: write for example BE, BE2 or BE234.")


class Question(forms.Form):
    """The day a figure is about, the territory, the day by which it was known; nothing asked is the release's own."""

    as_of = forms.DateField(
        label=_("On which day"),
        required=False,
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": NO_DAY},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    territory = forms.CharField(
        label=_("In which territory"),
        help_text=_("A NUTS code, such as BE2 for Flanders, BE1 for Brussels, BE3 for Wallonia or BE234 for Ghent."),
        required=False,
        validators=[RegexValidator("^[A-Z]{2}[0-9A-Z]{0,3}$", NO_TERRITORY)],
        widget=forms.TextInput(attrs={"size": 6, "autocapitalize": "characters"}),
    )
    known_at = forms.DateField(
        required=False,
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": NO_DAY},
        widget=forms.HiddenInput,
    )

    def __init__(self, data: object, latest: datetime.date) -> None:
        """Ask up to `latest`, the newest day of which the release's sources speak."""
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict, as Django's own stubs want, or a plain mapping
        self._latest = latest
        self.fields["as_of"].widget.attrs["max"] = latest.isoformat()

    def clean_as_of(self) -> datetime.date | None:
        """Refuse a day that the sources do not speak of."""
        day: datetime.date | None = self.cleaned_data["as_of"]
        if day is not None and not FIRST_DAY <= day <= self._latest:
            words = _("The sources speak only up to %(day)s: ask for that day or an earlier one.")
            raise forms.ValidationError(words, params={"day": date_words(self._latest)})
        return day

    def clean(self) -> dict[str, object]:
        """Refuse a day later than the one by which it was known."""
        cleaned: dict[str, object] = self.cleaned_data
        as_of, known_at = self.cleaned_data.get("as_of"), self.cleaned_data.get("known_at")
        if as_of and known_at and as_of > known_at:
            self.add_error("as_of", _("Nobody can have known on the earlier day what was true on this one."))
        return cleaned

    def asked(self) -> Asked:
        """Return the question; only of a form that is valid."""
        found = self.cleaned_data
        return Asked(found["as_of"], found["known_at"], found["territory"] or None)
