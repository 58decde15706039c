"""A house that can be broken: one data folder, one database, and a server that is killed and started again."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from tests.journeys.server import House, free_port

ROOT = Path(__file__).resolve().parents[2]


class Broken(AssertionError):
    """Something fell; the words say what."""


class Breakable:
    """The house, its nursery (see `nursery.py`) and the server of this moment."""

    def __init__(self, folder: Path, database: str | None = None, port: int = 0) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        clock = folder / "clock"
        so_far = clock.read_text() if clock.exists() else "0"
        self.house = House(folder, database=database)
        # The same house under another server has the same clock.
        clock.write_text(so_far)
        self.port = port or free_port()
        self.data = self.house.data
        self.output = folder / "output.txt"
        self.pid = 0
        self._one_at_a_time = threading.Lock()
        with self.output.open("ab") as out:
            self._nursery = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.nursery"], env={**self.house.environment, **_QUIET}, cwd=ROOT,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=out, text=True,
            )  # fmt: skip
        self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._nursery.stdout is not None
        line = self._nursery.stdout.readline()
        if not line:
            raise Broken(f"the nursery ended: {self.output.read_text()[-2000:]}")
        said: dict[str, Any] = json.loads(line)
        return said

    def _ask(self, do: str, **about: Any) -> dict[str, Any]:
        assert self._nursery.stdin is not None
        with self._one_at_a_time:
            self._nursery.stdin.write(json.dumps({"do": do, **about}) + "\n")
            self._nursery.stdin.flush()
            return self._answer()

    def start(self) -> None:
        """The server answers when this returns."""
        self.pid = int(self._ask("start", port=self.port)["pid"])
        deadline = time.monotonic() + 60
        while not self._answers():
            if time.monotonic() > deadline:
                raise Broken(f"no server: {self.output.read_text()[-2000:]}")
            time.sleep(0.005)

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"http://localhost:{self.port}/grounding/", timeout=5).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True

    def kill(self) -> None:
        """SIGKILL: no handler, no farewell."""
        os.kill(self.pid, signal.SIGKILL)

    def gone(self) -> None:
        """Wait until the process that was killed is no more."""
        self._ask("wait", pid=self.pid)
        self.pid = 0

    def stop(self) -> None:
        """End the server as a service manager would."""
        os.kill(self.pid, signal.SIGTERM)
        self.gone()

    def look(self, signed_in: dict[str, str], space: str, *, rooms: bool = False) -> dict[str, Any]:
        """What is stored, see `reading.py`."""
        return self._ask("look", signed_in=signed_in, space=space, rooms=rooms)

    def light(self, **lengths: int) -> None:
        """The server dies by itself after so much, see `fuse.py`; without a length it does not."""
        self._ask("light", **lengths)

    def restored(self, space: str) -> None:
        """As after a restore from a backup: this space starts anew."""
        assert self._ask("restored", space=space) == {"status": 0}

    def close(self) -> None:
        """Nothing of it runs any more."""
        if self.pid:
            self.kill()
            self.gone()
        assert self._nursery.stdin is not None
        self._nursery.stdin.close()
        self._nursery.wait(timeout=20)

    def complaints(self) -> list[str]:
        """What the server logged: every line is something that it did not expect."""
        return [line for line in self.output.read_text().splitlines() if line.strip()]


_QUIET = {"PYTHONWARNINGS": "ignore"}
