"""A resolver's file as nomenklatura 4 writes and reads it: a JSON array a line.

Its columns: target, source, judgement, score, user, created_at, and for what counts no longer deleted_at. Positive
edges go from each record to a canonical id (`NK-…`, or one of Wikidata): those tied to the same id are one.
"""

import hashlib
import json
import re
from base64 import b32encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kiem.flow.entities import SAME, Judgement

__all__ = ["Edge", "Edges", "ExchangeProblem", "edges_in", "resolver_lines"]

POSITIVE, NEGATIVE = "positive", "negative"
OPEN = ("unsure", "no_judgement")
WORDS = (POSITIVE, NEGATIVE, *OPEN)
COLUMNS = 6
"""How many there are at least."""

CANONICAL = re.compile(r"NK-|Q[0-9]+$")
MAILBOX = re.compile(r"[^\s@<>]+@([^\s@<>]+)")
NOBODY = "unknown"
LONGEST_NAME = 254


class ExchangeProblem(Exception):
    """A file that is no resolver's, said in one line: where, what, remedy."""


@dataclass(frozen=True, slots=True)
class Edge:
    """What a resolver says of two ids: the judgement, by whom and since when, where it tells them."""

    left: str
    right: str
    judgement: str
    user: str | None
    created: str | None


@dataclass(frozen=True, slots=True)
class Edges:
    """The edges of a file that count, in its order: of a pair that stands there again, the last. And what was there.

    `read`: its lines; `undecided`: pairs of which it says no more than that they are open; `ended`: pairs that it had
    decided, and no longer does.
    """

    decided: tuple[Edge, ...]
    read: int
    undecided: int
    ended: int

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id that is decided about, in order; canonical ids are none."""
        named = {end for one in self.decided for end in (one.left, one.right)}
        return tuple(sorted(one for one in named if not CANONICAL.match(one)))


def edges_in(lines: Iterable[str]) -> Edges:
    """Read a resolver's file. Raises ExchangeProblem for a line that is none of its."""
    last: dict[tuple[str, str], tuple[Edge, bool]] = {}
    read = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        read += 1
        edge, is_ended = _edge(line, number)
        pair = (edge.left, edge.right) if edge.left < edge.right else (edge.right, edge.left)
        last.pop(pair, None)
        last[pair] = (edge, is_ended)
    live = [edge for edge, is_ended in last.values() if not is_ended]
    decided = tuple(edge for edge in live if edge.judgement not in OPEN)
    return Edges(decided, read, len(live) - len(decided), len(last) - len(live))


def _edge(line: str, number: int) -> tuple[Edge, bool]:
    try:
        cells = json.loads(line)
        # Half a character, which JSON lets be written, is no text.
        json.dumps(cells, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        cells = None
    if not isinstance(cells, list) or len(cells) < COLUMNS:
        message = f"line {number} is no JSON array of target, source, judgement, score, user and created_at"
        raise ExchangeProblem(message)
    left, right, judgement, _, user, created, *ended = cells
    if not (isinstance(left, str) and isinstance(right, str) and left and right and left != right):
        message = f"line {number} does not name two records"
        raise ExchangeProblem(message)
    if judgement not in WORDS:
        message = f"line {number}: judgement {judgement!r} is none of {', '.join(WORDS)}"
        raise ExchangeProblem(message)
    return Edge(left, right, judgement, _text(user), _text(created)), bool(ended and ended[0])


def _text(cell: object) -> str | None:
    """Return a text in one line, without signs that nobody sees and not too long; None where there is none."""
    if not isinstance(cell, str):
        return None
    seen = cell if cell.isprintable() else "".join(sign if sign.isprintable() else " " for sign in cell)
    return " ".join(seen.split())[:LONGEST_NAME] or None


def resolver_lines(judgements: Iterable[Judgement], *, with_names: bool = False) -> Iterator[str]:
    """Give the lines of a resolver's file for every judgement ever made, oldest first; those that count come last.

    Two records that are the same are both tied to a canonical id of their own. What was taken back, or said otherwise
    since, has the day on which it ended. Who judged is told without the mailbox of their address, or `with_names`.
    """
    every = tuple(judgements)
    standing = {one.pair: one for one in every if one.taken_back is None}
    ended = [one for one in every if standing.get(one.pair) is not one]
    counting = sorted(standing.values(), key=lambda one: one.decided)
    for one in [*ended, *counting]:
        user = one.by if with_names else MAILBOX.sub(r"steward at \1", one.by)
        row = [None, user or NOBODY, one.decided.isoformat()]
        if standing.get(one.pair) is not one:
            instead = standing.get(one.pair, one)
            row.append((one.taken_back or instead.decided).isoformat())
        for ends in _edges_of(one):
            yield json.dumps([*ends, *row], ensure_ascii=False) + "\n"


def _edges_of(judgement: Judgement) -> Iterator[tuple[str, str, str]]:
    left, right = judgement.pair
    if judgement.verdict == SAME:
        digest = hashlib.sha256(f"{left} {right}".encode()).digest()
        canonical = f"NK-{b32encode(digest[:15]).decode().lower()}"
        yield canonical, left, POSITIVE
        yield canonical, right, POSITIVE
    else:
        yield right, left, NEGATIVE
