"""Who may listen by being signed in: unlocked at this moment, by the first sign-in of the browser that lives."""

import base64
from collections.abc import Iterable

from pytest_django import Settings

from ownaccord.accounts import sign_ins
from ownaccord.accounts.models import SignIn
from ownaccord.lib import clock
from ownaccord.lib.streams.listening import mark
from ownaccord.lib.streams.live import known_now
from ownaccord.lib.streams.stream import state_of
from ownaccord.spaces import actions
from ownaccord.spaces.listening import by_sign_in
from tests.databases import ON_SQLITE
from tests.rooms.spaces.cast import Somebody

pytestmark = ON_SQLITE


def heard(*people: Somebody, later: int = 0, secure: bool = False) -> tuple[str, frozenset[str]] | None:
    """Who may listen with the sign-ins of these people in one browser, and to what."""
    raw = b"".join(base64.urlsafe_b64decode(who.browser.cookies["oa_signin"].value + "=") for who in people)
    name = "__Host-oa_signin" if secure else "oa_signin"
    jar = {name: base64.urlsafe_b64encode(raw).rstrip(b"=").decode()}
    shown = by_sign_in.shown(jar, secure=secure)
    assert shown is not None and raw not in shown
    found = by_sign_in.may([shown, b"x" * 32], clock.now() + later)
    return next(((each.person, each.spaces) for each in found.values()), None)


def test_a_member_hears_the_spaces_in_which_they_sit(ash: Somebody, bo: Somebody, noor: Somebody, space: str) -> None:
    assert heard(ash) == (ash.id, frozenset({space}))
    assert heard(bo, secure=True) == (bo.id, frozenset({space}))
    assert heard(noor) == (noor.id, frozenset())


def test_locked_idle_or_after_its_days_a_sign_in_hears_nothing(ash: Somebody, space: str) -> None:
    assert heard(ash, later=sign_ins.IDLE_OWN - 5) == (ash.id, frozenset({space}))
    assert heard(ash, later=sign_ins.IDLE_OWN + 5) is None
    SignIn.objects.filter(person_id=ash.id).update(until_day=1)
    assert heard(ash) is None


def test_locked_it_hears_nothing_and_nobody_behind_it_does(ash: Somebody, bo: Somebody, space: str) -> None:
    ash.lock()

    assert (heard(ash), heard(ash, bo), heard(bo, ash)) == (None, None, (bo.id, frozenset({space})))


def test_where_the_first_sign_in_has_ended_the_next_one_counts(ash: Somebody, bo: Somebody, space: str) -> None:
    SignIn.objects.filter(person_id=ash.id).delete()

    assert heard(ash, bo) == (bo.id, frozenset({space}))


def test_a_space_that_ended_is_not_heard(ash: Somebody, bo: Somebody, space: str) -> None:
    actions.end(space=space)

    assert heard(bo) == (bo.id, frozenset())


def test_a_page_knows_the_word_that_a_stream_would_begin_with(
    ash: Somebody, bo: Somebody, noor: Somebody, space: str, settings: Settings
) -> None:
    settings.OWNACCORD_LIVE_REVISIONS = "tests.rooms.spaces.test_listening.seven"
    jars = [{name: morsel.value for name, morsel in who.browser.cookies.items()} for who in (ash, bo, noor)]
    words = [known_now(jar, secure=False) for jar in jars]

    assert words == [*(state_of({mark(who.id, space): 7}) for who in (ash, bo)), ""]


def seven(spaces: Iterable[str]) -> dict[str, int]:
    return dict.fromkeys(spaces, 7)


def test_without_a_sign_in_nothing_is_shown() -> None:
    assert by_sign_in.shown({"oa_signin": "x", "other": "y"}, secure=False) is None
