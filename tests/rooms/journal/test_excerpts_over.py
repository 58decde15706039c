"""When excerpts about a scene are over: what is kept for how long, and what is never said not to have been opened."""

import pytest

from ownaccord.spaces import actions, excerpts
from ownaccord.spaces.excerpts import DAYS, NotNow, State
from ownaccord.spaces.models import Said, Together
from tests.databases import ON_SQLITE
from tests.people import Cast, Somebody
from tests.rooms.consent.shared import Shared
from tests.rooms.journal.test_excerpts_apart import DAY, HERS, HIS, NOW, SCENE, kept, looks, noted, of, writes

pytestmark = [pytest.mark.django_db, ON_SQLITE]


def test_it_is_over_with_its_time_and_the_row_does_not_keep_the_day_of_the_scene(ours: Shared, cast: Cast) -> None:
    noted(ours, cast.ash, cast.bo)
    writes(ours, cast.ash, HERS)
    last = kept(ours, cast.ash).until
    assert (Together.objects.get().ends_on, (last + 1) % DAYS) == (last, 0)
    assert DAYS < last + 1 - NOW // DAY <= 2 * DAYS

    with pytest.raises(NotNow):
        excerpts.take_back(
            space=of(ours, cast.ash), keys=cast.ash.keys, scene=SCENE, now=(last + 1) * DAY
        )
    actions.sweep((last + 1) * DAY)
    looks(ours, cast.ash, now=(last + 1) * DAY)
    assert (Together.objects.count(), kept(ours, cast.ash).text) == (0, HERS)
    looks(ours, cast.bo, now=(last + 1) * DAY)
    assert excerpts.every(cast.bo.book(), ours.id) == ()
    looks(ours, cast.ash, now=(last + 61) * DAY)
    assert excerpts.every(cast.ash.book(), ours.id) == ()


def test_newer_scenes_end_it_whether_or_not_there_are_words_and_take_no_words_away(ours: Shared, cast: Cast) -> None:
    both = (cast.ash, cast.bo)
    noted(ours, *both)
    writes(ours, cast.ash, HERS)
    for number in range(excerpts.MOST):
        noted(ours, *both, scene=f"{number:032x}", at=NOW + 60 * number + 60)
    rows = [bytes(row.body) for row in Said.objects.filter(together=first_round())]
    looks(ours, *both * 2)

    assert kept(ours, cast.ash).text == HERS
    assert excerpts.one(cast.bo.book(), ours.id, SCENE) is None
    assert [bytes(row.body) for row in Said.objects.filter(together=first_round())] == rows
    with pytest.raises(NotNow):
        excerpts.take_back(space=of(ours, cast.ash), keys=cast.ash.keys, scene=SCENE, now=NOW)


def test_what_lies_there_goes_on_when_newer_scenes_came(ours: Shared, cast: Cast) -> None:
    ash = lies_there(ours, cast)
    for number in range(excerpts.MOST):
        noted(ours, ash, scene=f"{number:032x}", at=NOW + 60 * number + 60)
    looks(ours, *(cast.bo, cast.ash) * 2)
    assert {kept(ours, who).state for who in (cast.ash, cast.bo)} == {State.READ}


def first_round() -> Together:
    found = Together.objects.order_by("pk").first()
    assert found is not None
    return found


def lies_there(ours: Shared, cast: Cast) -> Somebody:
    """Both put something down; one's text lies there and the other has read it. Whose it is."""
    both = (cast.ash, cast.bo)
    noted(ours, *both)
    writes(ours, cast.ash, HERS)
    writes(ours, cast.bo, HIS)
    while not any(kept(ours, who).state is State.OPENING for who in both):
        looks(ours, *both)
    return next(who for who in both if kept(ours, who).state is State.OPENING)


@pytest.mark.parametrize("swept", [False, True])
def test_what_others_have_read_is_not_forgotten_with_its_last_day(ours: Shared, cast: Cast, swept: bool) -> None:
    ash = lies_there(ours, cast)
    bo = cast.bo if ash is cast.ash else cast.ash
    looks(ours, bo)
    assert [kept(ours, who).state for who in (ash, bo)] == [State.OPENING, State.READ]
    later = kept(ours, ash).until + 1
    if swept:
        actions.sweep(later * DAY)
    looks(ours, ash, now=later * DAY)
    assert kept(ours, ash).state is (State.OPENING if swept else State.READ)
    assert Together.objects.count() == int(not swept)
    looks(ours, ash, now=(later + 2 * DAYS) * DAY)
    assert excerpts.every(ash.book(), ours.id) == ()


def test_what_others_may_have_read_stays_after_a_new_start(ours: Shared, cast: Cast) -> None:
    ash = lies_there(ours, cast)
    actions.new_epoch(space=of(ours, ash), keys=ash.keys)
    looks(ours, ash)
    found = kept(ours, ash)
    assert (found.state, found.text in (HERS, HIS)) == (State.OVER, True)
    where = {"space": of(ours, ash), "keys": ash.keys, "scene": SCENE, "now": NOW}
    for step in (excerpts.take_back, excerpts.have_nothing):
        with pytest.raises(NotNow):
            step(**where)
    looks(ours, ash)
    assert kept(ours, ash) == found


def test_what_was_opened_stays_two_months_more(ours: Shared, cast: Cast) -> None:
    noted(ours, cast.ash, cast.bo)
    writes(ours, cast.ash, HERS)
    writes(ours, cast.bo, HIS)
    looks(ours, *(cast.ash, cast.bo) * 4)
    last = kept(ours, cast.ash).until
    looks(ours, cast.ash, now=(last + 60) * DAY)
    assert kept(ours, cast.ash).texts[cast.bo.id] == HIS
    looks(ours, cast.ash, now=(last + 61) * DAY)
    assert excerpts.every(cast.ash.book(), ours.id) == ()
