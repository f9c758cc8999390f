"""Commands that make a release, serve it, and say what is current."""

import json
import socket
from pathlib import Path
from typing import Annotated

import typer

from kiem.cli.application import FOUND_SOMETHING, Json, Progress, app, home, instance, refuse, settle, stamp
from kiem.cli.indexing import followed
from kiem.cli.memory import Peak

__all__ = ["build", "demo", "serve", "status"]

Port = Annotated[int, typer.Option(help="Port to serve on.", min=1, max=65535)]
Host = Annotated[str, typer.Option(help="Address to serve on.")]


@app.command()
def build(
    source: Annotated[
        list[str] | None, typer.Option(metavar="NAME=PATH", help="A source and its file or folder.")
    ] = None,
    only: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Read only these of the sources.")] = None,
    as_json: Json = False,
) -> None:
    """Make a release from the register, the given sources and everything read before, and publish it."""
    given = {"register": instance() / "register", **_sources(source or [])}
    strangers = sorted(set(only or []) - set(given))
    if strangers:
        refuse(f"--only {strangers[0]}: no path is known for it; give it with --source {strangers[0]}=PATH.")
    _build({name: path for name, path in given.items() if not only or name in only}, as_json=as_json)


def _sources(told: list[str]) -> dict[str, Path]:
    given = {}
    for one in told:
        name, equals, path = one.partition("=")
        if not (name and equals and path):
            refuse(f"--source {one}: write NAME=PATH, for example --source ror=ror-data.zip.")
        given[name] = Path(path)
    return given


def _build(given: dict[str, Path], *, as_json: bool) -> None:
    from kiem.flow import run  # noqa: PLC0415  # heavy: only when a release is made
    from kiem.flow.engine import EngineError  # noqa: PLC0415
    from kiem.flow.releases import BuildStopped  # noqa: PLC0415
    from kiem.flow.sources import InputProblem  # noqa: PLC0415
    from kiem.methods.pathways import PlanProblem, read_plans  # noqa: PLC0415

    made_at = stamp().isoformat()
    try:
        read_plans(instance() / "pathways")
        with Progress() as tell, Peak() as peak:
            built = run.build(run.House(instance(), home()), given, made_at, tell)
    except (InputProblem, PlanProblem) as problem:
        refuse(str(problem))
    except EngineError as problem:
        why = str(problem).splitlines()[0]
        refuse(f"The build cannot go on, the last release goes on serving: {why}; `kiem doctor` says what is broken.")
    except BuildStopped as stopped:
        refuse(f"The release was not published; the last one goes on serving.\n{stopped}", FOUND_SOMETHING)
    if as_json:
        typer.echo(built.as_json(peak.mb))
    else:
        said = "nothing changed" if built.unchanged else f"{built.entities} things, {built.relations} relations"
        typer.echo(f"Release {built.release}: {said}, {built.seconds:.1f} s, {peak.mb:.0f} MB at most.")


@app.command()
def demo(
    port: Port = 8000,
    host: Host = "127.0.0.1",
    serve_it: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the site after building.")] = True,
) -> None:
    """Build the default instance from the committed register and serve the site."""
    if serve_it:
        address_of(host, port)
    _build({"register": instance() / "register"}, as_json=False)
    if serve_it:
        serve(port=port, host=host)


@app.command()
def serve(
    port: Port = 8000, host: Host = "127.0.0.1", workers: Annotated[int, typer.Option(min=1, max=64)] = 1
) -> None:
    """Serve the site."""
    address = address_of(host, port)
    settle()
    from kiem.web import server  # noqa: PLC0415  # the site is not needed for the other commands

    with followed():
        server.serve(address, port, workers)


def address_of(host: str, port: int) -> str:
    """Return the address of a host on this machine, or refuse where nobody can serve on that port of it."""
    try:
        family, kind, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(place)
    except OSError as problem:
        refuse(f"Port {port} of {host}: {problem.strerror}; stop what is there, or give another --port or --host.")
    return str(place[0])


@app.command()
def status(as_json: Json = False) -> None:
    """Say which release serves, and how fresh its sources are."""
    from kiem.flow.releases import Shelf  # noqa: PLC0415

    shelf = Shelf(home() / "releases")
    number = shelf.current()
    if number is None:
        refuse(f"No release in {home()}; run `kiem build` or `kiem demo`.", FOUND_SOMETHING)
    manifest = shelf.manifest(number)
    if as_json:
        told = {
            "release": number,
            "made_at": manifest.made_at,
            "sources": {one.name: one.date for one in manifest.sources},
        }
        typer.echo(json.dumps(told))
        return
    typer.echo(
        f"Release {number}, made {manifest.made_at}: {manifest.entities} things, {manifest.relations} relations."
    )
    for one in manifest.sources:
        typer.echo(
            f"  {one.name}: speaks for {one.date}; {one.read} rows, {one.claims} claims, {one.quarantined} refused."
        )
