"""A while in the house, for two people: they come in, open everything, do what there is to do, and go."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ownaccord.lib import clock
from tests.journeys.server import House
from tests.load import living, meeting, people
from tests.load.browsing import Browser
from tests.load.living import Two
from tests.load.people import PASSPHRASE
from tests.load.resident import Resident, Tally
from tests.load.strangers import new_device, recover, sign_in, stop, words
from tests.load.wire import ask

# From one turn to the next: after a scene nothing can be loosened for a day.
HOURS = 26
# Even, so that it is always the two with a passphrase who do what takes long.
SELDOM = 6
# What makes files to print keeps a store of its own, which is full after so many.
SHEETS = 32
STRANGERS = "127.9.9.9"


@dataclass(frozen=True, slots=True)
class Life:
    """How much the people agreed on and wrote before, how often one looks, and for how long nobody is there then.

    `each`: of the pages each so-manieth is opened in a turn, and the one after it in the next.
    """

    positions: int
    records: int
    samples: int
    quiet: float
    each: int
    brief: bool


def settle(house: House, number: int, life: Life, tally: Tally) -> Two:
    """Two people in a space: the first two with a passphrase on devices of their own, the others with six words."""
    now, names = clock.now(), (f"living {number}", f"with {number}")
    if number % 2:
        (one, ours), (other, theirs) = (people.with_six_words(name, now) for name in names)
    else:
        members = [people.member(name, now, locked=True) for name in names]
        (one, ours), (other, theirs) = ((who.keys, PASSPHRASE) for who in members)
    space = people.lived(one, other, life.positions, life.records, now)
    jars = [{}, {}] if number % 2 else [dict(who.cookies) for who in members]
    both = [
        Resident(name, secret, Browser(house.port, jar), tally)
        for name, secret, jar in zip(names, (ours, theirs), jars, strict=True)
    ]
    return Two(*both, space, people.talked_about())


def turn(house: House, two: Two, number: int, life: Life) -> Iterator[None]:
    """All of it once, part by part; what takes long, now and then."""
    comes_in(two)
    living.opens_everything(two.one, two.space, number // 2 % life.each, life.each)
    for part in IN_BRIEF if life.brief else EVERY_TIME:
        yield
        part(two, number)
    if not life.brief and number % SELDOM == 0:
        yield
        if not number:
            living.prints(two, SHEETS)
        meeting.device(two.one)
        meeting.guest(house, two)
        living.seals(two)
        copied(house, number)


def comes_in(two: Two) -> None:
    """With a device of their own they unlock; with six words they sign in. At the end everybody is still there."""
    for who in (two.one, two.other):
        if who.secret == PASSPHRASE:
            who.unlocks()
        else:
            who.signs_in()


def strangers(two: Two, number: int) -> None:
    """Some who are nobody."""
    port, tally = two.one.browser.port, two.one.tally
    for made in (sign_in, stop, recover, new_device):
        tally.count(made.__name__, ask(port, made(port), STRANGERS).status, (303, 422))
    Resident("", "", Browser(port), tally).says("join", right=(422,), words=words())


def copied(house: House, number: int) -> None:
    """A backup while the house runs."""
    path = house.data.parent / f"backup-{number}"
    house.run("backup", str(path))
    path.unlink()


def stops(two: Two, number: int) -> None:
    """What one of them states changes from time to time."""
    living.stops_and_goes_on(two, "01"[number // 2 % 2])


def looks(two: Two, number: int) -> None:
    """What is on the shelf, and what is nowhere."""
    living.finds_nothing(two.other)
    living.reads(two.other)


Part = Callable[[Two, int], None]
IN_BRIEF: tuple[Part, ...] = (looks, stops, living.talks, strangers, meeting.deck, meeting.scene)
# The scene is the last of them: for a day after it nothing can be loosened.
EVERY_TIME: tuple[Part, ...] = (
    living.wishes, living.own_items, living.writes, living.knows_oneself, living.cares, living.takes_along, *IN_BRIEF,
)  # fmt: skip
