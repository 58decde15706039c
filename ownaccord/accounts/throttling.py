"""Slowing down guesses: per account and device, and per address; never a stop."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from ownaccord.accounts.models import Throttle

FREE_TRIES = 5
FREE_TRIES_AN_ADDRESS = 30
LONGEST_WAIT = 900
FORGET_AFTER = 86400


class Slow(Exception):
    """Too many tries; `seconds` says how long this browser or address has to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def wait_left(keys: Iterable[bytes], now: int) -> int:
    """Return how many seconds somebody with these throttle keys still has to wait; 0 when none."""
    times = Throttle.objects.filter(pk__in=list(keys)).values_list("not_before", flat=True)
    # A time further away than any wait is a clock that was turned back, and nobody is locked out by it.
    return max([0, *(moment - now for moment in times if moment - now <= LONGEST_WAIT)])


def slow_down(keys: Iterable[bytes], now: int) -> None:
    """Raise Slow when one of them has to wait."""
    if seconds := wait_left(keys, now):
        raise Slow(seconds)


def failed(keys: tuple[bytes, bytes], now: int) -> None:
    """Remember one more failure of this account and device, and of this address."""
    _failed(keys[0], now, FREE_TRIES)
    _failed(keys[1], now, FREE_TRIES_AN_ADDRESS)


def succeeded(keys: tuple[bytes, bytes]) -> None:
    """Forget the failures of this account and device; those of the address may be another's."""
    Throttle.objects.filter(pk=keys[0]).delete()


def spent(key: bytes, now: int, most: int) -> bool:
    """Return whether this was done `most` times since a day ago; otherwise count it once more."""
    with transaction.atomic():
        row, _ = Throttle.objects.select_for_update().get_or_create(pk=key, defaults={"not_before": now})
        if not 0 <= now - row.not_before < FORGET_AFTER:
            row.failures, row.not_before = 0, now
        if row.failures >= most:
            return True
        row.failures += 1
        row.save(update_fields=["failures", "not_before"])
    return False


def lapsed(now: int) -> QuerySet[Throttle]:
    """Return what failed more than a day ago and is to be forgotten."""
    return Throttle.objects.filter(not_before__lt=now - FORGET_AFTER)


def _failed(key: bytes, now: int, free_tries: int) -> None:
    """After the free ones each failure doubles the wait, at most to a quarter of an hour."""
    with transaction.atomic():
        row, _ = Throttle.objects.select_for_update().get_or_create(pk=key)
        row.failures = row.failures + 1 if now - row.not_before < FORGET_AFTER else 1
        over = row.failures - free_tries
        row.not_before = now + (min(LONGEST_WAIT, 2 ** min(over, 10)) if over > 0 else 0)
        row.save(update_fields=["failures", "not_before"])
