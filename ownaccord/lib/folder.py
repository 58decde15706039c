"""The data folder: where it is, and the few files in it. Nothing is created until `make` is called."""

import os
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path

DATABASE = "db.sqlite3"
KEY = "server.key"
BALLAST = "ballast"


def data_folder(environ: Mapping[str, str]) -> Path:
    """The folder that holds everything stored: OWNACCORD_DATA, or this platform's usual place for a person's data."""
    if chosen := environ.get("OWNACCORD_DATA"):
        return Path(chosen).expanduser().absolute()
    return _platform_folder(environ) / "ownaccord"


def _platform_folder(environ: Mapping[str, str]) -> Path:
    home = Path.home()
    if sys.platform == "darwin":
        return home / "Library" / "Application Support"
    if sys.platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    return Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share")


def make(folder: Path) -> None:
    """The folder (0700) and its server key (0600) exist afterwards; what exists already is left as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (folder / KEY).exists():
        write_new(folder / KEY, secrets.token_hex(32).encode())


def write_new(path: Path, content: bytes) -> None:
    """Writes a file that only its owner can read; raises FileExistsError rather than replace one."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def server_key(folder: Path) -> str:
    """The key of this server; before `make` ran, a random one that ends with the process."""
    try:
        return (folder / KEY).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return secrets.token_hex(32)
