"""Words at hand: a phrase with own words that is kept only when asked for, the list, and nobody else's business."""

import html
import json
import re

import html5lib
import pytest

from ownaccord.accounts.models import HeldForm
from ownaccord.catalogue.phrases import PhraseKind, load_phrases
from ownaccord.core.pocket import LONGEST, MOST
from ownaccord.profile.forms_pocket import LONGEST_BLANK, BlanksForm
from ownaccord.scenes import pocket as pockets
from tests.chapters import stored
from tests.databases import ON_SQLITE
from tests.people import Cast, Somebody, new_browser
from tests.rooms.consent.shared import Shared, words_of

pytestmark = ON_SQLITE

HERE, NEW = "/me/pocket/", "/me/pocket/new/"
GROUPS = load_phrases()
WISH, PAUSE = "/me/say/1/9/", "I would enjoy a slow walk if we pause at the first sign of cold hands."
FILLED = {"fill_what": "a slow walk", "fill_sign": "cold hands"}
LIMIT = f"/me/say/2/{[each.slug for each in GROUPS[1].phrases].index('not-that-word') + 1}/"
NEVER = {"fill_what": "sex with a child", "fill_sign": "x"}


def lines(who: Somebody) -> tuple[str, ...]:
    return pockets.words(who.book())


def keep(who: Somebody, *said: str) -> None:
    for words in said:
        assert who.browser.post(NEW, {"words": words}).headers["Location"] == f"{HERE}?said=kept"


def marks(who: Somebody) -> dict[str, str]:
    return {each.words: each.mark for each in pockets.lines(who.book())}


def press(who: Somebody, words: str, verb: str) -> str:
    return str(who.browser.post(f"{HERE}{marks(who)[words]}/{verb}/").headers["Location"])


def headings(page: str) -> list[str]:
    return re.findall(r'<h1 class="said-large"[^>]*>(.*?)</h1>', html.unescape(page))


def test_own_words_are_shown_in_the_sentence_and_kept_nowhere(cast: Cast) -> None:
    assert cast.ash.browser.get(WISH).status_code == 200
    before = stored()
    answer = cast.ash.browser.post(WISH, {**FILLED, "step": "look"})
    page = answer.content.decode()
    html5lib.HTMLParser(strict=True).parse(page)
    assert (answer.status_code, headings(page)) == (200, [PAUSE])
    assert page.count('value="a slow walk"') == page.count('value="cold hands"') == 1
    assert stored() == before
    assert headings(cast.ash.browser.get(WISH).content.decode()) == [GROUPS[0].phrases[8].shown]


def test_a_sentence_is_kept_when_asked_for_and_blanks_may_stay_empty(cast: Cast) -> None:
    for said in ({**FILLED, "step": "keep"}, {"fill_what": "a slow walk", "step": "keep"}):
        assert cast.ash.browser.post(WISH, said).headers["Location"] == f"{HERE}?said=kept"
    assert cast.ash.browser.post("/me/say/3/1/", {"step": "keep"}).headers["Location"] == f"{HERE}?said=kept"
    assert lines(cast.ash) == (
        PAUSE, "I would enjoy a slow walk if we pause at the first sign of ….", GROUPS[2].phrases[0].say,
    )  # fmt: skip


def test_what_is_typed_into_a_blank_is_words_and_nothing_else(cast: Cast) -> None:
    said = {"fill_what": "{sign} & <b>", "fill_sign": "{what}", "step": "look"}
    page = cast.ash.browser.post(WISH, said).content.decode()
    assert re.findall(r'<h1 class="said-large"[^>]*>(.*?)</h1>', page) == [
        "I would enjoy {sign} &amp; &lt;b&gt; if we pause at the first sign of {what}."
    ]


def test_only_a_wish_is_held_back_and_what_was_typed_stays_with_a_way_to_write_it_as_a_boundary(cast: Cast) -> None:
    answer = cast.ash.browser.post(WISH, {**NEVER, "step": "keep"})
    page = answer.content.decode()
    assert (answer.status_code, lines(cast.ash)) == (422, ())
    assert page.count('value="sex with a child"') == page.count('href="/me/about/boundaries/"') == 1

    assert cast.ash.browser.post(LIMIT, {"fill_word": "child", "step": "keep"}).status_code == 303
    keep(cast.ash, "What was done to me as a child must never happen again.")
    assert lines(cast.ash)[0] == "Please do not use child for me."
    kinds = {group.kind for group in GROUPS for phrase in group.phrases[-1:] if _refuses(group.kind)}
    assert kinds == {PhraseKind.WISH}


def _refuses(kind: PhraseKind) -> bool:
    group = next(each for each in GROUPS if each.kind is kind)
    phrase = GROUPS[0].phrases[8]
    form = BlanksForm(group, phrase, NEVER)
    return form.is_valid() and not form.may_be_kept()


def test_no_phrase_is_too_long_to_be_kept_with_as_much_in_it_as_fits() -> None:
    filled = [
        phrase.filled({blank.name: "x" * LONGEST_BLANK for blank in phrase.blanks})
        for group in GROUPS for phrase in group.phrases
    ]  # fmt: skip
    assert max(map(len, filled)) <= LONGEST


def test_every_phrase_can_be_filled_in_and_kept(cast: Cast) -> None:
    for number, group in enumerate(GROUPS, 1):
        phrase = group.phrases[-1]
        said = {f"fill_{blank.name}": blank.example for blank in phrase.blanks}
        path = f"/me/say/{number}/{len(group.phrases)}/"
        html5lib.HTMLParser(strict=True).parse(cast.ash.browser.get(path).content.decode())
        assert cast.ash.browser.post(path, {**said, "step": "keep"}).status_code == 303
    assert lines(cast.ash) == tuple(group.phrases[-1].example() for group in GROUPS)


def test_the_list_is_in_the_order_that_its_owner_gives_it(cast: Cast) -> None:
    keep(cast.ash, "One.", "Two.", "Three.", "Two.")
    assert press(cast.ash, "Three.", "first") == f"{HERE}?said=first"
    page = cast.ash.browser.get(HERE).content.decode()
    html5lib.HTMLParser(strict=True).parse(page)
    shown = re.findall(r'<a href="/me/pocket/[0-9a-f]{8}/">([^<]+)</a>', page)
    assert shown == ["Three.", "One.", "Two."] == list(lines(cast.ash))
    assert (page.count(">Put first<"), page.count(">Take out<")) == (2, 3)
    assert press(cast.ash, "One.", "out") == f"{HERE}?said=out"
    assert lines(cast.ash) == ("Three.", "Two.")
    one = cast.ash.browser.get(f"{HERE}{marks(cast.ash)['Two.']}/").content.decode()
    assert headings(one) == ["Two."]


def test_a_full_list_loses_nothing_that_was_typed(cast: Cast) -> None:
    keep(cast.ash, *(f"Line {number}." for number in range(MOST)))
    filled = {**FILLED, "step": "keep"}
    for path, said, typed in ((NEW, {"words": "One more."}, "One more."), (WISH, filled, "a slow walk")):
        answer = cast.ash.browser.post(path, said)
        assert answer.status_code == 422
        assert html.unescape(answer.content.decode()).count(typed) >= 1
        assert words_of(answer).count("There is no room for another line.") == 1
    assert len(lines(cast.ash)) == MOST


@pytest.mark.parametrize("wrong", ["", "  ", "a\x00b", "two\nlines", "x" * (LONGEST + 1), "turned \u202e round"])
def test_what_is_no_line_is_not_kept(cast: Cast, wrong: str) -> None:
    assert cast.ash.browser.post(NEW, {"words": wrong}).status_code == 422
    assert lines(cast.ash) == ()


def test_a_place_that_is_nobodys_and_a_line_of_somebody_else_are_not_there(cast: Cast) -> None:
    keep(cast.ash, "Mine alone.")
    mark = marks(cast.ash)["Mine alone."]
    assert cast.ash.browser.get(f"{HERE}{mark}/").status_code == 200
    for who in (cast.bo, cast.noor):
        assert [who.browser.get(f"{HERE}{each}/").status_code for each in (mark, "0" * 8, "x")] == [404] * 3
        assert [who.browser.post(f"{HERE}{mark}/{verb}/").status_code for verb in ("first", "out")] == [404] * 2
        assert "Mine alone." not in words_of(who.browser.get(HERE))
    for path in ("/me/say/0/1/", "/me/say/1/99/", f"/me/say/{10**30}/1/"):
        assert cast.ash.browser.get(path).status_code == 404
    assert cast.ash.browser.post(HERE).status_code == cast.ash.browser.get(f"{HERE}{mark}/out/").status_code == 405
    assert new_browser().get(HERE).headers["Location"] == "/sign-in/"
    assert lines(cast.ash) == ("Mine alone.",)


def test_locked_it_shows_nothing_and_what_was_typed_waits_sealed(cast: Cast) -> None:
    keep(cast.ash, "Mine alone.")
    mark = marks(cast.ash)["Mine alone."]
    cast.ash.lock()
    for path in (HERE, f"{HERE}{mark}/", WISH):
        assert cast.ash.browser.get(path).headers["Location"].startswith("/unlock/?next=")
    said = {**FILLED, "step": "keep"}
    assert cast.ash.browser.post(WISH, said).headers["Location"] == "/unlock/?held=yes"
    assert b"slow walk" not in bytes(HeldForm.objects.get().sealed)
    cast.ash.unlock()
    assert cast.ash.browser.get("/held/").content.decode().count("a slow walk") == 1
    assert lines(cast.ash) == ("Mine alone.",)


def test_nothing_of_it_reaches_anybody_in_the_space(ours: Shared, cast: Cast) -> None:
    before = ours.see(cast.bo), ours.see(cast.bo, "plan/"), ours.see(cast.bo, "shown/")
    keep(cast.ash, "canary in a pocket")
    assert (ours.see(cast.bo), ours.see(cast.bo, "plan/"), ours.see(cast.bo, "shown/")) == before
    cast.bo.unlock()
    assert "pocket" not in cast.bo.book()
    assert [row for row in stored().values() if b"canary in a pocket" in repr(row).encode()] == []


def test_it_is_among_the_things_that_somebody_takes_along(cast: Cast) -> None:
    keep(cast.ash, "One.", "Two.")
    taken = json.loads(cast.ash.browser.post("/me/take/", {"kind": "json"}).content)
    assert taken["Words at hand"] == ["One.", "Two."]


def test_what_cannot_be_read_is_an_empty_list(cast: Cast) -> None:
    book = cast.ash.book()
    book.put("pocket", [["0000000a", 7]])
    assert pockets.lines(book) == ()
