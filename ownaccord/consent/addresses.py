"""What stands in an address in place of the name of an item, a side or a category.

A browser keeps addresses: in its history, its sessions, its suggestions. So each person has marks of their own, from
their own keys. Whoever finds one learns no word from it, and it leads nobody else anywhere. The names themselves are
taken too, but no page has them in a link.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse

from ownaccord.accounts.keys import Label, tag

MARK = 8


@dataclass(frozen=True, slots=True)
class Addresses:
    """One person's addresses in one space."""

    space: str
    key: bytes = field(repr=False)

    def mark(self, word: str) -> str:
        """Return what stands for this word: 16 hexadecimal digits."""
        return tag(self.key, Label.ACCOUNT_MARK, self.space, word)[:MARK].hex()

    def word(self, text: str, words: Iterable[str]) -> str:
        """Return the word that this mark stands for; any other text as it is."""
        return next((word for word in words if self.mark(word) == text), text) if is_mark(text) else text

    def item(self, item: str, page: str = "item", **where: str) -> str:
        """Return the address of an item's page, or of what is done with it there."""
        return reverse(page, kwargs={"space": self.space, "item": self.mark(item), **where})

    def cooling(self, scope: str) -> str:
        """Return the address of the reader's cooling-off of this scope."""
        return reverse("cooling-on", kwargs={"space": self.space, "about": self.mark(scope)})


def is_mark(text: str) -> bool:
    """Return whether this is written like a mark."""
    return len(text) == 2 * MARK and not set(text) - set("0123456789abcdef")
