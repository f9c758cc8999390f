"""The command that says who is meant."""

import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiem.cli.application import Json, Progress, app, home, refuse, refuse_killed
from kiem.cli.countries import country_codes
from kiem.cli.tables import TableProblem, columns_of, refuse_target, write_rows

if TYPE_CHECKING:
    from kiem.flow.affiliations import Affiliations
    from kiem.flow.engine import Engine
    from kiem.flow.lookup import Answer, Lookup, Register
    from kiem.flow.sources import Snapshot

__all__ = ["resolve"]

COLUMNS = ("id", "rank", "thing", "score", "decision", "why")
NAME, AFFILIATION = "organisation", "affiliation"
USUAL, RELEASE = "ror", "release"
MOST = 5
REASONS = 4
OFTEN = 20_000
"""How many names are told of at once."""

Row = tuple[str, int, str, float, str, str]


@app.command()
def resolve(
    read: Annotated[Path, typer.Option("--in", metavar="FILE", help="Names: id, text, and country and city if known.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where to write who is meant.")],
    kind: Annotated[str, typer.Option(help="What each text is: organisation, or affiliation.")] = NAME,
    register: Annotated[
        str | None,
        typer.Option(metavar="NAME=PATH", help="The register: a source and its files, or `release`; else ROR as read."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Say for each name in a file which record of a register is meant, how sure that is, and why.

    An affiliation is what stands under an author's name: several organisations may be linked, or none.
    """
    if kind not in {NAME, AFFILIATION}:
        refuse(f"--kind {kind}: write {NAME} or {AFFILIATION}.")
    started = time.perf_counter()
    try:
        refuse_target(out, read)
        asked = columns_of(read, ("id", "text"), ("country", "city"))
        asked["country"] = country_codes(read, asked["country"])
        decided: Counter[str] = Counter()
        with Progress() as tell:
            finder = _names(register, tell) if kind == NAME else _affiliations(register, tell)
            known = finder.register
            rows = write_rows(out, COLUMNS, _told(_resolved(finder, asked, decided), len(asked["id"]), tell))
            tell(f"{len(asked['id']):,} names, {rows:,} answers in {out}.")
    except TableProblem as problem:
        refuse(str(problem))
    except BrokenProcessPool:
        refuse_killed(out)
    account = {
        "read": len(asked["id"]),
        **{decision: decided[decision] for decision in ("link", "review", "none")},
        "records": len(known.records),
        "names": len(known.names),
        "seconds": round(time.perf_counter() - started, 3),
    }
    if as_json:
        typer.echo(json.dumps(account))


def _names(told: str | None, tell: Progress) -> "Lookup":
    """Return the names of the register; what this house has itself is made ready once."""
    from kiem.flow.lookup import Lookup, register_of  # noqa: PLC0415  # heavy: only when something is resolved
    from kiem.flow.naming import make_names, ready_names  # noqa: PLC0415

    def known() -> "Register":
        with _claims(told, tell) as engine:
            found = register_of(engine)
        tell(f"Indexing {len(found.names):,} names of {len(found.records):,} records …")
        return found

    if told == RELEASE:
        return make_names(home(), _serving())
    if told is None:
        return ready_names(home(), USUAL, "\n".join(f"{one.name} {one.code}" for one in _read_before()), known)
    return Lookup.learn(known())


def _affiliations(told: str | None, tell: Progress) -> "Affiliations":
    """Return the register as affiliations name it."""
    from kiem.flow.affiliations import Affiliations, surroundings_of  # noqa: PLC0415
    from kiem.flow.lookup import register_of  # noqa: PLC0415

    if told == RELEASE:
        refuse(f"--register {RELEASE}: affiliations are read by a source's own records; write NAME=PATH.")
    with _claims(told, tell) as engine:
        known = register_of(engine)
        tell(f"Indexing {len(known.names):,} names of {len(known.records):,} records …")
        return Affiliations(known, surroundings_of(engine, known))


@contextmanager
def _claims(told: str | None, tell: Progress) -> "Iterator[Engine]":
    """Give an engine with the table `claims` of the register."""
    from kiem.flow.claims import keep_history  # noqa: PLC0415
    from kiem.flow.engine import Engine  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder, Engine(Path(folder)) as engine:
        if told is None:
            keep_history(engine, "claims", [one.files for one in _read_before()])
        else:
            tell(f"Reading {told.replace('=', ' from ', 1)} …")
            _read(engine, told, Path(folder) / "scratch")
        yield engine


def _read_before() -> "Sequence[Snapshot]":
    """Return what the house has read of ROR."""
    from kiem.flow.sources import SnapshotStore  # noqa: PLC0415

    folder = home() / "snapshots"
    snapshots = SnapshotStore(folder).of(USUAL) if folder.is_dir() else []
    if not snapshots:
        refuse(f"No register of {USUAL} in {home()}; give one with --register {USUAL}=PATH.")
    return snapshots


def _serving() -> Path:
    """Return the folder of the release that serves."""
    from kiem.flow.releases import Shelf  # noqa: PLC0415

    shelf = Shelf(home() / "releases")
    number = shelf.current()
    if number is None:
        refuse(f"No release in {home()}; run `kiem build` or `kiem demo`.")
    return shelf.folder(number)


def _read(engine: "Engine", told: str, scratch: Path) -> None:
    """Make the table `claims` of a publisher's files."""
    from kiem.flow.claims import claims_sql, identified_sql  # noqa: PLC0415
    from kiem.flow.sources import InputProblem, SourceInput, cards, read_source  # noqa: PLC0415

    name, equals, path = told.partition("=")
    if not (equals and path) or name not in cards():
        refuse(f"--register {told}: write {RELEASE}, or NAME=PATH, NAME one of {', '.join(sorted(cards()))}.")
    try:
        reading = read_source(engine, SourceInput.at(name, Path(path), scratch))
    except InputProblem as problem:
        refuse(str(problem))
    engine.keep("claims", claims_sql(f"({identified_sql(reading.draft)})", name, reading.date.isoformat()))


def _resolved(finder: "Lookup | Affiliations", asked: dict[str, list[str]], decided: Counter[str]) -> Iterator[Row]:
    """Give the rows of each text."""
    from kiem.flow.lookup import Mention  # noqa: PLC0415

    mentions = [Mention(*told) for told in zip(asked["text"], asked["country"], asked["city"], strict=True)]
    for identifier, answers in zip(asked["id"], finder.find(mentions, MOST), strict=True):
        decided[answers[0].decision] += 1
        yield from _rows(identifier, answers)


def _told(rows: Iterator[Row], count: int, tell: Progress) -> Iterator[Row]:
    """Give the rows on, and tell how far they are."""
    done = 0
    for row in rows:
        done += row[1] == 1
        if row[1] == 1 and done % OFTEN == 0:
            tell(f"{done:,} of {count:,} names …")
        yield row


def _rows(identifier: str, answers: "Sequence[Answer]") -> Iterator[Row]:
    for rank, one in enumerate(answers, start=1):
        telling = sorted(one.reasons.items(), key=lambda reason: -abs(reason[1]))[:REASONS]
        why = ", ".join(f"{name.replace('_', ' ')} {added:+.2f}" for name, added in telling)
        yield identifier, rank, one.record or "", one.probability, one.decision, why
