"""Public pages are kept; nobody gets a page that was made for somebody else."""

from http import HTTPStatus

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings

from kiem.foundation.catalogue import Catalogue, NoRelease
from kiem.web import kept
from kiem.web.kept import KeptPagesMiddleware

OUTERMOST, *OTHERS = settings.MIDDLEWARE
KEEPING = [OUTERMOST, "kiem.web.kept.KeptPagesMiddleware", *OTHERS]
pytestmark = pytest.mark.usefixtures("catalogue")


class Maker:
    """Makes a page that says how many were made."""

    def __init__(self, **headers: str) -> None:
        self.made = 0
        self.headers = headers

    def __call__(self, request: HttpRequest) -> HttpResponse:
        del request
        self.made += 1
        return HttpResponse(f"page {self.made}", headers=self.headers)


def get(path: str = "/en/", **headers: str) -> HttpRequest:
    return RequestFactory().get(path, headers=headers)


def test_a_page_is_made_once_for_the_same_address_and_choices() -> None:
    maker = Maker()
    answer = KeptPagesMiddleware(maker)
    assert answer(get()).content == answer(get()).content == b"page 1"  # type: ignore[attr-defined]  # not streaming
    answer(get("/en/?page=2"))
    answer(get(cookie="theme=dark"))
    answer(get(**{"accept-encoding": "gzip"}))
    assert maker.made == 4


def test_who_has_the_page_is_told_so_and_nothing_is_made() -> None:
    maker = Maker()
    answer = KeptPagesMiddleware(maker)
    tag = answer(get()).headers["ETag"]
    again = answer(get(**{"if-none-match": tag}))
    assert (again.status_code, again.headers["ETag"]) == (HTTPStatus.NOT_MODIFIED, tag)
    assert maker.made == 1


@pytest.mark.parametrize("cookie", ["sessionid=abc", "csrftoken=abc", "messages=abc"])
def test_a_reader_with_a_cookie_of_their_own_gets_a_page_of_their_own(cookie: str) -> None:
    maker = Maker()
    answer = KeptPagesMiddleware(maker)
    answer(get())
    answer(get(cookie=cookie))
    answer(get(cookie=cookie))
    answer(RequestFactory().post("/en/"))
    assert maker.made == 4


@pytest.mark.parametrize("control", ["private, no-cache", "no-store"])
def test_what_is_for_one_reader_is_not_kept(control: str) -> None:
    maker = Maker(**{"Cache-Control": control})
    answer = KeptPagesMiddleware(maker)
    answer(get())
    assert "ETag" not in answer(get()).headers
    assert maker.made == 2


def test_an_answer_that_sets_a_cookie_is_not_kept() -> None:
    def sets(request: HttpRequest) -> HttpResponse:
        del request
        response = HttpResponse("form")
        response.set_cookie("csrftoken", "abc")
        return response

    assert "ETag" not in KeptPagesMiddleware(sets)(get()).headers


def test_the_oldest_pages_give_way_and_the_largest_are_never_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    maker = Maker()
    answer = KeptPagesMiddleware(maker)
    monkeypatch.setattr(kept, "MOST_BYTES", 11)
    for path in ("/en/a/", "/en/b/", "/en/b/", "/en/a/"):
        answer(get(path))
    assert maker.made == 3
    monkeypatch.setattr(kept, "LARGEST", 1)
    answer(get("/en/c/"))
    answer(get("/en/c/"))
    assert maker.made == 5


def test_without_a_release_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_release() -> Catalogue:
        raise NoRelease

    monkeypatch.setattr(kept, "current", no_release)
    maker = Maker()
    answer = KeptPagesMiddleware(maker)
    answer(get())
    answer(get())
    assert maker.made == 2


def test_a_public_page_of_the_site_is_answered_304_by_its_tag() -> None:
    with override_settings(MIDDLEWARE=KEEPING):
        client = Client()
        first = client.get("/en/ecosystem/")
        again = client.get("/en/ecosystem/", headers={"if-none-match": first.headers["ETag"]})
        assert again.status_code == HTTPStatus.NOT_MODIFIED
        assert client.get("/en/ecosystem/").content == first.content


def test_a_kept_page_has_all_the_headers_and_the_compressed_bytes_of_the_first_but_its_own_id() -> None:
    with override_settings(MIDDLEWARE=KEEPING):
        client = Client(headers={"accept-encoding": "gzip"})
        first, again = client.get("/en/ecosystem/"), client.get("/en/ecosystem/")
    assert first.headers["Content-Encoding"] == "gzip"
    assert again.content == first.content
    ids = {answer.headers.pop("X-Request-Id") for answer in (first, again)}
    assert len(ids) == 2
    assert dict(again.headers) == dict(first.headers)
    assert {"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy"} <= set(
        again.headers
    )


def test_what_was_asked_for_lately_stays_longest(monkeypatch: pytest.MonkeyPatch) -> None:
    maker = Maker()
    answer = KeptPagesMiddleware(maker)
    monkeypatch.setattr(kept, "MOST_BYTES", 13)
    for path in ("/en/a/", "/en/b/", "/en/a/", "/en/c/", "/en/a/"):
        answer(get(path))
    assert maker.made == 3


def test_a_file_is_not_looked_for_among_the_pages() -> None:
    maker = Maker(**{"Content-Type": "text/html"})
    answer = KeptPagesMiddleware(maker)
    answer(get("/static/ui/kiem.css"))
    assert "ETag" not in answer(get("/static/ui/kiem.css")).headers
