"""What the API answers, on a release of things that do not exist. No test here has a database."""

from decimal import Decimal
from typing import get_args
from urllib.parse import quote

import pytest
from django.http import QueryDict

from kiem.foundation.catalogue import Catalogue
from kiem.foundation.catalogue.kinds import KINDS
from kiem.foundation.catalogue.listing import asked_of, listing_of
from kiem.web.api.cells import Kind
from tests.web.api.conftest import Ask

UNIVERSITY = "register:sample-university"


def test_the_kinds_are_those_of_the_site() -> None:
    assert get_args(Kind) == KINDS


def test_the_release_is_named_with_its_sources(ask: Ask) -> None:
    assert ask("/release") | {"entities": 0, "relations": 0} == {
        "number": 2,
        "date": "2026-11-23",
        "made_at": "2026-11-24T12:00:00+00:00",
        "previous": 1,
        "entities": 0,
        "relations": 0,
        "sources": ["cordis", "register"],
    }


def test_a_source_says_its_licence_and_what_became_of_its_rows(ask: Ask) -> None:
    cordis, _register = ask("/sources")["sources"]
    assert (cordis["name"], cordis["read"], cordis["quarantined"]) == ("cordis", 15, 0)
    assert cordis["licence_title"]
    assert cordis["caveats"]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=fictions",
        "type=company",
        "type=company&type=university&sort=founded",
        "founded=2000",
        "status=unknown",
        "schemes=pic",
        "sources=cordis&scope=world",
        "on=2005-01-01",
        "region=flanders&on=2012-01-01&sort=projects",
    ],
)
def test_organisations_are_those_of_the_directory(ask: Ask, catalogue: Catalogue, query: str) -> None:
    page = listing_of(catalogue, QueryDict(query), asked_of(QueryDict(query)))
    told = ask(f"/things?{query}")
    assert [thing["id"] for thing in told["things"]] == [row.thing.id for row in page.rows]
    assert (told["total"], told["undated"]) == (page.total, page.undated)


def test_the_pages_of_a_list_hold_everything_once(ask: Ask) -> None:
    whole = ask("/things", size=100)
    parts = [ask("/things", size=3, page=page)["things"] for page in range(1, 7)]
    assert [thing["id"] for part in parts for thing in part] == [thing["id"] for thing in whole["things"]]


def test_the_links_lead_through_the_pages(ask: Ask) -> None:
    first = ask("/things", size=10)
    second = ask(first["links"]["next"].removeprefix("/api/v1"))
    assert second["links"]["previous"] == first["links"]["first"]
    assert second["links"]["next"] is None
    assert second["links"]["self"] == second["links"]["last"] == first["links"]["last"]
    assert first["links"]["previous"] is None


def test_a_page_after_the_last_is_empty_and_leads_back(ask: Ask) -> None:
    told = ask("/things", page=9)
    assert told["things"] == []
    assert told["links"]["previous"].endswith("page=1")


def test_a_thing_answers_under_every_name_that_it_has(ask: Ask) -> None:
    told = ask(f"/things/{UNIVERSITY}")
    assert told["name"] == "Sample University"
    assert ask("/things/pic:900000001")["id"] == ask(f"/things/{told['id']}")["id"] == told["id"]


def test_a_name_with_a_slash_is_found(ask: Ask) -> None:
    assert ask(f"/things/{quote('doi:10.99999/101000001')}")["kind"] == "project"


def test_a_thing_is_told_under_its_canonical_address(client: object, ask: Ask) -> None:
    identifier = ask(f"/things/{UNIVERSITY}")["id"]
    answer = client.get(f"/api/v1/things/{UNIVERSITY}")  # type: ignore[attr-defined]  # Django's client
    assert answer["Content-Location"] == f"/api/v1/things/{identifier}"


def test_every_fact_carries_a_claim_that_can_be_asked_for(ask: Ask) -> None:
    thing = ask(f"/things/{UNIVERSITY}")
    fact = thing["facts"]["name"][0]
    claim = ask(f"/claims/{fact['claim']}")
    assert claim["thing"] == thing["id"]
    assert {name: claim[name] for name in fact} == fact


def test_the_unknown_is_null(ask: Ask) -> None:
    told = ask(f"/things/{UNIVERSITY}")
    assert told["started"] is told["ended"] is told["subsector"] is None


def test_claims_are_paged_with_those_of_projects(ask: Ask) -> None:
    told = ask(f"/things/{UNIVERSITY}/claims", size=100)
    assert told["total"] == len(told["claims"]) > 10
    assert {"name", "participates_in"} <= {claim["property"] for claim in told["claims"]}
    assert {claim["property"] for claim in ask(f"/things/{UNIVERSITY}/claims", property="name")["claims"]} == {"name"}


def test_relations_are_told_in_both_directions_projects_included(ask: Ask) -> None:
    told = ask(f"/things/{UNIVERSITY}/relations", size=100)
    assert told["total"] == len(told["relations"])
    found = {(one["property"], one["outgoing"]) for one in told["relations"]}
    assert {("participates_in", True), ("spin_off_of", False)} <= found


def test_an_amount_is_a_number_with_all_its_digits(ask: Ask) -> None:
    told = ask("/things/register:fictional-institute/relations", property="participates_in")
    assert Decimal("100000.5") in {Decimal(str(one["number"])) for one in told["relations"] if one["number"]}


def test_what_changed_is_told_of_all_and_of_one(ask: Ask, catalogue: Catalogue) -> None:
    told = ask("/changes", size=100)
    assert told["previous"] == 1
    assert told["total"] == catalogue.count_changes() > 0
    one = told["changes"][0]["thing"]
    assert {change["thing"] for change in ask("/changes", thing=one)["changes"]} == {one}


def test_a_typing_error_is_forgiven_and_said(ask: Ask) -> None:
    [exact] = ask("/search", q="Sample University", kind="organisation", size=1)["found"]
    [fuzzy] = ask("/search", q="Smaple University", kind="organisation", size=1)["found"]
    assert (exact["thing"]["name"], exact["fuzzy"]) == ("Sample University", False)
    assert (fuzzy["thing"]["name"], fuzzy["fuzzy"]) == ("Sample University", True)


def test_what_nothing_has_is_not_found(ask: Ask) -> None:
    assert ask("/search", q="zzzzqqqq")["found"] == []
    assert ask("/things", q="zzzzqqqq")["things"] == []


def test_a_figure_is_told_as_the_list_says(ask: Ask) -> None:
    line = next(one for one in ask("/figures")["figures"] if one["id"] == "organisations-by-kind")
    figure = ask(f"/figures/{line['id']}")
    assert (figure["value"], len(figure["claims"]), figure["digest"]) == (line["value"], line["claims"], line["digest"])


def test_a_figure_can_be_asked_for_another_day_and_territory(ask: Ask) -> None:
    then = ask("/figures/organisations-by-kind", as_of="2004-01-01", territory="BE")
    assert (then["as_of"], then["territory"]) == ("2004-01-01", "BE")
    assert then["value"] < ask("/figures/organisations-by-kind")["value"]
