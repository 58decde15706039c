"""The bell board: after the transaction, not without it, and never in the way of what was stored."""

import pytest
from django.db import transaction

from ownaccord.lib import hall

heard: list[object] = []


class Rang:
    """Something that happened."""


def listen(event: object) -> None:
    heard.append(event)


def fail(event: object) -> None:
    raise ValueError


@pytest.fixture(autouse=True)
def board(monkeypatch: pytest.MonkeyPatch) -> None:
    heard.clear()
    monkeypatch.setattr("ownaccord.web.wiring.SUBSCRIPTIONS", {Rang: (fail, listen)})


@pytest.mark.django_db(transaction=True)
def test_a_bell_rings_after_the_transaction_and_a_failing_listener_stops_nobody() -> None:
    event = Rang()
    with transaction.atomic():
        hall.ring(event)
        assert heard == []

    assert heard == [event]


@pytest.mark.django_db(transaction=True)
def test_what_was_not_stored_is_not_told() -> None:
    with pytest.raises(ValueError), transaction.atomic():
        hall.ring(Rang())
        raise ValueError

    assert heard == []


@pytest.mark.django_db(transaction=True)
def test_nobody_hears_what_nobody_subscribed_to() -> None:
    hall.ring("something else")

    assert heard == []
