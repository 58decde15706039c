"""What a browser brings along: its device secret, its address, its sealed witnesses, and the face it shows."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ownaccord.accounts.keys import Unreadable, decode, encode
from ownaccord.core.terms import is_plain
from ownaccord.lib.forms import is_one_line

DEVICE = 32
LONGEST_NAME = 40
ICONS = ("notebook", "leaf", "calendar")
PLAIN_NAME = "Notes"
PLAIN_ADDRESS = "about:blank"


@dataclass(frozen=True, slots=True, repr=False)
class Browser:
    """Whom a request comes from, as far as anybody knows. `witnesses` are sealed, by the short name of their cookie.

    `fresh`: the device secret was only just drawn and nothing can be sealed under it yet.
    """

    device: bytes
    address: str
    witnesses: Mapping[str, bytes] = field(default_factory=dict)
    fresh: bool = False

    @property
    def counted_as(self) -> str | bytes:
        """Under what its failed tries are counted: its device secret, or its address when it did not bring one."""
        return self.device if self.brought else self.address

    @property
    def brought(self) -> bool:
        """Whether it came with a device secret, its own or an invented one."""
        return bool(self.device) and not self.fresh

    def with_device(self) -> "Browser":
        """Return a browser that surely has a device secret: its own, or a fresh one of 32 random bytes."""
        return self if self.device else Browser(os.urandom(DEVICE), self.address, self.witnesses, fresh=True)


@dataclass(frozen=True, slots=True)
class Face:
    """The neutral name and icon that every page shows, and where Exit now leads; chosen for this browser."""

    name: str = PLAIN_NAME
    icon: str = ICONS[0]
    address: str = PLAIN_ADDRESS

    def dumps(self) -> bytes:
        """Return the bytes for the cookie; nothing in them is private."""
        return encode([self.name, self.icon, self.address])

    @classmethod
    def loads(cls, data: bytes | None) -> "Face":
        """Return the face of a cookie; the plain one when the cookie is missing or not ours."""
        try:
            name, icon, address = decode(data or b"")
        except (Unreadable, TypeError, ValueError):
            return cls()
        if (
            icon not in ICONS
            or not (is_plain(name) and is_one_line(name))
            or len(name) > LONGEST_NAME
            or not leads_out(address)
        ):
            return cls()
        face = cls(name, icon, address)
        return face if face.dumps() == data else cls()


def leads_out(address: object) -> bool:
    """Return whether Exit now may lead there: a blank page, or an https address without a name or password in it."""
    if address == PLAIN_ADDRESS:
        return True
    # Blanks before it are left out by what takes it apart here, and not by what goes there.
    if not isinstance(address, str) or len(address) > 300 or address[:8].lower() != "https://":
        return False
    try:
        parts = urlsplit(address)
        return parts.scheme == "https" and bool(parts.hostname) and parts.username is None and address.isprintable()
    except ValueError:
        return False
