"""The ecosystem on any day: what merged is there before and gone after, and nobody guesses a founding."""

import datetime

import pytest
from django.test import Client

from kiem.foundation.catalogue import Catalogue
from kiem.foundation.catalogue.directory import Query
from kiem.foundation.catalogue.front import front_of
from tests.foundation.catalogue.pages import LANGUAGES, address_of, html_of, text_of, thing_of

BEFORE, AFTER = datetime.date(2020, 1, 1), datetime.date(2026, 6, 1)


def there(catalogue: Catalogue, day: datetime.date) -> set[str]:
    """Return the register's slugs of some organisations that are known to be there on the day."""
    answer = catalogue.ecosystem.ask(Query(on=day))
    ids = set(catalogue.ecosystem.page(answer, 0, len(answer)))
    return {slug for slug in ("flanders-bio", "medvia", "biovia") if thing_of(catalogue, f"register:{slug}").id in ids}


def test_the_merged_are_there_before_and_not_after(catalogue: Catalogue) -> None:
    # MEDVIA's own page says 2021.
    assert there(catalogue, BEFORE) == {"flanders-bio"}
    assert there(catalogue, datetime.date(2021, 1, 1)) == {"flanders-bio", "medvia"}
    assert there(catalogue, AFTER) == {"biovia"}


def test_who_came_out_of_the_merger_is_there_from_then_on_though_nobody_states_its_founding(
    catalogue: Catalogue,
) -> None:
    biovia = thing_of(catalogue, "register:biovia")
    assert (biovia.started, biovia.fact("founded")) == (None, None)
    assert "biovia" in there(catalogue, datetime.date(2025, 1, 1))
    only = Query(on=datetime.date(2024, 12, 31), found=(biovia.id,))
    assert (len(catalogue.ecosystem.ask(only)), catalogue.ecosystem.ask(only).undated) == (0, 1)


def test_who_is_dissolved_on_no_known_day_is_never_said_to_be_there(catalogue: Catalogue) -> None:
    gone = thing_of(catalogue, "register:oxurion")
    assert (gone.status, gone.ended) == ("dissolved", None)
    on = {day: catalogue.ecosystem.ask(Query(on=day, found=(gone.id,))) for day in (BEFORE, catalogue.release.date)}
    assert [(len(answer), answer.undated) for answer in on.values()] == [(0, 1), (0, 0)]


@pytest.mark.usefixtures("catalogue")
def test_a_day_to_come_is_a_bad_question(client: Client) -> None:
    answer = client.get("/en/ecosystem/?on=2199-01-01")
    assert answer.status_code == 400
    assert "is in the future" in answer.content.decode()


def test_the_first_page_counts_what_its_links_lead_to(client: Client, catalogue: Catalogue) -> None:
    front = front_of(catalogue)
    counted = [front.organisations, *front.types]
    counted += [one for region in front.regions for one in (region.companies, region.organisations)]
    assert len(counted) > 7
    for one in counted:
        text = text_of(html_of(client, f"/en/ecosystem/{one.query}"))
        assert f"{one.value:,} organisations known to be there on" in text


def test_a_day_says_how_many_are_left_out_for_want_of_a_founding_date(client: Client, catalogue: Catalogue) -> None:
    answer = catalogue.ecosystem.ask(Query(on=BEFORE))
    text = text_of(html_of(client, f"/en/ecosystem/?on={BEFORE}"))
    assert f"{len(answer)} organisations known to be there on 1 January 2020" in text
    assert (
        f"Of {answer.undated} more it is not known whether they were there: nobody dates their beginning or their end."
        in text
    )


@pytest.mark.usefixtures("catalogue")
def test_the_first_page_leads_to_another_day(client: Client) -> None:
    assert '<input id="on" name="on" type="date"' in html_of(client, "/en/")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", ["flanders-bio", "medvia"])
def test_a_page_of_who_merged_says_so_and_leads_on(
    client: Client, catalogue: Catalogue, language: str, slug: str
) -> None:
    biovia = address_of(catalogue, "register:biovia", language)
    html = html_of(client, address_of(catalogue, f"register:{slug}", language))
    notice = html.partition('class="notice warning"')[2].partition("</div>")[0]
    assert f'href="{biovia}"' in notice
    assert "2025" in notice
    assert "?claims=merged_into#claims" in notice
    assert "Ghent" in html


def test_the_status_of_who_merged_is_not_said_to_be_unknown(client: Client, catalogue: Catalogue) -> None:
    text = text_of(html_of(client, address_of(catalogue, "register:flanders-bio")))
    assert "Status unknown" not in text


def test_the_page_of_who_came_out_of_a_merger_names_both(client: Client, catalogue: Catalogue) -> None:
    text = text_of(html_of(client, address_of(catalogue, "register:biovia")))
    formed = text.partition("Formed by the merger of")[2]
    assert {"flanders.bio", "MEDVIA"} <= set(formed.split())
