"""A house in which scenes run that their people came to by the steps of the room."""

import json
from pathlib import Path

from tests.live.carrying import Carried, Device, words
from tests.live.conftest import Served

SCENES = 16


class Stage:
    """A house, and the scenes that run in it; each test takes a new one."""

    def __init__(self, folder: Path, scenes: int = SCENES, database: str | None = None) -> None:
        self.house = Served(folder, database)
        self.house.settings = "tests.live.real"
        self.house.data.mkdir(mode=0o700)
        self.scenes = [Carried(**each) for each in json.loads(self.house.does("tests.live.begin", str(scenes)))]

    @property
    def where(self) -> Path | str:
        """Where its rows are."""
        return self.house.database or self.house.data / "db.sqlite3"

    def devices(self, port: int = 0) -> list[Device]:
        """The devices of a scene in which nobody pressed anything yet; all of them are here."""
        scene = self.scenes.pop()
        every = [Device(port or self.house.port, scene, at) for at in range(len(scene.cookies))]
        for each in every:
            each.looks()
        return every

    def pressed(self, device: Device) -> list[tuple[str, int | None]]:
        """What is stored of this device's scene."""
        return words(device.scene, self.where)


def see_red(*devices: Device) -> bool:
    """Whether each of them shows the end by red, and nothing green."""
    return [(seen.phase, seen.is_green) for seen in (each.sees() for each in devices)] == [("red", False)] * len(
        devices
    )
