"""Backup and restore: one file that holds the database and the server key, readable only by its owner.

Everything private in it is sealed; whoever has it sees what a thief of the disk would see (SECURITY.md). After a
restore every space asks its people to state again what they allow: an old yes does not come back by itself.
The database in it is a SQLite file, also when it was made from PostgreSQL (docs/decisions/0007-postgresql.md).
"""

import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ownaccord.lib import folder

MEMBERS = (folder.DATABASE, folder.KEY)
LARGEST = 8 * 1024**3


class NotABackup(Exception):
    """This file was not made by `ownaccord backup`, or is damaged."""


def copy_file(data: Path, copy: Path) -> None:
    """Copies the SQLite database of this folder as it is at one moment."""
    with closing(sqlite3.connect(data / folder.DATABASE)) as live, closing(sqlite3.connect(copy)) as still:
        live.backup(still)


def write(data: Path, target: Path, copy: Callable[[Path, Path], None] = copy_file) -> None:
    """Writes a backup of `data` to the new file `target` (0600), also while Own Accord runs; never replaces a file.

    `copy` puts what is stored into the SQLite file that it is given.
    """
    # O_EXCL first: a backup never replaces anything, not even between a look and a write.
    with os.fdopen(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
        try:
            _fill(data, file, copy)
            # Here and not when it is closed: a disk that is full says so while the half file can still be removed.
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            target.unlink()
            raise


def _fill(data: Path, file: object, fill: Callable[[Path, Path], None]) -> None:
    with tempfile.TemporaryDirectory(dir=data, prefix="backup-") as aside:
        copy = Path(aside) / folder.DATABASE
        fill(data, copy)
        with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:  # type: ignore[call-overload]
            tar.add(copy, folder.DATABASE, filter=_nobody)
            tar.add(data / folder.KEY, folder.KEY, filter=_nobody)


def _nobody(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = member.mtime = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member


def read(source: Path, data: Path) -> None:
    """Makes the folder `data`, which must not exist yet, from a backup; raises NotABackup and leaves nothing behind."""
    with unpacked(source, data.parent) as fresh:
        fresh.rename(data)


@contextmanager
def unpacked(source: Path, near: Path) -> Iterator[Path]:
    """A folder with what a backup holds, every space in it told to start anew; gone afterwards unless it was moved."""
    with tempfile.TemporaryDirectory(dir=near, prefix="restore-", ignore_cleanup_errors=True) as aside:
        fresh = Path(aside) / "data"
        fresh.mkdir(mode=0o700)
        try:
            _unpack(source, fresh)
            _sound(fresh / folder.DATABASE)
            _start_anew(fresh / folder.DATABASE)
        except (tarfile.TarError, EOFError, sqlite3.DatabaseError, ValueError, OverflowError, RecursionError):
            raise NotABackup from None
        yield fresh


def _unpack(source: Path, fresh: Path) -> None:
    # Exactly our members in our order, written by us: no path, link, owner or mode in the file is followed, and it is
    # never searched, for a header can lead back to itself. No member is larger than the file that it lies in: one that
    # says so would fill the disk with nothing.
    with tarfile.open(source, mode="r:") as tar:
        for name in MEMBERS:
            member = tar.next()
            if member is None or member.name != name or not member.isreg() or member.issparse():
                raise NotABackup
            content = tar.extractfile(member)
            if content is None or not 0 <= member.size <= min(LARGEST, source.stat().st_size):
                raise NotABackup
            with os.fdopen(os.open(fresh / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                while piece := content.read(1024 * 1024):
                    file.write(piece)


def _sound(database: Path) -> None:
    with closing(sqlite3.connect(database)) as opened:
        if opened.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise NotABackup


def _start_anew(database: Path) -> None:
    """Every space expects a next epoch, whose key nobody has been given: nothing counts until its people reaffirm.

    A scene that ran then is over on every device: a red or a pause since is not in the backup.
    """
    with closing(sqlite3.connect(database)) as opened, opened:
        if opened.execute("SELECT 1 FROM sqlite_master WHERE name = 'spaces_space'").fetchone():
            opened.execute("UPDATE spaces_space SET epoch = epoch + 1 WHERE epoch > 0")
        if opened.execute("SELECT 1 FROM pragma_table_info('scenes_scene') WHERE name = 'over'").fetchone():
            opened.execute("UPDATE scenes_scene SET over = 1")


def set_aside(data: Path, moment: str) -> Path:
    """Moves a data folder out of the way, beside itself; where it went."""
    aside = data.with_name(f"{data.name}-before-{moment}")
    data.rename(aside)
    return aside
