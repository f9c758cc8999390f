"""Templates keep what the Content Security Policy and a reader without script need."""

import re
from pathlib import Path

import pytest

from tests.promises.tree import files, shown

TEMPLATES = [path for ending in (".html", ".svg") for path in files("kiem", ending=ending)]
# Comments, and Django's own tags, whose arguments may be called `one` or `style`.
NOT_HTML = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->|\{%.*?%\}", re.DOTALL)
FORBIDDEN = {
    "an inline style": r"\sstyle\s*=",
    "a style element": r"<style\b",
    "an inline script": r"<script\b(?![^>]*\bsrc=)(?![^>]*\btype=\"application/ld\+json\")",
    "an event attribute": r"\son[a-z]+\s*=",
    "a script as an address": r"javascript:",
    "something from elsewhere": r"<(?:script|img|iframe|link)\b[^>]*\b(?:src|href)=\"(?:https?:)?//",
}


@pytest.mark.parametrize("template", TEMPLATES, ids=shown)
def test_a_template_holds_nothing_that_the_policy_forbids(template: Path) -> None:
    text = NOT_HTML.sub("", template.read_text())
    found = [what for what, pattern in FORBIDDEN.items() if re.search(pattern, text)]
    assert not found


@pytest.mark.parametrize("template", TEMPLATES, ids=shown)
def test_an_image_in_a_template_has_a_text_instead(template: Path) -> None:
    images = re.findall(r"<img\b[^>]*>", template.read_text())
    assert [image for image in images if " alt=" not in image] == []
