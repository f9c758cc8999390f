"""The order of all that a search finds, and words in their other number."""

import pytest

from kiem.flow.search import Document, TextIndex, reading
from kiem.flow.search import index as index_module
from tests.flow.search.conftest import Indexed


def test_ordered_ids_come_as_they_are_found_and_the_rest_after_them(
    index: TextIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    best = [hit.id for hit in index.find("therapeutics", limit=100).hits]
    assert index.ordered_ids("therapeutics") == best
    assert index.ordered_ids("brihgtmarsh therapeutics") == ["b:brightmarsh"]
    assert index.ordered_ids("qqzzqqzz") == []
    monkeypatch.setattr(index_module, "_ORDERED", 2)

    cut = index.ordered_ids("therapeutics")
    assert cut[:2] == best[:2]
    assert sorted(cut) == sorted(best)


def test_a_word_is_found_in_its_other_number_after_what_has_it_as_typed(indexed: Indexed) -> None:
    texts = ("vaccine", "vaccines", "a study of antibodies", "an antibody", "geneesmiddelen", "hôpitaux", "process")
    index = indexed(Document(str(turn), "organisation", "X", (), text, False, 1) for turn, text in enumerate(texts))

    def found(words: str) -> list[str]:
        return [texts[int(hit.id)] for hit in index.find(words).hits]

    assert found("vaccine") == ["vaccine", "vaccines"]
    assert found("Vaccines") == ["vaccines", "vaccine"]
    assert found("antibody study") == ["a study of antibodies"]
    assert found("antibodies") == ["a study of antibodies", "an antibody"]
    assert found("geneesmiddel") == ["geneesmiddelen"]
    assert found("hôpital") == ["hôpitaux"]
    assert found("processes") == ["process"]
    assert not index.find("antibody study").fuzzy


def test_a_word_of_very_many_is_found_only_as_it_stands(indexed: Indexed, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ("vaccine", "vaccine again", "vaccines", "antibody", "antibodies", "antibodies again")
    index = indexed(Document(str(turn), "organisation", "X", (), text, False, 1) for turn, text in enumerate(texts))
    monkeypatch.setattr(reading, "_MOST_IN_A_NUMBER", 1)

    assert sorted(index.matching_ids("vaccine")) == ["0", "1"]
    assert index.matching_ids("antibody") == ["3"]
