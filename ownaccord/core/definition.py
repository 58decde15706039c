"""What an own item is: a name, one sentence, its shapes and contexts, written by a person and not by the catalogue.

Its edition is a digest of that meaning, never a number that somebody's software claims: another meaning is another
edition, so that everybody's position counts as Talk first at most until they have read it again (law 9).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from ownaccord.core.errors import Malformed
from ownaccord.core.plain import listed
from ownaccord.core.position import DIGEST_EDITION, DIGEST_LENGTH, ItemRule, Shape
from ownaccord.core.terms import Context, is_plain
from ownaccord.vault.canonical import encode

LONGEST_NAME = 60
MOST_OF_ONE_AUTHOR = 20
MARK = 16
_LABEL = b"own-accord/own-item/1"
_SLUG = re.compile(r"own-[0-9a-f]{32}")


def is_own(item: str) -> bool:
    """True for the slug of an own item. No card of the catalogue has such a slug."""
    return _SLUG.fullmatch(item) is not None


def own_slug(mark: bytes) -> str:
    """The slug of 16 random bytes."""
    if len(mark) != MARK:
        raise Malformed("mark")
    return f"own-{mark.hex()}"


@dataclass(frozen=True, slots=True)
class Definition:
    """One own item. Raises ``Malformed``.

    ``name``: 1..60 characters, ``sentence``: 1..200, both plain text. ``shapes`` and ``contexts``: at least one each,
    the shapes in the order of ``Shape``.
    """

    slug: str
    name: str
    sentence: str
    shapes: tuple[Shape, ...]
    contexts: frozenset[Context]

    def __post_init__(self) -> None:
        if type(self.slug) is not str or not is_own(self.slug):
            raise Malformed("slug")
        if not is_plain(self.name) or len(self.name) > LONGEST_NAME or not is_plain(self.sentence):
            raise Malformed("words")
        if not all(type(shape) is Shape for shape in self.shapes):
            raise Malformed("shapes")
        if not self.shapes or self.shapes != tuple(shape for shape in Shape if shape in self.shapes):
            raise Malformed("shapes")
        if not self.contexts or not all(type(context) is Context for context in self.contexts):
            raise Malformed("contexts")

    def __repr__(self) -> str:
        return "<Definition>"

    @property
    def edition(self) -> int:
        """The edition of this meaning. Two meanings have the same one with no more chance than 128 bits leave."""
        digest = sha256(_LABEL + encode(as_list(self)[1:])).digest()[:DIGEST_LENGTH]
        return DIGEST_EDITION + int.from_bytes(digest, "big")

    @property
    def rule(self) -> ItemRule:
        """What permission needs to know of it."""
        return ItemRule(slug=self.slug, shapes=self.shapes, edition=self.edition)


def as_list(definition: Definition) -> list[object]:
    """The definition as a list of plain values that canonical bytes can hold."""
    return [
        definition.slug, definition.name, definition.sentence, [str(shape) for shape in definition.shapes],
        sorted(str(context) for context in definition.contexts),
    ]  # fmt: skip


def from_list(fields: Any) -> Definition:
    """The definition of such a list, or ``Malformed``."""
    try:
        slug, name, sentence, shapes, contexts = listed(fields)
        known = tuple(Shape(shape) for shape in listed(shapes))
        return Definition(slug, name, sentence, known, frozenset(Context(context) for context in listed(contexts)))
    except (ValueError, TypeError):
        raise Malformed("definition") from None
