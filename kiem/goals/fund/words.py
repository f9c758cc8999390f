"""The words of instruments in the reader's language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kiem.foundation.catalogue.labels import label
from kiem.foundation.ui.formats import euro_words, number_words
from kiem.goals.fund.reads import Age, Instrument, Range

__all__ = ["FACET_LABELS", "amount_words", "choice_words", "level_words", "warning_words"]

FACET_LABELS: Mapping[str, Promise] = {
    "audience": _("Who may ask"),
    "region": _("Open in"),
    "kind": _("Kind"),
    "dilutive": _("Does it cost shares?"),
}
KINDS: Mapping[str, Promise] = {
    "grant": _("grant"),
    "loan": _("loan"),
    "equity": _("equity"),
    "tax": _("tax measure"),
    "voucher": _("voucher"),
    "guarantee": _("guarantee"),
}
DILUTIVE: Mapping[str, Promise] = {
    "no": _("no, not dilutive"),
    "yes": _("yes, dilutive"),
    "mixed": _("partly"),
}


def choice_words(facet: str, word: str) -> str:
    """Return a facet's word in the reader's language; a word that no list has is written as it stands."""
    if facet == "audience":
        return label(word, "audiences")
    if facet == "region":
        named = label(word, "regions")
        # Countries and the Union are told by capitals; what is open there is open in each of their regions.
        return gettext("%(place)s, everywhere") % {"place": named} if word.isupper() else named
    known = KINDS if facet == "kind" else DILUTIVE
    return str(known.get(word, word or gettext("unknown")))


def amount_words(amount: Range) -> str:
    """Return a range of euro in words; an empty text where nothing is known."""
    if amount.low is not None and amount.high is not None:
        return gettext("%(low)s to %(high)s") % {"low": euro_words(amount.low), "high": euro_words(amount.high)}
    if amount.high is not None:
        return gettext("up to %(high)s") % {"high": euro_words(amount.high)}
    return gettext("from %(low)s") % {"low": euro_words(amount.low)} if amount.low is not None else ""


def level_words(levels: Range) -> str:
    """Return a range of technology readiness levels in words; an empty text where nothing is known."""
    if levels.low is not None and levels.high is not None:
        words = {"low": number_words(levels.low), "high": number_words(levels.high)}
        return gettext("TRL %(low)s to %(high)s") % words
    if levels.low is not None:
        return gettext("TRL %(low)s and higher") % {"low": number_words(levels.low)}
    return gettext("up to TRL %(high)s") % {"high": number_words(levels.high)} if levels.high is not None else ""


def warning_words(one: Instrument) -> str:
    """Return a plain warning where what is said is old, undated or unread; an empty text where it is recent."""
    warnings = {
        Age.RECENT: "",
        Age.OLD: gettext("What is said here is of %(year)s: check with the provider before you count on it."),
        Age.UNDATED: gettext("The page that was read carries no year: check with the provider before you count on it."),
        Age.UNREAD: gettext("Nobody read the provider's page for this entry: treat it as a hint."),
    }
    return warnings[one.age] % {"year": one.as_of}
