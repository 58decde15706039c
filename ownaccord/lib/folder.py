"""The data folder: where it is, and the few files in it. Nothing is created until `make` is called."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

try:
    import fcntl
except ImportError:  # Windows, where a file that is open cannot be replaced anyway
    fcntl = None  # type: ignore[assignment]

DATABASE = "db.sqlite3"
KEY = "server.key"
BALLAST = "ballast"
IN_USE = "in-use"


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
        _write_whole(folder / KEY, os.urandom(32))


def _write_whole(path: Path, content: bytes) -> None:
    """Writes a file that is there with all of its content or not at all; the first of several processes wins."""
    aside = path.with_name(f"{path.name}-{os.getpid()}")
    write_new(aside, content)
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    except OSError:  # a disk that knows no links
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def write_new(path: Path, content: bytes) -> None:
    """Writes a file that only its owner can read; raises FileExistsError rather than replace one."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def server_key(folder: Path) -> bytes:
    """The key of this server; before `make` ran, a random one that ends with the process."""
    try:
        return (folder / KEY).read_bytes()
    except OSError:
        return os.urandom(32)


def hold(folder: Path) -> BinaryIO | None:
    """Keeps this folder for one process, until the file is closed or the process ends; None when another has it."""
    handle = (folder / IN_USE).open("ab")
    if fcntl is None:
        return handle
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        handle.close()
        return None
    return handle
