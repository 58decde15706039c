"""One process of a long run: its share of the steps on each store, until they are done or the time is over."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

from tests import cluster, databases  # noqa: E402
from tests.laws.machine.house import House, Shelves  # noqa: E402
from tests.laws.machine.machine import LENGTH, Fell, Tally, machine, shortest  # noqa: E402

PIECE = 4 * LENGTH
"""Steps between two looks at the clock."""


def work(number: int, seed: int, share: dict[str, float], until: float | None) -> tuple[dict[str, Tally], list[str]]:
    """Run this process's share; what happened on each store, and what fell.

    Without `until` a share is a number of steps, otherwise a part of the time that is left.
    """
    tallies: dict[str, Tally] = {}
    fell: list[str] = []
    began = time.monotonic()
    for store, part in share.items():
        end = None if until is None else began + (until - began) * _time(store, share)
        with standing_on(store, number) as house:
            if house is not None:
                tallies[store] = _on(store, house, seed, None if until else int(part), end, fell)
        began = time.monotonic()
    # A process of a pool ends without saying goodbye to what it made.
    shutil.rmtree(os.environ["OWNACCORD_DATA"], ignore_errors=True)
    return tallies, fell


def _time(store: str, share: dict[str, float]) -> float:
    """Of the time that is left, what this store may have: half, and the last one all of it."""
    names = list(share)
    return 1.0 if store == names[-1] else 0.5


def _on(store: str, house: Any, seed: int, steps: int | None, end: float | None, fell: list[str]) -> Tally:
    whole, piece, said = Tally(), 0, time.monotonic()
    while (steps is None or whole.steps < steps) and (end is None or time.monotonic() < end):
        asked = PIECE if steps is None else min(PIECE, steps - whole.steps)
        try:
            whole.add(machine(store, house, (seed * 1000 + len(store)) * 100_000 + piece, asked))
        except Fell as why:
            fell.append(told(store, shortest(house, why)))
            click.echo(fell[-1], err=True)
            if len(fell) >= 3:
                break
        piece += 1
        if time.monotonic() - said > 60:
            said = time.monotonic()
            click.echo(f"{store}: {whole.steps} steps, {len(fell)} fell", err=True)
    return whole


def told(store: str, why: Fell) -> str:
    """What fell, the words that replay it, and what happened in it."""
    left_out = ",".join(map(str, sorted(why.skipped)))
    again = f"python -m tests.laws.machine {store} {why.seed} {why.step} {left_out}".rstrip()
    return "\n".join([f"{store}: {why.words}", f"replay: {again}", *why.log])


@contextmanager
def standing_on(store: str, number: int) -> Iterator[Any]:
    """Inside, the house of this store; None where there is no PostgreSQL."""
    if store == "memory":
        yield Shelves()
        return
    if store == "sqlite":
        file = f"{os.environ['OWNACCORD_DATA']}/machine-{number}.sqlite3"
        quick = {**connections.settings["default"]["OPTIONS"], "init_command": "PRAGMA synchronous=OFF;"}
        chosen = {**connections.settings["default"], "NAME": file, "OPTIONS": quick}
        with databases.standing_on(chosen):
            call_command("migrate", interactive=False, verbosity=0)
            yield House()
        return
    if cluster.address() is None:
        click.echo(cluster.MISSING, err=True)
        yield None
        return
    with cluster.fresh(f"machine_{number}") as url, databases.standing_on(databases.settings_of(url)):
        call_command("migrate", interactive=False, verbosity=0)
        yield House()
