"""`{% once %}`: a part of a page that follows from a few values is written once for them, not on every page.

    {% once with links=ui.footer release=ui.release %}…{% endonce %}

Inside, nothing stands but the values that are named (they must be hashable) and the page's language; so what was
written for the same values is right wherever they come again.
"""

from collections.abc import Hashable, Sequence

from django.core.signals import setting_changed
from django.template.base import (
    FilterExpression,
    Node,
    NodeList,
    Parser,
    Token,
    token_kwargs,
)
from django.template.context import Context
from django.template.exceptions import TemplateSyntaxError
from django.utils.safestring import SafeString
from django.utils.translation import get_language

__all__ = ["MOST", "once"]

MOST = 200
"""How many writings of one part are kept; then it starts again."""


class Once(Node):
    """The part between the tags."""

    def __init__(self, inside: NodeList, given: Sequence[tuple[str, FilterExpression]]) -> None:
        """Write the nodes for the given values."""
        self._inside = inside
        self._given = tuple(given)
        self._written: dict[Hashable, SafeString] = {}
        setting_changed.connect(self._forget)

    def render(self, context: Context) -> SafeString:
        """Return what was written for these values, or write it."""
        values = [value.resolve(context) for _, value in self._given]
        # 1 and True are the same key, and so are safe and unsafe text, but they are not written alike.
        key = (get_language(), context.autoescape, *((type(value), value) for value in values))
        written = self._written.get(key)
        if written is None:
            names = {name: value for (name, _), value in zip(self._given, values, strict=True)}
            written = self._inside.render(context.new(names))
            if len(self._written) >= MOST:
                self._written.clear()
            self._written[key] = written
        return written

    def _forget(self, **_changed: object) -> None:
        """Start again where a test has changed a setting."""
        self._written.clear()


def once(parser: Parser, token: Token) -> Once:
    """Read the tag: `{% once %}` or `{% once with name=value … %}`."""
    bits = token.split_contents()[1:]
    given = token_kwargs(bits[1:], parser) if bits[:1] == ["with"] else {}
    if len(bits) != (len(given) + 1 if given else 0):
        message = f"“once” takes nothing, or “with” and name=value: {token.contents}"
        raise TemplateSyntaxError(message)
    inside = parser.parse(("endonce",))
    parser.delete_first_token()
    return Once(inside, tuple(given.items()))
