"""Law 11, as somebody with the database sees it: who changed thirty things and who only unlocked look the same.

Whatever else a private act changes in the database stands in `SHOWS`, with the reason why it has to.
"""

from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from ownaccord.accounts.models import Person
from ownaccord.catalogue import load
from ownaccord.core.terms import Level
from tests.chapters import stored, tables
from tests.databases import ON_SQLITE
from tests.people import PASSPHRASE, Clock, new_browser, words_on
from tests.rooms.consent.shared import YES
from tests.walls.scene import ITEM, Scene, undone
from tests.walls.worlds import HIDDEN, MORE, OWN, SETTINGS, Street, street

pytestmark = pytest.mark.django_db

# How often a vault was written is a number that its row has to have (docs/develop/spec/account.md); how many bytes of
# it there are is not. A sign-in ends with each unlock, and its successor has another id.
COUNTED = {"vault_version"}


def outside(scene: Scene) -> dict[str, list[tuple[Any, ...]]]:
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


# One private act each, in the street of Ash, Bo and Cam: what Ash does, between an unlock and the next.

Act = Callable[[Street], Any]


def pressed(rest: str, **fields: Any) -> Act:
    """A form of the space of Ash and Bo; `OWN` in its address is an item that is in Ash's vault alone."""
    return lambda s: s.ours.press(s.ash, rest.replace("OWN", s.unbrought), **fields)


def sent(path: str, **fields: Any) -> Act:
    """A form of Ash's own side."""

    def act(s: Street) -> None:
        assert s.ash.browser.post(path, fields).status_code in (200, 303)

    return act


def looked(*rests: str) -> Act:
    """Pages of the space."""
    return lambda s: [s.ours.see(s.ash, rest) for rest in rests]


def wishes(s: Street) -> None:
    s.ours.read(s.ash, MORE)
    s.ours.state(s.ash, MORE, "receive")


def twice(first: Act, second: Act) -> Act:
    return lambda s: (first(s), second(s))


def one_more_device(s: Street) -> None:
    words = words_on(s.ash.browser.post("/me/devices/new/").content.decode())
    assert new_browser().post("/new-device/", {"words": words, "passphrase": PASSPHRASE}).status_code == 303


def new_passphrase(s: Street) -> None:
    fresh = "four other words of mine"
    sent("/me/passphrase/", secret=PASSPHRASE, passphrase=fresh, again=fresh)(s)
    s.ash.passphrase = fresh


def held(s: Street) -> None:
    s.ash.lock()
    assert s.ash.browser.post(s.ours.url("wait/"), {"hours": "24"}).headers["Location"] == "/unlock/?held=yes"


CALENDAR = {"zone": "Europe/Berlin", "hour": "10", "title_review": "Bread", "title_recheck": "", "title_later": ""}
SETTING = {**SETTINGS, "wait": "100"}
ACTS: dict[str, Act] = {
    "a card read": pressed(f"items/{MORE}/read/"),
    "a wish": wishes,
    "a wish let go": twice(wishes, pressed("wishes/let-go/", wish=f"{MORE}/receive")),
    "a No on what was never answered": pressed(f"items/{MORE}/positions/", side="give", level="0"),
    "Not any more on what was never answered": pressed(f"items/{MORE}/tighten/"),
    "a wish for a shorter wait": pressed("wait/", hours="1"),
    "that wish let go": twice(pressed("wait/", hours="1"), pressed("wait/let-go/")),
    "an own item": pressed("own/new/", **OWN),
    "an own item changed": pressed("own/OWN/", **{**OWN, "name": "Something else", "sentence": "Longer. " * 9}),
    "an own item let go": pressed("own/OWN/let-go/"),
    "an own limit": pressed("own/limit/", name="Never this", sentence="In words of my own."),
    "a category opened": pressed(f"categories/{HIDDEN}/open/"),
    "and closed": twice(pressed(f"categories/{HIDDEN}/open/"), pressed(f"categories/{HIDDEN}/close/")),
    "a search": pressed("search/", words="something warm", body="1"),
    "news seen": pressed("seen/"),
    "changed cards seen": pressed("changed/seen/"),
    "pages looked at": looked("map/", "items/", f"items/{ITEM}/", "history/", "wishes/", "map/data/"),
    "a private wait, a name and an icon for every page": sent("/me/settings/", **SETTING, face="Garden"),
    "what Ash feels about an item": sent(f"/me/interest/items/{MORE}/", side_give="into", note="In the evening."),
    "a category that is worth asking about": sent("/me/interest/connection/", asking="yes"),
    "a part about oneself": sent("/me/about/tells/", own="I hum, and look away."),
    "an answer to a conversation card": sent("/me/cards/power/good-authority/", text="A teacher who asked first."),
    "an answer erased": twice(
        sent("/me/cards/power/good-authority/", text="A teacher."), sent("/me/cards/mine/good-authority/erase/")
    ),
    "a note": sent("/me/notes/write/", prompt="hard", text="For nobody else."),
    "a note changed": lambda s: sent(f"/me/notes/{s.entry}/change/", seen="1", text="Otherwise. " * 9)(s),
    "a note erased": lambda s: sent(f"/me/notes/{s.entry}/erase/")(s),
    "a note looked for": sent("/me/notes/search/", words="myself"),
    "notes taken along": sent("/me/notes/take/"),
    "everything taken along": sent("/me/take/", kind="json"),
    "what is not for compromise": twice(pressed(f"ways/{MORE}/firm/"), sent("/me/firm/", line="My sister.")),
    "what may be noticed, looked at": lambda s: s.ash.browser.get("/me/noticed/"),
    "and erased": twice(sent("/me/noticed/erase/"), sent("/me/noticed/keep/")),
    "a new passphrase": new_passphrase,
    "a new recovery code": sent("/me/recovery/", step="new", secret=PASSPHRASE),
    "a sign for the curtain": sent("/me/settings/", **{**SETTINGS, "sign": "4"}),
    "an e-mail address": sent("/me/settings/", **SETTINGS, email="ash@example.org"),
    "a calendar": sent("/me/dates/words/", **CALENDAR),
    "an address for it": twice(sent("/me/dates/words/", **CALENDAR), sent("/me/dates/address/")),
    "all of it off": twice(sent("/me/dates/words/", **CALENDAR), sent("/me/dates/off/")),
    "a stop code": sent("/me/stop-code/", step="new"),
    "words for any browser": sent("/me/portable/", step="new", secret=PASSPHRASE),
    "one more device": one_more_device,
    "a form that came locked": held,
}  # fmt: skip

# What shows, and why. Everything that is not here looks like an unlock.
SHOWS: dict[str, set[str]] = {
    # Another row in place of the earlier one, made on the same day as that.
    "a new passphrase": {"accounts_signin.wrap_id"},
    # The curtain is drawn while everybody is locked, by signs alone.
    "a sign for the curtain": {"accounts_signin.sign"},
    # In plain by its owner's choice; the page that asks for it says so.
    "an e-mail address": {"accounts_person.email"},
    # Whoever has the address reads it without a key of Ash's: a row that only the address opens.
    "an address for it": {"care_feed: 1"},
    # The code has to be found without any key: a keyed hash of it.
    "a stop code": {"accounts_person.stop_lookup"},
    # Each way to the account key is a row.
    "words for any browser": {"accounts_keywrap: 1"},
    "one more device": {"accounts_keywrap: 1", "accounts_signin: 1"},
    # One row each, so that one can be erased with its key; what kind it is, and when it was written, is sealed.
    "a note": {"journal_entry: 1"},
    "a note erased": {"journal_entry: -1"},
    # Bound into the seals, so that no older one opens in the place of a newer one.
    "a note changed": {"journal_entry.version"},
    # Sealed, and gone after a day at the latest.
    "a form that came locked": {"accounts_heldform: 1"},
}


def changed(before: dict[str, list[tuple[Any, ...]]], after: dict[str, list[tuple[Any, ...]]]) -> set[str]:
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


@ON_SQLITE
def test_each_private_act_shows_what_is_listed_and_nothing_else(clock: Clock) -> None:
    here = street(clock)
    with undone(here.ash):
        here.ash.unlock()
        only_unlocked = outside(here)
    shown = {}
    for name, act in ACTS.items():
        with undone(here.ash):
            act(here)
            here.ash.unlock()
            shown[name] = changed(only_unlocked, outside(here))
        here.ash.passphrase = PASSPHRASE

    assert {name: found for name, found in shown.items() if found} == SHOWS


def test_the_list_of_what_shows_would_name_a_column_and_a_row_more(clock: Clock) -> None:
    here = street(clock)
    before = outside(here)
    with undone(here.bo):
        here.bo.browser.post("/pause/")
        Person.objects.filter(pk=here.ash.id).update(made_on=1)
        found = changed(before, outside(here))

    assert {"accounts_pause: 1", "accounts_person.made_on"} <= found
