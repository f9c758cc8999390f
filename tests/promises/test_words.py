"""The site speaks English, Dutch and French, wholly."""

import importlib.machinery
import importlib.util
import re
from gettext import GNUTranslations
from pathlib import Path
from types import ModuleType

import pytest
from django.utils.translation import gettext, override, pgettext

from tests.promises.extraction import Text, package_texts, site_texts, template_texts
from tests.promises.tree import HOUSE, shown

LANGUAGES = ("nl", "fr")
TITLE_CASE = re.compile(r"\s(?!JavaScript)[A-ZÀ-Ý][a-zà-ÿ]")
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'


@pytest.fixture(scope="module")
def words() -> ModuleType:
    """Load scripts/words, which has no ending."""
    loader = importlib.machinery.SourceFileLoader("words", str(HOUSE / "scripts" / "words"))
    spec = importlib.util.spec_from_loader("words", loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.fixture
def locale(tmp_path: Path) -> Path:
    """Return an empty folder of translations."""
    (tmp_path / "parts").mkdir()
    return tmp_path


def write_part(locale: Path, name: str, *entries: str) -> None:
    """Write a part with these entries."""
    (locale / "parts" / name).write_text(HEADER + "\n" + "\n\n".join(entries) + "\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_site_is_translated(words: ModuleType, language: str) -> None:
    merged, findings = words.merge(language, sorted((HOUSE / "kiem/locale/parts").glob(f"*.{language}.po")))
    known = {(message.context, message.id) for message in merged if message.id}
    missing = sorted(
        {f"{shown(path)}: {text!r}" for path, context, text in site_texts() if (context, text) not in known}
    )
    assert not findings, "\n".join(findings)
    assert not missing, f"{len(missing)} texts have no {language} translation:\n" + "\n".join(missing)


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_no_translation_is_of_a_text_that_the_site_no_longer_has(words: ModuleType, language: str) -> None:
    used = {(context, text) for _, context, text in site_texts()} | set(package_texts())
    parts = sorted((HOUSE / "kiem/locale/parts").glob(f"*.{language}.po"))
    stale = [
        f"{part.name}: {message.id!r}"
        for part in parts
        for message in words.read(language, part)
        if (message.context, message.id) not in used
    ]
    assert not stale, "\n".join(stale)


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_a_title_that_a_package_brings_is_in_sentence_case(language: str) -> None:
    titles = {(context, text) for context, text in package_texts() if isinstance(text, str) and "." not in text}
    with override(language):
        shown = [pgettext(context, text) if context else gettext(text) for context, text in titles]
    assert len(shown) > 100
    assert [title for title in shown if TITLE_CASE.search(title.strip())] == []


def test_parts_become_one_catalogue_that_gettext_reads(words: ModuleType, locale: Path) -> None:
    write_part(locale, "press.nl.po", 'msgid "Figure"\nmsgstr "Cijfer"')
    write_part(locale, "story.nl.po", 'msgctxt "verb"\nmsgid "Show"\nmsgstr "Toon"')

    assert words.compiled("nl", locale) == []

    with (locale / "nl/LC_MESSAGES/django.mo").open("rb") as file:
        catalogue = GNUTranslations(file)
    assert catalogue.gettext("Figure") == "Cijfer"
    assert catalogue.pgettext("verb", "Show") == "Toon"


def test_an_unchanged_language_is_not_compiled_again(words: ModuleType, locale: Path) -> None:
    write_part(locale, "press.nl.po", 'msgid "Figure"\nmsgstr "Cijfer"')
    words.compiled("nl", locale)
    first = (locale / "nl/LC_MESSAGES/django.mo").stat().st_mtime_ns

    words.compiled("nl", locale)

    assert (locale / "nl/LC_MESSAGES/django.mo").stat().st_mtime_ns == first


@pytest.mark.parametrize(
    ("parts", "finding"),
    [
        (['msgid "Call"\nmsgstr "Oproep"', 'msgid "Call"\nmsgstr "Bel"'], "is 'Bel' here and 'Oproep' in 0.nl.po"),
        (['msgid "%(n)s claims"\nmsgstr "beweringen"'], "has other placeholders"),
        (['msgid "in {place}"\nmsgstr "in {plaats}"'], "has other placeholders"),
        (['#, fuzzy\nmsgid "Call"\nmsgstr "Bel"'], "is marked fuzzy"),
        (['msgid "Call"\nmsgstr "Bel"\n\nmsgid "Call"\nmsgstr "Roep"'], "twice in one file"),
        (['msgid "Call"'], "cannot be read as gettext"),
    ],
)
def test_a_wrong_part_is_named_and_nothing_is_written(
    words: ModuleType, locale: Path, parts: list[str], finding: str
) -> None:
    for turn, entry in enumerate(parts):
        write_part(locale, f"{turn}.nl.po", entry)

    findings = words.compiled("nl", locale)

    assert [line for line in findings if finding in line]
    assert not (locale / "nl").exists()


def test_a_singular_may_leave_its_number_out(words: ModuleType, locale: Path) -> None:
    write_part(
        locale,
        "0.nl.po",
        'msgid "%(n)s firm"\nmsgid_plural "%(n)s firms"\nmsgstr[0] "één bedrijf"\nmsgstr[1] "%(n)s bedrijven"',
    )

    assert words.compiled("nl", locale) == []


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ('{% translate "Open calls" %}', (None, "Open calls")),
        ("{% translate 'May' context \"month\" %}", ("month", "May")),
        ('<a title="{{ _("Close") }}">', (None, "Close")),
        ("{% blocktranslate %}It's {{ name }}{% endblocktranslate %}", (None, "It's %(name)s")),
        ("{% blocktranslate trimmed %}\n  One\n  line\n{% endblocktranslate %}", (None, "One line")),
        (
            "{% blocktranslate count n=n %}{{ n }} firm{% plural %}{{ n }} firms{% endblocktranslate %}",
            (None, ("%(n)s firm", "%(n)s firms")),
        ),
    ],
)
def test_a_text_in_a_template_is_found(template: str, found: tuple[str | None, Text]) -> None:
    assert list(template_texts(template)) == [found]
