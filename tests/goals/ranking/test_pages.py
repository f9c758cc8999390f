"""The page of the peers: what a reader finds and can take along."""

import csv
import io
import re

import pytest
from django.test import Client

from kiem.foundation.catalogue import Catalogue

pytestmark = pytest.mark.usefixtures("fictitious")


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_says_how_little_is_known_before_it_shows_it(client: Client) -> None:
    text = page(client, "/en/rank/")

    assert text.index("Why this is no ranking") < text.index('<caption id="peers">')
    assert "For 3 of the 4 clusters" in " ".join(text.split())


def test_an_unknown_number_is_shown_as_unknown_and_not_as_nought(client: Client) -> None:
    [row] = re.findall(r"<tr><th scope=\"row\"><a[^>]*>Peer D.*?</tr>", page(client, "/en/rank/"), re.DOTALL)

    assert row.count('<span class="unknown">unknown</span>') == 5
    assert ">0<" not in row


def test_every_number_carries_its_year_and_leads_to_its_claims(client: Client, fictitious: Catalogue) -> None:
    peer = next(one for one in fictitious.things("peer") if one.name == "Peer A")

    text = page(client, "/en/rank/")

    assert f'href="/en/peer/{peer.id}/peer-a/?claims=companies#claims"' in text
    assert '<span class="label">2015</span>' in text


def test_a_head_sorts_by_its_column_and_turns_the_order_round(client: Client) -> None:
    first = page(client, "/en/rank/?sort=companies&order=descending")
    turned = page(client, "/en/rank/?sort=companies")

    assert 'aria-sort="descending"><a href="?sort=companies"' in first
    assert 'aria-sort="ascending"><a href="?sort=companies&amp;order=descending"' in turned
    assert first.index("Peer B") < first.index("Peer A") < first.index("Peer D")


def test_an_unknown_column_sorts_by_name(client: Client) -> None:
    text = page(client, "/en/rank/?sort=beauty")

    assert text.index("Peer A") < text.index("Peer B") < text.index("Peer C")


def test_a_ranking_that_cannot_be_read_stands_in_its_own_words(client: Client) -> None:
    assert "words: best in class" in page(client, "/en/rank/")


def test_no_peer_in_a_country_says_why(client: Client) -> None:
    assert "No peer in these countries" in page(client, "/en/rank/?country=JP")


def test_the_peers_can_be_taken_along(client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/en/rank/peers.csv?sort=companies").content.decode())))
    told = client.get("/en/rank/peers.json?country=NL").json()

    assert [row["name"] for row in rows] == ["Peer A", "Peer C", "Peer B", "Peer D"]
    assert rows[0]["published_rankings"] == "Sample list (France):3:2015"
    assert rows[3]["companies"] == ""
    assert [peer["name"] for peer in told["peers"]] == ["Peer D"]
    assert told["peers"][0]["companies"] is None


def test_the_page_asks_the_catalogue_twice(client: Client, fictitious: Catalogue) -> None:
    page(client, "/en/rank/")
    before = fictitious.store.queries

    page(client, "/en/rank/")

    assert fictitious.store.queries - before == 2
