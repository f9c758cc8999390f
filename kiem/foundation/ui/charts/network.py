"""Who is tied to whom around one thing: at given places on a desk, hung on a stem on a phone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kiem.foundation.ui.charts.sheet import SHEETS, Sheet, text_width

__all__ = ["DrawnNode", "DrawnTie", "Network", "NetworkDrawing", "Node", "Tie", "network"]

SHAPE = 6.0
MIDDLE = 0.35
LINE = 14.0
ROW = 24.0
BRANCH = 34.0


@dataclass(frozen=True, slots=True)
class Node:
    """A thing at a place, both coordinates from -1 to 1; `weight` 0 to 1 gives its size.

    Where there is no room for the label, `short` is drawn; the table has the label.
    """

    id: str
    label: str
    kind: str
    x: float
    y: float
    weight: float = 0.3
    href: str = ""
    short: str = ""

    @property
    def drawn(self) -> str:
        """What stands in the drawing."""
        return self.short or self.label


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie between two nodes; `weight` 0 to 1 gives its width, `note` says what it is."""

    one: str
    other: str
    weight: float = 0.3
    note: str = ""


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """A node in the units of the drawing; its label stands outside, away from the middle."""

    node: Node
    x: float
    y: float
    scale: float
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class DrawnTie:
    """A tie in the units of the drawing."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float


@dataclass(frozen=True, slots=True)
class NetworkDrawing:
    """The network on one sheet, in the units of its viewBox."""

    sheet: Sheet
    height: float
    nodes: tuple[DrawnNode, ...]
    ties: tuple[DrawnTie, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """A network on both sheets, and its ties in words (one, other, note) for the table beneath."""

    title: str
    summary: str
    rows: tuple[tuple[Node, Node, str], ...]
    drawings: tuple[NetworkDrawing, ...]


def network(title: str, summary: str, nodes: Sequence[Node], ties: Sequence[Tie]) -> Network:
    """Place nodes and ties; KeyError names a tie's end that is no node."""
    known = {node.id: node for node in nodes}
    rows = tuple((known[tie.one], known[tie.other], tie.note) for tie in ties)
    return Network(title, summary, rows, tuple(_drawing(nodes, ties, sheet) for sheet in SHEETS))


def _drawing(nodes: Sequence[Node], ties: Sequence[Tie], sheet: Sheet) -> NetworkDrawing:
    if sheet.is_narrow:
        return _listed(nodes, ties, sheet)
    height = 420.0
    drawn = {node.id: _node(node, sheet, height) for node in nodes}
    pairs = [(tie, drawn[tie.one], drawn[tie.other]) for tie in ties]
    return NetworkDrawing(
        sheet=sheet,
        height=height,
        nodes=_untangled(drawn.values()),
        ties=tuple(DrawnTie(one.x, one.y, other.x, other.y, _wide(tie)) for tie, one, other in pairs),
    )


def _listed(nodes: Sequence[Node], ties: Sequence[Tie], sheet: Sheet) -> NetworkDrawing:
    """Hang the others on a stem beneath the first: on a phone there is room for names, not for a circle of them."""
    drawn = {node.id: _hung(node, turn) for turn, node in enumerate(nodes)}
    stem = ROW / 2
    branches = [
        DrawnTie(stem, drawn[end].y, drawn[end].x, drawn[end].y, _wide(tie))
        for tie in ties
        for end in (tie.one, tie.other)
        if end != nodes[0].id
    ]
    last = max((branch.y1 for branch in branches), default=stem)
    return NetworkDrawing(
        sheet, len(nodes) * ROW, tuple(drawn.values()), (DrawnTie(stem, stem, stem, last, 1.0), *branches)
    )


def _hung(node: Node, turn: int) -> DrawnNode:
    x, y = ROW / 2 + (BRANCH if turn else 0), (turn + 0.5) * ROW
    return DrawnNode(node, x, y, round(0.9 + node.weight * 0.5, 2), x + ROW / 2 + 2, y + 4.5, "start")


def _wide(tie: Tie) -> float:
    return round(1 + 4 * tie.weight, 1)


def _node(node: Node, sheet: Sheet, height: float) -> DrawnNode:
    x = round(sheet.width * (0.5 + 0.3 * node.x), 1)
    y = round(height * (0.5 + 0.41 * node.y), 1)
    scale = round(0.9 + node.weight * 1.1, 2)
    reach = SHAPE * scale + 5
    if abs(node.x) >= MIDDLE:
        side = 1 if node.x > 0 else -1
        return DrawnNode(node, x, y, scale, round(x + side * reach, 1), y + 4.5, "start" if side > 0 else "end")
    half = text_width(node.drawn) / 2
    label_x = min(max(x, half), max(sheet.width - half, half))
    label_y = y + reach + 10 if node.y >= 0 else y - reach
    return DrawnNode(node, x, y, scale, round(label_x, 1), round(label_y, 1), "middle")


def _untangled(nodes: Iterable[DrawnNode]) -> tuple[DrawnNode, ...]:
    """Move labels down a line at a time until none covers another; nodes stay where they are."""
    placed: list[DrawnNode] = []
    for node in sorted(nodes, key=lambda one: (one.label_y, one.label_x)):
        moved = node
        while any(_covers(moved, other) for other in placed):
            moved = replace(moved, label_y=round(moved.label_y + LINE, 1))
        placed.append(moved)
    return tuple(placed)


def _covers(one: DrawnNode, other: DrawnNode) -> bool:
    (left, right), (other_left, other_right) = _span(one), _span(other)
    return left < other_right and other_left < right and abs(one.label_y - other.label_y) < LINE


def _span(node: DrawnNode) -> tuple[float, float]:
    width = text_width(node.node.drawn)
    shift = {"start": 0.0, "middle": width / 2, "end": width}[node.anchor]
    return node.label_x - shift, node.label_x - shift + width
