"""What rests: nothing that somebody tightened, paused or ended is asked about again by anybody but themselves."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from ownaccord.consent import rests
from ownaccord.consent.models import LedgerRow
from ownaccord.core.in_force import Arrangement
from ownaccord.core.position import Entry, Side
from ownaccord.core.statement import new_state, with_entry
from ownaccord.core.terms import Level, Terms
from ownaccord.core.turns import Move
from ownaccord.talk.models import Post
from ownaccord.talk.subjects import OPENED
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock, Somebody
from tests.rooms.consent.shared import Shared
from tests.rooms.talk.test_thread import CLOSED, ITEM, reads, refused, says
from tests.rooms.talk.test_two_kinds import plants

TERMS = Terms(level=Level.TRIAL, minutes=20, review_by=100, uses=2)


def both_would_talk(ours: Shared) -> None:
    for who in (ours.cast.ash, ours.cast.bo):
        ours.read(who, ITEM)
        ours.state(who, ITEM, "together", level="1")
        who.unlock()
    ours.cast.ash.unlock()


@ON_SQLITE
@pytest.mark.parametrize("looked", [False, True], ids=["at once", "after an unlock"])
def test_what_was_tightened_is_not_asked_about_for_ninety_days_but_by_whoever_tightened_it(
    ours: Shared, cast: Cast, clock: Clock, looked: bool
) -> None:
    both_would_talk(ours)
    ours.press(cast.bo, f"items/{ITEM}/tighten/", side="together", level="0")
    if looked:
        cast.ash.unlock()
    assert refused(ours, cast.ash, "Why?")
    clock.turn(days=30)
    cast.ash.sign_in_again()
    assert refused(ours, cast.ash, "Why?")
    clock.turn(days=61 if looked else 91)
    cast.ash.sign_in_again()
    assert says(ours, cast.ash, "Would you like to talk about it?") == "said"


def takes_back(ours: Shared, who: Somebody) -> None:
    ours.press(who, f"items/{ITEM}/tighten/", side="together", level="0")


@ON_SQLITE
@pytest.mark.parametrize("how", ["seen and then paused", "paused before", "paused locked", "with their own as well"])
def test_a_pause_of_ones_own_and_its_end_undo_no_rest(ours: Shared, cast: Cast, how: str) -> None:
    both_would_talk(ours)
    if how == "seen and then paused":
        takes_back(ours, cast.bo)
        ours.press(cast.ash, "pause/")
    elif how == "paused locked":
        cast.ash.lock()
        ours.cast.ash.browser.post(ours.url("pause/"))
        takes_back(ours, cast.bo)
        cast.ash.unlock()
    else:
        ours.press(cast.ash, "pause/")
        takes_back(ours, cast.bo)
        if how == "with their own as well":
            takes_back(ours, cast.ash)
    assert ours.press(cast.ash, "lift/") == "map/?said=lifted"
    assert refused(ours, cast.ash, "Why?")
    cast.ash.unlock()
    assert refused(ours, cast.ash, "Why?")
    assert says(ours, cast.bo, "I would like to tell you why.") == "said"


@ON_SQLITE
def test_a_pause_under_which_somebody_unlocks_day_by_day_makes_no_rest_longer(
    ours: Shared, cast: Cast, clock: Clock
) -> None:
    both_would_talk(ours)
    ours.press(cast.ash, "pause/")
    takes_back(ours, cast.bo)
    for _month in range(2):
        cast.ash.sign_in_again()
        clock.turn(days=29)
    cast.ash.sign_in_again()
    ours.press(cast.ash, "lift/")
    clock.turn(days=31)
    cast.ash.sign_in_again()
    assert refused(ours, cast.ash, "Why?")
    clock.turn(days=2)
    cast.ash.sign_in_again()
    assert says(ours, cast.ash, "Would you like to talk about it?") == "said"


@ON_SQLITE
def test_what_was_tightened_under_a_pause_of_its_author_rests_once_the_pause_is_over(ours: Shared, cast: Cast) -> None:
    both_would_talk(ours)
    ours.press(cast.bo, "pause/")
    cast.ash.unlock()
    takes_back(ours, cast.bo)
    cast.ash.unlock()
    ours.press(cast.bo, "lift/")
    assert refused(ours, cast.ash, "Why?")
    assert says(ours, cast.bo, "I would like to tell you why.") == "said"


@ON_SQLITE
def test_what_came_and_went_under_a_pause_of_its_author_rests_for_nobody(ours: Shared, cast: Cast) -> None:
    ours.state(cast.ash, ITEM, "together", level="1")
    ours.press(cast.bo, "pause/")
    ours.state(cast.bo, ITEM, "together", level="1")
    cast.ash.unlock()
    takes_back(ours, cast.bo)
    cast.ash.unlock()
    ours.press(cast.bo, "lift/")
    assert says(ours, cast.ash, "Would you like to talk about it?") == "said"


@ON_SQLITE
def test_what_somebody_takes_back_and_says_again_under_anothers_pause_was_never_there(ours: Shared, cast: Cast) -> None:
    both_would_talk(ours)
    ours.press(cast.bo, "pause/")
    takes_back(ours, cast.ash)
    ours.state(cast.ash, ITEM, "together", level="1")
    takes_back(ours, cast.bo)
    ours.press(cast.bo, "lift/")
    assert says(ours, cast.ash, "Would you like to talk about it?") == "said"


@ON_SQLITE
def test_taking_back_and_saying_again_under_anothers_pause_undoes_no_rest(ours: Shared, cast: Cast) -> None:
    both_would_talk(ours)
    ours.press(cast.bo, "pause/")
    takes_back(ours, cast.bo)
    takes_back(ours, cast.ash)
    ours.state(cast.ash, ITEM, "together", level="1")
    ours.press(cast.bo, "lift/")
    assert refused(ours, cast.ash, "Why?")


@pytest.mark.parametrize(
    ("entry", "allows"), {
        "as it was": (Entry(ITEM, Side.TOGETHER, TERMS, 1, 3), True),
        "of a card that changed": (Entry(ITEM, Side.TOGETHER, TERMS, 1, 1), True),
        "with one use less": (Entry(ITEM, Side.TOGETHER, replace(TERMS, uses=1), 1, 3), True),
        "spent": (None, True),
        "shorter": (Entry(ITEM, Side.TOGETHER, replace(TERMS, minutes=5), 1, 3), False),
        "lower": (Entry(ITEM, Side.TOGETHER, Terms(level=Level.TALK), 1, 0), False),
    }.values(), ids=lambda each: None if isinstance(each, bool) else getattr(each, "item", "none"),
)  # fmt: skip
def test_what_counts_as_somebodys_tightening(entry: Entry | None, allows: bool) -> None:
    before = Arrangement(ITEM, (("ash", Side.TOGETHER), ("bo", Side.TOGETHER)), TERMS)
    state = new_state(1, bytes(32))
    state = state if entry is None else with_entry(state, entry)
    assert rests._allows({"ash": state, "bo": new_state(1, bytes(32))}, before, "ash") is allows
    assert rests._allows({}, before, "ash")


def test_a_trial_that_one_of_them_takes_back_while_the_others_stands_is_tightened_and_not_spent() -> None:
    before, empty = Arrangement(ITEM, (("ash", Side.TOGETHER), ("bo", Side.TOGETHER)), TERMS), new_state(1, bytes(32))
    stands = with_entry(empty, Entry(ITEM, Side.TOGETHER, TERMS, 1, 3))
    held = replace(stands, unused=((ITEM, Side.TOGETHER),))
    found = [rests._allows({"ash": empty, "bo": other}, before, "ash") for other in (stands, held, empty)]
    assert found == [False, True, True]


@pytest.mark.parametrize(
    ("entry", "unused", "clock", "minutes"),
    [(TERMS, False, 50, [20]), (replace(TERMS, minutes=5), False, 50, [5]), (None, False, 50, []),
     (None, True, 50, [20]), (TERMS, False, 101, [])],
    ids=["as it was", "shorter", "taken back", "held back", "lapsed"],
)  # fmt: skip
def test_what_stood_is_less_by_what_its_reader_takes_away_while_another_pauses(
    entry: Terms | None, unused: bool, clock: int, minutes: list[int]
) -> None:
    before, empty = Arrangement(ITEM, (("ash", Side.TOGETHER), ("bo", Side.TOGETHER)), TERMS), new_state(1, bytes(32))
    mine = replace(empty, unused=((ITEM, Side.TOGETHER),) if unused else ())
    mine = mine if entry is None else with_entry(mine, Entry(ITEM, Side.TOGETHER, entry, 1, 3))
    stands = with_entry(empty, Entry(ITEM, Side.TOGETHER, TERMS, 1, 3))
    for other, left in ((stands, minutes), (empty, [20])):
        look = SimpleNamespace(mine=mine, person="ash", clock=clock, states={"ash": mine, "bo": other})
        found = [each.terms.minutes for each in rests._left_by(look, [before])]  # type: ignore[arg-type]
        assert found == left, "somebody else was first" if other is empty else "nobody else said No"


@ON_SQLITE
def test_whoever_tightened_it_can_talk_about_it_the_same_day(ours: Shared, cast: Cast) -> None:
    both_would_talk(ours)
    ours.press(cast.bo, f"items/{ITEM}/tighten/", side="together", level="0")
    assert says(ours, cast.bo, "I would like to tell you why.") == "said"


@ON_SQLITE
def test_while_a_pause_holds_nothing_new_is_asked(ours: Shared, cast: Cast) -> None:
    ours.press(cast.bo, "pause/")
    assert refused(ours, cast.ash, "Please.")


@ON_SQLITE
def test_a_limit_that_is_told_meanwhile_closes_an_ask(ours: Shared, cast: Cast) -> None:
    says(ours, cast.ash, "Shall we talk about it?")
    says(ours, cast.bo, "Why?")
    ours.press(cast.bo, f"items/{ITEM}/tell/", side="together")
    assert refused(ours, cast.ash, "Please.")


@ON_SQLITE
def test_an_asker_who_ends_it_after_an_answer_does_not_begin_again(ours: Shared, cast: Cast) -> None:
    says(ours, cast.ash, "Shall we talk about it?")
    says(ours, cast.bo, "No, please not.")
    says(ours, cast.ash, "", "end")
    assert refused(ours, cast.ash, "Please.")
    assert says(ours, cast.bo, "Now I would like to.") == "said"


@ON_SQLITE
def test_an_end_that_is_taken_from_the_rows_is_an_end_to_whoever_ended_it(ours: Shared, cast: Cast) -> None:
    says(ours, cast.ash, "Shall we talk about it?")
    says(ours, cast.bo, "", "end")
    Post.objects.filter(author_id=cast.bo.id).delete()
    assert says(ours, cast.ash, "", "end") == "ended"
    page = reads(ours, cast.bo)
    assert (page.count("Shall we talk"), page.count("Something that was here is missing")) == (1, 1)
    assert refused(ours, cast.ash, "Please.")
    assert says(ours, cast.bo, "If I want to, I begin.") == "said"


@ON_SQLITE
def test_a_new_start_erases_what_was_said_and_lifts_no_rest(
    ours: Shared, cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    says(ours, cast.ash, "Shall we talk about it?")
    says(ours, cast.bo, "", "end")
    ours.state(cast.bo, "massage", "give", level="1")
    cast.ash.unlock()
    LedgerRow.objects.update(state=b"?")
    with django_capture_on_commit_callbacks(execute=True):
        for who in (cast.ash, cast.bo):
            who.unlock()
            ours.press(who, "reaffirm/")
    cast.ash.unlock()
    assert Post.objects.count() == 0
    assert refused(ours, cast.ash, "Please.")


@ON_SQLITE
def test_what_was_opened_together_is_closed_to_whoever_has_no_lines(ours: Shared, cast: Cast, clock: Clock) -> None:
    plants(ours, cast.ash, clock, Move.SAY, "Hello there.", clock.now, OPENED)
    assert ours.see(cast.bo, "beside/").count(CLOSED) == 1
    answer = cast.bo.browser.post(ours.url("beside/"), {"words": "An answer.", "move": "say"})
    assert (answer.status_code, Post.objects.filter(author_id=cast.bo.id).count()) == (422, 0)
