"""A house in which Ash and Bo have lived for forty days, and how each of them signs in (six words, any browser)."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.journeys.server import House

PEOPLE = "people.txt"


@dataclass(frozen=True)
class Lived:
    """The data folder to copy, and the six words of each person by name."""

    data: Path
    words: dict[str, str]


def live(folder: Path) -> Lived:
    """Live the forty days once, in a process of its own; houses take copies of it."""
    house = House(folder)
    house.data.mkdir(mode=0o700)
    command = [sys.executable, "-m", "tests.journeys.seed"]
    said = subprocess.run(command, env=house.environment, check=True, capture_output=True, text=True).stdout
    lines = [line.partition(" signs in with:") for line in said.splitlines() if line]
    (house.data / PEOPLE).unlink()
    return Lived(house.data, {name: words.strip() for name, _, words in lines})


def move_in(lived: Lived, folder: Path, *options: str) -> House:
    """A house with a copy of those forty days, not yet started."""
    house = House(folder, *options)
    shutil.copytree(lived.data, house.data)
    return house
