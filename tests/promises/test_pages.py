"""What a public page costs: queries on the release, stored and compared, and none on the default database."""

import tomllib
from pathlib import Path

import pytest
from django.test import Client

from kiem.foundation.catalogue import Catalogue

STORED = Path(__file__).with_name("pages.toml")
COSTS: dict[str, int] = tomllib.loads(STORED.read_text())["queries"]
# What the design allows at most.
LIMITS = {"directory": 6, "organisation": 8}
ADDRESSES = {
    "first": "/en/",
    "directory": "/en/ecosystem/",
    "search": "/en/ecosystem/?q=fictions&type=company&on=2015-01-01",
    "map": "/en/ecosystem/?view=map",
    "file": "/en/ecosystem.csv",
    "suggestions": "/en/ecosystem/suggestions/?q=sam",
    "changes": "/en/changes/",
    "organisation": "register:sample-university",
    "claims": "register:sample-university?claims=all",
    "claims of relations": "register:sample-university?claims=spin_off_of",
    "project": "cordis:101000001",
    "record": "register:sample-university.json",
}


def address(catalogue: Catalogue, name: str) -> str:
    """Return where the page is; a thing is looked up by its name in its source."""
    told = ADDRESSES[name]
    if told.startswith("/"):
        return told
    alias, mark, query = told.partition("?")
    now = catalogue.where_is(alias.removesuffix(".json"))
    thing = catalogue.thing(now) if now else None
    assert thing
    return f"/en/{thing.kind}/{thing.id}.json" if alias.endswith(".json") else f"/en/{thing.address}{mark}{query}"


def cost(catalogue: Catalogue, name: str) -> int:
    """Return how many queries on the release the page takes the first time that it is asked for."""
    there = address(catalogue, name)
    before = catalogue.store.queries
    # A client of its own keeps no page of another's. Without a mark of the database, a query there fails the test.
    answer = Client().get(there)
    assert (answer.status_code, answer.cookies) == (200, {}), there
    return catalogue.store.queries - before


def test_every_page_costs_what_is_stored(three_sources: Catalogue) -> None:
    assert {name: cost(three_sources, name) for name in ADDRESSES} == COSTS


@pytest.mark.parametrize("name", LIMITS)
def test_the_busy_pages_stay_within_their_limits(name: str) -> None:
    assert COSTS[name] <= LIMITS[name]
