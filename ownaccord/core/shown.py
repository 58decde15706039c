"""What somebody shows of themselves to a space: a few cards, sealed under the key of its epoch and vouched for to each.

Everything that one person shows there is one thing with one number, which rises with each change; a reader who has seen
a number takes no earlier one, so that what was taken back stays taken back. Format: docs/develop/spec/shown.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from ownaccord.core.errors import Malformed
from ownaccord.core.record import Quarantine, SpaceView, Stage
from ownaccord.vault import attest
from ownaccord.vault.canonical import decode, encode
from ownaccord.vault.derive import Label, expand
from ownaccord.vault.errors import Unreadable
from ownaccord.vault.keyring import Keyring
from ownaccord.vault.sealing import Place, open_sealed, pad, seal, unpad

VERSION = 1
FLOOR = 16384
MOST_CARDS = 20
LONGEST = 20_000

Cards = Mapping[str, tuple[tuple[str, str], ...]]
"""What a card is about -> its lines, each a question and what was said."""


@dataclass(frozen=True, slots=True, repr=False)
class Shown:
    """Everything that one person shows, as stored: sealed, with its number and its author's MACs (member -> MAC)."""

    number: int
    sealed: bytes
    macs: Mapping[str, bytes]


def make(
    view: SpaceView, number: int, cards: Cards, keys: Keyring, epoch_key: bytes, entropy: Callable[[int], bytes]
) -> Shown:
    """Return these cards for the members of the space. Malformed for too many, or too much in one."""
    _check(cards)
    place = _place(view, keys.person, number)
    sealed = seal(_key(epoch_key, keys.person, number), place, pad(_plain(cards), FLOOR), entropy)
    macs = keys.vouch(_digest(view, keys.person, number, sealed), view.space, view.epoch, view.members)
    return Shown(number, sealed, macs)


def read(view: SpaceView, author: str, shown: Shown, keys: Keyring, epoch_key: bytes) -> Cards:
    """Return what this member shows, if they vouched for it to this reader; Quarantine otherwise."""
    digest = _digest(view, author, shown.number, shown.sealed)
    if author not in view.members:
        raise Quarantine(Stage.PLACE)
    if not keys.vouched(digest, shown.macs, author, view.members[author], view.space, view.epoch):
        raise Quarantine(Stage.MAC)
    try:
        key, place = _key(epoch_key, author, shown.number), _place(view, author, shown.number)
        plain = unpad(open_sealed(key, place, shown.sealed))
        _version, stored = decode(plain)
        cards = {about: tuple((asked, said) for asked, said in lines) for about, lines in stored.items()}
        _check(cards)
        # Another version, and what is read alike but written in another way, is not what anybody made here.
        if _plain(cards) != plain:
            raise Quarantine(Stage.STATE)
    except (Unreadable, Malformed, ValueError, TypeError, AttributeError):
        raise Quarantine(Stage.STATE) from None
    return cards


def _plain(cards: Cards) -> bytes:
    return encode([VERSION, {about: [list(line) for line in lines] for about, lines in cards.items()}])


def _check(cards: Cards) -> None:
    texts = [text for about, lines in cards.items() for text in (about, *(each for line in lines for each in line))]
    if len(cards) > MOST_CARDS or any(type(text) is not str for text in texts) or sum(map(len, texts)) > LONGEST:
        raise Malformed("cards")


def _key(epoch_key: bytes, author: str, number: int) -> bytes:
    return expand(epoch_key, Label.SHOWN_KEY, author, number)


def _place(view: SpaceView, author: str, number: int) -> Place:
    return Place("shown", view.space, view.epoch, author, number, "", VERSION)


def _digest(view: SpaceView, author: str, number: int, sealed: bytes) -> bytes:
    header = encode([str(Label.SHOWN), VERSION, view.space, view.epoch, author, number])
    return attest.digest(header, sha256(sealed).digest())
