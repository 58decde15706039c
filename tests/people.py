"""The cast: Ash and Bo are partners and Bo hosts; Cam shares another space with Ash; Noor is no member; Sky left.

How to use it, in a room's `conftest.py`:

    from tests.people import cast, clock, quick_stretching

    __all__ = ["cast", "clock", "quick_stretching"]

`quick_stretching` (autouse) replaces Argon2 by one hash while tests run, and what stretches the passphrase of a file;
the product's cost and its floor stay as they are. `cast` is a fixture: `cast.bo`, `cast.ash`, ... each a `Somebody`
who made their account through the real pages, when first asked for (or is copied from there: tests/chapters.py), and
is signed in and unlocked in a browser of their own (`somebody.browser`, Django's test client). Bo is always there and
made the first account. `somebody.lock()`, `.unlock()`, `.sign_out()`, `.keys`, `.book()`; `cast.stranger()` is Drew: a
browser nobody signed in with. `clock` is a fixture too: `clock.now`, `clock.turn(hours=...)`.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pyrage  # type: ignore[import-untyped]
import pytest
from django.core.signals import setting_changed
from django.dispatch import receiver
from django.test import Client
from pytest_django import Settings

from ownaccord.accounts import sign_ins, vaults, wraps
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.accounts.lookups import name_lookup, token_hash
from ownaccord.accounts.models import Host, Person, SignIn
from ownaccord.lib import clock as house_clock
from tests.chapters import told
from tests.hands import NOON, Clock, held

PASSPHRASE = "harbour violet lantern quarter moss"
NAMES = ("Ash", "Bo", "Cam", "Noor", "Sky", "Drew")


class Stretching:
    """Stands in for Argon2: quick, yet different for every secret, salt and cost; `secrets` is what was stretched."""

    def __init__(self) -> None:
        self.secrets: list[str] = []

    def __call__(self, secret: str, salt: bytes, cost: object) -> bytes:
        """Return 32 bytes that depend on all three."""
        self.secrets.append(secret)
        return hashlib.sha256(repr((secret, bytes(salt), cost)).encode("utf-8", "surrogatepass")).digest()


@pytest.fixture(autouse=True)
def quick_stretching(monkeypatch: pytest.MonkeyPatch) -> Stretching:
    """Every stretching is quick and counted; what is taken with a passphrase is sealed to a key that nobody has."""
    stretching = Stretching()
    monkeypatch.setattr(wraps, "stretch", stretching)
    monkeypatch.setattr(pyrage.passphrase, "encrypt", to_nobody)
    return stretching


def to_nobody(content: bytes, passphrase: str) -> bytes:
    """In the age format, at once: two seconds less than with the passphrase."""
    return bytes(pyrage.encrypt(content, [pyrage.x25519.Identity.generate().to_public()]))


@pytest.fixture
def clock(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    """A clock that stands still until it is turned."""
    settings.CLOCK = "tests.hands.hands"
    held.now, held.stand_in = NOON, monkeypatch
    yield held
    held.stand_in = None


# The loaded middleware, as the server has it: loaded once, not for each browser, until a test changes a setting.
_loaded: list[Any] = []


def new_browser(**headers: str) -> Client:
    """Return a browser with no cookies, on this computer."""
    browser = Client(headers={"host": "localhost", **headers})
    if not _loaded:
        browser.handler.load_middleware()
        _loaded.append(browser.handler._middleware_chain)
    browser.handler._middleware_chain = _loaded[0]
    return browser


@receiver(setting_changed)
def _anew(*, setting: str, **_: Any) -> None:
    if setting != "CLOCK":
        _loaded.clear()


@dataclass
class Somebody:
    """A person with an account and one browser."""

    name: str
    browser: Client = field(default_factory=new_browser)
    passphrase: str = PASSPHRASE

    @property
    def id(self) -> str:
        """The person's id, as requests carry it."""
        return Person.objects.values_list("pk", flat=True).get(name_lookup=name_lookup(self.name))

    @property
    def row(self) -> Person:
        """What the database holds about them."""
        return Person.objects.get(pk=self.id)

    @property
    def sign_in(self) -> SignIn:
        """The active sign-in of their browser."""
        return SignIn.objects.get(token_hash__in=[token_hash(token) for token in self.tokens[:1]])

    @property
    def tokens(self) -> list[bytes]:
        """The tokens in their browser's cookie, the active one first."""
        raw = from_cookie(self.browser, "oa_signin")
        return [raw[at : at + 32] for at in range(0, len(raw), 32)]

    @property
    def opening(self) -> bytes:
        """What their browser has beside the token while unlocked."""
        return from_cookie(self.browser, "oa_open")

    @property
    def keys(self) -> Keyring:
        """Their working keys; fails while they are locked."""
        keys = sign_ins.keys_of(self.sign_in, self.tokens[0] + self.opening, house_clock.now())
        assert keys is not None
        return keys

    @property
    def unlocked(self) -> bool:
        """Whether their browser holds working keys at this moment."""
        return self.sign_in.keys_sealed is not None

    def book(self) -> VaultBook:
        """Their opened vault."""
        return vaults.read(self.id, self.keys)

    def lock(self) -> None:
        """Press Exit now."""
        assert self.browser.post("/exit/").status_code == 303

    def unlock(self) -> str:
        """Type the passphrase; return where the answer leads."""
        answer = self.browser.post("/unlock/", {"secret": self.passphrase})
        assert answer.status_code == 303, answer.content.decode()
        return answer.headers["Location"]

    def sign_in_again(self, browser: Client | None = None) -> str:
        """Sign in with name and passphrase; return where the answer leads."""
        answer = (browser or self.browser).post("/sign-in/", {"name": self.name, "secret": self.passphrase})
        assert answer.status_code == 303, answer.content.decode()
        return answer.headers["Location"]

    def sign_out(self) -> None:
        """End the sign-in of their browser."""
        assert self.browser.post("/sign-out/").status_code == 303


def from_cookie(browser: Client, name: str) -> bytes:
    """Return the bytes of a cookie."""
    text = browser.cookies[name].value if name in browser.cookies else ""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def sign_up_fields(name: str, /, **other: str) -> dict[str, str]:
    """Return what somebody types to make an account in a browser of their own."""
    typed = {"adult": "on", "name": name, "browser": "own", "passphrase": PASSPHRASE, "again": PASSPHRASE}
    return {**typed, **other}


def sign_up(name: str, browser: Client | None = None) -> Somebody:
    """Make an account through the page; sign-up has to be open to this browser. Codes are kept at once."""
    here = browser or new_browser()
    answer = here.post("/sign-up/", sign_up_fields(name))
    assert answer.status_code == 303, answer.content.decode()
    somebody = Somebody(name, here)
    keep_codes(somebody)
    return somebody


def keep_codes(somebody: Somebody) -> None:
    """Type the recovery code back and take no stop code, as somebody does who has written it down."""
    groups = str(somebody.book().get("showing/recovery")).split("-")
    assert somebody.browser.post("/me/recovery/", {"first": groups[2], "second": groups[6]}).status_code == 303
    assert somebody.browser.post("/me/stop-code/", {"step": "later"}).status_code == 303


def words_on(page: str) -> str:
    """Return the words of the sheet on a page."""
    sheet = re.search(r'<ol class="words">(.*?)</ol>', page, re.S)
    assert sheet, page
    return " ".join(re.findall(r"<li>([^<]+)</li>", sheet[1]))


class Cast:
    """The people, each made when first asked for; Bo comes first and runs this computer."""

    def __init__(self) -> None:
        browser = new_browser()
        told("Bo comes first", [browser], lambda: comes_first(browser))
        self._made = {"bo": Somebody("Bo", browser)}

    def __getattr__(self, name: str) -> Somebody:
        if name.startswith("_") or name.capitalize() not in NAMES or name == "drew":
            raise AttributeError(name)
        if name not in self._made:
            self._made[name] = self._invited(name.capitalize())
        return self._made[name]

    @staticmethod
    def stranger() -> Client:
        """Return Drew's browser: nobody signed in with it, and it has no cookie."""
        return new_browser()

    @staticmethod
    def _invited(name: str) -> Somebody:
        browser = new_browser()
        told(("comes", name), [browser], lambda: comes(name, browser))
        return Somebody(name, browser)


def comes_first(browser: Client) -> None:
    """Bo gives this computer its name and makes the first account."""
    assert browser.post("/welcome/", {"host": "Bo at the kitchen table"}).status_code == 303
    sign_up("Bo", browser)


def comes(name: str, browser: Client) -> None:
    """Somebody makes an account while the door is open for them."""
    Host.objects.update(sign_up_open=True)
    sign_up(name, browser)
    Host.objects.update(sign_up_open=False)


@pytest.fixture
def cast(db: None, clock: Clock) -> Cast:
    """The cast in an empty house."""
    return Cast()
