"""A PostgreSQL of this part's own: restarted, and its processes killed, while a house stands on it.

Unlike that of `tests/cluster.py` it keeps what it acknowledged, as the product asks it to.
"""

import os
import pwd
import random
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import psycopg

from tests import cluster
from tests.faults.found import Found
from tests.faults.house import Breakable, Broken
from tests.faults.kills import Life
from tests.faults.turns import Figures, live
from tests.faults.visitor import NoAnswer

FAST, IMMEDIATE = signal.SIGINT, signal.SIGQUIT
WORDS = "only with the window open"


class Cluster:
    """One server in a folder of its own, by a socket in it."""

    def __init__(self) -> None:
        found = cluster.programs()
        assert found is not None, cluster.MISSING
        self._programs = found
        self.folder = Path(tempfile.mkdtemp(prefix="ownaccord-faults-pg-"))
        self._as: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": self.folder}
        if os.geteuid() == 0:
            self._as |= {"user": cluster.OWNER, "group": cluster.OWNER, "extra_groups": []}
            os.chown(self.folder, pwd.getpwnam(cluster.OWNER).pw_uid, pwd.getpwnam(cluster.OWNER).pw_gid)
        make = ["-D", self.folder / "data", "-U", cluster.OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        subprocess.run([found / "initdb", *make], check=True, **self._as)
        self.url = f"postgresql:///postgres?host={self.folder}&user={cluster.OWNER}"
        self.start()

    def start(self) -> None:
        """It answers when this returns."""
        options = ["-c", "listen_addresses=", "-c", "deadlock_timeout=200ms", "-k", str(self.folder)]
        self._server = subprocess.Popen(
            [self._programs / "postgres", "-D", self.folder / "data", *options],
            preexec_fn=cluster._end_with_us, **self._as,
        )  # fmt: skip
        self.answers()

    def answers(self) -> None:
        """Wait until it takes connections."""
        deadline = time.monotonic() + 60
        while True:
            with suppress(psycopg.OperationalError):
                psycopg.connect(self.url).close()
                return
            if time.monotonic() > deadline:
                raise Broken("PostgreSQL does not come back")
            time.sleep(0.02)

    def restart(self, how: signal.Signals) -> None:
        """End it, fast or at once, and start it again."""
        self._server.send_signal(how)
        self._server.wait(timeout=60)
        self.start()

    def backends(self) -> list[int]:
        """The processes that serve the house at this moment."""
        asked = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        with closing(psycopg.connect(self.url)) as server:
            return [int(pid) for (pid,) in server.execute(asked).fetchall()]

    def at_rest(self) -> None:
        """Wait until whatever a dead server had asked for is done or undone."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            self.answers()
            with suppress(psycopg.OperationalError):
                if not self.backends():
                    return
            time.sleep(0.01)

    def close(self) -> None:
        """Gone, with its folder."""
        self._server.send_signal(IMMEDIATE)
        self._server.wait(timeout=60)
        shutil.rmtree(self.folder, ignore_errors=True)


def kills(folder: Path, number: int, seed: int, say: Callable[[str], None] = lambda line: None) -> Figures:
    """So many kills of the server process, of a process of PostgreSQL, and restarts of PostgreSQL, in daily life."""
    stands_on = Cluster()
    house = Breakable(folder, database=stands_on.url)
    try:
        life = Life(house, seed, aims_at(stands_on, random.Random(seed + 1)))
        life.at_rest = stands_on.at_rest
        return live(life, number, say)
    finally:
        house.close()
        stands_on.close()


def aims_at(stands_on: Cluster, chance: random.Random) -> Callable[[Life], str]:
    """What is killed, and when."""

    def aim(life: Life) -> str:
        time.sleep(chance.uniform(0, 0.4))
        draw = chance.random()
        if draw < 0.5:
            life.house.kill()
            return "any moment"
        if draw < 0.75:
            return _as_a_lock_opens(stands_on, life, chance)
        life.shaken = True
        for pid in stands_on.backends()[:1] if draw < 0.9 else ():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                # PostgreSQL notices it in a moment, ends all the others, and recovers.
                time.sleep(0.1)
        if draw >= 0.9:
            stands_on.restart(IMMEDIATE)
        stands_on.answers()
        life.house.kill()
        return "a process of PostgreSQL" if draw < 0.9 else "all of PostgreSQL"

    return aim


def _as_a_lock_opens(stands_on: Cluster, life: Life, chance: random.Random) -> str:
    """Requests pile up before their writes; then they write all at once, and are killed in it."""
    with closing(psycopg.connect(stands_on.url)) as other:
        other.execute("LOCK TABLE accounts_person IN EXCLUSIVE MODE")
        time.sleep(0.08)
        other.rollback()
    time.sleep(chance.uniform(0, 0.02))
    life.house.kill()
    return "as a lock opens"


def restarts(folder: Path) -> Found:
    """PostgreSQL is restarted under idle connections and in the middle of a request."""
    stands_on, found = Cluster(), Found()
    house = Breakable(folder, database=stands_on.url)
    try:
        life = Life(house, 3)
        for how in (FAST, IMMEDIATE):
            _idle(stands_on, life, found, how)
            _in_a_request(stands_on, life, found, how)
        _away(stands_on, life, found)
        _many_wrong_addresses(life, found)
        life.compare()
        found.equal("what is stored is what was acknowledged", life.figures.fell, [])
    finally:
        house.close()
        stands_on.close()
    return found


def _idle(stands_on: Cluster, life: Life, found: Found, how: signal.Signals) -> None:
    """Every connection of the pool is dead, and nobody sees it."""
    for who in life.people:
        who.sees(f"/s/{life.space}/map/")
    stands_on.restart(how)
    seen = [who.here.get(f"/s/{life.space}/map/").status for who in life.people for _ in range(4)]
    found.equal(f"{how.name}, idle: every page is there", seen, [200] * 8)
    found.equal(f"{how.name}, idle: a pause is stored", life.ash.here.post("/pause/").to, "/pause/")
    found.equal(f"{how.name}, idle: and lifted", life.ash.here.post("/pause/lift/").to, "/pause/lift/?said=lifted")


def _in_a_request(stands_on: Cluster, life: Life, found: Found, how: signal.Signals) -> None:
    """The one that is being written is answered calmly; the next one is as if nothing had been."""
    import threading

    answers = []
    with closing(psycopg.connect(stands_on.url)) as other:
        other.execute("LOCK TABLE accounts_person IN EXCLUSIVE MODE")
        writing = threading.Thread(target=lambda: answers.append(_states(life)))
        writing.start()
        time.sleep(0.7)
        stands_on.restart(how)
    writing.join()
    found.equal(f"{how.name}, in flight: one calm answer", [each.status for each in answers], [503])
    found.holds(f"{how.name}, in flight: what was typed is kept", WORDS in answers[0].page, answers[0].words)
    found.equal(f"{how.name}, in flight: sent again it is stored", _states(life).said, "wished")
    life.ash.record.stand = life.ash.record.stand.wishing("kissing-mouth/together")


def _states(life: Life) -> Any:
    fields = {"side": "together", "level": "3", "contexts": ["at_home"], "review_days": "90", "own_condition": WORDS}
    return life.ash.here.post(f"/s/{life.space}/items/kissing-mouth/positions/", fields)


def _away(stands_on: Cluster, life: Life, found: Found) -> None:
    """While there is no PostgreSQL at all: calm pages, Exit all the same, and everything is back with it."""
    stands_on._server.send_signal(FAST)
    stands_on._server.wait(timeout=60)
    try:
        answer = life.ash.here.post("/pause/")
        found.equal("away: a pause is not called stored", answer.status, 503)
        found.holds("away: it says what to do", "Use your words and signs" in answer.words, answer.words)
        found.equal("away: a page", life.ash.here.get(f"/s/{life.space}/map/").status, 503)
        found.equal("away: Exit", life.bo.here.post("/exit/").to, "/blank/")
        found.equal("away: and what follows is there", life.bo.here.get("/blank/").status, 200)
    except NoAnswer as silent:
        found.holds("away: there is an answer", False, silent)
    stands_on.start()
    life.bo.comes_in()
    found.equal("back: a pause", life.ash.here.post("/pause/").to, "/pause/")
    life.ash.here.post("/pause/lift/")


def _many_wrong_addresses(life: Life, found: Found) -> None:
    """A page that is not there takes no connection with it."""
    import threading

    def asks() -> None:
        for number in range(12):
            life.ash.here.get(f"/nowhere/{number}/")

    threads = [threading.Thread(target=asks) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    seen = [who.here.get(f"/s/{life.space}/map/").status for who in life.people for _ in range(4)]
    found.equal("after a hundred pages that are not there: every page is there", seen, [200] * 8)
