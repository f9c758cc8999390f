"""Who is tied to whom around one thing: places are given, labels are put where they do not cover."""

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["DrawnNode", "DrawnTie", "Network", "Node", "Tie", "network"]

SIZE = 640.0
EDGE = 70.0


@dataclass(frozen=True, slots=True)
class Node:
    """A thing at a place, both coordinates from -1 to 1; `weight` 0 to 1 gives its size."""

    id: str
    label: str
    kind: str
    x: float
    y: float
    weight: float = 0.3
    href: str = ""


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
    """A tie in the units of the drawing, with the labels of its ends for the table."""

    tie: Tie
    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Network:
    """A drawn network, in the units of its viewBox."""

    title: str
    summary: str
    width: float
    height: float
    nodes: tuple[DrawnNode, ...]
    ties: tuple[DrawnTie, ...]


def network(title: str, summary: str, nodes: Sequence[Node], ties: Sequence[Tie]) -> Network:
    """Place nodes and ties; KeyError names a tie's end that is no node."""
    drawn = {node.id: _node(node) for node in nodes}
    return Network(
        title=title,
        summary=summary,
        width=SIZE + 2 * EDGE,
        height=SIZE * 0.75,
        nodes=tuple(drawn.values()),
        ties=tuple(_tie(tie, drawn[tie.one], drawn[tie.other]) for tie in ties),
    )


def _node(node: Node) -> DrawnNode:
    x = round(EDGE + SIZE / 2 + node.x * SIZE * 0.36, 1)
    y = round(SIZE * 0.375 + node.y * SIZE * 0.31, 1)
    scale = round(0.8 + node.weight * 1.2, 2)
    reach = 6 * scale + 5
    if abs(node.x) < 0.35:
        label_x, label_y, anchor = x, y + (reach + 10 if node.y >= 0 else -reach), "middle"
    else:
        label_x, label_y, anchor = x + (reach if node.x > 0 else -reach), y + 4.5, "" if node.x > 0 else "end"
    return DrawnNode(node, x, y, scale, round(label_x, 1), round(label_y, 1), anchor)


def _tie(tie: Tie, one: DrawnNode, other: DrawnNode) -> DrawnTie:
    width = round(1 + 4 * tie.weight, 1)
    return DrawnTie(tie, one.x, one.y, other.x, other.y, width, one.node.label, other.node.label)
