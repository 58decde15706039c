"""`python -m tests.live.seed`: the cast in an empty house; prints who has which cookies, and which space is which."""

import json
import os
import sys
import uuid

from ownaccord.web import cli


def main() -> None:
    """Everybody has several browsers: in one they are locked, in the others unlocked."""
    cli.prepare()
    from ownaccord.accounts.models import Host
    from tests.live import stand_in

    stand_in.make()
    Host.objects.create(name="Bo at the kitchen table")
    people = {name: person() for name in ("ash", "bo", "cam", "noor", "sky")}
    spaces = {
        "ash and bo": space(people["ash"], people["bo"]),
        "ash and cam": space(people["ash"], people["cam"]),
        "ash and sky": space(people["ash"], people["sky"], ended=True),
    }
    cookies = {
        name: [browser(keys, locked=each) for each in (False, True, False, False, False)]
        for name, keys in people.items()
    }
    ids = {name: keys.person for name, keys in people.items()}
    sys.stdout.write(json.dumps({"spaces": spaces, "cookies": cookies, "ids": ids}))


def person():
    """An account with real keys."""
    from bench import world

    return world.somebody()


def space(one, other, *, ended=False):
    """A space of these two; its id."""
    from ownaccord.spaces.models import Seat, Space

    made = Space.objects.create(id=uuid.uuid4().hex, ended=ended, made_on=20_000)
    for keys in (one, other):
        Seat.objects.create(space=made, person_id=keys.person, joined_on=20_000)
    return made.pk


def browser(keys, *, locked=False):
    """The cookies of a browser in which they signed in."""
    from ownaccord.accounts import cookies, sign_ins
    from ownaccord.accounts.browser import Browser
    from ownaccord.accounts.models import KeyWrap
    from ownaccord.lib import clock

    wrap = KeyWrap.objects.create(
        id=uuid.uuid4().hex, person_id=keys.person, kind="device", salt=bytes(16), memory_kib=65536, passes=3, lanes=1,
        wrapped=b"", made_on=20_000,
    )  # fmt: skip
    here = Browser(os.urandom(32), "127.0.0.1")
    opened = sign_ins.start(keys, wrap, browser=here, shared=False, now=clock.now())
    if locked:
        sign_ins.lock(opened.sign_in)
        return {cookies.SIGN_INS: cookies.written(opened.token)}
    return {cookies.SIGN_INS: cookies.written(opened.token), cookies.OPENING: cookies.written(opened.opening)}


if __name__ == "__main__":
    main()
