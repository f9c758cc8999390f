"""What is written once is what would have been written each time."""

from collections.abc import Mapping

import pytest
from django.http import QueryDict
from django.template import TemplateSyntaxError, engines
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from kiem.foundation.ui import once
from kiem.foundation.ui.lists import pager_of
from kiem.foundation.ui.markup import filled

SOURCE = "{% load ui %}{% once with one=one %}<b>{{ one }}</b>{% endonce %}"
VALUES = st.one_of(st.text(), st.text().map(SafeString), st.integers(0, 2), st.booleans(), st.none())


class Asked:
    """A value that counts how often it is written."""

    written = 0

    def __str__(self) -> str:
        self.written += 1
        return "asked"


def rendered(source: str, *contexts: Mapping[str, object]) -> list[str]:
    template = engines["django"].from_string(source)
    return [str(template.render(dict(context))) for context in contexts]


@given(st.lists(VALUES))
def test_a_part_is_the_same_as_if_it_were_written_each_time(values: list[object]) -> None:
    contexts = [{"one": value} for value in values]
    assert rendered(SOURCE, *contexts) == rendered("<b>{{ one }}</b>", *contexts)


def test_a_part_is_written_once_for_the_same_values() -> None:
    value = Asked()
    assert rendered(SOURCE, {"one": value}, {"one": value}) == ["<b>asked</b>"] * 2
    assert value.written == 1


def test_a_part_sees_only_what_it_names() -> None:
    assert rendered("{% load ui %}{% once %}{{ other }}{% endonce %}", {"other": "seen"}) == [""]


def test_a_part_is_written_in_each_language() -> None:
    template = engines["django"].from_string("{% load ui i18n %}{% once %}{% translate 'Search' %}{% endonce %}")
    found = []
    for language in ("en", "nl", "en"):
        with translation.override(language):
            found.append(template.render({}))
    assert found == ["Search", "Zoeken", "Search"]


def test_a_changed_setting_or_too_many_writings_start_a_part_again(
    look: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    value, template = Asked(), engines["django"].from_string(SOURCE)
    template.render({"one": value})
    look.SITE_NAME = "Other"
    template.render({"one": value})
    assert value.written == 2
    monkeypatch.setattr(once, "MOST", 1)
    template.render({"one": "another"})
    template.render({"one": value})
    assert value.written == 3


@pytest.mark.parametrize("tag", ["once one", "once with", "once with one=1 two", "once one=1"])
def test_a_part_that_is_not_asked_for_rightly_is_refused(tag: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="once"):
        rendered("{% load ui %}{% " + tag + " %}{% endonce %}", {})


@given(st.lists(st.one_of(st.text(), st.text().map(SafeString)), min_size=2, max_size=2))
def test_markup_is_escaped_as_django_does(values: list[str]) -> None:
    assert filled("<i>{}</i>{}", *values) == format_html("<i>{}</i>{}", *values)


def test_one_of_several_lists_has_a_page_of_its_own_and_links_to_itself() -> None:
    pager = pager_of(60, QueryDict("page=2&claims_page=2"), 20, "claims")
    assert (pager.number, pager.previous, pager.next) == (
        2,
        "?page=2#claims",
        "?page=2&claims_page=3#claims",
    )
