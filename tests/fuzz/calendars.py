"""Decoders of what a vault keeps of its owner's calendar and mail."""

from ownaccord.accounts.keys import VaultBook
from ownaccord.care import memory
from ownaccord.core.calendar import LONGEST_TITLE, Kind, entry_as_plain, entry_from_plain
from ownaccord.core.errors import Malformed
from ownaccord.vault.canonical import decode, encode
from ownaccord.vault.errors import Unreadable
from tests.fuzz.decoder import Decoder, holds
from tests.fuzz.pure import CBOR, SAME

ENTRY = ["consent/x", "ab" * 16, 2, ["Note", 29_000_000, "Europe/Berlin", 15, [1, "weeks", 0]], False, 20_000]
NAMES = ("choices", "entries", "secret", "mail")


def _entry(data: bytes) -> None:
    entry = entry_from_plain(decode(data))
    holds(encode(entry_as_plain(entry)) == data, SAME)


def _calendar(data: bytes) -> None:
    """The first byte chooses the place; whatever lies there, the pages of its owner stand."""
    book = VaultBook()
    book.put(f"calendar/{NAMES[data[0] % 4]}" if data else "", decode(data[1:]))
    chosen, secret, mail = memory.choices(book), memory.secret(book), memory.mail(book)
    titles = chosen.titles if chosen else dict.fromkeys(Kind, "Note")
    holds(all(0 < len(titles[kind]) <= LONGEST_TITLE for kind in Kind), "no title")
    holds(chosen is None or 0 <= chosen.hour < 24, "no hour")
    holds(secret is None or len(secret) == memory.SECRET, "no secret")
    holds(mail is None or 0 < len(mail.words) <= memory.LONGEST_WORDS, "no words")
    kept = memory.entries(book)
    memory.keep_entries(book, kept)
    holds(memory.entries(book) == kept, SAME)


CALENDARS = (
    Decoder(
        "calendar-entry", _entry, ("core.calendar.entry_from_plain",), (Malformed, Unreadable),
        (*CBOR, b"\x64Note", b"\x65weeks", b"\x66months", b"\x63UTC"),
    ),
    Decoder(
        "calendar", _calendar, ("care.memory.entries", "care.memory"), (Unreadable,),
        (*CBOR, b"\x64Note", b"\x6dEurope/Berlin", b"\x66review"),
    ),
)  # fmt: skip


def samples() -> dict[str, tuple[bytes, ...]]:
    """An entry of each kind, as it is written."""
    values: tuple[object, ...] = (
        ["Europe/Berlin", 10, {"review": "Bread"}], [ENTRY], bytes(memory.SECRET), ["Note", "a@example.org", "", 0, 0],
    )  # fmt: skip
    once = [*ENTRY[:3], ["Note", 29_000_000, "UTC", 15, []], True, 20_000]
    whole = tuple(bytes([at]) + encode(value) for at, value in enumerate(values))
    return {"calendar-entry": (encode(ENTRY), encode(once)), "calendar": whole}
