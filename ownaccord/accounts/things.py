"""Take my things: everything that is mine, as a page or as data; no authenticators and no keys."""

import json
from typing import Any

import pyrage  # type: ignore[import-untyped]
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from ownaccord.accounts import devices, hooks, settings, vaults
from ownaccord.accounts.lookups import date_of
from ownaccord.accounts.models import Person
from ownaccord.accounts.requests import Unlocked
from ownaccord.accounts.wraps import turn


def gather(request: Unlocked) -> dict[str, Any]:
    """Return what is theirs in sections: the account's own first, then each room's."""
    return {_("Account"): _account(request), **hooks.things(request)}


def as_json(things: dict[str, Any]) -> bytes:
    """Return the sections as JSON that people can read too."""
    return json.dumps(things, ensure_ascii=False, indent=2, default=str).encode()


def as_page(things: dict[str, Any]) -> bytes:
    """Return the sections as one HTML page that needs nothing else."""
    sections = [(title, _plain(content)) for title, content in things.items()]
    return render_to_string("accounts/things.html", {"sections": sections}).encode()


def seal(content: bytes, passphrase: str) -> bytes:
    """Return the content encrypted with a passphrase, in the age format; slow and large on purpose, so Busy."""
    with turn():
        return bytes(pyrage.passphrase.encrypt(content, passphrase))


def _account(request: Unlocked) -> dict[str, Any]:
    book = vaults.read(request.person, request.keys)
    row = Person.objects.only("email", "made_on").get(pk=request.person)
    return {
        _("Name"): book.get("name", ""),
        _("Made on"): date_of(row.made_on).isoformat(),
        _("E-mail address"): row.email,
        _("Waiting time in hours"): book.get(settings.WAIT),
        _("Devices since"): [each.day.isoformat() for each in devices.devices(request.person, request.sign_in)],
    }


def _plain(content: Any) -> list[tuple[int, str, str]]:
    """Return nested content as lines (depth, name, words), so that the template decides nothing."""
    lines: list[tuple[int, str, str]] = []
    _walk(content, 0, "", lines)
    return lines


def _walk(content: Any, depth: int, name: str, lines: list[tuple[int, str, str]]) -> None:
    if isinstance(content, dict):
        if name:
            lines.append((depth, name, ""))
        for key, value in content.items():
            _walk(value, depth + bool(name), str(key), lines)
    elif isinstance(content, list | tuple):
        lines.append((depth, name, ""))
        for value in content:
            _walk(value, depth + 1, "", lines)
    else:
        lines.append((depth, name, "" if content is None else str(content)))
