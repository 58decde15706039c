"""Whom it is tried on: an account with a device, one with six words, codes, and an invitation that waits."""

import base64
import os
import uuid
from dataclasses import dataclass

from bench import world
from ownaccord.accounts import codes, entry, sign_ins, vaults
from ownaccord.accounts.browser import Browser
from ownaccord.accounts.cookies import written
from ownaccord.accounts.fields import secret_of
from ownaccord.accounts.keys import Keyring, to_words
from ownaccord.accounts.models import Host
from ownaccord.catalogue import load
from ownaccord.core.terms import Level
from ownaccord.lib.words import wordlist
from ownaccord.spaces import access
from ownaccord.spaces import actions as spaces
from ownaccord.spaces.models import Invitation

PASSPHRASE = "lantern meadow copper sailing"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with a device of their own that is signed in; what a browser of theirs would send."""

    name: str
    keys: Keyring
    device: bytes
    token: bytes
    opening: bytes
    stop_code: str

    @property
    def cookies(self) -> dict[str, str]:
        """The jar of the signed-in browser."""
        return {"oa_device": written(self.device), "oa_signin": written(self.token), "oa_open": written(self.opening)}


def host() -> None:
    """There is somebody who runs this computer: the house is not at its first start."""
    Host.objects.get_or_create(name="The load")


def member(name: str, now: int, *, locked: bool) -> Member:
    """An account with a passphrase and a device, a stop code that was kept, and one sign-in."""
    browser = Browser(os.urandom(32), "")
    opened = entry.sign_up(name=name, passphrase=PASSPHRASE, browser=browser, now=now)
    keys = opened.keys
    codes.new_stop_code(keys=keys)
    words = str(vaults.read(keys.person, keys).get(codes.STOP))
    for what in (codes.RECOVERY, codes.STOP):
        codes.kept(keys=keys, what=what)
    if locked:
        sign_ins.lock(opened.sign_in)
    return Member(name, keys, browser.device, opened.token, opened.opening, words)


def unlocks(who: Member, cookies: dict[str, str], now: int) -> dict[str, str]:
    """What an unlock of this browser leaves in it, without the stretching; for somebody who just pressed Exit now."""
    token = read(cookies["oa_signin"])
    before = sign_ins.find(token, now)
    assert before is not None and before.keys_sealed is None
    browser = Browser(who.device, "")
    opened = sign_ins.start(who.keys, before.wrap, browser=browser, shared=False, now=now, before=(before, token))
    return {"oa_signin": written(opened.token), "oa_open": written(opened.opening)}


def read(cookie: str) -> bytes:
    """The bytes of a cookie."""
    return base64.urlsafe_b64decode(cookie + "=" * (-len(cookie) % 4))


def lived(one: Keyring, other: Keyring, positions: int, records: int, now: int) -> str:
    """A space that two have made by invitation, with an agreement and so many records behind it; its id."""
    two = world.begin(one, other, now - 2 * world.DAY)
    world.state_all(two, world.catalogue_keys(positions), now - world.DAY)
    world.grow_history(two, records, now - world.DAY)
    return two.space


def recovery_code(keys: Keyring, now: int) -> str:
    """A new recovery code of this person, as they would read it."""
    codes.new_recovery(keys=keys, now=now)
    return str(vaults.read(keys.person, keys).get(codes.RECOVERY))


def with_six_words(name: str, now: int) -> tuple[Keyring, str]:
    """An account that six words open in any browser; and the words."""
    return world.somebody_who_signs_in(name, now)


def invitation(inviter: Keyring, now: int, *, lapsed: bool = False) -> str:
    """The words of an invitation that waits for somebody, or is past its time."""
    space = spaces.create(keys=inviter, once=uuid.uuid4().hex, label="Ours", own_name="Ash", now=now)
    spaces.invite(space=access.space_for(inviter.person, space, inviter), keys=inviter, now=now)
    if lapsed:
        Invitation.objects.filter(space_id=space).update(expires_hour=0)
    kept = vaults.read(inviter.person, inviter).get(f"space/{space}/invitation")
    return " ".join(to_words(kept["secret"], wordlist()))


def used_invitation(inviter: Keyring, invitee: Keyring, now: int) -> str:
    """The words of an invitation that was taken."""
    words = invitation(inviter, now)
    spaces.join(secret=secret_of(words), keys=invitee, own_name="Bo", label="Ours", now=now)
    return words


def pair(one: str, other: str, positions: int, now: int) -> tuple[tuple[Keyring, str], tuple[Keyring, str], str]:
    """Two with six words each who have lived in a space; and its id."""
    first, second = world.somebody_who_signs_in(one, now), world.somebody_who_signs_in(other, now)
    two = world.begin(first[0], second[0], now)
    world.state_all(two, world.catalogue_keys(positions), now)
    return first, second, two.space


def talked_about() -> tuple[str, str]:
    """An item that may be talked about and no more, and a side of it: what can be written as often as one likes."""
    item = next(item for item in load().items if item.ceiling is Level.TALK)
    return item.slug, str(item.sides[0].value)
