"""The Reconciliation Service API, as OpenRefine speaks it (0.2) and as the draft of 1.0 has it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kiem.foundation.catalogue import Catalogue

HERE, DRAFT = "/reconcile", "/reconcile/draft"
Json = Any  # what is sent and answered
Asked = Callable[..., Json]


@pytest.fixture
def client(three_sources: Catalogue) -> Client:
    """Return a reader of the release of three sources, without a database."""
    del three_sources
    return Client()


@pytest.fixture
def old(client: Client) -> Asked:
    """Ask in version 0.2: a JSON in a field of a form."""

    def asked(field: str, sent: Json, status: int = 200) -> Json:
        answer = client.post(HERE, {field: json.dumps(sent)})
        assert answer.status_code == status, answer.content
        return answer.json()

    return asked


@pytest.fixture
def new(client: Client) -> Asked:
    """Ask in the draft: a JSON as the body."""

    def asked(where: str, sent: Json, status: int = 200) -> Json:
        answer = client.post(f"{DRAFT}/{where}", sent, content_type="application/json")
        assert answer.status_code == status, answer.content
        return answer.json()

    return asked


def conditions(*told: Json) -> Json:
    """Return a batch of one query of the draft."""
    return {"queries": [{"conditions": list(told)}]}


def named(value: Json) -> Json:
    return {"matchType": "name", "propertyValue": value}


def known(prop: str, value: Json, **more: Json) -> Json:
    return {"matchType": "property", "propertyId": prop, "propertyValue": value, **more}


def test_the_manifest_of_0_2_leads_to_everything(client: Client) -> None:
    told = client.get(HERE).json()
    assert told["versions"] == ["0.1", "0.2"]
    assert {"name", "identifierSpace", "schemaSpace"} <= set(told)
    assert told["view"]["url"].endswith("/id/{{id}}")
    assert told["defaultTypes"] == [{"id": "organisation", "name": "organisation"}]
    for one in (*told["suggest"].values(), told["extend"]["propose_properties"]):
        address = f"{one['service_url']}{one['service_path']}".removeprefix("http://testserver")
        assert client.get(address, {"prefix": "a"}).status_code == 200
    assert client.get(told["preview"]["url"].replace("{{id}}", "register:sample-university")).status_code == 200


def test_the_manifest_of_the_draft_says_what_there_is(client: Client) -> None:
    told = client.get(DRAFT).json()
    assert told["versions"] == ["1.0-draft"]
    assert told["view"]["url"].endswith("/id/{id}")
    assert told["standardizedScore"] is True
    assert told["suggest"] == {"entity": True, "property": True, "type": True}
    assert client.get(f"{DRAFT}/").json() == told


def test_names_are_reconciled_in_both_versions_alike(old: Asked, new: Asked) -> None:
    first = old("queries", {"q0": {"query": "Sample Univ", "properties": [{"pid": "country", "v": "Belgium"}]}})
    second = new("match", conditions(named("Sample Univ"), known("country", "Belgium")))
    [best, *_] = first["q0"]["result"]
    assert second["results"][0]["candidates"] == first["q0"]["result"]
    assert (best["name"], best["match"]) == ("Sample University", True)
    assert best["type"] == [{"id": "university", "name": "university"}]
    assert best["description"] == "university, Exampletown, Belgium"
    assert 0 < best["score"] <= 100
    assert {"id", "name", "value"} == set(best["features"][0])


def test_queries_may_stand_in_the_address(client: Client) -> None:
    answer = client.get(HERE, {"queries": json.dumps({"a": {"query": "Sample University"}, "b": {"query": "zzz"}})})
    assert list(answer.json()) == ["a", "b"]
    assert answer["ETag"]


def test_an_identifier_alone_or_beside_a_name_decides(old: Asked, new: Asked) -> None:
    for value in ("0example1", "https://ror.org/0example1", "ror:0example1"):
        found = old("queries", {"q": {"properties": [{"pid": "ror", "v": value}]}})["q"]["result"]
        assert [(one["name"], one["score"], one["match"]) for one in found] == [("Sample University", 100.0, True)]
    found = new("match", conditions(named("Nobody at All"), known("ror", "0example1")))["results"][0]["candidates"]
    assert found[0]["name"] == "Sample University"
    assert old("queries", {"q": {"query": "register:sample-university"}})["q"]["result"][0]["score"] == 100.0


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (known("country", "NL", required=True), False),
        (known("country", ["NL", "België"], required=True), True),
        (known("country", ["NL", "BE"], required=True, matchQuantifier="all"), False),
        (known("country", "BE", matchQuantifier="none"), False),
        (known("city", "exampletown", required=True), True),
        (known("weather", "mild", required=True), True),
        (known("country", {"id": "BE", "name": "Belgium"}), True),
        (known("country", "Atlantis"), True),
    ],
)
def test_what_is_known_narrows(new: Asked, told: Json, *, found: bool) -> None:
    [result] = new("match", conditions(named("Sample University"), told))["results"]
    assert ("Sample University" in [one["name"] for one in result["candidates"]]) is found


@pytest.mark.parametrize(
    ("told", "found"), [("university", True), (["company"], False), (["company", "organisation"], True)]
)
def test_a_type_narrows_too(old: Asked, told: Json, *, found: bool) -> None:
    result = old("queries", {"q": {"query": "Sample University", "type": told, "limit": 3}})["q"]["result"]
    assert ("Sample University" in [one["name"] for one in result]) is found
    assert len(result) <= 3


def test_several_names_of_one_give_each_candidate_once(new: Asked) -> None:
    [result] = new("match", conditions(named(["Sample Univ", "Sample University"])))["results"]
    ids = [one["id"] for one in result["candidates"]]
    assert len(ids) == len(set(ids)) > 0
    [alone] = new("match", conditions(named("Sample University")))["results"]
    assert result["candidates"][0]["score"] == alone["candidates"][0]["score"]


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        ([], 400, "queries"),
        ({"q": []}, 400, "q:"),
        ({"q": {}}, 400, "q.query"),
        ({"q": {"query": "x", "limit": "many"}}, 400, "q.limit"),
        ({"q": {"query": "x", "properties": ["country"]}}, 400, "q.properties"),
        ({"q": {"query": "x", "limit": float("nan")}}, 400, "q.limit"),
        ({str(turn): {"query": "x"} for turn in range(501)}, 413, "500"),
    ],
)
def test_what_0_2_cannot_say_is_refused(old: Asked, sent: Json, status: int, said: str) -> None:
    told = old("queries", sent, status)
    assert set(told) == {"error", "where", "remedy"}
    assert said in told["error"]


@pytest.mark.parametrize(
    "sent",
    [
        {"q": {"query": "Sample \ud800 University", "limit": float("inf")}},
        {"q": {"query": "ror:\ud800", "properties": [{"pid": "country", "v": "\ud800"}]}},
        {"q": {"properties": [{"pid": "ror", "v": "\ud800"}]}},
        {"\ud800": {"query": "x" * 100_000}},
    ],
)
def test_half_a_letter_and_no_end_are_answered_too(old: Asked, sent: Json) -> None:
    assert [len(one["result"]) <= 25 for one in old("queries", sent).values()] == [True]
    assert old("extend", {"ids": ["\ud800"], "properties": []})["rows"] == {"?": {}}


@pytest.mark.parametrize("sent", ["[" * 100_000, "9" * 5_000, "", '"\xe9'.encode("latin-1")])
def test_what_is_no_json_or_too_deep_is_one_line(client: Client, sent: str | bytes) -> None:
    for answer in (
        client.post(f"{DRAFT}/match", sent, content_type="application/json"),
        client.post(HERE, {"queries": sent}),
    ):
        assert answer.status_code == 400
        assert set(answer.json()) == {"error", "where", "remedy"}


def test_what_is_too_large_is_one_line(client: Client) -> None:
    large = "a" * 3_000_000
    for address in (f"{DRAFT}/match", f"{DRAFT}/extend", "/api/v1/resolve"):
        answer = client.post(address, large, content_type="application/json")
        assert (answer.status_code, answer.json()["remedy"]) == (413, "Ask it in several parts.")
    assert client.post(HERE, f"queries={large}", content_type="application/x-www-form-urlencoded").status_code == 413


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "queries"),
        ({"queries": [{}]}, "queries[0].conditions"),
        (conditions(), "queries[0].conditions"),
        (conditions({"matchType": "smell", "propertyValue": "x"}), "matchType"),
        (conditions(known("country", "BE", matchQuantifier="some")), "matchQuantifier"),
        ("no JSON", "cannot be read"),
    ],
)
def test_what_the_draft_cannot_say_is_refused(new: Asked, sent: Json, said: str) -> None:
    assert said in new("match", sent, 400)["error"]


def test_values_are_given_in_either_form(old: Asked, new: Asked) -> None:
    wanted = {
        "ids": ["register:sample-university", "nobody"],
        "properties": [{"id": name} for name in ("country", "founded", "ror", "latitude", "weather")],
    }
    first, second = old("extend", wanted), new("extend", wanted)
    row = first["rows"]["register:sample-university"]
    assert first["meta"] == second["meta"]
    assert first["meta"][0] == {"id": "country", "name": "country"}
    assert (row["country"], row["founded"], row["weather"]) == ([{"str": "BE"}], [{"int": 1899}], [])
    assert row["ror"] == [{"str": "0example1"}]
    assert set(row["latitude"][0]) <= {"int", "float"}
    assert all(told == [] for told in first["rows"]["nobody"].values())
    assert second["rows"][0] == {
        "id": "register:sample-university",
        "properties": [{"id": name, "values": told} for name, told in row.items()],
    }
    assert "ids" in old("extend", {"ids": ["x"] * 201, "properties": []}, 413)["error"]


def test_properties_are_proposed_and_typed(client: Client) -> None:
    told = client.get(f"{HERE}/extend/propose", {"type": "university", "limit": "2"}).json()
    assert told["type"] == "university"
    assert [one["id"] for one in told["properties"]] == ["type", "subsector"]
    every = client.get(f"{DRAFT}/extend/propose").json()["properties"]
    assert {"id": "ror", "name": "ROR"} in every
    begun = client.get(f"{DRAFT}/suggest/property", {"prefix": "coun"}).json()["result"]
    assert begun == [{"id": "country", "name": "country"}]


def test_suggestions_begin_as_typed_and_are_paged(client: Client) -> None:
    found = client.get(f"{HERE}/suggest/entity", {"prefix": "Sample Un"}).json()["result"]
    assert found[0]["name"] == "Sample University"
    assert found[0]["notable"] == [{"id": "university", "name": "university"}]
    by_id = client.get(f"{HERE}/suggest/entity", {"prefix": "register:sample-university"}).json()["result"]
    assert [one["name"] for one in by_id] == ["Sample University"]
    for nothing in ("", "register:nobody", "cordis:101000001"):
        assert client.get(f"{HERE}/suggest/entity", {"prefix": nothing}).json() == {"result": []}
    every = client.get(f"{DRAFT}/suggest/type").json()["result"]
    second = client.get(f"{DRAFT}/suggest/type", {"offset": "1", "limit": "1"}).json()["result"]
    assert (every[0]["id"], second) == ("organisation", every[1:2])
    assert client.get(f"{HERE}/suggest/type", {"cursor": "far"}).json()["result"] == every
    dutch = client.get(f"{HERE}/suggest/type", {"prefix": "universiteit"}, headers={"accept-language": "nl"})
    assert dutch.json()["result"] == [{"id": "university", "name": "universiteit"}]


def test_the_preview_may_stand_in_anybodys_frame(client: Client) -> None:
    answer = client.get(f"{HERE}/preview", {"id": "register:sample-university"})
    assert "Sample University" in answer.content.decode()
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer
    assert client.get(f"{DRAFT}/preview", {"id": "nobody"}).status_code == 404


def test_other_origins_may_ask(client: Client) -> None:
    for address, methods in ((HERE, "GET, HEAD, POST, OPTIONS"), (f"{DRAFT}/match", "POST, OPTIONS")):
        answer = client.options(address)
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Access-Control-Allow-Methods"] == methods
    assert client.put(HERE).status_code == 405
    assert client.get(f"{DRAFT}/match").status_code == 405
    assert client.get(f"{HERE}/nothing").json()["error"]
