"""The `kiem` command. Everything heavy is imported where it is used, so that help is there at once."""

from kiem.cli import asking, keeping, making
from kiem.cli.application import app

__all__ = ["app", "asking", "keeping", "main", "making"]


def main() -> None:
    """Run the command; bad input is one line on standard error and exit code 2."""
    app()
