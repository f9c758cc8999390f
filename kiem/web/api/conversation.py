"""How every answer of the API travels: HEAD and OPTIONS, other origins, and 304 for what a reader already has."""

import hashlib
from collections.abc import Callable, Sequence
from functools import partial, wraps

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kiem.foundation.catalogue import NoRelease, current
from kiem.web.api.problems import refused

__all__ = ["READING", "answering"]

READING = ("GET", "HEAD", "OPTIONS")
View = Callable[..., HttpResponseBase]


def answering(view: View, methods: Sequence[str] = READING) -> View:
    """Wrap a view of the API. What is sent with POST is a question too long for an address."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **names: object) -> HttpResponseBase:
        return _open_to_all(_answer(request, methods, partial(view, request, *args, **names)), methods)

    answered.csrf_exempt = True  # type: ignore[attr-defined]  # Django's mark; nothing here changes anything
    return answered


def _answer(request: HttpRequest, methods: Sequence[str], view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": ", ".join(methods)})
    if request.method not in methods:
        answer: HttpResponseBase = refused(
            request, 405, _("This is not asked so."), _("Use %(method)s.") % {"method": methods[0]}
        )
        answer["Allow"] = ", ".join(methods)
        return answer
    if request.method == "POST":
        return view()
    etag = _etag(request)
    kept = get_conditional_response(request, etag=etag) if etag else None
    if etag and kept is not None:
        kept["ETag"] = etag
        return kept
    asked, request.method = request.method, "GET"
    try:
        answer = view()
    finally:
        request.method = asked
    if answer.status_code == 200 and etag:
        answer["ETag"] = etag
    return answer


def _etag(request: HttpRequest) -> str | None:
    """Return what an answer depends on: the release, the address, the language, and the day, for what grows stale."""
    try:
        manifest = current().manifest
    except NoRelease:
        return None
    known = (manifest.number, manifest.key, manifest.made_at, get_language(), timezone.localdate())
    return quote_etag(hashlib.sha256(f"{known} {request.get_full_path()}".encode()).hexdigest()[:24])


def _open_to_all(answer: HttpResponseBase, methods: Sequence[str]) -> HttpResponseBase:
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Access-Control-Allow-Methods"] = ", ".join(methods)
    answer["Access-Control-Allow-Headers"] = "If-None-Match, Accept-Language, Content-Type"
    answer["Access-Control-Expose-Headers"] = "ETag, Retry-After"
    if answer.status_code in {200, 304} and "GET" in methods:
        answer["Cache-Control"] = "public, no-cache"
    return answer
