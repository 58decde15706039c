"""Drawing words that somebody will read: passphrases, portable words and codes, without harsh words in them.

What is drawn is drawn again until no word of it is on the list of unkind ones (content/words/unkind.txt). That costs
about 0.04 bit a word: nothing that anybody could use.
"""

import os
from collections.abc import Callable

from ownaccord.lib.words import unkind, wordlist
from ownaccord.vault.recovery import new_passphrase, new_portable_words, to_words

SECRET = 16


def passphrase() -> str:
    """Return a passphrase to offer: five words."""
    return _kind(lambda: new_passphrase(os.urandom, wordlist()))


def portable() -> str:
    """Return the six words of a portable sign-in."""
    return _kind(lambda: new_portable_words(os.urandom, wordlist()))


def secret() -> bytes:
    """Return a secret of 16 bytes for a code in words."""
    while True:
        drawn = os.urandom(SECRET)
        if unkind().isdisjoint(to_words(drawn, wordlist())):
            return drawn


def _kind(draw: Callable[[], str]) -> str:
    while True:
        words = draw()
        if unkind().isdisjoint(words.split()):
            return words
