"""The kept inputs: one text file for each decoder, one input on a line, so that a review can read them.

A line is a text in double quotes (JSON), or the bytes in hex. A line that begins with `#` is for people.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

FOLDER = Path(__file__).parent / "corpus"
MOST_ENTRIES, LONGEST_ENTRY, LARGEST = 20, 1024, 300_000


def path_of(name: str) -> Path:
    """Where the inputs of this decoder are kept."""
    return FOLDER / f"{name}.txt"


def kept(name: str) -> tuple[bytes, ...]:
    """The inputs kept for this decoder, in the order of the file."""
    path = path_of(name)
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return tuple(_read(line) for line in lines if line and not line.startswith("#"))


def keep(name: str, entries: Iterable[bytes]) -> None:
    """Add these inputs to the file; what people wrote in it, and what is there, stays where it is."""
    path = path_of(name)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    known = set(kept(name))
    fresh = [written(each) for each in entries if each not in known]
    path.write_text(before + "".join(f"{line}\n" for line in fresh), encoding="utf-8")


def written(data: bytes) -> str:
    """One input as a line."""
    try:
        text = data.decode("ascii")
    except UnicodeDecodeError:
        text = ""
    return json.dumps(text) if text and text.replace("\n", " ").isprintable() else (data.hex() or '""')


def spread(name: str, folder: Path) -> None:
    """Write the inputs as files of their own, as a fuzzer wants them."""
    folder.mkdir(parents=True, exist_ok=True)
    for each in kept(name):
        (folder / hashlib.sha256(each).hexdigest()[:16]).write_bytes(each)


def _read(line: str) -> bytes:
    return json.loads(line).encode("ascii") if line.startswith('"') else bytes.fromhex(line)
