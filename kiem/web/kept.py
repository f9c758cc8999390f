"""Public pages that were made once: a page is the release, the address and the reader's choices.

A release never changes, so neither does a page of it until the day turns (pages say on which day they were read) or
this code does. For whoever is not signed in, the ETag is known before the page is made: who has it gets 304 at once,
and what was made lately is given again from memory, as it was sent: compressed, with all its headers.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseNotModified
from django.utils import timezone

import kiem
from kiem.foundation.catalogue import NoRelease, current

__all__ = ["KeptPagesMiddleware"]

LARGEST = 400_000
"""Bytes of a page that is kept; larger ones, such as downloads, are made each time."""

MOST_BYTES = 48_000_000
"""Bytes of all kept pages of a worker."""

HEADERS = ("HTTP_HOST", "HTTP_HX_REQUEST", "HTTP_X_PANEL", "HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE")
COOKIES = ("theme", "django_language")


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was answered."""

    content: bytes
    headers: tuple[tuple[str, str], ...]


class KeptPagesMiddleware:
    """Answers with what was made before, where the release, the address and the reader's choices are the same."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Start with nothing kept."""
        self.get_response = get_response
        self._pages: OrderedDict[str, Kept] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer from memory, or make the page and keep it."""
        tag = self._tag(request)
        if tag is None:
            return self.get_response(request)
        if tag in request.META.get("HTTP_IF_NONE_MATCH", ""):
            return _not_modified(tag)
        with self._lock:
            kept = self._pages.get(tag)
            if kept is not None:
                self._pages.move_to_end(tag)
        if kept is not None:
            return HttpResponse(kept.content, headers=dict(kept.headers))
        response = self.get_response(request)
        if isinstance(response, HttpResponse) and _is_public(response):
            response.headers["ETag"] = tag
            self._keep(tag, response)
        return response

    def _tag(self, request: HttpRequest) -> str | None:
        """Return the page's ETag, or nothing where the answer may be for this reader alone."""
        meta = request.META
        if request.method != "GET" or request.path_info.startswith(settings.STATIC_URL):
            return None
        cookies = request.COOKIES if "HTTP_COOKIE" in meta else {}
        if set(cookies) - set(COOKIES):
            return None
        try:
            release = current().release.number
        except NoRelease:
            return None
        told = [CODE, str(release), str(timezone.localdate()), request.scheme or "", request.get_full_path()]
        told.append("gzip" if "gzip" in meta.get("HTTP_ACCEPT_ENCODING", "") else "")
        told += [meta.get(name, "") for name in HEADERS]
        told += [cookies.get(name, "") for name in COOKIES]
        return f'W/"{hashlib.sha256(chr(31).join(told).encode()).hexdigest()[:32]}"'

    def _keep(self, tag: str, response: HttpResponse) -> None:
        if len(response.content) > LARGEST:
            return
        kept = Kept(response.content, tuple(response.headers.items()))
        with self._lock:
            before = self._pages.pop(tag, None)
            self._pages[tag] = kept
            self._bytes += len(kept.content) - (len(before.content) if before else 0)
            while self._bytes > MOST_BYTES:
                _, oldest = self._pages.popitem(last=False)
                self._bytes -= len(oldest.content)


def _is_public(response: HttpResponse) -> bool:
    control = response.headers.get("Cache-Control", "")
    own = "private" in control or "no-store" in control or response.cookies
    page = response.headers.get("Content-Type", "").startswith("text/html")
    return page and response.status_code == HTTPStatus.OK and not own and not response.streaming


def _not_modified(tag: str) -> HttpResponse:
    response = HttpResponseNotModified()
    response.headers["ETag"] = tag
    response.headers["Vary"] = "Cookie, Accept-Encoding"
    return response


def _code() -> str:
    """Return what changes whenever the code, a template or the instance's settings do."""
    house, instance = Path(kiem.__file__).parent, Path(settings.KIEM_INSTANCE)
    files = [file for ending in ("py", "html", "svg", "mo", "yml") for file in house.rglob(f"*.{ending}")]
    files += [file for ending in ("toml", "yml") for file in instance.rglob(f"*.{ending}")]
    newest = max(file.stat().st_mtime_ns for file in files)
    return f"{kiem.__version__} {newest}"


CODE = _code()
