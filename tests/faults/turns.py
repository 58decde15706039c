"""The long ways, killed on every step and begun again: recovering, starting anew, leaving and coming together again."""

import random
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from tests.faults import deeds, tellings
from tests.faults.house import Breakable, Broken
from tests.faults.kills import Figures, Life, written
from tests.faults.people import PASSPHRASE, Somebody, come_together
from tests.faults.record import YES, Stand
from tests.faults.visitor import NoAnswer, Visitor

MOST = 4
"""Kills on one way; then it is let through."""
FEW, DAILY = 20, True


def _through(life: Life, aim: str, step: Callable[[], None]) -> None:
    """Take these steps to their end, with a kill in the middle of them a few times."""
    for tries in range(MOST + 1):
        over, killed = threading.Event(), threading.Event()
        killer = threading.Thread(target=_kills_soon, args=(life, over, killed, tries < MOST))
        killer.start()
        try:
            step()
        except NoAnswer:
            life.figures.unanswered += 1
        else:
            over.set()
            killer.join()
            if not killed.is_set():
                return
        killer.join()
        life.figures.kills += 1
        life.figures.aims[aim] = life.figures.aims.get(aim, 0) + 1
        life.again()
    raise Broken(f"{aim}: no end of it")


def _kills_soon(life: Life, over: threading.Event, killed: threading.Event, really: bool) -> None:
    """Some time later, and every other time just as something was written."""
    if not really or over.wait(life.chance.uniform(0, 0.4)):
        return
    if life.chance.random() < 0.5:
        written(life.house.data, lambda: over.is_set())
    if not over.is_set():
        killed.set()
        life.house.kill()


def recovers(life: Life) -> None:
    """Somebody comes back with the recovery code in a new browser; whatever is killed, they get in."""
    who = life.chance.choice(life.people)
    new = deeds.OTHER_WORDS if who.words == [PASSPHRASE] else PASSPHRASE
    fresh = Visitor(life.house.port)
    _through(life, "while recovering", partial(_recovers, who, fresh, new))
    life.house.house.advance(hours=25)
    for each in life.people:
        each.comes_in()
    life.compare()


def _recovers(who: Somebody, fresh: Visitor, new: str) -> None:
    way = {"browser": "own", "passphrase": new, "again": new}
    if who.here is not fresh:
        fresh.get("/recover/")
        if fresh.post("/recover/", {"name": who.name, "code": who.code, **way}).status != 303:
            # It was done before the answer was lost: then the new words fit here, and the new code still waits.
            answer = fresh.post("/sign-in/", {"name": who.name, "secret": new})
            if answer.status != 303:
                raise Broken(f"{who.name} is locked out for ever: {answer.words[:200]}")
        who.here, who.words = fresh, [new]
    who.comes_in()
    if 'class="code"' in who.sees("/me/recovery/"):
        who.keeps_code()


def starts_anew(life: Life) -> None:
    """A restore quarantined the space; both start anew, and what they stated comes back as wishes, and only so."""
    life.house.kill()
    life.house.gone()
    life.house.restored(life.space)
    life.house.start()
    low: dict[str, set[str]] = {}
    for who in life.people:
        stand = who.record.stand
        stated = {key for key, _ in stand.levels}
        low[who.name] = {key for key, level in stand.levels if level < YES} - stand.wishes
        who.record.stand = replace(stand, levels=frozenset(), wishes=stand.wishes | stated)
    _through(life, "while starting anew", partial(_starts_anew, life))
    life.compare()
    for who in life.people:
        # The record's wishes are all for a Yes: one for a Talk first is let go.
        for key in low[who.name]:
            who.sends(f"/s/{life.space}/wishes/let-go/", f"/s/{life.space}/wishes/?said=dropped", wish=key)
        who.record.stand = who.record.stand.without_wishes(*low[who.name])
    life.settle()


def _starts_anew(life: Life) -> None:
    for who in life.people:
        who.comes_in()
        said = life.house.look({who.name: who.cookie}, life.space)[who.name]
        if said["starts_anew"] and said["in_force"]:
            life.fell(f"in force while starting anew: {said['in_force']}")
        if said["starts_anew"]:
            who.sends(f"/s/{life.space}/reaffirm/", f"/s/{life.space}/wishes/?said=anew")


def leaves(life: Life) -> None:
    """Somebody leaves, which ends it for both; they come together in another space."""
    who, old = life.chance.choice(life.people), life.space
    _through(life, "while leaving", partial(_leaves, who, old))
    life.former.add(old)
    for each in life.people:
        if each.here.get(f"/s/{old}/map/").status != 404:
            life.fell(f"{each.name} can still read a space that was left")
        kept = each.record.stand
        each.record.stand = Stand(paused=kept.paused - {"here"}, open=kept.open, notes=kept.notes)
    _through(life, "while coming together", partial(_comes_together, life))
    life.settle()
    life.compare()


def _leaves(who: Somebody, space: str) -> None:
    who.comes_in()
    if who.here.get(f"/s/{space}/map/").status == 200:
        who.sends(f"/s/{space}/leave/", "/")


def _comes_together(life: Life) -> None:
    for who in life.people:
        who.comes_in()
    life.space = come_together(*life.people, life.former)


TURNS = (recovers, starts_anew, leaves)


def sqlite(folder: Path, kills: int, seed: int, say: Callable[[str], None] = lambda line: None) -> Figures:
    """So many kills of one house on SQLite."""
    house = Breakable(folder)
    try:
        return live(Life(house, seed), kills, say)
    finally:
        house.close()


def live(life: Life, kills: int, say: Callable[[str], None]) -> Figures:
    """Kill so often, half of it in the middle of daily life, half where people answer each other (`tellings.py`); a few
    kills are daily life alone. Ends early when there is nothing to go on with.
    """
    try:
        if DAILY:
            _daily(life, kills if kills < FEW else kills - kills // 2, say)
        if (left := kills - life.figures.kills) > 0:
            tellings.tell(life, left, say)
    except (Broken, NoAnswer) as broken:
        life.fell(str(broken))
    return life.figures


def _daily(life: Life, kills: int, say: Callable[[str], None]) -> None:
    said, turns = 0, random.Random(life.seed)
    waiting = list(TURNS)
    while life.figures.kills < kills:
        if life.figures.kills >= 12 and (waiting or turns.random() < 0.03):
            (waiting.pop() if waiting else turns.choice(TURNS))(life)
        else:
            life.kill_once()
        if life.figures.kills // 100 > said:
            said = life.figures.kills // 100
            say(f"  {life.figures.kills} kills, fell: {len(life.figures.fell)}")
