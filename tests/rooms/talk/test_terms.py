"""Terms in a thread: put down by either, beside each other, answered apart; what is in force they never change."""

import os
from dataclasses import replace

import pytest

from ownaccord.consent.models import LedgerRow
from ownaccord.consent.targets import StateForm, own_limits
from ownaccord.core import thread as core
from ownaccord.core.position import Side
from ownaccord.core.proposal import Offer
from ownaccord.core.terms import LATEST, Level, Terms
from ownaccord.core.turns import Move
from ownaccord.talk import proposals, rows
from ownaccord.talk.models import Post
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock, Somebody
from tests.rooms.consent.shared import Shared, words_of
from tests.rooms.talk.test_rests import both_would_talk
from tests.rooms.talk.test_thread import ITEM, at, here_of, reads, says

TERMS = {"side": "together", "level": "2", "contexts": ["at_home"], "review_days": "30", "minutes": "20"}
REST = "Terms rest here now. You can still talk, and nobody owes a reason."
ASKS = "Whoever puts terms down asks."


def puts(ours: Shared, who: Somebody, **more: object) -> str:
    """Put terms down through the page; what the thread says then, or nothing where they were not."""
    answer = who.browser.post(ours.url(at(ours, who) + "terms/"), {**TERMS, **more})
    return answer.headers.get("Location", "").partition("?said=")[2]


def in_force(ours: Shared) -> list[str]:
    """Both maps, and what is stored of everybody's statements."""
    cast = ours.cast
    kept = LedgerRow.objects.order_by("pk").values_list("pk", "state")
    stored = [f"{pk} {bytes(state or b'').hex()}" for pk, state in kept]
    return [*(ours.see(who) for who in (cast.ash, cast.bo)), *stored]


@ON_SQLITE
def test_terms_stand_side_by_side_and_change_nothing(ours: Shared, cast: Cast) -> None:
    both_would_talk(ours)
    before = in_force(ours)
    assert puts(ours, cast.ash, words="If you like, a first time.") == "put"
    assert puts(ours, cast.bo, minutes="10", own_limit="no holding from behind", conditions=["teach_back"]) == "put"
    page = reads(ours, cast.bo)
    for words in (
        "Ash puts down Trial", "At most 20 minutes", "You put down Trial", "At most 10 minutes",
        "Never: no holding from behind", "If you like, a first time.", "How far: now “Talk first”, then “Trial”",
        "Your own statement goes less far. It can stay as it is.",
    ):  # fmt: skip
        assert words in page, words
    assert reads(ours, cast.ash).index("Bo puts down") < reads(ours, cast.ash).index("You put down")
    assert in_force(ours) == before


@ON_SQLITE
def test_what_would_change_is_said_against_what_is_in_force(ours: Shared, cast: Cast) -> None:
    ours.agree(ITEM, minutes="20")
    puts(ours, cast.ash, level="3", contexts=["at_home", "away"], minutes="10", review_days="90")
    page = reads(ours, cast.bo)
    assert page.count("New: At most 10 minutes Falls away: At most 20 minutes") == 1
    assert page.count("Nothing of yours would have to change: what you state yourself allows it already.") == 1
    assert page.count("How far:") == 0


@ON_SQLITE
def test_taking_it_is_a_form_of_ones_own_that_chooses_nothing_and_sleeps_like_any_other(
    ours: Shared, cast: Cast
) -> None:
    both_would_talk(ours)
    puts(ours, cast.ash, areas_out=["neck"], own_limit="not in the dark")
    before = in_force(ours), Post.objects.count()
    answer = cast.bo.browser.get(ours.url(at(ours, cast.bo) + "take/"))
    form = answer.context["form"]
    assert (form["side"].value(), form["minutes"].value(), form["areas_out"].value()) == ("together", 20, ["neck"])
    chosen = [form[name].value() for name in ("level", "contexts", "own_limit")]
    assert chosen == [None, None, "not in the dark"]
    assert words_of(answer).count("[x]") == words_of(answer).count("[x] Neck and throat") == 1
    assert (in_force(ours), Post.objects.count()) == before
    seen = [ours.see(cast.ash, page) for page in ("talk/", at(ours, cast.ash), at(ours, cast.ash) + "words/")]
    assert ours.state(cast.bo, ITEM, **TERMS) == f"items/{ITEM}/?said=wished"
    assert (in_force(ours), Post.objects.count()) == before
    assert [ours.see(cast.ash, page) for page in ("talk/", at(ours, cast.ash), at(ours, cast.ash) + "words/")] == seen
    assert reads(ours, cast.ash).count("Your answer, if you want to give one") == 0


@ON_SQLITE
def test_where_nobody_else_has_put_any_down_there_is_nothing_to_take(ours: Shared, cast: Cast) -> None:
    both_would_talk(ours)
    puts(ours, cast.ash)
    answer = cast.ash.browser.get(ours.url(at(ours, cast.ash) + "take/"))
    assert answer.headers["Location"] == ours.url(at(ours, cast.ash))


def test_not_now_rests_for_ninety_days_but_for_whoever_said_it(ours: Shared, cast: Cast, clock: Clock) -> None:
    both_would_talk(ours)
    puts(ours, cast.ash)
    assert says(ours, cast.bo, "", "not now") == "not-now"
    page = reads(ours, cast.ash)
    assert (page.count(REST), page.count("You put down"), page.count("Bo Not now.")) == (1, 0, 1)
    assert puts(ours, cast.ash) == ""
    assert says(ours, cast.ash, "I hear you.") == "said"
    clock.turn(days=89)
    cast.ash.sign_in_again()
    assert puts(ours, cast.ash) == ""
    cast.bo.sign_in_again()
    assert puts(ours, cast.bo) == "put"
    assert puts(ours, cast.ash, minutes="5") == "put"
    clock.turn(days=2)
    cast.ash.sign_in_again()
    assert says(ours, cast.ash, "Still with me?") == "said"


@ON_SQLITE
def test_a_not_now_holds_whatever_is_taken_back_deleted_or_ended(ours: Shared, cast: Cast) -> None:
    both_would_talk(ours)
    puts(ours, cast.ash)
    says(ours, cast.bo, "", "not now")
    cast.ash.unlock()
    ours.press(cast.ash, at(ours, cast.ash) + "erase/", number="1", of="0")
    assert puts(ours, cast.ash) == ""
    assert (says(ours, cast.ash, "", "leave it"), says(ours, cast.bo, "", "leave it")) == ("left", "left")
    assert puts(ours, cast.ash) == ""
    Post.objects.filter(author_id=cast.bo.id).delete()
    assert puts(ours, cast.ash) == ""


@ON_SQLITE
def test_what_was_declined_does_not_stand_again_without_the_row_of_the_not_now(
    ours: Shared, cast: Cast, clock: Clock
) -> None:
    both_would_talk(ours)
    puts(ours, cast.ash)
    clock.turn(hours=1)
    cast.bo.unlock()
    assert says(ours, cast.bo, "", "not now") == "not-now"
    Post.objects.filter(author_id=cast.bo.id).delete()
    assert [reads(ours, cast.bo).count(words) for words in ("Ash puts down", "Your answer", "is missing")] == [0, 0, 1]


@ON_SQLITE
def test_what_changed_software_puts_down_all_the_same_is_shown_to_nobody(
    ours: Shared, cast: Cast, clock: Clock
) -> None:
    both_would_talk(ours)
    puts(ours, cast.ash)
    says(ours, cast.bo, "", "not now")
    more = Offer(Side.TOGETHER, Terms(level=Level.YES, review_by=clock.now)).as_bytes()
    for words in ("Please.", "Pretty please."):
        here = here_of(ours, cast.ash, clock)
        rows.store(
            here.now.topic,
            core.made(here.now.topic, here.now.thread, Move.PUT, words, clock.now, cast.ash.keys, os.urandom, more),
        )
        assert (reads(ours, cast.bo).count("lease."), reads(ours, cast.bo).count("Ash puts down")) == (0, 0)
        Post.objects.filter(author_id=cast.bo.id).delete()


@ON_SQLITE
def test_a_tightening_of_what_was_in_force_lets_terms_rest_but_for_whoever_tightened(
    ours: Shared, cast: Cast, clock: Clock
) -> None:
    ours.agree(ITEM)
    cast.ash.unlock()
    # The other kind of thread about the same item lifts nothing, however often it is looked at.
    assert ours.press(cast.ash, f"ways/{ITEM}/", words="To lie close.", move="position").endswith("?said=kept")
    ours.press(cast.bo, f"items/{ITEM}/tighten/", side="together", level="1")

    def pauses_and_lifts() -> None:
        ours.press(cast.ash, "pause/")
        ours.press(cast.ash, "lift/")

    for again in (lambda: None, pauses_and_lifts, cast.ash.unlock, cast.ash.unlock):
        again()
        assert reads(ours, cast.ash).count(REST) == 1
        assert puts(ours, cast.ash) == ""
    assert says(ours, cast.bo, "", "ask terms") == "said"
    assert puts(ours, cast.ash, level="1") == "put"


@ON_SQLITE
def test_nobody_puts_terms_down_twice_without_a_word_in_between_unless_they_take_them_back(
    ours: Shared, cast: Cast
) -> None:
    both_would_talk(ours)
    assert (puts(ours, cast.ash), puts(ours, cast.ash, minutes="5")) == ("put", "")
    ours.press(cast.ash, at(ours, cast.ash) + "erase/", number="1", of="0")
    assert puts(ours, cast.ash, minutes="5") == "put"
    assert says(ours, cast.bo, "", "ask terms") == "said"
    assert reads(ours, cast.ash).count("Somebody asks for your terms. You need not answer.") == 1


@ON_SQLITE
@pytest.mark.parametrize("why", ["not talk first", "a pause", "a told limit"])
def test_there_are_no_terms_where_nothing_is_talk_first_between_them(ours: Shared, cast: Cast, why: str) -> None:
    if why != "not talk first":
        both_would_talk(ours)
        puts(ours, cast.ash)
        ours.press(cast.bo, "pause/" if why == "a pause" else f"items/{ITEM}/tell/", side="together")
    assert puts(ours, cast.ash, minutes="5") == ""
    page = reads(ours, cast.ash)
    assert (page.count(ASKS), page.count("Say it in my own words")) == (0, 0)
    assert cast.ash.browser.post(ours.url(at(ours, cast.ash) + "terms/"), TERMS).status_code == 422


@ON_SQLITE
def test_nothing_is_preselected_and_what_is_missing_is_said_kindly(ours: Shared, cast: Cast) -> None:
    both_would_talk(ours)
    address = ours.url(at(ours, cast.ash) + "terms/")
    assert words_of(cast.ash.browser.get(address)).count("[x]") == 0
    for fields, words in (
        ({}, "Choose what you would do. Nothing was put down."),
        ({"side": "together"}, "Choose how far it would go. Nothing was put down."),
        ({"side": "together", "level": "0"}, "Select a valid choice."),
        ({"side": "give", "level": "1"}, "Select a valid choice."),
        ({**TERMS, "contexts": []}, "Say where it is welcome: choose at least one place."),
    ):  # fmt: skip
        answer = cast.ash.browser.post(address, fields)
        assert (answer.status_code, words_of(answer).count(words) > 0) == (422, True), words
    assert Post.objects.count() == 0


def test_it_is_there_for_members_alone(ours: Shared, cast: Cast) -> None:
    both_would_talk(ours)
    puts(ours, cast.ash, words="canary of terms")
    for page in ("terms/", "take/", "words/"):
        for who in (cast.cam, cast.noor, cast.sky):
            assert who.browser.get(ours.url(f"talk/{ITEM}/{page}")).status_code == 404
        assert cast.stranger().get(ours.url(f"talk/{ITEM}/{page}")).headers["Location"].startswith("/sign-in/")
    assert cast.ash.browser.post(ours.url(f"talk/{ITEM}/take/")).status_code == 405
    kept = [bytes(value) for value in Post.objects.values_list("sealed", flat=True) if value]
    assert not [each for each in kept if b"canary" in each or b"together" in each]


@ON_SQLITE
def test_a_form_that_waited_locked_is_shown_again_and_sends_nothing(ours: Shared, cast: Cast) -> None:
    both_would_talk(ours)
    cast.ash.browser.post("/exit/")
    answer = cast.ash.browser.post(ours.url(f"talk/{ITEM}/terms/"), {**TERMS, "words": "Typed before."})
    assert answer.status_code == 303
    cast.ash.unlock()
    assert Post.objects.count() == 0


@ON_SQLITE
def test_own_words_that_turn_their_line_are_shown_without_what_turns_it(
    ours: Shared, cast: Cast, clock: Clock
) -> None:
    both_would_talk(ours)
    here = here_of(ours, cast.ash, clock)
    terms = Terms(level=Level.TRIAL, conditions=frozenset({"never:a \u202ehidden line"}))
    more = Offer(Side.TOGETHER, replace(terms, uses=1, review_by=clock.now)).as_bytes()
    topic, thread, keys = here.now.topic, here.now.thread, cast.ash.keys
    rows.store(topic, core.made(topic, thread, Move.PUT, "a \u202eword", clock.now, keys, os.urandom, more))
    for page in ("", "take/"):
        text = cast.bo.browser.get(ours.url(at(ours, cast.bo) + page)).content.decode()
        assert ("\u202e" in text, "hidden line" in text) == (False, True)


@ON_SQLITE
@pytest.mark.parametrize("how", ["a day after every calendar", "a side that the card has not"])
def test_terms_of_changed_software_that_cannot_be_leave_the_page_and_every_no_there(
    ours: Shared, cast: Cast, clock: Clock, how: str
) -> None:
    both_would_talk(ours)
    terms = Terms(level=Level.TRIAL, review_by=LATEST if how.startswith("a day") else clock.now, uses=1)
    more = Offer(Side.TOGETHER if how.startswith("a day") else Side.GIVE, terms).as_bytes()
    here = here_of(ours, cast.ash, clock)
    topic, thread, keys = here.now.topic, here.now.thread, cast.ash.keys
    rows.store(topic, core.made(topic, thread, Move.PUT, "", clock.now, keys, os.urandom, more))
    assert (reads(ours, cast.bo).count("Ash puts down"), reads(ours, cast.bo).count("Terms are there")) == (0, 0)
    taken = cast.bo.browser.get(ours.url(at(ours, cast.bo) + "take/"))
    assert taken.headers["Location"] == ours.url(at(ours, cast.bo))
    assert says(ours, cast.bo, "", "end") == "ended"


@pytest.mark.parametrize("level", [Level.NO, Level.TALK])
def test_a_no_and_talk_first_hang_on_nothing_else_that_stands_in_the_form(level: Level) -> None:
    wrong = {
        "contexts": ["moon"], "intensity": "9", "minutes": "-1", "conditions": ["?"], "own_condition": "x" * 190,
        "own_limit": "x" * 190, "areas_out": ["?"], "signals": ["?"], "review_days": "7000",
    }  # fmt: skip
    form = StateForm({**wrong, "level": str(int(level))})
    assert (form.is_valid(), form.terms(1)) == (True, Terms(level=level))
    above = StateForm({**wrong, "level": "3"})
    assert (above.is_valid(), set(above.errors)) == (False, set(wrong))


def test_what_somebody_else_wrote_keeps_nobody_from_sending_the_form() -> None:
    own = own_limits(Terms(level=Level.TALK))
    theirs = {"conditions": frozenset({f"if:{'x' * 121}", f"never:{'x' * 121}", "sober"}),
              "areas_out": frozenset({"moon", "neck"}), "signals": frozenset({"?"})}  # fmt: skip
    filled = proposals._narrower(own_limits(Terms(level=Level.TRIAL, review_by=1, uses=1, **theirs)), own)
    assert {name: filled[name] for name in ("own_condition", "own_limit", "conditions", "areas_out", "signals")} == {
        "own_condition": "", "own_limit": "", "conditions": ["sober"], "areas_out": ["neck"], "signals": [],
    }  # fmt: skip
    refused = own_limits(Terms(level=Level.TRIAL, conditions=frozenset({"if:with a child"}), review_by=1, uses=1))
    assert proposals._narrower(refused, own)["own_condition"] == ""
