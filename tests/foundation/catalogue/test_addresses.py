"""Addresses: every name a thing ever had leads to its page, and only one address is the page's own."""

import pytest
from django.test import Client

from kiem.foundation.catalogue import Catalogue
from tests.foundation.catalogue.pages import LANGUAGES, address_of, thing_of


@pytest.mark.parametrize("alias", ["register:vib", "ror:03xrhmk39", "pic:999651931"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_any_identifier_leads_to_the_page(client: Client, catalogue: Catalogue, alias: str, language: str) -> None:
    answer = client.get(f"/{language}/id/{alias}")
    assert (answer.status_code, answer.headers["Location"]) == (302, address_of(catalogue, "register:vib", language))


@pytest.mark.parametrize("old", ["vib", "register:vib", "ror:03xrhmk39", "pic:999651931"])
def test_an_old_address_leads_on_for_good(client: Client, catalogue: Catalogue, old: str) -> None:
    answer = client.get(f"/en/organisation/{old}/")
    assert (answer.status_code, answer.headers["Location"]) == (301, address_of(catalogue, "register:vib"))


@pytest.mark.parametrize("name", ["", "what-it-was-called-before/"])
def test_an_address_without_todays_name_leads_on_for_good(client: Client, catalogue: Catalogue, name: str) -> None:
    vib = thing_of(catalogue, "register:vib")
    answer = client.get(f"/nl/organisation/{vib.id}/{name}")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/nl/{vib.address}")


@pytest.mark.parametrize("old", ["register:vib/", "{id}/what-it-was-called-before/"])
def test_whoever_kept_where_an_address_led_asks_again(client: Client, catalogue: Catalogue, old: str) -> None:
    answer = client.get(f"/en/organisation/{old.format(id=thing_of(catalogue, 'register:vib').id)}")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (301, "no-cache")


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    "address", ["/en/id/ror:000000000", "/en/organisation/nobody/", "/en/organisation/nobody.json", "/en/id/"]
)
def test_what_nobody_carries_is_not_there(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_thing_has_no_page_under_another_kind(client: Client, catalogue: Catalogue) -> None:
    vib = thing_of(catalogue, "register:vib")
    assert client.get(f"/en/project/{vib.id}/{vib.slug}/").status_code == 404
    assert client.get(f"/en/project/{vib.id}.json").status_code == 404


def test_pages_are_read_and_not_written(client: Client, catalogue: Catalogue) -> None:
    assert client.post(address_of(catalogue, "register:vib")).status_code == 405
