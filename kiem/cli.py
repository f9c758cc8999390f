"""The `kiem` command. Everything heavy is imported where it is used, so that help is there at once."""

import datetime
import json
import os
import resource
from pathlib import Path
from typing import Annotated, NoReturn, Self

import typer

app = typer.Typer(
    name="kiem",
    help="Kiem: from sources to a quotable picture of a life-sciences cluster.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object on standard output.")]
Port = Annotated[int, typer.Option(help="Port to serve on.", min=1, max=65535)]
Host = Annotated[str, typer.Option(help="Address to serve on.")]

BAD_INPUT, EXPECTATION_FAILED = 2, 1
REPOSITORY = Path(__file__).resolve().parent.parent


def main() -> None:
    """Run the command; bad input is one line on standard error and exit code 2."""
    app()


def home() -> Path:
    """Return the folder that holds everything that is not code: KIEM_HOME, else ./var."""
    return Path(os.environ.get("KIEM_HOME", "var")).resolve()


def instance() -> Path:
    """Return the folder of what the organisation decides: KIEM_INSTANCE, else ./instance, else the repository's."""
    named = os.environ.get("KIEM_INSTANCE")
    if named:
        return Path(named).resolve()
    here = Path("instance").resolve()
    return here if here.is_dir() else REPOSITORY / "instance"


def refuse(message: str, code: int = BAD_INPUT) -> NoReturn:
    """Say what is wrong, where, and what to do, and stop."""
    typer.echo(message, err=True)
    raise typer.Exit(code)


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
    from kiem.flow.sources import InputProblem  # noqa: PLC0415

    made_at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    try:
        with _progress() as tell:
            built = run.build(run.House(instance(), home()), given, made_at, tell)
    except InputProblem as problem:
        refuse(str(problem))
    except run.BuildStopped as stopped:
        refuse(f"The release was not published; the last one goes on serving.\n{stopped}", EXPECTATION_FAILED)
    peak = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000, 1)
    if as_json:
        typer.echo(built.as_json(peak))
    else:
        said = "nothing changed" if built.unchanged else f"{built.entities} things, {built.relations} relations"
        typer.echo(f"Release {built.release}: {said}, {built.seconds:.1f} s, {peak:.0f} MB at most.")


def _progress() -> "_Progress":
    return _Progress()


class _Progress:
    """Tells each step on standard error, with the seconds since the start."""

    def __enter__(self) -> Self:
        self._started = datetime.datetime.now(datetime.UTC)
        return self

    def __exit__(self, *error: object) -> None:
        return None

    def __call__(self, line: str) -> None:
        seconds = (datetime.datetime.now(datetime.UTC) - self._started).total_seconds()
        typer.echo(f"{seconds:6.1f} s  {line}", err=True)


@app.command()
def demo(
    port: Port = 8000,
    host: Host = "127.0.0.1",
    serve_it: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the site after building.")] = True,
) -> None:
    """Build the default instance from the committed register and serve the site."""
    _build({"register": instance() / "register"}, as_json=False)
    if serve_it:
        serve(port=port, host=host)


@app.command()
def serve(
    port: Port = 8000, host: Host = "127.0.0.1", workers: Annotated[int, typer.Option(min=1, max=64)] = 1
) -> None:
    """Serve the site."""
    os.environ.setdefault("KIEM_HOME", str(home()))
    os.environ.setdefault("KIEM_INSTANCE", str(instance()))
    from kiem.web import server  # noqa: PLC0415  # the site is not needed for the other commands

    server.serve(host, port, workers)


@app.command()
def pathway(
    product: Annotated[str, typer.Option(metavar="KIND", help="A kind of product, such as novel_food.")],
    file_on: Annotated[datetime.datetime, typer.Option(formats=["%Y-%m-%d"], help="The day of filing.")],
    ics: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a calendar file as well.")] = None,
    as_json: Json = False,
) -> None:
    """Lay out the law's steps for a product from the day of filing. No legal advice."""
    os.environ.setdefault("KIEM_HOME", str(home()))
    os.environ.setdefault("KIEM_INSTANCE", str(instance()))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kiem.web.settings")
    import django  # noqa: PLC0415

    django.setup()
    from kiem.goals.testbeds import desk  # noqa: PLC0415

    if ics is not None and not ics.absolute().parent.is_dir():
        refuse(f"{ics}: its folder is not there; make it first.")
    try:
        found = desk.answer(product, file_on.date(), datetime.datetime.now(tz=datetime.UTC).date())
    except desk.NoAnswer as problem:
        refuse(str(problem))
    if ics is not None:
        ics.write_bytes(found.ics)
    typer.echo(json.dumps(found.record, ensure_ascii=False) if as_json else found.text)


@app.command()
def status(as_json: Json = False) -> None:
    """Say which release serves, and how fresh its sources are."""
    from kiem.flow.releases import Shelf  # noqa: PLC0415

    shelf = Shelf(home() / "releases")
    number = shelf.current()
    if number is None:
        refuse(f"No release in {home()}; run `kiem build` or `kiem demo`.", EXPECTATION_FAILED)
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


if __name__ == "__main__":
    main()
