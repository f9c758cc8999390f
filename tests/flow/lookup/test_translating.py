"""Which word means which: learned from records with a name in two languages, and how names are found by it."""

import numpy as np

from kiem.flow.lookup.indexes import WordIndex
from kiem.flow.lookup.words import plain

NAMES = (
    # record, name
    (0, "Instituut voor Zennebloemen"),
    (0, "Institute for Zenne Flowers"),
    (1, "Vereniging voor Bloemkunde Karst"),
    (1, "Karst Flower Study Association"),
    (2, "Bibliotheek Nuthe"),
    (2, "Nuthe Library"),
    (3, "Bibliotheek Karst"),
    (3, "Library of Karst"),
    (4, "Bibliotheek Zennegat"),
    (4, "Zennegat Library"),
    (5, "Library of Beispielwerk"),
    (6, "Museum of Beispielwerk"),
)


def index() -> WordIndex:
    names = [plain(name) for _, name in NAMES]
    return WordIndex.learn(names, ["BE"] * len(names), np.array([owner for owner, _ in NAMES], np.int64))


def test_a_word_means_what_the_other_names_of_its_records_say() -> None:
    known = index()
    asked = known.ask(["bibliotheek", "library", "karst"], ["", "", ""])
    library = known.ask(["library"], [""]).rows.indices.tolist()
    meant = asked.meant[0]
    assert set(library) < set(meant.indices.tolist())
    assert 0 < meant.data[meant.indices.tolist().index(library[0])] < 1
    # What is written counts as it stands; a word that all names of a record have means only itself.
    assert asked.rows[0].indices.tolist() != meant.indices.tolist()
    assert asked.meant[2].indices.tolist() == asked.rows[2].indices.tolist()


def test_a_name_is_found_in_another_language() -> None:
    known = index()
    asked = known.ask([plain("Bibliotheek van Beispielwerk")], ["BE"])
    nearest = known.nearest(asked, 2)
    best = nearest.indices[np.argsort(-nearest.data)][0]
    assert NAMES[best][1] == "Library of Beispielwerk"
    written = np.zeros(2, np.int64)
    said, had = known.coverage(asked, written, np.array([10, 11], np.int64))
    assert said[0] > said[1]
    assert had[0] > had[1]
    assert max(*said.tolist(), *had.tolist()) <= 1


def test_two_names_that_differ_in_too_much_teach_nothing() -> None:
    many = " ".join(f"woord{turn}" for turn in range(8))
    other = " ".join(f"word{turn}" for turn in range(8))
    known = WordIndex.learn([many, other, many + " x", other + " x"], [""] * 4, np.array([0, 0, 1, 1], np.int64))
    assert known.means.nnz == 0


def test_of_records_with_one_name_nothing_is_learned() -> None:
    known = WordIndex.learn(["karst", "nuthe"], ["", ""], np.array([0, 1], np.int64))
    assert known.means.nnz == 0
    assert WordIndex.learn([], [], np.array([], np.int64)).means.nnz == 0
