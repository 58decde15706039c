"""Mail to somebody: asked for and settled first, in their own words, once, and switched off in one place."""

import re
from collections.abc import Iterator

import pytest
from django.test import override_settings
from pytest_django import Settings

from ownaccord.accounts.models import Person
from ownaccord.care import mailing, reminders
from ownaccord.care.models import Mailbox, Reminder
from ownaccord.core.calendar import Kind, Occasion
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock, Somebody
from tests.rooms.care.conftest import chooses
from tests.rooms.care.mailbox import Post, post
from tests.rooms.consent.shared import words_of

pytestmark = [pytest.mark.django_db, ON_SQLITE]
SETTINGS = {"icon": "leaf", "face": "Notes", "address": "", "sign": "1", "wait": ""}
HERE = "/me/dates/mail/"
WORDS = "Bread is ready"


@pytest.fixture
def mailbox(settings: Settings) -> Iterator[Post]:
    """A mail server that this house sends by."""
    with post() as server:
        settings.OWNACCORD_MAIL = server.server
        yield server


def lives_at(who: Somebody, address: str) -> None:
    assert who.browser.post("/me/settings/", {**SETTINGS, "email": address}).status_code == 303


def asks(who: Somebody, words: str = WORDS) -> str:
    return str(who.browser.post(HERE, {"words": words}).headers["Location"])


def code_in(mailbox: Post) -> str:
    mailing.send_due()
    return re.findall(r"\b\d{6}\b", mailbox.got[-1][1].get_content())[0]


def settles(who: Somebody, mailbox: Post) -> None:
    """Mail is on, and the mailbox empty."""
    lives_at(who, "ash@example.org")
    assert asks(who) == f"{HERE}?said=sent"
    assert who.browser.post(f"{HERE}code/", {"code": code_in(mailbox)}).headers["Location"] == f"{HERE}?said=settled"
    mailbox.got.clear()


def got(mailbox: Post) -> list[tuple[str, str]]:
    """What came since the last look: to whom, and the words."""
    found = [(to, mail.get_content().strip()) for to, mail in mailbox.got]
    mailbox.got.clear()
    return found


def tomorrow(person: str, keys: object, now: int) -> tuple[Occasion, ...]:
    at = now // 86400 * 86400 + 86400 + 9 * 3600
    return (Occasion(Kind.FOLLOW_UP, "care/x", at), Occasion(Kind.RECHECK, "care/y", at + 86400))


@pytest.fixture
def dates(settings: Settings) -> None:
    """Two dates, tomorrow and the day after, at nine (UTC)."""
    settings.OWNACCORD_CALENDAR = ["tests.rooms.care.test_reminders.tomorrow"]


def test_without_a_mail_server_nobody_is_asked(ash: Somebody) -> None:
    lives_at(ash, "ash@example.org")
    assert "Mail" not in re.findall(r"<h2[^>]*>([^<]+)<", ash.browser.get("/me/dates/").content.decode())
    answers = [ash.browser.get(HERE), ash.browser.post(HERE, {"words": "x"}), ash.browser.post(f"{HERE}code/")]
    assert [each.status_code for each in answers] == [404, 404, 404]
    assert (Reminder.objects.count(), reminders.ask(ash.id, 0, "x")) == (0, False)


def test_mail_begins_with_a_code_that_its_owner_types_back(ash: Somebody, mailbox: Post) -> None:
    assert "There is no e-mail address in your settings." in words_of(ash.browser.get(HERE))
    assert ash.browser.post(HERE, {"words": "x"}).status_code == 422
    lives_at(ash, "ash@example.org")
    assert asks(ash) == f"{HERE}?said=sent"
    code = code_in(mailbox)
    assert got(mailbox) == [("ash@example.org", f"The code is {code}. If you asked for none, nothing more will come.")]
    assert Mailbox.objects.count() == 0
    wrong = f"{(int(code) + 1) % 10**6:06}"
    assert ash.browser.post(f"{HERE}code/", {"code": wrong}).status_code == 422
    typed = f" {code[:3]} {code[3:]} "
    assert ash.browser.post(f"{HERE}code/", {"code": typed}).headers["Location"] == f"{HERE}?said=settled"
    assert Mailbox.objects.values().get() == {"person_id": ash.id, "address": "ash@example.org"}
    assert ash.browser.post(f"{HERE}code/", {"code": code}).status_code == 422


def test_a_code_serves_for_a_day_and_five_slips_and_three_are_sent_in_a_day(
    ash: Somebody, mailbox: Post, clock: Clock
) -> None:
    lives_at(ash, "ash@example.org")
    asks(ash)
    code = code_in(mailbox)
    for _slip in range(5):
        assert ash.browser.post(f"{HERE}code/", {"code": "x"}).status_code == 422
    assert ash.browser.post(f"{HERE}code/", {"code": code}).status_code == 422
    asks(ash)
    code = code_in(mailbox)
    clock.turn(hours=23)
    ash.unlock()
    assert [asks(ash), asks(ash)] == [f"{HERE}?said=sent", f"{HERE}?said=often"]
    ash.browser.post("/me/dates/off/")
    chooses(ash)
    assert asks(ash) == f"{HERE}?said=often"
    clock.turn(hours=2)
    ash.unlock()
    assert ash.browser.post(f"{HERE}code/", {"code": code}).status_code == 422
    assert asks(ash) == f"{HERE}?said=sent"


def test_nothing_goes_to_an_address_that_nobody_answered_from(ash: Somebody, mailbox: Post, clock: Clock) -> None:
    settles(ash, mailbox)
    assert reminders.ask(ash.id, clock.now, "first")
    lives_at(ash, "bo@example.org")
    assert mailing.send_due() == 0
    assert (got(mailbox), Reminder.objects.count()) == ([], 0)
    assert "First a code goes there" in words_of(ash.browser.get(HERE))


def test_a_mail_goes_in_the_hour_of_each_date_once_while_everybody_is_locked(
    ash: Somebody, mailbox: Post, clock: Clock, dates: None
) -> None:
    settles(ash, mailbox)
    due = [row.hour for row in Reminder.objects.order_by("hour")]
    assert [hour % 24 for hour in due] == [9, 9] and due[1] - due[0] == 24
    ash.lock()
    sent = []
    for _half_hour in range(2 * 24 * 3):
        clock.turn(seconds=1800)
        mailing.send_due()
        sent += [(clock.now // 3600, *each) for each in got(mailbox)]
    assert sent == [(hour, "ash@example.org", WORDS) for hour in due]
    assert Reminder.objects.count() == 0


def test_unlocking_in_the_hour_in_which_a_mail_went_sends_no_second_one(
    ash: Somebody, mailbox: Post, clock: Clock, settings: Settings
) -> None:
    at = clock.now + 7200
    settings.OWNACCORD_CALENDAR = ["tests.rooms.care.test_reminders.soon"]
    soon.at = at  # type: ignore[attr-defined]
    chooses(ash)
    settles(ash, mailbox)
    clock.turn(hours=2)
    for _time in range(3):
        ash.unlock()
        mailing.send_due()
    assert got(mailbox) == [("ash@example.org", WORDS)]


def soon(person: str, keys: object, now: int) -> tuple[Occasion, ...]:
    return (Occasion(Kind.FOLLOW_UP, "care/x", soon.at),)  # type: ignore[attr-defined]


def test_other_words_go_without_another_code(ash: Somebody, mailbox: Post, dates: None) -> None:
    settles(ash, mailbox)
    assert asks(ash, "Other words") == f"{HERE}?said=kept"
    assert {row.words for row in Reminder.objects.all()} == {"Other words"}
    assert Reminder.objects.count() == 2 and got(mailbox) == []


def test_a_page_of_another_room_asks_for_one_mail(ash: Somebody, cast: Cast, mailbox: Post, clock: Clock) -> None:
    assert not reminders.ask(ash.id, clock.now, "x")
    settles(ash, mailbox)
    for _time in range(2):
        assert reminders.ask(ash.id, clock.now + 3600, "Own\nwords")
    assert not reminders.ask(cast.bo.id, clock.now, "x")
    mailing.send_due()
    assert got(mailbox) == []
    clock.turn(hours=1)
    mailing.send_due()
    assert got(mailbox) == [("ash@example.org", "Ownwords")]


def test_a_mail_that_is_not_taken_is_tried_again_a_few_times_and_then_given_up(
    ash: Somebody, mailbox: Post, clock: Clock, heard: list[str]
) -> None:
    settles(ash, mailbox)
    reminders.ask(ash.id, clock.now, "private words")
    mailbox.mood = "rcpt"
    hours = []
    for hour in range(30):
        before = len(mailbox.said)
        mailing.send_due()
        mailing.send_due()
        hours += [hour] * (len(mailbox.said) > before)
        ash.unlock()
        clock.turn(hours=1)
    assert (hours, Reminder.objects.count()) == ([0, 1, 3, 7, 15], 0)
    assert set(heard) == {"A mail server did not take a mail"}


def test_after_a_failure_it_is_sent_once_when_the_server_is_back(ash: Somebody, mailbox: Post, clock: Clock) -> None:
    settles(ash, mailbox)
    reminders.ask(ash.id, clock.now, "words")
    mailbox.mood = "end"
    mailing.send_due()
    mailbox.mood = ""
    clock.turn(hours=1)
    for _time in range(3):
        mailing.send_due()
    assert got(mailbox) == [("ash@example.org", "words")]


def test_what_ended_between_claiming_and_sending_is_never_sent_again_and_goes(
    ash: Somebody, mailbox: Post, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    settles(ash, mailbox)
    reminders.ask(ash.id, clock.now, "words")
    with monkeypatch.context() as ended, pytest.raises(KeyboardInterrupt):
        ended.setattr("ownaccord.lib.mail.send", _ends)
        mailing.send_due()
    for _hour in range(60):
        clock.turn(hours=1)
        mailing.send_due()
    assert (got(mailbox), Reminder.objects.count()) == ([], 0)


def _ends(*about: object) -> None:
    raise KeyboardInterrupt


def test_what_was_switched_off_while_it_was_tried_stays_away(ash: Somebody, mailbox: Post, clock: Clock) -> None:
    settles(ash, mailbox)
    reminders.ask(ash.id, clock.now, "words")
    claimed = reminders.claim(clock.now)
    assert claimed is not None
    assert ash.browser.post("/me/dates/off/").status_code == 303
    reminders.not_taken(claimed, clock.now)
    assert (Reminder.objects.count(), Mailbox.objects.count()) == (0, 0)


def test_no_mail_any_more_erases_what_is_unsent_and_leaves_the_calendar(
    ash: Somebody, mailbox: Post, clock: Clock, dates: None
) -> None:
    settles(ash, mailbox)
    reminders.ask(ash.id, clock.now, "words")
    assert ash.browser.post(f"{HERE}stop/").headers["Location"] == "/me/dates/?said=stopped"
    assert (Reminder.objects.count(), Mailbox.objects.count()) == (0, 0)
    clock.turn(days=3)
    assert mailing.send_due() == 0
    ash.unlock()
    assert (Reminder.objects.count(), got(mailbox)) == (0, [])
    assert "calendar/choices" in ash.book().under("calendar/")


def test_rows_that_the_vault_knows_nothing_of_go_at_the_unlock(ash: Somebody, mailbox: Post, clock: Clock) -> None:
    Mailbox.objects.create(person_id=ash.id, address="bo@example.org")
    Person.objects.filter(pk=ash.id).update(email="bo@example.org")
    Reminder.objects.create(person_id=ash.id, kind="asked", hour=clock.now // 3600, words="planted")
    ash.unlock()
    assert (Reminder.objects.count(), Mailbox.objects.count(), mailing.send_due()) == (0, 0, 0)


def test_nothing_is_sent_after_two_days_in_which_nothing_ran(ash: Somebody, mailbox: Post, clock: Clock) -> None:
    settles(ash, mailbox)
    reminders.ask(ash.id, clock.now, "words")
    clock.turn(hours=50)
    assert (mailing.send_due(), Reminder.objects.count()) == (0, 0)


def test_new_keys_end_mail_and_erase_what_is_unsent(ash: Somebody, mailbox: Post, clock: Clock) -> None:
    settles(ash, mailbox)
    reminders.ask(ash.id, clock.now + 3600, WORDS)
    fresh = "four other words here now"
    way = {"secret": ash.passphrase, "browser": "own", "passphrase": fresh, "again": fresh}
    assert ash.browser.post("/me/someone-may-know/", way).status_code == 303
    assert (Mailbox.objects.count(), Reminder.objects.count()) == (0, 0)


@pytest.mark.parametrize("address", ["", "another@example.org"])
def test_with_another_address_mail_ends_and_nothing_unsent_is_kept(
    ash: Somebody, mailbox: Post, clock: Clock, address: str
) -> None:
    settles(ash, mailbox)
    reminders.ask(ash.id, clock.now + 3600, WORDS)
    lives_at(ash, address)
    ash.unlock()
    assert (Mailbox.objects.count(), Reminder.objects.count()) == (0, 0)
    assert reminders.ask(ash.id, clock.now + 3600, WORDS) is False
    assert words_of(ash.browser.get(HERE)).count("No mail") == 1


def test_while_whoever_runs_the_computer_sends_no_mail_what_was_settled_stays(
    ash: Somebody, mailbox: Post, clock: Clock
) -> None:
    settles(ash, mailbox)
    with override_settings(OWNACCORD_MAIL=None):
        ash.unlock()
        assert reminders.ask(ash.id, clock.now + 3600, WORDS) is False
    assert Mailbox.objects.count() == 1
    assert reminders.ask(ash.id, clock.now + 3600, WORDS) is True
