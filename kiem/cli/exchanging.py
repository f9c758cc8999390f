"""Commands that exchange who is who with others, in the words of FollowTheMoney and nomenklatura."""

import json
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kiem.cli.application import FOUND_SOMETHING, Json, Progress, app, home, refuse, settle, stamp
from kiem.cli.lines import read_lines, refuse_lines, write_lines
from kiem.cli.memory import Peak
from kiem.cli.tables import TableProblem

if TYPE_CHECKING:
    from kiem.flow.entities import Judgements
    from kiem.flow.exchange import Edges, Opinion, Told

__all__ = ["export", "take_in"]

ENTITIES, JUDGEMENTS = "entities", "judgements"
OFTEN = 50_000
"""How many entities are told of at once."""

SHOWN = 5
"""How many contradictions are told one by one."""

Account = dict[str, Any]  # Any: what a command accounts for is printed as JSON


@app.command()
def export(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where to write it: .ftm.json, .jsonl, also .gz.")],
    what: Annotated[str, typer.Option(help="What to write: entities, or judgements.")] = ENTITIES,
    with_names: Annotated[
        bool, typer.Option("--with-names", help="Tell the addresses of those who judged, not only their house.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Write the release that serves as FollowTheMoney entities, or who judged what as a resolver's file."""
    if what not in {ENTITIES, JUDGEMENTS}:
        refuse(f"--what {what}: write {ENTITIES} or {JUDGEMENTS}.")
    if with_names and what == ENTITIES:
        refuse(f"--with-names: nobody judges in {ENTITIES}; leave it out, or write --what {JUDGEMENTS}.")
    started = time.perf_counter()
    try:
        refuse_lines(out)
        with Progress() as tell, Peak() as peak:
            account = _entities(out, tell) if what == ENTITIES else _judgements(out, tell, with_names=with_names)
    except TableProblem as problem:
        refuse(str(problem))
    account |= {"seconds": round(time.perf_counter() - started, 3), "peak_mb": peak.mb}
    if as_json:
        typer.echo(json.dumps({"what": what, **account}))


def _entities(out: Path, tell: Progress) -> Account:
    from kiem.flow.engine import EngineError  # noqa: PLC0415  # heavy: only when something is exchanged
    from kiem.flow.exchange import Told, entities  # noqa: PLC0415

    number, folder = _release()
    told = Told()
    tell(f"Writing the things and relations of release {number} …")
    try:
        with tempfile.TemporaryDirectory() as spill:
            lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in entities(folder, Path(spill), told))
            count = write_lines(out, _counted(lines, tell))
    except EngineError as problem:
        refuse(f"Release {number} cannot be read: {str(problem).splitlines()[0]}; `kiem doctor` says what is broken.")
    tell(f"{count:,} entities in {out}.")
    licences = _licences(told)
    for one in licences:
        tell(f"{one['claims']:,} claims: {one['title']}." + (f" Credit: {one['credit']}." if one["credit"] else ""))
    schemata = dict(sorted(told.schemata.items()))
    return {"release": number, "entities": count, "schemata": schemata, "licences": licences, "kept": told.kept}


def _licences(told: "Told") -> list[Account]:
    from kiem.flow.vocabulary import vocabulary  # noqa: PLC0415

    words = vocabulary().licences
    return [
        {"id": name, "title": words[name].title, "credit": words[name].credit, "claims": count}
        for name, count in sorted(told.licences.items())
    ]


def _counted(lines: Iterable[str], tell: Progress) -> Iterator[str]:
    for count, line in enumerate(lines, start=1):
        if count % OFTEN == 0:
            tell(f"{count:,} entities …")
        yield line


def _judgements(out: Path, tell: Progress, *, with_names: bool) -> Account:
    from kiem.flow.exchange import resolver_lines  # noqa: PLC0415

    with _house() as house:
        every = house.all()
    count = write_lines(out, resolver_lines(every, with_names=with_names))
    tell(f"{len(every):,} judgements in {out}.")
    return {"judgements": len(every), "taken_back": sum(one.taken_back is not None for one in every), "lines": count}


@app.command("import")
def take_in(
    read: Annotated[Path, typer.Option("--in", metavar="FILE", help="A resolver's file: a JSON array a line.")],
    what: Annotated[str, typer.Option(help="What is in it: judgements.")] = JUDGEMENTS,
    undo: Annotated[bool, typer.Option("--undo", help="Take back what was taken in from this file before.")] = False,
    as_json: Json = False,
) -> None:
    """Take in what others judged of records that are known here. Exit 1 where they contradict what is decided here.

    What is decided here stays as it is. The next build follows what was taken in.
    """
    if what != JUDGEMENTS:
        other = "; `kiem resolve --register followthemoney=FILE` reads entities" if what == ENTITIES else ""
        refuse(f"--what {what}: write {JUDGEMENTS}{other}.")
    started = time.perf_counter()
    try:
        with Progress() as tell:
            account = _taken_back(read, tell) if undo else _taken_in(read, tell)
    except TableProblem as problem:
        refuse(str(problem))
    account["seconds"] = round(time.perf_counter() - started, 3)
    if as_json:
        typer.echo(json.dumps(account))
    if account.get("against"):
        raise typer.Exit(FOUND_SOMETHING)


def _taken_in(file: Path, tell: Progress) -> Account:
    from kiem.flow.exchange import weighed  # noqa: PLC0415

    edges, told, unknown = _opinions(file)
    with _house() as house, house.alone():
        taking = weighed(told, house.all())
        counts = {"new": len(taking.new), "already": taking.already, "against": len(taking.against)}
        if taking.new:
            with _audited("stewardship.taken_in", file, counts, tell):
                house.judge(*taking.new)
    for one in taking.against[:SHOWN]:
        tell(f"Not taken in: {one.by} says {one.left} and {one.right} are {one.verdict}, which is decided otherwise.")
    left_out = len(taking.against)
    tell(f"{len(taking.new):,} judgements taken in, {taking.already:,} were there, {left_out:,} contradict.")
    return {
        "read": edges.read,
        "new": len(taking.new),
        "already": taking.already,
        "taken_back": taking.taken_back,
        "against": left_out,
        "undecided": edges.undecided,
        "ended": edges.ended,
        "unknown": unknown,
    }


def _taken_back(file: Path, tell: Progress) -> Account:
    from kiem.flow.exchange import brought_in  # noqa: PLC0415

    edges, told, unknown = _opinions(file)
    with _house() as house, house.alone():
        ended = brought_in(told, house.all())
        if ended:
            with _audited("stewardship.taken_in_undone", file, {"undone": len(ended)}, tell):
                house.end(ended, stamp().date())
    tell(f"{len(ended):,} judgements that came from this file taken back.")
    return {"read": edges.read, "undone": len(ended), "unknown": unknown}


def _opinions(file: Path) -> "tuple[Edges, tuple[Opinion, ...], int]":
    """Return the edges of a file, what they say of records known here, and how many ids are not known here."""
    from kiem.flow.exchange import ExchangeProblem, edges_in, known_records, opinions  # noqa: PLC0415

    try:
        edges = edges_in(read_lines(file))
    except ExchangeProblem as problem:
        refuse(f"{file}: {problem}; give a resolver's file as nomenklatura writes it.")
    with tempfile.TemporaryDirectory() as spill:
        known = known_records(_release()[1], Path(spill), edges.ids)
    return edges, opinions(edges, known, stamp().date()), len(edges.ids) - len(known)


@contextmanager
def _house() -> "Iterator[Judgements]":
    """Give the judgements of this home; where their file is damaged, refuse in one line."""
    from kiem.flow.entities import JudgementProblem, Judgements  # noqa: PLC0415

    try:
        yield Judgements.of(home())
    except JudgementProblem as problem:
        refuse(str(problem))


@contextmanager
def _audited(what: str, file: Path, counts: Mapping[str, int], tell: Progress) -> Iterator[None]:
    """Tell the audit of what the block does, where this house has one."""
    settle()
    from django.db import DatabaseError  # noqa: PLC0415  # not before the site is set up

    from kiem.foundation.audit.reads import is_kept  # noqa: PLC0415
    from kiem.foundation.stewardship.actions import exchanged  # noqa: PLC0415

    try:
        with exchanged(what, file.name, counts) if is_kept() else _untold(tell):
            yield
    except DatabaseError as problem:
        reason = " ".join(str(problem).split())
        refuse(f"The audit trail cannot be written ({reason}), so nothing was done; `kiem doctor` says what is broken.")


@contextmanager
def _untold(tell: Progress) -> Iterator[None]:
    tell("This house has no database yet, so no audit trail tells of this.")
    yield


def _release() -> tuple[int, Path]:
    """Return the number and the folder of the release that serves."""
    from kiem.flow.releases import Shelf  # noqa: PLC0415

    shelf = Shelf(home() / "releases")
    number = shelf.current()
    if number is None:
        refuse(f"No release in {home()}; run `kiem build` or `kiem demo`.")
    return number, shelf.folder(number)
