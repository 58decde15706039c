"""Conversation cards: answered for oneself, and passed by without a trace."""

import json
import re

import html5lib
import pytest

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import VaultBook
from ownaccord.accounts.models import HeldForm, Person
from ownaccord.catalogue.conversations import Company, load_conversations
from ownaccord.profile import memory
from ownaccord.profile.access import addresses
from ownaccord.spaces.models import Shown
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock, Somebody, new_browser
from tests.rooms.consent.shared import Shared, sky_left, words_of
from tests.rooms.profile.answering import (
    ASKED,
    CARD,
    CARDS,
    HERE,
    QUESTION,
    THEME,
    answer,
    begins,
    of,
    questions,
    show,
    walk,
)
from tests.rooms.spaces import circle


def test_an_answer_is_kept_changed_and_erased_and_its_owner_reads_it_again(cast: Cast) -> None:
    assert answer(cast.ash, "A teacher.\nShe asked first.") == f"{CARD}?said=kept"
    assert cast.ash.browser.get(CARD).content.decode().count("A teacher.\nShe asked first.") == 1
    assert answer(cast.ash, "My aunt.") == f"{CARD}?said=kept"
    mine = words_of(cast.ash.browser.get(f"{HERE}mine/"))
    assert (mine.count(QUESTION), mine.count("My aunt."), mine.count("A teacher.")) == (1, 1, 0)
    assert memory.answers(cast.ash.book()) == {ASKED: "My aunt."}

    looked = words_of(cast.ash.browser.get(f"{HERE}mine/{ASKED}/erase/"))
    assert (looked.count(QUESTION), looked.count("My aunt.")) == (1, 1)
    assert memory.answers(cast.ash.book()) == {ASKED: "My aunt."}
    gone = cast.ash.browser.post(f"{HERE}mine/{ASKED}/erase/")
    assert gone.headers["Location"] == f"{HERE}mine/?said=erased"
    assert not cast.ash.book().under("conversation/")
    assert cast.ash.browser.get(f"{HERE}mine/{ASKED}/erase/").status_code == 404
    assert words_of(cast.ash.browser.get(f"{HERE}mine/")).count("Nothing is here yet.") == 1


@ON_SQLITE
def test_what_is_emptied_is_gone(cast: Cast) -> None:
    answer(cast.ash, "My aunt.")
    assert answer(cast.ash, " ") == f"{CARD}?said=unanswered"
    assert not cast.ash.book().under("conversation/")


@ON_SQLITE
def test_passing_by_all_of_a_theme_shows_each_card_once_and_changes_nothing_anywhere(cast: Cast) -> None:
    before = cast.ash.book().under(""), bytes(Person.objects.get(pk=cast.ash.id).vault)
    seen = [question for _at, question in walk(cast.ash, begins(cast.ash, "Power"))]
    assert len(seen) == len(set(seen))
    fits = {card.question for card in CARDS.values() if Company.ALONE in card.company}
    assert set(seen) == questions("power") & fits
    assert (cast.ash.book().under(""), bytes(Person.objects.get(pk=cast.ash.id).vault)) == before


@ON_SQLITE
def test_what_was_passed_by_does_not_come_first_on_the_days_after(cast: Cast, clock: Clock) -> None:
    begun: list[set[str]] = []
    for _day in range(4):
        found = walk(cast.ash, begins(cast.ash, "A card from anywhere"))
        begun.append({next(found)[1] for _card in range(3)})
        clock.turn(hours=24)
        cast.ash.unlock()
    assert len(set().union(*begun)) == 12


@ON_SQLITE
def test_what_is_answered_is_not_put_up_again_and_a_theme_without_any_left_leads_to_the_answers(cast: Cast) -> None:
    at, asked = next(walk(cast.ash, begins(cast.ash, "Power")))
    answer(cast.ash, "Something.", at)
    assert asked not in {question for _at, question in walk(cast.ash, begins(cast.ash, "Power"))}
    for _at, _question in list(walk(cast.ash, begins(cast.ash, "Power"))):
        answer(cast.ash, "Something.", _at)
    for at, _question in list(walk(cast.ash, begins(cast.ash, "Power"))):
        answer(cast.ash, "Something.", at)
    assert begins(cast.ash, "Power") == f"{HERE}mine/?said=all"
    assert words_of(cast.ash.browser.get(f"{HERE}mine/?said=all")).count("There is no other card there now.") == 1


@ON_SQLITE
def test_no_page_counts_and_no_address_or_title_says_a_card(cast: Cast) -> None:
    answer(cast.ash, "My aunt.")
    pages = [cast.ash.browser.get(path).content.decode() for path in (HERE, f"{HERE}mine/", f"{HERE}any/{ASKED}/")]
    names = (*CARDS, *(each.slug for each in load_conversations()))
    for page in pages:
        links = re.findall(r'(?:href|action)="(/me/cards/[^"]*)"', page)
        assert [link for link in links for name in names if f"/{name}/" in link] == []
        assert not re.search(r"\d", words_of(cast.ash.browser.get(HERE)))
        assert re.findall(r"<title>(.*?)</title>", page) == ["Notes"]


@ON_SQLITE
def test_a_card_for_two_or_for_more_is_put_up_and_shown_only_where_so_many_are(cast: Cast) -> None:
    more = of(Company.MORE)
    theme = next(each for each in load_conversations() if more in each.cards)

    def put_up(who: Somebody) -> bool:
        return more.question in {question for _at, question in walk(who, begins(who, theme.name))}

    assert not put_up(cast.ash)
    three = circle.begun((cast.ash, cast.bo, cast.cam))  # type: ignore[arg-type]
    assert put_up(cast.ash) and not put_up(cast.noor)

    two, alone = of(Company.ALONE, Company.TWO), of(Company.ALONE)
    assert show(Shared(three.id, cast), cast.ash, "Rarely.", f"{HERE}any/{more.slug}/") == "shown/?said=shown"
    assert words_of(cast.ash.browser.get(f"{HERE}any/{two.slug}/show/")).count("no space of yours") == 1
    for method in ("get", "post"):
        assert getattr(cast.ash.browser, method)(f"{HERE}any/{alone.slug}/show/").status_code == 404
    answer(cast.ash, "Mine.", f"{HERE}any/{alone.slug}/")
    assert "Show an answer" not in words_of(cast.ash.browser.get(f"{HERE}any/{alone.slug}/"))


@ON_SQLITE
def test_an_answer_that_is_too_long_or_cannot_be_kept_stays_on_the_page(cast: Cast) -> None:
    for text in ("x" * 1001, "a\x00b"):
        found = cast.ash.browser.post(CARD, {"text": text})
        assert found.status_code == 422
    for number, card in enumerate(list(CARDS)[:41]):
        found = cast.ash.browser.post(f"{HERE}any/{card}/", {"text": f"{number:3}" + "y" * 997})
        assert found.status_code == (303 if number < 40 else 422)
    assert words_of(found).count("There is no room for more.") == 2 and "yyy" in words_of(found)
    assert answer(cast.ash, "z" * 1000, f"{HERE}any/{next(iter(CARDS))}/").endswith("?said=kept")


def test_what_cannot_be_read_in_the_own_vault_is_no_answer() -> None:
    book = VaultBook()
    for kept in (1, [], "", {"text": "x"}, None):
        book.put("conversation/x", kept)
        assert memory.answers(book) == {}


@ON_SQLITE
def test_an_answer_to_a_card_that_is_gone_is_still_there_and_can_be_erased(cast: Cast) -> None:
    vaults.change(cast.ash.id, cast.ash.keys, lambda book: memory.keep_answer(book, "long-gone", "What I said then."))
    page = cast.ash.browser.get(f"{HERE}mine/").content.decode()
    assert page.count("Cards that are no longer here") == page.count("What I said then.") == 1
    (erase,) = re.findall(r'href="(/me/cards/mine/\w+/erase/)"', page)
    assert words_of(cast.ash.browser.get(erase)).count("A card that is no longer here") == 1
    assert cast.ash.browser.post(erase).status_code == 303
    assert memory.answers(cast.ash.book()) == {}


@ON_SQLITE
def test_it_is_nobody_elses_and_nobody_shows_it_where_they_are_no_member(
    ours: Shared, hers: Shared, cast: Cast
) -> None:
    answer(cast.ash, "canary")
    sky_left(cast)
    for who in (cast.bo, cast.cam, cast.noor, cast.sky):
        pages = [words_of(who.browser.get(path)) for path in (HERE, f"{HERE}mine/", CARD, f"{CARD}show/")]
        assert [page.count("canary") for page in pages] == [0, 0, 0, 0]
        assert who.browser.post(f"{HERE}mine/{ASKED}/erase/").status_code == 404
    for who in (cast.cam, cast.noor, cast.sky):
        found = who.browser.post(f"{CARD}show/", {"text": "x", "space": ours.id, "step": "show"})
        assert (found.status_code, Shown.objects.count()) == (422, 0)
    assert new_browser().get(CARD).headers["Location"] == "/sign-in/"
    for rest in (f"nothing/{ASKED}", f"{THEME}/nothing", f"values/{ASKED}", f"mine/{ASKED}"):
        assert cast.ash.browser.get(f"{HERE}{rest}/").status_code == 404
    assert cast.ash.browser.get(f"{HERE}{addresses(cast.bo.keys).mark(THEME)}/{ASKED}/").status_code == 404
    assert [cast.ash.browser.post(path).status_code for path in (HERE, f"{HERE}mine/")] == [405, 405]
    assert memory.answers(cast.ash.book()) == {ASKED: "canary"}


@ON_SQLITE
def test_locked_it_shows_nothing_and_what_was_typed_waits_sealed_with_its_question(ours: Shared, cast: Cast) -> None:
    cast.ash.lock()
    assert cast.ash.browser.get(CARD).headers["Location"].startswith("/unlock/?next=")
    assert cast.ash.browser.post(CARD, {"text": "canary"}).headers["Location"] == "/unlock/?held=yes"
    fields = {"text": "shown canary", "space": ours.id, "step": "show"}
    assert cast.ash.browser.post(f"{CARD}show/", fields).headers["Location"] == "/unlock/?held=yes"
    assert all(b"canary" not in bytes(each.sealed) for each in HeldForm.objects.all())
    cast.ash.unlock()
    page = words_of(cast.ash.browser.get("/held/"))
    assert (page.count(QUESTION), page.count("canary"), page.count("[x]")) == (2, 2, 1)
    assert not cast.ash.book().under("conversation/") and Shown.objects.count() == 0
    for held in HeldForm.objects.all():
        cast.ash.browser.post(f"/held/{held.pk}/let-go/")


@ON_SQLITE
def test_it_is_among_the_things_that_somebody_takes_along(cast: Cast) -> None:
    answer(cast.ash, "My aunt.")
    taken = json.loads(cast.ash.browser.post("/me/take/", {"kind": "json"}).content)
    assert taken["Conversation cards"] == {QUESTION: ["My aunt."]}


@ON_SQLITE
def test_what_was_answered_to_cards_that_are_gone_is_taken_along_too(cast: Cast) -> None:
    def keep(book: VaultBook) -> None:
        for card in ("gone", "gone-too"):
            memory.keep_answer(book, card, f"About {card}.")

    vaults.change(cast.ash.id, cast.ash.keys, keep)
    taken = json.loads(cast.ash.browser.post("/me/take/", {"kind": "json"}).content)
    assert taken["Conversation cards"] == {"A card that is no longer here": ["About gone.", "About gone-too."]}


@ON_SQLITE
@pytest.mark.parametrize("text", ['"><b>&amp; {{ never }}', "one\ntwo"])
def test_every_page_is_html_without_mistakes(ours: Shared, cast: Cast, text: str) -> None:
    answer(cast.ash, text)
    show(ours, cast.ash, text)
    rest = ("", "mine/", f"{THEME}/{ASKED}/", f"{THEME}/{ASKED}/show/", f"mine/{ASKED}/erase/")
    for path in (*(f"{HERE}{each}" for each in rest), ours.url("shown/")):
        page = cast.ash.browser.get(path).content.decode()
        html5lib.HTMLParser(strict=True).parse(page)
        assert (page.count("<h1>"), page.count("<b>")) == (1, 0)
