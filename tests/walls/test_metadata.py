"""Law 11, as somebody with the database sees it: who changed thirty things and who only unlocked look the same."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from ownaccord.accounts.models import Person
from ownaccord.catalogue import load
from ownaccord.core.terms import Level
from tests.rooms.consent.shared import YES
from tests.walls.kept import stored, tables
from tests.walls.scene import PAGES, Scene, plain, undone

pytestmark = pytest.mark.django_db

# How often a vault was written is a number that its row has to have (docs/develop/spec/account.md); how many bytes of
# it there are is not. A sign-in ends with each unlock, and its successor has another id.
COUNTED = {"vault_version"}


def outside(scene: Scene) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table: numbers and texts as they are, of what is sealed only how long it is."""
    return {table: sorted(_row(table, line) for line in lines) for table, lines in stored().items()}


def _row(table: str, line: tuple[Any, ...]) -> tuple[Any, ...]:
    names = [column.name for column in _columns(table)]
    return tuple(
        (name, _seen(name, value)) for name, value in zip(names, line, strict=True) if name not in COUNTED | {"id"}
    )


def _columns(table: str) -> Any:
    with connection.cursor() as cursor:
        return connection.introspection.get_table_description(cursor, table)


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


def test_what_the_other_is_shown_does_not_depend_on_wishes(scene: Scene) -> None:
    before = {page: plain(scene.bo.browser.get(scene.ours.url(page))) for page in PAGES}
    privately(scene)

    assert {page: plain(scene.bo.browser.get(scene.ours.url(page))) for page in PAGES} == before


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
