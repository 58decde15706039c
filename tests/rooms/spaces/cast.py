"""The cast, as far as this room's pages need them: accounts signed in and unlocked, without stretching anything."""

import base64
import os
import re
import uuid
from dataclasses import dataclass, replace

from django.test import Client

from ownaccord.accounts import sign_ins, vaults
from ownaccord.accounts.browser import Browser
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.accounts.models import KeyWrap, Person, SignIn
from ownaccord.lib import clock
from ownaccord.spaces import access
from ownaccord.spaces.access import OpenSpace
from ownaccord.spaces.models import Invitation, Space
from tests.chapters import told
from tests.people import new_browser

TODAY = 20_000
NAMES = {"ash": "Ash", "bo": "Bo", "cam": "Cam", "noor": "Noor", "sky": "Sky"}


@dataclass(frozen=True)
class Somebody:
    """A person with an account, their browser, and their keys."""

    name: str
    keys: Keyring
    browser: Client

    @property
    def id(self) -> str:
        return self.keys.person

    def book(self) -> VaultBook:
        return vaults.read(self.id, self.keys)

    def space(self, space: str) -> OpenSpace:
        return access.space_for(self.id, space, self.keys)

    def lock(self) -> None:
        for row in SignIn.objects.filter(person_id=self.id):
            sign_ins.lock(row)


def somebody(name: str) -> Somebody:
    """Make an account and sign a fresh browser in, unlocked."""
    browser = new_browser()
    keys = told(("somebody", name), [browser], lambda: _made(name, browser))
    # Keys as an object of one's own: what another test opened with the same ones is not remembered for these.
    return Somebody(NAMES[name], replace(keys), browser)


def _made(name: str, browser: Client) -> Keyring:
    keys = Keyring.make(uuid.uuid4().hex, os.urandom)
    book = VaultBook()
    book.put("name", NAMES[name])
    Person.objects.create(
        id=keys.person, name_lookup=os.urandom(32), public_key=keys.public, made_on=TODAY,
        identity_sealed=keys.seal_identity(os.urandom), vault=keys.seal_vault(book.dumps(), 1, os.urandom),
    )  # fmt: skip
    _signed_in(keys, browser)
    return keys


def _signed_in(keys: Keyring, browser: Client) -> None:
    wrap = KeyWrap.objects.create(
        id=uuid.uuid4().hex, person_id=keys.person, kind="device", salt=bytes(16), memory_kib=65536, passes=3, lanes=1,
        wrapped=b"", made_on=TODAY,
    )  # fmt: skip
    here = Browser(os.urandom(32), "127.0.0.1")
    opened = sign_ins.start(keys, wrap, browser=here, shared=False, now=clock.now())
    browser.cookies["oa_signin"] = _cookie(opened.token)
    browser.cookies["oa_open"] = _cookie(opened.opening)


def after_a_reset(who: Somebody) -> Somebody:
    """Give the same account new keys and an empty vault, as when everything was lost."""
    keys = Keyring.make(who.id, os.urandom)
    SignIn.objects.filter(person_id=who.id).delete()
    vault = keys.seal_vault(VaultBook().dumps(), 9, os.urandom)
    sealed = keys.seal_identity(os.urandom)
    Person.objects.filter(pk=who.id).update(
        public_key=keys.public, identity_sealed=sealed, vault=vault, vault_version=9
    )
    browser = new_browser()
    _signed_in(keys, browser)
    return Somebody(who.name, keys, browser)


def _cookie(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def make_space(who: Somebody, label: str = "Evenings") -> str:
    """Make a space by its page and return its id."""
    page = who.browser.get("/s/new/").content.decode()
    once = re.search(r'name="once" value="([0-9a-f]{32})"', page)
    assert once
    answer = who.browser.post("/s/new/", {"label": label, "own_name": who.name, "once": once[1]})
    assert answer.status_code == 303
    return re.fullmatch(r"/s/([0-9a-f]{32})/", answer.headers["Location"])[1]  # type: ignore[index]


def invite(who: Somebody, space: str, **said: str) -> str:
    """Make an invitation by its page and return its words."""
    answer = who.browser.post(f"/s/{space}/invitation/", said)
    assert answer.status_code == 303
    return words_on(who, space)


def words_on(who: Somebody, space: str) -> str:
    """Return the words that the inviter's page shows."""
    page = who.browser.get(f"/s/{space}/invitation/").content.decode()
    sheet = re.search(r'<ol class="words">(.*?)</ol>', page, re.S)
    assert sheet
    return " ".join(re.findall(r"<li>([a-z-]+)</li>", sheet[1]))


def open_words(browser: Client, words: str) -> None:
    """Type the words on the join page."""
    assert browser.post("/join/", {"words": words}).headers["Location"] == "/join/"


def mark_on(browser: Client) -> str:
    """Return the mark that ties the join page to its invitation."""
    found = re.search(r'name="about" value="([0-9a-f]{16})"', browser.get("/join/").content.decode())
    assert found
    return found[1]


def join(who: Somebody, words: str, label: str = "Ours") -> str:
    """Read the invitation and take the seat; return where the answer leads."""
    open_words(who.browser, words)
    said = {"own_name": who.name, "label": label, "about": mark_on(who.browser)}
    return who.browser.post("/join/enter/", said).headers["Location"]


def begun_space(inviter: Somebody, invitee: Somebody) -> str:
    """Return a space of these two that has begun, all by its pages."""
    two = [inviter.browser, invitee.browser]
    return told(("begun space", inviter.name, invitee.name), two, lambda: _begun_space(inviter, invitee))


def _begun_space(inviter: Somebody, invitee: Somebody) -> str:
    space = make_space(inviter)
    assert join(invitee, invite(inviter, space)) == f"/s/{space}/"
    inviter.browser.post(f"/s/{space}/begin/")
    assert Space.objects.get(pk=space).epoch == 1
    return space


def only_invitation() -> Invitation:
    """Return the one invitation there is."""
    return Invitation.objects.get()
