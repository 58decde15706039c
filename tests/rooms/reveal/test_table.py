"""What is done to the rows of a deck, or by changed software, ends with what is mutual or with nothing."""

import os
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from ownaccord.accounts import vaults
from ownaccord.catalogue import load
from ownaccord.consent import mutual
from ownaccord.core import deal as deals
from ownaccord.core.deal import Deal
from ownaccord.core.deck import Line, Round
from ownaccord.reveal import memory, rows, table
from ownaccord.reveal.models import Message
from ownaccord.spaces import access
from ownaccord.spaces.models import Space
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock, Somebody
from tests.rooms.consent.shared import Shared, begun
from tests.rooms.reveal.decks import (
    CLOSENESS,
    both_visit,
    feels,
    mark_seen,
    open_between,
    propose,
    seal,
    stand,
    take_up,
)
from tests.rooms.spaces import circle

pytestmark = ON_SQLITE

DAY = 86_400
ROW = ("space_id", "epoch", "mark", "step", "author_id", "body", "macs")


def sealed(ours: Shared) -> None:
    """Both have sealed, and holding is mutual."""
    open_between(ours)
    feels(ours.cast.ash, holding__together="into", praise__give="into")
    feels(ours.cast.bo, holding__together="curious")
    seal(ours, ours.cast.ash)
    seal(ours, ours.cast.bo)


def opened(ours: Shared, clock: Clock) -> set[str]:
    """How it stands for both after its time; both say the same, or one has nothing."""
    both_visit(ours)
    clock.turn(days=3, hours=1)
    both_visit(ours)
    for who in (ours.cast.ash, ours.cast.bo):
        found = [each.item for each, _opens in mutual.mutual(who.book(), ours.id)]
        assert found == (["holding"] if stand(who, ours) == "complete" else [])
    return {stand(who, ours) for who in (ours.cast.ash, ours.cast.bo)}


def moments(ours: Shared) -> Iterator[Callable[[], object]]:
    """From the seals to the end, one step after the other."""
    ash, bo = ours.cast.ash, ours.cast.bo
    open_between(ours)
    for who in (ash, bo):
        feels(who, holding__together="into")
    yield partial(seal, ours, ash)
    yield partial(seal, ours, bo)
    for who in (ash, bo, ash):
        yield who.unlock


EDITS = [
    ("offer", {"body": b""}), ("offer", {"macs": b"\xa0"}), ("answer", {"body": b"\x81\x01"}),
    ("answer", {"macs": b"\xa0"}), ("return", {"body": bytes(100)}), ("tally", {"macs": b"\xa0"}),
]  # fmt: skip


@pytest.mark.parametrize("step, edit", EDITS)
def test_an_edited_message_ends_the_deck_and_nobody_learns_from_it(
    ours: Shared, cast: Cast, clock: Clock, step: str, edit: dict[str, bytes]
) -> None:
    for moment in moments(ours):
        Message.objects.filter(step=step).update(**edit)
        moment()
    clock.turn(days=3, hours=1)
    Message.objects.filter(step=step).update(**edit)
    both_visit(ours)
    found = [mutual.mutual(who.book(), ours.id) for who in (cast.ash, cast.bo)]
    assert found[0] == ()
    assert found[1] == () or step == "tally"


@pytest.mark.parametrize("step", ["offer", "answer", "return", "tally"])
def test_a_row_that_was_lost_is_written_again_at_its_authors_next_visit(
    ours: Shared, cast: Cast, clock: Clock, step: str
) -> None:
    for moment in moments(ours):
        if Message.objects.filter(step=step).exists():
            break
        moment()
    author = {cast.ash.id: cast.ash, cast.bo.id: cast.bo}[Message.objects.get(step=step).author_id]
    Message.objects.filter(step=step).delete()
    author.unlock()
    assert Message.objects.filter(step=step).count() == 1
    if step == "offer":
        seal(ours, cast.bo)
    assert opened(ours, clock) == {"complete"}


def test_messages_of_a_round_before_are_not_taken_in_another(ours: Shared, cast: Cast, clock: Clock) -> None:
    sealed(ours)
    both_visit(ours)
    old = list(Message.objects.values(*ROW))
    assert ours.press(cast.bo, "deck/back/") == "deck/?said=late"
    clock.turn(days=20)
    both_visit(ours)
    assert propose(ours, cast.ash, deck="words", days="3") == "deck/?said=proposed"
    assert take_up(ours, cast.bo) == "deck/?said=taken"
    feels(cast.ash, told_fantasies__give="into")
    seal(ours, cast.ash)
    seal(ours, cast.bo, "nothing")
    kept = memory.round_of(cast.bo.book(), ours.id)
    assert kept is not None
    for row in old:
        if row["step"] in ("return", "tally", "answer"):
            Message.objects.filter(mark=kept.mark, step=row["step"]).delete()
            Message.objects.create(**{**row, "mark": kept.mark})
    both_visit(ours, 3)
    clock.turn(days=4)
    both_visit(ours)
    assert [stand(who, ours) for who in (cast.ash, cast.bo)] == ["void", "void"]


def test_a_deck_that_vanished_compares_nothing_and_leaves_nothing_behind(
    ours: Shared, cast: Cast, clock: Clock
) -> None:
    sealed(ours)
    Message.objects.filter(step="propose").delete()
    both_visit(ours)
    assert [stand(who, ours) for who in (cast.ash, cast.bo)] == ["cancelled", "cancelled"]
    assert ours.see(cast.ash, "deck/").count("Not on the table any more") == 1


def test_nothing_is_compared_while_one_pauses_and_it_goes_on_once_they_lift_it(
    ours: Shared, cast: Cast, clock: Clock
) -> None:
    open_between(ours)
    for who in (cast.ash, cast.bo):
        feels(who, holding__together="into")
    assert ours.press(cast.bo, "pause/") is not None
    seal(ours, cast.ash)
    seal(ours, cast.bo)
    both_visit(ours, 3)
    assert not Message.objects.filter(author_id=cast.bo.id, step__in=["answer", "tally"]).exists()
    ours.press(cast.bo, "lift/")
    assert opened(ours, clock) == {"complete"}


def test_taken_back_from_a_locked_device_it_pauses_and_is_shown_again_at_the_unlock(ours: Shared, cast: Cast) -> None:
    sealed(ours)
    cast.bo.lock()
    answer = cast.bo.browser.post(ours.url("deck/back/"))
    assert answer.headers["Location"].startswith("/unlock/?held=paused")
    cast.ash.unlock()
    cast.bo.unlock()
    assert stand(cast.bo, ours) == "answered"
    assert not Message.objects.filter(step="tally").exists()


def test_a_new_epoch_ends_what_was_on_the_table(ours: Shared, cast: Cast, clock: Clock) -> None:
    sealed(ours)
    Space.objects.filter(pk=ours.id).update(epoch=2)
    assert "starts anew" in ours.see(cast.ash, "deck/")
    assert ours.press(cast.ash, "deck/propose/", deck="words", days="3") == "deck/?said=not-now"
    for who in (cast.ash, cast.bo):
        ours.press(who, "reaffirm/")
    assert opened(ours, clock) == {"cancelled"}


def test_leaving_the_space_removes_every_message_and_what_was_sealed(
    ours: Shared, cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    sealed(ours)
    with django_capture_on_commit_callbacks(execute=True):
        assert ours.press(cast.bo, "leave/") is not None
    assert Message.objects.count() == 0
    for who in (cast.ash, cast.bo):
        who.unlock()
        assert memory.round_of(who.book(), ours.id) is None


def planted(ours: Shared, who: Somebody, deal: Deal) -> None:
    """What somebody's changed software puts on the table."""
    space = access.space_for(who.id, ours.id, who.keys)
    here = table.look(space, who.keys, 0)
    message = deals.propose(deal, here.view, who.keys, here.epoch_key, os.urandom)
    rows.store(ours.id, 1, deal.about.mark, who.id, "propose", message)


@pytest.mark.parametrize(
    "what, words",
    [
        ("first", "does not keep to the rules"), ("unknown", "cannot be dealt here"), ("far", "too far ahead"),
        ("closed", "cannot be dealt here"), ("rests", "rest until then"), ("soon", "Too soon after the last deck"),
    ],
)  # fmt: skip
def test_a_deck_that_breaks_the_rules_is_not_taken_up_whoever_proposes_it(
    ours: Shared, cast: Cast, clock: Clock, what: str, words: str
) -> None:
    lines, opens = list(CLOSENESS.lines), clock.now + 3 * DAY
    first, second = cast.ash.id, cast.bo.id
    if what == "first":
        first, second = second, first
    if what == "unknown":
        lines[0] = Line("no-such-item", lines[0].shape)
    if what == "closed":
        hidden = next(item for item in load().items if load().category(item.category).hidden)  # type: ignore[union-attr]
        lines[0] = Line(hidden.slug, hidden.shapes[0])
    if what == "far":
        opens = clock.now + 61 * DAY
    if what in ("rests", "soon"):
        item, at = ("holding", opens - 80 * DAY) if what == "rests" else ("other", opens - DAY)
        vaults.change(cast.bo.id, cast.bo.keys, lambda b: b.put(f"decks-dealt/{cast.ash.id}", [[at, [item]]]))
    about = Round(ours.id, 1, bytes(16), first, second, tuple(lines), opens)
    planted(ours, cast.ash, Deal("closeness", about))
    page = ours.see(cast.bo, "deck/")
    assert page.count(words) == 1 and "Take it up" not in page
    assert ours.press(cast.bo, "deck/take-up/", mark="00" * 16) == "deck/?said=busy"


def test_what_somebody_else_put_on_the_table_or_edited_is_not_there(ours: Shared, cast: Cast) -> None:
    assert propose(ours, cast.ash) == "deck/?said=proposed"
    row = Message.objects.get()
    for edit in ({"body": b"x"}, {"macs": b"\xa0"}, {"author_id": cast.cam.id}, {"mark": b"\x01" * 16}, {"epoch": 2}):
        Message.objects.update(**edit)
        assert ours.see(cast.bo, "deck/").count("Nothing is on the table.") == 1, edit
        Message.objects.update(**{name: getattr(row, name) for name in ROW})
    assert ours.see(cast.bo, "deck/").count("On the table: Closeness") == 1
    Message.objects.update(author_id=cast.bo.id)
    assert "On the table" not in ours.see(cast.ash, "deck/")


def test_a_planted_taking_up_takes_nothing_up(ours: Shared, cast: Cast) -> None:
    propose(ours, cast.ash)
    row = Message.objects.get()
    Message.objects.create(
        space_id=ours.id, epoch=1, mark=row.mark, step="take up", author_id=cast.bo.id, body=b"", macs=row.macs
    )
    assert ours.see(cast.ash, "deck/").count("You proposed: Closeness") == 1
    assert ours.press(cast.ash, "deck/seal/", **{"with": "nothing"}) == "deck/?said=busy"


def test_for_more_than_two_there_is_no_deck_and_the_page_says_where_there_are(ours: Shared, cast: Cast) -> None:
    people = (cast.ash, cast.bo, cast.cam)
    three = Shared(circle.begun(people).id, cast, people)  # type: ignore[arg-type]
    assert three.see(cast.ash, "deck/").count("Decks are answered in pairs.") == 1
    for rest in ("propose", "take-up", "aside", "back", "away", "rest", "seal"):
        assert cast.ash.browser.post(three.url(f"deck/{rest}/")).status_code == 404


def test_two_spaces_of_one_person_know_nothing_of_each_other(ours: Shared, cast: Cast, clock: Clock) -> None:
    hers = Shared(begun(cast.ash, cast.cam), cast)
    sealed(ours)
    assert hers.see(cast.cam, "deck/").count("Nothing is on the table.") == 1
    assert propose(hers, cast.cam) == "deck/?said=proposed"
    assert hers.press(cast.ash, "deck/take-up/", mark=mark_seen(hers, cast.ash)) == "deck/?said=taken"
    assert opened(ours, clock) == {"complete"}
    cast.cam.unlock()
    assert "Found in common" not in hers.see(cast.cam, "deck/")


def test_three_people_have_decks_in_pairs_and_each_pair_learns_its_own(cast: Cast, clock: Clock) -> None:
    pairs = [(cast.ash, cast.bo), (cast.ash, cast.cam), (cast.cam, cast.bo)]
    spaces = [Shared(begun(one, other), cast) for one, other in pairs]
    feels(cast.ash, holding__together="into", massage__give="curious", praise__give="willing")
    feels(cast.bo, holding__together="into", massage__receive="willing")
    feels(cast.cam, praise__receive="into", massage__give="into")
    for space, (one, other) in zip(spaces, pairs, strict=True):
        propose(space, one)
        take_up(space, other)
        for who in (one, other):
            seal(space, who)
    for _time in range(3):
        for who in (cast.ash, cast.bo, cast.cam):
            who.unlock()
    clock.turn(days=3, hours=1)
    found = []
    for space, pair in zip(spaces, pairs, strict=True):
        for who in pair:
            who.unlock()
            found.append(sorted(each.item for each, _opens in mutual.mutual(who.book(), space.id)))
            assert space.see(who, "deck/").count("Found in common: Closeness") == 1
    both = [["holding", "massage"], ["praise"], ["massage"]]
    assert found == [each for each in both for _who in range(2)]


def test_a_vault_entry_that_cannot_be_read_gives_the_deck_up(ours: Shared, cast: Cast) -> None:
    sealed(ours)
    for broken in ([b"", True, None], ["x", 1], 5, [b"x" * 9, False, [1]]):
        vaults.change(cast.ash.id, cast.ash.keys, lambda book, kept=broken: book.put(f"space/{ours.id}/deck", kept))
        assert memory.round_of(cast.ash.book(), ours.id) is None
        cast.ash.unlock()
        assert ours.see(cast.ash, "deck/").count("Nothing is on the table.") == 1
