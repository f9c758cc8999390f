"""Press: what a journalist sees, and what can be taken along."""

import csv
import io
import json
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import translation

from kiem.flow.figures import Disagreement
from kiem.goals.press.templatetags.press import disagreement, scope_word

pytestmark = pytest.mark.usefixtures("register")
FIGURE = "/en/press/figures/organisations-by-kind/"


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def rows(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(page(client, address))))


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "Organisations by kind"), ("nl", "Organisaties volgens soort"), ("fr", "Organisations par type")],
)
def test_the_figures_are_there_in_every_language(client: Client, language: str, title: str) -> None:
    assert title in page(client, f"/{language}/press/")
    assert title in page(client, f"/{language}/press/figures/organisations-by-kind/")


def test_a_figure_says_what_it_is_not_how_it_is_made_and_what_is_unknown(client: Client) -> None:
    text = page(client, FIGURE)

    assert "Not a census" in text
    assert "How it is made" in text
    assert "which are counted: status" in text
    assert "What others have published" in text
    assert "European Union Public Licence 1.2" in text


@pytest.mark.parametrize(
    ("language", "owner"), [("en", "communication"), ("nl", "communicatie"), ("fr", "communication")]
)
def test_who_answers_for_a_figure_is_told_in_the_pages_language(client: Client, language: str, owner: str) -> None:
    assert f"<dd>{owner}</dd>" in page(client, f"/{language}/press/figures/organisations-by-kind/")


def test_claims_are_paged_and_lead_to_their_things(client: Client) -> None:
    first, second = page(client, FIGURE), page(client, f"{FIGURE}?page=2")

    assert "/en/organisation/k" in first
    assert first != second
    assert "?page=2" in first


def test_the_claims_of_one_part_can_be_seen_apart(client: Client) -> None:
    text = page(client, f"{FIGURE}?part=hospital")

    assert "The claims it rests on: hospital" in text
    assert "Those of the whole figure" in text


def test_a_day_and_a_territory_stand_in_the_address_and_in_the_form(client: Client) -> None:
    text = page(client, f"{FIGURE}?as_of=2015-01-01&territory=BE2")

    assert "as of 1 January 2015" in text
    assert 'value="2015-01-01"' in text
    assert 'value="BE2"' in text
    assert "whether it existed on that day" in text
    assert "at most" in text


def test_nothing_known_is_said_and_is_not_nought(client: Client) -> None:
    text = page(client, "/en/press/figures/eu-projects-by-year/")

    assert "That is not the same as none." in text
    assert "None: so no number stands here." in text


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("as_of=2015-13-01", "This is no day"),
        ("as_of=soon", "This is no day"),
        ("as_of=2999-01-01", "The sources speak only up to 23 November 2026"),
        ("as_of=0001-01-01", "The sources speak only up to 23 November 2026"),
        ("territory=Flanders", "This is no NUTS code"),
        ("known_at=never", "This is no day"),
        ("as_of=2020-01-01&known_at=2019-01-01", "Nobody can have known on the earlier day"),
    ],
)
def test_a_question_that_cannot_be_answered_is_told_in_the_form(client: Client, query: str, says: str) -> None:
    for address in (
        f"{FIGURE}?{query}",
        f"{FIGURE[:-1]}.csv?{query}",
        f"{FIGURE[:-1]}.json?{query}",
        f"{FIGURE[:-1]}.svg?{query}",
    ):
        answer = client.get(address)

        assert answer.status_code == 400
        assert says in answer.content.decode()


@pytest.mark.parametrize("ending", ["/", ".csv", ".json", ".svg"])
def test_a_figure_that_nobody_defined_is_not_found(client: Client, ending: str) -> None:
    assert client.get(f"/en/press/figures/unicorns{ending}").status_code == 404


def test_the_csv_has_a_row_for_each_part_and_one_for_the_whole(client: Client) -> None:
    told = rows(client, "/en/press/figures/organisations-by-kind.csv?territory=BE2")

    assert told[-1]["part"] == "total"
    assert sum(int(row["value"]) for row in told[:-1]) == int(told[-1]["value"])
    assert {row["territory"] for row in told} == {"BE2"}
    assert all(int(row["claims"]) > 0 for row in told)


@pytest.mark.parametrize(("day", "until"), [("2015-06-30", "2015-06-30"), ("2015-12-31", "")])
def test_a_year_that_was_not_over_says_until_when_it_is_told(client: Client, day: str, until: str) -> None:
    address = "/en/press/figures/organisations-founded-by-year"
    parts = {row["part"]: row["until"] for row in rows(client, f"{address}.csv?as_of={day}")}
    series = json.loads(page(client, f"{address}.json?as_of={day}"))["series"]
    drawing = page(client, f"{address}.svg?as_of={day}")

    assert parts["2015"] == until
    assert {until for part, until in parts.items() if part != "2015"} == {""}
    assert {point["key"]: point["until"] for point in series}["2015"] == (until or None)
    assert ("2015, in part" in page(client, f"{address}/?as_of={day}")) is bool(until)
    assert ("The last year is told until 30 June 2015." in drawing) is bool(until)


def test_a_headcount_s_year_is_whole(client: Client) -> None:
    told = rows(client, "/en/press/figures/headcounts-known.csv?as_of=2021-06-30")

    assert "2021" in {row["part"] for row in told}
    assert {row["until"] for row in told} == {""}


def test_the_json_holds_the_claims_and_speaks_the_pages_language(client: Client) -> None:
    told = json.loads(page(client, "/nl/press/figures/spin-offs-by-institute.json"))

    assert told["title"] == "Spin-offs volgens instelling"
    assert told["value"] == sum(point["value"] for point in told["series"])
    assert set(told["series"][0]["claims"]) <= set(told["claims"])


@pytest.mark.parametrize("figure", ["organisations-by-kind", "organisations-founded-by-year"])
def test_the_drawing_is_a_file_with_its_title_inside(client: Client, figure: str) -> None:
    answer = client.get(f"/en/press/figures/{figure}.svg")

    assert answer["Content-Type"] == "image/svg+xml"
    assert ElementTree.fromstring(answer.content).tag.endswith("svg")
    assert b"Organisations by" in answer.content


def test_a_figure_of_one_part_has_no_drawing(client: Client) -> None:
    assert client.get("/en/press/figures/organisations-by-region.svg?territory=BE2").status_code == 404
    assert "organisations-by-region.svg" not in page(client, "/en/press/figures/organisations-by-region/?territory=BE2")


def test_the_citation_keeps_the_day_of_knowledge_and_the_release(client: Client) -> None:
    text = page(client, f"{FIGURE}?territory=BE2")

    assert "as_of=2026-11-23&amp;known_at=2026-11-23&amp;territory=BE2" in text
    assert "@misc{organisations-by-kind-1," in text
    assert "[Data, release 1]" in text


def test_the_permalink_gives_the_same_number(client: Client) -> None:
    plain = json.loads(page(client, "/en/press/figures/organisations-by-kind.json"))
    linked = json.loads(
        page(client, "/en/press/figures/organisations-by-kind.json?as_of=2026-11-23&known_at=2026-11-23")
    )

    assert plain == linked


def test_published_figures_are_listed_with_scope_year_and_page(client: Client) -> None:
    text = page(client, "/en/press/published/?q=biotech+companies&scope=flanders")

    assert "300 companies" in text
    assert "Hard to square with 140 for Belgium (2011)" in text
    assert '<input type="hidden" name="scope" value="flanders">' in text


def test_published_figures_are_paged_by_indicator_and_narrowing_begins_again(client: Client) -> None:
    first, second = page(client, "/en/press/published/"), page(client, "/en/press/published/?page=2")

    assert first.count("<section><h2>") == second.count("<section><h2>") == 20
    assert "1 to 20 of 121" in first
    assert "21 to 40 of 121" in second
    assert 'href="?only=contradicted"' in second


def test_only_what_is_hard_to_square_can_be_asked_for(client: Client) -> None:
    everything, hard = (
        rows(client, "/en/press/published.csv"),
        rows(client, "/en/press/published.csv?only=contradicted"),
    )

    assert len(everything) == 156
    assert 0 < len(hard) < 20
    assert all(row["against"] for row in hard)
    assert "Show all" in page(client, "/en/press/published/?only=contradicted")


@pytest.mark.parametrize(
    ("language", "words", "shown"),
    [
        ("nl", "beursgangen", ("Beursgangen sinds 2005", "5 beursgangen")),
        ("fr", "hôpitaux", ("Hôpitaux universitaires", ">4<")),
        ("nl", "oprichtingsjaar", ("Oprichtingsjaar van de cluster", ">2004<")),
        ("en", "land_area", ("Land area", "13,500 km²")),
    ],
)
def test_an_indicator_and_its_unit_are_said_and_found_in_the_page_s_language(
    client: Client, language: str, words: str, shown: tuple[str, str]
) -> None:
    text = page(client, f"/{language}/press/published/?q={words}")

    assert all(part in text for part in shown)


def test_nothing_that_fits_says_why_and_what_next(client: Client) -> None:
    assert "No published figure fits all of this" in page(client, "/en/press/published/?q=unicorns")


def test_a_disagreement_is_said_in_words() -> None:
    with translation.override("en"):
        same, other = (Disagreement(why, "k1", None, None, Decimal(5)) for why in ("same", "other_day"))

        assert disagreement(same) == "Another page says 5 for the same scope and year."
        assert disagreement(other) == "5 in another year (no year)."
        assert scope_word(None) == "unknown"
