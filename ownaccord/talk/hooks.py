"""What this room does when another asks for it: at an unlock, at a record, for taking along. The settings name it."""

from typing import Any

from django.utils.translation import gettext as _

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.accounts.requests import Unlocked
from ownaccord.consent import noticed
from ownaccord.consent.access import all_looked
from ownaccord.consent.looking import Look
from ownaccord.core.statement import State
from ownaccord.core.turns import Move
from ownaccord.spaces import access as spaces
from ownaccord.talk import actions, firm, memory, own_words, rows, threads
from ownaccord.talk.here import Here

# They name a way, in no words of their author's.
TRIALS = frozenset({Move.TRY, Move.TRY_BACK})


def at_unlock(request: Unlocked) -> None:
    """Remember what was seen of every thread; forget those of spaces that are over, erase those of earlier epochs."""
    living = frozenset(spaces.spaces_of(request.person))
    vaults.change(request.person, request.keys, lambda book: _forget(book, living))
    looks = all_looked(request)
    for look in looks:
        if not look.starts_anew and look.trouble is None:
            rows.drop_before(look.space.id, look.space.epoch)
    found = (here for look in looks for here in _every(look, request.keys))
    actions.remember(found=found, keys=request.keys)


def _every(look: Look, keys: Keyring) -> tuple[Here, ...]:
    return *threads.every(look, keys), *threads.taken_back(look, keys)


def at_record(look: Look, keys: Keyring, new: State) -> None:
    """Remember what was ended about own items before they are brought, changed or taken back: their names rest."""
    if new.items != (look.mine.items if look.mine else ()):
        actions.remember(found=_every(look, keys), keys=keys)


def _forget(book: VaultBook, living: frozenset[str]) -> None:
    memory.forget(book, living)
    noticed.forget(book, living)


def things(request: Unlocked) -> dict[str, Any]:
    """Return what this person said in every thread, in their own words; nothing of anybody else."""
    found: dict[str, list[str]] = {}
    for look in all_looked(request):
        for here in threads.every(look, request.keys):
            posts = [post for each in here.rounds for post in each.posts]
            mine = (post for post in posts if post.author == request.person and post.move not in TRIALS)
            said = [post.words for post in mine if post.words]
            name = str(here.subject.name)
            found[name] = [*found.get(name, []), *said, *own_words.every_text(here, request.keys)]
    book = vaults.read(request.person, request.keys)
    kept = [name for _slug, name in firm.names(book)] + list(firm.lines(book))
    sections = {_("What you said in threads"): found, _("Not for compromise"): kept}
    return {title: each for title, each in sections.items() if each}
