"""The release that the frame of every page names, and the answer while there is none."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from kiem.foundation.catalogue import NoRelease, ReleaseCard, current

__all__ = ["NoReleaseMiddleware", "release_card"]

RETRY_SECONDS = 60


def release_card() -> ReleaseCard | None:
    """Return the card of the release that serves now; None before the first build."""
    try:
        return current().release
    except NoRelease:
        return None


class NoReleaseMiddleware:
    """Answers 503, in words, on pages that need a release while the first one is being made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the request through."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer where the catalogue has nothing to show yet."""
        if not isinstance(exception, NoRelease):
            return None
        response = render(request, "web/no_release.html", status=503)
        response.headers["Retry-After"] = str(RETRY_SECONDS)
        return response
