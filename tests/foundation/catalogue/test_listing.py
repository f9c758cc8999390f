"""The directory's page: what is asked stays in the address, and what cannot be read is answered in words."""

import re

import pytest
from django.test import Client

from kiem.foundation.catalogue import Catalogue
from kiem.foundation.catalogue.directory import Query
from tests.foundation.catalogue.pages import LANGUAGES, html_of, text_of, thing_of

ROW = re.compile(r'<li class="row"><div><p class="title"><a href="([^"]+)"')
FACET = re.compile(r'<details class="facet"( open)?><summary>([^<]+)</summary>')


def rows(html: str) -> list[str]:
    """Return where the rows of the list lead."""
    return ROW.findall(html)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_is_there_in_every_language(client: Client, catalogue: Catalogue, language: str) -> None:
    html = html_of(client, f"/{language}/ecosystem/")
    assert len(rows(html)) == 20
    assert re.search(r"7\d\d organisati(e|on)s", text_of(html))
    assert len(catalogue.ecosystem.ids) > 700


@pytest.mark.usefixtures("catalogue")
def test_the_first_two_facets_and_those_with_a_choice_are_open(client: Client) -> None:
    html = html_of(client, "/en/ecosystem/?status=acquired")
    opened = [name for is_open, name in FACET.findall(html) if is_open]
    assert opened == ["Kind", "Subsector", "Status"]


def test_every_value_of_a_facet_is_an_address_away(client: Client, catalogue: Catalogue) -> None:
    counted = {value for value, _ in catalogue.ecosystem.ask(Query({})).counts["subsector"]}
    first, whole = html_of(client, "/en/ecosystem/"), html_of(client, "/en/ecosystem/?more=subsector")

    def shown(html: str) -> set[str]:
        return set(re.findall(r'href="[^"]*[?;]subsector=([^"&]+)"', html))

    assert shown(whole) == counted
    assert shown(first) < counted
    assert f"{len(counted) - len(shown(first))} more" in first
    assert "more=subsector#by-subsector" in first
    assert "more=subsector#by-subsector" not in whole
    assert '<details class="narrowing"><summary>' in first
    assert '<details class="narrowing" open><summary>' in html_of(client, "/en/ecosystem/?more=subsector&more=type")


def test_pages_follow_one_another_and_miss_nobody(client: Client, catalogue: Catalogue) -> None:
    answer = catalogue.ecosystem.ask(Query({"status": ("acquired",)}))
    found: list[str] = []
    for page in range(1, 99):
        html = html_of(client, f"/en/ecosystem/?status=acquired&page={page}")
        found += rows(html)
        if 'rel="next"' not in html:
            break
    assert len(found) == len(set(found)) == len(answer)


@pytest.mark.parametrize(("page", "shown"), [("0", 1), ("-3", 1), ("99999", "last"), ("x", 1), ("٣", 3), ("9" * 40, 1)])
def test_a_page_that_is_not_there_is_one_that_is(
    client: Client, catalogue: Catalogue, page: str, shown: int | str
) -> None:
    answer = catalogue.ecosystem.ask(Query())
    last = -(-len(answer) // 20)
    html = html_of(client, f"/en/ecosystem/?page={page}")
    current = re.search(r'aria-current="page"><span class="hidden">Page</span> (\d+)<', html)
    assert current
    assert int(current[1]) == (last if shown == "last" else shown)


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("told", ["2015", "2015-13-01", "yesterday", "2015-02-30", "<script>"])
@pytest.mark.parametrize("ending", ["/", ".csv", ".json"])
def test_a_day_that_is_none_is_refused_in_one_line(client: Client, told: str, ending: str) -> None:
    answer = client.get(f"/en/ecosystem{ending}", {"on": told})
    assert answer.status_code == 400
    assert "is not a date; write it as year-month-day, for example 2015-01-01." in answer.content.decode()
    assert "<script>" not in answer.content.decode().partition("<main")[2]


@pytest.mark.usefixtures("catalogue")
def test_a_strange_choice_finds_nobody_and_says_what_to_do(client: Client) -> None:
    html = html_of(client, "/en/ecosystem/?type=wizard&sort=height&scope=moon")
    assert rows(html) == []
    assert "No organisation fits all of this" in html
    assert "Show the whole ecosystem" in html
    # What was chosen can be taken away again.
    assert "Take away:" in html


def test_a_search_finds_by_name_and_with_a_slip(client: Client, catalogue: Catalogue) -> None:
    argenx = f"/en/{thing_of(catalogue, 'register:argenx').address}"
    assert rows(html_of(client, "/en/ecosystem/?q=argenx"))[0] == argenx
    assert argenx in rows(html_of(client, "/en/ecosystem/?q=argnex"))


def test_a_search_says_that_the_best_fit_comes_first_and_can_be_put_in_another_order(
    client: Client, catalogue: Catalogue
) -> None:
    best, by_name = (html_of(client, f"/en/ecosystem/?q=therapeutics{more}") for more in ("", "&sort=name"))
    named = [thing.name.casefold() for thing in catalogue.named([row.split("/")[-3] for row in rows(by_name)])]
    assert '<option value="fit">best fit first</option>' in best
    assert '<option value="name" selected>' in by_name
    assert named == sorted(named)
    assert sorted(rows(by_name)) == sorted(rows(best))
    assert rows(by_name) != rows(best)
    # Who comes from the whole list and types a word gets the best fit: the form sends its order along.
    assert '<option value="fit">by name</option><option value="founded">' in html_of(client, "/en/ecosystem/")


@pytest.mark.usefixtures("catalogue")
def test_a_search_and_a_choice_hold_together_in_the_address(client: Client) -> None:
    html = html_of(client, "/en/ecosystem/?q=bio&type=company&on=2020-01-01&view=map")
    kept = re.findall(r'<input type="hidden" name="(\w+)" value="(\w+)">', html)
    assert set(kept) == {("type", "company"), ("view", "map")}
    assert 'name="q" type="search" value="bio"' in html
    assert 'name="on" type="date" value="2020-01-01"' in html
    assert "?q=bio&amp;on=2020-01-01&amp;view=map" in html


@pytest.mark.parametrize("words", ["ablynx+ghent", "ablynx+gent", "ablynx+gand"])
def test_an_organisation_is_found_by_its_town_in_each_language(
    client: Client, catalogue: Catalogue, words: str
) -> None:
    ablynx = f"/en/{thing_of(catalogue, 'register:ablynx').address}"
    assert rows(html_of(client, f"/en/ecosystem/?q={words}")) == [ablynx]


@pytest.mark.usefixtures("catalogue")
def test_the_oldest_can_come_first(client: Client) -> None:
    html = html_of(client, "/en/ecosystem/?sort=founded")
    years = [int(year) for year in re.findall(r'<span class="num">(\d{4})</span></p></li>', html)]
    assert years == sorted(years)
    assert '<option value="founded" selected>' in html


def test_partners_from_elsewhere_are_found_when_asked_for(client: Client, three_sources: Catalogue) -> None:
    far = f"/en/{thing_of(three_sources, 'pic:900000011').address}"
    assert far not in rows(html_of(client, "/en/ecosystem/?q=far+fictions"))
    assert far in rows(html_of(client, "/en/ecosystem/?q=far+fictions&scope=world"))


@pytest.mark.parametrize("words", ["fishvax", "sample+fish", "vaccines", "biochemistry"])
def test_an_organisation_is_found_by_what_its_projects_are_about(
    client: Client, three_sources: Catalogue, words: str
) -> None:
    here = f"/en/{thing_of(three_sources, 'register:sample-university').address}"
    far = f"/en/{thing_of(three_sources, 'pic:900000011').address}"
    found = rows(html_of(client, f"/en/ecosystem/?q={words}&scope=world"))
    assert here in found
    assert far not in found
    assert here not in rows(html_of(client, "/en/ecosystem/?q=sciences"))


@pytest.mark.parametrize("words", ["biopharmaceuticals", "biofarmaceutica", "biopharmacie"])
def test_an_organisation_is_found_by_what_it_is_in_every_language(
    client: Client, catalogue: Catalogue, words: str
) -> None:
    [(_, counted)] = [pair for pair in catalogue.ecosystem.ask(Query({})).counts["subsector"] if pair[0] == "biopharma"]
    assert f"{counted} organisations" in text_of(html_of(client, f"/en/ecosystem/?q={words}"))


def test_suggestions_begin_as_typed_and_are_a_few(client: Client, catalogue: Catalogue) -> None:
    html = html_of(client, "/nl/ecosystem/suggestions/?q=gal")
    assert f'href="/nl/{thing_of(catalogue, "register:galapagos").address}"' in html
    assert 1 <= html.count("<li>") <= 10


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("words", ["", "   ", "zzzzqqqq", '"(*', "a" * 500])
def test_nothing_to_suggest_is_an_empty_answer(client: Client, words: str) -> None:
    assert client.get("/en/ecosystem/suggestions/", {"q": words}).content == b""


@pytest.mark.parametrize("address", ["/en/", "/en/ecosystem/", "/nl/ecosystem.csv", "/fr/changes/", "/en/id/ror:1"])
@pytest.mark.django_db
def test_without_a_release_a_page_says_what_is_going_on(client: Client, address: str) -> None:
    assert client.get(address).status_code == 503
