"""A mail is sent once: whatever number of processes look at one moment, and whatever ends one in the middle."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from ownaccord.accounts.lookups import hour
from ownaccord.accounts.models import Person
from ownaccord.care import mailing, reminders
from ownaccord.care.models import Mailbox, Reminder
from ownaccord.lib import clock
from tests import cluster
from tests.at_once.conftest import TOGETHER, at_once
from tests.rooms.care.mailbox import Post, post
from tests.rooms.consent.pair import make_person

ROOT = Path(__file__).resolve().parents[2]
MANY = 12
ONE_MORE = "import django; django.setup(); from ownaccord.care import mailing; print(mailing.send_due())"

pytestmark = pytest.mark.usefixtures("stored")


@pytest.fixture
def mailbox(settings: Settings) -> Iterator[Post]:
    with post() as server:
        settings.OWNACCORD_MAIL = server.server
        yield server


def due(count: int) -> str:
    """Somebody whose mail is on, and so many mails that are due."""
    person = make_person().person
    Person.objects.filter(pk=person).update(email="ash@example.org")
    Mailbox.objects.create(person_id=person, address="ash@example.org")
    for number in range(count):
        Reminder.objects.create(person_id=person, kind="asked", hour=hour(clock.now()), words=f"words {number}")
    return person


def words(mailbox: Post) -> list[str]:
    return sorted(mail["Subject"] for _to, mail in mailbox.got)


def test_many_who_look_at_once_send_each_mail_once(mailbox: Post) -> None:
    due(MANY)
    handed = at_once(*[mailing.send_due] * TOGETHER)

    assert sum(handed) == MANY, handed
    assert words(mailbox) == sorted(f"words {number}" for number in range(MANY))
    assert Reminder.objects.count() == 0


def test_many_who_want_one_mail_get_it_once() -> None:
    due(1)
    found = at_once(*[lambda: reminders.claim(clock.now())] * TOGETHER)

    assert [type(each).__name__ for each in found if each is not None] == ["Claimed"]


def test_switched_off_while_many_look_nothing_is_left(mailbox: Post) -> None:
    person = due(MANY)
    at_once(mailing.send_due, lambda: reminders.erase(person), mailing.send_due)

    assert (Reminder.objects.count(), Mailbox.objects.count()) == (0, 0)
    assert len(set(words(mailbox))) == len(words(mailbox))


def test_a_process_that_is_killed_in_the_middle_sends_nothing_twice(mailbox: Post, stored: str, tmp_path: Path) -> None:
    due(2)
    mailbox.mood = "waits"
    first = process(mailbox, stored, tmp_path)
    while not any(line.startswith("data") for line in mailbox.said):
        assert first.poll() is None
        time.sleep(0.02)
    first.kill()
    first.wait()
    mailbox.mood = ""
    # One process serves a SQLite file, and several may serve PostgreSQL.
    others = [process(mailbox, stored, tmp_path) for _time in range(1 if stored == "sqlite" else 2)]
    handed = [int(each.communicate()[0]) for each in others]

    assert sum(handed) == 1
    assert words(mailbox) == ["words 1"]
    assert [(row.claimed, row.words) for row in Reminder.objects.all()] == [(True, "words 0")]


def process(mailbox: Post, stored: str, data: Path) -> subprocess.Popen[str]:
    """One more process of this house, which sends what is due."""
    here = {
        "OWNACCORD_DATA": str(data), "DJANGO_SETTINGS_MODULE": "ownaccord.web.settings", "PYTHONPATH": str(ROOT),
        "OWNACCORD_MAIL_HOST": "127.0.0.1", "OWNACCORD_MAIL_PORT": str(mailbox.server_address[1]),
        "OWNACCORD_MAIL_TLS": "none", "OWNACCORD_MAIL_FROM": "notes@example.org",
    }  # fmt: skip
    if stored != "sqlite":
        here["DATABASE_URL"] = cluster.of(str(connection.settings_dict["NAME"]))
    return subprocess.Popen(
        [sys.executable, "-c", ONE_MORE], env={**os.environ, **here}, text=True, stdout=subprocess.PIPE
    )
