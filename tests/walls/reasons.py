"""Worlds that differ in why something is not available, or in who said so: nobody else can tell them apart."""

from tests.people import Somebody
from tests.rooms.consent.shared import YES, Shared
from tests.walls.answers import same_lots
from tests.walls.scene import agreed_on
from tests.walls.worlds import Act, Street

# Five ways in which something is not available that was never in force.

QUIET = "comfort-when-upset"
LAPSES = {**YES, "review_days": "30"}


def never_answered(here: Street) -> None:
    """Says nothing about it, and a month goes by."""
    _sleeps(here)
    _a_month_later(here)


def said_no(here: Street) -> None:
    """Says No."""
    here.ours.press(here.ash, f"items/{QUIET}/positions/", side="give", level="0")
    never_answered(here)


def wished_only(here: Street) -> None:
    """Has a wish on it, which lapses."""
    here.ours.read(here.ash, QUIET)
    here.ours.state(here.ash, QUIET, "give", **LAPSES)
    never_answered(here)


def lapsed(here: Street) -> None:
    """Said Yes, alone, and it went by its review date."""
    _says_yes(here, here.ours, QUIET, "give", here.ash)
    _a_month_later(here)


def tightened(here: Street) -> None:
    """Said Yes, alone, and took it back."""
    _says_yes(here, here.ours, QUIET, "give", here.ash)
    here.ours.press(here.ash, f"items/{QUIET}/tighten/")
    _a_month_later(here)


NEVER: tuple[Act, ...] = (never_answered, said_no, wished_only, lapsed, tightened)


# What was in force among three, and is not any more: nobody can tell why, or because of whom.

SHARED = "skin-to-skin"


def ended_by_its_date(here: Street) -> None:
    """Ash and Cam do not renew."""
    _agreed_in_the_circle(here)
    _a_month_later(here)


def ended_by_ash(here: Street) -> None:
    """Ash takes it back."""
    _agreed_in_the_circle(here)
    here.three.press(here.ash, f"items/{SHARED}/tighten/")
    _a_month_later(here)


def ended_by_cam(here: Street) -> None:
    """Cam takes it back."""
    _agreed_in_the_circle(here)
    here.three.press(here.cast.cam, f"items/{SHARED}/positions/", side="together", level="0")
    _a_month_later(here)


ENDED: tuple[Act, ...] = (ended_by_its_date, ended_by_ash, ended_by_cam)


# What anybody in the circle may set for all: nobody can tell who did.


def paused_by_ash(here: Street) -> None:
    """Ash pauses the circle."""
    here.three.press(here.ash, "pause/")
    _a_month_later(here)


def paused_by_cam(here: Street) -> None:
    """Cam does."""
    here.three.press(here.cast.cam, "pause/")
    _a_month_later(here)


def everything_paused_locked(here: Street) -> None:
    """Ash pauses everything, without any key."""
    here.ash.lock()
    here.ash.browser.post("/pause/")
    _a_month_later(here)


PAUSED: tuple[Act, ...] = (paused_by_ash, paused_by_cam, everything_paused_locked)


def longer_wait_of_ash(here: Street) -> None:
    """Ash asks for a longer wait."""
    here.three.press(here.ash, "wait/", hours="200")
    _a_month_later(here)


def longer_wait_of_cam(here: Street) -> None:
    """Cam does."""
    here.three.press(here.cast.cam, "wait/", hours="200")
    _a_month_later(here)


WAITING: tuple[Act, ...] = (longer_wait_of_ash, longer_wait_of_cam)


def _agreed_in_the_circle(here: Street) -> None:
    for who in here.three.people:
        here.three.read(who, SHARED)
        here.three.state(who, SHARED, "together", **(YES if who is here.bo else LAPSES))
    _sleeps(here)
    for who in here.three.people:
        assert here.three.still_so(who, f"{SHARED}/together") == "wishes/?said=still"
    here.bo.unlock()
    assert SHARED in agreed_on(here.bo, here.circle)


def _says_yes(here: Street, space: Shared, item: str, side: str, who: Somebody) -> None:
    space.read(who, item)
    assert space.state(who, item, side, **LAPSES).endswith("wished")
    _sleeps(here)
    assert space.still_so(who, f"{item}/{side}") == "wishes/?said=still"


def _sleeps(here: Street) -> None:
    here.clock.turn(hours=13)
    for who in here.three.people:
        who.unlock()


def _a_month_later(here: Street) -> None:
    here.clock.turn(days=31)
    # Bo's own sign-in has the same id in each of these worlds: what differs shall be of Ash.
    with same_lots():
        here.bo.sign_in_again()
