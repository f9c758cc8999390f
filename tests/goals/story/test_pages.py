"""Pages of the story: what a reader and a machine find there."""

import csv
import io
import json
import re

import pytest
from django.test import Client

from kiem.foundation.catalogue import Catalogue

pytestmark = pytest.mark.usefixtures("fictitious")


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def event_id(fictitious: Catalogue, name: str) -> str:
    return next(one.id for one in fictitious.things("event", limit=100) if one.name.startswith(name))


def test_every_decade_has_a_heading_and_a_list_in_the_order_of_time(client: Client) -> None:
    text = page(client, "/en/story/")

    headings = re.findall(r'<h2 id="y(\d+)">', text)
    assert headings == ["1890", "1980", "2000", "2010"]
    assert len(re.findall(r'<ol class="timeline">', text)) == len(headings)
    assert re.findall(r'<time datetime="(\d{4})">', text) == ["1895", "1987", "2000", "2004", "2011"]


def test_every_event_leads_to_its_evidence_and_its_claims(client: Client, fictitious: Catalogue) -> None:
    text = page(client, "/en/story/")

    assert text.count('href="https://example.org/page"') == 5
    assert f'href="/en/story/{event_id(fictitious, "Alpha")}/#claims"' in text


def test_a_link_to_evidence_says_for_what(client: Client, fictitious: Catalogue) -> None:
    event = event_id(fictitious, "Alpha")
    name = next(one.name for one in fictitious.things("event", limit=100) if one.id == event)

    links = re.findall(r'<a[^>]* href="https://example.org/page"[^>]*>(.*?)</a>', page(client, f"/en/story/{event}/"))
    said = [re.sub("<[^>]+>", "", " ".join(link.split())) for link in links]

    assert said[0] == f"https://example.org/page, evidence for {name}"
    assert "https://example.org/page, evidence for year" in said


def test_decades_without_an_event_are_drawn_as_nought_and_early_ones_together(client: Client) -> None:
    text = page(client, "/en/story/")

    assert "before 1900" in text
    assert "1990\N{EN DASH}1999" in text


def test_choices_stand_in_the_address_and_can_be_taken_away(client: Client, fictitious: Catalogue) -> None:
    beta = fictitious.where_is("register:beta")

    text = page(client, f"/en/story/?theme=deal&organisation={beta}")

    assert "Buyer One buys Beta" in text
    assert "Alpha spun out" not in text
    assert 'href="?theme=deal"' in text
    assert f'<option value="{beta}" selected>' in text


def test_an_empty_answer_says_why_and_what_to_do(client: Client) -> None:
    text = page(client, "/en/story/?theme=approval")

    assert "No event fits all of this" in text
    assert "Show the whole story" in text


def test_one_event_is_not_drawn_as_a_chart(client: Client) -> None:
    assert 'id="glance"' not in page(client, "/en/story/?theme=science")


def test_an_event_tells_machines_what_it_is_and_cannot_break_out(client: Client, fictitious: Catalogue) -> None:
    text = page(client, f"/en/story/{event_id(fictitious, 'Beta lists')}/")

    [told] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    record = json.loads(told)
    assert "<" not in told
    assert record["@type"] == "Event"
    assert record["name"] == "Beta lists <b>& raises</b> money"
    assert record["startDate"] == "2004"
    assert record["about"] == [{"@type": "Organization", "name": "Beta Fictions"}]


def test_an_event_shows_every_claim_about_it(client: Client, fictitious: Catalogue) -> None:
    text = page(client, f"/en/story/{event_id(fictitious, 'Alpha')}/")

    assert 'id="claims"' in text
    assert 'rel="prev"' in text
    assert 'rel="next"' in text


@pytest.mark.parametrize("name", ["knothing", "register:alpha"])
def test_what_is_no_event_is_not_found(client: Client, name: str) -> None:
    assert client.get(f"/en/story/{name}/").status_code == 404


def test_the_events_can_be_taken_along(client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/en/story/events.csv?theme=deal").content.decode())))
    told = client.get("/en/story/events.json?theme=deal").json()

    assert [row["title"] for row in rows] == [event["title"] for event in told["events"]]
    assert rows[1]["organisations"] == "Beta Fictions|Buyer One"
    assert told["release"] == 1


def test_the_timeline_asks_the_catalogue_three_times(client: Client, fictitious: Catalogue) -> None:
    page(client, "/en/story/")
    before = fictitious.store.queries

    page(client, "/en/story/")

    assert fictitious.store.queries - before == 3
