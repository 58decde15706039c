"""Looking for words and keys in every file below some folders, however they are written there."""

import base64
import json
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, quote_plus

from tests.walls import paper

GZIP = b"\x1f\x8b\x08"
EMPTY = bytes(512)
LARGE, AT_ONCE = 1 << 18, 1 << 12
# Bytes of a block, and what `memoryview` calls such numbers.
BLOCKS, SHORTEST = {8: "Q", 4: "I"}, 4


def spellings(word: str) -> set[bytes]:
    """The word as UTF-8, UTF-16, hexadecimal, percent-encoded, in JSON, and in base64 wherever in it it may begin."""
    plain = word.encode()
    found = {plain, quote(word).encode(), quote_plus(word).encode(), json.dumps(word)[1:-1].encode()}
    found |= {word.encode("utf-16-le"), word.encode("utf-16-be")}
    return found | written(plain)


def written(plain: bytes) -> set[bytes]:
    """Bytes as they are, in hexadecimal and in base64."""
    found = {plain, plain.hex().encode(), plain.hex().upper().encode()}
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        for before in range(3):
            # What stands before and after the word mixes into the first and last digits: those are left out.
            whole = encode(bytes(before) + plain).rstrip(b"=")
            found.add(whole[(before * 8 + 5) // 6 : len(whole) - 1])
    return found


def files_below(*folders: Path) -> list[Path]:
    """Every file that has any bytes."""
    every = (path for folder in folders for path in ([folder] if folder.is_file() else folder.rglob("*")))
    return [path for path in every if path.is_file() and not path.is_symlink() and path.stat().st_size]


def hits(words: Iterable[tuple[str, str]], *folders: Path) -> list[tuple[str, str]]:
    """(what, file) for every word (what, word) that stands somewhere below these folders."""
    return hits_of({what: spellings(word) for what, word in words}, *folders)


def hits_of(wanted: dict[str, set[bytes]], *folders: Path) -> list[tuple[str, str]]:
    """(what, file) for everything of which one of the spellings stands somewhere below these folders."""
    found: set[tuple[str, str]] = set()
    for path in files_below(*folders):
        found |= {(what, path.name) for what in found_in(path.read_bytes(), wanted)}
    return sorted(found)


def found_in(content: bytes, wanted: dict[str, set[bytes]]) -> set[str]:
    """What of this stands in these bytes, in something that gzip packed inside them, or in a PDF."""
    # A page of a database that was never written is nothing to look through.
    parts = (content.replace(EMPTY, b"") if EMPTY in content else content, *unpacked(content))
    return {what for part in parts for what in (_in_a_large if len(part) > LARGE else _in)(part, wanted)}


def _in(part: bytes, wanted: dict[str, set[bytes]]) -> set[str]:
    return {what for what, each in wanted.items() if any(one in part for one in each)}


def _in_a_large(part: bytes, wanted: dict[str, set[bytes]]) -> set[str]:
    """The same for a file of many megabytes, in a fraction of the time.

    It is cut into blocks of eight bytes, and only a word that has one of them in itself is looked for. Whatever is at
    least fifteen bytes long has a whole block in it, wherever it stands; for what is shorter the blocks are shorter.
    """
    near = [(what, one) for what, each in wanted.items() for one in each if len(one) < 2 * SHORTEST - 1]
    for size in BLOCKS:
        blocks, telling = memoryview(part)[: len(part) // size * size].cast(BLOCKS[size]), _telling(wanted, size)
        for at in range(0, len(blocks), AT_ONCE):
            if not telling.keys().isdisjoint(some := blocks[at : at + AT_ONCE]):
                near += [each for block in telling.keys() & set(some) for each in telling.pop(block)]
    return {what for what, one in near if one in part}


def _telling(wanted: dict[str, set[bytes]], size: int) -> dict[int, list[tuple[str, bytes]]]:
    """By each block of this size the words that may have it in themselves, and that have no room for a larger one."""
    found: dict[int, list[tuple[str, bytes]]] = {}
    for what, each in wanted.items():
        for one in each:
            fits = 2 * size - 1 <= len(one) and (size == max(BLOCKS) or len(one) < 4 * size - 1)
            for at in range(size) if fits else ():
                found.setdefault(int.from_bytes(one[at : at + size], sys.byteorder), []).append((what, one))
    return found


def unpacked(content: bytes) -> Iterator[bytes]:
    """Whatever gzip packed that begins anywhere in these bytes, and what is in the PDF that they are or hold."""
    if paper.BEGINS in content:
        yield from paper.opened(content)
    at = content.find(GZIP)
    while at >= 0:
        with suppress(zlib.error):
            yield zlib.decompressobj(31).decompress(content[at:])
        at = content.find(GZIP, at + 1)
