"""Ash and Bo are partners and Bo hosts; Cam shares another space with Ash; Noor is no member; Drew is a stranger."""

import pytest
from django.test import Client

from ownaccord.accounts.models import Host
from tests.people import Clock, clock
from tests.rooms.spaces import cast
from tests.rooms.spaces.cast import Somebody

__all__ = ["clock"]


@pytest.fixture(autouse=True)
def still(clock: Clock) -> None:
    """The clock stands still for every page of this room."""


@pytest.fixture
def ash(db: None) -> Somebody:
    Host.objects.create(name="Bo at the kitchen table")
    return cast.somebody("ash")


@pytest.fixture
def bo(db: None) -> Somebody:
    return cast.somebody("bo")


@pytest.fixture
def cam(db: None) -> Somebody:
    return cast.somebody("cam")


@pytest.fixture
def noor(db: None) -> Somebody:
    return cast.somebody("noor")


@pytest.fixture
def drew(db: None) -> Client:
    return Client(headers={"host": "localhost"})


@pytest.fixture
def space(ash: Somebody, bo: Somebody) -> str:
    """A space of Ash and Bo that has begun; Ash made it."""
    return cast.begun_space(ash, bo)
