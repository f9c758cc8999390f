"""Every public text of the design system exists in Dutch and in French."""

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

HOUSE = Path(__file__).resolve().parents[3]
ROOM = HOUSE / "kiem" / "foundation" / "ui"
KEYWORDS = {"_": None, "gettext": None, "gettext_noop": None, "ngettext": (1, 2)}


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_every_text_is_translated(language: str) -> None:
    assert _said() - set(_translated(language)) == set()


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_no_translation_outlives_its_text(language: str) -> None:
    assert set(_translated(language)) - _said() == set()


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_translation_keeps_what_is_filled_in(language: str) -> None:
    wrong = [message.id for message in _translated(language).values() if list(message.check())]
    assert wrong == []


def _said() -> set[str]:
    modules = [path.read_text(encoding="utf-8") for path in sorted(ROOM.rglob("*.py"))]
    pages = [path for path in sorted((ROOM / "templates").rglob("*")) if path.suffix in {".html", ".svg"}]
    sources = [*modules, *(templatize(page.read_text(encoding="utf-8"), origin=str(page)) for page in pages)]
    found = [text for source in sources for _, text, _, _ in extract("python", BytesIO(source.encode()), KEYWORDS)]
    return {text if isinstance(text, str) else text[0] for text in found}


def _translated(language: str) -> dict[str, Message]:
    part = HOUSE / "kiem" / "locale" / "parts" / f"ui.{language}.po"
    catalog = read_po(BytesIO(part.read_bytes()), locale=language)
    return {message.id if isinstance(message.id, str) else message.id[0]: message for message in catalog if message.id}
