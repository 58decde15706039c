"""An own item rests under what it is called: whoever takes it back and writes the same again asks no sooner."""

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from ownaccord.talk.models import Post
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock, Somebody
from tests.rooms.consent.shared import Shared
from tests.rooms.consent.test_own_items import FORM, NAME, bring

pytestmark = ON_SQLITE


def says(ours: Shared, who: Somebody, slug: str, words: str, move: str = "say") -> str:
    """Press a button of the thread about this item; what became of it."""
    address = ours.url(f"talk/{ours.mark(who, slug)}/")
    before = Post.objects.count()
    answer = who.browser.post(address, {"words": words, "move": move})
    if answer.status_code == 303:
        return str(answer.headers["Location"]).partition("?said=")[2]
    assert (answer.status_code, Post.objects.count(), words in answer.content.decode()) == (422, before, True)
    return "refused"


def ended(ours: Shared, asks: Somebody, ends: Somebody, slug: str) -> None:
    assert says(ours, asks, slug, "Shall we?") == "said"
    assert says(ours, ends, slug, "", "end") == "ended"


@pytest.mark.parametrize("unlocked", [False, True], ids=["at once", "after an unlock"])
@pytest.mark.parametrize("name", [NAME, "countingBREATHS ", "Co\u0301unting bre\u200baths", "Counting-breath"])
def test_the_same_name_under_another_slug_rests_as_well(
    ours: Shared, cast: Cast, clock: Clock, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    name: str, unlocked: bool,
) -> None:  # fmt: skip
    slug = bring(ours, cast.bo)
    ended(ours, cast.bo, cast.ash, slug)
    if unlocked:
        cast.bo.unlock()
    with django_capture_on_commit_callbacks(execute=True):
        ours.press(cast.bo, f"own/{slug}/take-back/")
        ours.press(cast.bo, f"own/{slug}/let-go/")
        again = bring(ours, cast.bo, name=name)
    assert says(ours, cast.bo, again, "Shall we now?") == "refused"
    assert says(ours, cast.ash, again, "Now I would like to.") == "said"
    assert says(ours, cast.bo, again, "I am glad.") == "said"
    other = bring(ours, cast.bo, name="Counting steps")
    assert says(ours, cast.bo, other, "Shall we?") == "said"


def test_another_name_for_the_old_one_frees_it_for_no_new_one(
    ours: Shared, cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    slug = bring(ours, cast.bo)
    ended(ours, cast.bo, cast.ash, slug)
    with django_capture_on_commit_callbacks(execute=True):
        ours.press(cast.bo, f"own/{slug}/", **{**FORM, "name": "Something else"})
        ours.press(cast.bo, f"own/{slug}/bring/")
        again = bring(ours, cast.bo)
    assert says(ours, cast.bo, again, "Shall we now?") == "refused"
    assert says(ours, cast.bo, slug, "Shall we now?") == "refused"


def test_what_its_author_took_back_rests_under_its_name_for_whoever_asked(ours: Shared, cast: Cast) -> None:
    slug = bring(ours, cast.ash)
    cast.bo.unlock()
    ended(ours, cast.bo, cast.ash, slug)
    ours.press(cast.ash, f"own/{slug}/take-back/")
    cast.bo.unlock()
    again = bring(ours, cast.bo)
    assert says(ours, cast.bo, again, "Shall we now?") == "refused"


def test_after_ninety_days_the_name_can_be_asked_about_again(ours: Shared, cast: Cast, clock: Clock) -> None:
    slug = bring(ours, cast.bo)
    ended(ours, cast.bo, cast.ash, slug)
    cast.bo.unlock()
    ours.press(cast.bo, f"own/{slug}/take-back/")
    clock.turn(days=89)
    cast.bo.sign_in_again()
    again = bring(ours, cast.bo)
    assert says(ours, cast.bo, again, "Shall we now?") == "refused"
    clock.turn(days=2)
    cast.bo.sign_in_again()
    assert says(ours, cast.bo, again, "Shall we now?") == "said"


def test_a_tightening_lets_the_name_rest_too(ours: Shared, cast: Cast) -> None:
    slug = bring(ours, cast.bo)
    for who in (cast.bo, cast.ash):
        ours.state(who, slug, "give" if who is cast.bo else "receive", level="1")
    cast.bo.unlock()
    ours.press(cast.ash, f"items/{slug}/tighten/", level="0")
    ours.press(cast.bo, f"own/{slug}/take-back/")
    again = bring(ours, cast.bo)
    assert says(ours, cast.bo, again, "Shall we now?") == "refused"
