"""One person who stops things, in the two spaces that they live in, and the partner who sees whether it got there.

Everything is lifted before a pause, so that each one has something to lower. Now and then, and at the end, the partner
opens the map of both spaces before and after: what was in force has to be gone from it.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from ownaccord.lib import clock
from tests.load import people
from tests.load.browsing import Browser
from tests.load.people import PASSPHRASE, Member
from tests.load.wire import Answer, ask, request

PACE = 0.02
DAY = 86_400
LOOKED_AT = 10
SELDOM = 5
LOCKED, UNLOCKED, STOP, EXIT = "pause, locked", "pause, unlocked", "stop code", "Exit now"


@dataclass(slots=True)
class Pressed:
    """How many milliseconds each press of one kind took, and how many of those that were looked at got there."""

    taken: list[float] = field(default_factory=list)
    looked: int = 0
    reached: int = 0

    def sees(self, reached: bool) -> None:
        """Somebody looked whether it got there."""
        self.looked, self.reached = self.looked + 1, self.reached + reached

    @property
    def all_reached(self) -> bool:
        """Whether somebody looked, and every time it had got there."""
        return 0 < self.looked == self.reached


@dataclass(slots=True)
class Partner:
    """The other one in both spaces, in a browser of their own; `agreed` is how much was in force there at first."""

    browser: Browser
    spaces: tuple[str, ...]
    agreed: tuple[int, ...] = ()

    def sees(self) -> tuple[int, ...]:
        """How much stands on the map of each space as this person opens it now."""
        return tuple(self._entries(f"/s/{space}/map/data/") for space in self.spaces)

    def sees_all(self) -> bool:
        """Whether everything is in force that was agreed."""
        return self.sees() == self.agreed

    def sees_nothing(self) -> bool:
        """Whether nothing is in force in any of the spaces."""
        return not any(self.sees())

    def _entries(self, path: str) -> int:
        status, page = self.browser.asks(path)
        if status == 303:
            assert self.browser.posts("/unlock/", secret=PASSPHRASE) == 303
            status, page = self.browser.asks(path)
        assert status == 200, (path, status)
        return len(json.loads(page)["entries"])


@dataclass(slots=True)
class Presser:
    """Somebody with one browser that is locked and one that is not; what they pressed is in `pressed`, by kind."""

    who: Member
    locked: Browser
    unlocked: Browser
    partner: Partner
    pressed: dict[str, Pressed] = field(default_factory=dict)

    def begins(self) -> None:
        """Nobody has pressed anything yet."""
        self.pressed = {each: Pressed() for each in (LOCKED, UNLOCKED, STOP, EXIT)}

    def round(self, *, looked_at: bool, spared: tuple[str, ...] = ()) -> None:
        """Press each of them once, but for the spared ones."""
        for kind, press in self._stops().items():
            if kind not in spared:
                self._one(kind, press, looked_at=looked_at)
        if EXIT not in spared:
            self._exits(looked_at=looked_at)

    def lifts(self) -> None:
        """Everything is as it was agreed again."""
        went_through("lifts", self.unlocked.sends("/pause/lift/"), "/pause/lift/?said=lifted")

    def _stops(self) -> dict[str, Callable[[], Answer]]:
        stop = request("/stop/", {}, {"words": self.who.stop_code}, self.locked.port)
        return {
            LOCKED: lambda: went_through(LOCKED, self.locked.sends("/pause/"), "/pause/"),
            UNLOCKED: lambda: went_through(UNLOCKED, self.unlocked.sends("/pause/"), "/pause/"),
            STOP: lambda: went_through(STOP, ask(self.locked.port, stop), "/stop/?heard=yes"),
        }

    def _one(self, kind: str, press: Callable[[], Answer], *, looked_at: bool) -> None:
        if kind != STOP or looked_at:
            self.lifts()
        before = not looked_at or self.partner.sees_all()
        self._times(kind, press)
        if looked_at:
            self.pressed[kind].sees(before and self.partner.sees_nothing())

    def _exits(self, *, looked_at: bool) -> None:
        """Exit now on the unlocked device; then its owner has come back, and the server knows them."""
        self._times(EXIT, lambda: went_through(EXIT, self.unlocked.sends("/exit/"), "/blank/"))
        if looked_at:
            self.pressed[EXIT].sees(self.unlocked.gets("/me/") == 303)
        self.unlocked.cookies.update(people.unlocks(self.who, self.unlocked.cookies, clock.now()))
        assert self.unlocked.gets("/me/") == 200

    def _times(self, kind: str, press: Callable[[], Answer]) -> None:
        self.pressed[kind].taken.append(press().taken)
        time.sleep(PACE)


def settled(port: int, name: str, positions: int, records: int) -> Presser:
    """Two people who made two spaces by invitation, agreed in both and changed a good deal since, in their browsers."""
    now = clock.now()
    who, other = (people.member(each, now - 3 * DAY, locked=True) for each in (name, f"{name}-too"))
    spaces = tuple(people.lived(who.keys, other.keys, positions, records, now) for _ in range(2))
    device = {"oa_device": who.cookies["oa_device"]}
    locked, unlocked, theirs = (Browser(port, dict(jar)) for jar in (who.cookies, device, other.cookies))
    assert unlocked.posts("/sign-in/", name=name, secret=PASSPHRASE) == 303
    partner = Partner(theirs, spaces)
    partner.agreed = partner.sees()
    assert all(partner.agreed), partner.agreed
    return Presser(who, locked, unlocked, partner)


def went_through(name: str, answer: Answer, place: str) -> Answer:
    """It was heard, whatever else goes on: the answer leads on."""
    assert (answer.status, answer.place) == (303, place), (name, answer.status, answer.head)
    return answer


def press(here: Presser, seconds: float, least: int, longest: float, spared: tuple[str, ...]) -> dict[str, Pressed]:
    """Stop things in turn for so long, and until each kind was pressed so often; the last round is looked at.

    What nothing is promised of is pressed seldom, as it takes long. However it goes, it ends after the longest time.
    """
    here.begins()
    begun, rounds = time.monotonic(), 0
    while (spent := time.monotonic() - begun) < longest:
        if rounds and spent >= seconds and rounds >= least - 1:
            break
        here.round(looked_at=rounds % LOOKED_AT == LOOKED_AT - 1, spared=spared if rounds % SELDOM else ())
        rounds += 1
    here.round(looked_at=True)
    return here.pressed
