"""Steps that are shown begin nothing that rests: not by whoever was told no, and not where it is off-limits."""

import pytest

from ownaccord.consent import ladders, rests
from ownaccord.core.position import Side
from ownaccord.talk.subjects import Subject, ended_key
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock, Somebody
from tests.rooms.care.test_ladders import ITEM, MY, writes
from tests.rooms.consent.shared import Shared

pytestmark = ON_SQLITE
NOT_SHOWN = "Not shown. This rests for now, or somebody has told that it is off-limits. Your steps are kept"


def shows(ours: Shared, who: Somebody) -> str:
    return ours.press(who, f"{MY}change/", **{"with": "show"}).partition("?said=")[2]


def sees(ours: Shared, who: Somebody) -> bool:
    """Whether this person's page has steps of somebody else on it."""
    return bool(ours.see(who, "steps/").count("At most 10 minutes"))


def talk(ours: Shared, who: Somebody, move: str = "say") -> str:
    where = f"talk/{ours.mark(who, ITEM)}/"
    return ours.press(who, where, words="Some words.", move=move).partition("?said=")[2]


def both_would_talk(ours: Shared, cast: Cast) -> None:
    for who, side in ((cast.ash, "give"), (cast.bo, "receive"), (cast.ash, "give")):
        ours.state(who, ITEM, side, level="1")
        who.unlock()


def says_no(ours: Shared, cast: Cast, how: str) -> None:
    """Bo says no to it, in one of the ways that Ash can see."""
    if how == "tightens":
        ours.press(cast.bo, f"items/{ITEM}/tighten/", level="0")
    elif how == "tells":
        ours.press(cast.bo, f"items/{ITEM}/tell/", side="receive")
    else:
        assert talk(ours, cast.ash) == "said"
        assert talk(ours, cast.bo, "end") == "ended"
        cast.ash.unlock()


def says_yes_again(ours: Shared, cast: Cast, how: str) -> None:
    if how == "tells":
        assert ours.press(cast.bo, f"items/{ITEM}/keep/", side="receive").endswith("?said=untold")
    if how == "ends":
        assert talk(ours, cast.bo) == "said"
    else:
        ours.state(cast.bo, ITEM, "receive", level="1")


NOES = pytest.mark.parametrize("how", ["tightens", "tells", "ends"])


@NOES
def test_whoever_was_told_no_shows_no_steps_and_keeps_what_they_wrote(ours: Shared, cast: Cast, how: str) -> None:
    both_would_talk(ours, cast)
    writes(ours, cast.ash, "5", "10")
    says_no(ours, cast, how)
    assert shows(ours, cast.ash) == "not-shown"
    assert ours.see(cast.ash, MY, "not-shown").count(NOT_SHOWN) == 1
    assert len(ladders.of(cast.ash.book(), ours.id, ITEM, Side.GIVE).steps) == 2
    assert not sees(ours, cast.bo)


@NOES
def test_whoever_said_no_shows_steps_and_the_others_see_them(ours: Shared, cast: Cast, how: str) -> None:
    both_would_talk(ours, cast)
    writes(ours, cast.bo, "5", "10")
    says_no(ours, cast, how)
    assert (shows(ours, cast.bo), sees(ours, cast.ash)) == ("shown", True)


@NOES
def test_what_was_shown_before_is_not_shown_to_whoever_said_no_until_they_open_it_again(
    ours: Shared, cast: Cast, how: str
) -> None:
    both_would_talk(ours, cast)
    writes(ours, cast.ash, "5", "10")
    assert (shows(ours, cast.ash), sees(ours, cast.bo)) == ("shown", True)
    before = ours.see(cast.ash, MY)
    says_no(ours, cast, how)
    assert not sees(ours, cast.bo)
    cast.bo.unlock()
    assert not sees(ours, cast.bo)
    assert ours.see(cast.ash, MY) == before
    says_yes_again(ours, cast, how)
    assert sees(ours, cast.bo)


def test_after_ninety_days_it_can_be_shown_and_is_seen_again(ours: Shared, cast: Cast, clock: Clock) -> None:
    both_would_talk(ours, cast)
    writes(ours, cast.ash, "5", "10")
    shows(ours, cast.ash)
    says_no(ours, cast, "tightens")
    cast.ash.unlock()
    for days, (said, seen) in {89: ("not-shown", False), 2: ("shown", True)}.items():
        clock.turn(days=days)
        for who in (cast.ash, cast.bo):
            who.sign_in_again()
        assert (shows(ours, cast.ash), sees(ours, cast.bo)) == (said, seen)


def test_where_terms_rest_no_steps_are_shown_either(ours: Shared, cast: Cast) -> None:
    ours.agree(ITEM)
    cast.ash.unlock()
    writes(ours, cast.ash, "5", "10")
    ours.press(cast.bo, f"items/{ITEM}/tighten/", level="1")
    assert shows(ours, cast.ash) == "not-shown"


def test_a_no_of_ones_own_that_nobody_could_see_hides_nothing(ours: Shared, cast: Cast) -> None:
    writes(ours, cast.ash, "5", "10")
    shows(ours, cast.ash)
    ours.state(cast.bo, ITEM, "receive", level="1")
    ours.press(cast.bo, f"items/{ITEM}/tighten/", level="0")
    assert sees(ours, cast.bo)


def test_an_end_is_kept_under_the_name_that_steps_ask_for() -> None:
    kinds = (Subject(ITEM, ITEM), Subject(ITEM, ITEM, solves=True))
    assert [ended_key(each) for each in kinds] == [f"{kind}{ITEM}" for kind in rests.ENDED]
