"""The context processor that gives every template the frame of the page as `ui`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import cast

from django.conf import settings
from django.conf.urls.i18n import is_language_prefix_patterns_used
from django.core.signals import setting_changed
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import get_language

from kiem.foundation.ui.frame import Frame, Instance, Language, Link, Release, ReleaseShown

__all__ = ["address_of", "page"]

THEMES = ("light", "dark")
LANGUAGE_NAMES = {"en": "English", "nl": "Nederlands", "fr": "Français"}


def page(request: HttpRequest) -> dict[str, object]:
    """Return `{"ui": Frame}`, read from the settings named in the README and from the request."""
    language = get_language() or "en"
    fixed = _fixed(language, settings.ROOT_URLCONF)
    here = request.get_full_path()
    frame = Frame(
        instance=fixed.instance,
        navigation=_marked(fixed.navigation, request.path),
        footer=_marked(fixed.footer, request.path),
        languages=_languages(request, here, language),
        theme=_theme(request),
        release=_release(),
        search=fixed.search,
        suggestions=fixed.suggestions,
        # Elsewhere `q` is another search's.
        query=request.GET.get("q", "") if request.path == fixed.search else "",
        here=here,
        address=request.build_absolute_uri(),
        today=_today(),
    )
    return {"ui": frame}


def address_of(url_name: str) -> str:
    """Address of a named page, or an empty text while the site has no such page (`checks` tells)."""
    try:
        return reverse(url_name) if url_name else ""
    except NoReverseMatch:
        return ""


@dataclass(frozen=True, slots=True)
class _Fixed:
    """What the settings say of every page in one language."""

    instance: Instance
    navigation: tuple[Link, ...]
    footer: tuple[Link, ...]
    search: str
    suggestions: str


@cache
def _fixed(language: str, addresses: str) -> _Fixed:
    del addresses
    search: Mapping[str, str] = getattr(settings, "SEARCH", {})
    return _Fixed(
        instance=Instance.from_settings(getattr(settings, "INSTANCE", {}), language),
        navigation=_links(getattr(settings, "NAVIGATION", ())),
        footer=_links(getattr(settings, "FOOTER", ())),
        search=address_of(search.get("url_name", "")),
        suggestions=address_of(search.get("suggestions", "")),
    )


def _forget(**_changed: object) -> None:
    """Read the settings anew where a test has changed one."""
    _fixed.cache_clear()


setting_changed.connect(_forget)


def _links(entries: Iterable[Mapping[str, str]]) -> tuple[Link, ...]:
    found = ((str(entry["label"]), address_of(entry["url_name"])) for entry in entries)
    return tuple(Link(label, href) for label, href in found if href)


def _marked(links: Iterable[Link], path: str) -> tuple[Link, ...]:
    """Return the links with the one marked that leads to this page, or to what stands above it."""
    return tuple(replace(link, current=now) if (now := _current(link.href, path)) else link for link in links)


def _current(href: str, path: str) -> str:
    if href == path:
        return "page"
    return "true" if path.startswith(href.rstrip("/") + "/") and href != "/" else ""


def _languages(request: HttpRequest, here: str, current: str) -> tuple[Language, ...]:
    def one(code: str) -> Language:
        moved = _moved(request, here, current, code)
        return Language(code, LANGUAGE_NAMES.get(code, code), moved if moved != here else "", code == current)

    return tuple(one(code) for code, _ in settings.LANGUAGES)


def _moved(request: HttpRequest, here: str, current: str, code: str) -> str:
    """Return the page's address in another language; the same address where it does not carry one.

    Where every language stands in front, and the page was found by its address, only that front changes.
    """
    front = f"/{current}/"
    if (
        request.resolver_match
        and here.startswith(front)
        and all(is_language_prefix_patterns_used(settings.ROOT_URLCONF))
    ):
        return f"/{code}/{here.removeprefix(front)}"
    return translate_url(here, code)


def _theme(request: HttpRequest) -> str:
    chosen = request.COOKIES.get("theme", "")
    return chosen if chosen in THEMES else ""


def _release() -> Release | None:
    path: str = getattr(settings, "RELEASE_CARD", "")
    shown = _release_reader(path)() if path else None
    return Release(shown.number, shown.date) if shown is not None else None


@cache
def _release_reader(path: str) -> Callable[[], ReleaseShown | None]:
    # The setting is a dotted path because ui stands above the catalogue and may not import it.
    return cast("Callable[[], ReleaseShown | None]", import_string(path))


def _today() -> date:
    return timezone.localdate()
