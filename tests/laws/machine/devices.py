"""People and their browsers: one page after another, through the rooms' own code, without HTTP and passphrases."""

import os
from collections import defaultdict
from types import SimpleNamespace
from typing import Any

from django.db import transaction

from ownaccord.accounts import cookies, remembered, renewal, sign_ins, stops, vaults, witnesses
from ownaccord.accounts.browser import Browser
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.consent import access, hooks
from ownaccord.consent.looking import Look


class Page(SimpleNamespace):
    """One request: whose it is, what the browser brings along, and what it takes home."""

    def is_secure(self) -> bool:
        return False

    def set_cookie(self, name: str, value: str, **_how: Any) -> None:
        self.cookies_of[name] = value
        self.cookies[name] = SimpleNamespace(value=value)


class Device:
    """One browser of one person. `portable`: it never brings a witness along.

    By space, what its witness has seen: `known`, the newest serials; `vault`, its number and which wishes it lacked.
    """

    def __init__(self, owner: "Somebody", name: str, *, portable: bool) -> None:
        self.owner, self.name, self.portable = owner, name, portable
        self.cookies: dict[str, str] = {}
        self.known: dict[str, dict[str, int]] = defaultdict(dict)
        self.vault: dict[str, tuple[int, frozenset[int]]] = defaultdict(lambda: (0, frozenset()))
        self.token, self.locked = os.urandom(32), True

    def page(self, now: int) -> Page:
        """A page of an unlocked browser; Unreadable when the vault is damaged."""
        page = self._bare(now)
        page.person, page.keys = self.owner.id, self.owner.keys
        witnesses.read(page, page.keys)
        return page

    def _bare(self, now: int) -> Page:
        if self.portable:
            self.clear()
        page = Page(COOKIES=dict(self.cookies), cookies_of=self.cookies, cookies={}, now=now, person=None, keys=None)
        page.witness = None
        page.browser = Browser(b"", "", cookies.witnesses(page))
        page.sign_ins = [(SimpleNamespace(person_id=self.owner.id), self.token)]
        page.vault_behind = False
        vaults.always(self.owner.id, None)
        return page

    def home(self, page: Page, known: Any = None) -> None:
        """The answer is back in the browser."""
        witnesses.write(page, page, known)
        vaults.always(self.owner.id, None)

    def look(self, page: Page, space: str) -> Look:
        """What this page may believe of the space."""
        return access.looked(page, space)

    def unlock(self, now: int) -> Page:
        """The passphrase was typed: what `letting_in.let_in` does, after the stretching."""
        keys, page = self.owner.keys, self._bare(now)
        with transaction.atomic():
            sign_ins._rewrite(keys, page.browser)
        remembered.bring_back(page, keys)
        page.person, page.keys = keys.person, keys
        witnesses.read(page, keys)
        hooks.at_unlock(page)
        remembered.forget(page, page, keys.person)
        self.home(page)
        self.locked = False
        return page

    def pause_locked(self, now: int, scope: str) -> None:
        """The button of a locked page, or a No that arrives locked: a plain row, and this browser's memory of it."""
        stops.pause(person=self.owner.id, scope=scope)
        page = self._bare(now)
        remembered.remember(page, page, *page.sign_ins[0], scope)

    def pause(self, now: int, scope: str) -> None:
        """The button of an unlocked page."""
        page = self.page(now)
        known = page.witness
        stops.pause(person=self.owner.id, scope=scope)
        page.witness = page.witness.with_pause(scope)
        hooks.at_pause(page, scope)
        self.home(page, known)

    def clear(self) -> None:
        """The cookies are gone."""
        self.cookies.clear()
        self.known.clear()
        self.vault.clear()
        self.token = os.urandom(32)

    def remembered(self) -> tuple[Any, ...]:
        """Everything that it holds at this moment."""
        return dict(self.cookies), dict(self.known), dict(self.vault), self.token, self.locked

    def remember(self, then: tuple[Any, ...]) -> None:
        """It holds what it held at that moment."""
        cookies, known, vault, self.token, self.locked = then
        self.cookies = dict(cookies)
        for mine, was in ((self.known, known), (self.vault, vault)):
            mine.clear()
            mine.update(was)


class Somebody:
    """A person: keys, and a few browsers."""

    def __init__(self, name: str, entropy: Any, portable: tuple[bool, ...]) -> None:
        self.name, self.entropy = name, entropy
        self.keys = Keyring.make(name * 32, entropy)
        self.devices = [Device(self, f"{name}{n}", portable=each) for n, each in enumerate(portable)]

    @property
    def id(self) -> str:
        return self.keys.person

    def recovers(self, now: int) -> None:
        """The recovery code: a new account key, other devices dropped, a day without loosening."""
        fresh = self.keys.rekey(self.entropy)
        with transaction.atomic():
            renewal._move_vault(self.keys, fresh)
            vaults.change(self.id, fresh, lambda book: renewal._note(book, None, now))
        self.keys = fresh
        self._new_browsers()

    def resets(self) -> None:
        """Everything lost: new keys and an empty vault under the same id."""
        self.keys = Keyring.make(self.id, self.entropy)
        book = VaultBook()
        book.put(renewal.WAS_RESET, True)
        row = renewal.Person.objects.get(pk=self.id)
        row.vault_version += 1
        row.vault = self.keys.seal_vault(book.dumps(), row.vault_version, self.entropy)
        row.identity_sealed, row.public_key = self.keys.seal_identity(self.entropy), self.keys.public
        row.save(update_fields=["vault", "vault_version", "identity_sealed", "public_key"])
        self._new_browsers()

    def _new_browsers(self) -> None:
        for device in self.devices:
            device.clear()
            device.locked = True
