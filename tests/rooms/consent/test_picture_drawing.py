"""The picture's drawings, whatever the map: every row once, in the list's order, in its zone, and nothing overlaps."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import atan2, hypot, pi

import pytest
from hypothesis import given, settings

from ownaccord.consent.bands import Bands
from ownaccord.consent.lettering import lines, width
from ownaccord.consent.map import Row, Zone
from ownaccord.consent.marks import Box, Mark
from ownaccord.consent.picture import Picture, picture
from ownaccord.consent.plan import Plan
from tests.rooms.consent.gardens import LONG, categories, maps, some_map, whole

ONE = some_map([("agreed", 3, "Cold")])


def drawn(zones: tuple[Zone, ...]) -> Picture:
    found = picture(zones, categories())
    assert found is not None
    return found


def drawings(found: Picture) -> list[Plan | Bands]:
    return [each for each in (found.plan, found.broad, found.bands, found.beds_side_by_side()) if each]


def rows(zones: Iterable[Zone]) -> list[tuple[str, str, Row]]:
    return [(zone.name, band.slug, row) for zone in zones for band in zone.bands for row in band.rows]


def share_ground(one: Box, other: Box) -> bool:
    """Whether two boxes overlap; written anew here, so that the drawing is not its own judge."""
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return across > 0 and down > 0


def overlapping(boxes: list[Box]) -> list[tuple[Box, Box]]:
    return [(one, other) for n, one in enumerate(boxes) for other in boxes[n + 1 :] if share_ground(one, other)]


def written(mark: Mark) -> Iterator[Box]:
    """Where the letters of a mark stand at most."""
    for each in mark.writing:
        wide = width(each.text, 14 if each.kind == "name" else 13)
        left = each.x - {"start": 0, "middle": wide / 2, "end": wide}[each.place]
        yield int(left), each.y - 11, wide, 14


@settings(max_examples=25, deadline=None)
@given(maps)
def test_every_row_has_one_mark_in_its_zone_and_order_and_there_is_no_other_mark(zones: tuple[Zone, ...]) -> None:
    listed = [(n, zone, category, row.name, row.url) for n, (zone, category, row) in enumerate(rows(zones), 1)]
    for drawing in drawings(drawn(zones)):
        entries = [mark.entry for mark in drawing.marks]
        assert [(e.number, e.zone, e.category, e.name, e.url) for e in entries] == listed


@settings(max_examples=25, deadline=None)
@given(maps)
def test_no_two_marks_share_ground_and_their_words_stay_on_their_own(zones: tuple[Zone, ...]) -> None:
    for drawing in drawings(drawn(zones)):
        assert overlapping([mark.box for mark in drawing.marks]) == []
        for mark in drawing.marks:
            left, top, wide, high = mark.box
            for x, y, across, down in written(mark):
                assert left - 2 <= x and x + across <= left + wide + 2, mark
                assert top - 2 <= y and y + down <= top + high + 4, mark


@settings(max_examples=25, deadline=None)
@given(maps)
def test_a_mark_bears_its_name_or_its_number_and_a_trial_its_date(zones: tuple[Zone, ...]) -> None:
    for drawing in drawings(drawn(zones)):
        for mark in drawing.marks:
            words = [each.text for each in mark.writing if each.kind != "date"]
            letters = "".join(words).replace("-", "").replace(" ", "")
            named = mark.entry.name.replace("-", "").replace(" ", "")
            assert letters == (named if mark.named else str(mark.entry.number))
            dates = [each.text for each in mark.writing if each.kind == "date"]
            assert dates == (["24 Dec"] if mark.entry.zone == "trial" else [])


@settings(max_examples=25, deadline=None)
@given(maps)
def test_in_the_plan_the_distance_from_the_middle_is_the_zone_and_the_side_is_the_category(
    zones: tuple[Zone, ...],
) -> None:
    plan = drawn(zones).plan
    if plan is None:
        return
    radii = dict(plan.rings)
    spans = {"agreed": (0, radii["agreed"]), "trial": (radii["agreed"], radii["trial"])}
    spans |= {"talk": (radii["trial"], radii["talk"]), "limit": (radii["talk"], 10**6)}
    angles: dict[str, list[float]] = {}
    for mark in plan.marks:
        near, far = spans[mark.entry.zone]
        assert near <= hypot(mark.x, mark.y) <= far, mark
        if mark.entry.zone != "limit":
            angles.setdefault(mark.entry.category, []).append(atan2(mark.x, -mark.y) % (2 * pi))
    ordered = [angles[slug] for slug, _ in categories() if slug in angles]
    assert all(max(one) < min(other) for one, other in pairwise(ordered))


@settings(max_examples=25, deadline=None)
@given(maps)
def test_in_the_beds_the_depth_is_the_zone(zones: tuple[Zone, ...]) -> None:
    for beds in (drawn(zones).bands, drawn(zones).beds_side_by_side()):
        for bed in beds.beds:
            depths = {each.zone: (each.x, each.x + each.width) for each in bed.grounds}
            depths["limit"] = (bed.edge.x, bed.edge.x + 60)
            for mark in bed.marks:
                near, far = depths[mark.entry.zone]
                assert near <= mark.x <= far and bed.edge.top <= mark.y <= bed.edge.bottom, mark


@settings(max_examples=25, deadline=None)
@given(maps)
def test_the_list_is_numbered_where_a_drawing_needs_it_and_the_numbers_are_those_of_the_marks(
    zones: tuple[Zone, ...],
) -> None:
    found = drawn(zones)
    shown = [mark for each in (found.plan, found.broad, found.bands) if each for mark in each.marks]
    numbers = [row.number for _zone, _band, row in rows(found.zones)]
    every = [str(n) for n in range(1, len(numbers) + 1)]
    assert numbers == (every if not all(mark.named for mark in shown) else [""] * len(numbers))
    assert [line.number for line in found.table] == every
    assert [line.row.name for line in found.table] == [row.name for _zone, _band, row in rows(zones)]


def test_two_hundred_entries_in_twenty_categories_stand_as_beds_by_number() -> None:
    found = drawn(whole)
    assert found.plan is None and found.broad is not None
    assert [len(each.marks) for each in drawings(found)] == [200, 200, 200]
    assert found.bands.width <= 330 and found.broad.width <= 700 and found.bands.height < 4000
    assert overlapping([mark.box for mark in found.bands.marks]) == []


def test_one_entry_stands_in_a_small_garden_with_its_name() -> None:
    found = drawn(ONE)
    assert found.plan is not None
    assert [(mark.named, mark.entry.zone) for mark in found.plan.marks] == [(True, "agreed")]
    assert [name for name, _ in found.plan.rings] == ["talk", "trial", "agreed"]
    assert found.fit == "fit-small"


def test_nothing_on_the_map_is_no_picture() -> None:
    assert picture((), categories()) is None


@pytest.mark.parametrize("people", range(1, 9))
def test_everybody_has_a_sign_of_their_own_beside_a_mark_with_its_name(people: int) -> None:
    zones = some_map([("agreed", 0, "Cold")], people)
    found = drawn(zones)
    assert found.plan is not None
    assert [len(mark.signs) for mark in (*found.plan.marks, *found.bands.marks)] == [people, people]
    places = [[(sign.x, sign.y) for sign in mark.signs] for mark in (*found.plan.marks, *found.bands.marks)]
    assert all(each == sorted(each) and len(set(each)) == people for each in places)


def test_categories_that_are_not_on_the_map_are_not_in_the_picture() -> None:
    found = drawn(ONE)
    words = [each.text for each in found.plan.words] if found.plan else []
    assert sorted(words) == ["Agreed", "Category 3", "Talk first", "Trial"]
    assert [each.text for bed in found.bands.beds for each in bed.words] == ["Category 3"]


def test_words_are_broken_only_where_they_must_be_and_never_cut() -> None:
    assert lines("Holding each other", 200, 14, 1) == ("Holding each other",)
    assert lines("Holding each other", 100, 14, 2) == ("Holding each", "other")
    assert lines("Holding each other", 60, 14, 2) == ()
    broken = lines(LONG, 200, 14, 5)
    assert "".join(broken).replace("-", "") == LONG and len(broken) > 1
    assert all(width(each, 14) <= 200 for each in broken)


def test_a_single_category_may_be_full() -> None:
    found = drawn(some_map([("agreed", 0, ("Cold", "Holding each other", LONG)[n % 3]) for n in range(48)]))
    assert [len(each.marks) for each in drawings(found)] == [48] * len(drawings(found))


def test_a_long_word_is_broken_where_a_syllable_may_begin() -> None:
    assert lines("Zurückhaltungsvereinbarungen", 118, 14, 4) == ("Zurückhal-", "tungsvereinba-", "rungen")
