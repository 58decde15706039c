"""Own items: written for oneself, brought on purpose, read by all, changed and taken back; and what cannot be one."""

import re

import pytest

from ownaccord.accounts import stops
from ownaccord.accounts.models import Person
from ownaccord.catalogue import load
from ownaccord.consent import memory
from ownaccord.consent.models import LedgerRow
from tests.databases import ON_SQLITE
from tests.hands import held
from tests.people import Cast, Somebody
from tests.rooms.consent.shared import Shared, words_of

pytestmark = ON_SQLITE

NAME, SENTENCE = "Counting breaths", "One person counts the other's breaths aloud."
FORM = {"name": NAME, "sentence": SENTENCE, "shapes": ["give_receive"], "contexts": ["at_home"]}


def write_one(ours: Shared, who: Somebody, **other: object) -> str:
    """Write an own item and return its slug."""
    before = {each.slug for each in memory.own_items(who.book())}
    assert ours.press(who, "own/new/", **{**FORM, **other}) == "own/?said=own-kept"
    (slug,) = {each.slug for each in memory.own_items(who.book())} - before
    return slug


def bring(ours: Shared, who: Somebody, **other: object) -> str:
    """Write an own item, bring it, and return its slug."""
    slug = write_one(ours, who, **other)
    assert ours.press(who, f"own/{slug}/bring/") == "own/?said=own-brought"
    return slug


def agree(ours: Shared, slug: str) -> None:
    """Both say Yes to giving and receiving it."""
    for who in (ours.cast.ash, ours.cast.bo):
        ours.read(who, slug)
        for side in ("give", "receive"):
            assert ours.state(who, slug, side) == f"items/{slug}/?said=wished"
    held.turn(hours=13)
    for who in (ours.cast.ash, ours.cast.bo):
        who.unlock()
        assert ours.still_so(who, f"{slug}/give", f"{slug}/receive") == "wishes/?said=still"


def on_the_map(ours: Shared, who: Somebody) -> list[tuple[str, str]]:
    zones = who.browser.get(ours.url()).context["sheet"].zones
    return [(zone.name, row.name) for zone in zones for band in zone.bands for row in band.rows]


def test_from_the_vault_to_the_map(ours: Shared, cast: Cast) -> None:
    slug = bring(ours, cast.ash)
    card = ours.see(cast.bo, f"items/{slug}/")
    assert card.count("Written by Ash. It is no card of the catalogue, and nobody has reviewed it.") == 1
    assert card.count("Nobody has reviewed this.") == 1
    assert "Serious" not in card and "Everyday" not in card
    assert card.count("No good source found; reviewed by nobody yet.") == 1
    agree(ours, slug)
    assert on_the_map(ours, cast.ash) == on_the_map(ours, cast.bo) == [("agreed", NAME)]
    assert re.fullmatch(r"own-[0-9a-f]{32}", slug)


def test_in_the_vault_it_changes_nothing_that_anybody_else_has(ours: Shared, cast: Cast) -> None:
    cast.bo.unlock()
    vault = bytes(Person.objects.get(pk=cast.bo.id).vault)
    pages = [ours.see(cast.bo, rest) for rest in ("map/", "items/", "own/", "changed/")]
    slug = write_one(ours, cast.ash)
    ours.press(cast.ash, f"own/{slug}/", **{**FORM, "name": "Another name"})
    assert LedgerRow.objects.count() == 0
    assert bytes(Person.objects.get(pk=cast.bo.id).vault) == vault
    assert [ours.see(cast.bo, rest) for rest in ("map/", "items/", "own/", "changed/")] == pages
    assert cast.bo.browser.get(ours.url(f"items/{slug}/")).status_code == 404
    assert cast.ash.browser.get(ours.url(f"items/{slug}/")).status_code == 404


def test_bringing_it_says_first_what_it_means_and_is_an_act_of_its_own(ours: Shared, cast: Cast) -> None:
    slug = write_one(ours, cast.ash)
    page = ours.see(cast.ash, f"own/{slug}/bring/")
    assert page.count("From then on everybody in this space can read it, and that you wrote it.") == 1
    assert LedgerRow.objects.count() == 0
    ours.press(cast.ash, f"own/{slug}/bring/")
    assert LedgerRow.objects.count() == 1
    assert on_the_map(ours, cast.ash) == []


def test_it_is_in_no_other_space(ours: Shared, hers: Shared, cast: Cast) -> None:
    slug = bring(ours, cast.ash)
    for who in (cast.ash, cast.cam):
        assert who.browser.get(hers.url(f"items/{slug}/")).status_code == 404
    assert NAME in ours.see(cast.bo, "categories/own-items/")
    assert cast.cam.browser.get(hers.url("categories/own-items/")).status_code == 404


def test_a_change_stays_in_the_notes_until_it_is_brought_and_then_lowers_everybody(ours: Shared, cast: Cast) -> None:
    slug = bring(ours, cast.ash)
    agree(ours, slug)
    ours.press(cast.ash, f"own/{slug}/", **{**FORM, "sentence": "One person counts the other's steps."})
    assert on_the_map(ours, cast.bo) == [("agreed", NAME)]
    assert "Here as it was before you changed it." in ours.see(cast.ash, "own/")
    ours.press(cast.ash, f"own/{slug}/bring/")
    for who in (cast.ash, cast.bo):
        assert on_the_map(ours, who) == [("talk", NAME)]
        assert ours.see(who, "changed/").count("counts as Talk first for now") == 2
    ours.read(cast.bo, slug)
    assert on_the_map(ours, cast.bo) == [("talk", NAME)]
    ours.read(cast.ash, slug)
    assert on_the_map(ours, cast.bo) == [("agreed", NAME)]


def test_taken_back_nothing_on_it_is_in_force_and_its_name_is_still_known(ours: Shared, cast: Cast) -> None:
    slug = bring(ours, cast.ash)
    agree(ours, slug)
    for who in (cast.ash, cast.bo):
        who.lock()
        who.unlock()
    assert ours.press(cast.ash, f"own/{slug}/take-back/") == "own/?said=own-back"
    for who in (cast.ash, cast.bo):
        assert on_the_map(ours, who) == []
        assert NAME in ours.see(who, "history/")
        assert who.browser.get(ours.url(f"items/{slug}/")).status_code == 404
    assert ours.see(cast.bo).count(f"No longer available {NAME}") == 1
    assert ours.see(cast.bo, "changed/").count("not available now") == 2
    ours.press(cast.bo, "changed/let-go/", item=slug)
    assert "No card has changed" in ours.see(cast.bo, "changed/")


def test_brought_again_its_author_has_stated_nothing_on_it(ours: Shared, cast: Cast) -> None:
    slug = bring(ours, cast.ash)
    agree(ours, slug)
    ours.press(cast.ash, f"own/{slug}/take-back/")
    ours.press(cast.ash, f"own/{slug}/bring/")
    assert on_the_map(ours, cast.bo) == []


def test_only_its_author_can_bring_or_take_it_back(ours: Shared, cast: Cast) -> None:
    slug = bring(ours, cast.ash)
    for rest in ("bring/", "take-back/", "let-go/", ""):
        assert cast.bo.browser.post(ours.url(f"own/{slug}/{rest}"), FORM).status_code == 404


def test_a_take_back_that_arrives_locked_pauses_at_once(ours: Shared, cast: Cast) -> None:
    slug = bring(ours, cast.ash)
    cast.ash.lock()
    answer = cast.ash.browser.post(ours.url(f"own/{slug}/take-back/"))
    assert answer.headers["Location"] == "/unlock/?held=paused"
    assert stops.scopes(cast.ash.id) == {ours.id}


def test_a_no_on_it_counts_also_while_nothing_can_be_read(ours: Shared, cast: Cast) -> None:
    slug = bring(ours, cast.ash)
    agree(ours, slug)
    LedgerRow.objects.update(state=b"\x00" * 64)
    assert ours.press(cast.bo, f"items/{slug}/tighten/") == f"items/{slug}/?said=tightened"
    mine = memory.mine(cast.bo.book(), ours.id)
    assert mine is not None and mine.entries == ()


def test_after_a_new_start_it_is_here_again_with_everything_at_no(ours: Shared, cast: Cast) -> None:
    slug = bring(ours, cast.ash)
    agree(ours, slug)
    LedgerRow.objects.update(state=b"\x00" * 64)
    for who in (cast.ash, cast.bo):
        ours.press(who, "reaffirm/")
    assert on_the_map(ours, cast.bo) == []
    assert NAME in ours.see(cast.bo, "categories/own-items/")
    assert ours.see(cast.bo, "wishes/").count(NAME) >= 2
    assert cast.bo.browser.get(ours.url(f"items/{slug}/")).status_code == 200


REFUSED = ["A schoolgirl at school", "With a dog", "Blackmail with pictures"]


@pytest.mark.parametrize("text", REFUSED)
@pytest.mark.parametrize("field", ["name", "sentence"])
def test_what_no_adult_can_be_offered_is_no_item_and_can_be_kept_as_a_limit(
    ours: Shared, cast: Cast, text: str, field: str
) -> None:
    answer = cast.ash.browser.post(ours.url("own/new/"), {**FORM, field: text})
    assert answer.status_code == 422
    page = words_of(answer)
    assert page.count("you can keep it as a limit") == 1 and page.count("Keep it as a limit") == 1
    assert memory.own_items(cast.ash.book()) == ()
    assert ours.press(cast.ash, "own/limit/", **{**FORM, field: text}) == "own/?said=own-limit"
    assert text in ours.see(cast.ash, "own/")
    assert LedgerRow.objects.count() == 0


def test_it_cannot_pass_for_a_card_of_the_catalogue(ours: Shared, cast: Cast) -> None:
    for name in ("Massage", " MASSAGE", "mässage"):
        answer = cast.ash.browser.post(ours.url("own/new/"), {**FORM, "name": name})
        assert answer.status_code == 422 and "There is a card of this name already." in words_of(answer)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""}, {"sentence": ""}, {"name": "x" * 61}, {"name": "x" * 100_000}, {"sentence": "x" * 201},
        {"shapes": []}, {"contexts": []}, {"shapes": ["everybody"]}, {"name": "a\x00b"}, {"name": "abc\u202egnp"},
        {"sentence": "line\nbreak\x07"},
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_said_kindly_and_what_was_typed_stays(
    ours: Shared, cast: Cast, wrong: dict[str, object]
) -> None:
    answer = cast.ash.browser.post(ours.url("own/new/"), {**FORM, **wrong})
    assert answer.status_code == 422
    assert "This needs another look" in words_of(answer)
    assert memory.own_items(cast.ash.book()) == ()


@pytest.mark.parametrize("name", ["שלום", "🧑🏽‍🤝‍🧑🏿", "<b>Names & more</b>", "Ümläut"])
def test_any_script_can_be_written(ours: Shared, cast: Cast, name: str) -> None:
    slug = bring(ours, cast.ash, name=name)
    assert name in ours.see(cast.bo, f"items/{slug}/")


def test_there_is_room_for_twenty(ours: Shared, cast: Cast) -> None:
    for number in range(20):
        write_one(ours, cast.ash, name=f"Thing {number}")
    assert ours.press(cast.ash, "own/new/", **FORM) == "own/?said=own-full"
    assert len(memory.own_items(cast.ash.book())) == 20


def test_it_is_found_by_its_words_but_not_where_risk_is_held_down(ours: Shared, cast: Cast) -> None:
    bring(ours, cast.ash)
    ours.press(cast.bo, "search/", words="breaths")
    assert NAME in ours.see(cast.bo, "search/")
    ours.press(cast.bo, "search/", words="breaths", body="2")
    assert NAME not in ours.see(cast.bo, "search/")


def test_its_author_takes_it_along(ours: Shared, cast: Cast) -> None:
    from ownaccord.consent import hooks

    bring(ours, cast.ash)
    request = type("Asked", (), {"person": cast.ash.id, "keys": cast.ash.keys})
    assert hooks.things(request)["own_items"] == [[NAME, SENTENCE]]  # type: ignore[arg-type]


def test_the_catalogue_itself_never_has_such_a_slug_or_category() -> None:
    from ownaccord.core.definition import is_own

    assert [item.slug for item in load().items if is_own(item.slug)] == []
    assert load().category("own-items") is None
