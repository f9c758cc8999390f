"""Commands that keep the house: is it well, a copy of it, and the way back."""

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from kiem.cli.application import FOUND_SOMETHING, Json, Progress, app, home, refuse, settle, stamp

__all__ = ["backup", "doctor", "restore"]

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the backup.")]


@app.command()
def doctor(as_json: Json = False) -> None:
    """Check the whole house, with a remedy for each finding. Exit 1 when there is one."""
    settle()
    from kiem.web import doctor as practice  # noqa: PLC0415

    findings = practice.examine(home(), stamp().date())
    typer.echo(practice.as_json(findings) if as_json else practice.as_text(findings))
    if not all(finding.is_well for finding in findings):
        raise typer.Exit(FOUND_SOMETHING)


@app.command()
def backup(folder: Folder, as_json: Json = False) -> None:
    """Copy everything that is not code to a new folder: database, snapshots, releases, judgements, secret."""
    _settle_without_secret()
    from kiem.web.backup import BackupProblem, make_backup  # noqa: PLC0415

    try:
        with Progress() as tell:
            made = make_backup(folder, home(), stamp().isoformat(), tell)
    except (BackupProblem, OSError) as problem:
        refuse(_in_one_line(problem))
    told = {"release": made.release, "files": len(made.files), "bytes": made.size}
    told["rows"] = made.database.rows if made.database else 0
    kept = "no release yet" if made.release is None else f"release {made.release}"
    said = f"{folder}: {kept}, {told['files']} files, {made.size / 1e6:.1f} MB, {told['rows']} rows."
    typer.echo(json.dumps({"backup": str(folder.absolute()), **told}) if as_json else said)


@app.command()
def restore(
    folder: Folder,
    force: Annotated[bool, typer.Option("--force", help="Replace a home in use; what was there is kept.")] = False,
    as_json: Json = False,
) -> None:
    """Read a backup back into KIEM_HOME and the database, proven file by file and row by row. Stop the site before."""
    _settle_without_secret()
    from kiem.web.backup import BackupProblem, Place, restore_backup  # noqa: PLC0415

    place = Place(home(), stamp().strftime("%Y%m%dT%H%M%SZ"))
    try:
        with Progress() as tell:
            made = restore_backup(folder, place, tell, force=force)
    except (BackupProblem, OSError) as problem:
        refuse(_in_one_line(problem))
    aside = home() / f"before-{place.stamp}"
    told = {"release": made.release, "files": len(made.files), "bytes": made.size}
    told["rows"] = made.database.rows if made.database else 0
    if as_json:
        kept = str(aside) if aside.exists() else None
        typer.echo(json.dumps({"home": str(home()), **told, "same": True, "before": kept}))
        return
    typer.echo(f"{home()}: release {made.release} of {made.made_at}, {told['files']} files and {told['rows']} rows,")
    typer.echo("each with the count and the hash that was written down when the backup was made.")
    if aside.exists():
        typer.echo(f"What was there before lies in {aside}.")


def _settle_without_secret() -> None:
    """Read the settings without making a secret where there is none: the one in the backup is the one to keep."""
    if not (home() / "secret").exists():
        os.environ.setdefault("KIEM_SECRET_KEY", "nothing is signed here")
    settle()


def _in_one_line(problem: Exception) -> str:
    return " ".join(str(problem).split())
