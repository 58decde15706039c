"""The list of 7776 words from which codes and passphrases are made (content/words/, with its source)."""

from functools import cache

from ownaccord.catalogue.folder import content_root


@cache
def wordlist() -> tuple[str, ...]:
    """Return the words in their order; the place of a word is its digit in a code."""
    lines = (content_root() / "words" / "eff_long.txt").read_text("utf-8").split()
    return tuple(lines)


@cache
def known_words() -> frozenset[str]:
    """Return the same words, to look one up."""
    return frozenset(wordlist())


@cache
def unkind() -> frozenset[str]:
    """Return the words that no offered passphrase or code contains: harsh ones, and some that would be awkward here."""
    return frozenset((content_root() / "words" / "unkind.txt").read_text("utf-8").split())
