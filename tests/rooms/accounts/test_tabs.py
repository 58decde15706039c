"""A tab that stayed open belongs to whoever was here when it was opened: what it sends is never another's."""

import re

import pytest
from django.test import Client

from ownaccord.accounts import stops
from ownaccord.accounts.lookups import token_hash
from ownaccord.accounts.models import HeldForm, SignIn
from tests.databases import ON_SQLITE
from tests.people import Cast, Somebody
from tests.rooms.accounts.test_pause import both_in_one_browser

pytestmark = ON_SQLITE

TYPED = {"face": "A very private sentence", "icon": "leaf", "address": "", "sign": "3", "wait": "24", "email": ""}
WHOSE = re.compile(r'name="_whose" value="([0-9a-f]{10})"')


@pytest.fixture
def shared(cast: Cast) -> Client:
    """A browser in which Ash is unlocked and Bo locked."""
    return both_in_one_browser(cast)


def marks(page: bytes) -> set[str]:
    """Whose page its forms say that it is."""
    return set(WHOSE.findall(page.decode()))


def left_open(shared: Client) -> dict[str, str]:
    """What the forms of the page say that is open now."""
    (mark,) = marks(shared.get("/me/settings/").content)
    return {"_whose": mark}


def switch(cast: Cast, shared: Client, *, unlocked: bool = True) -> Somebody:
    """Go through the curtain to the other one; Bo, when Ash was here."""
    there = shared.get("/curtain/").context["places"][1]["id"]
    shared.post("/curtain/", {"choose": there})
    if unlocked:
        assert shared.post("/unlock/", {"secret": cast.bo.passphrase}).status_code == 303
    return Somebody("Bo", shared)


def test_every_form_says_whose_page_it_is_and_a_page_of_nobody_does_not(cast: Cast, shared: Client) -> None:
    (ash,) = marks(shared.get("/me/settings/").content)
    switch(cast, shared, unlocked=False)
    (bo,) = marks(shared.get("/unlock/").content)
    assert ash != bo
    for address in ("/pause/", "/unlock/", "/curtain/"):
        page = shared.get(address).content.decode()
        assert page.count("csrfmiddlewaretoken") == len(WHOSE.findall(page)) > 1, address
    assert marks(cast.stranger().get("/sign-in/").content) == set()


@pytest.mark.parametrize("unlocked", [True, False], ids=["unlocked", "locked"])
def test_what_an_old_tab_sends_is_sealed_for_its_author_and_not_written_as_who_is_here(
    cast: Cast, shared: Client, unlocked: bool
) -> None:
    tab = left_open(shared)
    bo = switch(cast, shared, unlocked=unlocked)

    answer = shared.post("/me/settings/", {**TYPED, **tab})

    assert answer.headers["Location"] == "/curtain/?held=yes"
    assert "What was typed is sealed for them" in shared.get("/curtain/?held=yes").content.decode()
    assert [row.person_id for row in HeldForm.objects.all()] == [cast.ash.id]
    if unlocked:
        assert bo.book().get("settings/wait_hours") is None
        assert shared.get("/held/").context["waiting"] == []
    shared.post("/unlock/", {"secret": cast.ash.passphrase, **tab})
    page = shared.get("/held/").content.decode()
    assert 'value="A very private sentence"' in page
    assert page.count("csrfmiddlewaretoken") == len(WHOSE.findall(page))


def test_a_pause_on_an_old_tab_counts_for_its_author_and_for_who_is_here(cast: Cast, shared: Client) -> None:
    tab = left_open(shared)
    switch(cast, shared)
    assert shared.post("/pause/", tab).headers["Location"] == "/pause/"
    assert [stops.scopes(each.id) for each in (cast.ash, cast.bo)] == [{""}, {""}]


def test_an_old_tab_of_somebody_who_signed_out_writes_nothing_for_anybody(cast: Cast, shared: Client) -> None:
    tab = left_open(shared)
    shared.post("/sign-out/", tab)
    shared.post("/unlock/", {"secret": cast.bo.passphrase})
    bo = Somebody("Bo", shared)

    assert shared.post("/me/settings/", {**TYPED, **tab}).headers["Location"] == "/curtain/?held=no"
    assert (HeldForm.objects.count(), bo.book().get("settings/wait_hours")) == (0, None)


def test_a_locked_page_of_the_other_opens_for_the_other(cast: Cast, shared: Client) -> None:
    tab = left_open(shared)
    switch(cast, shared)
    assert shared.post("/unlock/", {"secret": cast.ash.passphrase, **tab}).status_code == 303
    here = Somebody("Ash", shared)
    assert (here.sign_in.person_id, here.unlocked) == (cast.ash.id, True)
    assert SignIn.objects.get(person_id=cast.bo.id, token_hash__in=_hashes(here)).keys_sealed is None


def test_signing_out_on_an_old_tab_ends_the_sign_in_of_its_author(cast: Cast, shared: Client) -> None:
    tab = left_open(shared)
    bo = switch(cast, shared)
    assert shared.post("/sign-out/", tab).headers["Location"] == "/curtain/"
    assert [bo.sign_in.person_id, len(bo.tokens), bo.unlocked] == [cast.bo.id, 1, False]


def _hashes(somebody: Somebody) -> list[bytes]:
    return [token_hash(token) for token in somebody.tokens]
