"""In one's own words: written apart, read by nobody before everybody has written, and kept as a condition only by
everybody's own word.
"""

import os
import re

import pytest

from ownaccord.core import teach_back
from ownaccord.core import thread as core
from ownaccord.core.errors import Refused
from ownaccord.core.turns import Move
from ownaccord.talk import own_words, rows
from ownaccord.talk.models import Post
from ownaccord.talk.views import own_words as views
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock, Somebody
from tests.rooms.consent.shared import Shared, card, words_of
from tests.rooms.talk.test_rests import both_would_talk
from tests.rooms.talk.test_thread import ITEM, at, here_of, reads, says

CONDITION = "It is a condition here that each of you has said in your own words what was agreed."
KEPT, NOT_KEPT = "This condition is kept as things stand now.", "This condition is not kept yet."
ASHS, BOS = "We hold each other, and stop at a word.", "We lie close for a while."


def page_of(ours: Shared, who: Somebody) -> str:
    return ours.see(who, at(ours, who) + "words/")


def does(ours: Shared, who: Somebody, move: str, words: str = "") -> str:
    """Press a button of the page; what it says then, or nothing where it was no move of theirs."""
    address = ours.url(at(ours, who) + "words/")
    read = re.findall(r'name="read" value="([0-9a-f]+)"', who.browser.get(address).content.decode())
    answer = who.browser.post(address, {"move": move, "words": words, "read": "".join(read)})
    return answer.headers.get("Location", "").partition("?said=")[2]


def agreed_on_condition(ours: Shared) -> None:
    ours.agree(ITEM, conditions=["teach_back"])


def both_said(ours: Shared) -> None:
    """Both write, read, and say that it means the same."""
    cast = ours.cast
    said = [
        does(ours, cast.ash, "apart", ASHS), does(ours, cast.bo, "apart", BOS), does(ours, cast.ash, "shown"),
        does(ours, cast.ash, "same"), does(ours, cast.bo, "same"),
    ]  # fmt: skip
    assert said == ["written", "written", "shown", "alike", "alike"]


def test_nobody_reads_a_word_before_everybody_has_written(ours: Shared, cast: Cast) -> None:
    both_would_talk(ours)
    nothing_yet = page_of(ours, cast.bo), reads(ours, cast.bo), ours.see(cast.bo, "talk/")
    for _time in range(2):
        assert does(ours, cast.ash, "apart", ASHS) == "written"
    # Pressed twice it is written once.
    assert Post.objects.count() == 1
    assert (page_of(ours, cast.bo), reads(ours, cast.bo), ours.see(cast.bo, "talk/")) == nothing_yet
    assert page_of(ours, cast.ash).count(ASHS) == 1
    for move in ("shown", "same", "differs"):
        assert does(ours, cast.ash, move) == ""
    assert does(ours, cast.bo, "apart", BOS) == "written"
    assert page_of(ours, cast.ash).count(BOS) == page_of(ours, cast.bo).count(ASHS) == 0
    assert does(ours, cast.ash, "shown") == "shown"
    for who in (cast.ash, cast.bo):
        page = page_of(ours, who)
        assert (page.count(ASHS), page.count(BOS)) == (1, 1)


@ON_SQLITE
def test_the_condition_is_kept_only_once_everybody_says_so_about_what_is_in_force(ours: Shared, cast: Cast) -> None:
    agreed_on_condition(ours)
    assert reads(ours, cast.ash).count(f"{CONDITION} {NOT_KEPT}") == 1
    both_said(ours)
    for who in (cast.ash, cast.bo):
        assert reads(ours, who).count(f"{CONDITION} {KEPT}") == page_of(ours, who).count(f"{CONDITION} {KEPT}") == 1
    ours.press(cast.bo, f"items/{ITEM}/positions/", side="together", level="3", contexts=["at_home"],
               conditions=["teach_back"], review_days="90")  # fmt: skip
    page = page_of(ours, cast.ash)
    assert page.count(f"{CONDITION} {NOT_KEPT}") == 1
    assert page.count("What you read below was about other terms than those that are in force now.") == 1


@ON_SQLITE
def test_a_difference_goes_back_to_the_thread_and_the_condition_is_not_kept(ours: Shared, cast: Cast) -> None:
    agreed_on_condition(ours)
    both_said(ours)
    answer = cast.bo.browser.post(ours.url(at(ours, cast.bo) + "words/"), {"move": "differs"})
    assert answer.headers["Location"] == ours.url(at(ours, cast.bo)) + "?said=differs"
    page = reads(ours, cast.ash)
    assert (page.count("Bo In our own words something differs."), page.count(NOT_KEPT)) == (1, 1)
    assert says(ours, cast.bo, "I would not fall asleep there.") == "said"
    assert does(ours, cast.ash, "apart", "Again.") == "written"
    assert page_of(ours, cast.bo).count(ASHS) == 0


@ON_SQLITE
def test_erased_words_keep_no_condition(ours: Shared, cast: Cast) -> None:
    agreed_on_condition(ours)
    both_said(ours)
    assert ours.press(cast.ash, at(ours, cast.ash) + "erase/", number="1", of="0").endswith("?said=erased")
    page = page_of(ours, cast.bo)
    assert (page.count(ASHS), page.count(NOT_KEPT)) == (0, 1)


@ON_SQLITE
def test_nobody_reads_the_others_words_by_taking_their_own_back(ours: Shared, cast: Cast, clock: Clock) -> None:
    both_would_talk(ours)
    untouched = page_of(ours, cast.ash)
    does(ours, cast.ash, "apart", ASHS)
    ours.press(cast.ash, at(ours, cast.ash) + "erase/", number="1", of="0")
    assert page_of(ours, cast.ash) == untouched
    assert does(ours, cast.bo, "apart", BOS) == "written"
    assert [post.move for post in here_of(ours, cast.ash, clock).now.posts] == [Move.APART, Move.APART]
    waits = "It opens once everybody has written."
    assert (does(ours, cast.bo, "shown"), page_of(ours, cast.bo).count(waits)) == ("", 1)
    assert does(ours, cast.ash, "apart", ASHS) == "written"
    assert does(ours, cast.bo, "shown") == "shown"
    assert [page_of(ours, who).count(words) for who in (cast.ash, cast.bo) for words in (ASHS, BOS)] == [1, 1, 1, 1]


@ON_SQLITE
def test_where_a_row_is_gone_no_condition_is_kept_and_every_page_says_so(ours: Shared, cast: Cast) -> None:
    agreed_on_condition(ours)
    both_said(ours)
    assert does(ours, cast.ash, "differs") == "differs"
    Post.objects.filter(author_id=cast.ash.id).latest("number").delete()
    for again in (lambda: None, cast.ash.unlock, cast.ash.unlock):
        again()
        page = page_of(ours, cast.ash)
        assert (page.count(NOT_KEPT), page.count("Something that was here is missing")) == (1, 1)
    assert ours.see(cast.ash, at(ours, cast.ash) + "terms/").count("Something that was here is missing") == 1
    assert does(ours, cast.ash, "same") == ""


@ON_SQLITE
def test_same_is_said_of_what_stood_on_the_page(ours: Shared, cast: Cast) -> None:
    both_would_talk(ours)
    for who, move, words in ((cast.ash, "apart", ASHS), (cast.bo, "apart", BOS), (cast.ash, "shown", "")):
        does(ours, who, move, words)
    for read in ("", "0" * 64):
        answer = cast.bo.browser.post(ours.url(at(ours, cast.bo) + "words/"), {"move": "same", "read": read})
        assert (answer.status_code, words_of(answer).count("It is not as it was when you looked.") > 0) == (422, True)
    assert does(ours, cast.bo, "same") == "alike"


@ON_SQLITE
def test_a_new_passphrase_begins_it_anew_and_loses_nobody(ours: Shared, cast: Cast, clock: Clock) -> None:
    both_would_talk(ours)
    does(ours, cast.ash, "apart", ASHS)
    here = here_of(ours, cast.ash, clock)
    assert own_words.own_text(here, cast.ash.keys) == ASHS
    assert own_words.own_text(here, cast.ash.keys.rekey(os.urandom)) == ""


@ON_SQLITE
def test_changed_software_that_shows_another_text_shows_none(ours: Shared, cast: Cast, clock: Clock) -> None:
    both_would_talk(ours)
    does(ours, cast.ash, "apart", ASHS)
    does(ours, cast.bo, "apart", BOS)
    here = here_of(ours, cast.ash, clock)
    for more in (bytes(32), b"?"):
        row = core.made(here.now.topic, here.now.thread, Move.SHOWN, "", clock.now, cast.ash.keys, os.urandom, more)
    rows.store(here.now.topic, row)
    assert page_of(ours, cast.bo).count(ASHS) == 0
    assert does(ours, cast.ash, "shown") == "shown"
    assert page_of(ours, cast.bo).count(ASHS) == 1


@ON_SQLITE
def test_what_is_stored_opens_with_no_key_of_the_space(ours: Shared, cast: Cast, clock: Clock) -> None:
    both_would_talk(ours)
    does(ours, cast.ash, "apart", ASHS)
    here = here_of(ours, cast.bo, clock)
    post = here.now.thread.posts[0]
    assert (post.words, ASHS.encode() in post.more) == ("", False)
    wrote = teach_back.written(post)
    assert wrote and teach_back.opened(here.now.topic, cast.ash.id, wrote, here.now.topic.epoch_key) is None
    assert not [row for row in Post.objects.all() if ASHS.encode() in bytes(row.sealed or b"")]


@pytest.mark.parametrize(
    ("item", "words"), {
        "one-leads": "It is suggested here, since one of you would lead.", "holding": "",
        "blindfold": "It is suggested here, since the card names risks.",
    }.items(),
)  # fmt: skip
def test_it_is_suggested_where_one_would_lead_or_the_card_names_risks(item: str, words: str) -> None:
    assert own_words.suggested(card(item)) == words


@ON_SQLITE
def test_empty_words_are_said_kindly_and_what_was_typed_is_kept(ours: Shared, cast: Cast) -> None:
    both_would_talk(ours)
    address = ours.url(at(ours, cast.ash) + "words/")
    for fields, words in (
        ({"words": " ", "move": "apart"}, "There are no words here yet. Nothing was sent."),
        ({"words": "Kept.", "move": "say"}, "Press one of the buttons below."),
        ({"words": "Kept.", "move": "same"}, "Kept."),
    ):  # fmt: skip
        answer = cast.ash.browser.post(address, fields)
        assert (answer.status_code, answer.content.decode().count(words) > 0) == (422, True)


@ON_SQLITE
def test_whoever_is_overtaken_looks_at_what_is_there_now(
    ours: Shared, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    both_would_talk(ours)
    does(ours, cast.ash, "apart", ASHS)

    def overtaken(*_what: object) -> None:
        monkeypatch.undo()
        does(ours, cast.bo, "apart", BOS)
        raise Refused("not as it was")

    monkeypatch.setattr(views, "_said", overtaken)
    answer = cast.ash.browser.post(ours.url(at(ours, cast.ash) + "words/"), {"move": "apart", "words": "Instead."})
    page = words_of(answer)
    assert [page.count(words) for words in ("Everybody has written.", "Show mine, and read", "Instead.")] == [1, 1, 1]


@ON_SQLITE
def test_whoever_takes_their_things_takes_what_they_wrote_apart(ours: Shared, cast: Cast) -> None:
    both_would_talk(ours)
    does(ours, cast.ash, "apart", ASHS)
    for who, there in ((cast.ash, 1), (cast.bo, 0)):
        taken = who.browser.post("/me/take/", {"kind": "json", "passphrase": "", "again": ""})
        assert (taken.status_code, b"".join(taken).count(ASHS.encode())) == (200, there)
