"""Houses whose streams are listened to: seeded once on each database, copied for each module."""

import json
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests import cluster
from tests.journeys.conftest import WORKER
from tests.journeys.server import House
from tests.live.wire import PATIENCE, Ear, ask


class Served(House):
    """A house with a stand-in for signals, and further variables of the environment."""

    def __init__(self, folder: Path, database: str | None = None, **more: str) -> None:
        super().__init__(folder, database=database, forked=True)
        self.settings, self.more = "tests.live.settings", more

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to be this house."""
        return {**super().environment, "OWNACCORD_TEST_GO": str(self.data.parent / "go"), **self.more}


@dataclass
class Town:
    """The cast, their cookies and spaces, and the houses in which they are."""

    said: Mapping[str, Any]
    houses: list[Served]
    ears: list[Ear] = field(default_factory=list)

    @property
    def port(self) -> int:
        """Where the first house listens."""
        return self.houses[0].port

    def cookies(self, name: str, *, locked: bool = False, spare: int = 0) -> dict[str, str]:
        """The cookies of one of their browsers, unlocked, locked or one of three spare ones; nobody's for Drew."""
        which = 1 if locked else 1 + spare if spare else 0
        return dict(self.said["cookies"][name][which]) if name != "drew" else {}

    def space(self, name: str = "ash and bo") -> str:
        """The id of a space."""
        return str(self.said["spaces"][name])

    def listens(self, name: str, at: int = 0, port: int = 0, **options: Any) -> Ear:
        """An open stream of this person, in the browser in which they are unlocked."""
        cookies = self.cookies(name, locked=options.pop("locked", False), spare=options.pop("spare", 0))
        ear = Ear(port or self.houses[at].port, cookies, **options)
        self.ears.append(ear)
        return ear

    def hears(self, name: str, at: int = 0, port: int = 0, spare: int = 0) -> Ear:
        """The same, of somebody who knows what there is to know so far."""
        now = json.loads(ask(self.houses[at].port, "GET", "/live/now", self.cookies(name))[1])
        return self.listens(name, at, port, since=now["state"], spare=spare)

    def presses(self, name: str, space: str = "ash and bo", at: int = 0, word: str = "red", port: int = 0) -> int:
        """A signal; the status of the answer."""
        form = {"space": self.space(space)}
        return ask(port or self.houses[at].port, "POST", f"/live/{word}", self.cookies(name), form)[0]

    def revision(self) -> int:
        """How new the space of Ash and Bo is, as Bo is told who asks."""
        looks = json.loads(ask(self.port, "GET", "/live/now", self.cookies("bo"))[1])["looks"]
        return int(looks[0]["revision"])

    def heard_again(self, ear: Ear, name: str, at: int = 0) -> int:
        """Presses until this stream has heard of one that came after it was back; how new that was."""
        assert self.presses(name, at=at) == 204
        while True:
            found = ear.next()
            assert found is not None
            if found.said["kind"] == "signal":
                return int(found.said["revision"])

    def write(self, statement: str, *values: object) -> None:
        """Change the first house's SQLite file behind its back."""
        with closing(sqlite3.connect(self.houses[0].data / "db.sqlite3", timeout=PATIENCE)) as base, base:
            base.execute(statement, values)

    def deaf(self) -> None:
        """Every stream is closed from this side."""
        while self.ears:
            self.ears.pop().close()


@dataclass(frozen=True)
class Seeded:
    """A data folder to copy, and what the seed said."""

    data: Path
    said: Mapping[str, Any]


def seed(folder: Path, database: str | None = None) -> Seeded:
    """The cast moves into an empty house."""
    house = Served(folder, database)
    house.data.mkdir(mode=0o700)
    return Seeded(house.data, json.loads(house.does("tests.live.seed")))


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Seeded:
    """Everybody, on SQLite."""
    return seed(tmp_path_factory.mktemp("live"))


@pytest.fixture(scope="module")
def seeded_on_postgresql(postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Seeded, str]]:
    """Everybody, on PostgreSQL; and its address."""
    with cluster.fresh(f"live_{WORKER}") as url:
        yield seed(tmp_path_factory.mktemp("live-on-postgresql"), url), url


def wait_for(there: Callable[[], bool]) -> None:
    """It is so when this returns."""
    until = time.monotonic() + PATIENCE
    while not there():
        assert time.monotonic() < until
        time.sleep(0.01)


def moved_in(seeded: Seeded, folder: Path, database: str | None = None, **more: str) -> Served:
    """A house with a copy of the data folder, not yet started."""
    house = Served(folder, database, **more)
    shutil.copytree(seeded.data, house.data)
    return house


@pytest.fixture(scope="session")
def one_house(seeded: Seeded, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Everybody, and one running house for all tests that need no other."""
    house = moved_in(seeded, tmp_path_factory.mktemp("one"))
    house.start()
    yield Town(seeded.said, [house])
    house.stop()


@pytest.fixture
def town(one_house: Town) -> Iterator[Town]:
    """The same house; streams are closed after each test."""
    yield one_house
    one_house.deaf()
