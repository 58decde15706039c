"""`python -m tests.journeys.excerpt_seed <cookies of Ash> <cookies of Bo>`: they were in a scene that is just over."""

import json
import sys

from django.test import Client

from ownaccord.web import cli

SCENE = "5c" * 16


def main(*jars: str) -> None:
    """Note it in each vault, at this moment, with the keys of browsers that are unlocked."""
    cli.prepare()
    from ownaccord.lib import clock
    from ownaccord.spaces import access, excerpts
    from tests.people import Somebody

    at = clock.now()
    for name, jar in zip(("Ash", "Bo"), jars, strict=True):
        who = Somebody(name, Client(headers={"host": "localhost"}))
        for each, value in json.loads(jar).items():
            who.browser.cookies[each] = value
        (space,) = access.spaces_of(who.id)
        excerpts.note(space=access.space_for(who.id, space, who.keys), keys=who.keys, scene=SCENE, at=at, now=at)


if __name__ == "__main__":
    main(*sys.argv[1:])
