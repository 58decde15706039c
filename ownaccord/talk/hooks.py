"""What this room does when another asks for it: at an unlock, and when things are taken. The settings name them."""

from typing import Any

from django.utils.translation import gettext as _

from ownaccord.accounts import vaults
from ownaccord.accounts.requests import Unlocked
from ownaccord.consent.access import all_looked
from ownaccord.spaces import access as spaces
from ownaccord.talk import actions, memory, threads


def at_unlock(request: Unlocked) -> None:
    """Remember what was seen of every thread, and forget those of spaces that are over."""
    living = frozenset(spaces.spaces_of(request.person))
    vaults.change(request.person, request.keys, lambda book: memory.forget(book, living))
    for look in all_looked(request):
        for here in threads.every(look, request.keys):
            actions.remember(here=here, keys=request.keys)


def things(request: Unlocked) -> dict[str, Any]:
    """Return what this person said in every thread, in their own words; nothing of anybody else."""
    found: dict[str, list[str]] = {}
    for look in all_looked(request):
        for here in threads.every(look, request.keys):
            said = [post.words for post in here.posts if post.author == request.person and post.words]
            name = str(here.subject.name)
            found[name] = [*found.get(name, []), *said]
    return {_("What you said in threads"): found} if found else {}
