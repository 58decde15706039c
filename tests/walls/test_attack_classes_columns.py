"""Attack classes on every stored format at once: another version byte, a byte more or less, a neighbour's or another
person's bytes, in each column that holds bytes. A column that is new fails until somebody says what has to come of it.
"""

import base64
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import BinaryField, Model

from ownaccord.accounts.models import KeyWrap, Person, SignIn
from ownaccord.consent.models import LedgerRow
from ownaccord.spaces.models import Grant
from tests.rooms.consent.shared import words_of
from tests.walls.attacks import at, newest
from tests.walls.scene import ITEM, Scene, undone

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
# Where the class is tried in another place, and why not here.
ELSEWHERE = {
    "Person.name_lookup": "finds an account and opens none: tests/rooms/accounts/test_at_rest.py",
    "Person.stop_lookup": "only lowers: tests/walls/test_attack_classes_recovery.py",
    "HeldForm.sealed": "tests/walls/test_tamper.py, tests/rooms/accounts/test_held.py",
    "OneTimeLink.lookup": "tests/rooms/accounts/test_new_device.py",
    "OneTimeLink.wrapped": "tests/walls/test_attack_classes_recovery.py",
    "Throttle.key": "counts tries and opens nothing",
    "Invitation.lookup": "tests/rooms/spaces/test_join.py",
    "Invitation.inviter_public": "tests/rooms/spaces/test_join.py",
    "Invitation.inviter_mac": "tests/rooms/spaces/test_join.py",
    "Invitation.info_sealed": "tests/rooms/spaces/test_join.py",
    "Invitation.invitee_public": "tests/rooms/spaces/test_begin.py",
    "Invitation.invitee_mac": "tests/rooms/spaces/test_begin.py",
    "Invitation.answer_sealed": "tests/rooms/spaces/test_begin.py",
    "Introduction.sealed": "tests/rooms/spaces/test_introduction.py",
    "Introduction.macs": "tests/rooms/spaces/test_introduction.py",
    "Shown.sealed": "tests/rooms/profile/test_shown.py",
    "Shown.macs": "tests/rooms/profile/test_shown.py",
    "Together.mark": "tests/rooms/care/test_together.py",
    "Said.body": "tests/rooms/care/test_together.py",
    "Said.macs": "tests/rooms/care/test_together.py",
    "Said.text": "tests/rooms/care/test_together.py",
    "Tabled.body": "tests/rooms/scenes/test_attacks.py",
    "Tabled.macs": "tests/rooms/scenes/test_attacks.py",
    "Scene.mark": "tests/rooms/scenes/test_attacks.py",
    "Scene.outline": "tests/rooms/scenes/test_attacks.py",
    "Pass.hashed": "tests/rooms/scenes/test_attacks.py",
    "Pass.bare": "tests/rooms/scenes/test_attacks.py",
    "Pass.copy": "tests/rooms/scenes/test_attacks.py",
    "Step.sealed": "tests/rooms/scenes/test_attacks.py",
    "Entry.key_sealed": "tests/rooms/journal/test_entries.py",
    "Entry.sealed": "tests/rooms/journal/test_entries.py",
    "Feed.lookup": "tests/rooms/care/test_dates.py",
    "Feed.sealed": "tests/rooms/care/test_dates.py",
    "Message.mark": "tests/rooms/reveal/test_table.py",
    **dict.fromkeys(
        ("Post.mark", "Post.previous", "Post.head", "Post.sealed", "Post.sealed_hash", "Post.macs"),
        "tests/core/test_thread.py, tests/rooms/talk/test_thread.py",
    ),
    "Message.body": "tests/rooms/reveal/test_table.py",
    "Message.macs": "tests/rooms/reveal/test_table.py",
}

Row = Callable[[Scene, str], Model]
ROWS: dict[type[Model], Row] = {
    Person: lambda scene, who: getattr(scene, who).row,
    KeyWrap: lambda scene, who: KeyWrap.objects.get(person_id=getattr(scene, who).id, kind="device"),
    SignIn: lambda scene, who: getattr(scene, who).sign_in,
    Grant: lambda scene, who: Grant.objects.get(space_id=scene.space, to_id=getattr(scene, who).id),
    LedgerRow: newest,
}


def columns(models: Any) -> Iterator[tuple[type[Model], str]]:
    for model in models:
        for field in model._meta.get_fields():
            if isinstance(field, BinaryField):
                yield model, field.name


def test_every_column_that_holds_bytes_has_its_outcome() -> None:
    found = {f"{model.__name__}.{name}" for model, name in columns(apps.get_models())}

    assert found == OUTCOMES.keys() | ELSEWHERE.keys()
    assert {f"{model.__name__}.{name}" for model, name in columns(ROWS)} - ELSEWHERE.keys() == OUTCOMES.keys()


def changes(scene: Scene, model: type[Model], name: str) -> dict[str, bytes]:
    """Other bytes for this column of Ash's row, by what was done."""
    row = ROWS[model](scene, "ash")
    old = bytes(getattr(row, name))
    found = {
        "version 0": b"\0" + old[1:], "version 2": b"\x02" + old[1:], "a byte less": old[:-1],
        "a byte more": old + b"\0", "Bo's": bytes(getattr(ROWS[model](scene, "bo"), name)),
    }  # fmt: skip
    beside = [each for _, each in columns([model]) if each != name]
    found |= {f"its {each}": bytes(getattr(row, each) or b"") for each in beside}
    return {how: data for how, data in found.items() if data != old}


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
            _write(ROWS[model](scene, "ash"), ROWS[model](scene, "bo"), name, data)
            found[how] = outcome(scene, model)
    assert found == dict.fromkeys(found, OUTCOMES[f"{model.__name__}.{name}"])
    assert outcome(scene, model) == NOTHING


def _write(row: Model, bos: Model, name: str, data: bytes) -> None:
    """Write it; where a value may stand only once, Bo's is moved out of its way."""
    try:
        with transaction.atomic():
            at(row).update(**{name: data})
    except IntegrityError:
        at(bos).update(**{name: base64.b64encode(data)[:32]})
        at(row).update(**{name: data})
