"""The names of a list by their words, put right by what the rest of the list says.

Slips of the keyboard are put right towards a word that is far commoner, words joined or split are written one way, and
an abbreviation that the list itself explains is written out.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from kiem.flow.clusters.forms import JOINING
from kiem.flow.clusters.general import had_by, telling
from kiem.flow.clusters.spelling import words_of
from kiem.flow.lookup import Nearby, plain

__all__ = ["wordings"]

Words = tuple[str, ...]

SHORTEST, LONG, FIRST_LETTER_FROM = 5, 7, 7
"""From so many letters on a word may be a slip of another, of one no commoner than itself, one in its first letter."""

KNOWN = 20
"""A word that so many organisations have in general is no slip."""

COMMONER = 3
GENERIC = 5.5
"""A word less telling than this says little by itself."""

EXPLAINED = re.compile(r"\(\s*([A-Z][A-Za-z.&]{1,8}[A-Z.])\s*\)")
SHORT_FROM, OFTEN = 3, 100
CAPITALS = re.compile(r"[A-Z]{3,6}")


def wordings(names: Sequence[str]) -> list[Words]:
    """Return the words of each name."""
    once = cache(words_of)
    every: list[Words] = [tuple(once(name)) for name in names]
    meant = _abbreviations(names, every)
    every = [_unfolded(words, meant) for words in every]
    right = _slips(every)
    every = [tuple(right.get(word, word) for word in words) for words in every]
    return _joined(every)


def _abbreviations(names: Sequence[str], every: Sequence[Words]) -> Mapping[str, Words]:
    """Return the abbreviations that a name explains in brackets, or that are a name and the initials of just one."""
    found: defaultdict[str, Counter[Words]] = defaultdict(Counter)
    for name in dict.fromkeys(names):
        for match in EXPLAINED.finditer(name):
            short = match[1].replace(".", "").replace("&", "").lower()
            tail = _with_initials(plain(name[: match.start()]).split(), short)
            if len(short) >= SHORT_FROM and tail:
                found[short][tuple(words_of(" ".join(tail)))] += 1
    told = {short: max(full.items(), key=lambda one: (one[1], one[0]))[0] for short, full in found.items()}
    alone = {words[0] for name, words in zip(names, every, strict=True) if len(words) == 1 and CAPITALS.match(name)}
    full_of: defaultdict[str, set[Words]] = defaultdict(set)
    for words in every:
        if len(words) >= SHORT_FROM and (initials := "".join(word[0] for word in words)) in alone:
            full_of[initials].add(words)
    told = {short: next(iter(full)) for short, full in full_of.items() if len(full) == 1} | told
    return {short: full for short, full in told.items() if had_by(short) < OFTEN}


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


def _slips(every: Sequence[Words]) -> Mapping[str, str]:
    """Return the words that are a slip away from a far commoner one, each with that one."""
    had = Counter(word for words in every for word in set(words))
    mine = sorted(word for word in had if len(word) >= SHORTEST and word.isalpha())
    nearby = Nearby.learn(mine)
    right = {}
    unsure = [word for word in mine if had_by(word) < KNOWN]
    for word, places in zip(unsure, nearby.of(unsure), strict=True):
        near = (mine[place] for place in places)
        better = [(_size(other, had), other) for other in near if _is_slip_of(word, other, had)]
        if better:
            right[word] = max(better)[1]
    return {word: right.get(other, other) for word, other in right.items()}


def _size(word: str, had: Mapping[str, int]) -> int:
    return had[word] + had_by(word)


def _is_slip_of(word: str, other: str, had: Mapping[str, int]) -> bool:
    if word == other or (word[0] != other[0] and len(word) < FIRST_LETTER_FROM):
        return False
    ours, theirs = _size(word, had), _size(other, had)
    return theirs >= COMMONER * ours or ((theirs, other) > (ours, word) and len(word) >= LONG)


def _joined(every: Sequence[Words]) -> list[Words]:
    """Return the names with what stands in one word and in two written one way: Hwa Mei is HwaMei."""
    had = {word for words in every for word in words}
    two = sorted({neighbours for words in every for neighbours in pairwise(words)})
    both = {one + other: (one, other) for one, other in two if len(one + other) >= SHORTEST and one + other in had}
    apart = {whole: parts for whole, parts in both.items() if max(map(telling, parts)) < GENERIC}
    return [_one_way(words, both, apart) for words in every]


def _one_way(words: Words, both: Mapping[str, Words], apart: Mapping[str, Words]) -> Words:
    parts = [part for word in words for part in apart.get(word, (word,))]
    whole: list[str] = []
    for word in parts:
        if whole and whole[-1] + word in both and whole[-1] + word not in apart:
            whole[-1] += word
        else:
            whole.append(word)
    return tuple(whole)
