"""A house in which every table of the database has rows: of Ash and Bo, and the same once more of Ash and Cam.

Whatever is typed in it names its author and its place, so that a page that shows it to somebody else is found. Made
once a process from the street (`worlds.py`), then copied.
"""

import re
from dataclasses import dataclass, fields, replace
from types import SimpleNamespace
from typing import Any

from ownaccord.accounts.models import Pause, Throttle
from ownaccord.care.models import Mailbox, Reminder
from ownaccord.consent import served
from ownaccord.spaces import access, showing, together
from tests.people import Clock, Somebody, new_browser, words_on
from tests.rooms.care.conftest import CHOSEN, makes_an_address
from tests.rooms.consent.shared import Shared, begun
from tests.rooms.reveal import decks
from tests.rooms.scenes import stage
from tests.rooms.spaces import circle
from tests.walls.kept import copy_of
from tests.walls.scene import ITEM
from tests.walls.worlds import Street, street

OURS, BESIDE, ALONE = "zqours", "zqbeside", "zqalone"
WORDS = re.compile(r"zq(?:ours|beside|alone)[a-z]+")


@dataclass
class Full(Street):
    """The street, with everything in the space of Ash and Bo and everything in the one of Ash and Cam."""

    beside: str = ""
    # One that has begun and whose introduction nobody has taken yet; and what lets somebody in.
    begins: str = ""
    codes: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()

    @property
    def hers(self) -> Shared:
        """The space of Ash and Cam."""
        return Shared(self.beside, self.cast, (self.ash, self.cast.cam))

    def readers(self) -> tuple[tuple[Somebody, str], ...]:
        """Who reads where: both of the one space, and both of the other."""
        ours, hers = (self.ash, self.bo), (self.ash, self.cast.cam)
        return (*((who, self.space) for who in ours), *((who, self.beside) for who in hers))


def full(clock: Clock) -> Full:
    """The house with everything in it."""
    found = copy_of("full", clock, lambda: _full(clock))
    assert isinstance(found, Full)
    return found


def _full(clock: Clock) -> Full:
    before = street(clock)
    here = Full(**{each.name: getattr(before, each.name) for each in fields(Street)})
    here.beside = begun(here.ash, here.cast.cam)
    here.hers.agree(ITEM)
    here.bo.unlock()
    made = circle.gathered((here.ash, here.bo, here.cast.cam))  # type: ignore[arg-type]
    circle.begin(made)
    here.begins = made.id
    for who in (here.ash, here.bo):
        _of_ones_own(who)
    hers, ours = _of(here.hers, here.ash, here.cast.cam), _of(here.ours, here.ash, here.bo)
    _fills(hers, BESIDE)
    _rehearse(hers)
    _fills(ours, OURS)
    stage.started(ours, things=(word(OURS, here.ash, "things"),))
    for who in (here.ash, here.bo):
        assert stage.signal(who.browser, "green") == 204
    here.feeds = tuple(makes_an_address(who) for who in (here.ash, here.bo))
    _waits_in_rows(here)
    here.codes = _codes(here)
    for who, space in here.readers():
        for page in ("map/", "plan/", "deck/", "talk/", "shown/"):
            assert who.browser.get(f"/s/{space}/{page}", follow=True).status_code == 200
    return here


def _of(ours: Shared, one: Somebody, other: Somebody) -> Shared:
    """A space as the helpers of the rooms know it: of an Ash and a Bo, whoever they are here."""
    cast: Any = SimpleNamespace(ash=one, bo=other)
    return replace(ours, cast=cast, people=(one, other))


def word(place: str, who: Somebody, what: str) -> str:
    """What this person types there."""
    return f"{place}{who.name.lower()}{what}"


def _fills(ours: Shared, place: str) -> None:
    one, other = ours.cast.ash, ours.cast.bo
    _shows_and_writes(ours, place)
    for who in (one, other):
        thread = f"talk/{ours.mark(who, ITEM)}/"
        assert ours.press(who, thread, move="say", words=word(place, who, "posted")).endswith("said")
    decks.open_between(ours)
    for who in (one, other):
        decks.feels(who, holding__together="into", massage__give="into", massage__receive="into")
        decks.seal(ours, who)


def _rehearse(ours: Shared) -> None:
    """A plan on the table, and both in its rehearsal."""
    stage.tabled(ours, ours.cast.ash, things=(word(BESIDE, ours.cast.ash, "things"),))
    for who in (ours.cast.ash, ours.cast.bo):
        assert ours.press(who, "plan/drill/") == "/now/"
    assert stage.signal(ours.cast.bo.browser, "green") == 204


def _shows_and_writes(ours: Shared, place: str) -> None:
    """Both show something of themselves and a rhythm, and both have written what opens together."""
    people = (ours.cast.ash, ours.cast.bo)
    for who in people:
        said = {"own": word(place, who, "shown"), "seen": word(ALONE, who, "kept")}
        assert who.browser.post("/me/about/tells/", said).status_code == 303
        shown = {"lines": ["own"], "space": ours.id, "step": "show"}
        assert who.browser.post("/me/about/tells/show/", shown).status_code == 303
        showing.show(space=_space(ours, who), keys=who.keys, about=together.RHYTHM, lines=(("cadence", "week"),))
    _look(ours, *people)
    for who in people:
        space = _space(ours, who)
        together.offer(space=space, keys=who.keys, text=word(place, who, "together"), now=stage.held.now)
    # Bo, or Cam, looked last: what they have written is there, and waits for the other one's next look.
    _look(ours, *people)


def _space(ours: Shared, who: Somebody) -> access.OpenSpace:
    return access.space_for(who.keys.person, ours.id, who.keys)


def _look(ours: Shared, *people: Somebody) -> None:
    for who in people:
        together.look_again(space=_space(ours, who), keys=who.keys, now=stage.held.now)


def _of_ones_own(who: Somebody) -> None:
    """A note, a form that was held, a calendar."""
    assert who.browser.post("/me/notes/write/", {"text": word(ALONE, who, "note")}).status_code == 303
    assert who.browser.post("/me/dates/words/", {**CHOSEN, "title_review": word(ALONE, who, "date")}).status_code == 303
    who.lock()
    held = {"label": word(ALONE, who, "held"), "own_name": who.name, "once": "a" * 32}
    assert who.browser.post("/s/new/", held).status_code == 303
    who.unlock()


def _waits_in_rows(here: Full) -> None:
    """What a request leaves behind, or somebody who asked for mail."""
    noor = here.cast.noor
    for who in (here.ash, here.bo):
        address = f"{word(ALONE, who, 'mail')}@example.org"
        Mailbox.objects.create(person_id=who.id, address=address)
        Reminder.objects.create(person_id=who.id, kind="planned", hour=10**6, words=word(ALONE, who, "reminder"))
    assert new_browser().post("/sign-in/", {"name": "Ash", "secret": "not the words"}).status_code == 422
    Pause.objects.create(person_id=noor.id, scope=here.waiting)
    served.note()
    assert Throttle.objects.exists()


def _codes(here: Full) -> tuple[str, ...]:
    """One for a new device of Ash's and of Bo's, one for a new account, one to begin anew."""
    own = [words_on(who.browser.post("/me/devices/new/").content.decode()) for who in (here.ash, here.bo)]
    asked = ({"step": "account"}, {"name": "Noor"})
    hosts = [
        words_on(here.bo.browser.post(to, said).content.decode())
        for to, said in zip(("/me/host/", "/me/host/reset/"), asked, strict=True)
    ]
    return (*own, *hosts)
