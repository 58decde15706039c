"""Looking for words in every file below some folders, however they are written there."""

import base64
import mmap
from collections.abc import Iterable
from pathlib import Path


def spellings(word: str) -> set[bytes]:
    """The word as UTF-8, UTF-16, hexadecimal, and base64 wherever in it the word may begin."""
    plain = word.encode()
    found = {plain, plain.hex().encode(), plain.hex().upper().encode()}
    found |= {word.encode("utf-16-le"), word.encode("utf-16-be")}
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
    wanted = [(what, each) for what, word in words for each in spellings(word)]
    found = []
    for path in files_below(*folders):
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            found += [(what, path.name) for what, each in wanted if content.find(each) >= 0]
    return sorted(set(found))
