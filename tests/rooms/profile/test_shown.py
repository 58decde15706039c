"""Cards that somebody shows to a space: looked at first, shown, changed, taken back, never brought back by others."""

import html5lib

from ownaccord.accounts.keys import VaultBook
from ownaccord.consent.models import LedgerRow
from ownaccord.spaces import showing
from ownaccord.spaces.models import Shown, Space
from tests.databases import ON_SQLITE
from tests.people import Cast, Somebody
from tests.rooms.consent.shared import Shared, words_of

pytestmark = ON_SQLITE

HERE = "/me/about/"
TELLS = {"signs": ["quiet", "cold"], "own": "I hum.\nAlways the same song.", "seen": "I look at the door."}


def writes(who: Somebody, part: str = "tells", **said: object) -> None:
    """Write a part about oneself."""
    assert who.browser.post(f"{HERE}{part}/", said or TELLS).status_code == 303


def shows(ours: Shared, who: Somebody, *lines: str, part: str = "tells") -> str:
    """Show lines of a part in this space; where the answer leads."""
    answer = who.browser.post(f"{HERE}{part}/show/", {"lines": lines, "space": ours.id, "step": "show"})
    assert answer.status_code == 303, words_of(answer)
    return answer.headers["Location"].removeprefix(ours.url(""))


def test_only_the_chosen_lines_are_shown_and_only_in_the_chosen_space(ours: Shared, hers: Shared, cast: Cast) -> None:
    writes(cast.ash)
    assert shows(ours, cast.ash, "signs", "own") == "shown/?said=shown"

    page = ours.see(cast.bo, "shown/")
    assert page.count("I go quiet, I get cold or shaky") == page.count("Always the same song.") == 1
    assert page.count("My early signs") == 1 and "the door" not in page
    assert "hum" not in hers.see(cast.cam, "shown/")
    assert ours.see(cast.ash, "shown/").count("I go quiet, I get cold or shaky") == 1
    assert LedgerRow.objects.count() == 0


def test_it_is_looked_at_first_exactly_as_the_others_will_see_it_and_nothing_is_shown_by_looking(
    ours: Shared, cast: Cast
) -> None:
    writes(cast.ash)
    fields = {"lines": ["own", "seen"], "space": ours.id, "step": "look"}
    looked = cast.ash.browser.post(f"{HERE}tells/show/", fields).content.decode()
    assert Shown.objects.count() == 0
    shows(ours, cast.ash, "own", "seen")
    article = looked.split("<article", 1)[1].split("</article>")[0]
    assert article in cast.bo.browser.get(ours.url("shown/")).content.decode()


def test_what_is_changed_later_stays_with_its_author_until_it_is_shown_again(ours: Shared, cast: Cast) -> None:
    writes(cast.ash)
    shows(ours, cast.ash, "own")
    writes(cast.ash, own="I whistle.")
    assert "whistle" not in ours.see(cast.bo, "shown/")
    shows(ours, cast.ash, "own")
    page = ours.see(cast.bo, "shown/")
    assert page.count("I whistle.") == 1 and "hum" not in page


def test_what_is_taken_back_is_gone_and_an_older_row_does_not_bring_it_back(ours: Shared, cast: Cast) -> None:
    writes(cast.ash)
    shows(ours, cast.ash, "own")
    older = Shown.objects.values().get()
    assert ours.press(cast.ash, "shown/take-back/", about="tells") == "shown/?said=taken-back"
    assert "hum" not in ours.see(cast.bo, "shown/") + ours.see(cast.ash, "shown/")
    assert len(bytes(Shown.objects.get().sealed)) == len(bytes(older["sealed"]))

    cast.bo.unlock()
    Shown.objects.update(**{name: older[name] for name in ("number", "sealed", "macs", "epoch")})
    assert "hum" not in ours.see(cast.bo, "shown/")
    cast.ash.unlock()
    assert "hum" not in ours.see(cast.bo, "shown/") + ours.see(cast.ash, "shown/")


def test_an_edited_moved_or_deleted_row_shows_nothing_and_its_authors_unlock_mends_it(ours: Shared, cast: Cast) -> None:
    writes(cast.ash)
    shows(ours, cast.ash, "own")
    for edit in ({"sealed": b"x"}, {"macs": b"\xa0"}, {"number": 99}, {"epoch": 9}, {"author_id": cast.bo.id}):
        Shown.objects.update(**edit)
        assert "hum" not in ours.see(cast.bo, "shown/")
        Shown.objects.update(author_id=cast.ash.id)
        cast.ash.unlock()
        assert ours.see(cast.bo, "shown/").count("I hum.") == 1, edit
    Shown.objects.all().delete()
    assert "hum" not in ours.see(cast.bo, "shown/")
    cast.ash.unlock()
    assert ours.see(cast.bo, "shown/").count("I hum.") == 1


def test_nothing_is_shown_while_the_space_starts_anew_and_afterwards_its_authors_unlock_shows_it_again(
    ours: Shared, cast: Cast
) -> None:
    writes(cast.ash)
    shows(ours, cast.ash, "own")
    Space.objects.filter(pk=ours.id).update(epoch=2)
    assert "hum" not in ours.see(cast.bo, "shown/")
    assert shows(ours, cast.ash, "seen") == "shown/?said=not-now"
    for who in (cast.ash, cast.bo):
        ours.press(who, "reaffirm/")
    cast.ash.unlock()
    page = ours.see(cast.bo, "shown/")
    assert page.count("I hum.") == 1 and "the door" not in page


def test_taken_back_while_it_starts_anew_it_does_not_come_back(ours: Shared, cast: Cast) -> None:
    writes(cast.ash)
    shows(ours, cast.ash, "own")
    Space.objects.filter(pk=ours.id).update(epoch=2)
    assert ours.press(cast.ash, "shown/take-back/", about="tells") == "shown/?said=taken-back"
    assert Shown.objects.count() == 0
    for who in (cast.ash, cast.bo):
        ours.press(who, "reaffirm/")
    cast.ash.unlock()
    assert "hum" not in ours.see(cast.bo, "shown/")


def test_when_the_space_ends_nothing_of_it_is_shown_or_kept(ours: Shared, cast: Cast) -> None:
    writes(cast.ash)
    shows(ours, cast.ash, "own")
    assert cast.bo.browser.post(ours.url("leave/")).status_code == 303
    assert Shown.objects.count() == 0
    assert cast.ash.browser.get(ours.url("shown/")).status_code == 404


def test_without_a_space_or_without_words_there_is_nothing_to_show(cast: Cast) -> None:
    page = words_of(cast.ash.browser.get(f"{HERE}tells/show/"))
    assert page.count("Nothing is written in this part yet.") == 1
    writes(cast.ash)
    assert words_of(cast.ash.browser.get(f"{HERE}tells/show/")).count("You share no space yet.") == 1
    assert "Show some of it" in words_of(cast.ash.browser.get(f"{HERE}tells/"))


def test_what_one_depends_on_and_what_one_says_to_oneself_cannot_be_shown(ours: Shared, cast: Cast) -> None:
    for part in ("power", "fairer", "no-is-fine", "wanting", "being", "nothing"):
        assert cast.ash.browser.get(f"{HERE}{part}/show/").status_code == 404
    writes(cast.ash, "power", ways=["money"])
    assert "Show some of it" not in words_of(cast.ash.browser.get(f"{HERE}power/"))


def test_nothing_is_chosen_beforehand_and_a_choice_that_is_missing_is_asked_for(ours: Shared, cast: Cast) -> None:
    writes(cast.ash)
    assert "checked" not in cast.ash.browser.get(f"{HERE}tells/show/").content.decode()
    for fields in ({"space": ours.id}, {"lines": ["own"]}, {"lines": ["own"], "space": "0" * 32}, {"lines": ["x"]}):
        answer = cast.ash.browser.post(f"{HERE}tells/show/", {**fields, "step": "show"})
        assert answer.status_code == 422 and Shown.objects.count() == 0


def test_only_members_see_it(ours: Shared, hers: Shared, cast: Cast) -> None:
    writes(cast.ash)
    shows(ours, cast.ash, "own")
    for who in (cast.cam, cast.noor):
        assert who.browser.get(ours.url("shown/")).status_code == 404
        assert who.browser.post(ours.url("shown/take-back/"), {"about": "tells"}).status_code == 404
        answer = who.browser.post(f"{HERE}tells/show/", {"lines": ["own"], "space": ours.id, "step": "show"})
        assert answer.status_code == 422
    assert cast.stranger().get(ours.url("shown/")).headers["Location"] == "/sign-in/"
    assert ours.press(cast.bo, "shown/take-back/", about="tells") == "shown/?said=same"
    assert ours.see(cast.bo, "shown/").count("I hum.") == 1


def test_a_partner_who_has_the_database_cannot_show_something_in_anothers_name(ours: Shared, cast: Cast) -> None:
    writes(cast.bo, own="I never mind anything.")
    shows(ours, cast.bo, "own")
    row = Shown.objects.get()
    Shown.objects.create(
        space_id=ours.id, author_id=cast.ash.id, epoch=row.epoch, number=row.number, sealed=row.sealed, macs=row.macs
    )
    assert showing.mine(cast.ash.book(), ours.id) == {}
    assert ours.see(cast.ash, "shown/").count("never mind") == ours.see(cast.bo, "shown/").count("never mind") == 1
    Shown.objects.filter(author_id=cast.bo.id).delete()
    assert "never mind" not in ours.see(cast.ash, "shown/")


def test_every_page_is_html_without_mistakes(ours: Shared, cast: Cast) -> None:
    writes(cast.ash, own='"><b>&amp; {{ never }}')
    shows(ours, cast.ash, "own")
    for path in (ours.url("shown/"), f"{HERE}tells/show/", f"{HERE}tells/"):
        page = cast.ash.browser.get(path).content.decode()
        html5lib.HTMLParser(strict=True).parse(page)
        assert (page.count("<h1>"), page.count("<b>")) == (1, 0)


def test_a_choice_that_arrives_locked_waits_and_shows_nothing_by_itself(ours: Shared, cast: Cast) -> None:
    writes(cast.ash)
    cast.ash.lock()
    fields = {"lines": ["own"], "space": ours.id, "step": "show"}
    assert cast.ash.browser.post(f"{HERE}tells/show/", fields).headers["Location"] == "/unlock/?held=yes"
    cast.ash.unlock()
    assert cast.ash.browser.get("/held/").content.decode().count("checked") == 2
    assert Shown.objects.count() == 0
    assert shows(ours, cast.ash, "own") == "shown/?said=shown"


def test_what_cannot_be_read_in_the_own_vault_is_nothing_that_is_shown() -> None:
    book = VaultBook()
    for kept in ("x", [1], [1, ["x"]], ["1", {}], [3, {"tells": [1]}], [3, {"tells": 1}]):
        book.put("shown/x", kept)
        assert showing.mine(book, "x") == {}
