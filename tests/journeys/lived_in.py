"""A house in which Ash and Bo have lived for forty days, and how each of them signs in (six words, any browser)."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from tests import cluster
from tests.journeys.server import House

PEOPLE = "people.txt"
# Nobody listens there: nothing is sent.
MAIL = {
    "OWNACCORD_MAIL_HOST": "127.0.0.1",
    "OWNACCORD_MAIL_PORT": "9",
    "OWNACCORD_MAIL_TLS": "none",
    "OWNACCORD_MAIL_FROM": "notes@example.org",
}


@dataclass(frozen=True)
class Lived:
    """The data folder to copy, the six words of each person by name, and the PostgreSQL database to copy, if any."""

    data: Path
    words: dict[str, str]
    like: str | None = None


def live(folder: Path, like: str | None = None) -> Lived:
    """Live the forty days once, in a process of its own, on the PostgreSQL database `like` if named; houses copy it."""
    house = House(folder, database=cluster.of(like) if like else None, forked=True)
    house.data.mkdir(mode=0o700)
    said = house.does("tests.journeys.seed")
    lines = [line.partition(" signs in with:") for line in said.splitlines() if line]
    (house.data / PEOPLE).unlink()
    return Lived(house.data, {name: words.strip() for name, _, words in lines}, like)


def move_in(
    lived: Lived, folder: Path, *options: str, database: str | None = None, forked: bool = True
) -> House:
    """A house with a copy of those forty days, not yet started; `database` is its copy of a PostgreSQL database."""
    house = House(folder, *options, database=database, forked=forked)
    house.more = MAIL
    shutil.copytree(lived.data, house.data)
    return house
