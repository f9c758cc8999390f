"""The frame around every page: where one is, in which language and light, on which release."""

import pytest
from django.core.checks import run_checks
from django.test import Client
from pytest_django import Settings

from kiem.foundation.ui.checks import navigation_leads_somewhere
from kiem.foundation.ui.frame import Contact, Instance


def _page(reader: Client, address: str = "/list") -> str:
    return reader.get(address).content.decode()


def test_the_current_section_is_marked(reader: Client) -> None:
    assert '<a href="/list" aria-current="page">Ecosystem</a>' in _page(reader)


def test_the_section_above_a_page_is_marked(reader: Client) -> None:
    assert '<a href="/list" aria-current="true">Ecosystem</a>' in _page(reader, "/list/one")


def test_a_section_without_a_page_is_left_out_and_said_at_start(reader: Client, look: Settings) -> None:
    look.NAVIGATION = [{"label": "Nowhere", "url_name": "nowhere"}]
    assert "Nowhere" not in _page(reader)
    assert [warning.id for warning in navigation_leads_somewhere(None)] == ["ui.W001"]


def test_a_site_whose_sections_all_exist_is_not_warned() -> None:
    assert navigation_leads_somewhere(None) == []
    assert [warning for warning in run_checks() if warning.id == "ui.W001"] == []


def test_the_release_stands_in_the_footer_with_its_number_and_date(reader: Client) -> None:
    assert "Release 7 of 3 November 2026" in _page(reader)


def test_a_site_without_a_release_says_so(reader: Client, look: Settings) -> None:
    look.RELEASE_CARD = ""
    assert "No release yet" in _page(reader)


def test_the_address_stands_on_paper(reader: Client) -> None:
    assert "http://testserver/list?q=cell" in _page(reader, "/list?q=cell")


def test_the_search_field_keeps_what_was_asked(reader: Client) -> None:
    assert 'name="q" value="&lt;cell&gt;"' in _page(reader, "/list?q=<cell>")


def test_the_search_field_is_empty_on_a_page_with_a_search_of_its_own(reader: Client) -> None:
    assert 'name="q" value=""' in _page(reader, "/list/one?q=cell")


def test_a_site_without_search_shows_no_field(reader: Client, look: Settings) -> None:
    look.SEARCH = {}
    assert 'role="search"' not in _page(reader)


def test_the_tagline_is_in_the_language_of_the_page_and_else_in_english(reader: Client) -> None:
    assert (
        "De levenswetenschappen van Verland" in reader.get("/list", headers={"accept-language": "nl"}).content.decode()
    )
    assert "The life sciences of Farland" in reader.get("/list", headers={"accept-language": "fr"}).content.decode()


def test_a_chosen_theme_stands_on_the_page_and_an_unknown_one_does_not(reader: Client) -> None:
    reader.cookies["theme"] = "dark"
    assert '<html lang="en" data-theme="dark">' in _page(reader)
    reader.cookies["theme"] = "pink"
    assert '<html lang="en">' in _page(reader)


def test_choosing_a_theme_keeps_it_and_goes_back_to_the_page(reader: Client) -> None:
    answer = reader.post("/preferences", {"theme": "dark", "next": "/list?q=cell"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/list?q=cell")
    assert answer.cookies["theme"].value == "dark"


def test_choosing_as_the_device_forgets_the_theme(reader: Client) -> None:
    reader.cookies["theme"] = "dark"
    assert reader.post("/preferences", {"theme": "auto"}).cookies["theme"].value == ""


def test_choosing_a_language_keeps_it_and_the_page(reader: Client) -> None:
    answer = reader.post("/preferences", {"language": "nl", "next": "/list"}, follow=True)
    assert answer.redirect_chain == [("/list", 302)]
    assert '<html lang="nl">' in answer.content.decode()


def test_a_language_that_the_site_does_not_speak_changes_nothing(reader: Client) -> None:
    assert dict(reader.post("/preferences", {"language": "xx", "theme": "pink"}).cookies) == {}


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example.org/", "//elsewhere.example.org", "javascript:alert(1)"]
)
def test_preferences_never_lead_to_another_site(reader: Client, address: str) -> None:
    assert reader.post("/preferences", {"theme": "dark", "next": address}).headers["Location"] == "/"


def test_preferences_are_only_changed_by_a_form(reader: Client) -> None:
    assert reader.get("/preferences").status_code == 405


def test_languages_are_links_where_the_address_carries_them(reader: Client, look: Settings) -> None:
    look.ROOT_URLCONF = "tests.foundation.ui.prefixed"
    page = reader.get("/nl/list").content.decode()
    assert '<a href="/fr/list" lang="fr" hreflang="fr"' in page
    assert '<link rel="alternate" hreflang="en" href="/list">' in page


def test_languages_are_a_form_where_the_address_does_not_carry_them(reader: Client) -> None:
    assert '<button type="submit" name="language" value="fr"' in _page(reader)


@pytest.mark.parametrize(
    ("given", "contact"),
    [
        ("hello@example.org", Contact(email="hello@example.org")),
        ({"email": "hello@example.org", "phone": "1"}, Contact(email="hello@example.org", phone="1")),
    ],
)
def test_a_contact_may_be_an_address_or_a_table(given: object, contact: Contact) -> None:
    assert Instance.from_settings({"name": "Example", "contact": given}, "en").contact == contact


def test_an_instance_without_a_short_name_goes_by_its_name() -> None:
    assert Instance.from_settings({"name": "Example", "tagline": "Life"}, "nl") == Instance(
        "Example", "Example", "Life", Contact()
    )


def test_the_frame_asks_the_database_nothing(reader: Client) -> None:
    assert reader.get("/list").status_code == 200
