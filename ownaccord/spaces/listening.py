"""Who may listen by being signed in: whoever is unlocked in this browser, to the living spaces in which they sit."""

from collections.abc import Collection, Mapping

from ownaccord.accounts import cookies as jar
from ownaccord.accounts import sign_ins
from ownaccord.accounts.lookups import token_hash
from ownaccord.lib.streams.listening import Listener
from ownaccord.spaces import access

HASH = 32


class BySignIn:
    """A way to be known: by the first sign-in of this browser that lives, if it is unlocked."""

    def shown(self, cookies: Mapping[str, str], *, secure: bool) -> bytes | None:
        """The hashes of all tokens of this browser, the active one first."""
        return b"".join(map(token_hash, jar.tokens_in(cookies, secure=secure))) or None

    def may(self, shown: Collection[bytes], now: int) -> Mapping[bytes, Listener]:
        """Who is unlocked, and where they sit."""
        apart = {each: [each[at : at + HASH] for at in range(0, len(each), HASH)] for each in shown}
        living = sign_ins.who_is_unlocked([token for tokens in apart.values() for token in tokens], now)
        found = {
            each: next((living[token] for token in tokens if token in living), None) for each, tokens in apart.items()
        }
        spaces = access.spaces_of_each({person for person in found.values() if person is not None})
        return {each: Listener(person, spaces[person]) for each, person in found.items() if person is not None}


by_sign_in = BySignIn()
