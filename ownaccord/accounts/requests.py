"""What this room adds to a request, typed: who it is, whether they are unlocked, and what this browser remembers."""

from django.http import HttpRequest

from ownaccord.accounts.browser import Browser, Face
from ownaccord.accounts.keys import Keyring, Witness
from ownaccord.accounts.models import SignIn


class Asked(HttpRequest):
    """A request after the middleware: `person` and `keys` are None for a stranger, `keys` for a locked sign-in.

    `sign_ins` are this browser's living sign-ins with their tokens, the active one first. `vault_behind`: the stored
    vault is older than one that this browser has seen. `curtain`: this page stands between two people.
    `paused_instead`: what would have tightened was not stored, and a pause was. `opening`: what this browser has beside
    the token of its active sign-in while unlocked; empty otherwise.
    """

    now: int
    browser: Browser
    sign_ins: list[tuple[SignIn, bytes]]
    sign_in: SignIn | None
    person: str | None
    keys: Keyring | None
    opening: bytes
    witness: Witness | None
    vault_behind: bool
    face: Face
    curtain: bool
    paused_instead: bool


class Unlocked(Asked):
    """A request behind the unlocked door: person and keys are there."""

    sign_in: SignIn
    person: str
    keys: Keyring
