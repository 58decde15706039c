"""`{{ item|mark:addresses }}`: what stands in this person's addresses in place of a word."""

from django import template

from ownaccord.consent.addresses import Addresses

register = template.Library()


@register.filter
def mark(word: str, addresses: Addresses) -> str:
    """Return the mark of this word."""
    return addresses.mark(word)
