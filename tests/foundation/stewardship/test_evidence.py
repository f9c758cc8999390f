"""What the flow says of two records is read in the language of the page."""

from pathlib import Path

import pytest
from django.utils.translation import override

import kiem.flow
from kiem.foundation.catalogue import Catalogue
from kiem.foundation.catalogue.evidence import SENTENCES, evidence_in_words
from kiem.foundation.catalogue.records import doubts

TOLD = (
    "both carry vat:BE0999999922",
    "pic:1 and pic:2 are two numbers of one register",
    "the same name in the same place: sample university",
    "the same web domain example.org and a word of the name",
    "judged the same on 2026-11-27: one board",
    "judged different on 2026-11-27: two boards",
    "judged different",
    "one is part of the other",
    "their towns are 120 km apart",
    "no longer: both carry vat:BE0999999922",
    "taken in from a resolver's file",
)


@pytest.mark.parametrize("told", TOLD)
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_sentence_of_the_flow_is_translated(told: str, language: str) -> None:
    with override(language):
        assert evidence_in_words(told) != told


def test_what_is_said_in_what_was_said_is_translated_too() -> None:
    with override("nl"):
        told = evidence_in_words("judged the same on 2026-03-02: taken in from a resolver's file")
    assert told.endswith("hetzelfde. overgenomen uit een bestand met oordelen van anderen")


def test_what_is_not_known_stays_as_it_is() -> None:
    assert evidence_in_words("a new kind of evidence") == "a new kind of evidence"


def test_what_the_flow_says_is_known_here(catalogue: Catalogue) -> None:
    said = [words for doubt in doubts(catalogue) for words in (doubt.reason, doubt.against)]
    assert [words for words in said if not any(pattern.fullmatch(words) for _kind, pattern, _words in SENTENCES)] == []


def test_the_flow_still_speaks_so() -> None:
    flow = "".join(file.read_text() for file in Path(kiem.flow.__file__).parent.glob("*/*.py"))
    spoken = (
        *("both carry ", " are two numbers of one register", "the same name in the same place: "),
        *("the same web domain ", "judged the same", "judged different"),
        *("no longer: ", "their towns are ", "one is part of the other", "taken in from a resolver's file"),
    )
    assert [words for words in spoken if words not in flow] == []
