"""Canaries: words that stand nowhere else, put into every field in which somebody can write; and every key there is.

All words begin with one mark, so that one search finds any of them, cut off or changed behind it too.
"""

import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from ownaccord.accounts.keys import Keyring, VaultBook, encode, from_words
from ownaccord.lib.words import wordlist
from ownaccord.vault import derive
from tests.walls.seeking import spellings, written

SHORTEST = 12
EACH_LABEL = 6
# A single word, or a part, of a code that was shown.
TYPED_BACK = {"first", "second"}


@dataclass
class Sown:
    """What was typed where, what was shown, and what was derived. `open` is the mark of what anybody may read."""

    mark: str = field(default_factory=lambda: f"sown{secrets.token_hex(5)}")
    open: str = field(default_factory=lambda: f"open{secrets.token_hex(5)}")
    typed: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    shown: dict[str, str] = field(default_factory=dict)
    keys: dict[str, list[bytes]] = field(default_factory=dict)
    entries: dict[str, bytes] = field(default_factory=dict)
    seen: set[tuple[Any, ...]] = field(default_factory=set)

    def word(self, about: str) -> str:
        """A canary of one word."""
        return f"{self.mark}{secrets.token_hex(3)}{about}"

    def phrase(self, about: str) -> str:
        """A canary that is good as a passphrase, with a sign that is written in as many ways as there are encodings."""
        return f"{self.word(about)} lantern ünder old bridges"

    def said(self, about: str) -> str:
        """A canary that the others in a space may read."""
        self.told.add(word := self.word(about))
        return word

    def public(self, about: str) -> str:
        """A word that is meant to be stored in plain."""
        return f"{self.open}{about}"

    def show(self, what: str, words: str) -> str:
        """Remember a code that a page showed."""
        assert len(words) > 15, words
        self.shown[f"{what} {len(self.shown)}"] = words
        return words

    def say(
        self, here: Client, address: str, where: dict[str, Any] | None = None, /, *, status: int = 303, **fields: Any
    ) -> HttpResponse:
        """Send a form, and note which of its fields carried a canary, a code, or a part of one."""
        answer = here.post(reverse(address, kwargs=where), fields)
        assert answer.status_code == status, (address, answer.status_code, answer.content.decode())
        for name, value in fields.items():
            if isinstance(value, str) and self.is_canary(value, name):
                self.typed.setdefault((address, name), set()).add(value)
        return answer  # type: ignore[no-any-return]

    def is_canary(self, text: str, name: str) -> bool:
        """Whether this is one of ours, in a field of this name; what a button says may stand in a code by chance."""
        part = name in TYPED_BACK or len(text.replace("-", " ").split()) > 1
        return self.mark in text or self.open in text or (part and any(text in code for code in self.shown.values()))

    @property
    def wanted(self) -> dict[str, set[bytes]]:
        """Everything private, in all its spellings."""
        found = {"typed": spellings(self.mark)}
        for what, words in self.shown.items():
            found[what] = spellings(words) | _bytes_of(words)
        for label, keys in self.keys.items():
            found[label] = {form for key in keys for form in (key, key.hex().encode(), key.hex().upper().encode())}
        entries = {*self.entries.values(), *(key.encode() for key in self.entries)}
        found["vault entries"] = {each for each in entries if len(each) >= SHORTEST}
        return found

    @property
    def wanted_open(self) -> dict[str, set[bytes]]:
        """What may be read by anybody who has the database."""
        return {"open": spellings(self.open)}


def _bytes_of(words: str) -> set[bytes]:
    """The bytes behind eleven words, or a recovery code without its strokes."""
    listed = set(wordlist())
    if len(words.split()) == 11 and set(words.split()) <= listed:
        return written(from_words(words, wordlist()))
    return spellings(words.replace("-", ""))


@contextmanager
def every_key(sown: Sown) -> Iterator[None]:
    """Whatever is derived, held or written into a vault inside is a canary too."""
    with (
        mock.patch.object(Keyring, "__post_init__", _noting(sown)),
        mock.patch.object(VaultBook, "put", _putting(sown)),
        everywhere("expand", _expanding(sown)),
    ):
        yield


def _keep(sown: Sown, label: str, key: bytes) -> None:
    kept = sown.keys.setdefault(label, [])
    if key not in kept and len(kept) < EACH_LABEL:
        kept.append(key)


def _noting(sown: Sown) -> Any:
    before = Keyring.__post_init__

    def note(keys: Keyring) -> None:
        before(keys)
        _keep(sown, "account key", keys.account_key)
        _keep(sown, "identity", keys.identity)

    return note


def _putting(sown: Sown) -> Any:
    before = VaultBook.put

    def put(book: VaultBook, key: str, value: object) -> None:
        before(book, key, value)
        sown.entries[key] = encode(value)

    return put


def _expanding(sown: Sown) -> Any:
    before = derive.expand

    def expand(key: bytes, label: derive.Label, *context: str | int | bytes) -> bytes:
        found = before(key, label, *context)
        _keep(sown, str(label), found)
        return found

    return expand


@contextmanager
def everywhere(name: str, other: Any) -> Iterator[None]:
    """One function of the vault is another one, in every module that has it by its name."""
    real = getattr(derive, name)
    holders = [module for module in list(sys.modules.values()) if getattr(module, name, None) is real]
    for module in holders:
        setattr(module, name, other)
    try:
        yield
    finally:
        for module in holders:
            setattr(module, name, real)
