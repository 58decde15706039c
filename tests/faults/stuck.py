"""A database that somebody else writes in for half a minute, and a disk that becomes read-only under a running server.

Pages go on being read. A pause waits, and when it has waited long enough it says that it is not stored and what to do.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from tests.faults import deeds
from tests.faults.found import Found
from tests.faults.house import ROOT, Breakable
from tests.faults.kills import Life
from tests.faults.people import Somebody
from tests.faults.visitor import Answer

WORDS = "only with the window open"
PAUSE_ANEW = "Use your words and signs"


class Stuck:
    """Ash and Bo, who have agreed on something, and a place to store things that does not take them."""

    def __init__(self, house: Breakable) -> None:
        self.house, self.found = house, Found()
        self.life = Life(house, 2)
        self.ash, self.bo, self.space = self.life.ash, self.life.bo, f"/s/{self.life.space}/"
        for who in self.life.people:
            self.states(who, "holding")
            who.sends(f"{self.space}wishes/still-so/", f"{self.space}wishes/?said=still", chosen="holding/together")
            who.record.stand = who.record.stand.at("holding/together", 3)
        for who in self.life.people:
            deeds.locks_and_unlocks(who)
        self.life.compare()

    def states(self, who: Somebody, item: str) -> Answer:
        """A Yes with words of one's own in it."""
        fields = {"side": "together", "level": "3", "contexts": ["at_home"], "review_days": "90"}
        return who.here.post(f"{self.space}items/{item}/positions/", {**fields, "own_condition": WORDS})

    def reads(self, when: str) -> None:
        """Every page that somebody opens daily is there."""
        for path in ("/", "/me/", f"{self.space}map/", f"{self.space}items/holding/", f"{self.space}wishes/"):
            self.found.equal(f"{when}: {path} can be read", self.ash.here.get(path).status, 200)

    def writes(self, when: str) -> None:
        """Nothing is called stored that is not; what was typed is kept, secrets are not."""
        answer = self.states(self.ash, "eye-contact")
        self.found.equal(f"{when}: a form is answered calmly", answer.status, 503)
        self.found.holds(f"{when}: what was typed is kept", WORDS in answer.page, answer.words)
        secret = "thistle crane"
        answer = self.ash.here.post("/me/stop-code/", {"step": "drop", "secret": secret})
        self.found.holds(f"{when}: no secret comes back", secret not in answer.page)
        for path, fields in (("/pause/", {}), (f"{self.space}pause/", {}), (self._tighten(), {"level": "0"})):
            answer = self.ash.here.post(path, fields)
            self.found.equal(f"{when}: {path} is not called stored", answer.status, 503)
            self.found.holds(f"{when}: {path} says what to do", PAUSE_ANEW in answer.words, answer.words)

    def _tighten(self) -> str:
        return f"{self.space}items/holding/tighten/"

    def exits(self, when: str) -> None:
        """Whoever exits is out, whatever is stored."""
        before = dict(self.bo.here.cookies)
        self.found.equal(f"{when}: Exit", self.bo.here.post("/exit/").to, "/blank/")
        self.found.holds(f"{when}: nothing opens after it", self.bo.here.get("/me/").status == 303)
        self.found.holds(f"{when}: the next page is the way in", self.bo.here.get("/sign-in/").status == 200)
        self.bo.here.cookies = before

    def goes_on(self, when: str) -> None:
        """It is over: a pause is stored, nothing was half done, nothing rose."""
        self.life.compare()
        self.found.equal(f"{when}: what is stored is what was acknowledged", self.life.figures.fell, [])
        self.found.equal(f"{when}: a pause works", self.ash.here.post("/pause/").to, "/pause/")
        self.ash.record.stand = replace(self.ash.record.stand, paused=frozenset({""}))
        self.life.compare()
        self.found.equal(f"{when}: and holds", self.life.figures.fell, [])

    def close(self) -> Found:
        """The end of it; what was found."""
        self.house.close()
        serious = [line for line in self.house.complaints() if "Error" in line and "OperationalError" not in line]
        self.found.equal("nothing else went wrong in the log", serious, [])
        return self.found


@contextmanager
def _written_by_another(data: Path) -> Iterator[None]:
    """Somebody else has the write lock."""
    with closing(sqlite3.connect(data / "db.sqlite3", timeout=5, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")


def locked(folder: Path, seconds: float, patience_ms: int | None = None) -> Found:
    """Another process writes for so long; `patience_ms` makes everybody give up sooner than the product does."""
    if patience_ms is not None:
        os.environ["OWNACCORD_FAULTS_PATIENCE"] = str(patience_ms)
    try:
        trial = Stuck(Breakable(folder))
    finally:
        os.environ.pop("OWNACCORD_FAULTS_PATIENCE", None)
    begun = time.monotonic()
    with _written_by_another(trial.house.data):
        for step in (trial.reads, trial.writes, trial.exits, trial.reads):
            step("locked by another")
        time.sleep(max(0.0, begun + seconds - time.monotonic()))
    trial.goes_on("after the lock")
    _waits_for_a_short_lock(trial, (patience_ms or 5000) / 2000)
    return trial.close()


def _waits_for_a_short_lock(trial: Stuck, seconds: float) -> None:
    """A pause that meets a lock waits for it, and is stored."""
    trial.ash.here.post("/pause/lift/")
    answers: list[Answer] = []
    with _written_by_another(trial.house.data):
        pressing = threading.Thread(target=lambda: answers.append(trial.bo.here.post("/pause/")))
        pressing.start()
        time.sleep(seconds)
    pressing.join()
    trial.found.equal("a pause waits for a short lock", [answer.to for answer in answers], ["/pause/"])
    said = trial.house.look({"Bo": trial.bo.cookie}, trial.life.space)["Bo"]
    trial.found.equal("and is stored", (said["paused"], said["in_force"]), ([""], []))


def read_only(folder: Path) -> Found:
    """SQLite itself refuses every write, as it does on a read-only disk; works on every machine."""
    trial = Stuck(Breakable(folder))
    trial.life.house.stop()
    environment = {"OWNACCORD_FAULTS_SQLITE": " PRAGMA query_only=ON;"}
    trial.house.close()
    os.environ.update(environment)
    try:
        other = Breakable(folder, port=trial.house.port)
    finally:
        for name in environment:
            os.environ.pop(name)
    other.start()
    for step in (trial.reads, trial.writes, trial.exits):
        step("read-only")
    other.close()
    trial.house = trial.life.house = Breakable(folder, port=trial.house.port)
    trial.house.start()
    trial.goes_on("writable again")
    return trial.close()


def really_read_only(folder: Path) -> Found | None:
    """An ext4 disk of this process alone, which the kernel makes read-only under the running server; None without."""
    words = ["unshare", "--mount", "--propagation", "private", sys.executable, "-m", "tests.faults.stuck", str(folder)]
    if shutil.which("unshare") is None or shutil.which("mkfs.ext4") is None:
        return None
    done = subprocess.run(words, capture_output=True, text=True, cwd=ROOT)
    if done.returncode == 3 or "unshare" in done.stderr:
        return None
    return Found(**json.loads(done.stdout)) if done.returncode == 0 else Found(fell=[done.stderr[-3000:]])


def main(folder: Path) -> None:
    """Mount, try, unmount, and say what was found as JSON; 3 where that is not allowed."""
    data, image = folder / "data", folder / "image"
    data.mkdir(parents=True, exist_ok=True)
    with image.open("wb") as file:
        file.truncate(48 << 20)
    subprocess.run(["mkfs.ext4", "-q", "-m", "0", str(image)], check=True)
    if subprocess.run(["mount", "-o", "loop,errors=remount-ro", str(image), str(data)], capture_output=True).returncode:
        raise SystemExit(3)
    trial = Stuck(Breakable(folder))
    device = subprocess.run(["findmnt", "-n", "-o", "SOURCE", str(data)], capture_output=True, text=True).stdout.strip()
    Path(f"/sys/fs/ext4/{Path(device).name}/trigger_fs_error").write_text("1")
    for step in (trial.reads, trial.writes, trial.exits):
        step("really read-only")
    done = subprocess.run(
        [sys.executable, "-m", "ownaccord", "serve", "--port", "1"], env=trial.house.house.environment,
        capture_output=True, text=True,
    )  # fmt: skip
    trial.found.holds("really read-only: a start says so", "Traceback" not in done.stderr, done.stderr[-800:])
    trial.house.close()
    subprocess.run(["umount", str(data)], check=True)
    subprocess.run(["fsck.ext4", "-p", str(image)], capture_output=True)
    subprocess.run(["mount", "-o", "loop", str(image), str(data)], check=True)
    port = trial.house.port
    trial.house = trial.life.house = Breakable(folder, port=port)
    trial.house.start()
    trial.goes_on("writable again")
    found = trial.close()
    subprocess.run(["umount", str(data)], check=False)
    sys.stdout.write(json.dumps(vars(found)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
