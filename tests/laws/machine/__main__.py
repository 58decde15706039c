"""Replay one history: python -m tests.laws.machine STORE SEED [STEPS] [SKIPPED,SKIPPED,...]"""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


def main(store: str, seed: str, steps: str = "200", skipped: str = "") -> int:
    """Run it and say what happened; 1 when it fell."""
    import click
    import django

    django.setup()
    from tests.laws.machine.machine import Fell, history
    from tests.laws.machine.worker import standing_on, told

    left_out = frozenset(int(each) for each in skipped.split(",") if each)
    with standing_on(store, 0) as house:
        try:
            tally = history(house, int(seed), int(steps), left_out)
        except Fell as why:
            click.echo(told(store, why))
            return 1
    click.echo(f"{tally.steps} steps, nothing fell.")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
