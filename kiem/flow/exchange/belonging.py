"""What belongs together and what stays apart, as it grows judgement by judgement."""

from dataclasses import dataclass, field

__all__ = ["Belonging"]


@dataclass(slots=True)
class Belonging:
    """Groups of ids that only grow, and which of the groups are parted."""

    _above: dict[str, str] = field(default_factory=dict)
    _apart: dict[str, set[str]] = field(default_factory=dict)

    def group(self, one: str) -> str:
        """Return the id that stands for the group of this one."""
        root = one
        while (above := self._above.get(root, root)) != root:
            root = above
        while (above := self._above.get(one, one)) != root:
            self._above[one] = root
            one = above
        return root

    def is_one(self, left: str, right: str) -> bool:
        """Return whether the two are in one group."""
        return self.group(left) == self.group(right)

    def is_apart(self, left: str, right: str) -> bool:
        """Return whether the groups of the two are parted."""
        return self.group(right) in self._apart.get(self.group(left), ())

    def join(self, left: str, right: str) -> None:
        """Make one group of the groups of the two; what was parted from either is parted from both."""
        root, other = sorted((self.group(left), self.group(right)))
        if root == other:
            return
        self._above[other] = root
        for parted in self._apart.pop(other, set()):
            self._apart[parted].discard(other)
            self._part(root, parted)

    def part(self, left: str, right: str) -> None:
        """Let the groups of the two stay apart."""
        self._part(self.group(left), self.group(right))

    def _part(self, left: str, right: str) -> None:
        self._apart.setdefault(left, set()).add(right)
        self._apart.setdefault(right, set()).add(left)
