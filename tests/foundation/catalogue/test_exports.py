"""What readers take along: the same rows as on the page, safe in a spreadsheet."""

import csv
import io
import json
from decimal import Decimal

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from kiem.foundation.catalogue import Catalogue
from kiem.foundation.catalogue.answers import BELOW_ZERO, RISKY_STARTS, csv_answer
from kiem.foundation.catalogue.directory import Query
from kiem.foundation.catalogue.exports import COLUMNS, organisation_record
from tests.foundation.catalogue.pages import thing_of

ASKED = "type=company&region=flanders&on=2015-01-01"


def rows_of(text: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("asked", ["", ASKED, "q=bio&sort=founded", "status=unknown"])
def test_the_files_hold_the_rows_that_the_page_counts(client: Client, catalogue: Catalogue, asked: str) -> None:
    rows = rows_of(client.get(f"/en/ecosystem.csv?{asked}").content.decode())
    told = client.get(f"/en/ecosystem.json?{asked}").json()
    page = client.get(f"/en/ecosystem/?{asked}").content.decode()

    assert f"{len(rows)} organisations" in page
    assert [row["id"] for row in rows] == [one["id"] for one in told["organisations"]]
    assert (told["release"], told["as_of"]) == (1, catalogue.release.date.isoformat())


def test_the_file_is_named_and_says_what_it_is(client: Client, catalogue: Catalogue) -> None:
    answer = client.get("/fr/ecosystem.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="kiem-ecosystem.csv"'
    assert answer.content.decode().partition("\r\n")[0] == ",".join(COLUMNS)
    assert len(catalogue.ecosystem.ids) == answer.content.count(b"\r\n") - 1


def test_what_is_unknown_is_empty_in_csv_and_null_in_json(client: Client, catalogue: Catalogue) -> None:
    biovia = thing_of(catalogue, "register:biovia")
    [row] = [
        one for one in rows_of(client.get("/en/ecosystem.csv?q=biovia").content.decode()) if one["id"] == biovia.id
    ]
    told = {one["id"]: one for one in client.get("/en/ecosystem.json?q=biovia").json()["organisations"]}
    assert (row["started"], told[biovia.id]["started"]) == ("", None)


CELLS = st.text(max_size=20) | st.sampled_from(RISKY_STARTS).flatmap(lambda start: st.just(f"{start}1+1"))


@given(st.lists(CELLS, min_size=1, max_size=5))
def test_a_spreadsheet_runs_nothing_of_ours_and_reads_what_we_wrote(cells: list[str]) -> None:
    answer = csv_answer("x", ["a"], [{"a": cell} for cell in cells])
    read = [row[0] if row else "" for row in csv.reader(io.StringIO(answer.content.decode(), newline=""))][1:]
    assert not any(cell.startswith(RISKY_STARTS) and not BELOW_ZERO.fullmatch(cell) for cell in read)
    assert [cell.removeprefix("'") for cell in read] == [cell.removeprefix("'") for cell in cells]


@pytest.mark.parametrize("number", [Decimal("-3.50"), -3, "-3", "-3.50"])
def test_a_number_below_zero_stays_a_number(number: object) -> None:
    assert csv_answer("x", ["a"], [{"a": number}]).content == f"a\r\n{number}\r\n".encode()


@pytest.mark.parametrize("text", ["+32 2 555 01 01", "+32", "-3+4", "-3.", "-3\n", "--3", "-", "-\u0663"])
def test_what_is_no_plain_number_stays_a_text(text: str) -> None:
    [_, [cell]] = csv.reader(io.StringIO(csv_answer("x", ["a"], [{"a": text}]).content.decode(), newline=""))
    assert cell == f"'{text}"


def test_several_values_stand_in_one_cell() -> None:
    assert csv_answer("x", ["a"], [{"a": ["ror", "page"]}]).content == b"a\r\nror|page\r\n"


def test_a_record_says_everything_that_a_list_shows(catalogue: Catalogue) -> None:
    record = organisation_record(thing_of(catalogue, "register:vib"))
    assert set(record) == set(COLUMNS)
    assert record["sources"] == list(thing_of(catalogue, "register:vib").sources)


@pytest.mark.parametrize("alias", ["register:vib", "register:biovia"])
def test_a_thing_comes_with_all_its_claims_and_relations(client: Client, catalogue: Catalogue, alias: str) -> None:
    thing = thing_of(catalogue, alias)
    told = client.get(f"/en/organisation/{thing.id}.json").json()
    assert [claim["claim"] for claim in told["claims"]] == [claim.claim for claim in thing.claims]
    assert len(told["relations"]) == len(catalogue.relations(thing.id))
    assert all(claim["licence"] and claim["source"] and claim["seen_at"] for claim in told["claims"])
    assert client.get(f"/en/organisation/{alias}.json").json() == told


def test_a_file_of_everything_is_as_long_as_the_list(client: Client, three_sources: Catalogue) -> None:
    told = json.loads(client.get("/en/ecosystem.json?scope=world").content)
    assert len(told["organisations"]) == len(three_sources.world.ask(Query()))
