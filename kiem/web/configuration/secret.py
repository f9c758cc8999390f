"""The key that signs sessions and links: made once, kept beside the data, readable by its owner only."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

__all__ = ["kept_secret"]


def kept_secret(file: Path) -> str:
    """Return the secret in the file; make the file (0600) where there is none.

    Two processes that start at once agree on one secret: the file appears whole, and only once.
    """
    with suppress(FileNotFoundError):
        return file.read_text().strip()
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as writing:
        writing.write(secrets.token_urlsafe(48) + "\n")
    with suppress(FileExistsError):
        os.link(fresh, file)
    fresh.unlink()
    return file.read_text().strip()
