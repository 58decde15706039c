"""`{% csrf_token %}` for every form of the house: Django's token, and whose page the form stands on."""

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ownaccord.accounts.tabs import FIELD

register = template.Library()


class FormNode(CsrfTokenNode):
    """Both hidden fields; a page of nobody has only the first."""

    def render(self, context: Context) -> SafeString:
        """Return them as HTML."""
        token = super().render(context)
        whose = (context.get("frame") or {}).get("whose")
        if not whose:
            return format_html("{}", token)
        return format_html('{}<input type="hidden" name="{}" value="{}">', token, FIELD, whose)


@register.tag(name="csrf_token")
def csrf_token(parser: Parser, token: Token) -> FormNode:
    """Return the node; it takes no words."""
    return FormNode()
