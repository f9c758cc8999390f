"""The command that groups a list of names into who is who."""

import json
import time
from collections import Counter
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Annotated

import typer

from kiem.cli.application import Json, Progress, app, refuse, refuse_killed
from kiem.cli.countries import country_codes
from kiem.cli.tables import TableProblem, columns_of, refuse_target, write_rows

__all__ = ["cluster"]

COLUMNS = ("id", "cluster", "score")


@app.command()
def cluster(
    read: Annotated[Path, typer.Option("--in", metavar="FILE", help="Names: id, name, and country and city if known.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where to write which names belong together.")],
    as_json: Json = False,
) -> None:
    """Group the organisation names in a file into who is who, without a register."""
    started = time.perf_counter()
    try:
        refuse_target(out, read)
        given = columns_of(read, ("id", "name"), ("country", "city"))
        refuse_twice(read, given["id"])
        given["country"] = country_codes(read, given["country"])
        clusters = _write(given, out)
    except TableProblem as problem:
        refuse(str(problem))
    except BrokenProcessPool:
        refuse_killed(out)
    account = {"read": len(given["id"]), **clusters, "seconds": round(time.perf_counter() - started, 3)}
    if as_json:
        typer.echo(json.dumps(account))


def refuse_twice(file: Path, ids: list[str]) -> None:
    """Raise TableProblem where a row has no id, or two have the same: a cluster is named by one."""
    twice = [one for one, often in Counter(ids).items() if often > 1]
    if "" in ids:
        message = f"{file}: row {ids.index('') + 1} has no id; give each row its own."
    elif twice:
        message = f"{file}: id {twice[0]!r} stands in more than one row; give each row its own."
    else:
        return
    raise TableProblem(message)


def _write(given: dict[str, list[str]], out: Path) -> dict[str, int]:
    """Write the memberships and return how many clusters there are, and how many of one name."""
    from kiem.flow.clusters import memberships  # noqa: PLC0415  # heavy: only when names are grouped
    from kiem.flow.lookup import Mention  # noqa: PLC0415

    ids = given["id"]
    with Progress() as tell:
        told = zip(given["name"], given["country"], given["city"], strict=True)
        found = memberships([Mention(*one) for one in told], tell)
        size = Counter(one.first for one in found)
        rows = ((own, ids[one.first], one.probability) for own, one in zip(ids, found, strict=True))
        write_rows(out, COLUMNS, rows)
        tell(f"{len(ids):,} names, {len(size):,} clusters in {out}.")
    return {"clusters": len(size), "alone": sum(often == 1 for often in size.values())}
