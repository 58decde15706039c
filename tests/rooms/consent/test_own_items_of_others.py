"""What another member's software sends as an own item is judged as if it had been typed; else it is no item."""

from dataclasses import replace

import pytest

from ownaccord.consent import authoring, own_items
from ownaccord.consent.looking import Look, look
from ownaccord.core import own_items as core
from ownaccord.core.definition import Definition
from ownaccord.core.position import Shape
from ownaccord.core.terms import Context
from ownaccord.lib import clock
from ownaccord.spaces import access
from tests.databases import ON_SQLITE
from tests.people import Cast, Somebody
from tests.rooms.consent.shared import Shared
from tests.rooms.consent.test_own_items import NAME, agree, bring, on_the_map

pytestmark = ON_SQLITE

GOOD = Definition(
    own_items.new_slug(), "Counting steps", "One person counts.", (Shape.GIVE_RECEIVE,), frozenset(Context)
)


def look_of(ours: Shared, who: Somebody) -> Look:
    space = access.space_for(who.id, ours.id, who.keys)
    return look(person=who.id, keys=who.keys, space=space, witness=None, behind=False, now=clock.now())


def sends(ours: Shared, who: Somebody, definition: Definition) -> None:
    """Their software writes this definition, whatever ours would have said to it."""
    authoring.bring(look=look_of(ours, who), keys=who.keys, definition=definition)


def test_a_good_one_is_an_item(ours: Shared, cast: Cast) -> None:
    sends(ours, cast.bo, GOOD)
    assert cast.ash.browser.get(ours.url(f"items/{GOOD.slug}/")).status_code == 200
    assert GOOD.name in ours.see(cast.ash, "categories/own-items/")


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "With a dog"}, {"sentence": "With a schoolgirl."}, {"name": "Massage"}, {"name": "MASSAGE."},
        {"name": "abc\u202egnp"}, {"sentence": "x\u2066y"}, {"name": "With a", "sentence": "dog."},
    ],
)  # fmt: skip
def test_what_could_not_have_been_typed_is_no_item(ours: Shared, cast: Cast, wrong: dict[str, str]) -> None:
    bad = replace(GOOD, **wrong)
    sends(ours, cast.bo, bad)
    for who in (cast.ash, cast.bo):
        assert who.browser.get(ours.url(f"items/{bad.slug}/")).status_code == 404
        assert who.browser.get(ours.url("categories/own-items/")).status_code == 404
        assert bad.slug not in look_of(ours, who).catalogue.rules()


def test_the_same_item_from_two_members_is_no_item_and_nothing_on_it_is_in_force(ours: Shared, cast: Cast) -> None:
    slug = bring(ours, cast.ash)
    agree(ours, slug)
    assert on_the_map(ours, cast.ash) == [("agreed", NAME)]
    sends(ours, cast.bo, replace(GOOD, slug=slug))
    for who in (cast.ash, cast.bo):
        assert on_the_map(ours, who) == []
        assert who.browser.get(ours.url(f"items/{slug}/")).status_code == 404


def test_what_the_pages_use_are_the_rules_that_the_laws_are_about(ours: Shared, cast: Cast) -> None:
    from ownaccord.catalogue import load

    bring(ours, cast.ash)
    sends(ours, cast.bo, GOOD)
    found = look_of(ours, cast.ash)
    assert dict(found.catalogue.rules()) == dict(core.with_own(load().rules(), found.states))
