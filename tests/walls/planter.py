"""Somebody who writes rows, with keys, a passphrase and a browser of their own."""

import base64
import os
from typing import Any

from ownaccord.accounts import wraps
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.accounts.models import KeyWrap
from tests.people import Somebody, new_browser


class Planter:
    """Somebody who writes rows: with an account key, a passphrase and a browser of their own."""

    words = "planted words of somebody else"

    def __init__(self, person: str, now: int) -> None:
        self.keys, self.device, self.now = Keyring.make(person, os.urandom), os.urandom(32), now
        self.browser = new_browser()

    def wrap(self) -> dict[str, Any]:
        """The columns of a wrap that this passphrase opens in this browser."""
        share = wraps.account_device(self.device, self.keys.person)
        made = wraps.for_device(self.keys, self.words, share, self.now)
        columns = ("salt", "wrapped", "device_lookup", "device_sealed", "memory_kib", "passes", "lanes")
        return {name: getattr(made, name) for name in columns}

    def account(self) -> dict[str, Any]:
        """The columns of an account that these keys open."""
        book = VaultBook()
        book.put("name", "Ash")
        vault = self.keys.seal_vault(book.dumps(), 9, os.urandom)
        identity = self.keys.seal_identity(os.urandom)
        return {"vault": vault, "vault_version": 9, "identity_sealed": identity, "public_key": self.keys.public}

    def signs_in(self) -> int:
        """What the sign-in page answers to the planted passphrase, under Ash's name."""
        self.browser.cookies["oa_device"] = base64.urlsafe_b64encode(self.device).rstrip(b"=").decode()
        return self.browser.post("/sign-in/", {"name": "Ash", "secret": self.words}).status_code


def kept(who: Somebody) -> list[KeyWrap]:
    """Every way in, as it lies there now."""
    return list(KeyWrap.objects.filter(person_id=who.id))


def replayed(who: Somebody, old: list[KeyWrap]) -> None:
    """The ways in of earlier, in place of those of today or beside them."""
    KeyWrap.objects.filter(person_id=who.id).update(device_lookup=None)
    for each in old:
        KeyWrap.objects.filter(pk=each.pk).delete()
        each.save(force_insert=True)
