"""Every address x everybody x locked and unlocked x GET, POST with and without a token: nobody gets past a door.

The whole table is asked on SQLite: a door is Python above one look-up, and each kind of look-up is asked on both below.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.test import Client

from ownaccord.accounts.models import Host, Person
from ownaccord.spaces.models import Seat, Space
from tests.databases import ON_SQLITE
from tests.people import Clock, Somebody, new_browser
from tests.walls.addresses import Address, addresses, places
from tests.walls.doors import OPEN, ROWS, SIGNED_IN, UNLOCKED, WITHOUT_TOKEN, Behind, Member, Open
from tests.walls.kept import copy_of
from tests.walls.scene import Scene, beside_and_ended, plain, same_browser, undone

pytestmark = pytest.mark.django_db

NOWHERE = "0" * 31 + "f"
OUTSIDERS = ("cam", "noor", "sky")


@dataclass(frozen=True)
class Asked:
    """What one request came to: a status, and where it leads."""

    status: int
    to: str = ""


@pytest.fixture
def town(scene: Scene, clock: Clock) -> Scene:
    """Everybody of the cast: Cam beside, Noor without a space, Sky out of an ended one."""

    def make() -> Scene:
        beside_and_ended(scene)
        assert scene.cast.noor.unlocked
        return scene

    return copy_of("town", clock, make)


def folk(town: Scene) -> dict[str, Somebody]:
    return {name: getattr(town.cast, name) for name in ("ash", "bo", "cam", "noor", "sky")}


def ask(browser: Client, method: str, path: str, *, checks: bool = False) -> HttpResponse:
    """One request whose consequences are undone."""
    with undone():
        return getattr(same_browser(browser, checks=checks), method)(path)  # type: ignore[no-any-return]


def outcome(answer: HttpResponse) -> Asked:
    return Asked(answer.status_code, answer.headers.get("Location", "") if answer.status_code == 303 else "")


def everywhere(space: str) -> Iterator[tuple[Address, str]]:
    for address in addresses():
        yield address, address.path(**places(space))


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    names = [address.name for address in addresses()]

    assert sorted(names) == sorted(ROWS)
    assert len(set(names)) == len(names)


def test_before_every_address_stands_the_door_that_its_row_names() -> None:
    tables = {"open": OPEN, "signed-in": SIGNED_IN, "unlocked": UNLOCKED}
    wanted = {name: door for door, table in tables.items() for name in table}

    assert {address.name: address.door for address in addresses()} == wanted


def test_whatever_names_a_space_is_for_its_members_alone() -> None:
    named = {address.name for address in addresses() if "space" in address.varies}

    assert named == {name for name, row in ROWS.items() if isinstance(row, Member)}


def test_a_stranger_is_sent_to_sign_in_wherever_something_is_anybodys(town: Scene) -> None:
    drew, wrong = new_browser(), {}
    for address, path in everywhere(town.space):
        row = ROWS[address.name]
        for place, method in enumerate(("get", "post")):
            found = outcome(ask(drew, method, path))
            fits = found.status == row.of("stranger")[place] if isinstance(row, Open) else _refused(found, "/sign-in/")
            if not fits:
                wrong[address.name, method] = found

    assert wrong == {}


def _refused(found: Asked, to: str) -> bool:
    """Sent there, or the address does not know the method at all, for anybody."""
    return found in (Asked(303, to), Asked(405))


@ON_SQLITE
@pytest.mark.parametrize("name", ["ash", "bo", "cam", "noor", "sky"])
def test_unlocked_each_gets_what_is_theirs_and_nothing_else_is_there(town: Scene, name: str) -> None:
    who, wrong = folk(town)[name], {}
    for address, path in everywhere(town.space):
        for place, method in enumerate(("get", "post")):
            found = ask(who.browser, method, path).status_code
            if found != _inside(ROWS[address.name], name)[place] and not (found == 405 == _plain(address, place)):
                wrong[address.name, method] = found

    assert wrong == {}


def _inside(row: Open | Behind, name: str) -> tuple[int, int]:
    if isinstance(row, Open):
        return row.of("unlocked")
    outside = (isinstance(row, Member) and name in OUTSIDERS) or (row.host and name != "bo")
    return (404, 404) if outside else row.inside


def _plain(address: Address, place: int) -> int:
    """What the row says without asking who it is: an unknown method may be said to everybody alike."""
    row = ROWS[address.name]
    return row.inside[place] if isinstance(row, Behind) else 0


@ON_SQLITE
@pytest.mark.parametrize("name", ["ash", "bo", "cam", "noor", "sky"])
def test_locked_each_is_led_to_the_unlock_page_and_a_form_is_held(town: Scene, name: str) -> None:
    who, wrong = folk(town)[name], {}
    who.lock()
    for address, path in everywhere(town.space):
        row = ROWS[address.name]
        for place, method in enumerate(("get", "post")):
            found = outcome(ask(who.browser, method, path))
            if not _fits_locked(row, name, found, place, path):
                wrong[address.name, method] = found

    assert wrong == {}


def _fits_locked(row: Open | Behind, name: str, found: Asked, place: int, path: str) -> bool:
    if isinstance(row, Open):
        return found.status == row.of("locked")[place]
    if row.locked is not None:
        outside = isinstance(row, Member) and name in OUTSIDERS
        return found.status == (404 if outside else row.locked[place])
    asked = urlencode({"held": row.held} if place else {"next": path})
    return _refused(found, f"/unlock/?{asked}")


@ON_SQLITE
@pytest.mark.parametrize("locked", [False, True])
def test_no_form_counts_without_its_token_but_those_that_can_only_lower(town: Scene, locked: bool) -> None:
    wrong = {}
    if locked:
        town.ash.lock()
    for address, path in everywhere(town.space):
        found = ask(town.ash.browser, "post", path, checks=True).status_code
        lowers = address.name in WITHOUT_TOKEN
        if found not in (ask(town.ash.browser, "post", path).status_code if lowers else 403, 405):
            wrong[address.name] = found

    assert wrong == {}


@ON_SQLITE
@pytest.mark.parametrize("name", OUTSIDERS)
@pytest.mark.parametrize("locked", [False, True])
def test_a_space_of_others_and_one_that_never_was_are_the_same_bytes(town: Scene, name: str, locked: bool) -> None:
    who, different = folk(town)[name], []
    if locked:
        who.lock()
    for address in (each for each in addresses() if "space" in each.varies):
        for method in ("get", "post"):
            one, two = (_bytes(who.browser, method, address, space) for space in (town.space, NOWHERE))
            if one != two:
                different.append((address.name, method))

    assert different == []


def test_to_a_stranger_every_space_is_the_same_bytes(town: Scene) -> None:
    drew, different = new_browser(), []
    for address in (each for each in addresses() if "space" in each.varies):
        for method in ("get", "post"):
            one, two = (_bytes(drew, method, address, space) for space in (town.space, NOWHERE))
            if one != two:
                different.append((address.name, method))

    assert different == []


def _bytes(browser: Client, method: str, address: Address, space: str) -> tuple[int, str, str]:
    answer = ask(browser, method, address.path(**places(space)))
    cookies = {name: bool(morsel.value) for name, morsel in answer.cookies.items() if name.startswith("oa_signin")}
    headers = repr((dict(answer.headers.items()), cookies))
    return answer.status_code, headers.replace(space, "-"), plain(answer).replace(space, "-")


def test_an_ended_space_is_gone_for_everybody_but_to_be_put_away(town: Scene) -> None:
    ended = Space.objects.get(ended=True).pk
    inside = {"space-put-away", "leave"}
    wrong = {}
    for name in ("ash", "sky"):
        for address in (each for each in addresses() if "space" in each.varies):
            for method in ("get", "post"):
                found = ask(folk(town)[name].browser, method, address.path(**places(ended))).status_code
                if found not in (404, 405) and not (method == "post" and found == 303 and address.name in inside):
                    wrong[name, address.name, method] = found

    assert wrong == {}


def test_a_seat_in_the_database_alone_shows_nothing(town: Scene) -> None:
    """Bo, who has the database, gives Cam a seat: Cam's software was never given a key and shows nobody's words."""
    Seat.objects.create(space_id=town.space, person_id=town.cast.cam.id, joined_on=1)

    for address in (each for each in addresses() if "space" in each.varies):
        answer = ask(town.cast.cam.browser, "get", address.path(**places(town.space)))
        assert "Evenings" not in plain(answer) and "Ash" not in plain(answer), address.name
        assert answer.status_code in (200, 303, 404, 405), address.name

    assert town.in_force(town.ash)


def test_the_devices_and_forms_of_another_person_cannot_be_reached_by_their_ids(town: Scene) -> None:
    ash, noor = town.ash, town.cast.noor
    sign_in, device = ash.sign_in.pk, ash.sign_in.wrap_id
    ash.lock()
    ash.browser.post(town.ours.url("wait/"), {"hours": "24"})
    held = ash.row.held_forms.get().pk

    for path in (f"/me/sign-ins/{sign_in}/end/", f"/me/devices/{device}/drop/", f"/held/{held}/let-go/"):
        assert noor.browser.post(path).status_code == 303

    assert ash.sign_in.pk == sign_in
    assert ash.row.wraps.filter(pk=device).exists() and ash.row.held_forms.filter(pk=held).exists()


def test_whoever_runs_this_computer_passes_no_door_that_others_do_not(town: Scene) -> None:
    """Bo is as much an outsider in the space of Ash and Cam as Noor is."""
    beside = Space.objects.exclude(pk=town.space).get(ended=False).pk
    assert Host.objects.get().person_id == town.bo.id

    for address in (each for each in addresses() if "space" in each.varies):
        for method in ("get", "post"):
            bo, noor = (ask(who.browser, method, address.path(**places(beside))) for who in (town.bo, town.cast.noor))
            assert bo.status_code == noor.status_code and bo.status_code in (404, 405), (address.name, method)


def test_there_are_no_staff_rights() -> None:
    names = {field.name for field in Person._meta.get_fields()}

    assert names & {"is_staff", "is_superuser", "is_admin", "role", "groups", "user_permissions"} == set()
