"""Law 11, as somebody with the database sees it: who changed thirty things and who only unlocked look the same.

Whatever else a private act changes in the database stands in `SHOWS`, with the reason why it has to. A new form fails
here until it is sent in a private act, or stands in `TOLD` with the reason why it shows (`acts_shown.py`).
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from unittest import mock

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import resolve

from ownaccord.accounts.models import Person
from ownaccord.catalogue import load
from ownaccord.core.terms import Level
from tests.chapters import stored, tables
from tests.databases import ON_SQLITE
from tests.people import PASSPHRASE, Clock
from tests.rooms.consent.shared import YES
from tests.walls.acts import ACTS, Act, After
from tests.walls.acts_of_rooms import OF_ROOMS
from tests.walls.acts_shown import KEEPS_NOTHING, SHOWS, TOLD
from tests.walls.scene import Scene, undone
from tests.walls.test_bad_input import FIELDS
from tests.walls.test_non_interference import without_lots
from tests.walls.worlds import Street, street

pytestmark = pytest.mark.django_db

Table = dict[str, list[tuple[Any, ...]]]

# How often a vault was written is a number that its row has to have (docs/develop/spec/account.md); how many bytes of
# it there are is not. A sign-in ends with each unlock, and its successor has another id.
COUNTED = {"vault_version"}


def outside(scene: Scene) -> Table:
    """Every row of every table: numbers and texts as they are, of what is sealed only how long it is."""
    return {table: sorted((_row(table, line) for line in lines), key=repr) for table, lines in stored().items()}


def _row(table: str, line: tuple[Any, ...]) -> tuple[Any, ...]:
    names = _columns(connection.vendor, table)
    return tuple(
        (name, _seen(name, value)) for name, value in zip(names, line, strict=True) if name not in COUNTED | {"id"}
    )


@cache
def _columns(vendor: str, table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [column.name for column in connection.introspection.get_table_description(cursor, table)]


def _seen(name: str, value: Any) -> Any:
    return ("bytes", len(value)) if isinstance(value, bytes) else repr(value)


def privately(scene: Scene) -> None:
    """Ash reads thirty cards, keeps a wish on each, raises it, lets some go, and asks for a longer wait."""
    cards = [item for item in load().items if item.ceiling is Level.YES][1:31]
    assert len(cards) >= 20
    for item in cards:
        scene.ours.read(scene.ash, item.slug)
        for terms in (YES, {**YES, "own_limit": "never my left knee " * 5, "minutes": "20"}):
            assert scene.ours.state(scene.ash, item.slug, item.sides[0].value, **terms).endswith("wished")
    for item in cards[:3]:
        scene.ours.press(scene.ash, "wishes/let-go/", wish=f"{item.slug}/{item.sides[0].value}")
    settings = {"icon": "notebook", "sign": "0", "wait": "100"}
    assert scene.ash.browser.post("/me/settings/", settings).status_code == 303


def test_thirty_private_changes_look_like_an_unlock(scene: Scene) -> None:
    with undone(scene.ash):
        scene.ash.unlock()
        only_unlocked = outside(scene)
    privately(scene)
    scene.ash.unlock()

    assert outside(scene) == only_unlocked


def test_a_position_is_as_long_as_any_other(scene: Scene) -> None:
    """What is told to the others shows as one record more; not what it says."""
    lengths = set()
    for own in ("", "never my left knee, and nothing with feathers either"):
        with undone(scene.bo):
            scene.ours.state(scene.bo, "holding", "together", own_limit=own, minutes="30")
            lengths.add(str(outside(scene)["consent_ledgerrow"]))

    assert len(lengths) == 1


def test_the_comparison_notices_a_longer_vault_and_a_row_more(scene: Scene) -> None:
    before = outside(scene)
    with undone():
        Person.objects.filter(pk=scene.ash.id).update(vault=bytes(scene.ash.row.vault) + b"\0")
        assert outside(scene) != before
    with undone(scene.bo):
        scene.bo.browser.post("/pause/")
        assert outside(scene) != before
    assert outside(scene) == before


def test_no_column_knows_an_item_or_an_exact_time(scene: Scene) -> None:
    """Exact times are only those that the models name a reason for; no value anywhere is the name of an item."""
    exact = {"idle_until", "unlocked_until", "expires_at", "not_before"}
    slugs = {item.slug for item in load().items}
    found = set()
    for table in tables():
        for line in outside(scene)[table]:
            for name, value in line:
                if isinstance(value, str) and any(slug in value for slug in slugs):
                    found.add((table, name))
                if isinstance(value, str) and value.isdigit() and int(value) > 1_000_000_000:
                    found |= {(table, name)} if name not in exact else set()

    assert found == set()
    assert {model._meta.db_table for model in apps.get_models()} == set(tables())


EVERY = {**ACTS, **OF_ROOMS}


def changed(before: Table, after: Table) -> set[str]:
    """Which columns differ, or how many rows there are more."""
    found = set()
    for table in before:
        gone, new = Counter(before[table]) - Counter(after[table]), Counter(after[table]) - Counter(before[table])
        if gone.total() != new.total():
            found.add(f"{table}: {new.total() - gone.total()}")
            continue
        pairs = zip(sorted(gone.elements(), key=repr), sorted(new.elements(), key=repr), strict=True)
        found |= {f"{table}.{name}" for one, two in pairs for (name, a), (_, b) in zip(one, two, strict=True) if a != b}
    return found


@dataclass
class Shown:
    """What each act changed outside, and what it changed in Ash's own vault; the forms that were sent for them all."""

    outside: dict[str, set[str]] = field(default_factory=dict)
    kept: dict[str, set[str]] = field(default_factory=dict)
    entries: set[tuple[Any, ...]] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)


_shown: list[Shown] = []


@pytest.fixture
def shown(clock: Clock) -> Shown:
    """Every private act, done once for all tests of this file."""
    if not _shown:
        _shown.append(_done(street(clock)))
    return _shown[0]


def _done(here: Street) -> Shown:
    found = Shown()
    with undone(here.ash):
        here.ash.unlock()
        only_unlocked = outside(here), held_by(here)
    for name, act in EVERY.items():
        with undone(here.ash):
            before = _began(here, act.first) if isinstance(act, After) else only_unlocked
            with noted(found.forms):
                act(here)
            here.ash.unlock()
            after = outside(here), held_by(here)
        here.ash.passphrase = PASSPHRASE
        found.outside[name] = changed(before[0], after[0])
        found.kept[name] = {key for key in {*before[1], *after[1]} if before[1].get(key) != after[1].get(key)}
        new = Counter(after[0]["journal_entry"]) - Counter(before[0]["journal_entry"])
        found.entries |= set(new) if found.outside[name] == {"journal_entry: 1"} else set()
    return found


def _began(here: Street, first: Act) -> tuple[Table, dict[str, Any]]:
    first(here)
    here.ash.unlock()
    return outside(here), held_by(here)


def held_by(here: Street) -> dict[str, Any]:
    """What Ash's own software remembers, without the lots that it draws at each look."""
    return {key: without_lots(key, value) for key, value in here.ash.book().under("").items()}


@contextmanager
def noted(forms: set[str]) -> Iterator[None]:
    """The names of the forms that are sent inside and are not sent back to be looked at again."""
    real = Client.post

    def post(browser: Client, path: str, *args: Any, **more: Any) -> Any:
        answer = real(browser, path, *args, **more)
        if answer.status_code in (200, 303):
            forms.add(str(resolve(path).url_name))
        return answer

    with mock.patch.object(Client, "post", post):
        yield


@ON_SQLITE
def test_each_private_act_shows_what_is_listed_and_nothing_else(shown: Shown) -> None:
    assert {name: found for name, found in shown.outside.items() if found} == SHOWS


@ON_SQLITE
def test_each_private_act_changed_something_but_those_that_only_look_or_end_where_they_began(shown: Shown) -> None:
    assert {name for name, found in shown.kept.items() if not found and not shown.outside[name]} == KEEPS_NOTHING


@ON_SQLITE
def test_every_form_of_the_house_is_sent_in_a_private_act_or_says_why_it_shows(shown: Shown) -> None:
    told = [name for names in TOLD.values() for name in names]

    assert sorted(told) == sorted(FIELDS.keys() - shown.forms)


@ON_SQLITE
def test_an_entry_of_any_kind_looks_like_any_other(shown: Shown) -> None:
    assert len(shown.entries) == 1


def test_the_list_of_what_shows_would_name_a_column_and_a_row_more(clock: Clock) -> None:
    here = street(clock)
    before = outside(here)
    with undone(here.bo):
        here.bo.browser.post("/pause/")
        Person.objects.filter(pk=here.ash.id).update(made_on=1)
        found = changed(before, outside(here))

    assert {"accounts_pause: 1", "accounts_person.made_on"} <= found
