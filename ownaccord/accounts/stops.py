"""Pauses that need no keys: pressed while locked, or by the stop code. They can only lower.

Nothing here waits for a stretching, a throttle or another person's request.
"""

import re
from collections.abc import Collection
from functools import partial

from django.db import transaction

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring
from ownaccord.accounts.lookups import code_lookup
from ownaccord.accounts.models import Pause
from ownaccord.core.bells import PauseSet
from ownaccord.lib import ballast, database
from ownaccord.lib.asking import asked
from ownaccord.lib.hall import ring

EVERYTHING = ""
MOST_SCOPES = 200
LIFTED = "settings/lifted/"
_SPACE = re.compile(r"[0-9a-f]{32}")


def pause(*, person: str, scope: str = EVERYTHING) -> None:
    """Pause everything, or one space, for this person; committed before it returns.

    Also on a full disk, also when the connection was lost; and whatever others have locked, nothing of it is needed.
    """
    ballast.insisted(partial(_store, person, scope))


def scope_of(space: object) -> str:
    """Return the scope of this space; everything when it is not written like one. More paused is never wrong."""
    return space if isinstance(space, str) and _SPACE.fullmatch(space) else EVERYTHING


def stop(*, secret: bytes) -> None:
    """Pause everything for whoever this stop code belongs to; alike whether or not it belongs to somebody."""
    for (person,) in asked("SELECT id FROM accounts_person WHERE stop_lookup = %s", code_lookup("stop", secret)):
        pause(person=person)


def paused(person: str, space: str) -> bool:
    """Return whether a plain pause of this person covers this space."""
    return bool(pausing([person], space))


def pausing(persons: Collection[str], space: str) -> frozenset[str]:
    """Return those of these persons of whom a plain pause covers this space."""
    words = "SELECT person_id FROM accounts_pause WHERE person_id IN %s AND scope IN %s"
    found = asked(words, persons, (EVERYTHING, space))
    return frozenset(who for (who,) in found)


def scopes(person: str) -> frozenset[str]:
    """Return the scopes of this person's plain pauses; the empty one is everything."""
    return frozenset(scope for (scope,) in asked("SELECT scope FROM accounts_pause WHERE person_id = %s", person))


def rows(person: str, scope: str) -> frozenset[int]:
    """Return which plain pauses of this scope there are now: those that a lift means."""
    return frozenset(Pause.objects.filter(person_id=person, scope=scope).values_list("pk", flat=True))


def lift(*, person: str, scope: str, meant: frozenset[int], keys: Keyring | None = None, now: int = 0) -> None:
    """Remove plain pauses of one scope, inside the transaction that writes what comes back; only for its author.

    Only the `meant` ones: a pause that was pressed meanwhile stays. With `keys` the vault remembers when, so that
    another browser's memory of the same pause does not bring it back.
    """
    Pause.objects.filter(person_id=person, scope=scope, pk__in=meant).delete()
    if keys is not None:
        vaults.change(person, keys, lambda book: book.put(LIFTED + scope, now))


def _store(person: str, scope: str) -> None:
    with transaction.atomic():
        if Pause.objects.filter(person_id=person).count() >= MOST_SCOPES:
            scope = EVERYTHING
        # Always a row of its own: one that is there may be lifted at this very moment.
        fresh = Pause.objects.create(person_id=person, scope=scope)
        database.free(Pause.objects.filter(person_id=person, scope=scope, pk__lt=fresh.pk)).delete()
        ring(PauseSet(space=scope, person=person))
