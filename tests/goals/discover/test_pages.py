"""Pages from science to companies: what a reader finds there."""

import csv
import io

import pytest
from django.test import Client

from kiem.foundation.catalogue import Catalogue


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.usefixtures("fictitious")
def test_the_first_screen_says_how_many_were_taken_over_and_how_long_it_took(client: Client) -> None:
    text = page(client, "/en/discover/")

    assert "knows 8 companies that were spun off; 4 of them were taken over" in text
    assert "half of them were taken over within 7 years" in text
    assert 'id="years"' in text


def test_a_chain_shows_owner_after_owner_each_with_its_mark(client: Client, fictitious: Catalogue) -> None:
    buyer = fictitious.where_is("register:buyer-one")

    text = page(client, "/en/discover/")

    assert "?claims=spin_off_of#claims" in text
    assert f'href="/en/organisation/{buyer}/buyer-one/?claims=acquired#claims"' in text
    assert "€2.5M" in text
    assert "2009\N{EN DASH}2012" in text
    assert "merged into Alpha Fictions" in text


def test_an_institutes_page_leads_to_its_projects(client: Client, fictitious: Catalogue) -> None:
    university = fictitious.where_is("register:sample-university")

    text = page(client, f"/en/discover/institute/{university}/")

    assert "5 known spin-offs, 3 EU projects" in text
    assert f"?organisation={university}&amp;field=%2Fnatural%20sciences%2Fbiological" in text


def test_a_company_without_spin_offs_and_projects_says_so(client: Client, fictitious: Catalogue) -> None:
    text = page(client, f"/en/discover/institute/{fictitious.where_is('register:epsilon')}/")

    assert "does not mean that there is none" in text
    assert "No project of this release has it as a participant" in text


def test_another_name_of_an_institute_leads_to_its_page(client: Client, fictitious: Catalogue) -> None:
    answer = client.get("/en/discover/institute/pic:900000001/")

    assert answer.status_code == 301
    assert answer.headers["Location"] == f"/en/discover/institute/{fictitious.where_is('pic:900000001')}/"


@pytest.mark.usefixtures("fictitious")
@pytest.mark.parametrize("name", ["knothing", "cordis:101000001"])
def test_what_is_no_organisation_is_not_found(client: Client, name: str) -> None:
    assert client.get(f"/en/discover/institute/{name}/").status_code == 404


@pytest.mark.usefixtures("fictitious")
def test_projects_are_narrowed_by_the_address(client: Client) -> None:
    text = page(client, "/en/discover/projects/?field=/natural+sciences/biological+sciences&year=2023")

    assert "Imaginary enzymes at sea" in text
    assert "Fictitious vaccines" not in text
    assert "1 project, the newest first" in text


def test_a_chosen_organisation_and_words_stay_in_the_address(client: Client, fictitious: Catalogue) -> None:
    university = fictitious.where_is("register:sample-university")

    text = page(client, f"/en/discover/projects/?q=vaccines&organisation={university}")

    assert "Fictitious vaccines" in text
    assert f'<input type="hidden" name="organisation" value="{university}">' in text
    assert 'href="?q=vaccines"' in text


@pytest.mark.usefixtures("fictitious")
def test_no_project_says_why(client: Client) -> None:
    text = page(client, "/en/discover/projects/?programme=HORIZON.9.9")

    assert "No project fits all of this" in text
    assert "HORIZON.9.9" in text


@pytest.mark.usefixtures("register")
def test_without_cordis_the_page_says_what_to_do(client: Client) -> None:
    assert "build again with it" in page(client, "/en/discover/projects/")


@pytest.mark.usefixtures("cluster_without_spin_offs")
def test_without_spin_offs_the_page_says_why(client: Client) -> None:
    assert "No spin-off in this release" in page(client, "/en/discover/")


@pytest.mark.usefixtures("fictitious")
def test_spin_offs_can_be_taken_along(client: Client) -> None:
    table = csv.DictReader(io.StringIO(client.get("/en/discover/spin-offs.csv").content.decode()))
    rows = {row["name"]: row for row in table}
    told = client.get("/en/discover/spin-offs.json").json()

    assert rows["Beta Fictions"]["origins"] == "Fictional Institute|Sample University"
    assert rows["Beta Fictions"]["years_to_takeover"] == "10"
    assert rows["Epsilon Fictions"]["fate"] == ""
    assert len(told["spin_offs"]) == 8


@pytest.mark.usefixtures("fictitious")
def test_projects_can_be_taken_along(client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/en/discover/projects.csv?year=2022").content.decode())))
    told = client.get("/en/discover/projects.json").json()

    assert [row["acronym"] for row in rows] == ["FISHVAX"]
    assert rows[0]["ends"] == "2024-12-31"
    assert len(told["projects"]) == 3


@pytest.mark.parametrize(("address", "most"), [("/en/discover/", 3), ("/en/discover/projects/?q=fish", 1)])
def test_a_page_stays_within_its_queries(client: Client, fictitious: Catalogue, address: str, most: int) -> None:
    page(client, address)
    before = fictitious.store.queries

    page(client, address)

    assert fictitious.store.queries - before <= most
