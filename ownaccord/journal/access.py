"""The doors of this room: an entry of this person that has a page here, or 404."""

from django.http import Http404

from ownaccord.accounts.requests import Unlocked
from ownaccord.core.entry import Entry
from ownaccord.journal import entries
from ownaccord.journal.sheets import SHEETS


def entry_for(request: Unlocked, entry: str) -> Entry:
    """Return this entry of the reader, or Http404: not there, another person's, or one that does not open."""
    found = entries.one(request.person, request.keys, entry)
    if found is None or found.kind not in SHEETS:
        raise Http404
    return found
