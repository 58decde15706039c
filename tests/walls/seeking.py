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
LARGE, BLOCK, AT_ONCE, ALWAYS = 1 << 18, 8, 1 << 16, -1


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
    near = blocks_of(wanted)
    for path in files_below(*folders):
        for part in parts(path.read_bytes()):
            here = in_a_large(part, near) if len(part) > LARGE else in_a(part, wanted)
            found |= {(what, path.name) for what in here}
    return sorted(found)


def found_in(content: bytes, wanted: dict[str, set[bytes]]) -> set[str]:
    """What of this stands in these bytes, in something that gzip packed inside them, or in a PDF."""
    return {what for part in parts(content) for what in in_a(part, wanted)}


def parts(content: bytes) -> Iterator[bytes]:
    """These bytes, and what is packed in them. A page of a database that was never written is nothing to look at."""
    yield content.replace(EMPTY, b"") if EMPTY in content else content
    yield from unpacked(content)


def in_a(part: bytes, wanted: dict[str, set[bytes]]) -> set[str]:
    """What of this stands in these bytes."""
    return {what for what, each in wanted.items() if any(one in part for one in each)}


# Thousands of words in a file of many megabytes: it is cut into blocks of eight bytes, and only a word that has one of
# them in itself is looked for. One that is at least fifteen bytes long has a whole block in it, wherever it stands.

Blocks = dict[int, list[tuple[str, bytes]]]


def blocks_of(wanted: dict[str, set[bytes]]) -> Blocks:
    """By each block that tells of it: every word, with what it is; by `ALWAYS` those that are too short for that."""
    found: Blocks = {ALWAYS: []}
    for what, each in wanted.items():
        for one in each:
            tell = [int.from_bytes(one[at : at + BLOCK], sys.byteorder) for at in range(BLOCK)]
            for block in tell if len(one) >= 2 * BLOCK - 1 else [ALWAYS]:
                found.setdefault(block, []).append((what, one))
    return found


def in_a_large(part: bytes, near: Blocks) -> set[str]:
    """The same as `in_a`, in a fraction of the time."""
    told, whole = {ALWAYS}, memoryview(part)[: len(part) // BLOCK * BLOCK].cast("Q")
    for at in range(0, len(whole), AT_ONCE):
        told |= near.keys() & set(whole[at : at + AT_ONCE])
    return {what for block in told for what, one in near[block] if one in part}


def unpacked(content: bytes) -> Iterator[bytes]:
    """Whatever gzip packed that begins anywhere in these bytes, and what is in the PDF that they are or hold."""
    if paper.BEGINS in content:
        yield from paper.opened(content)
    at = content.find(GZIP)
    while at >= 0:
        with suppress(zlib.error):
            yield zlib.decompressobj(31).decompress(content[at:])
        at = content.find(GZIP, at + 1)
