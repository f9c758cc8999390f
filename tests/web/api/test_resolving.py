"""Who is meant, asked of many names at once: in order, with reasons, nobody as an answer, and nothing kept."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings

from kiem.foundation.catalogue import Catalogue

ADDRESS = "/api/v1/resolve"
Ask = Callable[..., Any]  # Any: the client's own answer


@pytest.fixture
def ask(client: Client, three_sources: Catalogue) -> Ask:
    """Send names and return the answer."""
    del three_sources
    return lambda sent: client.post(ADDRESS, sent, content_type="application/json")


def told(answer: Any) -> list[list[dict[str, Any]]]:  # noqa: ANN401 - JSON, and the client's own
    """Return the candidates of each name."""
    assert answer.status_code == 200, answer.content
    return [one["candidates"] for one in answer.json()["answers"]]


def test_each_name_is_answered_in_its_order(ask: Ask) -> None:
    names = [{"text": "Sample Univ."}, {"text": "Nobody at All"}, {"text": "Sample University", "country": "Belgium"}]
    first, nobody, last = told(ask({"names": names}))
    assert first[0]["thing"]["name"] == last[0]["thing"]["name"] == "Sample University"
    assert last[0]["decision"] == "link"
    assert last[0]["probability"] > first[0]["probability"]
    assert {reason["evidence"] for reason in last[0]["reasons"]} >= {"country", "alike"}
    assert all(one["decision"] == "none" for one in nobody)


def test_an_identifier_means_who_has_it(ask: Ask, three_sources: Catalogue) -> None:
    [[found], unknown] = told(ask({"names": [{"text": "register:sample-university"}, {"text": "register:nobody"}]}))
    assert found["thing"]["id"] == three_sources.where_is("register:sample-university")
    assert (found["probability"], found["decision"]) == (1.0, "link")
    assert found["reasons"] == [{"evidence": "identifier", "added": 1.0}]
    assert unknown == []


def test_no_more_are_told_than_were_asked_for(ask: Ask) -> None:
    [found] = told(ask({"names": [{"text": "Sample"}], "most": 1}))
    assert len(found) <= 1


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        ({"names": []}, 422, "names"),
        ({"names": [{"text": "x"}] * 501}, 422, "names"),
        ({"names": [{"text": "x"}], "most": 11}, 422, "most"),
        ({"names": [{"text": "x" * 1001}]}, 422, "text"),
        ("no JSON", 400, "cannot be read"),
    ],
)
def test_what_cannot_be_answered_is_said(ask: Ask, sent: object, status: int, said: str) -> None:
    answer = ask(sent)
    assert answer.status_code == status
    assert said in answer.json()["error"]


def test_a_country_is_understood_in_three_languages_or_said_not_to_be(ask: Ask) -> None:
    names = [{"text": "x", "country": told} for told in ("België", "be", "Belgique", "Atlantis", "")]
    answers = ask({"names": names}).json()["answers"]
    assert [one["country"] for one in answers] == ["BE", "BE", "BE", None, None]


def test_it_is_sent_and_not_read(client: Client) -> None:
    answer = client.get(ADDRESS)
    assert (answer.status_code, answer["Allow"]) == (405, "POST, OPTIONS")
    assert client.options(ADDRESS)["Access-Control-Allow-Methods"] == "POST, OPTIONS"


def test_while_names_are_made_ready_one_comes_back(client: Client, house_of_three: Path, tmp_path: Path) -> None:
    shutil.copytree(house_of_three / "releases", tmp_path / "releases")
    with override_settings(KIEM_HOME=tmp_path):
        answer = client.post(ADDRESS, {"names": [{"text": "UZEN"}]}, content_type="application/json")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "kiem index" in answer.json()["remedy"]


def test_a_long_list_is_answered_by_few_queries(ask: Ask, three_sources: Catalogue) -> None:
    before = three_sources.store.queries
    told(ask({"names": [{"text": "Sample University"}, {"text": "Example"}] * 250}))
    assert three_sources.store.queries - before <= 2
