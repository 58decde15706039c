"""A thread about a conversation card: open while somebody shows an answer, closed in the same words for every cause."""

import re

import pytest

from ownaccord.catalogue import conversations
from ownaccord.core.turns import Move
from ownaccord.talk.models import Post
from ownaccord.talk.subjects import of_card
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock, Somebody
from tests.rooms.consent.shared import Shared, words_of
from tests.rooms.profile.answering import ASKED, QUESTION, answer, show
from tests.rooms.talk.test_thread import CLOSED
from tests.rooms.talk.test_two_kinds import plants

WHERE = f"cards/{ASKED}/"


def says(ours: Shared, who: Somebody, words: str, move: str = "say") -> str:
    return ours.press(who, WHERE, words=words, move=move).partition("?said=")[2]


def refused(ours: Shared, who: Somebody, words: str) -> bool:
    """Whether the page comes back with what was typed, and nothing was sent."""
    before = Post.objects.count()
    answered = who.browser.post(ours.url(WHERE), {"words": words, "move": "say"})
    assert (answered.status_code, words in answered.content.decode()) == (422, True), words_of(answered)
    return Post.objects.count() == before


def takes_back(ours: Shared, who: Somebody) -> None:
    assert ours.press(who, "shown/take-back/", about=f"conversation:{ASKED}") == "shown/?said=taken-back"


def test_an_answer_that_is_shown_leads_both_to_one_thread_in_which_it_stands(ours: Shared, cast: Cast) -> None:
    show(ours, cast.ash, "A teacher who asked first.")
    for who in (cast.ash, cast.bo):
        page = who.browser.get(ours.url("shown/")).content.decode()
        (url,) = re.findall(r'href="(/s/[^"]+/cards/[^"]+)"', page)
        assert url == ours.url(f"cards/{ours.mark(who, ASKED)}/")
        answered = words_of(who.browser.get(url))
        assert (answered.count(QUESTION), answered.count("A teacher who asked first.")) == (1, 1)
    assert says(ours, cast.bo, "What did they ask?", "ask") == "said"
    assert says(ours, cast.ash, "You would like to know what it was.", "heard") == "said"
    assert says(ours, cast.bo, "", "that is it") == "said"
    page = ours.see(cast.ash, WHERE)
    in_order = ("Your answer, as the others see it", "What did they ask?", "You would like")
    assert sorted(in_order, key=page.index) == list(in_order)
    for who, stands in ((cast.ash, "Open."), (cast.bo, "It waits for somebody else.")):
        assert ours.see(who, "talk/").count(f"{QUESTION} {stands}") == 1


@ON_SQLITE
def test_a_card_that_nobody_shows_opens_no_thread_whatever_somebody_answered_for_themselves(
    ours: Shared, cast: Cast
) -> None:
    answer(cast.ash, "For me alone.")
    for who in (cast.ash, cast.bo):
        assert ours.see(who, WHERE).count(CLOSED) == 1
        assert refused(ours, who, "Why not?")
    assert cast.ash.browser.get(ours.url("cards/no-such-card/")).status_code == 404


@ON_SQLITE
@pytest.mark.parametrize("how", ["taken back", "a pause", "ended"])
def test_it_closes_in_the_same_words_for_every_cause_and_keeps_what_was_typed(
    ours: Shared, cast: Cast, how: str
) -> None:
    show(ours, cast.ash, "A teacher.")
    says(ours, cast.bo, "A first word.")
    match how:
        case "taken back":
            takes_back(ours, cast.ash)
        case "a pause":
            ours.press(cast.ash, "pause/")
        case "ended":
            says(ours, cast.ash, "", "end")
    page = ours.see(cast.bo, WHERE)
    assert [page.count(each) for each in (CLOSED, "A first word.", "End this")] == [1, 1, 0]
    assert ("A teacher." in page) == (how == "ended")
    assert refused(ours, cast.bo, "Something I typed meanwhile.")
    assert ours.see(cast.bo, "talk/").count("Nothing can be said here now.") == 1


@ON_SQLITE
def test_it_is_open_while_anybody_shows_an_answer_and_opens_again_with_the_next(ours: Shared, cast: Cast) -> None:
    for who in (cast.ash, cast.bo):
        show(ours, who, "A teacher.")
    says(ours, cast.ash, "Mine, too.")
    takes_back(ours, cast.ash)
    assert says(ours, cast.bo, "Still here.") == "said"
    takes_back(ours, cast.bo)
    assert refused(ours, cast.ash, "And now?")
    show(ours, cast.bo, "My aunt.")
    assert says(ours, cast.ash, "Your aunt!") == "said"


@ON_SQLITE
def test_whoever_shows_an_answer_has_one_word_until_somebody_answers(ours: Shared, cast: Cast) -> None:
    show(ours, cast.ash, "A teacher.")
    assert says(ours, cast.ash, "Tell me about yours.") == "said"
    assert refused(ours, cast.ash, "Why do you not answer?")
    assert says(ours, cast.bo, "Another day.") == "said"
    assert says(ours, cast.ash, "Gladly.") == "said"


@ON_SQLITE
def test_what_was_ended_rests_and_software_that_was_changed_begins_nothing(
    ours: Shared, cast: Cast, clock: Clock
) -> None:
    show(ours, cast.ash, "A teacher.")
    says(ours, cast.bo, "A first word.")
    says(ours, cast.ash, "", "end")
    assert refused(ours, cast.bo, "Please.")
    plants(ours, cast.bo, clock, Move.SAY, "Please, please.", clock.now + 60, of_card(ASKED, QUESTION))
    assert "Please, please." not in ours.see(cast.ash, WHERE)
    assert says(ours, cast.ash, "If I want to, I begin.") == "said"


@ON_SQLITE
def test_words_of_a_card_that_is_gone_are_still_read_and_erased(
    ours: Shared, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(ours, cast.ash, "A teacher.")
    says(ours, cast.ash, "A first word.")
    cast.ash.unlock()
    left = {slug: asked for slug, asked in conversations.questions().items() if slug != ASKED}
    monkeypatch.setattr("ownaccord.talk.cards.questions", lambda: left)
    assert ours.see(cast.ash, "talk/").count("A card that is no longer here") == 1
    assert ours.see(cast.ash, WHERE).count("A first word.") == 1
    assert ours.press(cast.ash, f"{WHERE}erase/", number="1", of="0").endswith("?said=erased")
    assert "A first word." not in ours.see(cast.ash, WHERE)
