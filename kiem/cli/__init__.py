"""The `kiem` command. Everything heavy is imported where it is used, so that help is there at once."""

import sys

import typer

from kiem.cli import asking, clustering, exchanging, indexing, keeping, making, resolving
from kiem.cli.application import BAD_INPUT, app, home

__all__ = ["app", "asking", "clustering", "exchanging", "indexing", "keeping", "main", "making", "resolving"]

STOPPED = 130


def main() -> None:
    """Run the command; bad input is one line on standard error and exit code 2."""
    try:
        code = app(standalone_mode=False)
    except typer.Abort:
        code = _said("Stopped; nothing half-made is left in the way of the next run.", STOPPED)
    except typer.TyperException as problem:
        code = _said(_usage(problem), BAD_INPUT)
    except OSError as problem:
        where = problem.filename or home()
        code = _said(
            f"{where}: {problem.strerror or problem}; see that it is there and that you may use it.", BAD_INPUT
        )
    except ValueError as problem:
        from kiem.flow.releases import BrokenShelf  # noqa: PLC0415  # heavy: not for a command that goes well

        if not isinstance(problem, BrokenShelf):
            raise
        code = _said(str(problem), BAD_INPUT)
    sys.exit(code if isinstance(code, int) else 0)


def _said(message: str, code: int) -> int:
    typer.echo(message, err=True)
    return code


def _usage(problem: typer.TyperException) -> str:
    """Return what is wrong with how the command was called, in one line; its help, where nothing was asked."""
    told = problem.format_message()
    if "\n" in told:
        return told
    context = getattr(problem, "ctx", None)
    command = context.command_path if context else "kiem"
    return f"{command}: {told.removesuffix('.')}; see `{command} --help`."
