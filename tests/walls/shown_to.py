"""What somebody is given: every page and every file, with their own ids in the addresses, and with somebody else's."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

from django.urls import Resolver404, resolve

from tests.walls.addresses import NOTHING, Address, addresses, places
from tests.walls.requests import answers
from tests.walls.resident import Resident

LINK = re.compile(r'(?:href|action)="(/[^"?#]*)')
# Forms that answer with a file.
TAKEN = (
    ("me-take", "/me/take/", {"kind": "html"}), ("me-take", "/me/take/", {"kind": "json"}),
    ("journal-take", "/me/notes/take/", {}),
)  # fmt: skip


@dataclass
class Given:
    """Every answer to somebody by where it came from, and the names of the addresses that had something for them."""

    who: str
    content: dict[str, bytes] = field(default_factory=dict)
    there: set[str] = field(default_factory=set)


def given_to(who: Resident, known: Iterable[tuple[str, str]]) -> Given:
    """Every page and file, in each of their spaces; `known`: ids of somebody else that they try, too."""
    found = Given(who.who)
    for address, path in _pages(who, list(addresses())):
        _read(who, found, address.name, path)
    tried: set[tuple[str, str]] = set()
    for _round in range(2):
        ids = {*known, *ids_in(found.content.values())} - tried
        for address, path in _pages(who, [each for each in addresses() if _varies(each)], ids):
            _read(who, found, address.name, path)
        tried |= ids
    for name, path, fields in TAKEN:
        answer = who.browser.post(path, fields)
        assert answer.status_code == 200
        found.content[f"{path} {fields}"] = answer.content
        found.there.add(name)
    return found


def ids_of(who: Resident) -> set[tuple[str, str]]:
    """What stands in the addresses of somebody's own things: (what it names, id)."""
    lists = [each for each in addresses() if set(each.varies) <= {"space"}]
    return ids_in(who.browser.get(path).content for _, path in _pages(who, lists))


def ids_in(pages: Iterable[bytes]) -> set[tuple[str, str]]:
    found = set()
    for link in {link for page in pages for link in LINK.findall(page.decode(errors="replace"))}:
        try:
            varies = resolve(html.unescape(link)).kwargs
        except Resolver404:
            continue
        found |= {(name, str(value)) for name, value in varies.items() if name in NOTHING and value != "x"}
    # An own item is read as an item, too.
    return found | {("item", value) for name, value in found if name == "own"}


def spaces_of(who: Resident) -> list[str]:
    return re.findall(r"/s/([0-9a-f]{32})/", who.page("/")) or ["0" * 32]


def _varies(address: Address) -> set[str]:
    return {*NOTHING, "item"} & set(address.varies)


def _pages(
    who: Resident, which: list[Address], ids: Iterable[tuple[str, str]] | None = None
) -> Iterator[tuple[Address, str]]:
    """The addresses with nothing in particular in them; with `ids`, each with every one that fits into it."""
    for address, space in product((each for each in which if answers(each, 0)), dict.fromkeys(spaces_of(who))):
        for name, value in [("", "")] if ids is None else ids:
            if ids is None or name in address.varies:
                yield address, address.path(**places(space, **({name: value} if name else {})))


def _read(who: Resident, found: Given, name: str, path: str) -> None:
    if path in found.content:
        return
    answer = who.browser.get(path)
    found.content[path] = answer.content
    if answer.status_code == 200:
        found.there.add(name)
