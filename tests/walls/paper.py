"""What stands in a PDF: its streams as they are once unpacked, and the words that its pages show.

Words are drawn by the numbers of glyphs, two bytes each; the tables that say which letters those are lie in the file.
Which font a word is in is not looked up: it is read with each table there is, and with one of them it is itself.
"""

import re
import zlib
from collections.abc import Iterator

BEGINS = b"%PDF-"
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
STRING = re.compile(rb"\((?:\\.|[^\\()])*\)|<[0-9a-fA-F]+>", re.S)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.S)
SHORT = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
PAIR = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>")

Letters = dict[int, str]


def opened(content: bytes) -> Iterator[bytes]:
    """Every stream of a PDF, unpacked where it is packed; then what its pages show, as it can be read."""
    streams = [_unpacked(each[1]) for each in STREAM.finditer(content)]
    yield from streams
    fonts = [dict(_letters(each)) for each in streams if b"begincmap" in each]
    for shown in (_glyphs(each) for each in streams if b"BT" in each and b"Tf" in each):
        yield from (_read(shown, letters) for letters in fonts)


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


def _letters(table: bytes) -> Iterator[tuple[int, str]]:
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.S):
        for glyph, text in PAIR.findall(part):
            yield int(glyph, 16), bytes.fromhex(text.decode()).decode("utf-16-be", "replace")


def _glyphs(page: bytes) -> bytes:
    """The strings that a page draws, one after the other: a word may be drawn in pieces."""
    return b"".join(_plain(each) for each in STRING.findall(page))


def _plain(string: bytes) -> bytes:
    if string[:1] == b"<":
        return bytes.fromhex(string[1:-1].decode()) if len(string) % 2 == 0 else b""
    return ESCAPE.sub(_meant, string[1:-1])


def _meant(escape: re.Match[bytes]) -> bytes:
    digits = escape[1]
    return bytes([int(digits, 8) & 255]) if digits.isdigit() else SHORT.get(digits, digits)


def _read(glyphs: bytes, letters: Letters) -> bytes:
    numbers = (int.from_bytes(glyphs[at : at + 2]) for at in range(0, len(glyphs) - 1, 2))
    return "".join(letters.get(each, "\0") for each in numbers).encode()
