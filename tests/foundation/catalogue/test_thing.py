"""A thing's page: what is known of it, who says so, and what a machine reads there."""

import json
import re

import pytest
from django.test import Client

from kiem.flow.vocabulary import vocabulary
from kiem.foundation.catalogue import Catalogue, Thing, views
from kiem.foundation.catalogue.dossier import SHOWN
from kiem.foundation.catalogue.labels import property_label
from tests.foundation.catalogue.pages import LANGUAGES, address_of, html_of, text_of, thing_of

KINDS = tuple(SHOWN)


def every(catalogue: Catalogue, kind: str) -> list[Thing]:
    """Return some things of a kind, the best documented among them."""
    found = sorted(catalogue.things(kind, limit=2000), key=lambda thing: -thing.claim_count)
    return found[:3] + found[-2:]


def structured(html: str) -> object:
    """Return the page's JSON-LD."""
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return json.loads(text)


def leaves(told: object, name: str = "") -> list[tuple[str, str]]:
    """Return every text of a JSON value with the name under which it stands."""
    if isinstance(told, dict):
        return [leaf for key, value in told.items() for leaf in leaves(value, key)]
    if isinstance(told, list):
        return [leaf for value in told for leaf in leaves(value, name)]
    return [(name, str(told))]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "project"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_its_page_in_every_language(
    client: Client, catalogue: Catalogue, kind: str, language: str
) -> None:
    for thing in every(catalogue, kind):
        html = html_of(client, f"/{language}/{thing.address}")
        assert f'<html lang="{language}"' in html
        assert html.count("<h1>") == 1
        assert thing.name in text_of(html)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_project_has_its_page_in_every_language(client: Client, three_sources: Catalogue, language: str) -> None:
    html = html_of(client, address_of(three_sources, "cordis:101000001", language))
    text = text_of(html)
    assert {"FISHVAX", "vaccines"} <= set(re.findall(r"\w+", text))
    assert "SAMPLE UNIVERSITY" in text.upper()
    assert 'lang="en"><p>Fictitious.' in html


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "project"])
def test_every_fact_that_is_shown_has_its_mark(client: Client, catalogue: Catalogue, kind: str) -> None:
    for thing in every(catalogue, kind):
        html = html_of(client, f"/en/{thing.address}")
        shown = [name for name in SHOWN[kind] if name in thing.facts]
        assert [name for name in shown if f'href="?claims={name}#claims"' not in html] == []


def test_a_known_kind_says_where_its_page_stands(client: Client, catalogue: Catalogue) -> None:
    html = html_of(client, address_of(catalogue, "register:vib"))
    crumbs = html.partition('class="crumbs"')[2].partition("</nav>")[0]
    assert '<a href="/en/ecosystem/">Ecosystem</a>' in crumbs


@pytest.mark.parametrize("prop", ["founded", "type", "city", "identifier", "spin_off_of", "all"])
def test_the_claims_say_who_where_since_when_and_under_which_licence(
    client: Client, catalogue: Catalogue, prop: str
) -> None:
    thing = thing_of(catalogue, "register:ablynx")
    html = html_of(client, f"/en/{thing.address}?claims={prop}")
    section = html.partition('<section id="claims"')[2].partition("</section>")[0]
    told = [claim for claim in thing.claims if prop in {"all", claim.property}]
    assert told
    assert section.count("<tr>") == len(told) + 1
    text = text_of(section)
    assert [claim.origin for claim in told if claim.origin and claim.origin not in text] == []
    assert text.count("read in: ") == len(told)
    licences = {vocabulary().licences[claim.licence].title for claim in told}
    assert [title for title in licences if title not in text] == []


def test_sources_that_disagree_stand_side_by_side(client: Client, three_sources: Catalogue) -> None:
    address = address_of(three_sources, "register:sample-university")
    text = text_of(html_of(client, f"{address}?claims=founded"))
    claims = text.partition("Who says so: founded")[2].partition("Facts")[0]
    assert "The sources disagree." in claims
    assert re.search(r"1899 A public page .* 1900 Research Organization Registry", claims)
    assert "1899" in thing_line(text, "Founded")
    assert "1900" in thing_line(text, "Founded")


def thing_line(text: str, label: str) -> str:
    """Return what stands in the facts under a label."""
    return text.partition("Facts ")[2].partition(f"{label} ")[2][:60]


def test_a_disputed_fact_carries_another_mark(client: Client, three_sources: Catalogue) -> None:
    html = html_of(client, address_of(three_sources, "register:sample-university"))
    assert '<a class="claim contradicted" href="?claims=founded#claims"' in html


@pytest.mark.usefixtures("three_sources")
def test_a_row_of_the_list_tells_that_sources_disagree(client: Client) -> None:
    html = html_of(client, "/en/ecosystem/?q=Sample+University")
    row = html.partition(">Sample University</a>")[2].partition("</li>")[0]
    assert 'class="claim contradicted"' in row
    assert "?claims=all#claims" in row


def test_a_relation_is_told_from_both_ends_with_its_claims(client: Client, catalogue: Catalogue) -> None:
    ablynx, vib = address_of(catalogue, "register:ablynx"), address_of(catalogue, "register:vib")
    of_vib = html_of(client, f"{vib}?claims=spin_off_of")
    assert ">Spin-offs</h3>" in of_vib
    claims = of_vib.partition('<section id="claims"')[2].partition("</section>")[0]
    assert f'href="{ablynx}"' in claims
    spin_offs = thing_of(catalogue, "register:ablynx").facts["spin_off_of"]
    assert {str(one.origin) for one in spin_offs} & set(text_of(claims).split())
    assert f'href="{vib}"' in html_of(client, f"{ablynx}?claims=spin_off_of")


def test_what_a_relation_rests_on_is_called_by_the_relation(client: Client, catalogue: Catalogue) -> None:
    vib = thing_of(catalogue, "register:vib")
    html = html_of(client, address_of(catalogue, "register:ablynx") + "?claims=spin_off_of")
    claims = html.partition('<section id="claims"')[2].partition("</section>")[0]
    page = str(thing_of(catalogue, "register:ablynx").facts["spin_off_of"][0].origin)
    assert f'aria-label="Who says so: spin-off of {vib.name} (' in html
    assert f"{page[:59]}… , evidence for spin-off of {vib.name}" in text_of(claims)
    assert 'aria-label="Who says so: spin-offs Ablynx (' in html_of(client, f"/en/{vib.address}")


def test_an_unknown_property_is_answered_in_words(client: Client, catalogue: Catalogue) -> None:
    html = html_of(client, address_of(catalogue, "register:vib") + "?claims=%3Cb%3E")
    assert "Nobody says anything about it in this release." in html
    assert "<b>" not in html.partition('id="claims-title"')[2].partition("</h2>")[0]


def test_an_organisations_projects_come_with_their_sum(client: Client, three_sources: Catalogue) -> None:
    html = html_of(client, address_of(three_sources, "register:sample-university"))
    text = text_of(html)
    assert "3 Horizon Europe projects; own net EU contribution €520,000 in all, as granted" in text
    assert "Fictitious vaccines for sample fish" in text
    # A part without an amount is unknown, which is not nothing.
    assert re.search(r"affiliated party 2023\N{EN DASH}2026 unknown", text)


@pytest.mark.parametrize("page", ["0", "1", "2", "99999", "x", "9" * 30])
def test_a_page_of_projects_that_is_not_there_is_one_that_is(
    client: Client, three_sources: Catalogue, page: str
) -> None:
    address = address_of(three_sources, "register:sample-university")
    assert "Fictitious vaccines for sample fish" in html_of(client, f"{address}?page={page}")


def test_the_claims_of_taking_part_stand_with_the_projects(client: Client, three_sources: Catalogue) -> None:
    address = address_of(three_sources, "register:sample-university")
    claims = html_of(client, f"{address}?claims=participates_in").partition('id="claims"')[2].partition("</section>")[0]
    assert "Imaginary enzymes at sea" in claims
    assert "coordinator, €400,000" in text_of(claims)


@pytest.mark.parametrize("slug", ["vib", "ku-leuven", "flanders-bio", "ablynx"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_machines_read_nothing_that_the_page_does_not_show(
    client: Client, catalogue: Catalogue, slug: str, language: str
) -> None:
    html = html_of(client, address_of(catalogue, f"register:{slug}", language))
    told = structured(html)
    text = text_of(html)
    schema = {"@context", "@type", "@id", "propertyID", "addressCountry"}
    assert [(name, value) for name, value in leaves(told) if name not in schema and value not in text] == []
    assert isinstance(told, dict)
    assert told["@context"] == "https://schema.org"
    assert told["name"] == thing_of(catalogue, f"register:{slug}").name


def test_each_identifier_is_told_once(client: Client, catalogue: Catalogue) -> None:
    vib = thing_of(catalogue, "register:vib")
    told = structured(html_of(client, f"/en/{vib.address}"))
    assert isinstance(told, dict)
    assert len(told["sameAs"]) == len(set(told["sameAs"])) > 0
    named = [(one["propertyID"], one["value"]) for one in told["identifier"]]
    assert len(named) == len(set(named)) > 0


@pytest.mark.parametrize(("slug", "year"), [("flanders-bio", "2025"), ("vib", None)])
def test_the_year_of_its_end_is_told(client: Client, catalogue: Catalogue, slug: str, year: str | None) -> None:
    told = structured(html_of(client, address_of(catalogue, f"register:{slug}", "en")))
    assert isinstance(told, dict)
    assert told.get("dissolutionDate") == year


def test_an_event_is_an_event_for_machines_too(client: Client, catalogue: Catalogue) -> None:
    event = catalogue.latest("event", 1)[0]
    told = structured(html_of(client, f"/en/{event.address}"))
    assert isinstance(told, dict)
    assert (told["@type"], told["name"]) == ("Event", event.name)


def test_a_name_cannot_leave_the_script_in_which_it_stands(client: Client, three_sources: Catalogue) -> None:
    event = next(one for one in three_sources.latest("event", 9) if "<b>" in one.name)
    html = html_of(client, f"/en/{event.address}")
    assert "<b>&" not in html
    told = structured(html)
    assert isinstance(told, dict)
    assert told["name"] == event.name


def test_each_reason_for_being_in_is_said(client: Client, three_sources: Catalogue) -> None:
    inside = text_of(html_of(client, address_of(three_sources, "register:alpha")))
    outside = text_of(html_of(client, address_of(three_sources, "pic:900000011")))
    assert "It stands in the cluster's own register." in inside
    assert "Why it is not in the ecosystem" in outside
    assert "It lies outside the territory" in outside


def test_an_identifier_stands_once_and_leads_to_its_register(client: Client, three_sources: Catalogue) -> None:
    html = html_of(client, address_of(three_sources, "register:sample-university"))
    identifiers = html.partition('<dl class="pairs">')[2].partition("</dl>")[0]
    assert identifiers.count("0example1") == 2
    assert 'href="https://ror.org/0example1"' in identifiers
    assert "sample-university" not in identifiers


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_the_vocabulary_are_in_the_pages_language(client: Client, catalogue: Catalogue, language: str) -> None:
    grant = next(one for one in catalogue.things("instrument", limit=60) if one.text("instrument_kind") == "grant")
    word = {"en": "grant", "nl": "subsidie", "fr": "subvention"}[language]
    text = text_of(html_of(client, f"/{language}/{grant.address}"))
    assert f" {word} " in text
    assert property_label("instrument_kind") != "instrument_kind"


@pytest.mark.parametrize("language", LANGUAGES)
def test_claims_that_are_many_are_shown_a_page_at_a_time_and_none_is_left_out(
    catalogue: Catalogue, client: Client, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    address = address_of(catalogue, "register:argenx", language)

    def rows(query: str) -> list[str]:
        table = html_of(client, f"{address}{query}").partition('<section id="claims"')[2].partition("</section>")[0]
        return re.findall(r"<tr><td>.*?</tr>", table)

    whole = rows("?claims=all")
    assert len(whole) > 10
    monkeypatch.setattr(views, "CLAIMS_PAGE", 10)
    pages = -(-len(whole) // 10)
    paged = [row for number in range(1, pages + 1) for row in rows(f"?claims=all&claims_page={number}")]
    assert paged == whole
    assert 'href="?claims=all&amp;claims_page=2#claims" rel="next"' in html_of(client, f"{address}?claims=all")
