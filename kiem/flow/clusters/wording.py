"""The names of a list by their words, put right by what the rest of the list says.

Slips of the keyboard are put right towards a word that is far commoner, words joined or split are written one way, and
an abbreviation that the list itself explains is written out.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, pairwise

import numpy as np

from kiem.flow.clusters.forms import JOINING
from kiem.flow.clusters.general import had_by, is_place, telling
from kiem.flow.clusters.spelling import stem, words_of
from kiem.flow.lookup import Nearby, plain, shared

__all__ = ["wordings"]

Words = tuple[str, ...]

SHORTEST, LONG, FIRST_LETTER_FROM = 5, 7, 7
"""From so many letters on a word may be a slip of another, of one no commoner than itself, one in its first letter."""

KNOWN = 20
"""A word that so many organisations have in general is no slip."""

AT_ONCE = 20_000
"""So many names are read into words by a process at once."""

PARTS, OF_THREE = (3, 2), 6
"""Of so many words one may be put together, of three where the first two have no more letters than so many."""

COMMONER = 3
GENERIC = 5.5
"""A word less telling than this says little by itself."""

EXPLAINED = re.compile(r"\(\s*([A-Z][A-Za-z.&]{1,8}[A-Z.])\s*\)")
AT_THE_END = re.compile(r"\s([A-Z]{3,8})$")
SHORT_FROM, OFTEN = 3, 100
LONGEST_PLACE = 2
CAPITALS, LONGER = re.compile(r"[A-Z]{3,8}\b"), 4


def wordings(names: Sequence[str]) -> list[Words]:
    """Return the words of each name."""
    times = Counter(names)
    once = list(times)
    every = [tuple(words.split()) for words in shared(_words, once, AT_ONCE)]
    meant = _abbreviations(once, every)
    every = [words if meant.keys().isdisjoint(words) else _unfolded(words, meant) for words in every]
    right = _slips(every, list(times.values()))
    every = [
        words if right.keys().isdisjoint(words) else tuple(right.get(word, word) for word in words) for words in every
    ]
    told = dict(zip(once, _joined(every), strict=True))
    return [told[name] for name in names]


def _words(names: Sequence[str]) -> Iterator[str]:
    # A text goes from one process to the other in a fifth of the time of its words.
    return (" ".join(words_of(name)) for name in names)


def _abbreviations(names: Sequence[str], every: Sequence[Words]) -> Mapping[str, Words]:
    """Return the abbreviations that a name explains, in brackets or at its end, or that are the initials of just one.

    Those are a name by themselves, or a longer one with a place: EEC, EETG Ghent.
    """
    found: defaultdict[str, Counter[Words]] = defaultdict(Counter)
    for name in names:
        for match in _explaining(name):
            short = match[1].replace(".", "").replace("&", "").lower()
            tail = _with_initials(plain(name[: match.start()]).split(), short)
            if len(short) >= SHORT_FROM and tail:
                found[stem(short)][tuple(words_of(" ".join(tail)))] += 1
    told = {short: max(full.items(), key=lambda one: (one[1], one[0]))[0] for short, full in found.items()}
    alone = {
        begun[0].lower()
        for name, words in zip(names, every, strict=True)
        if (begun := CAPITALS.match(name)) and (len(words) == 1 or (len(begun[0]) >= LONGER and _is_place(words[1:])))
    }
    full_of: defaultdict[str, set[Words]] = defaultdict(set)
    for words in every:
        if len(words) >= SHORT_FROM and (initials := "".join([word[0] for word in words])) in alone:
            full_of[initials].add(words)
    told = {stem(short): next(iter(full)) for short, full in full_of.items() if len(full) == 1} | told
    return {short: full for short, full in told.items() if had_by(short) < OFTEN}


def _explaining(name: str) -> Iterator[re.Match[str]]:
    """Return where a name may explain an abbreviation."""
    if "(" in name:
        yield from EXPLAINED.finditer(name)
    elif name[-SHORT_FROM:].isupper():
        match = AT_THE_END.search(name)
        # The last word before begins with its last letter: to look further is not worth it.
        if match and name[: match.start()].rpartition(" ")[2][:1].upper() == name[-1]:
            yield match


def _is_place(words: Words) -> bool:
    """Return whether words say a place and no more: Delhi, New Delhi."""
    is_short = 0 < len(words) <= LONGEST_PLACE
    return is_short and is_place(words[-1]) and all(telling(word) < GENERIC for word in words[:-1])


def _with_initials(words: Sequence[str], short: str) -> Sequence[str]:
    """Return the last words whose initials are the abbreviation, with or without the words that join; else none."""
    for some in ([word for word in words if word not in JOINING], words):
        tail = some[-len(short) :]
        if "".join(word[0] for word in tail) == short:
            return tail
    return ()


def _unfolded(words: Words, meant: Mapping[str, Words]) -> Words:
    """Return the words with abbreviations written out, or left out beside what they stand for."""
    whole: list[str] = []
    for word in words:
        full = meant.get(word)
        if full is None:
            whole.append(word)
        elif not set(full) <= set(words):
            whole += full
    return tuple(whole) or words


def _slips(every: Sequence[Words], times: Sequence[int]) -> Mapping[str, str]:
    """Return the words that are a slip away from a far commoner one, each with that one."""
    had = Counter(chain.from_iterable(map(set, every)))
    for words, stands in zip(every, times, strict=True):
        if stands > 1:
            had.update(dict.fromkeys(words, stands - 1))
    mine = sorted(word for word in had if len(word) >= SHORTEST and word.isalpha())
    general = np.array([had_by(word) for word in mine], np.int64)
    ours, theirs = Nearby.learn(mine).pairs_within()
    unsure = general[ours] < KNOWN
    ours, theirs = ours[unsure], theirs[unsure]
    size = np.array([had[word] for word in mine], np.int64) + general
    length = np.array([len(word) for word in mine], np.int64)[ours]
    first = np.array([ord(word[0]) for word in mine], np.int64)
    # Of two words as common, the one later in the alphabet.
    commoner = (size[theirs] > size[ours]) | ((size[theirs] == size[ours]) & (theirs > ours))
    is_slip = (size[theirs] >= COMMONER * size[ours]) | (commoner & (length >= LONG))
    is_slip &= (ours != theirs) & ((first[ours] == first[theirs]) | (length >= FIRST_LETTER_FROM))
    ours, theirs = ours[is_slip], theirs[is_slip]
    # The best comes last and stays.
    order = np.lexsort((theirs, size[theirs], ours))
    right = {mine[ours[turn]]: mine[theirs[turn]] for turn in order.tolist()}
    return {word: right.get(other, other) for word, other in right.items()}


def _joined(every: Sequence[Words]) -> list[Words]:
    """Return the names with what stands in one word and in two or three written one way: Hwa Mei is HwaMei."""
    had = {word for words in every for word in words}
    two: set[Words] = {(one, other) for words in every for one, other in pairwise(words) if one + other in had}
    three = {
        parts
        for words in every
        for parts in zip(words, words[1:], words[2:], strict=False)
        if len(parts[0]) <= OF_THREE and len(parts[1]) <= OF_THREE and "".join(parts) in had
    }
    whole = {"".join(parts): parts for parts in sorted(two | three) if len("".join(parts)) >= SHORTEST}
    apart = {word: parts for word, parts in whole.items() if max(map(telling, parts)) < GENERIC}
    touched = {*apart, *(parts[0] for parts in whole.values())}
    together = whole.keys() - apart.keys()
    return [words if touched.isdisjoint(words) else _one_way(words, together, apart) for words in every]


def _one_way(words: Words, together: Collection[str], apart: Mapping[str, Words]) -> Words:
    parts = [part for word in words for part in apart.get(word, (word,))]
    written: list[str] = []
    place = 0
    while place < len(parts):
        many = next((many for many in PARTS if "".join(parts[place : place + many]) in together), 1)
        written.append("".join(parts[place : place + many]))
        place += many
    return tuple(written)
