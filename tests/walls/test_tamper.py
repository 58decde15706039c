"""Bo has the database and edits it; then Ash opens the pages: calm words, nothing in force, and never a crash.

The many edits of one row after the other stand on SQLite: how bytes are read back from either database stands in the
others, and what is then made of them lies above.
"""

from http.cookies import SimpleCookie

import pytest

from ownaccord.accounts.models import KeyWrap, Pause, Person, SignIn
from ownaccord.consent.models import LedgerRow
from ownaccord.spaces.models import Space
from tests.databases import ON_SQLITE
from tests.people import Somebody
from tests.rooms.consent.shared import begun, words_of
from tests.walls import attacks
from tests.walls.attacks import Attack, at, newest
from tests.walls.scene import ITEM, PAGES, Scene, agreed_on

pytestmark = pytest.mark.django_db

CALM = "This space starts anew"
UNLOCK = "/unlock/"


def cases(found: object) -> pytest.MarkDecorator:
    named = list(found)  # type: ignore[call-overload]
    return pytest.mark.parametrize("attack", [each for _, each in named], ids=[name for name, _ in named])


def opens_calmly(who: Somebody, space: str) -> dict[str, int]:
    """Every page of the space, of the house and of one's own side answers; the statuses by page."""
    found = {}
    for page in (*(f"/s/{space}/{each}" for each in PAGES), "/", "/me/", "/pause/", "/pause/lift/", "/held/"):
        answer = who.browser.get(page)
        assert answer.status_code in (200, 303, 404), page
        assert "Traceback" not in answer.content.decode()
        found[page.removeprefix(f"/s/{space}/")] = answer.status_code
    return found


def in_quarantine(who: Somebody, scene: Scene) -> bool:
    """Nothing is in force, and the map says so in calm words, without naming anybody."""
    words = words_of(who.browser.get(scene.ours.url("map/")))
    assert "Bo" not in words.split(CALM)[-1].split("Filter")[0] if CALM in words else True
    return CALM in words and agreed_on(who, scene.space) == set()


def anew(who: Somebody) -> None:
    """Lock and unlock: nothing of an open page is left."""
    who.lock()
    who.unlock()


def test_before_anything_is_edited_something_is_in_force(scene: Scene) -> None:
    assert agreed_on(scene.ash, scene.space) == {ITEM} == agreed_on(scene.bo, scene.space)
    assert not in_quarantine(scene.ash, scene)


@ON_SQLITE
@cases(attacks.edited_records())
def test_an_edited_record_quarantines_the_space_for_whoever_reads_it(scene: Scene, attack: Attack) -> None:
    attack(scene)

    assert in_quarantine(scene.bo, scene) and in_quarantine(scene.ash, scene)
    assert set(opens_calmly(scene.ash, scene.space).values()) == {200}


@pytest.mark.parametrize("author", ["ash", "bo"])
@pytest.mark.parametrize("reader", ["ash", "bo"])
def test_an_edited_mac_quarantines_the_space_for_its_reader(scene: Scene, author: str, reader: str) -> None:
    attacks.forge_mac(scene, author, reader)

    assert in_quarantine(getattr(scene, reader), scene)


def test_a_space_that_is_said_to_have_never_begun_is_as_its_people_remember_it(scene: Scene) -> None:
    Space.objects.filter(pk=scene.space).update(epoch=0)

    assert agreed_on(scene.ash, scene.space) == {ITEM}
    assert set(opens_calmly(scene.ash, scene.space).values()) == {200}


@ON_SQLITE
@cases(attacks.edited_grants())
def test_an_edited_grant_quarantines_the_space_for_its_reader(scene: Scene, attack: Attack) -> None:
    attack(scene)

    assert in_quarantine(scene.ash, scene)
    assert set(opens_calmly(scene.ash, scene.space).values()) == {200}


@ON_SQLITE
@cases(attacks.edited_people())
def test_with_edited_keys_or_spaces_nothing_is_in_force(scene: Scene, attack: Attack) -> None:
    attack(scene)

    found = opens_calmly(scene.ash, scene.space)
    assert found["map/"] == 404 or in_quarantine(scene.ash, scene)
    assert found["/"] == found["/me/"] == 200
    assert scene.ash.browser.post("/pause/").status_code == 303


@ON_SQLITE
@cases(attacks.planted_forms())
def test_a_planted_form_is_never_shown_and_breaks_nothing(scene: Scene, attack: Attack) -> None:
    scene.ash.lock()
    attack(scene)

    assert scene.ash.unlock() == "/"
    assert "300" not in words_of(scene.ash.browser.get("/held/"))
    assert agreed_on(scene.ash, scene.space) == {ITEM}


def test_a_record_of_another_space_counts_nowhere_else(scene: Scene) -> None:
    beside = begun(scene.ash, scene.cast.cam)
    LedgerRow.objects.filter(space=beside).delete()
    LedgerRow.objects.filter(space=scene.space).update(space=beside)

    assert agreed_on(scene.ash, beside) == set() == agreed_on(scene.ash, scene.space)
    for space in (beside, scene.space):
        assert set(opens_calmly(scene.ash, space).values()) == {200}


@pytest.mark.parametrize("reader", ["ash", "bo"])
def test_a_tightening_that_was_seen_cannot_be_taken_out_again(scene: Scene, reader: str) -> None:
    then = attacks.whole()
    scene.ours.press(scene.bo, f"items/{ITEM}/tighten/")
    who = getattr(scene, reader)
    assert agreed_on(who, scene.space) == set()
    attacks.roll_back(then, but=(SignIn, Person))

    assert in_quarantine(who, scene)
    anew(who)
    assert in_quarantine(who, scene)


def test_a_record_from_before_a_tightening_cannot_be_put_in_again_as_the_newest(scene: Scene) -> None:
    old = newest(scene, "bo")
    scene.ours.press(scene.bo, f"items/{ITEM}/tighten/")
    last = newest(scene, "bo")
    at(last).update(header=old.header, state=old.state, state_hash=old.state_hash, macs=old.macs)

    assert in_quarantine(scene.ash, scene) and in_quarantine(scene.bo, scene)


def test_the_old_state_under_the_new_header_is_not_believed(scene: Scene) -> None:
    old = newest(scene, "bo")
    scene.ours.press(scene.bo, f"items/{ITEM}/tighten/")
    at(newest(scene, "bo")).update(state=old.state, state_hash=old.state_hash)

    assert in_quarantine(scene.ash, scene) and in_quarantine(scene.bo, scene)


def test_everything_rolled_back_is_noticed_by_every_browser_that_remembers(scene: Scene) -> None:
    then = attacks.whole()
    scene.ours.press(scene.bo, f"items/{ITEM}/tighten/")
    anew(scene.ash)
    assert agreed_on(scene.ash, scene.space) == set()
    attacks.roll_back(then)

    for who in (scene.ash, scene.bo):
        assert in_quarantine(who, scene)
        anew(who)
        assert in_quarantine(who, scene), "an unlock must not make it look right again"


def test_a_vault_rolled_back_quarantines_and_shortens_no_wait(scene: Scene) -> None:
    then = attacks.vault_of(scene.ash.row)
    scene.ours.press(scene.ash, f"items/{ITEM}/tighten/")
    anew(scene.ash)
    at(scene.ash.row).update(**then)

    assert in_quarantine(scene.ash, scene)
    anew(scene.ash)
    assert in_quarantine(scene.ash, scene)
    scene.ours.press(scene.ash, "reaffirm/")
    assert scene.ours.still_so(scene.ash, *_wished(scene)) != "wishes/?said=still"


def _wished(scene: Scene) -> list[str]:
    return [f"{ITEM}/together"]


def test_whoever_got_a_new_browser_after_a_restored_backup_sleeps_on_everything_again(scene: Scene) -> None:
    """A witness that was made after the restore confirms nothing about what came before it."""
    then = attacks.whole()
    anew(scene.ash)
    attacks.roll_back(then)
    Space.objects.filter(pk=scene.space).update(epoch=2)
    scene.ash.browser.cookies = _without_witness(scene.ash)
    scene.ash.unlock()
    scene.ours.press(scene.ash, "reaffirm/")

    assert scene.ours.still_so(scene.ash, *_wished(scene)) == "wishes/?said=early"


def _without_witness(who: Somebody) -> SimpleCookie:
    kept = {name: morsel.value for name, morsel in who.browser.cookies.items() if not name.startswith("oa_witness")}
    return SimpleCookie(kept)


@pytest.mark.parametrize("scope", ["/pause/", "pause/"])
def test_a_pause_made_while_locked_comes_back_at_the_unlock_if_its_row_was_deleted(scene: Scene, scope: str) -> None:
    scene.ash.lock()
    answer = scene.ash.browser.post(scope if scope.startswith("/") else scene.ours.url(scope))
    assert answer.status_code == 303
    Pause.objects.all().delete()
    scene.ash.unlock()

    assert Pause.objects.filter(person_id=scene.ash.id).exists()
    assert agreed_on(scene.ash, scene.space) == set() == agreed_on(scene.bo, scene.space)


@pytest.mark.parametrize("scope", ["/pause/", "pause/"])
def test_a_pause_made_while_unlocked_holds_without_its_row(scene: Scene, scope: str) -> None:
    scene.ash.browser.post(scope if scope.startswith("/") else scene.ours.url(scope))
    Pause.objects.all().delete()

    assert agreed_on(scene.bo, scene.space) == set() == agreed_on(scene.ash, scene.space)
    anew(scene.ash)
    assert agreed_on(scene.bo, scene.space) == set()


def test_a_pause_that_somebody_else_plants_only_lowers(scene: Scene) -> None:
    Pause.objects.create(person_id=scene.ash.id, scope=scene.space)

    assert agreed_on(scene.bo, scene.space) == set() == agreed_on(scene.ash, scene.space)
    assert set(opens_calmly(scene.ash, scene.space).values()) == {200}


def test_what_is_private_opens_for_nobody_with_another_persons_rows(scene: Scene) -> None:
    """Bo puts his own wrap, salt and device under Ash's name: his passphrase still opens nothing of hers."""
    bo = KeyWrap.objects.filter(person_id=scene.bo.id, kind="device").get()
    ash = KeyWrap.objects.filter(person_id=scene.ash.id, kind="device").get()
    lookup = bo.device_lookup
    at(bo).update(device_lookup=None)
    at(ash).update(wrapped=bo.wrapped, salt=bo.salt, device_lookup=lookup, device_sealed=bo.device_sealed)
    answer = scene.bo.browser.post("/sign-in/", {"name": "Ash", "secret": scene.bo.passphrase})

    assert answer.status_code == 422


def test_leaving_and_starting_anew_go_on_in_quarantine(scene: Scene) -> None:
    newest(scene, "bo").delete()
    assert in_quarantine(scene.ash, scene)
    scene.ours.press(scene.ash, "reaffirm/")
    scene.ours.press(scene.bo, "reaffirm/")
    assert agreed_on(scene.ash, scene.space) == set() == agreed_on(scene.bo, scene.space)
    assert CALM not in words_of(scene.ash.browser.get(scene.ours.url("map/")))

    newest(scene, "bo").delete()
    assert scene.ash.browser.post(scene.ours.url("leave/")).status_code == 303
    assert scene.ash.browser.get(scene.ours.url("map/")).status_code == 404


def test_leaving_goes_on_when_an_invitation_was_planted(scene: Scene) -> None:
    attacks.plant_invitation(scene)
    scene.ash.browser.post(scene.ours.url("leave/"))
    scene.ash.browser.post(scene.ours.url("put-away/"))

    assert scene.bo.browser.get(scene.ours.url("map/")).status_code == 404
