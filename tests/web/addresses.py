"""Every address of the site, as a request can ask for it."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

# A row that the test of access makes in every table of the office.
ROW = 999_999
# What stands for a parameter; an `x` names nothing.
GROUP = re.compile(r"\(\?P<(\w+)>[^)]*\)")
CONVERTER = re.compile(r"<(?:(\w+):)?(\w+)>")
SAMPLES = {"kind": "organisation", "int": str(ROW), "object_id": str(ROW), "app_label": "accounts"}


def routes() -> list[str]:
    """Return every route of the site as it is written, the language as `<language>/`."""
    return sorted({route for route, _ in _walk(get_resolver().url_patterns, "")})


def address(route: str) -> str:
    """Return an address that the route matches."""
    plain = (
        GROUP.sub(lambda found: SAMPLES.get(found[1], "x"), route.replace("<language>", "en"))
        .replace("^", "")
        .replace("$", "")
    )
    return "/" + CONVERTER.sub(lambda found: SAMPLES.get(found[2]) or SAMPLES.get(found[1] or "") or "x", plain)


def _walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        route = before + _written(pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        else:
            yield route, pattern


def _written(pattern: URLPattern | URLResolver) -> str:
    if isinstance(pattern.pattern, LocalePrefixPattern):
        return "<language>/"
    return str(pattern.pattern)
