"""What changed since the last release: a new company, a corrected year, one that is gone, and who says so."""

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client, override_settings

from kiem.flow.run import House, build
from kiem.foundation.catalogue import Catalogue, current
from tests.conftest import INSTANCE, MADE_AT
from tests.foundation.catalogue.pages import html_of, text_of, thing_of

LATER = "2026-12-24T12:00:00+00:00"
NEW = {
    "slug": "sample-sprouts",
    "name": "Sample Sprouts",
    "kind": "company",
    "city": "Ghent",
    "region": "flanders",
    "country": "BE",
    "founded": "2026",
    "status": "active",
    "source_url": "https://example.org/sprouts",
    "as_of": "2026",
    "sector": "agro_food",
}
GONE, CORRECTED, YEAR = "4tissue", "a-mansia-biotech", "2015"


@pytest.fixture(scope="module")
def two_releases(house: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with the register's release and the one after it, of a register that was worked on."""
    home, given = tmp_path_factory.mktemp("two") / "home", tmp_path_factory.mktemp("given") / "register"
    shutil.copytree(house, home)
    shutil.copytree(INSTANCE / "register", given)
    _work_on(given)
    build(House(INSTANCE, home), {"register": given}, LATER)
    return home


def _work_on(register: Path) -> None:
    file = register / "organisations.csv"
    with file.open(newline="") as opened:
        rows = list(csv.DictReader(opened))
    kept = [row for row in rows if row["slug"] != GONE]
    [corrected] = [row for row in kept if row["slug"] == CORRECTED]
    corrected["founded"] = YEAR
    with file.open("w", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows([*kept, NEW])
    relations = register / "relations.csv"
    lines = [line for line in relations.read_text().splitlines() if not line.startswith(f"{GONE},")]
    relations.write_text("\n".join(lines) + "\n")
    card = register / "register.yml"
    card.write_text(card.read_text().replace("2026-11-23", "2026-12-24"))


@pytest.fixture
def second(two_releases: Path) -> Iterator[Catalogue]:
    """Serve the second release and return it."""
    with override_settings(KIEM_HOME=two_releases):
        yield current()


def test_the_page_tells_what_is_new_corrected_and_gone_and_who_says_so(client: Client, second: Catalogue) -> None:
    assert (second.release.number, second.release.previous, MADE_AT < LATER) == (2, 1, True)
    text = text_of(html_of(client, "/en/changes/"))
    assert "Release 2 beside release 1." in text
    assert "Sample Sprouts : new in the ecosystem" in text
    assert "4Tissue: no longer in the ecosystem" in text
    assert "A-Mansia Biotech : founded: 2016 → 2015" in text
    assert "a public page" in text


@pytest.mark.parametrize(("language", "words"), [("nl", "nieuw in het ecosysteem"), ("fr", "nouvelle dans l")])
def test_the_changes_are_told_in_every_language(client: Client, second: Catalogue, language: str, words: str) -> None:
    assert second.count_changes() > 0
    assert words in text_of(html_of(client, f"/{language}/changes/")).lower()


def test_the_first_page_tells_the_latest_changes(client: Client, second: Catalogue) -> None:
    text = text_of(html_of(client, "/en/"))
    assert "Changed since the last release" in text
    assert second.changes(limit=1)[0].name in text


def test_a_things_page_tells_what_changed_of_it_alone(client: Client, second: Catalogue) -> None:
    corrected = thing_of(second, f"register:{CORRECTED}")
    text = text_of(html_of(client, f"/en/{corrected.address}"))
    changed = text.partition("Changed since the last release")[2]
    assert "2016 → 2015" in changed
    assert "Sample Sprouts" not in changed


def test_what_is_gone_has_no_page_any_more_and_what_is_new_has(client: Client, second: Catalogue) -> None:
    new = thing_of(second, "register:sample-sprouts")
    assert client.get(f"/en/organisation/{GONE}/").status_code == 404
    assert "Sample Sprouts" in html_of(client, f"/en/{new.address}")


@pytest.mark.usefixtures("second")
def test_what_is_gone_is_not_found_by_the_api_though_its_id_is_known(client: Client) -> None:
    answer = client.get(f"/api/v1/things/register:{GONE}")
    assert answer.status_code == 404
    assert f"register:{GONE}" in answer.content.decode()


def test_what_a_page_no_longer_says_is_withdrawn_and_not_forgotten(client: Client, second: Catalogue) -> None:
    corrected = thing_of(second, f"register:{CORRECTED}")
    text = text_of(html_of(client, f"/en/{corrected.address}?claims=founded"))
    claims = text.partition("Who says so: founded")[2].partition("Facts")[0]
    assert "withdrawn 24 December 2026" in claims
    assert "2016" in claims
    assert thing_of(second, f"register:{CORRECTED}").number("founded") == int(YEAR)


@pytest.mark.usefixtures("catalogue")
def test_the_first_release_has_nothing_to_be_compared_with(client: Client) -> None:
    assert "This is the first release" in html_of(client, "/en/changes/")
