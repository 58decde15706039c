"""Looking for an item: by words, by risk, by what was not read; and what was looked for stays with whoever looked."""

import re

import pytest

from ownaccord.accounts.models import Person
from ownaccord.catalogue import load
from tests.databases import ON_SQLITE
from tests.people import Cast, Somebody
from tests.rooms.consent.shared import Shared, words_of
from tests.rooms.consent.test_items import names_on, on_show

pytestmark = ON_SQLITE

WORD = "massage"


def look_for(ours: Shared, who: Somebody, **typed: str) -> list[str]:
    """The names on the page that the search leads to."""
    assert ours.press(who, "search/", **typed) == "search/"
    return names_on(who.browser.get(ours.url("search/")).content.decode())


@pytest.mark.parametrize("typed", [WORD, "MASSAGE", "  Massage ", "màssâge", "mass", "massages"])
def test_a_name_is_found_however_it_is_typed(ours: Shared, cast: Cast, typed: str) -> None:
    assert look_for(ours, cast.ash, words=typed)[0] == "Massage"


def test_another_name_is_found(ours: Shared, cast: Cast) -> None:
    assert look_for(ours, cast.ash, words="choking")[0] == "Pressure on the neck"


def test_words_that_name_nothing_are_answered_calmly(ours: Shared, cast: Cast) -> None:
    assert look_for(ours, cast.ash, words="qqqq") == []
    assert "Nothing here fits." in ours.see(cast.ash, "search/")


@pytest.mark.parametrize("field, of", [("body", "physical"), ("feelings", "emotional"), ("law", "legal")])
@pytest.mark.parametrize("most", [0, 1, 2, 3])
def test_risk_can_be_held_down(ours: Shared, cast: Cast, field: str, of: str, most: int) -> None:
    wanted = [item.name for item in on_show() if getattr(item.risk, of) <= most]
    assert look_for(ours, cast.ash, **{field: str(most)}) == (wanted if most < 3 else [])


def test_what_was_not_looked_at_is_what_was_not_read_as_it_is_now(ours: Shared, cast: Cast) -> None:
    ours.read(cast.ash, "massage")
    assert look_for(ours, cast.ash, which="unread") == [i.name for i in on_show() if i.slug != "massage"]
    assert look_for(ours, cast.bo, which="unread") == [i.name for i in on_show()]


def test_what_was_stated_can_be_found_again(ours: Shared, cast: Cast) -> None:
    ours.state(cast.ash, "massage", "give", level="1")
    ours.press(cast.ash, "items/cold/tell/", side="receive")
    named = {i.name for i in load().items if i.slug in ("massage", "cold")}
    assert set(look_for(ours, cast.ash, which="stated")) == named
    assert look_for(ours, cast.bo, which="stated") == []


def test_everything_that_was_chosen_holds_at_once(ours: Shared, cast: Cast) -> None:
    found = look_for(ours, cast.ash, words="hand", body="0", which="unread")
    assert found == [n for n in look_for(ours, cast.ash, words="hand") if _risk(n) == 0]


def _risk(name: str) -> int:
    return next(item.risk.physical for item in load().items if item.name == name)


def test_the_words_are_in_no_address_no_log_and_no_row(
    ours: Shared, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    vaults = dict(Person.objects.values_list("pk", "vault_version"))
    answer = cast.ash.browser.post(ours.url("search/"), {"words": "zebrawood"})
    assert answer.headers["Location"] == ours.url("search/")
    assert "zebrawood" not in repr(answer.headers) + answer.cookies.output() + caplog.text
    assert "zebrawood" in cast.ash.browser.get(ours.url("search/")).content.decode()
    assert dict(Person.objects.values_list("pk", "vault_version")) == vaults


def test_back_and_reload_show_it_again_and_the_first_page_forgets_it(ours: Shared, cast: Cast) -> None:
    assert look_for(ours, cast.ash, words=WORD) == names_on(cast.ash.browser.get(ours.url("search/")).content.decode())
    cast.ash.browser.get(ours.url("items/"))
    page = cast.ash.browser.get(ours.url("search/")).content.decode()
    assert names_on(page) == [] and f'value="{WORD}"' not in page


def test_somebody_else_in_the_same_browser_sees_nothing_of_it(ours: Shared, cast: Cast) -> None:
    look_for(ours, cast.ash, words=WORD)
    for name, morsel in cast.ash.browser.cookies.items():
        if name.startswith("oa_search_"):
            cast.bo.browser.cookies[name] = morsel.value
            mine = name
    assert WORD not in cast.bo.browser.get(ours.url("search/")).content.decode()
    assert cast.ash.browser.cookies[mine]["max-age"] == ""


def test_a_search_that_arrives_locked_is_neither_kept_nor_answered(ours: Shared, cast: Cast) -> None:
    cast.ash.lock()
    answer = cast.ash.browser.post(ours.url("search/"), {"words": WORD})
    assert answer.headers["Location"] == "/unlock/?held=no"
    assert cast.ash.row.held_forms.count() == 0


@pytest.mark.parametrize("words", ["x" * 100_000, "a\x00b", "abc\u202egnp.exe\u2066"])
def test_what_cannot_be_looked_for_is_said_kindly(ours: Shared, cast: Cast, words: str) -> None:
    answer = cast.ash.browser.post(ours.url("search/"), {"words": words, "body": "7", "which": "x"})
    assert answer.status_code == 422
    assert "This needs another look" in words_of(answer)


def test_no_browser_keeps_or_checks_what_is_typed(ours: Shared, cast: Cast) -> None:
    page = cast.ash.browser.get(ours.url("items/")).content.decode()
    field = re.search(r'<input type="text" name="words"[^>]*>', page)
    assert field and all(each in field[0] for each in ('autocomplete="off"', 'spellcheck="false"'))
