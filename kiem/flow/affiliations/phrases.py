"""Phrases of one or more words, found in a text word for word."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, TypeVar

__all__ = ["Phrases"]

Told = TypeVar("Told")


class Phrases(Generic[Told]):
    """Phrases (plain words, a space between), each with what it tells."""

    def __init__(self, phrases: Mapping[str, Told]) -> None:
        """Know the phrases, and what each of several words begins with."""
        self._phrases = phrases
        self._begun: set[str] = set()
        for phrase in phrases:
            words = phrase.split()
            self._begun.update(" ".join(words[:count]) for count in range(1, len(words)))

    def __contains__(self, phrase: str) -> bool:
        """Say whether it is one of them."""
        return phrase in self._phrases

    def every(self, words: Sequence[str]) -> Iterator[tuple[int, int, Told]]:
        """Give each phrase that stands in the words, also inside others: its first word, and the one after its last."""
        count = len(words)
        for start in range(count):
            phrase, end = words[start], start + 1
            while True:
                told = self._phrases.get(phrase)
                if told is not None:
                    yield start, end, told
                if end == count or phrase not in self._begun:
                    break
                phrase = f"{phrase} {words[end]}"
                end += 1

    def apart(self, words: Sequence[str]) -> Iterator[tuple[int, int, Told]]:
        """Give from the first word on the longest phrase there, and go on behind it."""
        reached, longest = 0, None
        for start, end, told in self.every(words):
            if longest is not None and start > longest[0]:
                yield longest
                reached, longest = longest[1], None
            if start >= reached:
                longest = start, end, told
        if longest is not None:
            yield longest
