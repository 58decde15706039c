"""Law 4: loosening is unanimous and slept on. Above Talk first everybody wrote it by a second act, after the wait."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownaccord.core.errors import Lapsed, Loosens, Refused, TooEarly
from ownaccord.core.in_force import in_force
from ownaccord.core.ledger import Acts, may_write, rises, tightens
from ownaccord.core.position import DAY, Entry, Side
from ownaccord.core.statement import State, with_edition, with_entry, with_pause, with_wait, without
from ownaccord.core.terms import NOTHING, Context, Level, Terms, allows_no_more
from ownaccord.core.wish import (
    LIFETIME,
    STEPS,
    Step,
    WaitWish,
    Wish,
    WishAct,
    WishState,
    after,
    check_ready,
    effective_wait,
    is_one_act,
    lift_pause,
    lower_newer,
    may_confirm,
    state_it,
    still_so,
)
from tests.core.people import Pair
from tests.laws import model
from tests.laws.pace import often
from tests.laws.strategies import NOW, RULES, SALT, acts, spaces, states, terms, within_limits

ITEM, GIVE, RECEIVE = "hand-massage", Side.GIVE, Side.RECEIVE
KEY = (ITEM, GIVE)
HOUR = 3600
YES = Terms(review_by=NOW + 60 * DAY)
TRIAL = Terms(level=Level.TRIAL, uses=1, review_by=NOW + 20 * DAY)
EMPTY = State(NOW, SALT)


def with_(terms, state=EMPTY, at=NOW):
    """A statement with these terms on the one side."""
    return with_entry(replace(state, at=at), Entry(ITEM, GIVE, terms, at, 1))


def slept(terms, since=NOW - 12 * HOUR, wait=12 * HOUR):
    """A confirmed wish on the one side."""
    return Acts(confirmed={KEY: Wish(ITEM, GIVE, terms, since, 1)}, wait=wait)


@often
@given(terms(), terms(), acts(when=st.just(NOW)))
def test_one_statement_alone_permits_nothing_new_above_talk_first(old, new, act):
    written = state_it(old, new, NOW).write_now
    renewed = old.level > Level.TALK and model.allows(replace(new, review_by=None), act)
    if act.level_needed > Level.TALK and model.allows(written, act):
        assert model.allows(old, act)
        assert renewed or model.allows(new, act)


@often
@given(terms(), terms())
def test_a_wish_is_kept_exactly_when_something_is_left_to_sleep_on(old, new):
    step = state_it(old, new, NOW)
    if step.wish is None:
        assert is_one_act(old, new, NOW)
        assert new in (step.write_now, NOTHING) or new.review_by < NOW
    else:
        assert step.wish == new
        assert new.level > Level.TALK
        assert not allows_no_more(new, step.write_now)


@often
@given(states(), states(), acts(when=st.just(NOW)))
def test_the_pen_lets_nothing_rise_above_talk_first_without_a_wish(old, new, act):
    new = replace(new, at=NOW, paused=new.paused or old.paused)
    try:
        may_write(old, new, Acts())
    except Loosens:
        return
    for entry in new.entries:
        before = model.find(old, entry.item, entry.side)
        if act.level_needed > Level.TALK and model.allows(entry.terms, act):
            assert model.allows(before.terms, act)


@often
@given(spaces(2, 2), acts(when=st.just(NOW)), st.sampled_from(["hand-massage", "story-reading"]))
def test_if_something_more_is_permitted_every_member_permits_it(space, act, item):
    members, after_ = space
    for way in model.arrangements(RULES[item], members):
        if model.permitted(RULES[item], members, after_, NOW, (), way, act):
            assert all(model.allows(model.find(after_[p], item, way[p]).terms, act) for p in members)


def test_a_yes_takes_a_wish_a_wait_and_still_so():
    pair = Pair(RULES)
    pair.raise_to("bo", ITEM, RECEIVE, Terms(review_by=pair.clock + 60 * DAY))
    wish = Wish(ITEM, GIVE, Terms(review_by=pair.clock + 60 * DAY), pair.clock, 1)
    acts_of_ash = Acts(confirmed={wish.key: wish}, wait=12 * HOUR)

    def confirm(state):
        return with_entry(state, Entry(ITEM, GIVE, wish.terms, state.at, 1))

    for tries, refused in ((Acts(), Loosens), (acts_of_ash, TooEarly)):
        with pytest.raises(refused):
            pair.write("ash", confirm, tries)
        assert pair.levels("bo") == {}
    pair.clock += 12 * HOUR
    pair.write("ash", confirm, acts_of_ash)
    assert pair.levels("bo") == {ITEM: Level.YES}


def test_one_yes_alone_puts_nothing_in_force():
    pair = Pair(RULES)
    pair.raise_to("bo", ITEM, RECEIVE, Terms(review_by=pair.clock + 60 * DAY))
    assert pair.levels("ash") == pair.levels("bo") == {}
    pair.talk("ash", ITEM, GIVE)
    assert pair.levels("bo") == {ITEM: Level.TALK}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (NOTHING, Terms(level=Level.TALK)),
        (YES, Terms(level=Level.TALK)),
        (YES, replace(YES, review_by=NOW + 90 * DAY)),
        (TRIAL, replace(TRIAL, review_by=NOW + 30 * DAY)),
        (YES, replace(YES, intensity=1)),
        (YES, replace(YES, intensity=1, review_by=NOW + 90 * DAY)),
        (YES, TRIAL),
    ],
)
def test_one_act_is_enough(old, new):
    assert is_one_act(old, new, NOW)
    assert state_it(old, new, NOW) == Step(new, None)
    may_write(with_(old) if old != NOTHING else EMPTY, with_(new), Acts())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (NOTHING, YES),
        (Terms(level=Level.TALK), YES),
        (Terms(level=Level.TALK), TRIAL),
        (Terms(level=Level.TALK, review_by=NOW + DAY), replace(TRIAL, level=Level.TRIAL)),
        (TRIAL, replace(YES, review_by=TRIAL.review_by)),
        (replace(YES, intensity=2), replace(YES, intensity=3)),
        (replace(YES, conditions=frozenset({"sober"})), YES),
        (replace(YES, contexts=frozenset({Context.REMOTE})), YES),
        (TRIAL, replace(TRIAL, uses=2)),
        (replace(YES, review_by=NOW - 1), YES),
        (replace(YES, review_by=NOW - 1), replace(YES, review_by=NOW)),
    ],
)
def test_one_act_is_not_enough(old, new):
    assert not is_one_act(old, new, NOW)
    before = EMPTY if old == NOTHING else with_(old, at=NOW - 2 * DAY)
    with pytest.raises(Loosens):
        may_write(before, with_(new), Acts())
    may_write(before, with_(new), slept(new))


def test_a_position_that_lapsed_is_not_renewed_by_turning_the_clock_back():
    with pytest.raises(Loosens):
        may_write(with_(YES), with_(replace(YES, review_by=NOW + 70 * DAY)), Acts(now=NOW + 61 * DAY))
    may_write(with_(YES), with_(replace(YES, review_by=NOW + 70 * DAY)), Acts(now=NOW + 60 * DAY))


def test_still_so_covers_only_what_was_wished():
    new = with_(YES)
    wider = slept(replace(YES, intensity=4))
    elsewhere = Acts(confirmed={KEY: Wish(ITEM, RECEIVE, YES, NOW - DAY, 1)})
    unrelated = Acts(confirmed={(ITEM, RECEIVE): Wish(ITEM, RECEIVE, YES, NOW - DAY, 1)})
    for not_enough in (wider, elsewhere, unrelated):
        with pytest.raises(Loosens):
            may_write(EMPTY, new, not_enough)
    may_write(EMPTY, with_(replace(YES, intensity=4)), slept(YES))


@pytest.mark.parametrize("wait", [0, HOUR, 12 * HOUR, 336 * HOUR])
def test_a_wish_is_ready_at_the_second_at_which_the_wait_is_over(wait):
    wish = Wish(ITEM, GIVE, YES, NOW, 1)
    assert may_confirm(wish, NOW + wait, wait).state is WishState.READY
    assert may_confirm(wish, NOW + wait, wait).until == NOW + wait
    assert may_confirm(wish, NOW + wait - 1, wait).state is WishState.SLEEPING
    with pytest.raises(TooEarly) as refused:
        still_so(EMPTY, wish, None, NOW + wait - 1, wait)
    assert refused.value.until == NOW + wait


def test_a_wish_lapses_after_thirty_days_or_with_its_own_review_date():
    wish, short = Wish(ITEM, GIVE, YES, NOW, 1), Wish(ITEM, GIVE, replace(YES, review_by=NOW + DAY), NOW, 1)
    assert LIFETIME == 30 * DAY
    assert may_confirm(wish, NOW + 30 * DAY, 0).state is WishState.READY
    assert may_confirm(wish, NOW + 30 * DAY + 1, 0).state is WishState.LAPSED
    assert may_confirm(short, NOW + DAY, 0).state is WishState.READY
    assert may_confirm(short, NOW + DAY + 1, 0).state is WishState.LAPSED
    assert may_confirm(WaitWish(0, NOW), NOW + 30 * DAY + 1, 0).state is WishState.LAPSED
    with pytest.raises(Lapsed):
        check_ready(wish, NOW + 30 * DAY + 1, 0)


def test_a_clock_set_back_makes_no_wish_ready():
    assert may_confirm(Wish(ITEM, GIVE, YES, NOW, 1), NOW - 3650 * DAY, 0).state is WishState.SLEEPING


@often
@given(terms(tuple(Level)[1:]), terms(), acts(when=st.just(NOW)))
def test_still_so_writes_the_wish_or_something_tighter(wished, any_terms, act):
    wished = within_limits(wished, NOW)
    if wished == NOTHING or (wished.review_by is not None and wished.review_by < NOW):
        return
    wish = Wish(ITEM, GIVE, wished, NOW, 1)
    any_terms = within_limits(any_terms, NOW)
    assert still_so(EMPTY, wish, None, NOW, 0).terms(ITEM, GIVE) == wished
    try:
        written = still_so(EMPTY, wish, any_terms, NOW, 0).terms(ITEM, GIVE)
    except Refused:
        assert any_terms == NOTHING or not allows_no_more(any_terms, wished)
        return
    assert written == any_terms
    assert model.allows(wished, act) or not model.allows(written, act)


def test_the_wait_is_the_longest_that_anybody_has_set():
    def waiting(hours):
        return replace(EMPTY, wait_hours=hours)

    assert effective_wait({"a": waiting(1), "b": waiting(3)}) == 3 * HOUR
    assert effective_wait({"a": waiting(3), "b": waiting(1)}) == 3 * HOUR
    assert effective_wait({"a": waiting(0), "b": waiting(0)}, members=("a", "b")) == 0
    assert effective_wait({"a": waiting(0)}, members=("a", "b")) == 12 * HOUR
    assert effective_wait({}) == 12 * HOUR
    assert effective_wait({"a": waiting(1)}, private_hours=5) == 5 * HOUR
    assert effective_wait({"a": waiting(336)}, private_hours=999) == 336 * HOUR
    assert effective_wait({"a": waiting(0)}, private_hours=-5) == 0


def test_a_shorter_shared_wait_is_slept_on_like_any_loosening():
    old, new = with_wait(EMPTY, 12), with_wait(EMPTY, 4)
    ready, early = WaitWish(4, NOW - 12 * HOUR), WaitWish(4, NOW - 12 * HOUR + 1)
    for acts_, refused in (
        (Acts(), Loosens),
        (Acts(wait_wish=early, wait=12 * HOUR), TooEarly),
        (Acts(wait_wish=WaitWish(5, NOW - DAY), wait=12 * HOUR), Loosens),
    ):
        with pytest.raises(refused):
            may_write(old, new, acts_)
    may_write(old, new, Acts(wait_wish=ready, wait=12 * HOUR))
    may_write(old, with_wait(EMPTY, 8), Acts(wait_wish=ready, wait=12 * HOUR))
    may_write(old, with_wait(EMPTY, 13), Acts())


def test_a_pause_brings_back_only_what_was_there_before_it():
    before = {KEY: replace(YES, intensity=2)}
    paused, same, newer = with_pause(with_(YES)), with_(replace(YES, intensity=2)), with_(YES)
    paused_same = with_pause(same)
    with pytest.raises(Loosens):
        may_write(paused_same, same, Acts())
    with pytest.raises(Loosens):
        may_write(paused, newer, Acts(lifting=before))
    may_write(paused_same, same, Acts(lifting=before))
    may_write(with_pause(with_(Terms(level=Level.TALK))), with_(Terms(level=Level.TALK)), Acts(lifting={}))


@often
@given(states(), states(), acts(when=st.just(NOW)))
def test_lowering_what_is_newer_leaves_nothing_above_talk_first_that_was_not_there(mine, then, act):
    before = {entry.key: entry.terms for entry in then.entries}
    lowered = lower_newer(mine, before, NOW)
    for entry in mine.entries:
        now_allowed = model.allows(lowered.state.terms(*entry.key), act)
        assert not now_allowed or model.allows(entry.terms, act)
        if act.level_needed > Level.TALK and now_allowed:
            assert model.allows(before.get(entry.key), act)
    assert {wish.key for wish in lowered.wishes} == {e.key for e in mine.entries if lowered.state.entry(*e.key) != e}
    assert all(mine.terms(*wish.key) == wish.terms and wish.since == NOW for wish in lowered.wishes)


@often
@given(spaces(2, 2), spaces(2, 2), acts(when=st.just(NOW)))
def test_lifting_a_pause_brings_back_only_what_was_in_force_before(space_then, space_now, act):
    (members, then), (_, now_) = space_then, space_now
    if set(then) != set(members) or set(now_) != set(members):
        return
    me = members[0]
    then = {person: replace(state, paused=False) for person, state in then.items()}
    now_ = {person: replace(state, paused=False) for person, state in now_.items()}
    was = in_force(RULES, members, then, NOW, frozenset())
    would = in_force(RULES, members, now_, NOW, frozenset())
    own = {entry.key: entry.terms for entry in then[me].entries}
    lifted = lift_pause(with_pause(now_[me]), own, was, would, NOW)
    assert not lifted.state.paused
    for rule in RULES.values():
        for way in model.arrangements(rule, members):
            comes_back = model.permitted(rule, members, {**now_, me: lifted.state}, NOW, (), way, act)
            if act.level_needed > Level.TALK and comes_back:
                assert model.permitted(rule, members, then, NOW, (), way, act)
    may_write(with_pause(now_[me]), replace(lifted.state, at=NOW), Acts(lifting=own))


def test_reading_a_changed_card_again_is_one_act_and_changes_no_terms():
    old = with_(YES)
    new = with_edition(old, ITEM, 2)
    assert [entry.edition for entry in new.entries] == [2]
    assert with_edition(old, "another", 2) == old
    may_write(old, new, Acts())


def test_what_rises_and_what_tightens_is_told_apart():
    assert rises(EMPTY, with_(YES)) == {KEY}
    assert rises(with_(YES), with_(replace(YES, minutes=5))) == frozenset()
    assert tightens(with_(YES), without(with_(YES), ITEM, GIVE))
    assert not tightens(EMPTY, with_(Terms(level=Level.TALK)))
    assert not tightens(EMPTY, with_wait(EMPTY, 11))
    assert not tightens(with_pause(EMPTY), EMPTY)
    assert tightens(EMPTY, with_pause(with_wait(EMPTY, 13)))


def test_only_still_so_on_a_wish_that_was_slept_on_leads_to_a_position():
    assert [step for step in STEPS if step[1] is WishAct.STILL_SO] == [(WishState.READY, WishAct.STILL_SO)]
    for state in WishState:
        for act in WishAct:
            if (state, act) not in STEPS:
                with pytest.raises(Refused):
                    after(state, act)
    assert after(WishState.READY, WishAct.RAISE) is WishState.SLEEPING
    assert after(WishState.SLEEPING, WishAct.TIGHTEN) is WishState.NONE


def test_lifting_a_pause_brings_back_nothing_that_the_vault_does_not_remember():
    paused = with_pause(with_(YES))
    with pytest.raises(Loosens):
        may_write(paused, with_(YES), Acts(lifting={}))
    may_write(paused, with_(YES), Acts(lifting={KEY: YES}))
    may_write(paused, with_(Terms(level=Level.TALK)), Acts(lifting={}))


def test_what_needs_nothing_does_not_wave_through_what_follows_it():
    tightened_first = with_entry(with_(TRIAL), Entry(ITEM, RECEIVE, YES, NOW, 1))
    assert [entry.side for entry in tightened_first.entries] == [GIVE, RECEIVE]
    with pytest.raises(Loosens):
        may_write(with_(YES), tightened_first, Acts())
