"""Introductions: how members of a space who never met learn each other's keys, from somebody whom they both pinned.

An introduction names everybody in the space, the one who reads it included. It is sealed to one reader and carries the
introducer's MAC for that reader: it says who vouches for these keys, to that reader and to nobody else. Whether it
fits what the reader saw before is for the reader to compare. Format: docs/develop/spec/introduction.md.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from ownaccord.core.in_force import LARGEST, SMALLEST
from ownaccord.core.record import Quarantine, Stage
from ownaccord.core.terms import is_plain
from ownaccord.vault import attest
from ownaccord.vault.canonical import decode, encode
from ownaccord.vault.derive import KEY, Label
from ownaccord.vault.errors import Unreadable
from ownaccord.vault.keyring import Keyring
from ownaccord.vault.sealing import Place, open_from, pad, seal_to, unpad

VERSION = 1
FLOOR = 4096


@dataclass(frozen=True, slots=True, repr=False)
class Introduced:
    """One person of an introduction: who, by which name, with which identity key."""

    person: str
    name: str
    public: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Introduction:
    """What one reader gets: the list sealed to them, and the introducer's MACs (member -> MAC)."""

    sealed: bytes
    macs: Mapping[str, bytes]


def make(
    space: str, epoch: int, to: str, to_public: bytes, people: Iterable[Introduced], keys: Keyring
) -> Introduction:
    """Return the introduction of these people to one of them. HPKE draws its own entropy."""
    sealed = seal_to(to_public, _place(space, epoch, keys.person, to), pad(_plain(people), FLOOR))
    digest = _digest(space, epoch, keys.person, to, sealed)
    return Introduction(sealed, keys.vouch(digest, space, epoch, {to: to_public}))


def read(
    given: Introduction, space: str, epoch: int, by: str, by_public: bytes, keys: Keyring
) -> tuple[Introduced, ...]:
    """Return the people whom `by`, with the key that the reader pinned, introduces; Quarantine otherwise.

    They are 2 to 8, each once, by names that differ; the reader and the introducer are among them, with their keys.
    A name is plain text, or empty where the introducer knows none.
    """
    digest = _digest(space, epoch, by, keys.person, given.sealed)
    if by == keys.person or not keys.vouched(digest, given.macs, by, by_public, space, epoch):
        raise Quarantine(Stage.GRANT)
    try:
        plain = unpad(open_from(keys.identity, _place(space, epoch, by, keys.person), given.sealed), FLOOR)
        version, lines = decode(plain)
        people = tuple(Introduced(*line) for line in lines)
    except (Unreadable, ValueError, TypeError):
        raise Quarantine(Stage.GRANT) from None
    if version != VERSION or not _whole(people, {keys.person: keys.public, by: by_public}) or plain != _plain(people):
        raise Quarantine(Stage.GRANT)
    return people


def _whole(people: tuple[Introduced, ...], known: Mapping[str, bytes]) -> bool:
    typed = all(type(p.person) is str and type(p.name) is str and type(p.public) is bytes for p in people)
    if not typed or not SMALLEST <= len(people) <= LARGEST or any(len(p.public) != KEY for p in people):
        return False
    if not all(is_plain(each.name) for each in people if each.name):
        return False
    keys = {each.person: each.public for each in people}
    apart: tuple[Callable[[Introduced], object], ...] = (_person, lambda each: each.name, lambda each: each.public)
    return all(len({of(each) for each in people}) == len(people) for of in apart) and known.items() <= keys.items()


def _plain(people: Iterable[Introduced]) -> bytes:
    lines = [[each.person, each.name, each.public] for each in sorted(people, key=_person)]
    return encode([VERSION, lines])


def _person(each: Introduced) -> str:
    return each.person


def _place(space: str, epoch: int, by: str, to: str) -> Place:
    return Place("introduction", space, epoch, by, 0, to, VERSION)


def _digest(space: str, epoch: int, by: str, to: str, sealed: bytes) -> bytes:
    header = encode([str(Label.INTRODUCTION), VERSION, space, epoch, by, to])
    return attest.digest(header, sha256(sealed).digest())
