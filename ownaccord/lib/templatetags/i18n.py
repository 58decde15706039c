"""Django's tags for translated words, with one difference: words that stand in a template are looked up once.

A page has a hundred of them, and looking them up anew was a tenth of its time. What is said with them, in which
language and how it is escaped, is what Django says.
"""

from typing import Any

from django.template import Library
from django.template.base import FilterExpression, Parser, Token
from django.template.context import Context
from django.templatetags import i18n
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.translation import get_language

register = Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


class Words(TranslateNode):
    """Words without anything in them that a page fills in; by language, and by whether they are escaped."""

    def __init__(self, node: TranslateNode) -> None:
        super().__init__(node.filter_expression, node.noop)
        self._known: dict[tuple[str | None, bool], str] = {}

    def render(self, context: Context) -> str:
        """Return what Django's tag says, as it said it the first time."""
        at = get_language(), context.autoescape
        if at not in self._known:
            self._known[at] = super().render(context)
        return self._known[at]


@register.tag("translate")
@register.tag("trans")
def translate(parser: Parser, token: Token) -> TranslateNode:
    """Django's tag; one that only has words keeps what it says."""
    node: Any = do_translate(parser, token)
    plain = not (node.asvar or node.noop or node.message_context)
    return Words(node) if plain and _only_words(node.filter_expression) else node


def _only_words(said: FilterExpression) -> bool:
    return not said.filters and isinstance(said.var.literal, str)
