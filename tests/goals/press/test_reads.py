"""What the press pages read of a release."""

import datetime
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import override_settings

from kiem.flow.figures import Asked
from kiem.foundation.catalogue import Catalogue, current
from kiem.foundation.catalogue.labels import label
from kiem.goals.press.reads import claim_rows, claims_of, desk, figure_shown, figures_shown, publications

TODAY = datetime.date(2026, 11, 24)


def test_every_figure_that_is_shown_rests_on_claims(register: Catalogue) -> None:
    figures = figures_shown(register, TODAY)

    assert all(figure.claims.ids for figure in figures)
    assert {"organisations-by-kind", "spin-offs-by-institute"} <= {figure.id for figure in figures}
    assert "eu-projects-by-year" not in {figure.id for figure in figures}


def test_figures_of_organisations_stand_first(register: Catalogue) -> None:
    names = [figure.id for figure in figures_shown(register, TODAY)]

    assert (
        names.index("organisations-by-region")
        < names.index("spin-offs-by-institute")
        < names.index("investment-rounds-by-year")
    )


def test_a_figure_stands_as_it_does_today(register: Catalogue) -> None:
    fresh = figure_shown(register, "organisations-by-kind", Asked(), TODAY)
    later = figure_shown(register, "organisations-by-kind", Asked(), datetime.date(2040, 1, 1))

    assert fresh is not None
    assert later is not None
    assert (fresh.stale, later.stale) == (False, True)


def test_a_figure_that_nobody_defined_is_not_there(register: Catalogue) -> None:
    assert figure_shown(register, "unicorns", Asked(), TODAY) is None


def test_the_claims_of_a_part_are_among_those_of_the_whole(register: Catalogue) -> None:
    figure = figure_shown(register, "organisations-by-kind", Asked(), TODAY)
    assert figure is not None

    part, whole = claims_of(figure, "hospital"), claims_of(figure, None)

    assert set(part.ids) < set(whole.ids)
    assert claims_of(figure, "no such part") == whole


def test_each_claim_comes_with_its_thing_in_two_queries(register: Catalogue) -> None:
    figure = figure_shown(register, "organisations-by-kind", Asked(), TODAY)
    assert figure is not None
    before = register.store.queries

    rows = claim_rows(register, figure.claims.ids[:50])

    assert len(rows) == 50
    assert {row.fact.claim for row in rows} == set(figure.claims.ids[:50])
    assert [row.thing.name.casefold() for row in rows] == sorted(row.thing.name.casefold() for row in rows)
    assert register.store.queries - before == 2


def test_all_published_figures_are_there_by_indicator(register: Catalogue) -> None:
    found = publications(register, (), "", only_contradicted=False)

    assert found.total == len(found.rows) == 156
    called = [label(name, "indicators").casefold() for name, _ in found.shown]
    assert called == sorted(called)
    assert sum(count for _, count in found.scopes) == 156


def test_published_figures_are_narrowed_by_scope_words_and_contradiction(register: Catalogue) -> None:
    found = publications(register, ["flanders"], "Biotech comp", only_contradicted=True)

    assert [(one.scope, one.value) for one in found.rows] == [("flanders", Decimal(300))]
    assert dict(found.scopes)["belgium"] == 1
    assert 0 < found.contradicted < found.total


def test_a_published_figure_without_a_number_is_left_out(register: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    organisation = register.things("organisation", limit=1)
    monkeypatch.setattr(Catalogue, "things", lambda *_, **__: organisation)

    assert publications(register, (), "", only_contradicted=False).total == 0


def test_the_desk_of_a_release_that_no_longer_serves_is_closed(
    register_home: Path, register: Catalogue, tmp_path: Path
) -> None:
    first = desk(register)
    shutil.copytree(register_home / "releases", tmp_path / "releases")

    with override_settings(KIEM_HOME=tmp_path):
        second = desk(current())

    assert second is not first
    assert desk(register) is not first
