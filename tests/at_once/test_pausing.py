"""A pause waits for nobody: whatever another transaction holds, it is stored and answered while that one holds it."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection, transaction

from ownaccord.accounts.models import Pause, SignIn
from ownaccord.lib.lanes import stops_something
from tests import cluster
from tests.databases import Settings
from tests.people import Cast, Clock, Stretching, clock, quick_stretching
from tests.rooms.consent.shared import begun

__all__ = ["clock", "quick_stretching"]

PAUSES = ("/pause/", "/s/{space}/pause/")


@pytest.fixture
def cast(on_postgresql_alone: Settings, clock: Clock, quick_stretching: Stretching) -> Cast:
    return Cast()


@pytest.fixture
def everything_held(on_postgresql_alone: Settings) -> Iterator[psycopg.Connection]:
    """Another transaction that can hold every row of every table, until the test is over."""
    with psycopg.connect(cluster.of(str(on_postgresql_alone["NAME"]))) as other:
        yield other
        other.rollback()


def hold_every_row(other: psycopg.Connection) -> int:
    """How many rows are held from now on, the strongest way that there is."""
    found = other.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    return sum(len(other.execute(f'SELECT 1 FROM "{name}" FOR UPDATE').fetchall()) for (name,) in found)


@pytest.mark.parametrize("address", PAUSES)
def test_while_locked_a_pause_is_answered_although_every_row_is_held(
    cast: Cast, everything_held: psycopg.Connection, address: str
) -> None:
    space = begun(cast.ash, cast.bo)
    cast.ash.lock()
    Pause.objects.create(person_id=cast.ash.id, scope="")
    assert hold_every_row(everything_held) > 10

    answer = cast.ash.browser.post(address.format(space=space))

    assert (answer.status_code, answer.headers["Location"]) == (303, "/pause/")
    scope = "" if address == "/pause/" else space
    assert scope in Pause.objects.filter(person_id=cast.ash.id).values_list("scope", flat=True)
    assert Pause.objects.filter(person_id=cast.ash.id).count() == 2


def test_an_unlocked_pause_is_stored_before_what_has_to_wait_and_answered_after_it_gave_up(
    cast: Cast, everything_held: psycopg.Connection
) -> None:
    begun(cast.ash, cast.bo)
    hold_every_row(everything_held)

    assert cast.ash.browser.post("/pause/").status_code == 303
    assert Pause.objects.filter(person_id=cast.ash.id, scope="").exists()


def test_a_pause_of_somebody_who_idled_too_long_waits_for_nobody_either(
    cast: Cast, everything_held: psycopg.Connection, clock: Clock
) -> None:
    begun(cast.ash, cast.bo)
    clock.turn(hours=1)
    hold_every_row(everything_held)

    assert cast.ash.browser.post("/pause/").status_code == 303
    assert Pause.objects.filter(person_id=cast.ash.id, scope="").exists()
    everything_held.rollback()
    cast.ash.browser.get("/")
    assert not SignIn.objects.filter(person_id=cast.ash.id, keys_sealed__isnull=False).exists()


def test_a_stop_code_is_heard_although_every_row_is_held(cast: Cast, everything_held: psycopg.Connection) -> None:
    cast.ash.browser.post("/me/stop-code/", {"step": "new"})
    words = str(cast.ash.book().get("showing/stop"))
    hold_every_row(everything_held)

    answer = cast.stranger().post("/stop/", {"words": words})
    assert answer.headers["Location"] == "/stop/?heard=yes"
    assert Pause.objects.filter(person_id=cast.ash.id, scope="").exists()


def test_a_pause_is_stored_although_the_connection_was_lost(cast: Cast, everything_held: psycopg.Connection) -> None:
    cast.ash.lock()
    connection.ensure_connection()
    from ownaccord.accounts import stops

    everything_held.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
    person = everything_held.execute("SELECT person_id FROM accounts_signin ORDER BY made_on LIMIT 1").fetchone()
    assert person is not None
    stops.pause(person=person[0])

    assert everything_held.execute("SELECT scope FROM accounts_pause").fetchall() == [("",)]


def test_a_pause_refers_to_nothing_in_the_database(on_postgresql_alone: Settings) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, Pause._meta.db_table)
    tied = [each for each in found.values() if each["foreign_key"] or (each["unique"] and not each["primary_key"])]
    assert tied == []
    assert stops_something("/pause/")
