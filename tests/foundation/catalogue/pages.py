"""Pages as a test reads them: the text that a reader sees, without the marks of HTML."""

import re
from html import unescape
from html.parser import HTMLParser

from django.http import HttpResponse
from django.test import Client

from kiem.foundation.catalogue import Catalogue, Thing

LANGUAGES = ("en", "nl", "fr")


def html_of(client: Client, address: str) -> str:
    """Return the page at the address, which is there."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def text_of(html: str) -> str:
    """Return what a reader sees and where the links lead, with single spaces."""
    reader = _Reader()
    reader.feed(html)
    return re.sub(r"\s+", " ", " ".join(reader.seen))


def body_of(answer: HttpResponse) -> str:
    """Return an answer's text."""
    return unescape(answer.content.decode())


def address_of(catalogue: Catalogue, alias: str, language: str = "en") -> str:
    """Return the address of the page of a thing, found by any id."""
    return f"/{language}/{thing_of(catalogue, alias).address}"


def thing_of(catalogue: Catalogue, alias: str) -> Thing:
    """Return a thing by any id, with its claims."""
    now = catalogue.where_is(alias)
    thing = catalogue.thing(now) if now else None
    assert thing, alias
    return thing


class _Reader(HTMLParser):
    """Keeps text and addresses, apart from what stands in scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep where links lead."""
        self._in_script = tag == "script"
        self.seen += [value for name, value in attrs if tag == "a" and name == "href" and value]

    def handle_endtag(self, tag: str) -> None:
        """Leave a script."""
        del tag
        self._in_script = False

    def handle_data(self, data: str) -> None:
        """Keep text."""
        if not self._in_script:
            self.seen.append(data)
