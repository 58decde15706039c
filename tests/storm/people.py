"""Who presses in the storm: for each device a hand that presses and looks, and an ear that comes back."""

import http.client
import random
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field

from tests.live.carrying import Device
from tests.live.proxy import Proxy
from tests.live.wire import Ear
from tests.storm.model import Press

PATIENCE = 60.0


@dataclass
class Red:
    """Whether anybody has pressed red yet."""

    pressed: bool = False


@dataclass
class Hand:
    """One device: what it pressed, how often it was tried, and what it saw that nobody may see."""

    device: Device
    red: Red
    chance: random.Random
    network: Proxy
    presses: list[Press] = field(default_factory=list)
    tries: int = 0
    wrong: list[str] = field(default_factory=list)

    def storms(self, count: int, ends: bool) -> None:
        """Press so often; the last press of one of them is red, and the others go on beside it."""
        for at in range(count):
            is_red = ends and at == count - 1
            self._press("red" if is_red else self.chance.choices(("green", "yellow"), (3, 2))[0])
            if self.chance.random() < 0.15:
                self._look()
            if self.chance.random() < 0.01:
                self.network.cut()

    def _press(self, word: str) -> None:
        self.red.pressed = self.red.pressed or word == "red"
        if word == "green":
            # Nobody insists on a green: they see that it is none, and press again.
            self.tries += 1
            acknowledged = self.device.presses(word) == 204
        else:
            self.tries += self.device.insists(word, until=lambda: self.chance.random() * 0.02)
            acknowledged = True
        self.presses.append(Press(word, self.device.number, acknowledged, not self.red.pressed))

    def _look(self) -> None:
        seen, last = self.device.looks(), self.presses[-1]
        if seen is None or last.word == "green":
            return
        everybody = sorted(who for people in self.device.scene.people for who in people)
        own = self.device.scene.people[self.device.at]
        shown = dict(zip(everybody, seen.people, strict=False))
        if seen.is_green or any(shown.get(who) == "green" for who in own):
            self.wrong.append(f"green is shown after {last.word} {last.number}")


class Listening:
    """A device's stream, opened again whenever it breaks; `newest` is how new what it was told is."""

    def __init__(self, device: Device) -> None:
        self._device, self._over = device, False
        self.newest, self.told, self.opened = 0, 0, 0
        self._thread = threading.Thread(target=self._listens, daemon=True)
        self._thread.start()

    def hears(self, revision: int) -> bool:
        """Whether it is told of this revision before long."""
        until = time.monotonic() + PATIENCE
        while self.newest < revision and time.monotonic() < until:
            time.sleep(0.02)
        self._over = True
        return self.newest >= revision

    def _listens(self) -> None:
        last = ""
        while not self._over:
            with suppress(OSError, http.client.HTTPException):
                ear = Ear(self._device.port, self._device.cookies, last=last)
                self.opened += 1
                while ear.status == 200 and not self._over and (event := ear.event()) is not None:
                    if event.kind == "look":
                        self.newest, self.told = max(self.newest, event.said["revision"]), self.told + 1
                        last = event.id
                ear.close()
            time.sleep(0.02)
