"""A house of its own for one journey: a real server process, an empty data folder, a clock that can be turned."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.journeys import loaded
from tests.journeys.loaded import Forked

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """A port on which nothing listens at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class House:
    """One running server; `url` is its address, `data` its data folder, `database` its PostgreSQL if it has one.

    `forked`: its processes come from one in which everything is loaded already (`loaded.py`); else from the command.
    """

    def __init__(self, folder: Path, *options: str, database: str | None = None, forked: bool = False) -> None:
        folder.mkdir(exist_ok=True)
        self.data = folder / "data"
        self.database, self.forked = database, forked
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.settings = "tests.served"
        self.more: dict[str, str] = {}
        self.output = folder / "output.txt"
        self._clock = folder / "clock"
        self._clock.write_text("0")
        self._options = options
        self._process: subprocess.Popen[bytes] | Forked | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to be this house: its folder, its clock, the served settings."""
        own = {
            "OWNACCORD_DATA": str(self.data),
            "OWNACCORD_TEST_CLOCK": str(self._clock),
            "DJANGO_SETTINGS_MODULE": self.settings,
            "PYTHONPATH": str(ROOT),
        }
        if self.database is not None:
            own["DATABASE_URL"] = self.database
        return {**os.environ, **own, **self.more}

    def start(self) -> None:
        """The server answers when this returns."""
        self._process = self._begins("serve", "--port", str(self.port), *self._options)
        deadline = time.monotonic() + 60
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self._process.kill()
                raise AssertionError(self.output.read_text())
            time.sleep(0.05)

    def _begins(self, *words: str) -> subprocess.Popen[bytes] | Forked:
        if self.forked:
            return loaded.here().fork("ownaccord", words, self.environment, self.output)
        with self.output.open("ab") as out:
            command = [sys.executable, "-m", "ownaccord", *words]
            return subprocess.Popen(command, env=self.environment, stdout=out, stderr=out)

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(self.url, timeout=5).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True

    @property
    def pid(self) -> int:
        """The number of the running process."""
        assert self._process is not None
        return self._process.pid

    def stop(self) -> int:
        """Ends the server as a service manager would; the exit status."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(timeout=20)

    def run(self, *words: str) -> str:
        """What the command `ownaccord <words>` prints for this house; raises when it fails."""
        return self._prints("ownaccord", *words)

    def does(self, module: str, *words: str) -> str:
        """What `python -m module <words>` prints for this house; raises when it fails."""
        return loaded.here().says(module, words, self.environment) if self.forked else self._prints(module, *words)

    def _prints(self, module: str, *words: str) -> str:
        command = [sys.executable, "-m", module, *words]
        return subprocess.run(command, env=self.environment, check=True, capture_output=True, text=True).stdout

    def advance(self, hours: float = 0, days: float = 0) -> None:
        """The house's clock jumps ahead (or back); browsers keep their own."""
        seconds = float(self._clock.read_text()) + hours * 3600 + days * 86400
        aside = self._clock.with_suffix(".new")
        aside.write_text(str(seconds))
        aside.replace(self._clock)
