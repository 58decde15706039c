"""The first start: who runs this computer, only from this computer or with words, and only once."""

import pytest
from django.test import Client

from ownaccord.accounts import links
from ownaccord.accounts.models import Host, Person
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock, new_browser, sign_up, sign_up_fields

pytestmark = ON_SQLITE

ELSEWHERE = {"REMOTE_ADDR": "192.168.7.20"}


@pytest.mark.django_db
def test_the_first_start_names_the_host_and_makes_the_first_account() -> None:
    browser = new_browser()
    assert browser.post("/welcome/", {"host": "Bo at the kitchen table"}).headers["Location"] == "/sign-up/"
    bo = sign_up("Bo", browser)

    host = Host.objects.get()
    assert (host.name, host.person_id, host.sign_up_open) == ("Bo at the kitchen table", bo.id, False)


def test_after_the_first_account_there_is_nothing_here(cast: Cast) -> None:
    assert cast.bo.browser.get("/welcome/").status_code == 404
    assert new_browser().post("/welcome/", {"host": "Drew"}).status_code == 404
    assert Host.objects.get().name == "Bo at the kitchen table"


@pytest.mark.django_db
def test_another_computer_needs_the_words_of_the_command_line(clock: Clock) -> None:
    browser = Client(headers={"host": "localhost"}, **ELSEWHERE)
    assert browser.post("/welcome/", {"host": "Drew"}).status_code == 422
    assert browser.post("/sign-up/", sign_up_fields("Drew")).status_code == 404
    assert not Host.objects.exists()

    words = links.for_first_start(clock.now)
    assert browser.post("/welcome/", {"host": "Bo", "words": words}).headers["Location"] == "/sign-up/"
    assert browser.post("/sign-up/", sign_up_fields("Bo")).status_code == 303
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_behind_a_proxy_this_computer_looks_like_any_other() -> None:
    browser = Client(headers={"host": "localhost", "x-forwarded-for": "127.0.0.1"})
    assert browser.post("/welcome/", {"host": "Drew"}).status_code == 422
    assert not Host.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["", "   ", "a" * 100_000, "Bo\x00", "Bo\u202ekcart", "Bo\nhost"])
def test_a_name_of_the_host_that_cannot_be_shown_is_refused_and_nothing_is_stored(name: str) -> None:
    assert new_browser().post("/welcome/", {"host": name}).status_code == 422
    assert not Host.objects.exists()


@pytest.mark.django_db
def test_a_house_without_anybody_leads_from_the_sign_in_page_to_the_first_start() -> None:
    assert new_browser().get("/sign-in/").headers["Location"] == "/welcome/"
