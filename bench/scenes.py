"""Scenes that run: one that two people come to by every step of the room, and thousands that are begun at once.

Keys, passes and sealed steps are real in both; the second kind leaves out what is asked before a start.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from bench.world import Two
from ownaccord.accounts import cookies, vaults
from ownaccord.accounts.keys import Keyring
from ownaccord.accounts.lookups import day
from ownaccord.core import carrying
from ownaccord.core.carrying import Bare, Copy
from ownaccord.core.confirmation import MARK
from ownaccord.core.plan import Agreed, Line, Plan, Signal, Way, planned
from ownaccord.core.position import Side
from ownaccord.core.terms import Context, Level, Terms
from ownaccord.scenes import actions, memory, passes, queries, running, table
from ownaccord.scenes.models import Scene, Step
from ownaccord.scenes.table import Table

MEANINGS = ("All is well.", "Slower, and look.", "Everything stops.")
AGREED = (Agreed(Signal.RED, Way.WORD, "ember"),)
HOURS = 12


@dataclass(frozen=True, slots=True)
class Carried:
    """A scene that runs: its space, what forms name it by, what opens its steps, and each device's cookie."""

    space: str
    mark: str
    key: str
    cookies: tuple[str, ...]
    people: tuple[tuple[str, ...], ...]


def come_to(two: Two, now: int) -> Carried:
    """Two people plan what is in force between them, say yes for now and begin: each with a device of their own."""
    members = tuple(sorted((two.one.person, two.other.person)))
    keys = sorted((two.one, two.other), key=lambda each: each.person)
    look = two.look(keys[0], now)
    lines = tuple(planned(each, Context.AT_HOME) for each in look.arrangements if each.terms.level > Level.TALK)
    plan = replace(_plan(look.space.id, tuple((who,) for who in members)), epoch=look.space.epoch, lines=lines[:40])
    actions.put_on_table(here=_table(two, keys[0], now), keys=keys[0], plan=plan)
    for who in keys:
        vaults.change(who.person, who, lambda book: memory.keep_rehearsed(book, two.space, now))
    secrets = [_yes(two, who, now) for who in keys]
    actions.start(here=_table(two, keys[0], now), keys=keys[0])
    here = _table(two, keys[0], now)
    assert here.scene is not None
    return Carried(two.space, plan.mark.hex(), here.scene.key.hex(), _jars(secrets), plan.carrying)


def begun(space: str, people: Sequence[tuple[str, ...]], now: int) -> Carried:
    """A scene of these people that runs at once: a device for each of these groups, and steps sealed as always."""
    plan = _plan(space, tuple(people))
    outline, key = carrying.outline_of(plan), os.urandom(32)
    with transaction.atomic():
        sealed = carrying.seal_outline(key, outline, os.urandom)
        scene = Scene.objects.create(space_id=space, mark=plan.mark, drill=False, outline=sealed, day=day(now))
        secrets = [
            passes.give(
                scene=scene, person=group[0], bare=Bare(key, outline, at), copy=Copy(plan, (), (), (), ()), now=now
            )
            for at, group in enumerate(people)
        ]  # fmt: skip
        running.begin(scene=scene, key=key, outline=outline, at=now)
    return Carried(space, plan.mark.hex(), key.hex(), _jars(secrets), plan.carrying)


def put_back(space: str) -> None:
    """The scene of this space is as it was when it began."""
    Step.objects.filter(scene__space_id=space, number__gt=0).delete()
    Scene.objects.filter(space_id=space).update(over=False)


def _plan(space: str, people: tuple[tuple[str, ...], ...]) -> Plan:
    members = tuple(sorted({who for group in people for who in group}))
    terms = Terms(level=Level.YES, intensity=1, contexts=frozenset({Context.AT_HOME}))
    sides = tuple((who, Side.TOGETHER) for who in members)
    return Plan(
        space, 1, os.urandom(MARK), members, (Line("massage", sides, terms),), Context.AT_HOME, HOURS * 60, "", AGREED,
        MEANINGS, 0, people, (),
    )  # fmt: skip


def _table(two: Two, keys: Keyring, now: int) -> Table:
    return table.of(two.look(keys, now), keys)


def _yes(two: Two, keys: Keyring, now: int) -> bytes:
    here = _table(two, keys, now)
    secret = actions.confirm(here=here, keys=keys, shows=queries.shows(here, keys, own=True))
    assert secret is not None
    return secret


def _jars(secrets: Sequence[bytes]) -> tuple[str, ...]:
    return tuple(cookies.written(secret) for secret in secrets)
