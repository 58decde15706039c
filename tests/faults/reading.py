"""What is stored, read with the keys of its people: the other side of the comparison with the record."""

import base64
from typing import Any

from django.db import connection

from ownaccord.accounts import sign_ins, stops, vaults
from ownaccord.accounts.keys import Keyring
from ownaccord.accounts.models import SignIn
from ownaccord.catalogue import load
from ownaccord.consent import check, memory
from ownaccord.consent.looking import Look, look
from ownaccord.journal import entries
from ownaccord.lib import clock
from ownaccord.spaces import access
from tests.faults import reading_rooms


def everything(signed_in: dict[str, str], space: str, *, rooms: bool = False) -> dict[str, Any]:
    """For each name, with the sign-in cookie of their browser: what they stated, wish, paused, and see in force.

    `rooms`: and what lies in the rooms in which people answer each other.
    """
    return {"broken": _broken(), **{name: _of(cookie, space, rooms) for name, cookie in signed_in.items()}}


def _broken() -> list[str]:
    found = list(check.broken())
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            found += [line for (line,) in cursor.fetchall() if line != "ok"]
    return found


def _of(cookie: str, space: str, rooms: bool) -> dict[str, Any] | None:
    keys = keys_of(cookie)
    if keys is None:
        return None
    opened = access.space_for(keys.person, space, keys)
    found = look(person=keys.person, keys=keys, space=opened, witness=None, behind=False, now=clock.now())
    kept = {**_kept(found, keys), **_written(keys)}
    more = {"rooms": reading_rooms.of(found, keys)} if rooms else {}
    return {"person": keys.person, **_stated(found), **kept, **more, "in_force": _in_force(found)}


def keys_of(cookie: str) -> Keyring | None:
    """The working keys behind what a browser shows (`sign-ins.opening`); None when it is locked or ended."""
    tokens, opening = (base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)) for text in cookie.split("."))
    row = sign_ins.find(tokens[:32], clock.now())
    return sign_ins.keys_of(row, tokens[:32] + opening, clock.now()) if isinstance(row, SignIn) else None


def _stated(found: Look) -> dict[str, Any]:
    entries = found.mine.entries if found.mine else ()
    told = found.mine.told if found.mine else ()
    return {
        "trouble": str(found.trouble or ""),
        "starts_anew": found.starts_anew,
        "levels": {f"{each.item}/{each.side.value}": int(each.terms.level) for each in entries},
        "told": sorted(f"{item}/{side.value}" for item, side in told),
        "any_pause": found.any_pause,
    }


def _kept(found: Look, keys: Keyring) -> dict[str, Any]:
    book = vaults.read(keys.person, keys)
    scopes = (stops.scopes(keys.person) | memory.paused_scopes(book)) & {stops.EVERYTHING, found.space.id}
    return {
        "wishes": sorted(f"{each.item}/{each.side.value}" for each in memory.wishes(book, found.space.id)),
        "paused": sorted("here" if scope == found.space.id else scope for scope in scopes),
        "open": sorted(each.slug for each in load().categories if memory.is_open(book, each.slug)),
    }


def _written(keys: Keyring) -> dict[str, Any]:
    journal = entries.look(keys.person, keys)
    notes = sorted(str(each.content.get("text")) for each in journal.entries)
    return {"notes": notes if journal.as_left and not journal.lost else [*notes, "not as it was left"]}


def _in_force(found: Look) -> list[list[Any]]:
    return sorted(
        [each.item, sorted([person, side.value] for person, side in each.sides), int(each.terms.level)]
        for each in found.arrangements
    )
