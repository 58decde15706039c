"""`make laws`: the laws as properties, then the no-loosening machine on three stores; ends with 1 when something fell.

python -m tests.laws [--minutes 27] [--steps N] [--seed S] [--store memory|sqlite|postgresql] [--processes 2] [--keep]
"""

import os
import subprocess
import sys
import time
from multiprocessing import get_context
from pathlib import Path

import click

from tests import cluster

ROOT = Path(__file__).resolve().parents[2]
STORES = ("memory", "sqlite", "postgresql")
SHARES = {"memory": 0.96, "sqlite": 0.03, "postgresql": 0.01}


@click.command()
@click.option("--minutes", default=27.0, show_default=True, help="How long in all, when no steps are named.")
@click.option("--steps", type=int, help="How many steps in all, and of the properties, however long they take.")
@click.option("--seed", type=int, help="Where the random choices begin; a new one each time without it.")
@click.option("--store", type=click.Choice(STORES), multiple=True, help="Only this store; may be named again.")
@click.option("--processes", default=2, show_default=True)
@click.option("--keep", is_flag=True, help="Keep the figures in docs/develop/attack/laws-run.md.")
@click.option("--only-machine", is_flag=True, help="Leave out the properties.")
def main(
    minutes: float, steps: int | None, seed: int | None, store: tuple[str, ...], processes: int, keep: bool,
    only_machine: bool,
) -> None:  # fmt: skip
    """Try the laws of consent, and then attack the promise."""
    fell, began = 0, time.monotonic()
    if not only_machine:
        environment = {**os.environ, **({"OWNACCORD_LAWS_STEPS": str(steps)} if steps else {})}
        words = [sys.executable, "-m", "pytest", "tests/laws"]
        fell = subprocess.run(words, cwd=ROOT, env=environment, check=False).returncode
    seed = int(time.time()) if seed is None else seed
    stores = store or STORES
    until = None if steps else began + 60 * minutes
    if "postgresql" in stores:
        # Started here, so that it ends with us; the processes find its address in their environment.
        cluster.address()
    with get_context("spawn").Pool(processes) as pool:
        from tests.laws.machine.worker import work

        share = _share(stores, steps, processes)
        jobs = [pool.apply_async(work, (n, seed + n, share, until)) for n in range(processes)]
        results = [job.get() for job in jobs]
    sys.exit(1 if _said(seed, stores, results, keep) or fell else 0)


def _share(stores: tuple[str, ...], steps: int | None, processes: int) -> dict[str, float]:
    whole = sum(SHARES[each] for each in stores)
    return {each: SHARES[each] / whole * (steps / processes if steps else 1.0) for each in stores}


def _said(seed: int, stores: tuple[str, ...], results: list, keep: bool) -> int:
    from tests.laws.machine import figures

    tallies, fell = {}, []
    for store in stores:
        found = [each[store] for each, _fell in results if store in each]
        for each in found[1:]:
            found[0].add(each)
        if found:
            tallies[store] = found[0]
    for _tallies, each in results:
        fell += each
    words = figures.page(seed, tallies, fell)
    click.echo(words)
    if keep:
        figures.KEPT.write_text(words, encoding="utf-8")
    return len(fell)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    main()
