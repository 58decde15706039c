"""Two people live here for an hour, in real browsers; then every byte that is left on the disk is looked at.

Whatever they typed or were shown is a canary. None is in the database, its log, the server's output, its temporary
folder, a backup, what the computer shows of the process, or the browsers' profiles: history, the session that can be
restored, cache, storage, form memory, password manager, crash reports. What a browser keeps: `KEPT_BY_BROWSERS`.
One of them also writes in every room in which people write for themselves (`newer_rooms.py`).
`test_every_field.py` asks the same of every field there is, without a browser.
"""

import base64
import gzip
import json
import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from playwright.sync_api import Page, Playwright, sync_playwright

from ownaccord.consent import pdf
from tests.chromium import flags
from tests.journeys import steps
from tests.journeys.conftest import whole_chromium
from tests.journeys.server import House
from tests.rooms.consent.test_paper import a_sheet
from tests.walls.newer_rooms import walks
from tests.walls.seeking import _in, _in_a_large, files_below, found_in, hits, spellings

__all__ = ["whole_chromium"]

ITEM = "holding"
# The field for the name one signs in with says so to password managers, and browsers keep what is typed there. The
# neutral name is the title of every page. An address that was opened is in the history, and the address of an item's
# page has the item's name in it (docs/develop/attack/leaks.md).
KEPT_BY_BROWSERS = {"names", "neutral name", "an address"}
ASH, BO = steps.ASH_WORDS, steps.BO_WORDS


@pytest.fixture
def driver(whole_chromium: str) -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A house whose temporary files lie in a folder of their own."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    (tmp_path / "house").mkdir()
    here = House(tmp_path / "house")
    here.start()
    yield here
    here.stop()


def typed() -> dict[str, str]:
    """What the two type, each a word that stands nowhere else."""
    mark, names, face = (secrets.token_hex(6) for _ in range(3))
    about = ("label", "ours", "own", "limit", "condition", "held", "item", "sentence", "sought")
    said = {name: f"canary{mark}{name}" for name in about}
    return said | {"face": f"canary{face}"} | {name: f"canary{names}{name}" for name in ("name", "other")}


def marks(said: dict[str, str]) -> dict[str, str]:
    """What all words of a kind begin with: one search finds any of them."""
    names, typed = (said[each].removesuffix(each) for each in ("name", "label"))
    return {"names": names, "typed": typed, "neutral name": said["face"]}


def things_of_ones_own(page: Page, house: House, space: str, said: dict[str, str]) -> None:
    """An own item, a limit in own words, a search, and a neutral name for every page."""
    page.goto(f"{house.url}/s/{space}/own/new/")
    page.locator("[name=name]").first.fill(said["item"])
    page.locator("[name=sentence]").first.fill(said["sentence"])
    for name in ("shapes", "contexts"):
        page.locator(f"[name={name}]").first.check()
    page.locator("form:has([name=shapes]) button[type=submit]").first.click()
    page.wait_for_url("**said=own-kept")
    page.goto(f"{house.url}/s/{space}/items/")
    page.locator("[name=words]").fill(said["sought"])
    page.locator("form:has([name=words]) button[type=submit]").first.click()
    page.wait_for_url("**/search/")
    page.goto(f"{house.url}/me/settings/")
    page.locator("[name=face]").fill(said["face"])
    page.locator("form:has([name=face]) button[type=submit]").first.click()
    page.wait_for_url("**kept=settings")


def states(page: Page, house: House, space: str, said: dict[str, str]) -> None:
    """A position with own words, kept as a wish, and one that arrives locked."""
    page.goto(f"{house.url}/s/{space}/items/{ITEM}/")
    page.locator("form[action$='/read/'] button").first.click()
    page.wait_for_url("**said=read")
    page.goto(f"{house.url}/s/{space}/items/{ITEM}/together/")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    page.locator("[name=level][value='3']").check()
    for place in page.locator("[name=contexts]").all():
        place.check()
    page.locator("[name=own_limit]").fill(said["limit"])
    page.locator("[name=own_condition]").fill(said["condition"])
    page.locator("form:has([name=own_limit]) button[type=submit]").first.click()
    page.wait_for_url("**said=*")


def holds(page: Page, house: House, said: dict[str, str]) -> None:
    """A form that is sent after the lock."""
    page.goto(f"{house.url}/s/new/")
    page.locator("[name=label]").fill(said["held"])
    page.locator("[name=own_name]").fill(said["own"])
    assert page.context.request.post(f"{house.url}/exit/", max_redirects=0).status == 303
    page.locator("form:has([name=label]) button[type=submit]").first.click()
    page.wait_for_url("**/unlock/**")
    # A pause leaves its pages in the log; every other form empties it.
    assert page.context.request.post(f"{house.url}/pause/", max_redirects=0).status == 303


def live(one: Page, two: Page, house: House, said: dict[str, str]) -> dict[str, str]:
    """From an empty machine to positions of both; everything that was typed or shown on the way."""
    canaries = marks(said) | {"passphrase": ASH, "other passphrase": BO}
    one.goto(house.url)
    one.get_by_role("main").get_by_role("link", name="Set this computer up").click()
    steps.fill(one, "Who runs this computer?", "Somebody")
    steps.press(one, "Go on")
    canaries["recovery"] = _account(one, said["name"], ASH)
    one.goto(f"{house.url}/me/stop-code/")
    canaries["stop words"] = steps.takes_a_stop_code(one)
    one.goto(f"{house.url}/s/new/")
    steps.fill(one, "What you call this space", said["label"])
    steps.fill(one, "The name you go by here", said["own"])
    steps.press(one, "Make this space")
    canaries["invitation"] = steps.makes_an_invitation(one)
    space = one.url.split("/s/")[1][:32]
    two.goto(f"{house.url}/join/")
    steps.fill(two, "The eleven words", canaries["invitation"])
    steps.press(two, "Read the invitation")
    two.goto(f"{house.url}/sign-up/")
    canaries["other recovery"] = _account(two, said["other"], BO)
    two.goto(f"{house.url}/join/")
    steps.joins(two, said["ours"], said["other"])
    one.goto(f"{house.url}/s/{space}/")
    steps.press(one, "Begin")
    for page in (one, two):
        states(page, house, space, said)
    things_of_ones_own(one, house, space, said)
    assert walks(one, house.url, space, canaries["typed"]) > 50
    holds(one, house, said)
    return canaries


@dataclass
class Left:
    """What two people have left behind: in which folder, what they typed or were shown, what they said."""

    profiles: Path
    canaries: dict[str, str]
    said: dict[str, str]

    def private(self) -> list[tuple[str, str]]:
        """What of that is in the browsers' profiles, and in which file, besides what browsers keep."""
        return hits([each for each in self.canaries.items() if each[0] not in KEPT_BY_BROWSERS], self.profiles)


def left(driver: Playwright, chromium: str, house: House, tmp_path: Path) -> Left:
    """Two people live for an hour; the house's own places have nothing of it. Their browsers are closed."""
    said, profiles = typed(), tmp_path / "profiles"
    ash, bo = (
        driver.chromium.launch_persistent_context(profiles / name, executable_path=chromium, args=flags())
        for name in ("ash", "bo")
    )
    for each in (ash, bo):
        each.set_default_timeout(20_000)
    canaries = live(ash.pages[0], bo.pages[0], house, said)
    cookies = {each["name"]: each["value"] for each in ash.cookies()}
    assert min(map(len, canaries.values())) > 4
    canaries["recovery in one"] = canaries["recovery"].replace("-", "")

    backup = tmp_path / "kept.tar"
    house.run("backup", str(backup))
    places = (house.data, house.output, Path(os.environ["TMPDIR"]), backup)
    assert {"db.sqlite3", "db.sqlite3-shm", "server.key"} <= {path.name for path in files_below(house.data)}
    assert hits(canaries.items(), *places) == []
    assert _with(base64.urlsafe_b64decode(cookies["oa_device"] + "="), *places) == []
    assert found_in(_shown_of_the_process(house), {what: spellings(word) for what, word in canaries.items()}) == set()
    for context in (ash, bo):
        context.close()
    return Left(profiles, canaries, said)


def test_nothing_that_was_typed_or_shown_stays_on_the_disk(
    driver: Playwright, whole_chromium: str, house: House, tmp_path: Path
) -> None:
    here = left(driver, whole_chromium, house, tmp_path)
    if (found := here.private()) and all(name.startswith("Session_") for _what, name in found):
        # A browser that writes its session down in the very moment in which it is handed the answer to a form has it
        # (docs/develop/attack/browser.md). It happens to nobody twice in a row.
        again = House(tmp_path / "again")
        again.start()
        try:
            here = left(driver, whole_chromium, again, tmp_path / "again")
        finally:
            again.stop()

    assert here.private() == []
    assert not list(here.profiles.rglob("*.dmp"))
    kept = {**here.canaries, "an address": f"/items/{ITEM}/"}
    found = hits([(what, kept[what]) for what in KEPT_BY_BROWSERS], here.profiles)
    assert {what for what, _ in found} == KEPT_BY_BROWSERS
    planted = b"\0" * 9 + base64.b64encode(b"ab" + here.said["limit"].encode() + b"c")
    (here.profiles / "ash" / "planted").write_bytes(planted)
    assert here.private() == [("typed", "planted")]


def _shown_of_the_process(house: House) -> bytes:
    """What the computer shows of the running server; no dump of its memory would be written."""
    assert house._process is not None
    here = Path("/proc") / str(house._process.pid)
    if not here.exists():
        return b""
    assert re.search(r"Max core file size +0 +0 ", (here / "limits").read_text())
    shown = b"\0".join((here / name).read_bytes() for name in ("cmdline", "environ"))
    assert b"serve" in shown and b"OWNACCORD_DATA" in shown
    return shown


def _account(page: Page, name: str, passphrase: str) -> str:
    steps.signs_up(page, name, passphrase)
    code = steps.keeps_the_recovery_code(page)
    steps.press(page, "Not now")
    return code


def _with(secret: bytes, *places: Path) -> list[str]:
    spelt = (secret, secret.hex().encode(), base64.b64encode(secret)[:-2], base64.urlsafe_b64encode(secret)[:-2])
    return [path.name for path in files_below(*places) if any(each in path.read_bytes() for each in spelt)]


PLAIN, PACKED = ("utf-8", "utf-16-le", "utf-16-be", "an address", "a form", "json"), ("hex", "base64", "gzip", "pdf")


@pytest.mark.parametrize("how", [*PLAIN, *PACKED, "base64 in the middle"])
def test_the_search_finds_what_is_planted(tmp_path: Path, how: str) -> None:
    word = "canary öf the wall"
    written = {
        "utf-8": word.encode(), "utf-16-le": word.encode("utf-16-le"), "hex": word.encode().hex().encode(),
        "utf-16-be": word.encode("utf-16-be"), "an address": quote(word).encode(), "a form": quote_plus(word).encode(),
        "json": json.dumps({"a": word}).encode(), "gzip": gzip.compress(b"before" + word.encode()),
        "base64": base64.b64encode(word.encode()),
        "base64 in the middle": base64.b64encode(b"\xffx" + word.encode() + b"y"),
        "pdf": pdf.pdf(a_sheet(("agreed", 0, "Cold"), ("limit", 0, f"Never {word}."))),
    }  # fmt: skip
    (tmp_path / "deep" / "down").mkdir(parents=True)
    (tmp_path / "deep" / "down" / "file").write_bytes(b"before" + written[how] + b"after")

    assert hits([("word", word)], tmp_path) == [("word", "file")]
    assert hits([("another", "another canary entirely")], tmp_path) == []
    assert min(len(each) for each in spellings(word)) >= len(word)


@pytest.mark.parametrize("length", range(1, 40))
def test_in_a_large_file_a_word_of_any_length_is_found_wherever_it_stands(length: int) -> None:
    around, word = bytes(range(256)), bytes(200 - 3 * each & 255 for each in range(length))
    wanted = {"it": {b"nothing like it", word}, "no": {b"not this", b"x" + word, word + b"x"}}
    for before in range(9):
        for after in range(9):
            part = around[:before] + word + around[:after]
            assert _in_a_large(part, wanted) == _in(part, wanted) == {"it"}, (before, after)


def test_every_word_in_a_block_that_several_have_is_found() -> None:
    words = b"  the same beginning, and more"
    wanted = {"long": {words[2:20]}, "longer": {words[2:]}, "no": {words[2:20] + b"s"}}

    assert _in_a_large(words, wanted) == {"long", "longer"}
