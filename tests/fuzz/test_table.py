"""No decoder without a fuzzer: whatever the house calls like one stands in the table, or here with its reason."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.fuzz.table import DECODERS

HOUSE = Path(__file__).resolve().parents[2] / "ownaccord"
LIKE_A_DECODER = re.compile(
    r"_?(?:(?:decode|loads?|parse|parts|read|readings|from|open|opened|unpack|unpacked|unpad|unwrap|unseal|recalled"
    r"|scanned|listed|entries|clean|announced)(?:_\w+)?|\w+_from(?:_\w+)?|macs_of|macs)"
)
ASKED_ELSEWHERE = {
    "They ask the database for a row and hand its bytes to a decoder of the table.": {
        "accounts.vaults.read", "accounts.vaults.read_at", "accounts.vaults._opened", "accounts.witnesses.read",
        "accounts.settings.read", "accounts.middleware.read", "spaces.queries.read", "spaces.access.opened",
        "spaces.access.opened_each", "spaces.access._opened", "spaces.introductions._read",
        "care.feed.opened", "accounts.sealed_cookies.read", "care.views.dates.read",
        "accounts.wraps.open_with_words", "scenes.running.read",
        "scenes.table._read", "accounts.wraps.open_with_recovery", "accounts.entry._open",
        "journal.entries._opened",
    },
    "They open with the functions of vault.sealing, under a key of their own, and read nothing of what was in it.": {
        "vault.keyring.open_vault", "vault.keyring.open_mine",
    },
    "They make a decision or a page, and decode nothing.": {
        "accounts.access._from_another", "accounts.first_start.open_sign_up", "consent.looking._from_another_day",
        "core.pacing.next_from", "talk.threads.open_thread", "profile.views.interest.open_category",
        "scenes.table._from",
        "scenes.forms.parts", "scenes.making.begin_from", "scenes.aftercare._read",
        "lib.streams.hub.poke_from_anywhere", "web.patience._read", "reveal.access.open_for",
        "accounts.access.open_page", "accounts.first_start.from_here",
        "spaces.joining.open_words", "spaces.queries._open_to", "spaces.seats.open_seats", "consent.moments.from_then",
        "consent.memory.open_category", "consent.memory.read_card",
        "consent.actions.open_category", "consent.actions.read_card", "consent.views.items.open_category",
        "consent.views.items.read_card", "core.in_force.open_sides", "web.server.open",
        "library.queries._entries", "catalogue.toml._listed", "spaces.invitations._parts",
    },
    "They read content of our own, by the reader that the table's `content` tries.": {
        "catalogue.decks.load_decks", "catalogue.decks.read_decks", "catalogue.coach.load_coach",
        "catalogue.coach._load", "catalogue.conversations.load_conversations",
        "catalogue.conversations.read_conversations", "catalogue.lessons.load_lessons",
        "catalogue.lessons.read_lessons", "catalogue.phrases.load_phrases", "catalogue.phrases._load",
    },
    "It marks words of a message and decodes nothing; tests/core/test_coach.py gives it any text.": {
        "core.coach.reader.read", "core.coach.writing.entries_of",
    },
    "They restore what the table's `backup` takes.": {"web.backup.read"},
}  # fmt: skip


@cache
def functions() -> frozenset[str]:
    """Every function of the house as room.module.name."""
    return frozenset(_functions())


def _functions() -> Iterator[str]:
    for path in sorted(HOUSE.rglob("*.py")):
        place = ".".join(path.relative_to(HOUSE).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{place}.{node.name}"


def like_decoders() -> set[str]:
    return {name for name in functions() if LIKE_A_DECODER.fullmatch(name.rpartition(".")[2])}


def test_every_function_that_is_called_like_a_decoder_is_tried_or_has_a_reason() -> None:
    tried = {name for each in DECODERS for name in each.reads}
    reasons = set().union(*ASKED_ELSEWHERE.values())

    assert sorted(like_decoders() - tried - reasons) == []
    assert tried & reasons == reasons - like_decoders() == set()


def test_what_the_table_and_the_reasons_name_exists() -> None:
    known = functions()
    modules = {name.rpartition(".")[0] for name in known}
    named = {name for each in DECODERS for name in each.reads} | set().union(*ASKED_ELSEWHERE.values())

    assert sorted(named - known - modules) == []
    assert len({each.name for each in DECODERS}) == len(DECODERS) > 30
