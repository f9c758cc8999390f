"""The page about the site: what it rests on, what belongs to it, what is not there yet."""

import pytest
from django.test import Client

from kiem.flow.vocabulary import vocabulary
from kiem.foundation.catalogue import Catalogue
from kiem.foundation.catalogue.rule import reasons, rule_of


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("language", ["en", "nl", "fr"])
def test_every_source_stands_with_its_licence_rows_and_caveats(
    client: Client, fictitious: Catalogue, language: str
) -> None:
    text = page(client, f"/{language}/about/").replace("&#x27;", "'")

    for source in fictitious.release.sources:
        assert source.title[language] in text
        assert source.publisher[language] in text
        assert vocabulary().licences[source.licence].titles[language] in text
        assert f'<td class="num">{source.read}</td>' in text
        assert all(caveat[language] in text for caveat in source.caveats)


def test_the_rule_says_how_many_each_reason_lets_in(client: Client, fictitious: Catalogue) -> None:
    counted = reasons(fictitious)

    text = page(client, "/en/about/")

    assert counted == {"register": 14, "elsewhere": 2}
    assert "lets 14 organisations in; 2 lie outside" in text
    assert rule_of(fictitious).fields[0] in text


@pytest.mark.usefixtures("fictitious")
@pytest.mark.parametrize("goal", ["Contact point for members", "sector&#x27;s voice", "Educate", "Growth"])
def test_every_goal_without_a_page_has_an_honest_line(client: Client, goal: str) -> None:
    assert goal in page(client, "/en/about/")


def test_the_way_to_it_stands_under_every_page(client: Client, fictitious: Catalogue) -> None:
    before = fictitious.store.queries

    assert 'href="/en/about/"' in page(client, "/en/about/")
    assert fictitious.store.queries - before <= 1
