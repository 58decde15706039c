"""The verbs of rhythm and recheck-ins: showing a rhythm, walking through the pages, keeping a date, ending."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from django.db import transaction

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.care import feed, rechecks
from ownaccord.care.rechecks import Walk
from ownaccord.core.record import Quarantine
from ownaccord.core.rhythm import Form, Known, Rhythm
from ownaccord.spaces import showing, together
from ownaccord.spaces.access import OpenSpace
from ownaccord.spaces.together import NotNow

Change = Callable[[Known], Known]


def choose(*, space: OpenSpace, keys: Keyring, rhythm: Rhythm, now: int) -> None:
    """Show this rhythm to everybody here, in place of an earlier one; one's own dates begin anew today.

    NotNow while the space starts anew.
    """
    try:
        with transaction.atomic():
            showing.show(space=space, keys=keys, about=together.RHYTHM, lines=rhythm.as_lines())
            _change_known(space.id, keys, now, lambda known: replace(known, begun=rechecks.day_of(now), own=None))
    except Quarantine:
        raise NotNow from None
    together.at_unlock(space, keys, now)


def take_back(*, space: OpenSpace, keys: Keyring) -> None:
    """Show no rhythm here any more; nothing is opened together here until everybody shows one again."""
    showing.take_back(space=space, keys=keys, about=together.RHYTHM)
    feed.refresh(keys.person, keys)


def set_date(*, space: str, keys: Keyring, on: date | None, now: int) -> None:
    """Keep a date of one's own for the next time, or none."""
    _change_known(space, keys, now, lambda known: replace(known, own=on))


def start(*, space: str, keys: Keyring, form: Form) -> None:
    """Begin a recheck-in for oneself, or go on with the one under way in this form."""

    def begin(book: VaultBook) -> None:
        here = rechecks.walk(book, space)
        rechecks.keep(book, space, Walk(form) if here is None else replace(here, form=form, passed=frozenset()))

    vaults.change(keys.person, keys, begin)


def say(*, space: str, keys: Keyring, question: str, text: str) -> None:
    """Keep what was written on one page, for oneself."""
    vaults.change(keys.person, keys, lambda book: rechecks.say(book, space, question, text))


def pass_by(*, space: str, keys: Keyring, what: str, talk: str = "") -> None:
    """Go on to the next item."""
    vaults.change(keys.person, keys, lambda book: rechecks.pass_by(book, space, what, talk))


def end(*, space: str, keys: Keyring, on: date | None, now: int) -> None:
    """End the recheck-in: it counts as done today, what was written on its pages goes, and the next date is kept."""
    with transaction.atomic():
        _change_known(space, keys, now, lambda known: replace(known, done=rechecks.day_of(now), own=on))
        vaults.change(keys.person, keys, lambda book: rechecks.end(book, space))


def note_scene(*, space: str, keys: Keyring, ended_at: int) -> None:
    """Remember when the own last scene here ended; an earlier one changes nothing."""
    day = rechecks.day_of(ended_at)
    before = rechecks.known(vaults.read(keys.person, keys), space)
    if before is not None and (before.scene is None or before.scene < day):
        vaults.change(keys.person, keys, lambda book: rechecks.keep_known(book, space, replace(before, scene=day)))


def forget_ended(*, keys: Keyring, living: frozenset[str]) -> None:
    """Forget the dates and pages of spaces that are over."""
    book = vaults.read(keys.person, keys)
    over = {key.split("/")[1] for prefix in ("rhythm/", "recheck/") for key in book.under(prefix)} - living
    if over:
        vaults.change(keys.person, keys, lambda book: rechecks.forget(book, over))


def _change_known(space: str, keys: Keyring, now: int, change: Change) -> None:
    def put(book: VaultBook) -> None:
        known = rechecks.known(book, space) or Known(rechecks.day_of(now))
        rechecks.keep_known(book, space, change(known))

    vaults.change(keys.person, keys, put)
    feed.refresh(keys.person, keys)
