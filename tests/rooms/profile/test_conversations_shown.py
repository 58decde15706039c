"""Answers to conversation cards that somebody shows to a space: by choice, in words of theirs, and taken back."""

import re

from ownaccord.accounts.keys import encode
from ownaccord.core import shown as core
from ownaccord.core.shown import MOST_CARDS
from ownaccord.profile import memory
from ownaccord.profile.access import addresses
from ownaccord.spaces import access, epochs, queries, showing
from ownaccord.spaces.models import Shown
from tests.databases import ON_SQLITE
from tests.people import Cast
from tests.rooms.consent.shared import Shared, words_of
from tests.rooms.profile.answering import ASKED, CARD, CARDS, HERE, QUESTION, answer, begins, show, walk


def test_it_is_looked_at_first_exactly_as_the_others_see_it_and_the_own_answer_stays_as_it_is(
    ours: Shared, cast: Cast
) -> None:
    answer(cast.ash, "Something that stays with me.")
    fields = {"text": "A teacher.\nShe asked first.", "space": ours.id, "step": "look"}
    looked = cast.ash.browser.post(f"{CARD}show/", fields).content.decode()
    assert Shown.objects.count() == 0
    first = cast.ash.browser.get(f"{CARD}show/").content.decode()
    assert [page.count('value="show"') for page in (first, looked)] == [0, 1] and "checked" not in first
    assert show(ours, cast.ash, "A teacher.\r\nShe asked first.") == "shown/?said=shown"
    article = looked.split("<article", 1)[1].split("</article>")[0]
    page = cast.bo.browser.get(ours.url("shown/")).content.decode()
    assert (page.count(article), page.count(QUESTION)) == (1, 3)
    assert "stays with me" not in page
    assert memory.answers(cast.ash.book()) == {ASKED: "Something that stays with me."}
    assert words_of(cast.ash.browser.get(CARD)).count("Where you show something of it Evenings") == 1
    assert "Where you show" not in words_of(cast.bo.browser.get(CARD))


@ON_SQLITE
def test_what_is_shown_is_changed_and_taken_back_and_leads_the_others_to_the_same_card(
    ours: Shared, cast: Cast
) -> None:
    show(ours, cast.ash, "A teacher.")
    show(ours, cast.ash, "My aunt.")
    page = ours.see(cast.bo, "shown/")
    assert (page.count("My aunt."), page.count("A teacher.")) == (1, 0)
    link = f"{HERE}any/{addresses(cast.bo.keys).mark(ASKED)}/"
    assert cast.bo.browser.get(ours.url("shown/")).content.decode().count(f'href="{link}"') == 1
    assert words_of(cast.bo.browser.get(link)).count(QUESTION) == 1
    assert ours.press(cast.ash, "shown/take-back/", about=f"conversation:{ASKED}") == "shown/?said=taken-back"
    assert QUESTION not in ours.see(cast.bo, "shown/") + ours.see(cast.ash, "shown/")


@ON_SQLITE
def test_bos_pages_and_bos_software_are_the_same_whatever_ash_answered_and_does_not_show(
    ours: Shared, cast: Cast
) -> None:
    paths = (ours.url("shown/"), ours.url(""), HERE, f"{HERE}mine/", CARD, f"{CARD}show/", begins(cast.bo, "Power"))

    def bos() -> tuple[list[bytes], object]:
        cast.bo.unlock()
        pages = [re.sub(rb'csrfmiddlewaretoken" value="\w+', b"", cast.bo.browser.get(path).content) for path in paths]
        return pages, {**cast.bo.book().under("")}

    before = bos()
    for at, _question in list(walk(cast.ash, begins(cast.ash, "Power")))[:4]:
        answer(cast.ash, "Never where Bo can read it.", at)
    cast.ash.browser.post(f"{CARD}show/", {"text": "Almost.", "space": ours.id, "step": "look"})
    cast.ash.unlock()
    assert bos() == before


@ON_SQLITE
def test_what_other_software_shows_under_a_cards_name_is_shown_only_if_it_is_an_answer(
    ours: Shared, cast: Cast
) -> None:
    name, space = f"conversation:{ASKED}", access.space_for(cast.ash.id, ours.id, cast.ash.keys)
    one, turned = ("answer", "quince"), ("answer", "quince \u202eturned")
    for about, lines in (
        (name, (turned,)), (name, (("other", "quince"),)), (name, (("answer", ""),)), (name, (one, one)), (name, ()),
        ("conversation:gone", (one,)), (f"{name}x", (one,)),
    ):  # fmt: skip
        showing.show(space=space, keys=cast.ash.keys, about=about, lines=lines)
        page = cast.bo.browser.get(ours.url("shown/")).content.decode()
        assert page.count("quince") == page.count("quince turned") == (turned in lines)
        showing.take_back(space=space, keys=cast.ash.keys, about=about)


@ON_SQLITE
def test_whoever_shows_nothing_that_this_page_knows_is_not_on_it(ours: Shared, cast: Cast) -> None:
    space = access.space_for(cast.ash.id, ours.id, cast.ash.keys)
    showing.show(space=space, keys=cast.ash.keys, about="conversation:gone", lines=(("answer", "plain"),))
    page = ours.see(cast.bo, "shown/")
    assert page.count("You show nothing here.") == 1 and "Ash" not in page


@ON_SQLITE
def test_what_is_shown_on_a_card_that_is_gone_is_seen_by_its_author_and_taken_back(ours: Shared, cast: Cast) -> None:
    space = access.space_for(cast.ash.id, ours.id, cast.ash.keys)
    showing.show(space=space, keys=cast.ash.keys, about="conversation:gone", lines=(("answer", "plain"),))
    page = ours.see(cast.ash, "shown/")
    # As its title, and in the name of the button.
    assert (page.count("A card that is no longer here"), page.count("plain")) == (2, 1)
    assert ours.press(cast.ash, "shown/take-back/", about="conversation:gone") == "shown/?said=taken-back"
    assert "no longer here" not in ours.see(cast.ash, "shown/")


@ON_SQLITE
def test_more_than_there_is_room_for_is_said_calmly_and_changes_nothing(ours: Shared, cast: Cast) -> None:
    space = access.space_for(cast.ash.id, ours.id, cast.ash.keys)
    full = {f"conversation:{card}": (("answer", "x"),) for card in list(CARDS)[:MOST_CARDS] if card != ASKED}
    for about, lines in full.items():
        showing.show(space=space, keys=cast.ash.keys, about=about, lines=lines)
    assert show(ours, cast.ash, "One more.") == "shown/?said=full"
    assert len(showing.mine(cast.ash.book(), ours.id)) == MOST_CARDS
    assert ours.see(cast.ash, "shown/", "full").count("something can be taken back first") == 1
    cast.ash.browser.post("/me/about/tells/", {"own": "I hum."})
    fields = {"lines": ["own"], "space": ours.id, "step": "show"}
    answered = cast.ash.browser.post("/me/about/tells/show/", fields)
    assert answered.headers["Location"] == ours.url("shown/?said=full")


@ON_SQLITE
def test_a_partner_who_has_the_database_cannot_put_words_into_anothers_mouth(ours: Shared, cast: Cast) -> None:
    show(ours, cast.bo, "I never mind.")
    space = access.space_for(cast.bo.id, ours.id, cast.bo.keys)
    view = core.SpaceView(space.id, space.epoch, space.members)
    mine = core.make(
        view, 9, {f"conversation:{ASKED}": (("answer", "I always want it."),)}, cast.bo.keys,
        queries.epoch_key(space, cast.bo.keys), bytes,
    )  # fmt: skip
    macs = encode(dict(mine.macs))
    assert epochs.macs_of(macs) == mine.macs
    Shown.objects.create(
        space_id=ours.id, author_id=cast.ash.id, epoch=space.epoch, number=9, sealed=mine.sealed, macs=macs
    )
    for who in (cast.ash, cast.bo):
        assert "I always want it." not in ours.see(who, "shown/")
        assert ours.see(who, "shown/").count("I never mind.") == 1
