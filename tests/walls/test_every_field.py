"""Something is typed into every field of the house, on both databases; then every place is searched for it.

A new field and a new entry of the vault fail here until somebody types or writes them in `tests/walls/life.py`. What
may be read by whoever has the database stands in `PLAIN`; swap is the operating system's and is not searched.
"""

import io
import logging
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django import forms
from django.apps import apps
from django.core import mail
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test import override_settings
from django.utils.log import AdminEmailHandler
from pytest_django import DjangoDbBlocker

from ownaccord.accounts import wraps
from ownaccord.lib import database, folder
from ownaccord.lib.quiet_log import QuietFormatter
from ownaccord.web import backup, moving
from tests import cluster, hands, people
from tests.databases import KINDS, Settings, settings_of, standing_on
from tests.truth.test_vault_keys import told
from tests.walls.addresses import addresses, places
from tests.walls.dates import MAIL, in_a_calendar_and_in_mail
from tests.walls.life import Resident, lived
from tests.walls.requests import MEANT, SAID, answers
from tests.walls.scene import undone
from tests.walls.seeking import found_in, hits_of
from tests.walls.sowing import Sown, every_key
from tests.walls.test_bad_input import FIELDS

# Whatever is chosen from a list, counted, ticked or named by an id: there is no word of anybody's in it. That it shows
# nowhere either is what `test_metadata.py` asks.
CHOSEN = {
    "about", "adult", "areas_out", "body", "browser", "choose", "chosen", "conditions", "contexts", "feelings", "from",
    "hours", "icon", "intensity", "item", "kind", "law", "level", "minutes", "next", "once", "review_days", "shapes",
    "shared", "side", "sign", "signals", "step", "wait", "which", "wish", "area_neck", "asking", "lines", "past",
    "asks", "side_together", "space", "then", "deck", "categories", "days", "mark", "with", "now", "at",
    "context", "check_in", "leads", "carry_0", "carry_1", "plan", "seen", "prompt", "turns", "helped",
    "mood", "sleep", "worth", "connection", "drawn", "items", "noticed", "limit", "times", "moves",
    "answer", "cadence", "every", "form", "on", "parts", "what", "zone", "hour", "look_again", "told", "number",
    "move", "of", "read", "lesson", "at_hand",
}  # fmt: skip
# Fields that nobody has here: six digits of a mail, which are no canary; the words of a first start from another
# computer, words typed back for a stop code, which asks for none, and names that a list refuses.
ABSENT = {
    ("welcome", "words"), ("dates-mail-code", "code"), ("me-stop-code", "first"), ("me-stop-code", "second"),
    *((page, f"name_{number}") for page in ("space-new-more", "space-list") for number in (8, 9)),
}  # fmt: skip
# By choice of whoever typed it, and the page that asks for it says so: who runs this computer, an e-mail address, mail.
PLAIN = {"accounts_host.name", "accounts_person.email", "care_mailbox.address", "care_reminder.words"}
# Entries that are written only after a database was rolled back: a number, and true.
NUMBERS = {"space/<>/entered", "space/<>/older", "settings/vault_behind"}
LOUD = {
    "log_statement": "all", "log_min_duration_statement": "0", "log_parameter_max_length": "-1",
    "log_parameter_max_length_on_error": "-1", "log_min_messages": "debug1", "log_error_verbosity": "verbose",
    "full_page_writes": "on", "autovacuum": "off",
}  # fmt: skip


# For what stands above the database.
ON_ONE = pytest.mark.parametrize("past", KINDS[:1], indirect=True)


@dataclass(frozen=True)
class Past:
    """What is left of a life: who lived it, what was typed, and the places where it could have stayed."""

    sown: Sown
    people: list[Resident]
    places: dict[str, tuple[Path, ...]]
    log: io.StringIO


@pytest.fixture(scope="module", params=KINDS)
def past(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Past]:  # fmt: skip
    """The life, lived once on each database; its database is there as long as it is looked at."""
    place = tmp_path_factory.mktemp("life")
    (place / "temporary").mkdir()
    chosen, stored = standing(request.param, place)
    with ExitStack() as during, pytest.MonkeyPatch.context() as patched:
        during.enter_context(django_db_blocker.unblock())
        during.enter_context(standing_on(chosen))
        patched.setattr(tempfile, "tempdir", str(place / "temporary"))
        patched.setattr(wraps, "stretch", people.Stretching())
        during.enter_context(override_settings(CLOCK="tests.hands.hands", ADMINS=[("Bo", "bo@example.org")], **MAIL))
        patched.setattr(hands.held, "now", hands.NOON, raising=False)
        call_command("migrate", interactive=False, verbosity=0)
        log, sown = during.enter_context(everything_logged()), Sown()
        with every_key(sown):
            who = lived(sown, hands.held)
        keep_a_copy(request.param, place)
        common = {"temporary files": (place / "temporary",), "a backup": (place / "kept.tar",)}
        yield Past(sown, who, {**stored, **common}, log)


def standing(kind: str, place: Path) -> tuple[Settings, dict[str, tuple[Path, ...]]]:
    """A fresh database of this kind, and where its files lie."""
    if kind == KINDS[0]:
        return _sqlite(place / folder.DATABASE), {"the database": tuple(place / f"db.sqlite3{x}" for x in ("", "-wal"))}
    found = cluster.alone(**LOUD)
    if found is None and os.environ.get(cluster.REQUIRED):
        pytest.fail(f"{cluster.MISSING}, and {cluster.REQUIRED} is set.")
    if found is None:
        pytest.skip(f"{cluster.MISSING}: this test did NOT run on it.")
    url, where = found
    with psycopg.connect(url, autocommit=True) as server:
        server.execute("CREATE DATABASE life")
        (oid,) = server.execute("SELECT oid FROM pg_database WHERE datname = 'life'").fetchone() or (0,)
    data = where / "data"
    files = {
        "the database": (data / "base" / str(oid), data / "global"), "the write-ahead log": (data / "pg_wal",),
        "the statistics": (data / "pg_stat", data / "pg_stat_tmp"), "the server's log": (where / "log",),
    }  # fmt: skip
    return settings_of(url.replace("/postgres?", "/life?")), files


def _sqlite(path: Path) -> Settings:
    from django.db.utils import ConnectionHandler

    own: Settings = ConnectionHandler({"default": database.sqlite(path)}).settings["default"]
    return own


def keep_a_copy(kind: str, place: Path) -> None:
    """A backup, as the host makes one while the house is served."""
    folder.make(place)
    (backup.write if kind == KINDS[0] else moving.write)(place, place / "kept.tar")


@contextmanager
def everything_logged(formatter: logging.Formatter | None = None) -> Iterator[io.StringIO]:
    """What every logger there is would write at its loudest, statements with their values too."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter or QuietFormatter())
    known = [logging.getLogger(), *map(logging.getLogger, list(logging.root.manager.loggerDict))]
    kept = [(each, each.level, each.propagate, each.disabled) for each in known]
    for each in known:
        each.setLevel(logging.DEBUG)
        each.propagate, each.disabled = True, False
    logging.getLogger().addHandler(handler)
    connection.force_debug_cursor = True
    try:
        yield stream
    finally:
        connection.force_debug_cursor = False
        logging.getLogger().removeHandler(handler)
        for each, level, propagate, disabled in kept:
            each.setLevel(level)
            each.propagate, each.disabled = propagate, disabled


def test_something_was_typed_into_every_field(past: Past) -> None:
    fields = {(address, name) for address, names in FIELDS.items() for name in names if name not in CHOSEN}

    assert fields - past.sown.typed.keys() == ABSENT
    assert {name for form in every_form() for name in form.base_fields} - {name for _, name in fields} <= CHOSEN


def every_form() -> list[type[forms.BaseForm]]:
    """Every form of the house."""
    found, looked_at = [], [forms.Form]
    while looked_at:
        looked_at += (more := looked_at.pop().__subclasses__())
        found += [each for each in more if each.__module__.startswith("ownaccord.")]
    assert len(found) > 25
    return found


def test_every_entry_of_the_vault_was_written(past: Past) -> None:
    written = past.sown.entries
    entries = {entry: re.compile(re.sub("<>", "[^/]*", entry)) for _room, entry in told()}

    assert {entry for entry, each in entries.items() if not any(map(each.fullmatch, written))} == NUMBERS


def test_nothing_private_is_in_any_place(past: Past) -> None:
    settle()
    found = {what: hits_of(past.sown.wanted, *where) for what, where in past.places.items()}

    assert found == {what: [] for what in past.places}


def settle() -> None:
    """What a database still holds back is written into its files now."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")


def test_what_is_plain_is_found_wherever_it_has_to_be_so_the_search_can_find(past: Past) -> None:
    settle()
    found = {what for what, where in past.places.items() if hits_of(past.sown.wanted_open, *where)}
    wanted = {"the database", "a backup"}
    if connection.vendor == "postgresql":
        wanted |= {"the write-ahead log", "the server's log"}

    assert found == wanted
    columns = {
        f"{model._meta.db_table}.{field.column}"
        for model in apps.get_models() for field in model._meta.concrete_fields
        if any(past.sown.open in str(value) for value in model._default_manager.values_list(field.attname, flat=True))
    }  # fmt: skip
    assert columns == PLAIN


@pytest.mark.parametrize("how", ["as it is", "hexadecimal"])
def test_a_key_and_a_code_that_are_left_somewhere_are_found(past: Past, tmp_path: Path, how: str) -> None:
    written = past.sown.keys["account key"][0], past.sown.keys["own-accord/v1/record/key"][-1]
    for number, key in enumerate(written):
        (tmp_path / str(number)).write_bytes(b"before" + (key if how == "as it is" else key.hex().encode()))
    for what in past.sown.shown:
        (tmp_path / what).write_text(past.sown.shown[what])

    found = {what for what, _ in hits_of(past.sown.wanted, tmp_path)}
    assert found >= {"account key", "own-accord/v1/record/key", *past.sown.shown}


def test_no_log_and_no_mail_says_anything(past: Past) -> None:
    said = past.log.getvalue()

    assert len(said.splitlines()) > 500
    assert found_in(said.encode(), {**past.sown.wanted, **past.sown.wanted_open}) == set()
    assert mail.outbox == []


# What others are shown, print and take along.


@ON_ONE
def test_nothing_that_ash_keeps_is_on_any_page_or_in_any_file_of_the_others(past: Past) -> None:
    ash, *others = past.people
    kept, told_by_ash, own = (_as_they_are(words) for words in (ash.kept, past.sown.told, others[0].kept))
    read = {(who.who, path): content for who in others for path, content in read_by(who)}

    assert {where: found for where, content in read.items() if (found := found_in(content, kept))} == {}
    assert len(kept) > 20
    # The same pages show what they are for: what was told, and what is one's own.
    assert len(set().union(*(found_in(content, told_by_ash) for content in read.values()))) >= 5
    assert len(set().union(*(found_in(content, own) for content in read.values()))) >= 5


def _as_they_are(words: set[str]) -> dict[str, set[bytes]]:
    return {word: {word.encode()} for word in words}


def read_by(who: Resident) -> Iterator[tuple[str, bytes]]:
    """Every page and file that somebody is given in each of their spaces, what they take along included."""
    who.browser.get("/")
    spaces = re.findall(r"/s/([0-9a-f]{32})/", who.page("/")) or ["0" * 32]
    for space in spaces:
        for address in (each for each in addresses() if answers(each, 0)):
            path = address.path(**places(space))
            yield path, who.browser.get(path).content
    for kind in ("html", "json"):
        yield f"taken as {kind}", who.browser.post("/me/take/", {"kind": kind}).content


@ON_ONE
def test_a_calendar_says_its_titles_and_a_mail_its_words_and_neither_anything_else(past: Past) -> None:
    with undone():
        titles, rest, mails = in_a_calendar_and_in_mail(past.people[1])

    assert all(past.sown.mark.encode() in each for each in titles) and len(titles) > 0 and len(mails) > 0
    assert [found_in(each, past.sown.wanted) for each in (rest, *mails)] == [set()] * (1 + len(mails))
    assert [past.sown.open.encode() in each for each in (rest, *mails)] == [False] + [True] * len(mails)


# What is said when something goes wrong in the middle of a form.


def falls(past: Past) -> Iterator[tuple[str, int, bytes]]:
    """Every form, sent by somebody signed in and by a stranger; whatever it would write does not go through."""

    def refuse(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.split(" ")[0] in ("INSERT", "UPDATE", "DELETE"):
            raise DatabaseError(f"{past.sown.mark} {sql} {params!r}")
        return execute(sql, params, many, context)

    ash = past.people[1]
    own = ("label", "own_name", "sentence", "own_limit", "own_condition")
    typed = {name: f"{past.sown.mark} {name}" for name in own}
    for address in (each for each in addresses() if answers(each, 1)):
        for here in (ash.browser, people.new_browser()):
            fields = {name: SAID[name] for name in FIELDS[address.name]} | MEANT.get(address.name, {})
            fields |= {name: word for name, word in typed.items() if name in fields}
            fields |= {name: ash.secret for name in ("secret", "passphrase", "again") if name in fields}
            here.raise_request_exception = False
            with undone(), connection.execute_wrapper(refuse):
                answer = here.post(address.path(**places(ours(ash))), fields)
            yield address.name, answer.status_code, answer.content


def ours(who: Resident) -> str:
    return re.findall(r"/s/([0-9a-f]{32})/", who.page("/"))[0]


@ON_ONE
def test_a_fault_in_the_middle_of_a_form_says_nothing(past: Past) -> None:
    with everything_logged() as quiet, everything_logged(logging.Formatter("%(message)s")) as usual:
        broken = [content for _, status, content in falls(past) if status == 500]

    assert len(broken) >= 10
    assert [each for each in broken if found_in(each, past.sown.wanted)] == []
    assert "DatabaseError" in quiet.getvalue()
    assert found_in(quiet.getvalue().encode(), past.sown.wanted) == set()
    assert mail.outbox == []
    # What Django itself would have written.
    assert "typed" in found_in(usual.getvalue().encode(), past.sown.wanted)


@ON_ONE
def test_a_letter_to_the_host_about_a_fault_would_be_noticed(past: Past) -> None:
    letters = AdminEmailHandler()
    logging.getLogger("django.request").addHandler(letters)
    try:
        next(content for _, status, content in falls(past) if status == 500)
        assert "typed" in found_in("".join(each.body for each in mail.outbox).encode(), past.sown.wanted)
    finally:
        logging.getLogger("django.request").removeHandler(letters)
        mail.outbox.clear()
