"""The command as a whole: its name, what its options mean everywhere, where the house stands, how it refuses."""

import datetime
import os
from pathlib import Path
from typing import Annotated, NoReturn, Self

import typer

__all__ = [
    "BAD_INPUT",
    "FOUND_SOMETHING",
    "Json",
    "Progress",
    "app",
    "day",
    "home",
    "instance",
    "refuse",
    "refuse_killed",
    "settle",
    "stamp",
]

app = typer.Typer(
    name="kiem",
    help="Kiem: from sources to a quotable picture of a life-sciences cluster.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object on standard output.")]

BAD_INPUT, FOUND_SOMETHING = 2, 1
REPOSITORY = Path(__file__).resolve().parents[2]


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


def refuse_killed(out: Path) -> NoReturn:
    """Say that a process that shared the work was killed, and stop."""
    refuse(f"A process that shared the work was killed; {out} is as it was. Run it again, with more memory free.")


def settle() -> None:
    """Read the site's settings for this home and instance; a wrong one is refused in its own words."""
    os.environ.setdefault("KIEM_HOME", str(home()))
    os.environ.setdefault("KIEM_INSTANCE", str(instance()))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kiem.web.settings")
    import django  # noqa: PLC0415  # heavy: only for commands that need the site

    from kiem.web.configuration import WrongSetting  # noqa: PLC0415

    try:
        django.setup()
    except WrongSetting as wrong:
        refuse(str(wrong))


def day(told: datetime.datetime | None) -> datetime.date | None:
    """Return the day that an option names."""
    return None if told is None else told.date()


def stamp() -> datetime.datetime:
    """Return this moment, to the second."""
    return datetime.datetime.now(datetime.UTC).replace(microsecond=0)


class Progress:
    """Tells each step on standard error, with the seconds since the start."""

    def __enter__(self) -> Self:
        self._started = datetime.datetime.now(datetime.UTC)
        return self

    def __exit__(self, *error: object) -> None:
        return None

    def __call__(self, line: str) -> None:
        """Tell a step."""
        seconds = (datetime.datetime.now(datetime.UTC) - self._started).total_seconds()
        typer.echo(f"{seconds:6.1f} s  {line}", err=True)
