"""Attack classes on sign-ins: cookies and rows of another person, of another purpose, or from before."""

import base64
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from ownaccord.accounts import sign_ins
from ownaccord.accounts.keys import Unreadable
from ownaccord.accounts.lookups import token_hash, witness_name
from ownaccord.accounts.models import Pause, SignIn
from tests.databases import ON_SQLITE
from tests.people import Clock, Somebody, from_cookie, new_browser
from tests.rooms.consent.shared import words_of
from tests.walls.attacks import at
from tests.walls.full import WORDS, Full
from tests.walls.scene import ITEM, Scene, agreed_on, same_browser, undone

pytestmark = pytest.mark.django_db

CALM = ("This space starts anew", "About the clock")
LOCKED = "/unlock/"
ROOT = Path(__file__).parents[2] / "ownaccord"


def leads(browser: Client, page: str = "/me/") -> str:
    """Where this page leads; nothing when it opens."""
    answer = browser.get(page)
    assert answer.status_code in (200, 303), page
    return answer.headers.get("Location", "").split("?")[0]


def columns(row: SignIn, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def shows_nobody(browser: Client, *people: Somebody) -> None:
    """Neither a name nor anything of the space on any page that this browser gets without words."""
    for page in ("/", "/unlock/", "/curtain/", "/me/", "/held/"):
        words = words_of(browser.get(page, follow=True))
        assert [who.name for who in people if who.name in words.split()] == [], page
        assert "Evenings" not in words


def test_ashs_row_under_bos_token_opens_nothing_of_hers(scene: Scene) -> None:
    """Bo's browser is said to be Ash's, unlocked: with her sealed keys, and with his own."""
    assert leads(scene.bo.browser) == ""
    his, hers = scene.bo.sign_in, scene.ash.sign_in
    tokens = scene.bo.tokens
    at(hers).update(token_hash=b"0" * 32)
    for sealed in (hers, his):
        at(his).update(person_id=scene.ash.id, **columns(sealed, "keys_sealed", "locked_sealed", "idle_until"))
        assert leads(scene.bo.browser) == LOCKED
        shows_nobody(scene.bo.browser, scene.ash, scene.bo)
    assert tokens == scene.bo.tokens
    for secret in (scene.bo.passphrase, ""):
        assert scene.bo.browser.post(LOCKED, {"secret": secret}).status_code == 422


def test_rows_exchanged_between_two_browsers_open_for_neither(scene: Scene) -> None:
    his, hers = scene.bo.sign_in, scene.ash.sign_in
    at(hers).update(token_hash=b"0" * 32)
    at(his).update(token_hash=hers.token_hash)
    at(hers).update(token_hash=his.token_hash)

    for who in (scene.ash, scene.bo):
        assert leads(who.browser) == LOCKED
        shows_nobody(who.browser, scene.ash, scene.bo)
        assert who.browser.post(LOCKED, {"secret": who.passphrase}).status_code == 422


OTHERS = [(b"t" * 32, "bo", "locked"), (b"t" * 32, "ash", "keys"), (b"s" * 32, "ash", "locked")]


@ON_SQLITE
@pytest.mark.parametrize("other", OTHERS)
def test_what_is_sealed_for_a_sign_in_opens_for_nobody_and_nothing_else(other: tuple[bytes, str, str]) -> None:
    """What lies beneath the pages: they stay closed to an exchanged row for more than this one reason."""
    own = (b"t" * 32, "ash", "locked")
    sealed = sign_ins.seal_under(*own, b"kept")

    assert sign_ins.open_under(*own, sealed) == b"kept"
    with pytest.raises(Unreadable):
        sign_ins.open_under(*other, sealed)


def test_what_a_locked_browser_of_another_can_do_only_lowers(scene: Scene) -> None:
    at(scene.bo.sign_in).update(person_id=scene.ash.id)
    assert scene.bo.browser.post("/pause/").status_code == 303

    assert [each.person_id for each in Pause.objects.all()] == [scene.ash.id]
    assert agreed_on(scene.ash, scene.space) == set()


def cookie(browser: Client, name: str, value: bytes) -> None:
    browser.cookies[name] = base64.urlsafe_b64encode(value).rstrip(b"=").decode()


# Every cookie that there is, by how its name begins, and a page that goes by it.
READS = {
    "oa_signin": "/me/", "oa_open": "/me/", "oa_device": "/me/devices/", "oa_own": "/me/notes/", "oa_face": "/",
    "oa_pauses": "/pause/", "oa_witness_": "/me/", "oa_glimpse_": "/", "oa_pass": "/now/", "oa_link": "/sign-up/",
    "oa_search_": "search/", "oa_sought_": "/me/notes/search/", "oa_join": "/join/",
}  # fmt: skip
# Without these nothing opens; another cookie in their place is none.
LET_IN = {"oa_signin", "oa_open"}


def every_cookie(here: Full) -> dict[str, bytes]:
    """Ash's browser once it has been given each of them."""
    browser, short = here.ash.browser, witness_name(here.ash.id)
    assert browser.post(here.ours.url("search/"), {"words": "zqoursashsearch", "body": "3"}).status_code == 303
    assert browser.post("/me/notes/search/", {"words": "zqaloneashsought"}).status_code in (200, 303)
    chosen = {"icon": "leaf", "sign": "0", "face": "Garden", "asks": "on"}
    assert browser.post("/me/settings/", chosen).status_code == 303
    assert browser.post("/again/", {"secret": here.ash.passphrase}).status_code == 303
    assert browser.post("/one-time/", {"words": here.codes[2]}).status_code == 303
    browser.cookies["oa_join"] = here.cast.sky.browser.cookies["oa_join"].value
    found = {name: from_cookie(browser, name + short * name.endswith("_")) for name in READS}
    with undone(here.ash):
        here.ash.lock()
        browser.post(f"/s/{here.waiting}/pause/")
        found["oa_pauses"] = from_cookie(browser, "oa_pauses")
    assert [name for name, value in found.items() if not value] == []
    return found


def test_every_cookie_is_tried() -> None:
    named = {name for path in ROOT.rglob("*.py") for name in re.findall(r'"(oa_[a-z_]+)"', path.read_text())}

    assert named == READS.keys()


@ON_SQLITE
@pytest.mark.parametrize("name", READS)
def test_no_cookie_does_the_work_of_another(here: Full, name: str) -> None:
    """Each in the place of each other: no alarm, no crash, nothing more shown or agreed; who is let in stays out."""
    every = every_cookie(here)
    place = name + witness_name(here.ash.id) * name.endswith("_")
    page = READS[name] if READS[name][0] == "/" else here.ours.url(READS[name])
    before = shown_by(same_browser(here.ash.browser), page)
    for other in every.keys() - {name}:
        twin = same_browser(here.ash.browser)
        cookie(twin, place, every[other])
        assert shown_by(twin, page) <= before, other
        answer = twin.get(here.ours.url("map/"))
        if name in LET_IN:
            assert answer.headers.get("Location", "").split("?")[0] in ("/sign-in/", LOCKED), other
            continue
        assert [each for each in CALM if each in words_of(answer)] == [], other
        assert agreed_on(Somebody("Ash", twin), here.space) == {ITEM}, other
        if name == "oa_pass":
            assert twin.get("/now/").status_code == 404, other
        if name == "oa_own":
            assert twin.get("/me/notes/").headers["Location"].startswith("/again/"), other


def shown_by(browser: Client, page: str) -> set[str]:
    """The words of anybody that a page of this browser shows; it answers calmly."""
    answer = browser.get(page, follow=True)
    assert answer.status_code in (200, 404), page
    return set(WORDS.findall(answer.content.decode()))


def test_what_one_browser_remembers_for_bo_says_nothing_to_ash(scene: Scene) -> None:
    """His witness and glimpse under the names of hers: no memory, which is no alarm and shows nothing of his."""
    twin = same_browser(scene.ash.browser)
    for name in ("oa_witness_", "oa_glimpse_"):
        theirs = from_cookie(scene.bo.browser, name + witness_name(scene.bo.id))
        cookie(twin, name + witness_name(scene.ash.id), theirs)
    words = words_of(twin.get(scene.ours.url("map/")))

    assert [each for each in CALM if each in words] == []
    assert agreed_on(Somebody("Ash", twin), scene.space) == {ITEM}


def test_a_device_secret_of_another_browser_opens_no_account(scene: Scene) -> None:
    scene.ash.lock()
    hers = from_cookie(scene.ash.browser, "oa_device")
    for wrong in (from_cookie(scene.bo.browser, "oa_device"), scene.ash.tokens[0], bytes(32), hers[:31], hers + b"\0"):
        cookie(scene.ash.browser, "oa_device", wrong)
        assert scene.ash.browser.post(LOCKED, {"secret": scene.ash.passphrase}).status_code == 422
        scene.clock.turn(hours=1)
    cookie(scene.ash.browser, "oa_device", hers)
    assert scene.ash.unlock() == "/"


def test_tokens_of_nobody_and_pieces_of_tokens_are_a_strangers(scene: Scene) -> None:
    token = scene.ash.tokens[0]
    for wrong in (token[:31], token[1:] + token[:1], token_hash(token), bytes(32)):
        browser = new_browser()
        cookie(browser, "oa_signin", wrong)
        assert leads(browser) == "/sign-in/"


SEALED = ("keys_sealed", "idle_until", "unlocked_until")


def test_the_sealed_keys_of_before_a_lock_open_nothing_after_it(scene: Scene) -> None:
    """Whoever keeps a copy of the row and later sits at the locked browser has both halves of earlier, but one."""
    row = scene.ash.sign_in
    assert leads(scene.ash.browser) == ""
    scene.ash.lock()
    at(row).update(**columns(row, *SEALED))

    assert leads(scene.ash.browser) == LOCKED
    shows_nobody(scene.ash.browser, scene.ash, scene.bo)
    scene.ash.unlock()
    assert leads(scene.ash.browser) == ""


def test_nor_after_the_lock_that_idling_brings(scene: Scene, clock: Clock) -> None:
    row = scene.ash.sign_in
    clock.turn(hours=1)
    assert leads(scene.ash.browser) == LOCKED
    at(row).update(keys_sealed=row.keys_sealed, idle_until=clock.now + 600, unlocked_until=row.unlocked_until)

    assert leads(scene.ash.browser) == LOCKED


def test_nor_after_the_curtain(scene: Scene) -> None:
    row = scene.ash.sign_in
    scene.ash.browser.post("/curtain/", {"choose": row.pk})
    at(row).update(**columns(row, *SEALED))

    assert leads(scene.ash.browser) == LOCKED


def test_no_edited_time_keeps_an_account_open_past_twelve_hours(scene: Scene, clock: Clock) -> None:
    row = scene.ash.sign_in
    assert leads(scene.ash.browser) == ""
    clock.turn(hours=12, seconds=1)
    at(row).update(idle_until=clock.now + 300, unlocked_until=clock.now + 3600)
    assert leads(scene.ash.browser) == LOCKED

    scene.ash.unlock()
    at(scene.ash.sign_in).update(idle_until=clock.now + 13 * 3600)
    assert leads(scene.ash.browser) == LOCKED
