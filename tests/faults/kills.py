"""SIGKILL in the middle of writes: what was acknowledged is there afterwards, as a whole, and nothing rose by it."""

import random
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.faults import deeds
from tests.faults.house import Breakable, Broken
from tests.faults.people import Somebody, come_together, move_in, without_waiting
from tests.faults.record import exactly, missing, rises
from tests.faults.visitor import NoAnswer

TOGETHER = [f"{item}/together" for item in deeds.TOGETHER]


@dataclass
class Figures:
    """What was tried and seen."""

    kills: int = 0
    asked: int = 0
    unanswered: int = 0
    done_unseen: int = 0
    aims: dict[str, int] = field(default_factory=dict)
    fell: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """In words."""
        aims = ", ".join(f"{count} {aim}" for aim, count in sorted(self.aims.items()))
        return [
            f"kills                          {self.kills} ({aims})",
            f"requests sent meanwhile        {self.asked}",
            f"without an answer at the kill  {self.unanswered}, of which stored as a whole: {self.done_unseen}",
            f"acknowledged and lost, or risen, or broken, or locked out: {len(self.fell)}",
            *self.fell[:20],
        ]


class Life:
    """Ash and Bo in one house that is killed again and again."""

    def __init__(self, house: Breakable, seed: int, aim: Callable[["Life"], str] | None = None) -> None:
        self.house, self.seed, self.figures = house, seed, Figures()
        self.chance = random.Random(seed)
        # While the database itself is being killed, 503 is the answer to expect: it says that nothing is stored yet.
        self.shaken, self.may_shake = False, aim is not None
        # What a dead server had sent off already may still be on its way into a database server.
        self.at_rest: Callable[[], None] = lambda: None
        self._aim = aim or aims_at_sqlite
        house.start()
        self.ash, self.bo = move_in(house)
        self.former: set[str] = set()
        self.space = come_together(self.ash, self.bo, self.former)
        self.settle()

    @property
    def people(self) -> tuple[Somebody, Somebody]:
        """Both."""
        return self.ash, self.bo

    def settle(self) -> None:
        """Both have read the cards, and nothing is slept on any more: a second act follows the first at once."""
        without_waiting(self.house, self.people, self.space)
        for who in self.people:
            for item in (*deeds.TOGETHER, *deeds.TURNS):
                who.sends(f"/s/{self.space}/items/{item}/read/", f"/s/{self.space}/items/{item}/")

    def kill_once(self) -> None:
        """Both do what they like, the server is killed meanwhile, and what is stored is compared with the record."""
        over, self.shaken = threading.Event(), False
        doors = self.chance.random() < 0.12
        threads = [threading.Thread(target=self._lives, args=(who, over, doors)) for who in self.people]
        for each in threads:
            each.start()
        aim = self._aim(self)
        over.set()
        for each in threads:
            each.join()
        self.figures.kills += 1
        self.figures.aims[aim] = self.figures.aims.get(aim, 0) + 1
        self.again()
        self.compare()

    def again(self) -> None:
        """The server is there again, with what lies on the disk."""
        if self.house.pid:
            with suppress(ProcessLookupError):
                self.house.kill()
            self.house.gone()
        self.at_rest()
        self.house.start()

    def _lives(self, who: Somebody, over: threading.Event, doors: bool) -> None:
        chance = random.Random(self.chance.random())
        try:
            if doors:
                chance.choice(deeds.DOORS)(who)
            while not over.is_set():
                self._does(who, deeds.one_of(who, self.space, chance))
        except NoAnswer:
            self.figures.unanswered += 1
        except Broken as broken:
            if not (self.shaken and ": 503 " in str(broken)):
                self.fell(str(broken))
            self.figures.unanswered += 1
        except Exception as error:
            self.fell(f"{type(error).__name__} {error}")

    def _does(self, who: Somebody, deed: deeds.Deed) -> None:
        self.figures.asked += 1
        who.record.asks(deed.fits)
        if self.may_shake and deed.tightens:
            # What cannot be stored while the database is away is a pause instead, if at least that one can be.
            before, after = who.record.stand, deed.stand or who.record.stand
            who.record.possible += [exactly(replace(each, paused=each.paused | {"here"})) for each in (before, after)]
        who.record.done.append(f"{self.figures.kills} {deed.path} {deed.fields}")
        answer = who.here.post(deed.path, deed.fields)
        who.record.done[-1] += f" {answer.status} {answer.said}"
        if answer.status != 303 or answer.said not in deed.said:
            said = f"{answer.status} {answer.to} {answer.words[:200]}"
            raise Broken(f"{deed.path} {deed.fields} from {who.record.stand}: {said}")
        if deed.stand is None:
            who.record.possible = [deed.fits]
            self._learns(who)
        else:
            who.record.hears(deed.fits, deed.stand)

    def _learns(self, who: Somebody) -> None:
        said = self.house.look({who.name: who.cookie}, self.space)
        if said.get("failed") and self.shaken:
            raise NoAnswer
        wrong = who.record.compare(said[who.name])
        if wrong:
            raise Broken(f"{who.name}: {wrong}")

    def compare(self) -> None:
        """Both get in and read; what is stored is what the record says; nothing is in force that it does not."""
        for who in self.people:
            who.comes_in()
            who.sees(f"/s/{self.space}/map/")
        said = self.house.look({who.name: who.cookie for who in self.people}, self.space)
        if said.get("failed") or said["broken"]:
            raise Broken(f"what is stored is damaged: {said.get('broken')} {self.house.complaints()[-3:]}")
        for who in self.people:
            self._compare(who, said[who.name])
        self._in_force(said)

    def _compare(self, who: Somebody, said: dict[str, Any]) -> None:
        if said["trouble"] or said["starts_anew"]:
            self.fell(f"{who.name} is told to start anew: {said['trouble']}")
        before, unseen = who.record.stand, len(who.record.possible) > 1
        if wrong := who.record.compare(said):
            self.fell(f"{who.name}: {wrong}")
        self.figures.done_unseen += unseen and who.record.stand != before

    def _in_force(self, said: dict[str, Any]) -> None:
        stands = {said[who.name]["person"]: who.record.stand for who in self.people}
        for who in self.people:
            force = said[who.name]["in_force"]
            for wrong in rises(force, stands):
                self.fell(f"{who.name} sees in force: {wrong}")
            for wrong in missing(force, stands, TOGETHER):
                self.fell(f"{who.name} misses: {wrong}")

    def fell(self, what: str) -> None:
        """Something fell."""
        self.figures.fell.append(f"kill {self.figures.kills}: {what}")


# --- when to kill ---------------------------------------------------------------------------------------------------


def aims_at_sqlite(life: Life) -> str:
    """Kill at any moment, or just as the log grows, or just after somebody else let go of the lock."""
    aim = life.chance.choice((_any_moment, _as_the_log_grows, _as_the_lock_opens))
    aim(life)
    life.house.kill()
    return aim.__name__.strip("_").replace("_", " ")


def _any_moment(life: Life) -> None:
    time.sleep(life.chance.uniform(0, 0.4))


def _as_the_log_grows(life: Life) -> None:
    """Between the first page of a transaction in the log and the answer to whoever sent it."""
    time.sleep(life.chance.uniform(0, 0.2))
    written(life.house.data, lambda: False)
    time.sleep(life.chance.choice((0, 0, life.chance.uniform(0, 0.004))))


def written(data: Path, over: Callable[[], bool]) -> None:
    """Wait until something is written to the log of this folder, at most half a second."""
    log = data / "db.sqlite3-wal"
    before, until = _size(log), time.monotonic() + 0.5
    while _size(log) == before and time.monotonic() < until and not over():
        time.sleep(0.0003)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _as_the_lock_opens(life: Life) -> None:
    """Requests pile up before their first write; then they write all at once, and are killed in it."""
    time.sleep(life.chance.uniform(0, 0.1))
    with closing(sqlite3.connect(life.house.data / "db.sqlite3", timeout=5, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        time.sleep(0.08)
        other.execute("ROLLBACK")
    time.sleep(life.chance.uniform(0, 0.02))
