"""Making an account."""

import re

import pytest
from django.test import Client

from ownaccord.accounts import links
from ownaccord.accounts.lookups import name_lookup
from ownaccord.accounts.models import Host, KeyWrap, OneTimeLink, Person
from tests.databases import ON_SQLITE
from tests.people import PASSPHRASE, Cast, Clock, Stretching, from_cookie, new_browser, sign_up_fields, words_on

pytestmark = ON_SQLITE


@pytest.fixture
def opened(cast: Cast) -> Client:
    """A browser in a house whose host opened sign-up."""
    Host.objects.update(sign_up_open=True)
    return new_browser()


def test_a_new_account_begins_unlocked_at_its_recovery_code(opened: Client) -> None:
    answer = opened.post("/sign-up/", sign_up_fields("Ash"))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/me/recovery/")
    assert opened.get("/me/recovery/").status_code == 200
    assert len(from_cookie(opened, "oa_device")) == 32


def test_the_first_codes_lead_one_to_the_next_and_then_home(opened: Client) -> None:
    opened.post("/sign-up/", sign_up_fields("Ash"))
    page = opened.get("/me/recovery/").content.decode()
    groups = re.findall("<span>([0-9A-Z]{4})</span>", page)
    answer = opened.post("/me/recovery/", {"first": groups[2].lower(), "second": groups[6]})
    assert answer.headers["Location"] == "/me/stop-code/"
    assert opened.post("/me/stop-code/", {"step": "later"}).headers["Location"] == "/me/after-codes/"
    assert opened.get("/me/after-codes/").headers["Location"] == "/"


def test_one_account_costs_one_stretching(opened: Client, quick_stretching: Stretching) -> None:
    quick_stretching.secrets.clear()
    opened.post("/sign-up/", sign_up_fields("Ash"))
    assert quick_stretching.secrets == [PASSPHRASE]


def test_without_a_browser_of_ones_own_six_words_are_made_and_the_device_counts_as_shared(opened: Client) -> None:
    fields = {"adult": "on", "name": "Ash", "browser": "shared"}
    assert opened.post("/sign-up/", fields).headers["Location"] == "/me/portable/"
    words = words_on(opened.get("/me/portable/").content.decode())
    assert len(words.split()) == 6
    assert opened.cookies["oa_signin"]["max-age"] == ""

    elsewhere = new_browser()
    answer = elsewhere.post("/sign-in/", {"name": "ash", "secret": f"  {words.upper().replace(' ', ', ')}."})
    assert answer.status_code == 303
    assert not KeyWrap.objects.filter(kind="device", person__name_lookup=name_lookup("Ash")).exists()


def test_a_stranger_without_a_ticket_cannot_make_an_account(cast: Cast) -> None:
    before = Person.objects.count()
    drew = cast.stranger()
    assert drew.get("/sign-up/").status_code == 404
    assert drew.post("/sign-up/", sign_up_fields("Drew")).status_code == 404
    assert Person.objects.count() == before


def test_one_time_words_of_the_host_make_exactly_one_account(cast: Cast, clock: Clock) -> None:
    words = links.for_account(clock.now)
    noor, drew = new_browser(), new_browser()
    for browser in (noor, drew):
        assert browser.post("/one-time/", {"words": words}).headers["Location"] == "/sign-up/"

    assert noor.post("/sign-up/", sign_up_fields("Noor")).status_code == 303
    assert drew.post("/sign-up/", sign_up_fields("Drew")).status_code == 404
    assert not OneTimeLink.objects.exists()


def test_one_time_words_lapse_after_three_days(cast: Cast, clock: Clock) -> None:
    words = links.for_account(clock.now)
    clock.turn(days=3)
    assert new_browser().post("/one-time/", {"words": words}).status_code == 422


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"adult": ""}, "This is for adults only."),
        ({"name": ""}, "Please fill this in."),
        ({"name": "a" * 100_000}, "This name is long."),
        ({"name": "As\x07h"}, "Some characters in it cannot be kept."),
        ({"name": "A\u202esh"}, "Some characters in it cannot be kept."),
        ({"browser": ""}, "Please choose one of them; either is fine."),
        ({"browser": "theirs"}, "Select a valid choice."),
        ({"passphrase": ""}, "Please fill this in."),
        ({"passphrase": "a" * 100_000}, "This is longer than anything that could fit."),
        ({"passphrase": "tab\tis on no keyboard"}, "It holds a character that not every keyboard can type."),
        ({"passphrase": "short"}, "It is short."),
        ({"passphrase": "password123"}, "Somebody who tries could guess it."),
        ({"passphrase": "abacus abdomen abide able ablaze abnormal"}, "Six words of this list are for any browser."),
        ({"again": "harbour violet lantern quarter mess"}, "The two are not the same."),
    ],
)
def test_what_does_not_fit_is_said_at_its_field_and_nothing_is_made(
    opened: Client, wrong: dict[str, str], said: str
) -> None:
    before = Person.objects.count()
    fields = sign_up_fields("Ash", **wrong)
    if "passphrase" in wrong:
        fields["again"] = fields["passphrase"]
    answer = opened.post("/sign-up/", fields)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert Person.objects.count() == before


def test_after_a_mistake_the_name_stays_and_no_passphrase_is_shown(opened: Client) -> None:
    page = opened.post("/sign-up/", sign_up_fields("Ash of the Hill", again="other")).content.decode()
    assert 'value="Ash of the Hill"' in page
    assert PASSPHRASE not in page


@pytest.mark.parametrize("name", ["أمل", "🌿 Ash", "Ashley-Élodie O'Hara", "小雪", "👩‍🌾"])
def test_names_of_any_script_are_welcome(opened: Client, name: str) -> None:
    assert opened.post("/sign-up/", sign_up_fields(name)).status_code == 303
    assert new_browser().post("/sign-in/", {"name": name, "secret": "x"}).status_code == 422


def test_emoji_and_right_to_left_words_make_a_passphrase(opened: Client) -> None:
    words = "🌿 نافذة زرقاء فوق النهر 🌿"
    assert opened.post("/sign-up/", sign_up_fields("Ash", passphrase=words, again=words)).status_code == 303
    opened.post("/exit/")
    assert opened.post("/unlock/", {"secret": words}).status_code == 303


def test_two_spellings_of_one_name_are_one_name(opened: Client) -> None:
    opened.post("/sign-up/", sign_up_fields("Ash Hill"))
    answer = new_browser().post("/sign-up/", sign_up_fields("  ASH   hill "))
    assert answer.status_code == 422
    assert "Somebody here already signs in with this name." in answer.content.decode()


def test_the_form_sent_twice_makes_one_account(opened: Client) -> None:
    before = Person.objects.count()
    opened.post("/sign-up/", sign_up_fields("Ash"))
    assert opened.post("/sign-up/", sign_up_fields("Ash")).status_code == 422
    assert Person.objects.count() == before + 1


def test_a_form_without_its_token_is_refused(cast: Cast) -> None:
    Host.objects.update(sign_up_open=True)
    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    assert strict.post("/sign-up/", sign_up_fields("Ash")).status_code == 403


def test_nothing_is_preselected(opened: Client) -> None:
    page = opened.get("/sign-up/").content.decode()
    assert "checked" not in page
