"""A form is open while the server is replaced by a newer version: another edition of its card, another table.

Whatever was typed is kept, sign-ins go on, old tokens are good, and nothing is written that rises.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.faults.found import Found
from tests.faults.house import Breakable
from tests.faults.stuck import WORDS, Stuck

YES = {"side": "together", "level": "3", "contexts": "at_home", "review_days": "90", "own_condition": WORDS}


def upgraded(folder: Path) -> Found:
    """Begin with today's version, go on with the next one, and compare."""
    trial = Stuck(Breakable(folder))
    ash, here = trial.ash, trial.space
    for item in ("holding", "eye-contact"):
        ash.sees(f"{here}items/{item}/together/")
    before = dict(ash.here.cookies)
    _replaced(trial, folder, "holding", signal=False)
    _after(trial, before)
    _replaced(trial, folder, "holding", signal=True)
    for who in trial.life.people:
        trial.found.equal(f"{who.name} is still unlocked after a second restart", who.here.get("/me/").status, 200)
    trial.found.equal("nothing is above Talk first", _levels(trial, "holding"), [])
    return trial.close()


def _replaced(trial: Stuck, folder: Path, item: str, *, signal: bool) -> None:
    """The server of today ends, as a service manager or as a crash ends it, and the next version starts."""
    port = trial.house.port
    if signal:
        trial.house.stop()
    trial.house.close()
    with closing(sqlite3.connect(folder / "data" / "db.sqlite3")) as stored, stored:
        stored.execute("CREATE TABLE IF NOT EXISTS consent_later (id integer PRIMARY KEY)")
        row = ("consent", "9999_later", "2026-01-01")
        stored.execute("INSERT INTO django_migrations (app, name, applied) VALUES (?, ?, ?)", row)
    os.environ["OWNACCORD_FAULTS_EDITION"] = item
    try:
        trial.house = trial.life.house = Breakable(folder, port=port)
    finally:
        del os.environ["OWNACCORD_FAULTS_EDITION"]
    trial.house.start()


def _after(trial: Stuck, before: dict[str, str]) -> None:
    found, ash, bo, here = trial.found, trial.ash, trial.bo, trial.space
    answer = ash.here.post(f"{here}items/holding/positions/", dict(YES))
    found.equal("a Yes on the old edition is not taken", answer.status, 422)
    found.holds("and what was typed is kept", WORDS in answer.page, answer.words)
    found.holds("and it says why", "need the card read first" in answer.words, answer.words)
    found.equal("a Yes on a card that did not change is kept as a wish", _said(trial, "eye-contact"), "wished")
    found.equal("the cookies are the ones of before", ash.here.cookies["oa_signin"], before["oa_signin"])
    for who in (ash, bo):
        found.equal(f"{who.name} is still unlocked", who.here.get("/me/").status, 200)
        found.holds(f"{who.name} starts nothing anew", "starts anew" not in who.sees(f"{here}map/"))
    found.equal("what was agreed counts as Talk first", _levels(trial, "holding"), [])
    answer = bo.here.post(f"{here}items/holding/tighten/", {"level": "0"})
    found.equal("a No from an old page counts", answer.said, "tightened")
    found.equal("a pause from an old page counts", ash.here.post("/pause/").to, "/pause/")


def _said(trial: Stuck, item: str) -> str:
    return trial.ash.here.post(f"{trial.space}items/{item}/positions/", dict(YES)).said


def _levels(trial: Stuck, item: str) -> list[int]:
    """The levels above Talk first at which anything of this item is in force for anybody."""
    said = trial.house.look({who.name: who.cookie for who in trial.life.people}, trial.life.space)
    force = [line for who in trial.life.people for line in said[who.name]["in_force"]]
    return [level for name, _sides, level in force if name == item and level > 1]
