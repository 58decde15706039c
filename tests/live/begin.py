"""`python -m tests.live.begin COUNT`: so many couples in an empty house, each with a scene that runs; says what they
carry.
"""

import json
import sys
from dataclasses import asdict

from ownaccord.web import cli


def main() -> None:
    """Every couple comes to its scene by the steps of the room: on the table, yes for now, start."""
    cli.prepare()
    from bench import scenes, world
    from ownaccord.accounts.models import Host
    from ownaccord.lib import clock

    Host.objects.create(name="Bo at the kitchen table")
    every = []
    for _ in range(int(sys.argv[1])):
        now = clock.now()
        two = world.begin(world.somebody(), world.somebody(), now)
        world.state_all(two, world.catalogue_keys(4), now)
        every.append(asdict(scenes.come_to(two, now)))
    sys.stdout.write(json.dumps(every))


if __name__ == "__main__":
    main()
