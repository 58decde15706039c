"""Attack classes on ways back in: old wraps replayed, recovery rows, stop and one-time codes swapped."""

import os

import pytest

from ownaccord.accounts.models import KeyWrap, OneTimeLink, Pause
from tests.people import PASSPHRASE, Cast, Somebody, keep_codes, new_browser, words_on
from tests.rooms.accounts.test_recover import code_of
from tests.rooms.accounts.test_recover import fields as recovering
from tests.rooms.accounts.test_stop import code_of as stop_words
from tests.rooms.consent.shared import words_of
from tests.walls.attacks import at
from tests.walls.planter import Planter, kept, replayed
from tests.walls.scene import Scene, agreed_on
from tests.walls.test_attack_classes_wraps import DAMAGED, FRESH, NO_FIT, tries, wrap_of

pytestmark = pytest.mark.django_db


def renews(who: Somebody) -> None:
    typed = {"secret": PASSPHRASE, "browser": "own", "passphrase": FRESH, "again": FRESH}
    assert who.browser.post("/me/someone-may-know/", typed).status_code == 303
    keep_codes(who)
    who.passphrase = FRESH


def test_after_everything_was_renewed_the_old_wraps_open_nothing(scene: Scene) -> None:
    code = code_of(scene.ash)
    old = kept(scene.ash)
    renews(scene.ash)
    today = kept(scene.ash)
    assert {bytes(each.wrapped) for each in old} & {bytes(each.wrapped) for each in today} == set()
    scene.ash.lock()
    replayed(scene.ash, old)

    assert tries(scene.ash) == (422, True)
    answer = new_browser().post("/recover/", recovering(code))
    assert (answer.status_code, NO_FIT in words_of(answer)) == (422, True)
    replayed(scene.ash, today)
    assert tries(scene.ash, FRESH)[0] == 303


def test_after_a_recovery_the_old_wraps_and_the_old_code_open_nothing(scene: Scene) -> None:
    code = code_of(scene.ash)
    old, browser = kept(scene.ash), new_browser()
    assert browser.post("/recover/", recovering(code)).status_code == 303
    KeyWrap.objects.filter(person_id=scene.ash.id).delete()
    replayed(scene.ash, old)

    assert scene.ash.browser.post("/sign-in/", {"name": "Ash", "secret": PASSPHRASE}).status_code == 422
    assert new_browser().post("/recover/", recovering(code)).status_code == 422


def test_after_a_reset_nothing_from_before_opens_anything(scene: Scene) -> None:
    code = code_of(scene.ash)
    old, sealed = kept(scene.ash), scene.ash.row.identity_sealed
    at(scene.ash.row).update(identity_sealed=Planter(scene.ash.id, 0).keys.seal_identity(os.urandom))
    KeyWrap.objects.filter(person_id=scene.ash.id).delete()
    replayed(scene.ash, old)
    assert scene.ash.browser.post("/sign-in/", {"name": "Ash", "secret": PASSPHRASE}).status_code == 422
    assert new_browser().post("/recover/", recovering(code)).status_code == 422

    at(scene.ash.row).update(identity_sealed=sealed)
    assert new_browser().post("/recover/", recovering(code)).status_code == 303


def test_after_a_new_passphrase_an_old_wrap_still_needs_the_device_it_was_made_on(scene: Scene) -> None:
    """What remains: the account key is the same, so old words, that browser and an old row together open it."""
    old = kept(scene.ash)
    typed = {"secret": PASSPHRASE, "passphrase": FRESH, "again": FRESH}
    assert scene.ash.browser.post("/me/passphrase/", typed).status_code == 303
    scene.ash.lock()
    assert tries(scene.ash) == (422, True)
    replayed(scene.ash, old)

    assert new_browser().post("/sign-in/", {"name": "Ash", "secret": PASSPHRASE}).status_code == 422
    assert scene.bo.browser.post("/sign-in/", {"name": "Ash", "secret": PASSPHRASE}).status_code == 422


@pytest.mark.parametrize("column", ["wrapped", "person_id"])
def test_a_recovery_row_of_somebody_else_opens_neither(scene: Scene, column: str) -> None:
    codes = {who.name: code_of(who) for who in (scene.ash, scene.bo)}
    ash, bo = wrap_of(scene.ash, "recovery"), wrap_of(scene.bo, "recovery")
    at(ash).update(**{column: getattr(bo, column)})
    at(bo).update(**{column: getattr(ash, column)})
    for name, code in ((name, code) for name in codes for code in codes.values()):
        answer = new_browser().post("/recover/", recovering(code, name=name))
        assert (answer.status_code, NO_FIT in words_of(answer)) == (422, True)

    for each in (ash, bo):
        at(each).update(**{column: getattr(each, column)})
    assert new_browser().post("/recover/", recovering(codes["Ash"])).status_code == 303


@pytest.mark.parametrize("kind", ["device", "portable"])
def test_a_recovery_row_that_is_called_something_else_opens_nothing(scene: Scene, kind: str) -> None:
    code = code_of(scene.ash)
    at(wrap_of(scene.ash, "recovery")).update(kind=kind)

    assert new_browser().post("/recover/", recovering(code)).status_code == 422
    assert new_browser().post("/sign-in/", {"name": "Ash", "secret": code}).status_code == 422


def test_a_recovered_account_with_another_vault_is_left_as_it_is(scene: Scene) -> None:
    code, row = code_of(scene.ash), scene.ash.row
    at(row).update(vault=scene.bo.row.vault, vault_version=scene.bo.row.vault_version)
    before = kept(scene.ash)

    answer = new_browser().post("/recover/", recovering(code))
    assert (answer.status_code, DAMAGED in words_of(answer)) == (422, True)
    assert [bytes(each.wrapped) for each in kept(scene.ash)] == [bytes(each.wrapped) for each in before]

    at(row).update(vault=row.vault, vault_version=row.vault_version)
    assert new_browser().post("/recover/", recovering(code)).status_code == 303


def test_whatever_is_done_to_stop_codes_they_only_lower(scene: Scene) -> None:
    words = {who.name: stop_words(who) for who in (scene.ash, scene.bo)}
    ash, bo = scene.ash.row.stop_lookup, scene.bo.row.stop_lookup
    assert agreed_on(scene.ash, scene.space) != set()
    at(scene.ash.row).update(stop_lookup=None)
    at(scene.bo.row).update(stop_lookup=ash)
    at(scene.ash.row).update(stop_lookup=bo)
    answer = new_browser().post("/stop/", {"words": words["Ash"]})

    assert answer.headers["Location"] == "/stop/?heard=yes"
    assert [each.person_id for each in Pause.objects.all()] == [scene.bo.id], "it pauses somebody, and opens nothing"
    assert agreed_on(scene.ash, scene.space) == set() == agreed_on(scene.bo, scene.space)


def test_a_one_time_code_of_one_person_makes_no_device_of_another(cast: Cast) -> None:
    words = words_on(cast.ash.browser.post("/me/devices/new/").content.decode())
    link = OneTimeLink.objects.get(kind="device")
    at(link).update(person_id=cast.bo.id)
    answer = new_browser().post("/new-device/", {"words": words, "passphrase": PASSPHRASE})
    assert (answer.status_code, NO_FIT in words_of(answer)) == (422, True)
    at(link).update(person_id=cast.ash.id, wrapped=wrap_of(cast.ash).wrapped)
    assert new_browser().post("/new-device/", {"words": words, "passphrase": PASSPHRASE}).status_code == 422

    at(link).update(wrapped=link.wrapped)
    assert new_browser().post("/new-device/", {"words": words, "passphrase": PASSPHRASE}).status_code == 303


def test_a_used_one_time_code_put_back_still_needs_the_passphrase_and_dies_with_the_old_keys(cast: Cast) -> None:
    words = words_on(cast.ash.browser.post("/me/devices/new/").content.decode())
    link = OneTimeLink.objects.get(kind="device")
    assert new_browser().post("/new-device/", {"words": words, "passphrase": PASSPHRASE}).status_code == 303
    link.save(force_insert=True)
    assert new_browser().post("/new-device/", {"words": words, "passphrase": FRESH}).status_code == 422
    renews(cast.ash)
    link.save()

    assert new_browser().post("/new-device/", {"words": words, "passphrase": PASSPHRASE}).status_code == 422
    assert new_browser().post("/new-device/", {"words": words, "passphrase": FRESH}).status_code == 422
