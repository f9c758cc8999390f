"""The feed of what changed, and the map for search engines. No test here has a database."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from django.test import Client, override_settings

from kiem.foundation.catalogue import Catalogue
from kiem.foundation.catalogue.pages import addresses
from kiem.web.sitemap import SITEMAPS

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def feed(client: Client, address: str = "/feeds/changes.atom") -> ET.Element:
    """Read a feed."""
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return ET.fromstring(answer.content)


def texts(root: ET.Element, name: str) -> list[str]:
    """Return the texts of the elements of this name."""
    return [found.text or "" for found in root.iter(name)]


def test_a_feed_has_what_the_standard_asks(client: Client) -> None:
    root = feed(client)
    assert root.tag == f"{ATOM}feed"
    assert [len(root.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated", "author")] == [1, 1, 1, 1]
    for entry in root.findall(f"{ATOM}entry"):
        assert [len(entry.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
        assert entry.find(f"{ATOM}link") is not None
    assert all(
        re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", day) for day in texts(root, f"{ATOM}updated")
    )


def test_every_thing_that_changed_has_one_entry(client: Client, catalogue: Catalogue) -> None:
    changed = {change.thing for change in catalogue.changes(limit=1000)}
    identities = texts(feed(client), f"{ATOM}id")[1:]
    assert len(set(identities)) == len(identities) == len(changed) > 0
    assert all(identity.startswith("urn:uuid:") for identity in identities)


def test_an_entry_keeps_its_id_in_every_language_and_at_every_request(client: Client) -> None:
    english, dutch = feed(client, "/feeds/changes.en.atom"), feed(client, "/feeds/changes.nl.atom")
    assert texts(english, f"{ATOM}id")[1:] == texts(dutch, f"{ATOM}id")[1:]
    assert texts(english, f"{ATOM}id")[0] != texts(dutch, f"{ATOM}id")[0]
    assert "nieuw in het ecosysteem" in texts(dutch, f"{ATOM}summary")
    assert client.get("/feeds/changes.atom").content == client.get("/feeds/changes.atom").content


def test_an_entry_leads_to_the_thing(client: Client) -> None:
    links = [
        link.get("href", "") for entry in feed(client).findall(f"{ATOM}entry") for link in entry.findall(f"{ATOM}link")
    ]
    answers = [client.get(link.removeprefix("http://127.0.0.1:8000"), follow=True) for link in links[:3]]
    assert [answer.status_code for answer in answers] == [200, 200, 200]


def test_a_feed_that_a_reader_has_is_not_sent_again(client: Client) -> None:
    etag = client.get("/feeds/changes.atom")["ETag"]
    assert client.get("/feeds/changes.atom", headers={"if-none-match": etag}).status_code == 304


def test_a_language_that_the_site_does_not_speak_has_no_feed(client: Client) -> None:
    assert client.get("/feeds/changes.xx.atom").status_code == 404


def test_the_map_leads_to_every_page_of_the_ecosystem(client: Client, catalogue: Catalogue) -> None:
    parts = texts(ET.fromstring(client.get("/sitemap.xml").content), f"{MAP}loc")
    assert len(parts) == len(SITEMAPS)
    found = [loc for part in parts for loc in texts(ET.fromstring(client.get(part).content), f"{MAP}loc")]
    assert len(found) == len(set(found))
    for kind in ("organisation", "project", "event"):
        known = addresses(catalogue, kind)
        assert known
        assert sum(f"/{kind}/" in loc for loc in found) == len(known) * 3


def test_every_address_of_the_map_can_be_read(client: Client) -> None:
    locs = texts(ET.fromstring(client.get("/sitemap-sections.xml").content), f"{MAP}loc")
    locs += texts(ET.fromstring(client.get("/sitemap-events.xml").content), f"{MAP}loc")[:3]
    assert [loc for loc in locs if client.get(loc).status_code != 200] == []


def test_robots_are_shown_the_map(client: Client) -> None:
    assert b"Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemap-organisations.xml"])
def test_before_the_first_release_the_map_is_empty_and_no_error(tmp_path: Path, address: str) -> None:
    with override_settings(KIEM_HOME=tmp_path):
        assert Client().get(address).status_code == 200
