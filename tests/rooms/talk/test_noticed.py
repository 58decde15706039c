"""What somebody may notice: from their own vault alone, never by looking, erased by one press, for nobody else."""

from ownaccord.accounts import vaults
from ownaccord.consent import noticed
from ownaccord.core.pattern import Moment, What
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock, Somebody
from tests.rooms.consent.shared import Shared, words_of
from tests.rooms.talk.test_thread import ITEM

PAGE = "/me/noticed/"
NOTHING = "Nothing stands out in what is remembered."
SOON = "Soon after something was brought up with you, you made it wider, more than once."
LAST = "yours was the last word each time"


def reads(who: Somebody) -> str:
    answer = who.browser.get(PAGE)
    assert answer.status_code == 200
    return words_of(answer)


def remembered(ours: Shared, who: Somebody) -> list[tuple[str, str, int]]:
    return [(str(each.what), each.item, each.level) for each in noticed.moments(who.book(), ours.id)]


def made_wider(ours: Shared, cast: Cast, clock: Clock, times: int, who: Somebody | None = None) -> None:
    """Bo brings it up, and Ash makes it wider on the day after, so many times: each time a minute more."""
    ours.press(cast.bo, f"talk/{ITEM}/", words="Shall we?", move="say")
    for minutes in range(10, 10 + times):
        ours.state(cast.ash, ITEM, "together", minutes=str(minutes))
        clock.turn(hours=13)
        cast.ash.unlock()
        ours.still_so(cast.ash, f"{ITEM}/together")


def test_what_was_brought_up_and_what_was_made_wider_is_remembered_and_read_by_its_owner_alone(
    ours: Shared, cast: Cast, clock: Clock
) -> None:
    ours.read(cast.ash, ITEM)
    made_wider(ours, cast, clock, 2)
    assert remembered(ours, cast.ash) == [("asked", ITEM, 0), ("wider", ITEM, 0), ("wider", ITEM, 0)]
    assert reads(cast.ash).count(SOON) == 1
    cast.bo.unlock()
    assert (remembered(ours, cast.bo), reads(cast.bo).count(NOTHING)) == ([], 1)


@ON_SQLITE
def test_what_somebody_names_in_their_own_words_is_not_the_same_thing_again(ours: Shared, cast: Cast) -> None:
    ours.press(cast.bo, "ways/own/", words="Weekends away", move="say")
    ours.press(cast.bo, "line/", words="Something went too far.", move="say")
    cast.ash.unlock()
    assert remembered(ours, cast.ash) == []


@ON_SQLITE
def test_looking_writes_nothing_and_one_press_erases_all_of_it_for_good(
    ours: Shared, cast: Cast, clock: Clock
) -> None:
    ours.read(cast.ash, ITEM)
    made_wider(ours, cast, clock, 3)
    before = vaults.version(cast.ash.id)
    assert reads(cast.ash).count(LAST) == 1
    assert vaults.version(cast.ash.id) == before
    assert cast.ash.browser.get(PAGE + "erase/").status_code == 405
    assert cast.ash.browser.post(PAGE + "erase/")["Location"] == PAGE + "?said=forgotten"
    cast.ash.unlock()
    assert (remembered(ours, cast.ash), reads(cast.ash).count(NOTHING)) == ([], 1)


def test_what_was_erased_is_not_remembered_again_though_its_post_is_of_a_later_time() -> None:
    book, later = vaults.VaultBook(), [Moment(2000, What.ASKED, ITEM)]
    noticed.add(book, "s", later)
    noticed._begin_anew(book, 1000, on=True)
    noticed.add(book, "s", later)
    assert noticed.moments(book, "s") == ()


@ON_SQLITE
def test_switched_off_nothing_is_remembered_and_it_begins_again_from_then_on(
    ours: Shared, cast: Cast, clock: Clock
) -> None:
    ours.read(cast.ash, ITEM)
    assert cast.ash.browser.post(PAGE + "keep/")["Location"] == PAGE + "?said=noticing-off"
    made_wider(ours, cast, clock, 2)
    assert remembered(ours, cast.ash) == []
    assert reads(cast.ash).count("Nothing is remembered for this page.") == 1
    assert cast.ash.browser.post(PAGE + "keep/", {"with": "again"})["Location"] == PAGE + "?said=noticing-on"
    cast.ash.unlock()
    assert remembered(ours, cast.ash) == []
    ours.state(cast.ash, ITEM, "together", minutes="40")
    clock.turn(hours=13)
    cast.ash.unlock()
    ours.still_so(cast.ash, f"{ITEM}/together")
    assert remembered(ours, cast.ash) == [("wider", ITEM, 0)]


@ON_SQLITE
def test_tightening_a_later_date_and_talk_first_are_not_wider(ours: Shared, cast: Cast, clock: Clock) -> None:
    ours.read(cast.ash, ITEM)
    ours.state(cast.ash, ITEM, "together", level="1")
    made_wider(ours, cast, clock, 1)
    ours.press(cast.ash, f"items/{ITEM}/renew/", side="together")
    ours.state(cast.ash, ITEM, "together", minutes="5")
    ours.press(cast.ash, f"items/{ITEM}/tighten/", side="together")
    assert [each for each in remembered(ours, cast.ash) if each[0] == What.WIDER] == [("wider", ITEM, 0)]


@ON_SQLITE
def test_what_cannot_be_read_is_nothing_and_a_broken_switch_is_off(ours: Shared, cast: Cast) -> None:
    def breaks(what: object, switch: object) -> None:
        def put(book: vaults.VaultBook) -> None:
            book.put(f"noticed/{ours.id}", what)
            book.put("settings/noticing", switch)

        vaults.change(cast.ash.id, cast.ash.keys, put)

    breaks([["x"], [1, "asked", ITEM, 0], [2**60, "asked", ITEM, 0], [1, "other", ITEM, 0]], [True, 0])
    assert remembered(ours, cast.ash) == [("asked", ITEM, 0)]
    breaks("x", "x")
    assert (remembered(ours, cast.ash), noticed.is_on(cast.ash.book())) == ([], False)
    assert reads(cast.ash).count("Nothing is remembered for this page.") == 1


@ON_SQLITE
def test_a_locked_browser_and_somebody_without_a_space_learn_nothing(ours: Shared, cast: Cast) -> None:
    assert reads(cast.noor).count(NOTHING) == 1
    cast.ash.lock()
    assert cast.ash.browser.get(PAGE).status_code == 303
