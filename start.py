#!/usr/bin/env python3
"""Own Accord in two commands: `python3 start.py` serves it, `python3 start.py test` runs every test.

Standard library only. Makes `.venv` beside this file, installs what the lock pins by hash, then runs. Anything else
on the line goes on: `start.py --port 9000`, `start.py --lan`, `start.py backup notes.tar`.
"""

import hashlib
import os
import shutil
import subprocess  # nosec B404  # programs are run by `call` and `become` alone
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed-locks"
CLUSTERS = Path("/etc/postgresql-common/createcluster.conf")
# A file is run by one worker, in the order that the tests say themselves (tests/order.py). One worker more than the two
# cores that this is made for: browsers and servers are waited for.
IN_PARALLEL = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
LIGHT = "chromium-headless-shell"


def main(words: list[str]) -> None:
    if sys.version_info < (3, 11):
        sys.exit("Own Accord needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")
    testing = words[:1] == ["test"]
    prepare(ROOT / ("requirements-dev.lock" if testing else "requirements.lock"))
    os.environ["PYTHONPATH"] = str(ROOT)
    if testing:
        find_browser()
        find_postgresql()
        os.chdir(ROOT)
        # Every worker and every server that a test starts would read and translate the same files again.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        become([str(PYTHON), "-m", "pytest", *(words[1:] or IN_PARALLEL)])
    command = words if words and not words[0].startswith("-") else ["serve", *words]
    become([str(PYTHON), "-m", "ownaccord", *command])


def prepare(lock: Path) -> None:
    """The environment exists and holds what the lock names; quick when nothing changed."""
    if not PYTHON.exists() and call([sys.executable, "-m", "venv", str(VENV)]) != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit("Python's venv module is missing. On Debian and Ubuntu: sudo apt install python3-venv")
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    done = STAMP.read_text().split() if STAMP.exists() else []
    if wanted in done:
        return
    print("Installing what Own Accord stands on (once) ...", flush=True)
    install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r"]
    if call([*install, str(lock)]) != 0:
        sys.exit("The installation did not finish. A network connection is needed this once; then try again.")
    # A changed lock empties the stamp: the other lock is looked at again too.
    locks = {hashlib.sha256(path.read_bytes()).hexdigest() for path in ROOT.glob("requirements*.lock")}
    STAMP.write_text("\n".join([*(known for known in done if known in locks), wanted]))


def find_browser() -> None:
    """The browser tests have a Chromium, or the reader knows what to type; a lighter one beside it is quicker."""
    if os.environ.get("OWNACCORD_CHROMIUM") or any(map(shutil.which, BROWSERS)):
        return
    installed("Chromium is needed for the browser tests. Install it now?", "chromium", LIGHT)
    if not any(map(shutil.which, BROWSERS)):
        how = "sudo apt install chromium" if shutil.which("apt-get") else f"{PYTHON} -m playwright install chromium"
        print(f"No Chromium was found: the browser tests cannot run. To have them: {how}", flush=True)


def find_postgresql() -> None:
    """The tests on PostgreSQL have its programs, or the reader knows what to type; no server is set up or started."""
    if not postgresql_is_here():
        installed("PostgreSQL is needed for half of the tests. Install it now? No server is set up.", "postgresql")
    if not postgresql_is_here():
        how = "sudo apt install postgresql" if shutil.which("apt-get") else "install PostgreSQL (initdb on the path)"
        print(f"No PostgreSQL was found: its tests do NOT run. To have them: {how}", flush=True)


def postgresql_is_here() -> bool:
    named = os.environ.get("OWNACCORD_TEST_DATABASE_URL") or shutil.which("initdb")
    return bool(named or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


def installed(question: str, *packages: str) -> None:
    """Installs Debian packages as root, in CI or after one question; otherwise nothing happens."""
    root_on_debian = shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0
    if root_on_debian and (os.environ.get("CI") or asked(question)):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        if "postgresql" in packages and not CLUSTERS.exists():
            CLUSTERS.parent.mkdir(parents=True, exist_ok=True)
            CLUSTERS.write_text("create_main_cluster = false\n")
        call(["apt-get", "update", "-qq"], quiet)
        call(["apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages], quiet)


def asked(question: str) -> bool:
    return sys.stdin.isatty() and input(f"{question} [y/N] ").strip().lower() in ("y", "yes")


def call(command: list[str], environment: dict[str, str] | None = None) -> int:
    """Runs a program of this machine with words of our own; no shell reads them."""
    return subprocess.call(command, env=environment)  # nosec B603  # a list of fixed words and of paths of this folder


def become(command: list[str]) -> None:
    if os.name == "posix":
        os.execv(command[0], command)  # nosec B606  # our own Python, with what its owner typed; no shell reads it
    sys.exit(call(command))


if __name__ == "__main__":
    main(sys.argv[1:])
