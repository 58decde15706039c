"""`python -m tests.journeys.debrief_seed <item> <cookies of Ash> <cookies of Bo>`: each has kept a debrief about it."""

import json
import sys

from django.test import Client

from ownaccord.web import cli


def main(item: str, *jars: str) -> None:
    """Note it in each vault, at this moment and without a measure, with the keys of browsers that are unlocked."""
    cli.prepare()
    from ownaccord.accounts import vaults
    from ownaccord.consent import debriefs
    from ownaccord.lib import clock
    from ownaccord.spaces import access
    from tests.people import Somebody

    for name, jar in zip(("Ash", "Bo"), jars, strict=True):
        who = Somebody(name, Client(headers={"host": "localhost"}))
        for each, value in json.loads(jar).items():
            who.browser.cookies[each] = value
        (space,) = access.spaces_of(who.id)
        at = clock.now()
        vaults.change(who.id, who.keys, lambda book, space=space, at=at: debriefs.note(book, space, item, at, None))  # type: ignore[misc]


if __name__ == "__main__":
    main(*sys.argv[1:])
