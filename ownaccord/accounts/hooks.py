"""What the rooms above asked to be called for, by dotted names in the settings; this room knows none of them.

Each setting is a list of dotted names. A hook that fails stops what called it, except for pauses and unlocks.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from ownaccord.accounts.keys import Keyring
from ownaccord.accounts.requests import Asked, Unlocked

log = logging.getLogger("ownaccord")


def may_sign_up(request: Asked) -> bool:
    """OWNACCORD_SIGN_UP_TICKETS: whether a room above holds something that lets this browser make an account."""
    return any(hook(request) for hook in _named("OWNACCORD_SIGN_UP_TICKETS"))


def at_unlock(request: Unlocked) -> None:
    """OWNACCORD_AT_UNLOCK: somebody just signed in or unlocked; `request` has their person and keys."""
    for hook in _named("OWNACCORD_AT_UNLOCK"):
        _calmly(hook, request)


def at_pause(request: Unlocked, scope: str) -> None:
    """OWNACCORD_AT_PAUSE: an unlocked person paused; the plain pause of this scope is stored already."""
    for hook in _named("OWNACCORD_AT_PAUSE"):
        _calmly(hook, request, scope)


def at_record(look: Any, keys: Keyring, new: Any) -> None:
    """OWNACCORD_AT_RECORD: once it is stored, that this look's reader wrote a record with this new statement."""
    for hook in _named("OWNACCORD_AT_RECORD"):
        _calmly(hook, look, keys, new)


def at_leave(person: str, keys: Keyring) -> None:
    """OWNACCORD_AT_LEAVE: this person has just left a space."""
    for hook in _named("OWNACCORD_AT_LEAVE"):
        _calmly(hook, person, keys)


def at_exit(request: Asked) -> None:
    """OWNACCORD_AT_EXIT: Exit now or signing out was pressed in this browser; everything in it is locked already."""
    for hook in _named("OWNACCORD_AT_EXIT"):
        _calmly(hook, request)


def at_rekey(old: Keyring, fresh: Keyring) -> None:
    """OWNACCORD_AT_REKEY: inside the transaction; whatever was sealed with `old.seal_mine` is sealed anew."""
    for hook in _named("OWNACCORD_AT_REKEY"):
        hook(old, fresh)


def farewell(request: Unlocked) -> None:
    """OWNACCORD_FAREWELLS: this account is about to be deleted; leave everything first."""
    for hook in _named("OWNACCORD_FAREWELLS"):
        hook(request)


def things(request: Unlocked) -> Mapping[str, Any]:
    """OWNACCORD_THINGS: sections (title -> words, lists, dicts) of what is theirs, in the rooms' order."""
    found: dict[str, Any] = {}
    for hook in _named("OWNACCORD_THINGS"):
        found.update(hook(request))
    return found


def _calmly(hook: Callable[..., Any], *about: Any) -> None:
    try:
        hook(*about)
    except Exception:
        # A mistake in a room above must neither undo a pause nor keep anybody out of their own account.
        log.exception("A hook failed")


def _named(setting: str) -> Iterator[Callable[..., Any]]:
    for dotted in getattr(settings, setting, ()):
        yield import_string(dotted)
