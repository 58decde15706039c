"""Something is typed into every field of the house, on both databases; then every place is searched for it.

A new field and a new entry of the vault fail here until somebody types or writes them in `tests/walls/life.py`. What
may be read by whoever has the database stands in `PLAIN`; swap is the operating system's and is not searched.
"""

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.core import mail
from django.db import DatabaseError, connection
from django.utils.log import AdminEmailHandler

from tests import people
from tests.databases import KINDS
from tests.truth.test_vault_keys import told
from tests.walls.addresses import NOTHING, addresses, places
from tests.walls.dates import in_a_calendar_and_in_mail
from tests.walls.life import Resident
from tests.walls.past import Past, everything_logged, past
from tests.walls.requests import MEANT, SAID, answers
from tests.walls.scene import undone
from tests.walls.seeking import found_in, hits_of
from tests.walls.test_bad_input import FIELDS

__all__ = ["past"]

# Chosen from a list, counted, ticked or named by an id, on pages that nobody has in this life; no word of anybody's is
# in it. That it shows nowhere either is what `test_metadata.py` asks. Any other field is what the pages say it is.
CHOSEN = {
    "beside-erase": ("number", "of"), "card-talk-erase": ("number", "of"), "cooling-end": ("chosen",),
    "deck-aside": ("with",), "deck-rest": ("item",), "deck-seal": ("with",), "firm-back": ("item",),
    "keep-to-myself": ("from", "level", "side"), "ladder-ask": ("step",), "ladder-change": ("look_again", "with"),
    "let-go": ("item",), "noticed-keep": ("with",), "plan-drill": ("with",), "recheck-answer": ("answer", "what"),
    "renew": ("from", "level", "side"), "repair-erase": ("number", "of"), "sign-in": ("next",),
    "space-list-seen": ("about",), "still-so": ("chosen",), "tell-limit": ("from", "level"), "way": ("seen",),
    "way-erase": ("number", "of"), "way-firm": ("with",), "ways-own": ("seen",),
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
# Nobody but Ash has one, and with her names nobody else finds any; whoever has read lines of others chooses no more.
# What calendar software is given is a test of its own.
NOT_THERE = {
    "dates-feed", "debrief-lines", "journal-change", "journal-entry", "journal-erase", "own-bring", "own-item",
    "pocket-line",
}  # fmt: skip

# For what stands above the database.
ON_ONE = pytest.mark.parametrize("past", KINDS[:1], indirect=True)


@ON_ONE
def test_something_was_typed_into_every_field(past: Past) -> None:
    fields = {(address, name) for address, names in FIELDS.items() for name in names}
    chosen = {(address, name) for address, names in CHOSEN.items() for name in names}
    typed = past.sown.typed.keys()

    assert past.shown.written - typed <= ABSENT
    assert fields - typed - ABSENT - (past.shown.chosen - past.shown.written) == chosen


@ON_ONE
def test_whatever_can_be_written_on_a_page_is_in_the_table_of_fields(past: Past) -> None:
    fields = {(address, name) for address, names in FIELDS.items() for name in names}

    # One address for every part about oneself; bad input is tried on one of them.
    assert {address for address, name in past.shown.written - fields} == {"about-part"}
    assert len(past.shown.written) > 150


@ON_ONE
def test_every_form_of_the_house_has_its_fields_on_some_page(past: Past) -> None:
    shown = {name for _, name in (*past.shown.written, *past.shown.chosen, *past.sown.typed)}

    assert {name for form in every_form() for name in form.base_fields} - shown == set()


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
    read = {(given.who, path): content for given in past.given for path, content in given.content.items()}

    assert {where: found for where, content in read.items() if (found := found_in(content, kept))} == {}
    assert len(kept) > 20
    # The same pages show what they are for: what was told, and what is one's own.
    assert len(set().union(*(found_in(content, told_by_ash) for content in read.values()))) >= 5
    assert len(set().union(*(found_in(content, own) for content in read.values()))) >= 5
    # On paper too, where words are drawn by the numbers of their glyphs.
    papers = [content for (_who, path), content in read.items() if path.endswith("/map/paper/")]
    assert any(found_in(content, told_by_ash) for content in papers)


@ON_ONE
def test_the_others_were_given_whatever_there_is_with_a_name_of_its_own(past: Past) -> None:
    there = set().union(*(given.there for given in past.given))
    named = {each.name for each in addresses() if answers(each, 0) and set(each.varies) & set(NOTHING)}

    assert named - there == NOT_THERE


def _as_they_are(words: set[str]) -> dict[str, set[bytes]]:
    return {word: {word.encode()} for word in words}


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
