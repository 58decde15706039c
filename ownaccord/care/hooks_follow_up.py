"""What this room does when another asks for it: what a person takes along. The settings name the functions."""

from typing import Any

from django.utils.translation import gettext as _

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import VaultBook
from ownaccord.accounts.requests import Unlocked
from ownaccord.care import after_memory
from ownaccord.care import follow_up_memory as memory
from ownaccord.consent import moments
from ownaccord.spaces import access as spaces


def things(request: Unlocked) -> dict[str, Any]:
    """Return how this person was afterwards, the words that they prepared, and when follow-ups come."""
    book = vaults.read(request.person, request.keys)
    prepared = {label: lines for label, lines in _prepared(book).items() if lines}
    found = {**after_memory.things(book), **({_("Words for afterwards"): prepared} if prepared else {})}
    if "settings/followup" in book:
        found[_("When I am asked")] = [moments.hours(each) for each in memory.times(book).hours]
    return found


def _prepared(book: VaultBook) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key in sorted(book.under("prepared/")):
        space = key.removeprefix("prepared/")
        label = spaces.label_in(book, space) or _("A space without a name")
        words = memory.prepared(book, space)
        said = ((_("To myself"), words.own), (_("For the other"), words.other))
        found[label] = [*found.get(label, []), *(f"{asked}: {text}" for asked, text in said if text)]
    return found
