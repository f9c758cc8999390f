"""Every text of the site that is meant to be translated, as gettext sees it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import allauth
from babel.messages.extract import extract
from django.utils.translation.template import templatize

from tests.promises.tree import files, modules

Text = str | tuple[str, ...]

STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"(gettext|ngettext|pgettext|npgettext|_)\(\s*({STRING}(?:\s*,\s*{STRING})*)")
CONTEXT_FIRST = {"pgettext": 1, "npgettext": 1}
PLURAL = {"ngettext", "npgettext"}
PYTHON_KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def site_texts() -> Iterator[tuple[Path, str | None, Text]]:
    """Give file, context and text (several for a plural) of everything translatable in kiem."""
    for path in modules("kiem"):
        for context, text in python_texts(path):
            yield path, context, text
    for path in files("kiem", ending=""):
        if "templates" in path.parts:
            for context, text in template_texts(path.read_text()):
                yield path, context, text


def package_texts() -> Iterator[tuple[str | None, Text]]:
    """Give context and text of everything translatable on the pages and in the letters of the sign-in package."""
    house = Path(allauth.__file__).parent
    for app in ("account", "mfa", "socialaccount", "usersessions"):
        for path in sorted((house / app).glob("**/*.py")):
            yield from python_texts(path)
        for path in sorted((house / "templates" / app).glob("**/*.*")):
            yield from template_texts(path.read_text())


def python_texts(path: Path) -> Iterator[tuple[str | None, Text]]:
    """Give context and text of every call of a gettext function in a module."""
    with path.open("rb") as file:
        for _, text, _, context in extract("python", file, keywords=PYTHON_KEYWORDS):
            yield context, text if isinstance(text, str) else tuple(text)


def template_texts(template: str) -> Iterator[tuple[str | None, Text]]:
    """Give context and text of every translate tag, block and constant in a Django template."""
    for call in CALL.finditer(templatize(template)):
        function, arguments = call.groups()
        words = [ast.literal_eval(one) for one in re.findall(STRING, arguments)]
        context = words.pop(0) if function in CONTEXT_FIRST else None
        yield context, tuple(words[:2]) if function in PLURAL else words[0]
