"""This browser's witness of each account: sealed in a cookie, it notices when what is stored goes back in time."""

import os
from dataclasses import replace

from django.http import HttpResponse

from ownaccord.accounts import cookies, vaults
from ownaccord.accounts.browser import Browser
from ownaccord.accounts.keys import Keyring, Unreadable, VaultBook, Witness
from ownaccord.accounts.lookups import witness_name
from ownaccord.accounts.requests import Asked, Unlocked

BEHIND = "settings/vault_behind"


def of(keys: Keyring, browser: Browser) -> Witness | None:
    """Return what this browser remembers of this account; None without a cookie, which is no alarm."""
    sealed = browser.witnesses.get(witness_name(keys.person))
    try:
        return Witness.loads(keys.open_witness(sealed)) if sealed else None
    except Unreadable:
        return None


def notes_behind(keys: Keyring, browser: Browser, book: VaultBook, stored: int) -> None:
    """Write into the vault itself that it is older than one this browser has seen.

    Every unlock writes the vault once more, so the number alone would soon catch up and hide it.
    """
    witness = of(keys, browser)
    if witness is not None and witness.vault_version > stored:
        mark_behind(book)


def mark_behind(book: VaultBook) -> None:
    """Write into a vault that it is older than one that there was."""
    book.put(BEHIND, True)


def read(request: Asked, keys: Keyring) -> VaultBook:
    """Put the witness on the request; without one there is a new one, which knows the vault of today: it is returned.

    Unreadable when the stored vault is damaged or not the one that its row says. Whatever this page writes to a
    vault that is older marks it: a No in the quarantine writes it as well, and the number alone would soon catch up.
    """
    witness = of(keys, request.browser) or Witness()
    stored, book = vaults.read_at(keys.person, keys)
    request.vault_behind = witness.vault_version > stored or bool(book.get(BEHIND))
    vaults.always(keys.person, mark_behind if request.vault_behind else None)
    request.witness = witness
    return book


def write(request: Asked, response: HttpResponse, known: Witness | None) -> None:
    """Seal the witness back into its cookie when it learned something; a vault that is behind teaches it nothing."""
    if request.keys is None or request.witness is None:
        return
    witness = request.witness
    if not request.vault_behind:
        witness = witness.at_version(vaults.version(request.keys.person))
    if witness != known:
        sealed = request.keys.seal_witness(witness.fit().dumps(), os.urandom)
        cookies.put(request, response, cookies.WITNESS + witness_name(request.keys.person), sealed, cookies.YEAR)


def begin_anew(request: Unlocked) -> None:
    """Take the vault of today as the true one, once its owner has reaffirmed what is in it."""
    vaults.always(request.person, None)
    vaults.change(request.person, request.keys, lambda book: book.drop(BEHIND))
    request.witness = replace(request.witness or Witness(), vault_version=vaults.version(request.person))
    request.vault_behind = False
