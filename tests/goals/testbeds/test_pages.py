"""Pages of the goal Test: what a reader sees, and what can be taken along."""

import csv
import io
import re
import shutil
from pathlib import Path

import pytest
from django.test import Client, override_settings
from icalendar import Calendar as Collection

from kiem.flow.run import House, build
from kiem.foundation.catalogue import Catalogue
from kiem.goals.testbeds.words import GAPS, MILESTONES, PRODUCTS, RULES, checked_words, product_words
from kiem.methods.pathways import Gap, Milestone, Product
from kiem.methods.workdays import CountingRule
from tests.conftest import INSTANCE, MADE_AT

pytestmark = pytest.mark.usefixtures("register")
TRIAL = "/en/test/?product=medicinal_product&file_on=2026-03-02"


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_answers_when_the_first_trial_could_start(client: Client) -> None:
    text = page(client, TRIAL)

    assert "The clinical trial can start" in text
    assert "4 May 2026" in text
    assert "With the longest questions: 16 June 2026." in text


def test_labels_that_are_too_long_to_draw_stand_whole_beside_the_drawing(client: Client) -> None:
    figure = page(client, TRIAL).partition('<figure class="chart"')[2].partition("</figure>")[0]
    drawing, _, table = figure.partition("The same as a table")
    short = re.findall(r"<text [^>]*><title>([^<]+)</title>([^<]+)…</text>", drawing)

    assert short
    assert all(whole.startswith(drawn) and f'<th scope="row">{whole}</th>' in table for whole, drawn in short)
    assert "…" not in table


def test_without_a_question_a_medicinal_product_is_shown(client: Client) -> None:
    assert '<option value="medicinal_product" selected>' in page(client, "/en/test/")


def test_a_release_without_a_pathway_says_so(client: Client, house_of_three: Path) -> None:
    with override_settings(KIEM_HOME=house_of_three):
        assert "No pathway in this release" in page(client, "/en/test/")


def test_a_release_without_the_usual_product_shows_its_first_one(client: Client, tmp_path: Path) -> None:
    register = shutil.copytree(INSTANCE / "register", tmp_path / "register")
    steps = (register / "regulatory_pathways.csv").read_text().splitlines(keepends=True)
    (register / "regulatory_pathways.csv").write_text("".join([steps[0], *(s for s in steps if s.startswith("ivd,"))]))
    build(House(INSTANCE, tmp_path / "home"), {"register": register}, MADE_AT)

    with override_settings(KIEM_HOME=tmp_path / "home"):
        assert '<option value="ivd" selected>' in page(client, "/en/test/")


@pytest.mark.parametrize("product", list(Product))
def test_every_product_has_its_page_in_every_language(client: Client, product: Product) -> None:
    for language in ("en", "nl", "fr"):
        text = page(client, f"/{language}/test/?product={product}&file_on=2027-03-01")
        assert f'<option value="{product}" selected>' in text


def test_the_page_gives_no_legal_advice_and_marks_what_was_not_checked(client: Client) -> None:
    text = page(client, TRIAL)

    assert "No legal advice" in text
    assert "9 limits on this page were not checked" in text
    assert "<b>not checked</b>" in text
    assert "to be confirmed" in text


def test_a_step_links_its_act_and_its_claims(client: Client, register: Catalogue) -> None:
    step = next(one for one in register.things("pathway_step", limit=100) if "notification of the decision" in one.name)

    text = page(client, TRIAL)

    assert 'href="https://eur-lex.europa.eu/eli/reg/2014/536/oj"' in text
    assert f"/en/pathway-step/{step.id}/{step.slug}/?claims=all#claims" in text


def test_a_step_without_a_legal_limit_shows_no_date(client: Client) -> None:
    text = page(client, "/en/test/?product=medical_device_class_IIb&file_on=2026-03-02")

    assert "no date" in text
    assert "no legal limit" in text
    assert "nothing was counted" in text


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("product=moon_food&file_on=2026-03-02", "no pathway for that product"),
        ("product=ivd&file_on=soon", "Write the day as year-month-day"),
        ("product=ivd&file_on=1974-03-02", "from the year 2000"),
        ("product=ivd&file_on=2100-01-01", "before the year 2100"),
    ],
)
def test_a_question_that_cannot_be_read_is_answered_beside_its_field(client: Client, query: str, says: str) -> None:
    answer = client.get(f"/en/test/?{query}")

    assert answer.status_code == 400
    assert says in answer.content.decode()


def test_the_calendar_can_be_imported_and_is_the_same_twice(client: Client) -> None:
    address = "/en/test/medicinal_product.ics?file_on=2026-03-02"
    first, second = client.get(address), client.get(address)
    events = Collection.from_ical(first.content).walk("VEVENT")

    assert first.content == second.content
    assert first["Content-Type"].startswith("text/calendar")
    assert first["Content-Disposition"] == 'attachment; filename="kiem-medicinal-product-2026-03-02.ics"'
    assert len(events) == 8
    assert str(events[0]["uid"]) == "medicinal_product-1-2026-03-02@127.0.0.1"


def test_the_calendar_speaks_the_reader_s_language(client: Client) -> None:
    text = client.get("/nl/test/medicinal_product.ics?file_on=2026-03-02").content.decode().replace("\r\n ", "")

    assert "Geen juridisch advies" in text


def test_rows_and_record_can_be_taken_along(client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/en/test/atmp.csv?file_on=2026-03-02").content.decode())))
    record = client.get("/en/test/atmp.json?file_on=2026-03-02").json()

    assert [row["step"] for row in rows] == [step["step"] for step in record["steps"]]
    assert record["earliest"]["trial_may_start"]["day"] == "2026-06-22"
    assert record["release"] == 1


@pytest.mark.parametrize("address", ["ivd.ics", "ivd.csv?file_on=soon", "moon_food.json?file_on=2026-03-02"])
def test_a_file_of_nothing_is_not_found(client: Client, address: str) -> None:
    assert client.get(f"/en/test/{address}").status_code == 404


def test_everything_that_a_pathway_can_say_has_words() -> None:
    assert set(PRODUCTS) == set(Product)
    assert set(MILESTONES) == set(Milestone)
    assert set(GAPS) == set(Gap)
    assert {rule: str(words) for rule, words in RULES.items()} == {rule: rule.says for rule in CountingRule}


def test_a_word_that_no_list_has_is_written_as_it_stands() -> None:
    assert product_words("moon_food") == "moon food"
    assert checked_words("via example.org") == "read via example.org"
    assert str(checked_words("yes")) == "read on the page"
