"""The reader's preferences, the style guide, and the page for a reader who asks too much too fast."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import translate_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from kiem.foundation.ui.context import THEMES
from kiem.foundation.ui.specimen import specimen

__all__ = ["preferences", "style", "too_many_requests"]

A_YEAR = 365 * 24 * 3600


# Exempt: a forged choice of colours harms no one, and a token in every page would
# make every public page private to one reader's cache.
@csrf_exempt
@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Keep `theme` (auto, light, dark) or `language` in a cookie and go back to `next`."""
    language = request.POST.get("language", "")
    known = language in dict(settings.LANGUAGES)
    target = _safe_target(request)
    response = HttpResponseRedirect(translate_url(target, language) if known else target)
    secure = request.is_secure()
    if known:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=A_YEAR, secure=secure, samesite="Lax")
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        response.set_cookie("theme", theme, max_age=A_YEAR, secure=secure, httponly=True, samesite="Lax")
    elif theme == "auto":
        response.delete_cookie("theme", samesite="Lax")
    return response


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Show every component with plainly fictitious data."""
    return render(request, "ui/style.html", specimen(request.GET))


def too_many_requests(request: HttpRequest, wait_seconds: int) -> HttpResponse:
    """Answer 429 in the look of the site; `wait_seconds` also goes into Retry-After."""
    response = render(request, "429.html", {"wait_seconds": wait_seconds}, status=429)
    response.headers["Retry-After"] = str(wait_seconds)
    return response


def _safe_target(request: HttpRequest) -> str:
    target = request.POST.get("next", "/")
    allowed = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if allowed else "/"
