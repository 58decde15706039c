"""`python -m bench.measures [--postgresql] [--brief]`: the plot of three years of own measures, in a full journal.

A measure every day, a debrief every week, and as many other entries as make five thousand. `--brief` runs everything
once with small numbers: it shows that the benchmark works, and its figures mean nothing.
"""

import sys
from functools import partial

from bench.__main__ import in_a_new_folder
from bench.figures import p50, p95, say

YEARS = 3
GOAL = "at most 300"


def main(words: list[str]) -> None:
    """Measure in a new folder."""
    days, entries, runs = (30, 60, 1) if "--brief" in words else (YEARS * 365, 5000, 40)
    in_a_new_folder(words, partial(measure, days, entries, runs))


def measure(days: int, entries: int, runs: int) -> None:
    """Every figure."""
    from ownaccord.web import cli

    cli.prepare()
    from bench import diary, machine, world
    from bench.served import Server, Visitor, _asked
    from ownaccord.accounts.models import Host
    from ownaccord.lib import clock

    sys.stdout.write("\n".join(machine.lines()) + "\n\n")
    now = clock.now()
    Host.objects.create(name="The benchmark")
    keys, words = world.somebody_who_signs_in("somebody", now)
    diary.fill(keys, days, entries, now)
    diary.inside(keys, runs, now)
    server = Server()
    reader = Visitor(server.port)
    reader.signs_in("somebody", words)
    for span in ("season", "three-years"):
        taken = [_asked(reader, f"/me/measures/?span={span}") for _ in range(runs + 1)][1:]
        what = f"page of measures over HTTP, {span.replace('-', ' ')}, among {entries:,} entries"
        say(f"{what}: p50", p50(taken), "ms")
        say(f"{what}: p95", p95(taken), "ms", GOAL)
    server.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
