"""A PostgreSQL for the tests alone: its own folder, no network, no fsync; started once a run and ended with it.

`OWNACCORD_TEST_DATABASE_URL` names another server instead, on which databases may be made and dropped. Under `-n` the
process that hands out the tests starts the server and sets this variable for its workers.
"""

import atexit
import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qs, urlsplit

import psycopg

ADDRESS = "OWNACCORD_TEST_DATABASE_URL"
REQUIRED = "OWNACCORD_REQUIRE_POSTGRES"
OWNER = "postgres"
MISSING = "No PostgreSQL was found"
OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "100",
    "deadlock_timeout": "200ms",
}


def address() -> str | None:
    """The address of a server that tests may use, started if need be; None where there is no PostgreSQL."""
    if ADDRESS not in os.environ and (found := programs()) is not None:
        os.environ[ADDRESS] = _start(found)
    return os.environ.get(ADDRESS)


def alone(**options: str) -> tuple[str, Path] | None:
    """A further server, with options of its own: its address and its folder; ended with the tests."""
    if (found := programs()) is None:
        return None
    url = _start(found, options)
    return url, Path(parse_qs(urlsplit(url).query)["host"][0])


def of(name: str) -> str:
    """The address of one database on that server."""
    parts = urlsplit(str(address()))
    return f"{parts.scheme}://{parts.netloc}/{name}?{parts.query}"


@contextmanager
def fresh(name: str, like: str = "template1") -> Iterator[str]:
    """The address of a database of this name: new, a copy of another one, and gone afterwards."""
    drop(name)
    _run(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
    try:
        yield of(name)
    finally:
        drop(name)


def drop(name: str) -> None:
    """There is no database of this name."""
    _run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _run(statement: str) -> None:
    with psycopg.connect(str(address()), autocommit=True) as server:
        server.execute(statement)  # type: ignore[call-overload]


def programs() -> Path | None:
    """Where initdb and postgres are: the newest of Debian's, or what the path says."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    named = shutil.which("initdb")
    initdb = found[-1] if found else Path(named).resolve() if named else None
    return initdb.parent if initdb else None


def _start(programs: Path, options: Mapping[str, str] = MappingProxyType({})) -> str:
    folder = Path(tempfile.mkdtemp(prefix="ownaccord-pg-"))
    as_owner: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "cwd": folder}
    if os.geteuid() == 0:
        # initdb and postgres refuse to run as root.
        as_owner |= {"user": OWNER, "group": OWNER, "extra_groups": []}
        os.chown(folder, pwd.getpwnam(OWNER).pw_uid, pwd.getpwnam(OWNER).pw_gid)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    data = folder / "data"
    make = [programs / "initdb", "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    subprocess.run(make, check=True, **as_owner)
    chosen = [word for name, value in {**OPTIONS, **options}.items() for word in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, "-k", folder, *chosen],
            **{**as_owner, "stderr": log},
            preexec_fn=_end_with_us if sys.platform == "linux" else None,
        )
    atexit.register(_end, server)
    return _when_it_answers(f"postgresql:///postgres?host={folder}&user={OWNER}", server, folder / "log")


def _end_with_us() -> None:
    """However the tests end, killed ones too: the server is told to end as well (prctl, PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGINT)


def _when_it_answers(url: str, server: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + 60
    while True:
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(log.read_text()) from None
            time.sleep(0.05)
        else:
            return url


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        server.kill()
