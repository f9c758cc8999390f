"""Text that goes into SQL."""


def quoted(text: object) -> str:
    """Return the text as a SQL string literal, quotes doubled."""
    return "'" + str(text).replace("'", "''") + "'"
