"""While a passphrase is stretched, which no transaction waits for, something else of the same account changes."""

import os
from collections.abc import Callable

import pytest

from ownaccord.accounts import devices, entry, renewal, wraps
from ownaccord.accounts.browser import Browser
from ownaccord.accounts.entry import NoFit
from ownaccord.accounts.models import KeyWrap, OneTimeLink, SignIn
from tests.people import PASSPHRASE, Cast, Clock, Somebody, Stretching, clock, from_cookie, quick_stretching

__all__ = ["clock", "quick_stretching"]

OTHER = "silver meadow candle orbit fern"

Meanwhile = Callable[[Callable[[], object]], None]


@pytest.fixture
def ash(stored: str, clock: Clock, quick_stretching: Stretching) -> Somebody:
    return Cast().ash


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch, quick_stretching: Stretching) -> Meanwhile:
    """Does something, once, while the next passphrase is being stretched."""

    def plan(step: Callable[[], object]) -> None:
        steps = [step]

        def stretch(secret: str, salt: bytes, cost: object) -> bytes:
            if steps:
                steps.pop()()
            return quick_stretching(secret, salt, cost)

        monkeypatch.setattr(wraps, "stretch", stretch)

    return plan


def browser_of(who: Somebody) -> Browser:
    return Browser(from_cookie(who.browser, "oa_device"), "127.0.0.1")


def second_device(who: Somebody, now: int) -> KeyWrap:
    share = wraps.account_device(os.urandom(32), who.id)
    return wraps.store(wraps.one_more_device(who.keys, PASSPHRASE, share, now))


def test_a_device_dropped_while_the_passphrase_changes_stays_dropped(
    ash: Somebody, clock: Clock, meanwhile: Meanwhile
) -> None:
    second = second_device(ash, clock.now)
    meanwhile(lambda: KeyWrap.objects.filter(pk=second.pk).delete())
    renewal.change_passphrase(keys=ash.keys, passphrase=OTHER, now=clock.now)

    found = KeyWrap.objects.filter(person_id=ash.id, kind="device")
    assert [bytes(each.device_lookup or b"") == bytes(second.device_lookup or b"") for each in found] == [False]


def test_a_device_added_while_the_passphrase_changes_has_the_new_one(
    ash: Somebody, clock: Clock, meanwhile: Meanwhile
) -> None:
    meanwhile(lambda: second_device(ash, clock.now))
    renewal.change_passphrase(keys=ash.keys, passphrase=OTHER, now=clock.now)

    found = KeyWrap.objects.filter(person_id=ash.id, kind="device")
    assert (found.count(), len({bytes(each.salt) for each in found})) == (2, 1)


def test_words_for_a_device_with_the_passphrase_from_before_open_nothing(
    ash: Somebody, clock: Clock, meanwhile: Meanwhile
) -> None:
    words = devices.offer(keys=ash.keys, now=clock.now)
    keys = ash.keys
    meanwhile(lambda: renewal.change_passphrase(keys=keys, passphrase=OTHER, now=clock.now))

    with pytest.raises(NoFit):
        devices.join(words=words, passphrase=PASSPHRASE, browser=Browser(os.urandom(32), "127.0.0.1"), now=clock.now)
    assert KeyWrap.objects.filter(person_id=ash.id, kind="device").count() == 1
    assert OneTimeLink.objects.count() == 1


def test_a_sign_in_with_the_passphrase_from_before_begins_nothing(
    ash: Somebody, clock: Clock, meanwhile: Meanwhile
) -> None:
    keys, before = ash.keys, set(SignIn.objects.values_list("pk", flat=True))
    meanwhile(lambda: renewal.change_passphrase(keys=keys, passphrase=OTHER, now=clock.now))

    with pytest.raises(NoFit):
        entry.sign_in(name="Ash", secret=PASSPHRASE, browser=browser_of(ash), now=clock.now)
    assert set(SignIn.objects.values_list("pk", flat=True)) == before


def test_a_sign_in_while_everything_is_renewed_begins_nothing(
    ash: Somebody, clock: Clock, meanwhile: Meanwhile
) -> None:
    keys, browser = ash.keys, browser_of(ash)

    def renew() -> None:
        renewal.somebody_may_know(keys=keys, passphrase=OTHER, browser=browser, now=clock.now)

    meanwhile(renew)
    with pytest.raises(NoFit):
        entry.sign_in(name="Ash", secret=PASSPHRASE, browser=browser, now=clock.now)
    assert SignIn.objects.filter(person_id=ash.id).count() == 1
