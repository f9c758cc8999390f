"""Pages of the goal Fund: what a reader sees, and what can be taken along."""

import csv
import io
from decimal import Decimal

import pytest
from django.test import Client

from kiem.foundation.catalogue import Catalogue, Thing
from kiem.goals.fund.reads import Range
from kiem.goals.fund.words import amount_words, choice_words, level_words

pytestmark = pytest.mark.usefixtures("register")


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def named(register: Catalogue, name: str) -> Thing:
    return next(one for one in register.things("instrument", limit=100) if one.name.startswith(name))


def test_the_list_says_how_many_there_are_and_pages_them(client: Client) -> None:
    first, last = page(client, "/en/fund/"), page(client, "/en/fund/?page=3")

    assert "50 instruments fit" in first
    assert "Agri Investment Fund" in first
    assert "Win-win loan" in last


@pytest.mark.parametrize("language", ["en", "nl", "fr"])
def test_the_list_is_there_in_every_language(client: Client, language: str) -> None:
    assert "Baekeland mandate" in page(client, f"/{language}/fund/")


def test_what_is_asked_stays_in_the_address(client: Client) -> None:
    text = page(client, "/en/fund/?kind=loan&kind=grant&trl=5&q=o")

    assert '<input type="hidden" name="kind" value="loan">' in text
    assert "?kind=loan&amp;kind=grant&amp;trl=5&amp;q=o&amp;unstated=1" in text
    assert "/en/fund/instruments.csv?kind=loan&amp;kind=grant&amp;trl=5&amp;q=o" in text


def test_those_that_state_no_level_can_be_shown_and_left_out_again(client: Client) -> None:
    assert "47 more are left out" in page(client, "/en/fund/?trl=5")
    assert "Leave them out" in page(client, "/en/fund/?trl=5&unstated=1")


def test_a_list_of_nothing_says_why(client: Client) -> None:
    assert "No instrument fits all of this" in page(client, "/en/fund/?q=lottery")


@pytest.mark.parametrize(("query", "says"), [("amount=much", "in digits"), ("trl=12", "12"), ("amount=0", "1")])
def test_a_question_that_cannot_be_read_is_answered_beside_its_field(client: Client, query: str, says: str) -> None:
    answer = client.get(f"/en/fund/?{query}")
    text = answer.content.decode()

    assert answer.status_code == 400
    assert says in text[text.index('class="error"') :][:200]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Start-up loan", "What is said here is of 2023"),
        ("Research project", "carries no year"),
        ("Eurostars", "Nobody read the provider"),
    ],
)
def test_an_old_undated_or_unread_entry_carries_a_plain_warning(
    client: Client, register: Catalogue, name: str, says: str
) -> None:
    there = named(register, name)

    assert says in page(client, f"/en/fund/?q={name}")
    assert says in page(client, f"/en/fund/{there.id}/{there.slug}/")


def test_a_recent_entry_carries_none(client: Client, register: Catalogue) -> None:
    there = named(register, "EIC Accelerator (grant)")

    assert "Take care" not in page(client, f"/en/fund/{there.id}/{there.slug}/")


def test_an_instrument_s_page_shows_who_says_each_fact(client: Client, register: Catalogue) -> None:
    there = named(register, "EIC Transition")
    address = f"/en/fund/{there.id}/{there.slug}/"

    assert "Every claim about this" in page(client, address)
    text = page(client, f"{address}?claims=amount_max")
    assert "Who says so: largest amount" in text
    assert "A public page" in text


def test_an_instrument_is_found_by_its_old_names(client: Client, register: Catalogue) -> None:
    there = named(register, "EIC Transition")
    wanted = f"/en/fund/{there.id}/{there.slug}/"

    assert client.get(f"/en/fund/{there.id}/")["Location"] == wanted
    assert client.get("/en/fund/register:instrument%2Feic-transition-european-innovation-council/").status_code == 404
    assert client.get("/en/fund/nowhere/").status_code == 404
    assert client.get("/en/fund/register:argenx/").status_code == 404


@pytest.mark.parametrize("name", ["", "what-it-was-called-before/"])
def test_an_address_without_todays_name_leads_on_for_good(client: Client, register: Catalogue, name: str) -> None:
    there = register.things("instrument", limit=1)[0]
    answer = client.get(f"/en/fund/{there.id}/{name}")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/en/fund/{there.id}/{there.slug}/")


def test_the_instruments_can_be_taken_along(client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/en/fund/instruments.csv?kind=tax").content.decode())))
    record = client.get("/en/fund/instruments.json?kind=tax").json()

    assert [row["name"] for row in rows] == [one["name"] for one in record["instruments"]]
    assert {row["kind"] for row in rows} == {"tax"}
    assert all(one["claims"] for one in record["instruments"])


@pytest.mark.parametrize(
    ("stated", "amount", "level"),
    [
        (Range(Decimal(2), Decimal(5)), "€2 to €5", "TRL 2 to 5"),
        (Range(Decimal(2), None), "from €2", "TRL 2 and higher"),
        (Range(None, Decimal(5)), "up to €5", "up to TRL 5"),
        (Range(None, None), "", ""),
    ],
)
def test_a_range_is_said_as_far_as_it_is_known(stated: Range, amount: str, level: str) -> None:
    assert amount_words(stated) == amount
    assert level_words(stated) == level


def test_a_word_that_no_list_has_is_written_as_it_stands() -> None:
    assert choice_words("kind", "lottery") == "lottery"
    assert choice_words("dilutive", "") == "unknown"
