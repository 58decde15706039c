"""Texts that open together, with their rows: nobody reads first, nobody learns who wrote, and edits only close."""

import os

import pytest

from ownaccord.core.apart import Stand
from ownaccord.spaces import access, actions, showing, together
from ownaccord.spaces.access import OpenSpace
from ownaccord.spaces.models import Said, Together
from ownaccord.spaces.together import NotNow, State
from tests.databases import ON_SQLITE
from tests.hands import Clock
from tests.people import Cast, Somebody
from tests.rooms.consent.shared import Shared

HERS, HIS = "I would like to begin more slowly.", "Thank you for Tuesday evening."
NOW = 1_800_000_000


def of(ours: Shared, who: Somebody) -> OpenSpace:
    """The space as this person's vault knows it."""
    return access.space_for(who.keys.person, ours.id, who.keys)


def shows_rhythm(ours: Shared, *people: Somebody) -> None:
    for who in people:
        showing.show(space=of(ours, who), keys=who.keys, about=together.RHYTHM, lines=(("cadence", "week"),))


def looks(ours: Shared, *people: Somebody, now: int = NOW) -> None:
    for who in people:
        together.look_again(space=of(ours, who), keys=who.keys, now=now)


def writes(ours: Shared, who: Somebody, text: str) -> None:
    together.offer(space=of(ours, who), keys=who.keys, text=text, now=NOW)


def page(ours: Shared, who: Somebody) -> together.Page:
    return together.look(of(ours, who), who.keys)


def both_wrote(ours: Shared, cast: Cast) -> None:
    shows_rhythm(ours, cast.ash, cast.bo)
    looks(ours, cast.ash, cast.bo)
    writes(ours, cast.ash, HERS)
    writes(ours, cast.bo, HIS)


def test_both_read_both_once_both_have_written(ours: Shared, cast: Cast) -> None:
    both_wrote(ours, cast)
    looks(ours, cast.ash, cast.bo, cast.ash, cast.bo, cast.ash)

    read = {cast.ash.keys.person: HERS, cast.bo.keys.person: HIS}
    assert [page(ours, who).read for who in (cast.ash, cast.bo)] == [read, read]
    assert {page(ours, who).state for who in (cast.ash, cast.bo)} == {State.READ}


def test_an_unlock_is_a_look(ours: Shared, cast: Cast) -> None:
    both_wrote(ours, cast)
    for who in (cast.ash, cast.bo, cast.ash, cast.bo, cast.ash):
        who.unlock()
    assert page(ours, cast.bo).read[cast.ash.keys.person] == HERS


@ON_SQLITE
def test_while_one_is_silent_the_others_page_is_the_same_as_if_nobody_had_written(ours: Shared, cast: Cast) -> None:
    shows_rhythm(ours, cast.ash, cast.bo)
    looks(ours, cast.ash, cast.bo, cast.ash)
    before = page(ours, cast.bo)
    writes(ours, cast.ash, HERS)
    looks(ours, *(cast.bo, cast.ash) * 3)

    assert page(ours, cast.bo) == before
    assert page(ours, cast.ash).state is State.WAITING
    assert set(Said.objects.values_list("text", flat=True)) == {b""}


@ON_SQLITE
def test_no_round_begins_before_everybody_shows_a_rhythm(ours: Shared, cast: Cast) -> None:
    shows_rhythm(ours, cast.ash)
    looks(ours, cast.ash, cast.bo)
    assert page(ours, cast.ash).state is State.CLOSED
    with pytest.raises(NotNow):
        writes(ours, cast.ash, HERS)
    assert (Together.objects.count(), page(ours, cast.ash).text) == (0, "")


@ON_SQLITE
def test_a_text_that_was_taken_back_opens_nothing_and_stays_with_its_author(ours: Shared, cast: Cast) -> None:
    shows_rhythm(ours, cast.ash, cast.bo)
    looks(ours, cast.ash, cast.bo)
    writes(ours, cast.ash, HERS)
    together.take_back(space=of(ours, cast.ash), keys=cast.ash.keys, now=NOW)
    writes(ours, cast.bo, HIS)
    looks(ours, *(cast.ash, cast.bo) * 4)
    assert (page(ours, cast.ash).state, page(ours, cast.ash).text) == (State.OPEN, HERS)
    assert page(ours, cast.bo).state is State.WAITING


@ON_SQLITE
def test_it_is_never_said_to_be_taken_back_where_it_opens(ours: Shared, cast: Cast) -> None:
    both_wrote(ours, cast)
    for _try in range(6):
        try:
            together.take_back(space=of(ours, cast.ash), keys=cast.ash.keys, now=NOW)
        except NotNow:
            break
        assert page(ours, cast.ash).state is State.OPEN
        writes(ours, cast.ash, HERS)
        looks(ours, cast.bo, cast.ash)
    looks(ours, *(cast.bo, cast.ash) * 3)
    assert page(ours, cast.ash).state is State.READ


@ON_SQLITE
@pytest.mark.parametrize("other", ["", "Something else."])
def test_what_is_taken_back_or_changed_after_the_own_share_is_never_read(ours: Shared, cast: Cast, other: str) -> None:
    shows_rhythm(ours, cast.ash, cast.bo)
    looks(ours, *(cast.ash, cast.bo) * 2)
    writes(ours, cast.ash, HERS)
    writes(ours, cast.bo, HIS)
    looks(ours, cast.ash)
    if other:
        writes(ours, cast.ash, other)
    else:
        together.take_back(space=of(ours, cast.ash), keys=cast.ash.keys, now=NOW)
    looks(ours, *(cast.bo, cast.ash) * 5)

    assert (page(ours, cast.ash).state, page(ours, cast.ash).text) == (State.OPEN, other or HERS)
    assert page(ours, cast.bo) == together.Page(State.OPENING, HIS)
    assert "If somebody has taken theirs back it does not open. Leave it" in ours.see(cast.bo, "together/")
    ours.press(cast.bo, "together/leave/")
    assert page(ours, cast.bo) == together.Page(State.OPEN, HIS)


@ON_SQLITE
def test_whoever_leaves_it_leaves_no_trace_of_who_was_missing(ours: Shared, cast: Cast) -> None:
    shows_rhythm(ours, cast.ash, cast.bo)
    looks(ours, cast.ash, cast.bo)
    writes(ours, cast.ash, HERS)
    together.leave_it(space=of(ours, cast.bo), keys=cast.bo.keys)
    assert (Together.objects.count(), Said.objects.count()) == (0, 0)

    looks(ours, cast.bo, cast.ash)
    found = page(ours, cast.ash)
    assert (found.state, found.text, found.ended) == (State.OPEN, HERS, True)
    assert page(ours, cast.bo) == together.Page(State.OPEN)


def bend(column: str) -> None:
    for row in Said.objects.all():
        body = bytearray(getattr(row, column))
        body[len(body) // 2] ^= 1
        Said.objects.filter(pk=row.pk).update(**{column: bytes(body)})


def swap(column: str) -> None:
    one, other = Said.objects.order_by("pk")
    there, here = bytes(getattr(other, column)), bytes(getattr(one, column))
    Said.objects.filter(pk=one.pk).update(**{column: there})
    Said.objects.filter(pk=other.pk).update(**{column: here})


@ON_SQLITE
@pytest.mark.parametrize("edit", [bend, swap])
@pytest.mark.parametrize("column", ["body", "macs", "text"])
def test_an_edit_of_a_row_opens_nothing_and_is_mended_by_its_author(
    ours: Shared, cast: Cast, edit: object, column: str
) -> None:
    both_wrote(ours, cast)
    looks(ours, cast.ash)
    if column == "text":
        looks(ours, cast.bo, cast.ash)
    before = list(Said.objects.order_by("pk").values_list(column, flat=True))
    assert b"" not in before
    edit(column)  # type: ignore[operator]
    assert list(Said.objects.order_by("pk").values_list(column, flat=True)) != before
    bo = page(ours, cast.bo)
    looks(ours, cast.bo)
    if bo.state is not State.READ:
        assert page(ours, cast.bo).state in (State.WAITING, State.OPENING)
    looks(ours, *(cast.ash, cast.bo) * 3)
    assert page(ours, cast.bo).read == {cast.ash.keys.person: HERS, cast.bo.keys.person: HIS}


@ON_SQLITE
def test_deleted_rows_are_written_again_and_another_mark_is_another_round(ours: Shared, cast: Cast) -> None:
    both_wrote(ours, cast)
    Said.objects.all().delete()
    looks(ours, *(cast.ash, cast.bo) * 3)
    assert page(ours, cast.ash).state is State.READ

    Together.objects.update(mark=os.urandom(16))
    looks(ours, cast.ash, cast.bo)
    assert page(ours, cast.ash).read[cast.bo.keys.person] == HIS


@ON_SQLITE
def test_the_next_one_begins_on_a_later_day_and_what_was_read_stays(ours: Shared, cast: Cast) -> None:
    both_wrote(ours, cast)
    looks(ours, *(cast.ash, cast.bo) * 3)
    with pytest.raises(NotNow):
        writes(ours, cast.ash, HERS)
    looks(ours, cast.bo, cast.ash, now=NOW + 86_400)

    assert page(ours, cast.ash).state is page(ours, cast.bo).state is State.OPEN
    assert page(ours, cast.ash).text == ""
    assert page(ours, cast.ash).read[cast.bo.keys.person] == HIS


@ON_SQLITE
def test_its_own_time_the_end_of_the_space_and_a_new_epoch_take_every_row_away(ours: Shared, cast: Cast) -> None:
    both_wrote(ours, cast)
    actions.sweep(NOW + 59 * 86_400)
    assert Said.objects.count() == 2
    actions.sweep(NOW + 62 * 86_400)
    assert (Together.objects.count(), Said.objects.count()) == (0, 0)

    looks(ours, cast.ash)
    actions.new_epoch(space=of(ours, cast.ash), keys=cast.ash.keys)
    assert Together.objects.count() == 0
    showing.at_unlock(of(ours, cast.ash), cast.ash.keys)
    shows_rhythm(ours, cast.ash, cast.bo)
    looks(ours, cast.ash, cast.bo)
    assert Together.objects.count() == 1
    actions.end(space=ours.id)
    assert (Together.objects.count(), Said.objects.count()) == (0, 0)


@ON_SQLITE
def test_a_side_that_cannot_be_read_is_given_up_and_the_text_stays(ours: Shared, cast: Cast, clock: Clock) -> None:
    both_wrote(ours, cast)
    ash = cast.ash
    kept = ash.book().get(f"together/{ours.id}")

    def damage(book: object) -> None:
        book.put(f"together/{ours.id}", [kept[0], ["nothing"], *kept[2:]])  # type: ignore[attr-defined]

    from ownaccord.accounts import vaults

    vaults.change(ash.keys.person, ash.keys, damage)
    looks(ours, ash, cast.bo)
    assert (page(ours, ash).text, page(ours, ash).ended) == (HERS, True)
    assert Stand.OPENING not in {page(ours, who).state for who in (ash, cast.bo)}
