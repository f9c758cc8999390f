"""What the flow says in English about why two records were joined or not, in the language of the page."""

import re

from django.utils.translation import gettext, gettext_noop

__all__ = ["evidence_in_words", "kind_of_evidence"]

SENTENCES = (
    ("number", re.compile(r"both carry (?P<number>\S+)"), gettext_noop("both carry %(number)s")),
    (
        "two numbers",
        re.compile(r"(?P<one>\S+) and (?P<other>\S+) are two numbers of one register"),
        gettext_noop("%(one)s and %(other)s are two numbers of one register"),
    ),
    (
        "name",
        re.compile(r"the same name in the same place: (?P<name>.+)"),
        gettext_noop("the same name in the same place: %(name)s"),
    ),
    (
        "domain",
        re.compile(r"the same web domain (?P<domain>\S+) and a word of the name"),
        gettext_noop("the same web domain %(domain)s and a word of the name"),
    ),
    ("part", re.compile(r"one is part of the other"), gettext_noop("one is part of the other")),
    (
        "far",
        re.compile(r"their towns are (?P<far>[0-9]+) km apart"),
        gettext_noop("their towns are %(far)s km apart"),
    ),
    (
        "judged same",
        re.compile(r"judged the same on (?P<day>[0-9-]+): ?(?P<why>.*)"),
        gettext_noop("a steward said on %(day)s: the same. %(why)s"),
    ),
    (
        "judged different",
        re.compile(r"judged different on (?P<day>[0-9-]+): ?(?P<why>.*)"),
        gettext_noop("a steward said on %(day)s: not the same. %(why)s"),
    ),
    ("judged different", re.compile(r"judged different"), gettext_noop("a steward said: not the same")),
    (
        "taken in",
        re.compile(r"taken in from a resolver's file"),
        gettext_noop("taken in from a file of others' judgements"),
    ),
    ("no longer", re.compile(r"no longer: (?P<evidence>.+)"), gettext_noop("no longer said: %(evidence)s")),
)


def evidence_in_words(told: str) -> str:
    """Return the sentence in the language of the page; one that is not known stays as it is."""
    for _kind, pattern, words in SENTENCES:
        found = pattern.fullmatch(told)
        if found:
            parts = found.groupdict()
            for nested in {"evidence", "why"} & parts.keys():
                parts[nested] = evidence_in_words(parts[nested])
            return gettext(words) % parts
    return told


def kind_of_evidence(told: str) -> str:
    """Return of what kind the evidence is, in a word or two; of a shared number also whose number: `number vat`."""
    for kind, pattern, _words in SENTENCES:
        found = pattern.fullmatch(told)
        if found:
            return f"number {found['number'].partition(':')[0]}" if kind == "number" else kind
    return ""
