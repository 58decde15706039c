"""Follow-ups: for each person after each scene, at their own times, in their own vault, and nothing to anybody else."""

import re

import pytest
from django.urls import reverse

from ownaccord.care import after_memory, hooks_follow_up
from ownaccord.care import follow_up_memory as memory
from ownaccord.care.after_memory import Said
from ownaccord.care.follow_up_memory import Ended, Prepared
from ownaccord.catalogue.articles import load_library
from ownaccord.core.followup import Times
from tests.databases import ON_SQLITE
from tests.hands import held
from tests.people import Cast, Somebody
from tests.rooms.consent.shared import Shared, words_of
from tests.rooms.scenes.stage import MASSAGE, signal, started

# What is new here is in vaults alone, which have their own tests on both databases.
pytestmark = [pytest.mark.django_db, ON_SQLITE]

HOUR = 3600


def ended(who: Somebody, space: str = "a" * 32, hours_ago: float = 0, mark: str = "m") -> None:
    """A scene of this person is over, as their own vault remembers it."""
    from ownaccord.accounts import vaults

    new = Ended(mark, held.now - int(hours_ago * HOUR))
    vaults.change(who.id, who.keys, lambda book: memory.note_end(book, space, new))


def there(who: Somebody) -> list[tuple[str, str]]:
    """What stands on the hub now: (address, question)."""
    page = who.browser.get("/care/").content.decode()
    return re.findall(r'href="(/care/then/[0-9a-f]{16}/)">([^<]+)<', page)


def asked(who: Somebody) -> list[str]:
    return [question for _address, question in there(who)]


# --- when it is there -------------------------------------------------------------------------------------------------


def test_after_a_red_each_of_both_is_asked_for_themselves_and_an_answer_of_one_changes_nothing_for_the_other(
    ours: Shared,
) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    ours.agree(MASSAGE)
    started(ours)
    assert signal(bo.browser, "red") == 204
    for who in (ash, bo):
        ours.see(who, "after/")
    red_at = held.now
    assert [[each.at for each in memory.ends(who.book(), ours.id)] for who in (ash, bo)] == [[red_at], [red_at]]
    assert (asked(ash), asked(bo)) == ([], [])
    held.turn(hours=7)
    for who in (ash, bo):
        who.unlock()
    assert asked(ash) == asked(bo) == ["How am I, 6 hours afterwards?"]
    assert there(ash)[0][0] != there(bo)[0][0], "an address leads nobody else anywhere"
    before = bo.browser.get(there(bo)[0][0]).content
    assert ash.browser.post(there(ash)[0][0], {"now": ["low"], "line": "Empty."}).status_code == 303
    assert (asked(ash), asked(bo)) == ([], ["How am I, 6 hours afterwards?"])
    assert _plain(bo.browser.get(there(bo)[0][0]).content) == _plain(before)
    for _look in range(2):
        ours.see(ash, "plan/")
    assert len(memory.ends(ash.book(), ours.id)) == 1


def _plain(page: bytes) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page.decode())


def test_a_scene_that_ended_by_itself_is_known_at_the_next_unlock(ours: Shared) -> None:
    ours.agree(MASSAGE)
    started(ours)
    begun = held.now
    held.turn(hours=20)
    ours.cast.ash.unlock()
    assert [each.at for each in memory.ends(ours.cast.ash.book(), ours.id)] == [begun + 3 * HOUR]
    assert asked(ours.cast.ash) == ["How am I, 6 hours afterwards?"]


def test_one_that_went_by_is_gone_and_none_waits_behind_another(cast: Cast) -> None:
    ended(cast.ash)
    seen = []
    for _six_hours in range(22):
        seen.append(tuple(asked(cast.ash)))
        held.turn(hours=6)
        cast.ash.unlock()
    word = "How am I, {} afterwards?".format
    assert seen == [
        (), *[(word("6 hours"),)] * 3, *[(word("24 hours"),)] * 4, *[(word("2 days"),)] * 4,
        *[(word("3 days"),)] * 8, (), (),
    ]  # fmt: skip


def test_put_away_it_stays_away_and_the_next_one_comes_all_the_same(cast: Cast) -> None:
    ended(cast.ash, hours_ago=7)
    (address, _question) = there(cast.ash)[0]
    assert cast.ash.browser.post(f"{address}away/").headers["Location"] == "/care/?said=away"
    assert asked(cast.ash) == []
    assert words_of(cast.ash.browser.get("/care/")).count("The next one comes in about 17 hours.") == 1
    held.turn(hours=18)
    cast.ash.unlock()
    assert asked(cast.ash) == ["How am I, 24 hours afterwards?"]


def test_own_times_count_at_once_and_none_at_all_is_taken_too(cast: Cast) -> None:
    ash = cast.ash
    ended(ash, hours_ago=13)
    assert ash.browser.post("/care/times/", {"times": ["12", "3"], "moves": "on"}).headers["Location"] == (
        "/care/?said=times"
    )
    assert memory.times(ash.book()) == Times((3, 12), moves=True)
    assert asked(ash) == ["How am I, 12 hours afterwards?"]
    assert len(re.findall(r"<input[^>]* checked", ash.browser.get("/care/times/").content.decode())) == 3
    assert ash.browser.post("/care/times/", {}).status_code == 303
    assert (memory.times(ash.book()), asked(ash)) == (Times((), moves=False), [])
    page = words_of(ash.browser.get("/care/"))
    assert page.count("The next one comes") == 0


def test_times_that_are_none_are_refused_kindly_and_nothing_changes(cast: Cast) -> None:
    for times in (["7"], ["x"], ["-6"], ["9" * 99], [str(each) for each in (3, 6, 12, 24, 36, 48, 72, 96, 120)]):
        assert cast.ash.browser.post("/care/times/", {"times": times}).status_code == 422
    assert "settings/followup" not in cast.ash.book()


def test_an_own_dip_after_an_earlier_scene_moves_the_nearest_one_of_the_next(cast: Cast) -> None:
    ended(cast.ash, hours_ago=30, mark="first")
    cast.ash.browser.post(there(cast.ash)[0][0], {"now": ["shaky"]})
    held.turn(hours=24 * 20)
    cast.ash.unlock()
    ended(cast.ash, hours_ago=26, mark="second")
    assert asked(cast.ash) == ["How am I, 6 hours afterwards?"], "24 hours have moved to 27"
    cast.ash.browser.post("/care/times/", {"times": ["6", "24"]})
    assert asked(cast.ash) == ["How am I, 24 hours afterwards?"], "not moved, as its owner chose"
    cast.ash.browser.post("/care/times/", {"times": ["6", "24"], "moves": "on"})
    held.turn(hours=1)
    cast.ash.unlock()
    assert asked(cast.ash) == ["How am I, 24 hours afterwards?"]


# --- the page ---------------------------------------------------------------------------------------------------------


def test_the_page_keeps_what_is_said_beside_what_was_kept_right_afterwards(cast: Cast) -> None:
    ash = cast.ash
    ended(ash, hours_ago=7)
    address = there(ash)[0][0]
    assert ash.browser.post(address, {"line": " "}).headers["Location"] == f"{address}?said=nothing"
    assert asked(ash) != [], "saying nothing puts nothing away"
    assert ash.browser.post(address, {"now": ["low"], "line": "Empty."}).headers["Location"] == f"{address}?said=kept"
    assert after_memory.said(ash.book(), "a" * 32) == (Said(held.now, ("low",), "Empty."),)
    assert words_of(ash.browser.get(f"{address}?said=kept")).count("Low. Empty.") == 1
    answer = ash.browser.post(address, {"now": "happy", "line": "Mine."})
    assert answer.status_code == 422 and 'value="Mine."' in answer.content.decode()


def test_it_shows_what_its_reader_wrote_for_such_a_moment(cast: Cast) -> None:
    ash = cast.ash
    ended(ash, hours_ago=7)
    address = there(ash)[0][0]
    bare = words_of(ash.browser.get(address))
    assert bare.count("You have written nothing down about it.") == 1
    ash.browser.post("/me/about/helps/", {"ways": ["warm", "air"], "own": "The blue scarf."})
    ash.browser.post("/me/about/aftercare/", {"want": ["praise"]})
    page = words_of(ash.browser.get(address))
    written = ("A blanket, or warmth", "Going outside", "The blue scarf.", "Kind words")
    assert {each: page.count(each) for each in written} == dict.fromkeys(written, 1)


def test_what_is_known_leads_to_the_article_with_the_sources(cast: Cast) -> None:
    ended(cast.ash, hours_ago=7)
    page = cast.ash.browser.get(there(cast.ash)[0][0]).content.decode()
    (number,) = {int(each) for each in re.findall(r"/help/read/(\d+)/", page)}
    (article,) = (each for each in load_library().articles if each.number == number)
    assert article.slug == "what-is-known-about-drop"


def test_nobody_else_finds_anything_at_its_address_and_no_address_says_anything(cast: Cast) -> None:
    ended(cast.ash, hours_ago=7)
    address = there(cast.ash)[0][0]
    for path in (address, f"{address}away/"):
        assert cast.bo.browser.post(path, {"line": "x"}).status_code == 404
        assert cast.ash.browser.get(path.replace(address[11:27], "0" * 16)).status_code in (404, 405)
    assert cast.bo.browser.get(address).status_code == 404
    held.turn(hours=-3)
    cast.ash.unlock()
    assert cast.ash.browser.get(address).status_code == 404, "it has not come yet"


def test_a_follow_up_stays_its_owners_after_the_space_was_left(ours: Shared) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    ended(ash, ours.id, hours_ago=7)
    assert bo.browser.post(ours.url("leave/")).status_code == 303
    page = ash.browser.get(there(ash)[0][0]).content.decode()
    assert ours.url("") not in page
    assert ash.browser.post(there(ash)[0][0], {"now": ["calm"]}).status_code == 303
    assert len(after_memory.said(ash.book(), ours.id)) == 1


# --- words that are prepared ------------------------------------------------------------------------------------------


def test_prepared_words_are_their_authors_alone_and_stand_at_the_follow_up(ours: Shared) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    before = ours.see(bo, "prepared/")
    assert ours.press(ash, "prepared/", to_me="It passes.", to_you="Are you warm?") == "prepared/?said=prepared"
    assert memory.prepared(ash.book(), ours.id) == Prepared("It passes.", "Are you warm?")
    assert ours.see(bo, "prepared/") == before
    ended(ash, ours.id, hours_ago=7)
    page = words_of(ash.browser.get(there(ash)[0][0]))
    assert [page.count(each) for each in ("It passes.", "Are you warm?", "Own Accord sends nothing.")] == [1, 1, 1]
    assert ours.press(ash, "prepared/", to_me=" ") == "prepared/?said=prepared"
    assert f"prepared/{ours.id}" not in ash.book()


def test_what_arrives_locked_is_shown_again(ours: Shared) -> None:
    ash = ours.cast.ash
    ash.browser.get(ours.url("prepared/"))
    ash.lock()
    ash.browser.post(ours.url("prepared/"), {"to_me": "Held words."})
    ash.unlock()
    assert memory.prepared(ash.book(), ours.id) == Prepared()
    assert "Held words." in ash.browser.get("/held/").content.decode()


# --- what is kept -----------------------------------------------------------------------------------------------------


def test_what_cannot_be_read_is_not_there(cast: Cast) -> None:
    book = cast.ash.book()
    for spoilt in ("x", 7, [7], [["m", "x", 0]], [["m", -1, 0]], [["m", 1, 10**9]], [[1, 1, 0]]):
        book.put("followup/s", spoilt)
        assert memory.ends(book, "s") == (), spoilt
    for spoilt in ("x", [], [[6, 24]], [[24, 6], True], [["6"], True], [[6], 1], [[0], True]):
        book.put("settings/followup", spoilt)
        assert memory.times(book) == Times(), spoilt
    for spoilt in ("x", [1, 2], ["one"]):
        book.put("prepared/s", spoilt)
        assert memory.prepared(book, "s") == Prepared(), spoilt
    for number in range(25):
        memory.note_end(book, "t", Ended(str(number), number))
    assert [each.at for each in memory.ends(book, "t")] == list(range(5, 25))


def test_whoever_takes_their_things_along_takes_all_of_it(ours: Shared) -> None:
    ash = ours.cast.ash
    ours.press(ash, "prepared/", to_me="It passes.", to_you="Are you warm?")
    ash.browser.post("/care/times/", {"times": ["6", "48"]})
    request = type("R", (), {"person": ash.id, "keys": ash.keys})()
    label = ash.book().get(f"space/{ours.id}/label")
    assert hooks_follow_up.things(request) == {
        "Words for afterwards": {label: ["To myself: It passes.", "For the other: Are you warm?"]},
        "When I am asked": ["6 hours", "2 days"],
    }


# --- the page for a doctor --------------------------------------------------------------------------------------------


def test_the_page_for_a_doctor_holds_what_was_typed_and_nothing_is_kept_of_it(cast: Cast) -> None:
    ash, sheet = cast.ash, reverse("care-sheet")
    version = ash.row.vault_version
    fields = {"happened": "Numb left hand.", "when": "Last night", "medicines": "None.", "concerns": ""}
    answer = ash.browser.post(sheet, fields)
    page = words_of(answer)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    printed = ("Numb left hand.", "Last night", "None.", "Left empty, with room to write.")
    assert {each: page.count(each) for each in printed} == dict.fromkeys(printed, 1)
    assert ash.row.vault_version == version
    assert [words_of(ash.browser.get(sheet)).count(each) for each in fields.values() if each] == [0, 0, 0]
    # The address in the browser's history is the form's, and the answer takes the place of its entry.
    assert answer.content.decode().count("js/answer.js") == 1


def test_what_arrives_locked_for_a_doctor_is_held_nowhere(cast: Cast) -> None:
    ash = cast.ash
    ash.browser.get("/care/sheet/")
    ash.lock()
    assert ash.browser.post("/care/sheet/", {"happened": "Numb."}).headers["Location"] == "/unlock/?held=no"
    assert ash.row.held_forms.count() == 0
