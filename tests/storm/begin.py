"""`python -m tests.storm.begin COUNT`: three people and so many scenes of theirs that run at once; what they carry."""

import json
import sys
import uuid
from dataclasses import asdict

from ownaccord.web import cli


def main() -> None:
    """Every scene in a space of its own; every other one with a device that two of them share."""
    cli.prepare()
    from bench import scenes, world
    from ownaccord.accounts.models import Host
    from ownaccord.lib import clock
    from ownaccord.spaces.models import Seat, Space

    Host.objects.create(name="Bo at the kitchen table")
    one, two, three = sorted(world.somebody().person for _ in range(3))
    every = []
    for count in range(int(sys.argv[1])):
        space = Space.objects.create(id=uuid.uuid4().hex, made_on=20_000)
        Seat.objects.bulk_create(Seat(space=space, person_id=who, joined_on=20_000) for who in (one, two, three))
        people = [(one, two), (three,)] if count % 2 else [(one,), (two,), (three,)]
        every.append(asdict(scenes.begun(space.pk, people, clock.now())))
    sys.stdout.write(json.dumps(every))


if __name__ == "__main__":
    main()
