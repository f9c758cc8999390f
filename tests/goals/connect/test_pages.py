"""Pages of who worked with whom: from a name to the projects in two steps."""

import csv
import io
import re

import pytest
from django.test import Client

from kiem.foundation.catalogue import Catalogue
from kiem.goals.connect import views


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def both_ids(catalogue: Catalogue) -> tuple[str, str]:
    return catalogue.where_is("pic:900000001") or "", catalogue.where_is("pic:900000002") or ""


def test_a_name_leads_to_the_partners_and_those_to_the_projects(client: Client, fictitious: Catalogue) -> None:
    university, institute = both_ids(fictitious)

    found = page(client, "/en/connect/?q=sample+university")
    partners = page(client, f"/en/connect/{university}/")
    shared = page(client, f"/en/connect/{university}/{institute}/")

    assert f'href="/en/connect/{university}/"' in found
    assert f'href="/en/connect/{university}/{institute}/"' in partners
    assert "Imaginary enzymes at sea" in shared
    assert "€50,000" in shared


def test_an_organisation_without_projects_is_found_without_a_link(client: Client, fictitious: Catalogue) -> None:
    text = page(client, "/en/connect/?q=quiet+company")

    assert "Quiet Company" in text
    assert "no project known" in text
    assert f'href="/en/connect/{fictitious.where_is("register:quiet-company")}/"' not in text


@pytest.mark.usefixtures("fictitious")
def test_a_name_nobody_has_says_why(client: Client) -> None:
    assert "No organisation of that name" in page(client, "/en/connect/?q=zzzz")


def test_the_drawing_has_a_node_for_each_partner_and_the_same_as_a_table(client: Client, fictitious: Catalogue) -> None:
    university, _ = both_ids(fictitious)

    text = page(client, f"/en/connect/{university}/")

    [table] = re.findall(r"The same as a table</summary>.*?</table>", text)
    assert "2 shared projects" in table
    assert table.count('scope="row"') == 3


def test_names_that_are_too_long_to_draw_stand_whole_in_the_table(
    client: Client, fictitious: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "LONGEST_LABEL", 9)
    university, _ = both_ids(fictitious)

    text = page(client, f"/en/connect/{university}/")

    [drawing, table] = re.findall(
        r'<svg [^>]*class="plot wide".*?</svg>|The same as a table</summary>.*?</table>', text
    )
    assert ">Sample…</text>" in drawing
    assert "<title>Sample University</title>" in drawing
    assert "<title>SCHOOL OF EXAMPLES</title>" in drawing
    assert "…" not in table
    assert '<th scope="row">Sample University</th>' in table
    assert ">SCHOOL OF EXAMPLES</a>" in table


def test_the_drawing_is_the_same_each_time(client: Client, fictitious: Catalogue) -> None:
    university, _ = both_ids(fictitious)

    assert page(client, f"/en/connect/{university}/") == page(client, f"/en/connect/{university}/")


def test_claims_of_a_shared_project_open_on_the_page(client: Client, fictitious: Catalogue) -> None:
    university, institute = both_ids(fictitious)
    project = fictitious.where_is("cordis:101000002")

    shared = page(client, f"/en/connect/{university}/{institute}/")
    opened = page(client, f"/en/connect/{university}/{institute}/?claims={project}")
    nothing = page(client, f"/en/connect/{university}/{institute}/?claims=knothing")

    assert f'href="?claims={project}#claims"' in shared
    assert 'id="claims"' not in shared
    assert "Who says that both take part" in opened
    assert opened.count('<tr><th scope="row">Sample University</th>') == 2
    assert "Nobody says anything about it" in nothing


def test_choices_that_no_partner_fits_say_why(client: Client, fictitious: Catalogue) -> None:
    university, _ = both_ids(fictitious)

    text = page(client, f"/en/connect/{university}/?country=JP")

    assert "No partner fits all of this" in text
    assert "Japan" in text


def test_an_organisation_that_worked_with_nobody_says_why(client: Client, fictitious: Catalogue) -> None:
    alpha, beta = (fictitious.where_is(f"register:{name}") for name in ("alpha", "beta"))

    assert "No shared project is known" in page(client, f"/en/connect/{alpha}/")
    assert "No project of this release has both" in page(client, f"/en/connect/{alpha}/{beta}/")


def test_other_names_lead_to_todays_address(client: Client, fictitious: Catalogue) -> None:
    university, institute = both_ids(fictitious)

    one = client.get("/en/connect/pic:900000001/")
    both = client.get("/en/connect/pic:900000001/pic:900000002/")

    assert (one.status_code, one.headers["Location"]) == (301, f"/en/connect/{university}/")
    assert (both.status_code, both.headers["Location"]) == (301, f"/en/connect/{university}/{institute}/")


@pytest.mark.usefixtures("fictitious")
@pytest.mark.parametrize(
    "address",
    [
        "/en/connect/knothing/",
        "/en/connect/cordis:101000001/",
        "/en/connect/knothing/partners.csv",
        "/en/connect/pic:900000001/knothing/",
        "/en/connect/pic:900000001/pic:900000001/",
    ],
)
def test_what_is_no_organisation_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_partners_can_be_taken_along(client: Client, fictitious: Catalogue) -> None:
    university, _ = both_ids(fictitious)

    answer = client.get(f"/en/connect/{university}/partners.csv?where=elsewhere")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    told = client.get(f"/en/connect/{university}/partners.json").json()

    assert [row["name"] for row in rows] == ["FAR FICTIONS SA", "SCHOOL OF EXAMPLES"]
    assert 'filename="kiem-partners-sample-university.csv"' in answer.headers["Content-Disposition"]
    assert told["partners"][0]["latest_start"] == "2023-06-01"


@pytest.mark.usefixtures("register")
def test_without_cordis_the_page_says_what_to_do(client: Client) -> None:
    text = page(client, "/en/connect/?q=KU+Leuven")

    assert "No projects in this release" in text
    assert "build again with it" in text


ADDRESSES = ("/en/connect/{0}/", "/en/connect/{0}/{1}/", "/en/connect/", "/en/connect/?q=sample")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_asks_the_catalogue_at_most_eight_times(client: Client, fictitious: Catalogue, address: str) -> None:
    there = address.format(*both_ids(fictitious))
    page(client, there)
    before = fictitious.store.queries

    page(client, there)

    assert fictitious.store.queries - before <= 8
