"""Devices that carry a scene: they press, look, draw and insist as a live page does; and what is stored of it."""

import http.client
import re
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from ownaccord.core.carrying import Outline, Stored, open_outline, read_steps
from ownaccord.core.scene import Happened
from tests.live.wire import PATIENCE, ask

# What a person reads where nothing came back; no status is 0.
NOTHING = 0
STORED = (
    "SELECT step.number, step.sealed, step.open, scene.outline FROM scenes_scene scene"
    " LEFT JOIN scenes_step step ON step.scene_id = scene.id WHERE scene.space_id = '{space}' ORDER BY step.number"
)
PART = re.compile(r'data-phase="(\w+)" data-revision="(\d+)" data-number="(\d+)"')
PERSON = re.compile(r'<li class="scene-person.*?<span>.*?: (.*?)</span></li>', re.S)


@dataclass(frozen=True, slots=True)
class Carried:
    """A scene that runs, as its seed said it; `people`: for each device those whom it counts for."""

    space: str
    mark: str
    key: str
    cookies: list[str]
    people: list[list[str]]


@dataclass(frozen=True, slots=True)
class Look:
    """What a device shows: `people` are the words beside each person while it runs, in the order of their ids."""

    phase: str
    revision: int
    people: tuple[str, ...]
    is_green: bool


@dataclass
class Device:
    """One browser that carries this scene, at this port; `number` is that of its last press."""

    port: int
    scene: Carried
    at: int
    number: int = 0
    pressed: list[tuple[str, int]] = field(default_factory=list)

    @property
    def cookies(self) -> dict[str, str]:
        """What it carries the scene with."""
        return {"oa_pass": self.scene.cookies[self.at]}

    def presses(self, word: str, number: int = 0) -> int:
        """One press, tried once; the status, or nothing."""
        if not number:
            self.number += 1
            self.pressed.append((word, self.number))
        return self.posts(word, number or self.number)

    def insists(self, word: str, number: int = 0, until: Callable[[], float] = lambda: 0.02) -> int:
        """One press, tried until it was acknowledged, as a page does also over a reload; how often it was tried."""
        end, tries = time.monotonic() + PATIENCE, 1
        said = self.presses(word, number)
        while said != 204:
            assert time.monotonic() < end, said
            time.sleep(until())
            tries, said = tries + 1, self.posts(word, number or self.number)
        return tries

    def posts(self, word: str, number: int, about: int = 0) -> int:
        """What a page sends; the status, or nothing."""
        form = {"scene": self.scene.mark, "number": str(number), "about": str(about), "script": "1"}
        return self._asked("POST", f"/live/{word}", form)[0]

    def looks(self) -> Look | None:
        """What it shows now, which is its heartbeat as well; None where nothing came back."""
        status, page = self._asked("GET", "/now/part/")
        if status != 200:
            return None
        found = PART.search(page)
        assert found, page
        return Look(found[1], int(found[2]), tuple(PERSON.findall(page)), " data-green>" in page)

    def sees(self) -> Look:
        """What it shows, asked until something comes back."""
        end = time.monotonic() + PATIENCE
        while (found := self.looks()) is None:
            assert time.monotonic() < end
            time.sleep(0.02)
        return found

    def _asked(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        try:
            status, body, _ = ask(self.port, method, path, self.cookies, form)
        except (OSError, http.client.HTTPException):
            return NOTHING, ""
        return status, body.decode()


def outline_of(scene: Carried, sealed: bytes) -> Outline:
    """What the scene is made from."""
    return open_outline(bytes.fromhex(scene.key), scene.space, bytes.fromhex(scene.mark), sealed)


def stored(scene: Carried, where: Path | str) -> tuple[Happened, ...]:
    """Every step that is stored of this scene after its start, read with its key from the file or server itself."""
    rows = _rows(STORED.format(space=scene.space), where)
    steps = [Stored(number, bytes(sealed), word) for number, sealed, word, _ in rows if number is not None]
    started, happened = read_steps(bytes.fromhex(scene.key), outline_of(scene, bytes(rows[0][3])), steps)
    assert started is not None
    return happened


def words(scene: Carried, where: Path | str) -> list[tuple[str, int | None]]:
    """What was pressed, as it is stored: the word and the device."""
    return [(str(each.step), each.device) for each in stored(scene, where) if str(each.step) != "drawn"]


def words_with_numbers(scene: Carried, where: Path | str) -> list[tuple[str, int | None, int]]:
    """The same, with the number of the press."""
    return [(str(each.step), each.device, each.number) for each in stored(scene, where) if str(each.step) != "drawn"]


def revision_of(scene: Carried, where: Path | str) -> int:
    """How new the scene's space is, as it is stored."""
    return int(_rows(f"SELECT number FROM scenes_revision WHERE space_id = '{scene.space}'", where)[0][0])


def _rows(statement: Any, where: Path | str) -> list[Any]:
    if isinstance(where, Path):
        with closing(sqlite3.connect(where, timeout=PATIENCE)) as base:
            return base.execute(statement).fetchall()
    with psycopg.connect(where) as server:
        return list(server.execute(statement).fetchall())
