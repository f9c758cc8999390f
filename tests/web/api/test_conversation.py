"""How answers travel: problems in one shape, 304 for what a reader has, open to other origins, no database."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client, override_settings

ADDRESS = "/api/v1/things?size=1"


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/api/v1/things/nobody:here", 404, "nobody:here"),
        ("/api/v1/things/nobody:here/claims", 404, "nobody:here"),
        ("/api/v1/things/nobody:here/relations", 404, "nobody:here"),
        ("/api/v1/claims/none", 404, "none"),
        ("/api/v1/figures/none", 404, "no such figure"),
        ("/api/v1/figures/organisations-by-kind?as_of=2999-01-01", 404, "2999-01-01"),
        ("/api/v1/figures/organisations-by-kind?territory=flanders", 422, "territory"),
        ("/api/v1/things?regoin=flanders", 422, "regoin"),
        ("/api/v1/release?page=1", 422, "page"),
        ("/api/v1/things?kind=planet", 422, "kind"),
        ("/api/v1/things?size=101", 422, "size"),
        ("/api/v1/things?page=0", 422, "page"),
        ("/api/v1/things?page=1.0", 422, "page"),
        ("/api/v1/things?on=1577836800", 422, "on"),
        ("/api/v1/things?on=2015-02-30", 422, "on"),
        ("/api/v1/search", 422, "q"),
        ("/api/v1/nothing", 404, "nothing"),
        ("/api/v2/things", 404, "nothing"),
    ],
)
def test_a_problem_says_what_where_and_the_remedy(client: Client, address: str, status: int, said: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    told = answer.json()
    assert set(told) == {"error", "where", "remedy"}
    assert said in told["error"]
    assert told["where"] == address
    assert told["remedy"]


def test_a_problem_is_told_in_the_readers_language(client: Client) -> None:
    said = client.get("/api/v1/nothing", headers={"accept-language": "nl"}).json()["error"]
    assert said == "Op dit adres staat niets."


def test_before_the_first_release_the_reader_is_asked_to_come_back(tmp_path: Path) -> None:
    with override_settings(KIEM_HOME=tmp_path):
        answer = Client().get("/api/v1/release")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert set(answer.json()) == {"error", "where", "remedy"}


def test_what_a_reader_has_is_not_sent_again(client: Client) -> None:
    first = client.get(ADDRESS)
    again = client.get(ADDRESS, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Access-Control-Allow-Origin"] == "*"


def test_another_address_is_another_answer(client: Client) -> None:
    assert client.get(ADDRESS)["ETag"] != client.get(f"{ADDRESS}&page=2")["ETag"]


def test_another_language_is_another_answer(client: Client) -> None:
    english, dutch = (client.get("/api/v1/figures", headers={"accept-language": one}) for one in ("en", "nl"))
    assert english["ETag"] != dutch["ETag"]
    assert "Accept-Language" in english["Vary"]


def test_the_next_day_a_figure_may_be_stale_so_it_is_sent_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get(ADDRESS)
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2027, 1, 1, 12, tzinfo=UTC))
    assert client.get(ADDRESS, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_another_origin_may_read(client: Client) -> None:
    answer = client.get(ADDRESS, headers={"origin": "https://example.org"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert not answer.cookies


def test_a_browser_that_asks_before_is_told_yes(client: Client) -> None:
    answer = client.options(ADDRESS, headers={"origin": "https://example.org", "access-control-request-method": "GET"})
    assert (answer.status_code, answer["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")


def test_the_head_is_that_of_the_answer(client: Client) -> None:
    answer, whole = client.head(ADDRESS), client.get(ADDRESS)
    assert (answer.status_code, answer.content, answer["ETag"]) == (200, b"", whole["ETag"])


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", [ADDRESS, "/api/v1/nothing", "/api/v1/openapi.json"])
def test_nothing_can_be_changed(client: Client, method: str, address: str) -> None:
    answer = getattr(client, method)(address)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert set(answer.json()) == {"error", "where", "remedy"}


def test_the_description_names_every_address_of_the_api(client: Client) -> None:
    described = json.loads(client.get("/api/v1/openapi.json").content)
    assert "/api/v1/things/{identifier}/claims" in described["paths"]
    read = [path for path, methods in described["paths"].items() if "get" in methods]
    assert all(client.get(path).status_code in {200, 404, 422} for path in read)


@pytest.mark.parametrize("language", ["en", "nl", "fr"])
def test_people_find_every_address_on_a_page(client: Client, language: str) -> None:
    page = client.get("/api/", headers={"accept-language": language}).content.decode()
    described = json.loads(client.get("/api/v1/openapi.json").content)
    assert [path for path in described["paths"] if path not in page] == []
    assert f'<html lang="{language}"' in page
