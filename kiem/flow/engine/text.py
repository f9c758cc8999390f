"""Text that goes into SQL."""

EARTH = 6371
"""Mean radius in kilometres."""


def quoted(text: object) -> str:
    """Return the text as a SQL string literal, quotes doubled."""
    return "'" + str(text).replace("'", "''") + "'"


def kilometres(left: str, right: str) -> str:
    """Return the great-circle distance (haversine) of the columns `lat` and `lon`, in degrees, of two tables."""
    return (
        f"({2 * EARTH} * asin(sqrt(least(1, power(sin(radians({left}.lat - {right}.lat) / 2), 2) "
        f"+ cos(radians({left}.lat)) * cos(radians({right}.lat)) "
        f"* power(sin(radians({left}.lon - {right}.lon) / 2), 2)))))"
    )
