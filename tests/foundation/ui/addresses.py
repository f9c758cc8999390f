"""Addresses for the tests of the design system: its own, and plain pages to lead to."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, include, path

from kiem.foundation.ui.views import too_many_requests


def plain(request: HttpRequest) -> HttpResponse:
    """Render the bare frame."""
    return render(request, "ui/base.html")


def suggestions(_request: HttpRequest) -> HttpResponse:
    """Answer one fictitious suggestion."""
    return HttpResponse('<ul><li><a href="/list">Example Therapeutics</a></li></ul>')


def busy(request: HttpRequest) -> HttpResponse:
    """Answer as to a reader who asks too much."""
    return too_many_requests(request, 30)


def refused(_request: HttpRequest) -> HttpResponse:
    """Refuse everyone."""
    raise PermissionDenied


def broken(_request: HttpRequest) -> HttpResponse:
    """Fail as a page with a fault does."""
    raise ZeroDivisionError


GOALS = ("discover", "connect", "testbeds", "fund", "educate", "press", "story", "rank")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", plain, name="home"),
    path("", include("kiem.foundation.ui.urls")),
    path("list", plain, name="list"),
    path("list/one", plain, name="one"),
    path("suggestions", suggestions, name="suggestions"),
    path("busy", busy, name="busy"),
    path("refused", refused, name="refused"),
    path("broken", broken, name="broken"),
    *(path(name, plain, name=name) for name in GOALS),
]
