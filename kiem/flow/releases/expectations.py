"""What must hold of a source before its release is published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiem.flow.engine import Engine, quoted


@dataclass(frozen=True, slots=True)
class Broken:
    """An expectation that does not hold: which, what was found, and a record that shows it."""

    source: str
    expected: str
    found: str
    record: str | None


class BuildStopped(Exception):
    """A build that must not be published: the expectations that do not hold."""

    def __init__(self, broken: Sequence[Broken]) -> None:
        """Keep what is broken; the message says each in a line."""
        self.broken = tuple(broken)
        lines = [
            f"{one.source}: expected {one.expected}; found {one.found}"
            + (f"; for one: {one.record}" if one.record else "")
            for one in broken
        ]
        super().__init__("\n".join(lines))

    def __reduce__(self) -> tuple[type["BuildStopped"], tuple[Sequence[Broken]]]:
        """Let it be raised from another process as it was raised there."""
        return BuildStopped, (self.broken,)


Counted = tuple[int, int]
"""A source's rows: read and refused."""


def broken_expectations(
    engine: Engine, source: str, expectations: Sequence[Mapping[str, object]], counted: Counted
) -> list[Broken]:
    """Return what does not hold of the source in the tables `claims` and `quarantine`."""
    found = [_broken(engine, source, expectation, counted) for expectation in expectations]
    return [broken for broken in found if broken is not None]


def _broken(engine: Engine, source: str, expectation: Mapping[str, object], counted: Counted) -> Broken | None:
    if expectation["of"] == "refused_share":
        return _too_many_refused(engine, source, expectation, counted)
    prop, least = str(expectation["name"]), int(str(expectation["at_least"]))
    number = engine.count(
        f"SELECT count(*) FROM claims WHERE property = {quoted(prop)} AND withdrawn_at IS NULL "
        f"AND starts_with(snapshot, {quoted(source + '@')})"
    )
    if number >= least:
        return None
    return Broken(source, f"at least {least} claims of {prop}: {expectation['why']}", f"{number}", None)


def _too_many_refused(
    engine: Engine, source: str, expectation: Mapping[str, object], counted: Counted
) -> Broken | None:
    most = float(str(expectation["at_most"]))
    rows, refused = counted
    share = refused / rows if rows else 1.0
    if share <= most:
        return None
    shown = engine.rows(
        f"SELECT table_name, line, reason, verbatim FROM quarantine WHERE source = {quoted(source)} "
        "ORDER BY table_name, line LIMIT 1"
    )
    record = " | ".join(str(cell) for cell in shown[0]) if shown else None
    return Broken(
        source, f"at most {most:.0%} of the rows refused: {expectation['why']}", f"{refused} of {rows}", record
    )
