"""Attack classes on every stored format at once: one bit, another version byte, a byte more or less, a neighbour's or
another person's bytes, in each column that holds bytes: here of accounts, grants and records, and of what people share
or keep in test_attack_classes_rows.py. A column that is new fails until somebody says what has to come of it.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Model

from ownaccord.accounts.keys import decode, encode
from ownaccord.accounts.models import KeyWrap, Person, SignIn
from ownaccord.consent.models import LedgerRow
from ownaccord.spaces.models import Grant
from tests.rooms.consent.shared import words_of
from tests.walls.attacks import garbled, newest
from tests.walls.exchanging import columns, write
from tests.walls.scene import ITEM, Scene, undone
from tests.walls.sights import CASES

pytestmark = pytest.mark.django_db

CALM = "This space starts anew"
LOCKED, SHUT = "locked, and nothing opens it", "open until the next lock, then nothing opens it"
QUARANTINE, NOTHING = "nothing is in force", "nothing changes"

# What becomes of Ash when this column of hers is edited.
OUTCOMES = {
    "Person.vault": LOCKED,
    "Person.identity_sealed": SHUT,
    "Person.public_key": NOTHING,  # to herself; to the others it is quarantine (test_attack_classes_keys.py)
    "KeyWrap.wrapped": SHUT,
    "KeyWrap.salt": SHUT,
    "KeyWrap.device_lookup": SHUT,
    "KeyWrap.device_sealed": NOTHING,  # only makes a new passphrase leave this device out
    "SignIn.keys_sealed": "locked",
    "SignIn.locked_sealed": NOTHING,  # a form that arrives locked is kept for nobody (test_attack_classes_keys.py)
    "SignIn.token_hash": "signed out",
    "Grant.sealed": QUARANTINE,
    "Grant.macs": QUARANTINE,
    "LedgerRow.header": QUARANTINE,
    "LedgerRow.state_hash": QUARANTINE,
    "LedgerRow.state": QUARANTINE,
    "LedgerRow.macs": QUARANTINE,
}
# Where the class is tried in another place than here and in test_attack_classes_rows.py. The file names the column.
ELSEWHERE = {
    "Person.stop_lookup": "tests/walls/test_attack_classes_recovery.py",
    "Throttle.key": "tests/walls/test_attack_classes_kinds.py",
}
BESIDE = {"Person.name_lookup"}

Row = Callable[[Scene, str], Model]
ROWS: dict[type[Model], Row] = {
    Person: lambda scene, who: getattr(scene, who).row,
    KeyWrap: lambda scene, who: KeyWrap.objects.get(person_id=getattr(scene, who).id, kind="device"),
    SignIn: lambda scene, who: getattr(scene, who).sign_in,
    Grant: lambda scene, who: Grant.objects.get(space_id=scene.space, to_id=getattr(scene, who).id),
    LedgerRow: newest,
}


def named(model: type[Model], name: str) -> str:
    return f"{model.__name__}.{name}"


def test_every_column_that_holds_bytes_has_its_outcome() -> None:
    found = {named(model, name) for model, name in columns(apps.get_models())}
    rows = {named(each.model, name) for each in CASES for _, name in columns([each.model]) if each.tries(name)}

    assert found == OUTCOMES.keys() | rows | ELSEWHERE.keys()
    assert OUTCOMES.keys() & rows == set()
    assert {named(*each) for each in columns(ROWS)} - ELSEWHERE.keys() - BESIDE == OUTCOMES.keys()


@pytest.mark.parametrize("column", ELSEWHERE)
def test_what_is_tried_elsewhere_is_tried_there(column: str) -> None:
    text = (Path(__file__).parents[2] / ELSEWHERE[column]).read_text()

    assert re.search(rf"\b{column.split('.')[1]}\b", text)


def changes(scene: Scene, model: type[Model], name: str) -> dict[str, bytes]:
    """Other bytes for this column of Ash's row, by what was done."""
    row = ROWS[model](scene, "ash")
    old = bytes(getattr(row, name))
    found = {
        "version 0": b"\0" + old[1:], "version 2": b"\x02" + old[1:], "a byte less": old[:-1],
        "a byte more": old + b"\0", "a bit": _bit(name, old), "Bo's": bytes(getattr(ROWS[model](scene, "bo"), name)),
    }  # fmt: skip
    beside = [each for _, each in columns([model]) if each != name]
    found |= {f"its {each}": bytes(getattr(row, each) or b"") for each in beside}
    return {how: data for how, data in found.items() if data != old}


def _bit(name: str, old: bytes) -> bytes:
    """One bit; of what tells each reader who wrote it, where there is one for each."""
    return encode({who: garbled(mac) for who, mac in decode(old).items()}) if name == "macs" else garbled(old)


def outcome(scene: Scene, model: type[Model]) -> str:
    """What Ash meets: on her map and, where it is about her account, when she unlocks anew; never more than agreed."""
    page = scene.ash.browser.get(scene.ours.url("map/"))
    now = page.headers.get("Location", "").split("?")[0]
    if page.status_code == 200:
        zones = [zone for zone in page.context["sheet"].zones if zone.name != "limit"]
        agreed = {row.item for zone in zones for band in zone.bands for row in band.rows}
        assert agreed <= {ITEM}
        now = "" if agreed else CALM * (CALM in words_of(page))
    if model in (Grant, LedgerRow):
        return {"": NOTHING, CALM: QUARANTINE}.get(now, now)
    assert scene.ash.browser.post("/exit/").status_code == 303
    again = scene.ash.browser.post("/unlock/", {"secret": scene.ash.passphrase})
    return TOLD.get((now, again.status_code, again.headers.get("Location", "")), f"{now} {again.status_code}")


TOLD = {
    ("", 303, "/"): NOTHING, (CALM, 303, "/"): QUARANTINE, ("/unlock/", 303, "/"): "locked",
    ("/unlock/", 422, ""): LOCKED, ("", 422, ""): SHUT,
    ("/sign-in/", 303, "/sign-in/"): "signed out",
}  # fmt: skip


@pytest.mark.parametrize(
    ("model", "name"), [each for each in columns(ROWS) if f"{each[0].__name__}.{each[1]}" in OUTCOMES],
    ids=lambda each: each if isinstance(each, str) else each.__name__,
)  # fmt: skip
def test_bytes_of_another_kind_length_or_owner_take_away_and_never_give(
    scene: Scene, model: type[Model], name: str, stands_on: str
) -> None:
    tried = changes(scene, model, name)
    if stands_on == "postgresql":
        # What bytes mean does not depend on who keeps them; that rows can be exchanged there too is seen by one.
        tried = {"Bo's": tried["Bo's"]}
    found = {}
    for how, data in tried.items():
        with undone(scene.ash):
            write(ROWS[model](scene, "ash"), ROWS[model](scene, "bo"), name, data)
            found[how] = outcome(scene, model)
    assert found == dict.fromkeys(found, OUTCOMES[f"{model.__name__}.{name}"])
    assert outcome(scene, model) == NOTHING
