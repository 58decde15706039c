"""`python -m tests.faults.disk FOLDER`: a disk of a few megabytes that is really full, in a mount namespace of its own.

A pause, the stop code and Exit succeed by the ballast; other forms say that they are not stored and keep what was
typed; reading goes on; once there is room everything works and the ballast lies there again.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.faults import deeds
from tests.faults.found import Found
from tests.faults.house import ROOT, Breakable
from tests.faults.kills import Life
from tests.faults.people import Somebody
from tests.faults.visitor import Answer, Visitor

SIZE = "9m"
"""The ballast, what is stored, and three megabytes."""
REQUIRED = "OWNACCORD_REQUIRE_DISK"
MISSING = "No small disk may be mounted here"
WORDS = "only with the window open"
HOW = (
    ("a mount of this process alone", ("unshare", "--mount", "--propagation", "private")),
    ("a mount in a user namespace", ("unshare", "--user", "--map-root-user", "--mount", "--propagation", "private")),
)


def really_full(folder: Path) -> tuple[str, Found] | None:
    """Try it where this machine allows a small disk: how it was made, and what was found. None where it does not."""
    for how, words in HOW:
        if shutil.which("unshare") is None or subprocess.run([*words, "true"], capture_output=True).returncode:
            continue
        command = [*words, sys.executable, "-m", "tests.faults.disk", str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
        if done.returncode == 3:
            continue
        if done.returncode:
            return how, Found(fell=[done.stderr[-3000:]])
        return how, Found(**json.loads(done.stdout))
    return None


class Disk:
    """The small disk that the data folder is."""

    def __init__(self, at: Path) -> None:
        self._at = at
        self._filler = at / "filler"

    def fill(self) -> None:
        """Not one more byte."""
        with self._filler.open("ab", buffering=0) as file:
            for block in (1 << 16, 1 << 12, 1):
                try:
                    while True:
                        file.write(b"x" * block)
                except OSError:
                    continue

    def free(self) -> None:
        """There is room again."""
        self._filler.unlink(missing_ok=True)

    def has_ballast(self) -> bool:
        """Whether it lies there as a whole."""
        path = self._at / "ballast"
        return path.exists() and path.stat().st_size == 4 * 1024 * 1024

    def ballast_comes_back(self) -> bool:
        """Wait for the sweep to lay it again."""
        until = time.monotonic() + 20
        while not self.has_ballast() and time.monotonic() < until:
            time.sleep(0.05)
        return self.has_ballast()


class Trial:
    """One life on that disk."""

    def __init__(self, folder: Path) -> None:
        self.found = Found()
        self.house = Breakable(folder)
        self.disk = Disk(self.house.data)
        self.life = Life(self.house, 1)
        self.ash, self.bo, self.space = self.life.ash, self.life.bo, f"/s/{self.life.space}/"
        for who in self.life.people:
            self.does(who, "holding", "3")
            who.sends(f"{self.space}wishes/still-so/", f"{self.space}wishes/?said=still", chosen="holding/together")
            who.record.stand = who.record.stand.at("holding/together", 3)
        for who in self.life.people:
            # An unlock lets the vault remember what is in force, so that it is what a lift brings back.
            deeds.locks_and_unlocks(who)
        self.bo.here.post("/me/stop-code/", {"step": "new"})
        sheet = self.bo.sees("/me/stop-code/").partition('<ol class="words">')[2].partition("</ol>")[0]
        self.stop_words = " ".join(each.partition("</li>")[0] for each in sheet.split("<li>")[1:])
        self.found.holds("there is ballast at first", self.disk.ballast_comes_back())

    def does(self, who: Somebody, item: str, level: str) -> Answer:
        """State something with words of one's own in it."""
        fields = {"side": "together", "level": level, "contexts": ["at_home"], "review_days": "90"}
        return who.here.post(f"{self.space}items/{item}/positions/", {**fields, "own_condition": WORDS})

    def all(self) -> None:
        """Everything, one after another."""
        self.while_full()
        for step in (self.pauses, self.types_the_stop_code, self.exits, self.says_no):
            self.roomy()
            step()
        self.without_ballast()
        self.starts_on_a_full_disk()
        self.roomy()
        self.life.compare()
        self.found.equal("nothing fell in the comparison with the record", self.life.figures.fell, [])
        self.backs_up()
        self.house.close()
        serious = [line for line in self.house.complaints() if "Error" in line and "OperationalError" not in line]
        self.found.equal("nothing else went wrong in the log", serious, [])

    def roomy(self) -> None:
        """Room, everybody lifted, the ballast back, and full again."""
        self.disk.free()
        self.found.holds("the ballast is laid again once there is room", self.disk.ballast_comes_back())
        for who in self.life.people:
            who.comes_in()
            who.here.post("/pause/lift/")
            who.here.post(f"{self.space}lift/")
        self.life.compare()
        self.found.holds("after each lift it is in force again", self.in_force(self.bo))
        self.disk.fill()

    def paused(self, who: Somebody) -> list[str]:
        """The scopes of somebody's pauses, as they are stored."""
        said = self.house.look({who.name: who.cookie}, self.life.space)[who.name]
        paused: list[str] = said["paused"]
        return paused

    def in_force(self, who: Somebody) -> bool:
        """Whether the Yes of both is in force for this reader."""
        force = self.house.look({who.name: who.cookie}, self.life.space)[who.name]["in_force"]
        return [(item, level) for item, _sides, level in force] == [("holding", 3)]

    def while_full(self) -> None:
        """Reading goes on; a form says that it is not stored, keeps what was typed, and changes nothing."""
        self.disk.fill()
        for path in ("map/", "items/holding/", "wishes/", "history/"):
            self.found.equal(f"full: {path} can be read", self.ash.here.get(f"{self.space}{path}").status, 200)
        answer = self.does(self.ash, "eye-contact", "3")
        self.found.equal("full: a form is answered calmly", answer.status, 503)
        self.found.holds("full: what was typed is kept", WORDS in answer.page, answer.words)
        self.found.holds("full: it says so", "This is not stored yet" in answer.words, answer.words)
        self.found.holds("full: the ballast is not spent on it", self.disk.has_ballast())
        answer = self.ash.here.post("/me/passphrase/", {"secret": "a", "passphrase": "b c d e f g h", "again": "b c"})
        self.found.holds("full: a slip is still a slip", answer.status == 422, answer.status)

    def pauses(self) -> None:
        """One tap."""
        self.found.equal("full: a pause is stored", self.ash.here.post("/pause/").to, "/pause/")
        self.found.equal("full: and holds", self.paused(self.ash), [""])
        self.found.holds("full: for the other too", not self.in_force(self.bo))
        self.found.holds("full: the ballast was given up for it", not self.disk.has_ballast())

    def types_the_stop_code(self) -> None:
        """From any browser."""
        answer = Visitor(self.house.port).post("/stop/", {"words": self.stop_words})
        self.found.equal("full: the stop code is heard", answer.to, "/stop/?heard=yes")
        self.found.equal("full: and holds", self.paused(self.bo), [""])
        self.disk.free()
        # The pause of another browser is copied at the unlock, with what it keeps for the lift.
        deeds.locks_and_unlocks(self.bo)

    def exits(self) -> None:
        """Keys are gone, whatever the disk does."""
        self.found.equal("full: Exit", self.ash.here.post("/exit/").to, "/blank/")
        self.found.equal("full: and it is locked", self.ash.here.get("/me/").to, "/unlock/?next=%2Fme%2F")

    def says_no(self) -> None:
        """A No that cannot be stored pauses that space instead."""
        answer = self.ash.here.post(f"{self.space}items/holding/tighten/", {"level": "0"})
        self.found.equal("full: a No", answer.status, 503)
        self.found.holds("full: pauses instead", "Paused instead" in answer.words, answer.words)
        self.found.equal("full: and that is stored", self.paused(self.ash), ["here"])
        self.found.holds("full: for the other too", not self.in_force(self.bo))

    def without_ballast(self) -> None:
        """It is spent, and the disk is full again: never a green lie."""
        self.disk.free()
        self.disk.ballast_comes_back()
        self.ash.comes_in()
        self.ash.here.post(f"{self.space}lift/")
        self.disk.fill()
        self.found.holds("nobody pauses before the next", self.in_force(self.bo))
        self.house.data.joinpath("ballast").unlink()
        self.disk.fill()
        answer = self.ash.here.post("/pause/")
        self.found.equal("full, no ballast: a pause is not called stored", answer.status, 503)
        self.found.holds("full, no ballast: what to do", "Use your words and signs" in answer.words, answer.words)
        self.found.equal("full, no ballast: Exit", self.ash.here.post("/exit/").to, "/blank/")
        self.found.holds("full, no ballast: and it is locked", self.ash.here.get("/me/").status == 303)

    def starts_on_a_full_disk(self) -> None:
        """Killed and started again: it is there, can be read, and a pause says the truth."""
        self.house.kill()
        self.house.gone()
        whole = self.house.house
        whole.start()
        here = Visitor(whole.port, dict(self.bo.here.cookies))
        self.found.equal("full: the command starts", here.get(f"{self.space}map/").status, 200)
        self.found.equal("full: and ends", whole.stop() in (0, -15, 143), True)
        self.house.start()
        self.found.equal("full: it starts", self.bo.here.get(f"{self.space}map/").status, 200)
        self.found.equal("full, no ballast: a pause after it", self.bo.here.post("/pause/").status, 503)

    def backs_up(self) -> None:
        """A backup that finds no room says so and leaves nothing half."""
        target = self.house.data / "half.tar"
        words = [sys.executable, "-m", "ownaccord", "backup", str(target)]
        done = subprocess.run(words, env=self.house.house.environment, capture_output=True, text=True)
        self.found.equal("full: a backup fails", done.returncode, 1)
        self.found.holds("full: in words", "could not be written" in done.stderr, done.stderr[-500:])
        left = sorted(path.name for path in self.house.data.iterdir() if "tar" in path.name or "backup" in path.name)
        self.found.equal("full: and leaves nothing", left, [])
        self.disk.free()
        small = self.house.data.parent / "small"
        small.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "none", str(small)], check=True)
        words = [sys.executable, "-m", "ownaccord", "backup", str(small / "half.tar")]
        done = subprocess.run(words, env=self.house.house.environment, capture_output=True, text=True)
        self.found.equal("elsewhere full: a backup fails", done.returncode, 1)
        self.found.holds("elsewhere full: in words", "could not be written" in done.stderr, done.stderr[-500:])
        self.found.equal("elsewhere full: and leaves nothing", list(small.iterdir()), [])


def main(folder: Path) -> None:
    """Mount, try, and say what was found as JSON; 3 where nothing may be mounted."""
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=700", "none", str(data)]
    if subprocess.run(mount, capture_output=True).returncode:
        raise SystemExit(3)
    os.environ["OWNACCORD_FAULTS_SWEEP"] = "0.5"
    trial = Trial(folder)
    trial.all()
    sys.stdout.write(json.dumps(vars(trial.found)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
