"""The live scene beside a naive model that looks through everything that ever happened, again and again."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownaccord.core.errors import NotYours, Refused, TooLate
from ownaccord.core.plan import Signal
from ownaccord.core.scene import STEPS, CheckIn, Happened, Live, Phase, Shown, Step, after, over_for, replayed, seen
from tests.laws.pace import often

T = 1_835_352_000
OVER = T + 3 * 3600
ENDS = {Step.CLOSE: Phase.CLOSED, Step.PAUSE: Phase.PAUSED, Step.LEAVE: Phase.LEFT}
PERSONS = (("ash",), ("bo",), ("cam", "noor"))
ELSEWHERE = (Step.TIGHTENED, Step.PAUSE, Step.LEAVE)


def live(check_in=20):
    """Four people, two of them on one device."""
    return Live(PERSONS, 3, check_in, T, OVER, latest=T, answered_at=T)


def naive(events, check_in=20):
    """Everything, from the list of what was taken: (step, at, device, number, about)."""
    latest = max([T, *(each.at for each in events)])
    reds = [n for n, each in enumerate(taken(events), 1) if each.step is Step.RED]
    ends = [each.step for each in events if each.step in ENDS]
    phase = Phase.RED if reds else ENDS[ends[0]] if ends else Phase.RUNNING
    signals, gone, look = {}, set(), set()
    answered, revision, drawn = T, 0, {}
    for each in events:
        people = PERSONS[each.device] if each.device is not None else ()
        if each.step in (Step.GREEN, Step.YELLOW, Step.RED):
            signals |= dict.fromkeys(people, each.step.value)
        if each.step in (Step.NOT_THIS, Step.TIGHTENED):
            gone.add(each.about)
        if each.step is Step.TIGHTENED:
            look = {"ash", "bo", "cam", "noor"}
        if each.step is Step.GO_ON:
            look -= set(people)
        if each.step is Step.ANSWER:
            answered = max([T, *(e.at for e in events[: events.index(each) + 1])])
        if each.step is Step.DRAWN:
            drawn[each.device] = max(drawn.get(each.device, 0), each.about)
        else:
            revision += 1
    waiting = {n for n in range(3) if reds and drawn.get(n, 0) < reds[0]}
    return latest, phase, signals, gone, look, answered, revision, waiting


def taken(events):
    """What counted a revision."""
    return [each for each in events if each.step is not Step.DRAWN]


def is_legal(events, new):
    """Whether the model takes this step."""
    latest, phase, _, _, _, _, revision, _ = naive(events)
    if new.step is Step.DRAWN:
        return 0 < new.about <= revision
    if new.step is Step.RED:
        return True
    if phase is not Phase.RUNNING or max(latest, new.at) >= OVER:
        return False
    before = [each.number for each in events if each.device == new.device and each.step is not Step.DRAWN]
    withdrawn = [n for n, each in enumerate(taken(events), 1) if each.step is Step.TIGHTENED]
    if new.step is Step.GO_ON and 0 < new.about < max([0, *withdrawn]):
        return False
    return new.step not in (Step.GREEN, Step.ANSWER, Step.GO_ON) or new.number > max([0, *before])


steps = st.tuples(
    st.sampled_from([*Step, Step.GREEN, Step.GREEN, Step.GREEN, Step.YELLOW, Step.DRAWN, Step.ANSWER, Step.GO_ON]),
    st.integers(0, 2), st.sampled_from([1, 1, 1, 0, -1, -3]), st.integers(0, 2), st.sampled_from([0, 5, 40, 600, 9000]),
    st.sampled_from([None, None, "restart", "clock back"]),
)  # fmt: skip


@often
@given(st.lists(steps, max_size=25), st.lists(st.sampled_from([None, -5, 0, 9, 10, 99]), min_size=3, max_size=3))
def test_whatever_happens_in_whatever_order_it_stands_as_the_naive_model_says(many, silence):
    scene, events, now = live(), [], T
    for count, (step, device, jump, about, passed, also) in enumerate(many, 1):
        now += passed
        at = now - 5000 if also == "clock back" else now
        elsewhere = step in ELSEWHERE
        number = 0 if elsewhere or step is Step.DRAWN else max(0, count + jump)
        new = Happened(step, at, None if elsewhere else device, number, about)
        try:
            scene = after(scene, new)
            assert is_legal(events, new)
            events.append(new)
        except Refused:
            assert not is_legal(events, new)
        if also == "restart":
            scene = replayed(live(), events)
        compare(scene, events, now, silence)


def compare(scene, events, now, silence):
    latest, phase, signals, gone, look, answered, revision, waiting = naive(events)
    heard = {n: now - ago for n, ago in enumerate(silence) if ago is not None}
    silent = {n for n in range(3) if n not in heard or not 0 <= now - heard[n] < 10}
    moment = max(now, latest)
    if phase is Phase.RUNNING and moment >= OVER:
        phase = Phase.OVER
    due = answered + 1200
    check = CheckIn.LATER if moment < due else CheckIn.DUE if moment < due + 60 else CheckIn.MISSED
    for device in (None, 0, 1, 2):
        view = seen(scene, heard, now, device)
        assert (view.phase, view.revision, set(view.gone), view.look) == (phase, revision, gone, bool(look))
        assert (set(view.silent), set(view.unacknowledged), view.check_in) == (silent, waiting, check)
        for number, people in enumerate(PERSONS):
            for who in people:
                shown = view.persons[who]
                assert (shown.signal, shown.connected) == (signals.get(who), number not in silent)
                assert shown.is_green == (signals.get(who) == "green" and number not in silent)
        calm = phase is Phase.RUNNING and not silent and not look and check is not CheckIn.MISSED
        assert view.is_green == (calm and set(signals.values()) == {"green"} and len(signals) == 4)


@pytest.mark.parametrize("first", [*Step])
def test_red_wins_over_whatever_was_pressed_at_the_same_time(first):
    begun = replayed(live(), [Happened(Step.GREEN, T, n, 1) for n in range(3)])
    other = Happened(first, T + 1, None if first in ELSEWHERE else 0, 2, 1)
    red = Happened(Step.RED, T + 1, 1, 2)
    for order in permutations([other, red]):
        scene = begun
        for each in order:
            try:
                scene = after(scene, each)
            except TooLate:
                assert each is other
        assert (scene.phase, scene.by >= {"bo"}, scene.signals["bo"]) == (Phase.RED, True, Signal.RED)
        assert scene.unacknowledged >= {1, 2}


def test_red_is_absorbing():
    assert {to for (phase, _), to in STEPS.items() if phase is Phase.RED} == {Phase.RED}
    assert all(STEPS[phase, Step.RED] is Phase.RED for phase in Phase)


def test_a_red_on_a_shared_device_belongs_to_everyone_on_it():
    scene = after(live(), Happened(Step.RED, T, 2, 1))
    assert scene.by == {"cam", "noor"}
    assert set(scene.signals) == {"cam", "noor"}


def test_a_red_is_acknowledged_by_a_device_when_it_has_drawn_it_and_not_before():
    scene = replayed(live(), [Happened(Step.YELLOW, T, 0, 1), Happened(Step.DRAWN, T, 1, 0, 1)])
    scene = after(scene, Happened(Step.RED, T, 0, 2))
    assert scene.unacknowledged == {0, 1, 2}
    for device in (0, 1):
        scene = after(scene, Happened(Step.DRAWN, T, device, 0, 2))
    assert scene.unacknowledged == {2}
    with pytest.raises(Refused):
        after(scene, Happened(Step.DRAWN, T, 2, 0, 3))


def test_nothing_is_green_before_it_was_pressed_nor_after_a_restart_before_everybody_is_heard():
    heard = dict.fromkeys(range(3), T)
    assert not seen(live(), heard, T).is_green
    scene = replayed(live(), [Happened(Step.GREEN, T, n, 1) for n in range(3)])
    assert seen(scene, heard, T + 9).is_green
    assert seen(scene, heard, T + 9, 0).is_green
    for nobody in ({}, {0: T, 1: T}, dict.fromkeys(range(3), T - 1), dict.fromkeys(range(3), T + 99)):
        assert not seen(scene, nobody, T + 9).is_green
    assert seen(scene, {0: T, 1: T}, T).persons["cam"] == Shown(Signal.GREEN, connected=False)
    assert not seen(scene, {0: T, 1: T}, T, 2).own


def test_a_silent_device_ends_nothing_and_changes_no_signal():
    scene = replayed(live(), [Happened(Step.YELLOW, T, n, 1) for n in range(3)])
    view = seen(scene, {}, T + 3600)
    assert (view.phase, {each.signal for each in view.persons.values()}) == (Phase.RUNNING, {Signal.YELLOW})


def test_only_a_carrying_device_of_this_scene_presses():
    for device in (None, -1, 3):
        with pytest.raises(NotYours):
            after(live(), Happened(Step.RED, T, device, 1))
    for step in ELSEWHERE:
        with pytest.raises(NotYours):
            after(live(), Happened(step, T, 0, 1))
    for about in (-1, 3):
        with pytest.raises(Refused):
            after(live(), Happened(Step.NOT_THIS, T, 0, 1, about))


def test_after_a_withdrawal_each_says_to_go_on_for_their_own_device():
    greens = [Happened(Step.GREEN, T, n, 1) for n in range(3)]
    scene, heard = replayed(live(), [*greens, Happened(Step.TIGHTENED, T, None, 0, 1)]), dict.fromkeys(range(3), T)
    for device, left in ((0, {"bo", "cam", "noor"}), (2, {"bo"}), (1, set())):
        assert seen(scene, heard, T).look
        assert not seen(scene, heard, T).is_green
        scene = after(scene, Happened(Step.GO_ON, T, device, 2))
        assert scene.look == left
    assert not seen(scene, heard, T).look
    assert seen(scene, heard, T).is_green
    assert not seen(scene, dict.fromkeys(range(3), T + 1260), T + 1260).is_green


def test_going_on_says_nothing_about_what_was_withdrawn_after_it_was_seen():
    scene = replayed(live(), [Happened(Step.TIGHTENED, T, None, 0, line) for line in (0, 1)])
    with pytest.raises(TooLate):
        after(scene, Happened(Step.GO_ON, T, 0, 1, 1))
    assert after(scene, Happened(Step.GO_ON, T, 0, 1, 2)).look == scene.look - {"ash"}


def test_a_clock_that_is_set_back_after_the_end_of_the_time_lets_nothing_go_on():
    scene = replayed(live(), [Happened(Step.GREEN, T, 0, 1), Happened(Step.DRAWN, OVER, 0, 0, 1)])
    with pytest.raises(TooLate):
        after(scene, Happened(Step.GREEN, T + 5, 0, 2))
    assert seen(scene, {}, T + 5).phase is Phase.OVER
    assert after(scene, Happened(Step.RED, T + 5, 0, 2)).phase is Phase.RED


def test_without_a_rhythm_there_is_no_check_in():
    assert seen(live(check_in=0), {}, T + 9999).check_in is CheckIn.NONE


def test_when_it_was_over_is_its_first_end_and_no_later_word() -> None:
    running = live()
    assert over_for(running, OVER + 7) == 7
    closed = after(running, Happened(Step.CLOSE, T + 100, 0, 1))
    later = after(after(closed, Happened(Step.RED, T + 500, 1, 1)), Happened(Step.DRAWN, T + 600, 0, 0, 1))
    assert (over_for(closed, T + 130), over_for(later, T + 130)) == (30, 30)
    late = after(after(running, Happened(Step.GREEN, T + 5, 0, 1)), Happened(Step.RED, OVER + 900, 1, 1))
    assert (late.phase, over_for(late, OVER + 7), over_for(late, T)) == (Phase.RED, 7, T - OVER)
