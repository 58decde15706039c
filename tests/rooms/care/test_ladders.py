"""The pages of small steps: now, next, stay and step down, each as easy as the other; shown by choice."""

import re

import pytest

from ownaccord.accounts import stops, vaults
from ownaccord.care.forms_ladder import StepForm
from ownaccord.consent import debriefs, ladders
from ownaccord.consent.models import LedgerRow
from ownaccord.core.position import Side
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock, Somebody
from tests.rooms.consent.shared import Shared

pytestmark = ON_SQLITE
ITEM, LEADS = "massage", "kneeling"
STEP = {"contexts": ["at_home"], "conditions": ["sober"]}
MY, THEIR = f"steps/{ITEM}/give/", f"steps/{ITEM}/receive/"


def writes(ours: Shared, who: Somebody, *minutes: str, where: str = MY) -> None:
    ours.read(who, ITEM)
    for each in minutes:
        assert ours.press(who, f"{where}add/", **STEP, minutes=each) == f"{where}?said=step"


def buttons(ours: Shared, who: Somebody, where: str = MY) -> list[str]:
    page = who.browser.get(ours.url(where)).content.decode()
    here = re.search(r'<section aria-labelledby="here">.*?</section>', page, re.S)
    assert here
    return re.findall(r'<button class="(.*?)" type="submit">(.*?)</button>', here[0])


def debriefed(ours: Shared, who: Somebody, now: int) -> None:
    vaults.change(who.id, who.keys, lambda book: debriefs.note(book, ours.id, ITEM, now, None))


def test_a_ladder_begins_with_a_small_step_and_nothing_is_preselected_or_asked_for(ours: Shared, cast: Cast) -> None:
    assert "Write the first step" in ours.see(cast.ash, MY)
    page = cast.ash.browser.get(ours.url(f"{MY}add/")).content.decode()
    assert (" checked" in page, " selected" in page.replace('<option value="" selected>', "")) == (False, False)
    writes(ours, cast.ash, "5", "10")
    assert "Before the first step You have not begun. Ask for the first step" in ours.see(cast.ash, MY)
    assert LedgerRow.objects.count() == 0
    assert ours.press(cast.ash, f"{MY}change/", **{"with": "drop"}) == f"{MY}?said=dropped-step"
    assert "At most 10 minutes" not in ours.see(cast.ash, MY)


def test_two_people_take_two_steps_and_the_pages_say_only_not_available_yet(
    ours: Shared, cast: Cast, clock: Clock
) -> None:
    two = ((cast.ash, MY, "give"), (cast.bo, THEIR, "receive"))
    for who, where, _side in two:
        writes(ours, who, "5", "10", where=where)
    for who, where, _side in two:
        assert ours.press(who, f"{where}ask/", step="next") == f"{where}?said=asked"
    clock.turn(hours=13)
    cast.ash.unlock()
    ours.still_so(cast.ash, f"{ITEM}/give")
    assert "You are on step 1 Not available yet." in ours.see(cast.ash, MY)
    cast.bo.unlock()
    ours.still_so(cast.bo, f"{ITEM}/receive")
    for who, where, _side in two:
        words = ours.see(who, where)
        assert "You are on step 1 It is available now." in words
        assert "after your own debrief of this one, and not while you are below your own line" in words
        assert ours.press(who, f"{where}ask/", step="next") == f"{where}?said=debrief"
    debriefed(ours, cast.ash, clock.now)
    same = [("button quiet", "Stay on this step"), ("button quiet", "One step down")]
    assert buttons(ours, cast.ash) == [("button quiet", "Ask for the next step"), *same]
    assert buttons(ours, cast.bo, THEIR) == same


def test_what_others_see_does_not_depend_on_a_ladder(ours: Shared, cast: Cast, clock: Clock) -> None:
    pages = ("", "map/", "steps/", MY, "items/massage/", "wishes/", "shown/", "later/")
    before = [ours.see(cast.bo, page) for page in pages]
    writes(ours, cast.ash, "5", "10")
    ours.press(cast.ash, f"{MY}ask/", step="next")
    ours.press(cast.ash, f"{MY}down/")
    debriefed(ours, cast.ash, clock.now)
    assert [ours.see(cast.bo, page) for page in pages] == before


def test_steps_are_shown_by_choice_without_how_far_somebody_is_and_others_begin_at_the_foot(
    ours: Shared, cast: Cast
) -> None:
    writes(ours, cast.ash, "5", "10")
    ours.press(cast.ash, f"{MY}ask/", step="next")
    assert ours.press(cast.ash, f"{MY}change/", **{"with": "show"}) == f"{MY}?said=shown"
    words = ours.see(cast.bo, "steps/")
    assert "Massage" in words
    assert "At most 10 minutes" in words
    assert "where you are" not in words
    page = cast.bo.browser.get(ours.url("steps/")).content.decode()
    mark = re.search(r'name="mark" value="([^"]+)"', page)
    assert mark
    taken = ours.press(cast.bo, "steps/take/", mark=mark[1], side="receive")
    assert taken == f"steps/{ours.mark(cast.bo, ITEM)}/{ours.mark(cast.bo, 'receive')}/?said=taken"
    mine = ladders.of(cast.bo.book(), ours.id, ITEM, Side.RECEIVE)
    assert (len(mine.steps), mine.place) == (2, 0)
    assert ours.press(cast.ash, f"{MY}change/", **{"with": "back"}) == f"{MY}?said=unshown"
    assert "At most 10 minutes" not in ours.see(cast.bo, "steps/")
    assert cast.bo.browser.post(ours.url("steps/take/"), {"mark": mark[1], "side": "give"}).status_code == 404


def test_a_dynamic_asks_for_what_ends_it_and_for_a_day_and_on_that_day_for_another_look(
    ours: Shared, cast: Cast, clock: Clock
) -> None:
    where = f"steps/{LEADS}/follow/"
    answer = cast.ash.browser.post(ours.url(f"{where}add/"), STEP)
    assert answer.status_code == 422
    assert {"ends_it", "look_again"} == set(answer.context["form"].errors)
    ours.press(cast.ash, f"{where}add/", **STEP, ends_it="red scarf", look_again="14")
    assert "What ends it at once: red scarf You look at all of it again on" in ours.see(cast.ash, where)
    clock.turn(days=15)
    cast.ash.unlock()
    assert "Another look at all of it" in ours.see(cast.ash, where)
    assert buttons(ours, cast.ash, where) == []
    ours.read(cast.ash, LEADS)
    assert ours.press(cast.ash, f"{where}ask/", step="next") == f"{where}?said=look-first"
    ours.press(cast.ash, f"{where}change/", **{"with": "again"}, look_again="30")
    assert ours.press(cast.ash, f"{where}ask/", step="next") == f"{where}?said=asked"
    assert "Only if: red scarf" in ours.see(cast.ash, "wishes/")


@pytest.mark.parametrize("button", ["down", "ask"])
def test_only_the_step_down_pauses_at_once_when_it_arrives_locked(ours: Shared, cast: Cast, button: str) -> None:
    writes(ours, cast.ash, "5")
    ours.press(cast.ash, f"{MY}ask/", step="next")
    cast.ash.lock()
    cast.ash.browser.post(ours.url(f"{MY}{button}/"), {"step": "stay"})
    assert stops.scopes(cast.ash.id) == ({ours.id} if button == "down" else set())


def test_there_is_no_ladder_where_nothing_goes_above_talk_first_or_on_a_side_that_is_none(
    ours: Shared, cast: Cast
) -> None:
    from ownaccord.catalogue import load
    from ownaccord.core.terms import Level

    low = next(item for item in load().items if item.ceiling <= Level.TALK)
    for where in (f"steps/{low.slug}/{low.sides[0]}/", f"steps/{ITEM}/lead/", "steps/nothing/give/"):
        assert cast.ash.browser.get(ours.url(where)).status_code == 404
    assert "Go in small steps" not in ours.see(cast.ash, f"items/{low.slug}/")


def test_every_question_of_a_step_is_on_its_page(ours: Shared, cast: Cast) -> None:
    for where, dynamic in ((MY, False), (f"steps/{LEADS}/lead/", True)):
        page = cast.ash.browser.get(ours.url(f"{where}add/")).content.decode()
        assert [name for name in StepForm(dynamic=dynamic).fields if f'name="{name}"' not in page] == []


def test_what_waited_locked_says_what_was_pressed(ours: Shared, cast: Cast) -> None:
    writes(ours, cast.ash, "5")
    cast.ash.lock()
    cast.ash.browser.post(ours.url(f"{MY}change/"), {"with": "show"})
    cast.ash.unlock()
    assert cast.ash.browser.get("/held/").content.decode().count("Show these steps here") == 1
