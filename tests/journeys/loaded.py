"""`python -m tests.journeys.loaded`: a process in which the house is loaded once, and which forks one when asked.

What is forked is `python -m ownaccord <words>` (or another module) in a process, an environment and a data folder of
its own: it reads its settings itself, and does all that the command does. Only loading Python's modules and parsing
the templates is left out. One line of JSON asks, one line answers.
"""

import atexit
import gc
import json
import os
import runpy
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests import cluster

ROOT = Path(__file__).resolve().parents[2]
NOWHERE = "/nonexistent/nobody-lives-here"
# What each process reads anew: the settings, which depend on its environment, and what is built by them.
ITS_OWN = ("ownaccord.web.settings", "tests.served", "ownaccord.web.asgi")


class Forked:
    """A process that was forked, as `subprocess.Popen` would show it."""

    def __init__(self, at: "Loaded", pid: int) -> None:
        self._at, self.pid = at, pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """How it ended, or None while it runs."""
        if self.returncode is None:
            self.returncode = self._at.ask(do="ended", pid=self.pid)
        return self.returncode

    def wait(self, timeout: float) -> int:
        """The same, when it has ended."""
        deadline = time.monotonic() + timeout
        while (status := self.poll()) is None:
            if time.monotonic() > deadline:
                raise subprocess.TimeoutExpired("ownaccord", timeout)
            time.sleep(0.01)
        return status

    def send_signal(self, number: int) -> None:
        """Tell it something, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)


class Loaded:
    """The other end of the process that forks."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.journeys.loaded"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self._process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        atexit.register(self._process.terminate)

    def ask(self, **asked: Any) -> Any:
        """Ask for something, and wait for the answer."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def fork(
        self, module: str, words: Sequence[str], environment: Mapping[str, str], out: Path, errors: Path | None = None
    ) -> Forked:
        """`python -m module <words>` begins; what it prints is added to `out`, and what goes wrong to `errors`."""
        asked = {"module": module, "words": [*words], "environment": {**environment}}
        return Forked(self, self.ask(do="fork", **asked, out=str(out), errors=str(errors or out)))

    def says(self, module: str, words: Sequence[str], environment: Mapping[str, str]) -> str:
        """What `python -m module <words>` prints; raises when it fails."""
        with TemporaryDirectory() as folder:
            out, errors = Path(folder) / "out", Path(folder) / "errors"
            status = self.fork(module, words, environment, out, errors).wait(timeout=300)
            assert status == 0, errors.read_text()
            return out.read_text()


@cache
def here() -> Loaded:
    """The one of this process, begun when it is first needed."""
    return Loaded()


# In the other process


def main() -> None:
    """Answer until the other end closes."""
    _load()
    children: set[int] = set()
    for line in sys.stdin:
        asked = json.loads(line)
        if asked.pop("do") == "fork":
            pid = os.fork()
            if pid == 0:
                _be(**asked)
                return
            children.add(pid)
            answer: int | None = pid
        else:
            answer = _ended(asked["pid"], children)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _load() -> None:
    """Everything that a server loads sooner or later; no folder is made, no database is opened."""
    os.environ |= {"OWNACCORD_DATA": NOWHERE, "DJANGO_SETTINGS_MODULE": "tests.served"}
    for name in ("DATABASE_URL", "DATABASE_URL_FILE"):
        os.environ.pop(name, None)
    import django

    django.setup()
    from django.core.management.commands import migrate  # noqa: F401
    from django.template.loader import get_template
    from django.urls import get_resolver

    import ownaccord
    from ownaccord.catalogue import load
    from ownaccord.web import asgi, cli, demo, patience, server, sweeping  # noqa: F401

    load()
    assert get_resolver().url_patterns
    for folder in Path(ownaccord.__file__).parent.glob("*/templates"):
        for path in folder.rglob("*.html"):
            get_template(str(path.relative_to(folder)))
    # What is loaded by now is never looked at again, and so never copied, by those who are forked.
    gc.collect()
    gc.freeze()


def _ended(pid: int, children: set[int]) -> int | None:
    if pid not in children:
        return 0
    found, status = os.waitpid(pid, os.WNOHANG)
    if not found:
        return None
    children.remove(pid)
    return os.waitstatus_to_exitcode(status)


def _be(module: str, words: list[str], environment: dict[str, str], out: str, errors: str) -> None:
    """This process is that command now, and ends as it does."""
    if sys.platform == "linux":
        cluster._end_with_us()
    for at, path in enumerate((os.devnull, out, errors)):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), at)
    os.environ.clear()
    os.environ |= environment
    _forget_settings()
    sys.argv = [module, *words]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _forget_settings() -> None:
    """Nobody's settings are gone, and nothing was opened with them: the command reads its own when it needs them."""
    from django.conf import empty, settings
    from django.db import connections

    for name in ITS_OWN:
        sys.modules.pop(name, None)
    settings._wrapped = empty
    for each in connections.all(initialized_only=True):
        assert each.connection is None
        del connections[each.alias]
    connections._settings = None
    vars(connections).pop("settings", None)


if __name__ == "__main__":
    main()
