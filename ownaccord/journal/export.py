"""The whole journal as plain text, for a file that needs no software, and for what somebody takes along."""

from typing import Any

from django.utils.translation import gettext as _

from ownaccord.accounts.keys import Keyring
from ownaccord.journal import queries
from ownaccord.journal.portrait import Written

BETWEEN = "\n\n" + 40 * "-" + "\n\n"


def as_text(person: str, keys: Keyring) -> bytes:
    """Return every entry as text, the oldest first; where something could not be read, the end says so."""
    found, lost = queries.everything(person, keys)
    parts = [_("Journal"), *map(_entry, found)]
    if lost:
        parts.append(_("Something else was stored that could not be read. It is not in this file."))
    return (BETWEEN.join(parts) + "\n").encode()


def _entry(entry: Written) -> str:
    answers = (f"{line.label}\n{line.words}" for line in entry.lines)
    return "\n\n".join([f"{entry.when}\n{entry.kind}", *answers])


def things(person: str, keys: Keyring) -> dict[str, Any]:
    """Return every entry in words, the oldest first, as part of what somebody takes along."""
    found, _lost = queries.everything(person, keys)
    entries = [
        {_("When"): each.when, _("What"): str(each.kind), **{line.label: line.words for line in each.lines}}
        for each in found
    ]
    return {_("Journal"): entries} if entries else {}
