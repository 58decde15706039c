"""The coach beside what somebody is about to say: for its writer alone, without a trace, for every composer."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.test import Client

from ownaccord.accounts.models import HeldForm
from tests.chapters import stored
from tests.databases import ON_SQLITE
from tests.people import Cast, Somebody
from tests.rooms.care.test_together import looks, shows_rhythm
from tests.rooms.consent.shared import Shared, words_of
from tests.rooms.talk.test_thread import at, reads, says
from tests.rooms.talk.test_ways import opens_for_talking

HARD = "canarycoach, you owe me one."
MARKED = "It could land as a claim on somebody."


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that any logger says."""
    stream, root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(stream), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def rows() -> object:
    """Every row there is."""
    return stored()


def asks(browser: Client, url: str, press: str = "ask", **typed: str) -> tuple[int, str, str]:
    """Press a button of the coach; the status, the words of the page, and where it leads."""
    answer = browser.post(url, {"coach": press, **typed})
    return answer.status_code, words_of(answer), answer.headers.get("Location", "")


def test_the_page_comes_back_with_the_words_and_nothing_is_said(ours: Shared, cast: Cast, log: io.StringIO) -> None:
    says(ours, cast.ash, "Shall we talk about it?")
    before, seen = rows(), reads(ours, cast.ash)
    status, page, leads = asks(cast.bo.browser, ours.url(at(ours, cast.bo)), words=HARD)

    assert (status, page.count(MARKED), leads) == (422, 1, "")
    assert page.count("canarycoach") == 2
    assert (rows(), reads(ours, cast.ash)) == (before, seen)
    assert log.getvalue().count("canarycoach") == 0


@ON_SQLITE
def test_other_words_go_into_the_field_and_are_said_only_by_the_form_s_own_button(ours: Shared, cast: Cast) -> None:
    before = rows()
    url = ours.url(at(ours, cast.ash))
    status, page, _leads = asks(cast.ash.browser, url, "use words debt 0", words=HARD)
    assert (status, rows()) == (422, before)
    assert page.count("I did that gladly, and it buys nothing.") == 1
    assert says(ours, cast.ash, "I did that gladly, and it buys nothing.") == "said"
    assert reads(ours, cast.bo).count("I did that gladly, and it buys nothing.") == 1


@ON_SQLITE
def test_an_address_asks_nothing(ours: Shared, cast: Cast) -> None:
    answer = cast.ash.browser.get(ours.url(at(ours, cast.ash)), {"coach": "ask", "words": HARD})
    page = words_of(answer)
    assert (answer.status_code, page.count("canarycoach"), page.count(MARKED)) == (200, 0, 0)


@ON_SQLITE
def test_nobody_else_s_browser_reads_here_and_a_locked_one_keeps_it_sealed(ours: Shared, cast: Cast) -> None:
    url = ours.url(at(ours, cast.ash))
    for who in (cast.cam, cast.noor, cast.sky):
        status, page, _leads = asks(who.browser, url, words=HARD)
        assert (status, page.count("canarycoach")) == (404, 0)
    assert asks(cast.stranger(), url, words=HARD)[::2] == (303, "/sign-in/")
    cast.ash.lock()
    assert asks(cast.ash.browser, url, words=HARD)[::2] == (303, "/unlock/?held=yes")
    assert str(stored()).count("canarycoach") == 0


COMPOSERS = {
    "talk": ("talk/{item}/", "words", {}),
    "repair": ("line/", "words", {}),
    "own item": ("own/new/", "sentence", {"name": "Tea"}),
    "position": ("items/{item}/positions/", "own_condition", {"side": "together", "level": "1"}),
    "step": ("steps/{item}/{side}/add/", "own_condition", {}),
    "prepared": ("prepared/", "to_you", {}),
    "ways": ("ways/own/", "words", {}),
}


@ON_SQLITE
@pytest.mark.parametrize("name", COMPOSERS)
def test_every_composer_answers_with_the_words_and_stores_nothing(ours: Shared, cast: Cast, name: str) -> None:
    path, field, more = COMPOSERS[name]
    url = ours.url(path.format(item=ours.mark(cast.ash, "holding"), side=ours.mark(cast.ash, "together")))
    before = rows()
    status, page, leads = asks(cast.ash.browser, url, **{**more, field: HARD})
    button = "How could my condition land?" if field == "own_condition" else "How could this land?"
    assert (status, page.count(MARKED), page.count(button), leads) == (422, 1, 1, "")
    assert rows() == before


@ON_SQLITE
def test_so_does_every_composer_about_an_item_that_is_open_for_talking(ours: Shared, cast: Cast) -> None:
    way = opens_for_talking(ours, cast)
    item = ours.mark(cast.ash, "holding")
    before = rows()
    for path in (way, f"talk/{item}/terms/", f"talk/{item}/words/"):
        status, page, leads = asks(cast.ash.browser, ours.url(path), words=HARD)
        assert (status, page.count(MARKED), leads) == (422, 1, ""), path
    assert rows() == before


@ON_SQLITE
def test_a_text_that_opens_together_can_be_read_over_first(ours: Shared, cast: Cast) -> None:
    shows_rhythm(ours, cast.ash, cast.bo)
    looks(ours, cast.ash, cast.bo, cast.ash)
    before = rows()
    status, page, _leads = asks(cast.ash.browser, ours.url("together/"), more=HARD)
    assert (status, page.count(MARKED), rows()) == (422, 1, before)


@ON_SQLITE
def test_what_must_never_happen_is_not_read(ours: Shared, cast: Cast) -> None:
    """A limit in own words is nobody's to reword."""
    url = ours.url(f"items/{ours.mark(cast.ash, 'holding')}/positions/")
    _status, page, _leads = asks(cast.ash.browser, url, own_limit=HARD, side="together", level="0")
    assert (page.count(MARKED), page.count("Nothing to say about these words.")) == (0, 1)


@ON_SQLITE
def test_a_part_that_can_be_shown_has_it_and_one_for_oneself_does_not(cast: Cast) -> None:
    parts = ("values", "aftercare", "boundaries", "triggers", "power", "fairer")
    assert [offers(cast.ash, f"/me/about/{part}/") for part in parts] == [1, 1, 0, 0, 0, 0]
    before = rows()
    answer = asks(cast.ash.browser, "/me/about/aftercare/", own="you owe me one", **{"not": "you owe me two"})
    assert (answer[0], answer[1].count(MARKED), answer[1].count("you owe me one"), rows()) == (422, 1, 3, before)


def offers(who: Somebody, url: str) -> int:
    answer = who.browser.get(url)
    assert answer.status_code == 200, url
    return words_of(answer).count("How could this land?")


@ON_SQLITE
def test_an_answer_to_a_card_can_be_read_over_before_it_is_shown(ours: Shared, cast: Cast) -> None:
    before = rows()
    where = "/me/cards/power/good-authority/show/"
    for step in ("look", "show"):
        status, page, leads = asks(cast.ash.browser, where, text=HARD, space=ours.id, step=step)
        assert (status, page.count(MARKED), page.count("Show it"), leads) == (422, 1, 0, "")
    assert rows() == before


@ON_SQLITE
def test_a_no_that_was_read_over_while_locked_is_the_no_when_it_is_sent(ours: Shared, cast: Cast) -> None:
    ash, fields = cast.ash, {"side": "together", "level": "0", "own_limit": "not there"}
    url = ours.url(f"items/{ours.mark(ash, 'holding')}/positions/")
    ash.lock()
    assert asks(ash.browser, url, **fields)[::2] == (303, "/unlock/?held=yes")
    assert ash.unlock() == "/held/"
    (waits,) = ash.browser.get("/held/").context["waiting"]
    sent = {**{field.html_name: field.value() or "" for field in waits.form}, **dict(waits.unasked), "_held": waits.id}
    assert "coach" not in sent
    assert ash.browser.post(url, {name: value for name, value in sent.items() if value}).status_code == 303
    assert HeldForm.objects.count() == 0
