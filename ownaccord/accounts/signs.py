"""The signs by which two people who share a browser find their own place at the curtain; no names."""

from collections import Counter
from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SIGNS: tuple[Promise, ...] = (
    _("no sign"), _("leaf"), _("stone"), _("cup"), _("key"), _("cloud"), _("boat"), _("bell"), _("lamp"), _("shell"),
    _("tree"), _("kite"), _("river"),
)  # fmt: skip


def word(sign: int) -> str | Promise:
    """Return the word of this sign; an unknown number is no sign."""
    return SIGNS[sign] if 0 <= sign < len(SIGNS) else SIGNS[0]


def told_apart(found: Sequence[int]) -> list[str]:
    """Return the words of these signs, whoever was here last first; equal ones say which of them that is."""
    often = Counter(found)
    apart = (_("%(sign)s, here last"), _("%(sign)s, here before"))
    return [
        str(word(sign)) if often[sign] == 1 else str(apart[place > 0]) % {"sign": word(sign)}
        for place, sign in enumerate(found)
    ]
