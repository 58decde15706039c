"""`python -m tests.journeys.debrief_seed <item> <words of Ash> <words of Bo>`: each has kept a debrief about it."""

import sys

from ownaccord.web import cli


def main(item: str, *words: str) -> None:
    """Note it in each vault, at this moment and without a measure."""
    cli.prepare()
    from ownaccord.accounts import vaults
    from ownaccord.consent import debriefs
    from ownaccord.lib import clock
    from ownaccord.spaces import access
    from tests.journeys.scene_seed import came_in
    from tests.people import Somebody

    for name, each in zip(("Ash", "Bo"), words, strict=True):
        who = Somebody(name, came_in(name, each), each)
        (space,) = access.spaces_of(who.id)
        at = clock.now()
        vaults.change(who.id, who.keys, lambda book, space=space, at=at: debriefs.note(book, space, item, at, None))  # type: ignore[misc]


if __name__ == "__main__":
    main(*sys.argv[1:])
