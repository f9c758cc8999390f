"""Commands that answer a question."""

import datetime
import json
from pathlib import Path
from typing import Annotated

import typer

from kiem.cli.application import Json, app, day, home, refuse, settle, stamp

__all__ = ["figure", "pathway"]

Day = Annotated[datetime.datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE")]


@app.command()
def figure(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="A figure, such as organisations-by-kind.")],
    as_of: Day = None,
    known_at: Day = None,
    territory: Annotated[str | None, typer.Option(metavar="NUTS", help="A NUTS code, such as BE2.")] = None,
    as_json: Json = False,
) -> None:
    """Tell a figure with its sources: on a day, from what was known on a day, in a territory."""
    from kiem.flow import figures  # noqa: PLC0415
    from kiem.flow.releases import Shelf  # noqa: PLC0415

    shelf = Shelf(home() / "releases")
    number = shelf.current()
    if number is None:
        refuse(f"No release in {home()}; run `kiem build` or `kiem demo`.")
    desk = figures.Desk(shelf.folder(number), home() / "work" / "figures")
    try:
        found = desk.figure(identifier, figures.Asked(day(as_of), day(known_at), territory)).on(stamp().date())
    except figures.FigureProblem as problem:
        refuse(str(problem))
    finally:
        desk.close()
    if as_json:
        typer.echo(figures.as_json(found))
        return
    value = "unknown" if found.value is None else f"{found.value:,f}"
    fresh = "STALE since" if found.stale else "good until"
    typer.echo(
        f"{found.title['en']}: {value} {found.unit_label['en']}, as of {found.as_of}, {fresh} {found.good_until}."
    )
    typer.echo(f"  {found.says['en']} {found.says_not['en']}")
    typer.echo(f"  How: {found.method['en']}")
    for source in found.sources:
        typer.echo(f"  {source.title['en']} ({source.licence_title}), {source.date}: {source.claims} claims.")


@app.command()
def pathway(
    product: Annotated[str, typer.Option(metavar="KIND", help="A kind of product, such as novel_food.")],
    file_on: Annotated[datetime.datetime, typer.Option(formats=["%Y-%m-%d"], help="The day of filing.")],
    ics: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a calendar file as well.")] = None,
    as_json: Json = False,
) -> None:
    """Lay out the law's steps for a product from the day of filing. No legal advice."""
    settle()
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
