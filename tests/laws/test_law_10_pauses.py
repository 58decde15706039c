"""Law 10 over whole histories with pauses in them: whatever is paused, lifted, looked at and written between a No and
the question, it rests; and a No that nobody could see lets nothing rest.

The model knows from what was said and pressed what each could have seen, and asks no software.
"""

from hypothesis import example, given
from hypothesis import strategies as st

from ownaccord.consent import actions, pausing, rests
from ownaccord.core.position import Side
from ownaccord.core.terms import Level, Terms
from tests.laws.pace import often
from tests.laws.test_machine import a_history, both_start_anew

ITEM, SIDES = "story-reading", (Side.SHOW, Side.WATCH)
SAYS, TAKES_BACK, PAUSES, LIFTS, UNLOCKS, READS = DOES = ("says", "takes back", "pauses", "lifts", "unlocks", "reads")
BOTH_KNOW = [(0, SAYS), (1, SAYS), (0, UNLOCKS)]

steps = st.lists(st.tuples(st.integers(0, 1), st.sampled_from([*DOES, SAYS, TAKES_BACK])), max_size=14)


class Moment:
    """What was done, and who says it and who pauses after that."""

    def __init__(self, who, deed, before):
        says, paused = (set(before.says), set(before.paused)) if before else (set(), set())
        self.who, self.before = who, before
        self.changes = deed == UNLOCKS
        for name, kept in ((SAYS, says), (PAUSES, paused)):
            if deed in (name, {SAYS: TAKES_BACK, PAUSES: LIFTS}[name]):
                self.changes = (who in kept) != (deed == name)
                (kept.add if deed == name else kept.discard)(who)
        self.says, self.paused = says, paused

    @property
    def both(self):
        return len(self.says) == 2

    def took_away(self, who):
        """Whether this person took back what both said."""
        return self.who == who and bool(self.before) and self.before.both and not self.both


def lasted(moments, end, is_so):
    """Whether both have said it without a break until this moment took it away, and so it was at one of those."""
    for each in reversed(moments[:end]):
        if not each.both:
            return False
        if is_so(each):
            return True
    return False


def must_rest(moments, reader):
    """Whether somebody's software has learnt of it, and of the No, with nothing between that hid either."""

    def learns(each):
        return each.who == reader and each.changes and 1 - reader not in each.paused

    for number, moment in enumerate(moments):
        knew = lasted(moments, number, lambda each: learns(each) and reader not in each.paused)
        if moment.took_away(1 - reader) and knew:
            for later in moments[number + 1 :]:
                if later.before.both:
                    break
                if learns(later):
                    if reader in later.before.says:
                        return True
                    break
            else:
                if reader in moments[-1].says and not moments[-1].both:
                    return True
    return False


def may_rest(moments, reader):
    """Whether anything that a page could have shown to somebody was ever taken away from them."""
    seen = [lasted(moments, number, lambda each: 1 - reader not in each.paused) for number in range(len(moments))]
    return any(each.took_away(1 - reader) and could for each, could in zip(moments, seen, strict=True))


def does(world, device, deed, side):
    """One of them does it, with the software."""
    world.clock += 60
    if deed == UNLOCKS:
        device.unlock(world.clock)
    elif deed == PAUSES:
        device.pause(world.clock, world.space)
    else:
        page = device.page(world.clock)
        look, keys = device.look(page, world.space), page.keys
        item = look.catalogue.item(ITEM)
        if deed == SAYS:
            actions.take_position(look=look, keys=keys, item=item, side=side, terms=Terms(level=Level.TALK))
        elif deed == TAKES_BACK:
            actions.tighten(look=look, keys=keys, item=item, side=side, level=Level.NO)
        elif deed == LIFTS:
            pausing.lift(looks=[look], keys=keys, person=page.person, scope=world.space, now=world.clock)
        device.home(page)


@often
@given(steps)
@example([(0, TAKES_BACK), (1, PAUSES), (1, LIFTS)])
@example([(1, PAUSES), (0, TAKES_BACK), (1, UNLOCKS), (1, TAKES_BACK), (1, LIFTS)])
@example([(0, PAUSES), (1, UNLOCKS), (0, TAKES_BACK), (0, LIFTS), (1, UNLOCKS)])
@example([(0, TAKES_BACK), (1, UNLOCKS), (0, PAUSES), (0, SAYS), (1, UNLOCKS), (0, TAKES_BACK), (0, LIFTS)])
@example([(1, PAUSES), (0, TAKES_BACK), (0, SAYS), (1, TAKES_BACK), (1, LIFTS)])
@example([(1, PAUSES), (1, TAKES_BACK), (0, TAKES_BACK), (0, SAYS), (1, LIFTS)])
@example([(1, PAUSES), (0, TAKES_BACK), (0, SAYS), (1, LIFTS), (0, PAUSES), (1, TAKES_BACK), (0, LIFTS)])
def test_no_pause_undoes_a_rest_and_no_rest_begins_from_what_nobody_could_see(done):
    with a_history() as world:
        devices, moments = both_start_anew(world), [None]
        for who, deed in (*BOTH_KNOW, (1, UNLOCKS), *done):
            does(world, devices[who], deed, SIDES[who])
            moments.append(Moment(who, deed, moments[-1]))
        for reader, device in enumerate(devices):
            if 1 - reader not in moments[-1].paused:
                found = rests.rests(device.look(device.page(world.clock), world.space), ITEM)
                assert found or not must_rest(moments[1:], reader), ("it does not rest", reader)
                assert may_rest(moments[1:], reader) or not found, ("it rests after a No that nobody saw", reader)


@given(steps)
def test_the_model_never_asks_for_a_rest_that_it_forbids(done):
    moments = [None]
    for who, deed in (*BOTH_KNOW, *done):
        moments.append(Moment(who, deed, moments[-1]))
    for reader in (0, 1):
        assert may_rest(moments[1:], reader) or not must_rest(moments[1:], reader)
