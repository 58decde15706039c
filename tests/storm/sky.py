"""The storm itself: a house, scenes that run in it, and a network that loses, delays, repeats, overtakes and cuts."""

import json
import random
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from tests.live.carrying import Carried, Device, revision_of, words_with_numbers
from tests.live.conftest import Served
from tests.live.proxy import Fate, Proxy
from tests.storm.model import judged
from tests.storm.people import Hand, Listening, Red

AT_ONCE = 3
FATES = {Fate.THROUGH: 60, Fate.LATE: 14, Fate.LOST: 8, Fate.UNANSWERED: 8, Fate.TWICE: 10}
LATEST = 0.05
_COUNTING = Lock()


@dataclass
class Figures:
    """What was sent and what became of it."""

    sent: int = 0
    tries: int = 0
    acknowledged: int = 0
    stored: int = 0
    told: int = 0
    reds: int = 0
    streams: int = 0
    seconds: float = 0
    lost: list[str] = field(default_factory=list)
    untold: list[str] = field(default_factory=list)
    green: list[str] = field(default_factory=list)

    @property
    def fell(self) -> bool:
        """Whether anything did."""
        return bool(self.lost or self.untold or self.green)

    def lines(self) -> list[str]:
        """Every figure, and whatever fell."""
        figures = {
            "signals sent": self.sent, "times one was tried": self.tries, "acknowledged": self.acknowledged,
            "stored": self.stored, "of them red": self.reds, "streams opened": self.streams,
            "told to every device of their scene": self.told, "lost": len(self.lost),
            "not told": len(self.untold), "turned green wrongly": len(self.green), "seconds": round(self.seconds),
        }  # fmt: skip
        return [*(f"{value:8,} {name}" for name, value in figures.items()), *self.lost, *self.untold, *self.green]


def storm(folder: Path, scenes: int, presses: int, seed: int, database: str | None) -> Figures:
    """So many scenes, each with so many presses, a few at once."""
    house = Served(folder, database)
    house.settings = "tests.live.real"
    house.data.mkdir(mode=0o700)
    every = [Carried(**each) for each in json.loads(house.does("tests.storm.begin", str(scenes)))]
    figures, begun = Figures(), time.monotonic()
    house.start()
    try:
        with Proxy(house.port) as network, ThreadPoolExecutor(AT_ONCE) as pool:
            weather = random.Random(seed)
            network.fate = lambda: weather.choices(list(FATES), list(FATES.values()))[0]
            network.late = lambda: weather.random() * LATEST
            list(pool.map(lambda at: _scene(house, network, every[at], presses, seed + at, figures), range(scenes)))
    finally:
        house.stop()
    figures.seconds = time.monotonic() - begun
    return figures


def _scene(house: Served, network: Proxy, scene: Carried, presses: int, seed: int, figures: Figures) -> None:
    where = house.database or house.data / "db.sqlite3"
    chance, red = random.Random(seed), Red()
    devices = [Device(network.port, scene, at) for at in range(len(scene.cookies))]
    hands = [Hand(each, red, random.Random(seed * 10 + each.at), network) for each in devices]
    ears = [Listening(each) for each in devices]
    ends, each_presses = chance.randrange(len(hands)), presses // len(hands)
    shares = [each_presses + (presses - each_presses * len(hands)) * (at == ends) for at in range(len(hands))]
    with ThreadPoolExecutor(len(hands)) as pool:
        going = [pool.submit(hand.storms, shares[at], at == ends) for at, hand in enumerate(hands)]
        for each in going:
            each.result()
    # Whatever is still on its way has arrived by then.
    time.sleep(2 * LATEST)
    stored = words_with_numbers(scene, where)
    with _COUNTING:
        _judge(hands, stored, figures)
    newest = revision_of(scene, where)
    heard = [ear.hears(newest) for ear in ears]
    looks = [hand.device.sees() for hand in hands]
    figures.untold += [f"{scene.space}: device {at}" for at, ear in enumerate(heard) if not ear]
    figures.lost += [f"{scene.space}: {look.phase}" for look in looks if look.phase != "red"]
    figures.green += [f"{scene.space}: at the end" for look in looks if look.is_green]
    told = len(words_with_numbers(scene, where)) if all(heard) else 0
    with _COUNTING:
        figures.told += told
    figures.streams += sum(ear.opened for ear in ears)


def _judge(hands: Sequence[Hand], stored: Sequence[tuple[str, int | None, int]], figures: Figures) -> None:
    for hand in hands:
        own = [(word, number) for word, device, number in stored if device == hand.device.at]
        found = judged(hand.presses, own)
        space = hand.device.scene.space
        figures.lost += [f"{space}, device {hand.device.at}: {each}" for each in found.lost]
        figures.green += [f"{space}, device {hand.device.at}: {each}" for each in [*found.green, *hand.wrong]]
        figures.sent += len(hand.presses)
        figures.tries += hand.tries
        figures.acknowledged += sum(each.acknowledged for each in hand.presses)
    figures.stored += len(stored)
    figures.reds += sum(word == "red" for word, _, _ in stored)
