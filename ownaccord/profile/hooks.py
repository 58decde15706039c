"""What this room does when another asks for it: what a person takes along. The settings name the functions."""

from typing import Any

from django.utils.translation import gettext as _

from ownaccord.accounts import vaults
from ownaccord.accounts.requests import Unlocked
from ownaccord.catalogue import load
from ownaccord.profile import memory, queries


def things(request: Unlocked) -> dict[str, Any]:
    """Return what somebody has said about items, in words, with their notes."""
    book = vaults.read(request.person, request.keys)
    found = {}
    for slug, said in sorted(memory.answers(book).items()):
        item = load().item(slug)
        lines = queries.lines(said) + ([said.note] if said.note else [])
        found[item.name if item else slug] = lines
    return {_("What I feel about things"): found} if found else {}
