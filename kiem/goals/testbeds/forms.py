"""What a reader asks of a pathway: the product and the day of filing."""

import datetime
from collections.abc import Sequence

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from kiem.goals.testbeds.words import product_words

__all__ = ["PathwayForm"]

FIRST, LAST = datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)


class PathwayForm(forms.Form):
    """Product and filing date, in the address."""

    file_on = forms.DateField(
        label=_("Filed on"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        validators=[
            MinValueValidator(FIRST, _("Give a day from the year 2000 on.")),
            MaxValueValidator(LAST, _("Give a day before the year 2100.")),
        ],
        error_messages={"invalid": _("Write the day as year-month-day, such as 2027-03-01.")},
    )

    def __init__(self, data: dict[str, str], known: Sequence[str]) -> None:
        """Take the address's words and the products that the release knows."""
        super().__init__(data)
        product = forms.ChoiceField(
            label=_("Product"),
            choices=[(product, product_words(product)) for product in known],
            error_messages={
                "invalid_choice": _("This release has no pathway for that product; choose one of the list.")
            },
        )
        self.fields = {"product": product, **self.fields}
