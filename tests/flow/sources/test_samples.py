"""Every source folder, found by listing, reads its sample into the claims that the sample expects."""

from pathlib import Path

import pytest

from kiem.flow.engine import Engine
from kiem.flow.sources import card_of, cards
from kiem.flow.vocabulary import vocabulary
from tests.flow.sources.reading import Read, laid_out, read, table

SOURCES = Path(__file__).resolve().parents[3] / "kiem" / "flow" / "sources"
FORMS = sorted(SOURCES.glob("*/sample/in*"))


@pytest.fixture(params=FORMS, ids=lambda form: f"{form.parent.parent.name}-{form.name}")
def form(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture
def sample(form: Path, engine: Engine, tmp_path: Path) -> Read:
    return read(engine, form.parent.parent.name, laid_out(form, tmp_path))


def test_a_sample_is_read_into_the_claims_that_it_expects(form: Path, sample: Read) -> None:
    assert sample.said() == sorted(table(form.parent / "claims.csv"))


def test_the_rows_that_cannot_be_read_are_set_apart_with_line_and_reason(form: Path, sample: Read) -> None:
    expected = [row[1:] for row in table(form.parent / "quarantine.csv") if row[0] == form.name]
    assert sample.refused == expected


def test_every_row_read_is_claimed_or_refused(sample: Read) -> None:
    assert sample.rows == sample.claimed + len(sample.refused)


def test_every_word_of_a_claim_is_in_the_vocabulary(sample: Read) -> None:
    words = vocabulary()
    for claim in sample.claims:
        assert claim["property"] in words.properties
        assert claim["licence"] in words.licences
        assert claim["kind"] in words.lists["kinds"]
        assert claim["source"] in words.lists["sources"]
        assert claim["basis"] in words.lists["bases"]
        assert not claim["unit"] or claim["unit"] in words.lists["units"]
        assert bool(claim["object"]) == words.properties[claim["property"]].relation


def test_every_role_and_status_has_a_label(sample: Read) -> None:
    lists = vocabulary().lists
    told = {
        prop: {c["value"] for c in sample.claims if c["property"] == prop} for prop in ("participates_in", "status")
    }
    assert told["participates_in"] <= set(lists["roles"])
    assert told["status"] <= set(lists["statuses"])


def test_every_identifier_is_of_a_known_scheme(sample: Read) -> None:
    schemes = {claim["value"].partition(":")[0] for claim in sample.claims if claim["property"] == "identifier"}
    assert schemes <= set(vocabulary().lists["schemes"])


def test_nobody_real_is_in_a_sample(sample: Read) -> None:
    addresses = {claim["value"] for claim in sample.claims if claim["value"].startswith("http")}
    known = ("https://ror.org/0example", "https://cordis.europa.eu/")
    assert not [one for one in addresses if "example.org" not in one and not one.startswith(known)]


def test_every_source_folder_has_a_sample() -> None:
    assert {form.parent.parent.name for form in FORMS} == set(cards())


def test_a_card_without_a_licence_is_no_card(tmp_path: Path) -> None:
    text = (SOURCES / "ror" / "card.yml").read_text().replace("licence:", "lizenz:")
    (tmp_path / "card.yml").write_text(text)
    with pytest.raises(KeyError, match="licence"):
        card_of(tmp_path / "card.yml")


def test_a_caveat_is_said_in_three_languages() -> None:
    for card in cards().values():
        assert all(set(caveat) == {"en", "nl", "fr"} for caveat in card.caveats)
        assert all(expectation["why"] for expectation in card.expectations)
