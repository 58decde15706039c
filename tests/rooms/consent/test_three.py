"""What three people have in force: a side for every member, nothing about one alone, and no space in another."""

import html

import pytest

from ownaccord.accounts import vaults
from ownaccord.consent.models import LedgerRow
from ownaccord.spaces.models import Space
from tests.databases import ON_SQLITE
from tests.hands import held
from tests.people import Cast, Clock, Somebody
from tests.rooms.consent.shared import Shared, begun, words_of
from tests.rooms.spaces import circle
from tests.rooms.spaces.cast import after_a_reset

pytestmark = ON_SQLITE

GONE = "You need not answer, and nobody owes a reason."


@pytest.fixture
def all_three(cast: Cast) -> Shared:
    """The space of Ash, Bo and Cam, made through the pages."""
    people = (cast.ash, cast.bo, cast.cam)
    made = circle.begun(people)  # type: ignore[arg-type]
    return Shared(made.id, cast, people)


def _rows(space: Shared, who: Somebody, zone: str = "agreed") -> list[tuple[str, list[str]]]:
    """The rows of one zone on this person's map: item, and each person's sides."""
    zones = who.browser.get(space.url()).context["sheet"].zones
    rows = [row for each in zones if each.name == zone for band in each.bands for row in band.rows]
    return [(row.item, [f"{side.person} {side.words}" for side in row.sides]) for row in rows]


def _everyones(space: Shared, zone: str = "agreed") -> list[tuple[str, list[str]]]:
    """The rows that all three see, the same for each."""
    first, *others = (_rows(space, who, zone) for who in space.people)
    assert others == [first] * len(others)
    return first


def _says(space: Shared, item: str, level: str, **sides: str) -> None:
    for name, side in sides.items():
        who: Somebody = getattr(space.cast, name)
        assert space.state(who, item, side, level=level) == f"items/{item}/?said=written"


# --- in force ---------------------------------------------------------------------------------------------------------


def test_what_all_three_allow_together_is_on_everybodys_map(all_three: Shared) -> None:
    all_three.agree("holding")

    assert _everyones(all_three) == [("holding", ["Ash together", "Bo together", "Cam together"])]
    assert _everyones(all_three, "limit") == []


def test_what_two_of_three_allow_is_on_nobodys_map(all_three: Shared) -> None:
    _says(all_three, "holding", "1", ash="together", bo="together")

    assert _everyones(all_three, "talk") == []
    for who in all_three.people:
        assert "Holding each other" not in all_three.see(who)


def test_giving_and_receiving_need_a_side_for_each_and_both_sides(all_three: Shared) -> None:
    _says(all_three, "massage", "1", ash="give", bo="give", cam="give")
    assert _everyones(all_three, "talk") == []

    _says(all_three, "massage", "1", cam="receive")

    assert _everyones(all_three, "talk") == [("massage", ["Ash gives", "Bo gives", "Cam receives"])]


def test_terms_are_those_that_all_three_allow(all_three: Shared, cast: Cast) -> None:
    for who, minutes in ((cast.ash, "30"), (cast.bo, "20"), (cast.cam, "")):
        all_three.read(who, "holding")
        all_three.state(who, "holding", "together", minutes=minutes)
    held.turn(hours=13)
    for who in all_three.people:
        who.unlock()
        all_three.still_so(who, "holding/together")

    for who in all_three.people:
        assert "At most 20 minutes" in all_three.see(who)


def test_one_tightens_and_the_others_next_look_knows_it_without_whose_it_was(all_three: Shared, cast: Cast) -> None:
    all_three.agree("holding")
    for who in all_three.people:
        all_three.see(who)
    pages = {}
    all_three.press(cast.cam, "items/holding/tighten/")

    for who in (cast.ash, cast.bo):
        pages[who.name] = all_three.see(who)
        assert pages[who.name].count(f"No longer available Holding each other {GONE}") == 1
        assert "Cam" not in pages[who.name].split("Show only")[0]
    assert _everyones(all_three) == []
    assert "No longer available" not in all_three.see(cast.cam)
    assert "Not available now." in all_three.see(cast.ash, "items/holding/")


def test_anybodys_pause_holds_for_all_and_only_its_author_is_told_whose(all_three: Shared, cast: Cast) -> None:
    all_three.agree("holding")
    all_three.press(cast.bo, "pause/")

    assert _everyones(all_three) == []
    assert "Your pause holds here" in all_three.see(cast.bo)
    for who in (cast.ash, cast.cam):
        assert "ause holds" not in all_three.see(who)


def test_the_longest_waiting_time_of_the_three_holds(all_three: Shared, cast: Cast) -> None:
    assert all_three.press(cast.cam, "wait/", hours="48") == "wait/?said=wait"

    for who in all_three.people:
        assert "It is now 2 days" in all_three.see(who, "wait/")
    assert "Cam" not in all_three.see(cast.ash, "wait/")


# --- told limits ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ash", "bo", "cam"])
def test_a_told_limit_names_the_side_and_nobody(all_three: Shared, cast: Cast, name: str) -> None:
    all_three.press(getattr(cast, name), "items/massage/tell/", side="give")

    assert _everyones(all_three, "limit") == [("massage", ["For somebody here: giving"])]


def test_two_who_tell_the_same_side_look_like_one(all_three: Shared, cast: Cast) -> None:
    all_three.press(cast.ash, "items/massage/tell/", side="give")
    before = _everyones(all_three, "limit")
    all_three.press(cast.bo, "items/massage/tell/", side="give")

    assert _everyones(all_three, "limit") == before
    all_three.press(cast.cam, "items/massage/tell/", side="receive")
    assert _everyones(all_three, "limit") == [("massage", ["For somebody here: giving, receiving"])]


def test_a_told_limit_on_being_together_is_everybodys(all_three: Shared, cast: Cast) -> None:
    all_three.press(cast.bo, "items/holding/tell/", side="together")

    assert _everyones(all_three, "limit") == [("holding", ["Ash together", "Bo together", "Cam together"])]


def test_a_filter_by_person_never_tells_whose_limit_it_is(all_three: Shared, cast: Cast) -> None:
    all_three.press(cast.bo, "items/massage/tell/", side="give")
    shown = set()
    for who in all_three.people:
        page = words_of(cast.ash.browser.get(all_three.url(), {"person": who.id}))
        shown.add(page.count("For somebody here:"))

    assert shown == {1}


def test_between_two_a_told_limit_is_shown_for_both_also_before_the_other_wrote_anything(
    cast: Cast, ours: Shared
) -> None:
    ours.press(cast.bo, "items/massage/tell/", side="give")

    for who in (cast.ash, cast.bo):
        assert _rows(ours, who, "limit") == [("massage", ["Ash receives", "Bo gives"])]


def test_what_others_rule_out_for_themselves_does_not_hide_what_is_in_force(all_three: Shared, cast: Cast) -> None:
    _says(all_three, "massage", "1", ash="give", bo="receive", cam="receive")
    all_three.press(cast.bo, "items/massage/tell/", side="give")

    assert _everyones(all_three, "talk") == [("massage", ["Ash gives", "Bo receives", "Cam receives"])]
    assert _everyones(all_three, "limit") == [("massage", ["For somebody here: giving"])]


# --- several spaces ---------------------------------------------------------------------------------------------------

PAGES = ("map/", "items/", "items/holding/", "items/massage/", "wishes/", "wait/", "history/", "lift/", "leave/", "")


@pytest.fixture
def beside(cast: Cast, all_three: Shared) -> Shared:
    """The space of two of Ash and Cam, beside the one of three."""
    return Shared(begun(cast.ash, cast.cam), cast, (cast.ash, cast.cam))


def _pages(space: Shared, who: Somebody) -> list[str]:
    return [space.see(who, rest) for rest in PAGES]


def test_nothing_of_one_space_shows_in_another_not_even_to_somebody_in_both(
    all_three: Shared, beside: Shared, cast: Cast, clock: Clock
) -> None:
    for who in beside.people:
        beside.read(who, "holding")
    before = {who.name: _pages(all_three, who) for who in all_three.people}

    beside.state(cast.cam, "massage", "give", level="1")
    beside.press(cast.cam, "items/warm-wax/tell/", side="give")
    beside.state(cast.cam, "holding", "together", minutes="17", own_limit="canary words")
    beside.press(cast.cam, "wait/", hours="96")
    beside.press(cast.cam, "pause/")

    assert {who.name: _pages(all_three, who) for who in all_three.people} == before
    assert "canary words" in beside.see(cast.cam, "wishes/")


def test_what_a_vault_keeps_of_a_space_stands_under_its_own_name(all_three: Shared, beside: Shared, cast: Cast) -> None:
    two = _kept(cast.cam, beside)
    all_three.agree("holding")
    all_three.press(cast.cam, "items/massage/tell/", side="give")

    changed = {key for key, value in _kept(cast.cam, beside).items() if two.get(key) != value}
    assert changed <= {f"space/{beside.id}/{name}" for name in ("heads", "latest", "seen", "force", "stood", "wait")}
    assert not any(all_three.id in repr(value) for value in _kept(cast.cam, beside).values())


def _kept(who: Somebody, space: Shared) -> dict[str, object]:
    book = vaults.read(who.id, who.keys)
    return {key: book.get(key) for top in ("space", "pin", "wish") for key in book.under(f"{top}/{space.id}/")}


def test_leaving_one_ends_it_for_its_three_and_leaves_the_other_as_it_was(
    all_three: Shared, beside: Shared, cast: Cast
) -> None:
    all_three.agree("holding")
    beside.agree("holding")
    before = [beside.see(who) for who in beside.people]
    cast.bo.unlock()
    page = all_three.see(cast.bo, "leave/")
    assert "It ends for everybody, at once." in page

    assert cast.bo.browser.post(all_three.url("leave/")).status_code == 303

    for who in all_three.people:
        assert who.browser.get(all_three.url()).status_code == 404
    assert Space.objects.get(pk=all_three.id).ended
    assert [beside.see(who) for who in beside.people] == before
    assert _rows(beside, cast.cam) == [("holding", ["Ash together", "Cam together"])]


# --- starting anew ----------------------------------------------------------------------------------------------------


def test_a_record_that_is_edited_starts_it_anew_for_all_and_counts_when_all_three_have(
    all_three: Shared, cast: Cast
) -> None:
    all_three.agree("holding")
    for who in all_three.people:
        who.lock()
        who.unlock()
    LedgerRow.objects.filter(author=cast.bo.id).update(macs=b"\xa0")
    for who in (cast.ash, cast.cam):
        assert "This space starts anew" in all_three.see(who)
    for place, who in enumerate((cast.ash, cast.bo, cast.cam)):
        assert all_three.press(who, "reaffirm/") == "wishes/?said=anew"
        missing = place < 2
        assert ("Not everyone has started anew yet" in all_three.see(who)) == missing
    for who in all_three.people:
        all_three.still_so(who, "holding/together")

    assert _everyones(all_three) == [("holding", ["Ash together", "Bo together", "Cam together"])]


def test_after_one_lost_everything_the_others_positions_come_back_as_wishes_once_all_agreed(
    all_three: Shared, cast: Cast
) -> None:
    all_three.agree("holding")
    for who in all_three.people:
        who.lock()
        who.unlock()
    made = circle.Circle(all_three.id, all_three.people)  # type: ignore[arg-type]
    cam = after_a_reset(cast.cam)  # type: ignore[arg-type]
    for who in (cast.ash, cast.bo):
        assert "Agreed" not in all_three.see(who)
        assert "Exchange them once more, in person" in all_three.see(who, "reaffirm/")

    circle.join(made, sorted(who.id for who in all_three.people).index(cam.id), cam, cast.ash)  # type: ignore[arg-type]
    circle.begin(made, cast.ash)  # type: ignore[arg-type]
    assert "Agreed" not in all_three.see(cast.bo)
    for each in (cast.bo, cam):
        circle.go_on(made, each)  # type: ignore[arg-type]
    for each in (cast.ash, cast.bo, cam):
        assert all_three.press(each, "reaffirm/") == "wishes/?said=anew"  # type: ignore[arg-type]
    for who in (cast.ash, cast.bo):
        assert all_three.still_so(who, "holding/together") == "wishes/?said=still"
        assert "Agreed" not in all_three.see(who)
    assert all_three.state(cam, "holding", "together", level="1") == "items/holding/?said=written"  # type: ignore[arg-type]

    assert _rows(all_three, cast.bo, "talk") == [("holding", ["Ash together", "Bo together", "Cam together"])]


def test_the_pages_of_three_say_nothing_that_is_true_of_two_only(all_three: Shared, cast: Cast) -> None:
    all_three.agree("holding")
    for who in all_three.people:
        for page in (all_three.see(who, rest) for rest in PAGES if not rest.startswith("items/")):
            words = html.unescape(page).lower()
            for wrong in ("the other person", "both", "you two", "either of you", "of two"):
                assert wrong not in words, wrong
