"""A deck between two people: proposed and taken up as a whole, answered apart, sealed, opened for both at its time."""

import pytest

from ownaccord.consent import interest, mutual
from ownaccord.consent.models import LedgerRow
from ownaccord.core.interest import Interest
from ownaccord.core.position import Side
from ownaccord.reveal import memory
from ownaccord.reveal.models import Message
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock
from tests.rooms.consent.shared import Shared, words_of
from tests.rooms.reveal.decks import (
    begin_again,
    both_visit,
    feels,
    mark_seen,
    open_between,
    propose,
    seal,
    stand,
)

pytestmark = ON_SQLITE


def whole(ours: Shared, clock: Clock) -> None:
    """From the proposal to the opening: holding together is mutual, and Ash gives what Bo receives of a massage."""
    open_between(ours)
    feels(ours.cast.ash, holding__together="curious", massage__give="into", eye_contact__together="willing")
    feels(ours.cast.bo, holding__together="willing", massage__receive="curious", praise__give="into")
    for who in (ours.cast.bo, ours.cast.ash):
        assert seal(ours, who) == "deck/?said=sealed"
    both_visit(ours)
    clock.turn(days=3, hours=1)
    both_visit(ours, 1)


def kept_time(ours: Shared) -> int:
    """When the deck on the table opens."""
    kept = memory.round_of(ours.cast.ash.book(), ours.id)
    assert kept is not None
    return kept.deal.about.opens_at


def test_both_see_what_is_mutual_and_fits_and_nothing_else(ours: Shared, cast: Cast, clock: Clock) -> None:
    whole(ours, clock)

    ash, bo = ours.see(cast.ash, "deck/"), ours.see(cast.bo, "deck/")
    assert ash.count("Found in common: Closeness") == bo.count("Found in common: Closeness") == 1
    for page in (ash, bo):
        assert page.count("Holding") + page.count("Massage") >= 2
    assert ash.count("I give · Bo receives") == 1 and bo.count("I receive · Ash gives") == 1
    for word in ("Eye contact", "Praise", "Curious", "Into it", "Willing"):
        assert word not in ash.split("Found in common")[1].split("Put it away")[0]
        assert word not in bo.split("Found in common")[1].split("Put it away")[0]
    assert LedgerRow.objects.count() == 0


def test_a_match_writes_nothing_and_each_can_say_talk_first_on_the_items_page(
    ours: Shared, cast: Cast, clock: Clock
) -> None:
    whole(ours, clock)

    page = ours.see(cast.ash, "items/massage/")
    assert page.count("Found in common by a deck") == 1 and page.count("I give · Bo receives") == 1
    assert LedgerRow.objects.count() == 0
    assert "?said=written" in ours.press(cast.ash, "items/massage/positions/", side="give", level="1")
    assert ours.see(cast.ash, "items/massage/").count("You have said that it can be talked about.") == 1
    assert "You have said" not in ours.see(cast.bo, "items/massage/")
    assert "Found in common" not in ours.see(cast.ash, "items/praise/")


def test_before_its_time_neither_page_says_anything_but_sealed(ours: Shared, cast: Cast, clock: Clock) -> None:
    open_between(ours)
    feels(cast.ash, holding__together="into")
    feels(cast.bo, holding__together="into")
    assert seal(ours, cast.ash) == "deck/?said=sealed"
    pages = {ours.see(cast.ash, "deck/")}
    assert seal(ours, cast.bo) == "deck/?said=sealed"
    pages.add(ours.see(cast.ash, "deck/"))
    for _time in range(3):
        both_visit(ours, 1)
        pages.add(ours.see(cast.ash, "deck/"))
    assert len(pages) == 1 and (stand(cast.ash, ours), stand(cast.bo, ours)) == ("complete", "complete")
    assert ours.see(cast.bo, "deck/").replace("Ours", "Evenings") == pages.pop()
    assert "Found in common" not in ours.see(cast.ash, "items/holding/")
    assert cast.ash.browser.get(ours.url("deck/answers/")).status_code == 404


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_whoever_seals_first_it_takes_two_more_visits_of_each(
    ours: Shared, cast: Cast, clock: Clock, order: str
) -> None:
    open_between(ours)
    for name in order:
        seal(ours, {"a": cast.ash, "b": cast.bo}[name], "nothing")
    both_visit(ours)
    clock.turn(days=3, hours=1)
    both_visit(ours, 1)
    assert [stand(who, ours) for who in (cast.ash, cast.bo)] == ["complete", "complete"]
    for who in (cast.ash, cast.bo):
        assert ours.see(who, "deck/").count("Nothing was found in common this time.") == 1


def test_sealed_without_answers_it_looks_the_same_to_the_other_and_in_the_rows(
    ours: Shared, cast: Cast, clock: Clock
) -> None:
    seen = []
    for what in ("answers", "nothing"):
        Message.objects.all().delete()
        for who in (cast.ash, cast.bo):
            begin_again(who, ours)
        open_between(ours)
        feels(cast.ash, holding__together="into", massage__give="into", praise__give="curious")
        seal(ours, cast.ash, what)
        seal(ours, cast.bo, "nothing")
        both_visit(ours)
        sizes = sorted((row.step, len(bytes(row.body)), len(bytes(row.macs))) for row in Message.objects.all())
        seen.append((sizes, ours.see(cast.bo, "deck/").replace(mark_seen(ours, cast.bo), "")))
    assert seen[0] == seen[1]


def test_one_who_never_seals_completes_nothing_and_nobody_is_told_why(ours: Shared, cast: Cast, clock: Clock) -> None:
    open_between(ours)
    feels(cast.ash, holding__together="into")
    seal(ours, cast.ash)
    both_visit(ours)
    clock.turn(days=3, hours=1)
    both_visit(ours)
    ash, bo = ours.see(cast.ash, "deck/"), ours.see(cast.bo, "deck/")
    assert ash == bo.replace("Ours", "Evenings") and ash.count("It did not complete: Closeness") == 1
    assert mutual.mutual(cast.ash.book(), ours.id) == ()
    assert ours.press(cast.ash, "deck/away/") == "deck/?said=away"
    assert ours.see(cast.ash, "deck/").count("Nothing is on the table.") == 1


@pytest.mark.parametrize("who_visits", ["nobody", "ash"])
def test_without_enough_visits_before_its_time_neither_learns_anything_after_it(
    ours: Shared, cast: Cast, clock: Clock, who_visits: str
) -> None:
    open_between(ours)
    for who in (cast.ash, cast.bo):
        feels(who, holding__together="into")
        seal(ours, who)
    if who_visits == "ash":
        cast.ash.unlock()
        assert stand(cast.ash, ours) == "learnt"
    clock.turn(days=3, hours=1)
    both_visit(ours, 3)
    for who in (cast.ash, cast.bo):
        assert ours.see(who, "deck/").count("It did not complete: Closeness") == 1
        assert (stand(who, ours), mutual.mutual(who.book(), ours.id)) == ("void", ())


def test_whoever_hosts_never_offers_first_whoever_proposes(ours: Shared, cast: Cast, clock: Clock) -> None:
    open_between(ours)
    kept = memory.round_of(cast.ash.book(), ours.id)
    assert kept is not None and kept.deal.about.first == cast.ash.id
    assert ours.press(cast.ash, "deck/back/") == "deck/?said=back"
    assert propose(ours, cast.bo) == "deck/?said=proposed"
    kept = memory.round_of(cast.bo.book(), ours.id)
    assert kept is not None and kept.deal.about.first == cast.ash.id


def test_between_two_who_do_not_host_the_one_who_proposes_is_not_first(hers: Shared, cast: Cast) -> None:
    assert propose(hers, cast.ash) == "deck/?said=proposed"
    kept = memory.round_of(cast.ash.book(), hers.id)
    assert kept is not None and kept.deal.about.first == cast.cam.id


def test_it_can_be_taken_back_until_something_can_be_learnt_and_nothing_is_left(
    ours: Shared, cast: Cast, clock: Clock
) -> None:
    open_between(ours)
    feels(cast.ash, holding__together="into")
    for who in (cast.ash, cast.bo):
        seal(ours, who)
    assert ours.press(cast.bo, "deck/back/") == "deck/?said=back"
    assert Message.objects.count() == 0
    for who in (cast.ash, cast.bo):
        assert ours.see(who, "deck/").count("Not on the table any more: Closeness") == 1
        both_visit(ours, 1)
        kept = memory.round_of(who.book(), ours.id)
        assert kept and kept.mine and (kept.mine.exponent, kept.mine.points) == (b"", b"")
    assert propose(ours, cast.ash, deck="words") == "deck/?said=proposed"


def test_once_the_comparing_has_begun_it_is_too_late_to_take_it_back(ours: Shared, cast: Cast, clock: Clock) -> None:
    open_between(ours)
    for who in (cast.ash, cast.bo):
        seal(ours, who)
    cast.ash.unlock()
    for who in (cast.ash, cast.bo):
        assert ours.press(who, "deck/back/") == "deck/?said=late"
    assert Message.objects.filter(step="return").count() == 1


def test_a_not_now_that_is_pressed_twice_is_one_and_stays(ours: Shared, cast: Cast) -> None:
    propose(ours, cast.ash)
    for _time in range(2):
        assert ours.press(cast.bo, "deck/aside/") == "deck/?said=aside"
        assert ours.see(cast.bo, "deck/").count("You put a deck aside.") == 1
    assert mark_seen(ours, cast.bo) == "00"


def test_put_aside_it_is_not_shown_again_and_the_one_who_proposed_sees_no_difference(
    ours: Shared, cast: Cast, clock: Clock
) -> None:
    propose(ours, cast.ash)
    before = ours.see(cast.ash, "deck/")
    assert ours.press(cast.bo, "deck/aside/") == "deck/?said=aside"
    assert ours.see(cast.bo, "deck/").count("You put a deck aside.") == 1
    assert ours.see(cast.ash, "deck/") == before
    assert Message.objects.count() == 1
    assert propose(ours, cast.ash, deck="words") == "deck/?said=proposed"
    assert "On the table" not in ours.see(cast.bo, "deck/")
    assert ours.press(cast.bo, "deck/aside/", **{"with": "again"}) == "deck/?said=again"
    assert ours.see(cast.bo, "deck/").count("On the table: Words") == 1
    assert ours.press(cast.bo, "deck/aside/") == "deck/?said=aside"
    clock.turn(days=3, hours=1)
    cast.ash.unlock()
    assert ours.see(cast.ash, "deck/").count("It did not complete: Words") == 1
    cast.bo.unlock()
    assert ours.see(cast.bo, "deck/").count("You put a deck aside.") == 1


def test_everything_that_matched_is_said_to_the_one_concerned_alone(ours: Shared, cast: Cast, clock: Clock) -> None:
    open_between(ours)
    feels(cast.ash, holding__together="into")
    feels(cast.bo, holding__together="into", praise__give="into", eye_contact__together="curious")
    for who in (cast.ash, cast.bo):
        seal(ours, who)
    both_visit(ours)
    clock.turn(days=3, hours=1)
    both_visit(ours, 1)
    assert ours.see(cast.ash, "deck/").count("Everything that you said yes to was found in common") == 1
    assert "Everything that you said yes to" not in ours.see(cast.bo, "deck/")


def test_what_is_answered_in_a_deck_is_ones_own_answer_and_a_limit_hurries_nowhere(ours: Shared, cast: Cast) -> None:
    open_between(ours)
    feels(cast.ash, massage__receive="unsure")
    first = ours.press(cast.ash, "deck/answers/massage/", side_give="into", side_receive="unsure", then="next")
    assert first.startswith("deck/answers/") and first.endswith("/?said=kept")
    said = interest.answer(cast.ash.book(), "massage")
    assert said.sides == {Side.GIVE: Interest.INTO, Side.RECEIVE: Interest.UNSURE}
    limit = ours.press(cast.ash, "deck/answers/massage/", side_give="limit", side_receive="unsure", then="next")
    assert limit == f"deck/answers/{ours.mark(cast.ash, 'massage')}/?said=limit"
    page = cast.ash.browser.get(ours.url(limit)).content.decode()
    assert page.count(ours.url(f"items/{ours.mark(cast.ash, 'massage')}/")) == 1
    assert ours.see(cast.ash, "deck/answers/").count("I give: A limit") == 1
    assert "A limit" not in ours.see(cast.bo, "deck/answers/") + ours.see(cast.bo, "items/massage/")
    answer = cast.ash.browser.post(ours.url("deck/answers/massage/"), {"side_give": "love"})
    assert answer.status_code == 422
    assert cast.ash.browser.get(ours.url("deck/answers/no-such/")).status_code == 404


def test_only_one_deck_is_on_the_table_at_a_time(ours: Shared, cast: Cast) -> None:
    open_between(ours)
    for who in (cast.ash, cast.bo):
        assert propose(ours, who, deck="words") == "deck/?said=busy"
    assert ours.press(cast.ash, "deck/take-up/", mark="00" * 16) == "deck/?said=busy"


def test_the_next_deck_waits_and_what_was_dealt_rests(ours: Shared, cast: Cast, clock: Clock) -> None:
    whole(ours, clock)
    answer = cast.ash.browser.post(ours.url("deck/propose/"), {"deck": "closeness", "days": "3"})
    assert answer.status_code == 422 and "Most of this deck rests for now." in words_of(answer)
    answer = cast.ash.browser.post(ours.url("deck/propose/"), {"deck": "words", "days": "7"})
    assert answer.status_code == 422 and "Too soon after the last deck" in words_of(answer)
    clock.turn(days=1)
    cast.ash.unlock()
    assert propose(ours, cast.ash, deck="words", days="14") == "deck/?said=proposed"
    kept = memory.round_of(cast.ash.book(), ours.id)
    assert kept is not None
    lines = {line.item for line in kept.deal.about.lines}
    assert 24 <= len(lines) <= 40 and not lines & {"praise", "reading-aloud"}


def test_what_was_found_can_be_let_go_for_oneself_alone(ours: Shared, cast: Cast, clock: Clock) -> None:
    whole(ours, clock)
    assert ours.press(cast.ash, "deck/away/") == "deck/?said=away"
    assert ours.see(cast.ash, "deck/").count("Found before") == 1
    assert ours.press(cast.ash, "deck/rest/", item=ours.mark(cast.ash, "massage")) == "deck/?said=resting"
    assert "Found in common" not in ours.see(cast.ash, "items/massage/")
    assert ours.see(cast.ash, "items/holding/").count("Found in common by a deck") == 1
    assert ours.see(cast.bo, "items/massage/").count("Found in common by a deck") == 1


def test_a_last_message_that_came_while_the_page_was_open_is_not_lost_and_it_opens_for_both(
    ours: Shared, cast: Cast, clock: Clock
) -> None:
    open_between(ours)
    for who in (cast.ash, cast.bo):
        feels(who, holding__together="into")
        seal(ours, who)
    clock.now = kept_time(ours) - 60
    for who in (cast.ash, cast.bo):
        who.unlock()
    assert (stand(cast.ash, ours), stand(cast.bo, ours)) == ("learnt", "complete")
    clock.now = kept_time(ours) + 300
    assert "It did not complete" not in ours.see(cast.ash, "deck/")
    assert ours.press(cast.ash, "deck/away/") == "deck/?said=busy"
    both_visit(ours, 1)
    for who in (cast.ash, cast.bo):
        assert ours.see(who, "deck/").count("Found in common: Closeness") == 1


def test_what_is_let_go_while_its_deck_still_lies_there_goes_from_that_page_as_well(
    ours: Shared, cast: Cast, clock: Clock
) -> None:
    whole(ours, clock)
    for item in ("massage", "holding"):
        assert ours.press(cast.ash, "deck/rest/", item=ours.mark(cast.ash, item)) == "deck/?said=resting"
    page = ours.see(cast.ash, "deck/")
    assert "I give" not in page and "Found before" not in page and "Nothing was found in common" not in page
    assert page.count("Nothing of it is on your pages any more.") == 1
    assert ours.see(cast.bo, "deck/").count("Ash gives") == 1


def test_sealed_while_one_pauses_the_page_says_that_it_waits(ours: Shared, cast: Cast) -> None:
    open_between(ours)
    ours.press(cast.bo, "pause/")
    assert seal(ours, cast.bo) == "deck/?said=paused"
    assert Message.objects.filter(step__in=["offer", "answer"]).count() == 0
