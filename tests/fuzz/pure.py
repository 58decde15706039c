"""Decoders of the vault and the core: keys, bytes and what people mean; no Django, no rows."""

from ownaccord.core import news, plain, position, statement
from ownaccord.core.definition import as_list, from_list
from ownaccord.core.entry import FLOOR as ENTRY_FLOOR
from ownaccord.core.entry import Drawer, Entry, Kind, Stored, _plain
from ownaccord.core.errors import Malformed
from ownaccord.core.plan import Signal, read_plan
from ownaccord.core.record import Header
from ownaccord.core.terms import NOTHING, Level
from ownaccord.vault import canonical, recovery, sealing
from ownaccord.vault.entries import FLOOR as BOOK_FLOOR
from ownaccord.vault.entries import VaultBook
from ownaccord.vault.errors import BadCode, Unreadable
from ownaccord.vault.keyring import Keyring
from ownaccord.vault.sealing import Place
from ownaccord.vault.witness import SPACES, Witness
from tests.fuzz.decoder import Decoder, holds
from tests.vectors.some import ASH, SPACE, WORDS, entropy, some

KEYS = Keyring.make(ASH, entropy("fuzz"))
CBOR = (
    b"\xf4",
    b"\xf5",
    b"\xf6",
    b"\x80",
    b"\xa0",
    b"\x40",
    b"\x60",
    b"\x81",
    b"\x82",
    b"\x83",
    b"\x58\x20",
    b"\xa1\x60",
)
SAID = (b"\x64give", b"\x67receive", b"\x68together", b"\x67at_home", b"\x66remote", b"\x63own-", b"\x65state")
SAME = "what was taken is written otherwise than it came"


def _canonical(data: bytes) -> None:
    value = canonical.decode(data)
    holds(canonical.encode(value) == data, SAME)


def _unpad(data: bytes) -> None:
    plain_bytes = sealing.unpad(data)
    holds(sealing.pad(plain_bytes, len(data)) == data, SAME)


def _statement(data: bytes) -> None:
    padded = sealing.pad(data, statement.FLOOR)
    state = statement.decode(padded)
    holds(statement.encode(state) == padded, SAME)
    holds(all(each.terms != NOTHING and each.terms.level > Level.NO for each in state.entries), "a No became an entry")
    holds(not any(state.entry(item, side) for item, side in state.told), "a told limit has a position")


def _plan(data: bytes) -> None:
    plan = read_plan(data)
    holds(plan.as_bytes == data, SAME)
    holds(any(each.signal is Signal.RED for each in plan.agreed) and bool(plan.carrying), "no way to say red")


def _header(data: bytes) -> None:
    holds(Header.loads(data).dumps() == data, SAME)


def _book(data: bytes) -> None:
    padded = sealing.pad(data, BOOK_FLOOR)
    book = VaultBook.loads(padded)
    holds(book.dumps() == padded, SAME)
    holds(len(book.under("")) == len(canonical.decode(data[1:])), "an entry was lost")


def _entry(data: bytes) -> None:
    # Seal and key are made properly around the input, so that what lies behind them is reached.
    key, drawer = some("fuzz entry", 32), Drawer(KEYS)
    wrapped = drawer._wrapped(key, SPACE, 1, entropy("entry"))
    sealed = sealing.seal(key, drawer._at("entry", SPACE, 1), sealing.pad(data, ENTRY_FLOOR), entropy("entry"))
    entry = drawer.read(Stored(SPACE, 1, wrapped, sealed))
    holds(_plain(entry) == data, SAME)
    holds(entry.kind in set(Kind) and entry.at >= 0 and isinstance(entry.content, dict), "no entry")


def an_entry() -> bytes:
    """An input that is taken, to begin with."""
    return _plain(Entry(SPACE, 1, Kind.THOUGHT, 1_700_000_000, {"situation": "Rain.", "turns": ["all"]}))


def _witness(data: bytes) -> None:
    witness = Witness.loads(data)
    holds(witness.dumps() == data, SAME)
    holds(len(witness.spaces) <= SPACES, "more spaces than a witness has")


def _keyring(data: bytes) -> None:
    keys = Keyring.loads(ASH, data)
    holds(keys.dumps() == data, SAME)
    holds("ownaccord" not in repr(keys) and data.hex() not in repr(keys), "keys show")


def _sealed(data: bytes) -> None:
    key, place = some("fuzz key", 32), Place("fuzz", SPACE, 1, ASH)
    holds(sealing.seal(key, place, sealing.open_sealed(key, place, data), lambda _: data[1:25]) == data, SAME)


def _sealed_to(data: bytes) -> None:
    sealing.open_from(KEYS.identity, Place("fuzz"), data)


def _wrap(data: bytes) -> None:
    account_key = Keyring.unwrap(some("fuzz kek", 32), ASH, "device", data)
    holds(account_key == KEYS.account_key, "another key came out of a wrap")


def _identity(data: bytes) -> None:
    # The seal is made around what the fuzzer wants, so that what lies behind it is reached.
    sealed = KEYS.seal_identity(entropy("identity"))
    holds(Keyring.from_account_key(ASH, KEYS.account_key, sealed) == KEYS, SAME)
    Keyring.from_account_key(ASH, KEYS.account_key, data)


def _words(data: bytes) -> None:
    secret = recovery.from_words(data.decode("utf-8", "surrogateescape"), WORDS)
    again = " ".join(recovery.to_words(secret, WORDS))
    holds(len(secret) == 16 and recovery.from_words(again, WORDS) == secret, SAME)


def _plain_words(data: bytes) -> None:
    text = recovery.plain_words(data.decode("utf-8", "surrogateescape"))
    holds(len(text) <= 18 * len(data) and text == " ".join(text.split()), "typed words grew, or kept their blanks")


def _recovery_code(data: bytes) -> None:
    secret = recovery.read_recovery_code(data.decode("utf-8", "surrogateescape"))
    again = recovery.write_recovery_code(secret)
    holds(len(secret) == 20 and recovery.read_recovery_code(again) == secret, SAME)


def _plain_values(data: bytes) -> None:
    value = canonical.decode(data)
    for read, write in (
        (plain.terms_from_list, plain.terms_as_list),
        (from_list, as_list),
        (position.edition_from_plain, position.edition_as_plain),
        (news.recalled, news.snapshot),
    ):
        try:
            found = read(value)
        except Malformed:
            continue
        holds(canonical.encode(write(found)) == _as_read(read, value, data), SAME)


def _as_read(read: object, value: object, data: bytes) -> bytes:
    """Terms that allow nothing have one form whatever their fields say; everything else is as it came."""
    if read is plain.terms_from_list:
        return canonical.encode(_one_form(value))
    if read is news.recalled and isinstance(value, list):
        return canonical.encode([[item, sides, _one_form(terms)] for item, sides, terms in value])
    return data


def _one_form(terms: object) -> object:
    return plain.terms_as_list(NOTHING) if plain.terms_from_list(terms) == NOTHING else terms


PURE = (
    Decoder("canonical", _canonical, ("vault.canonical.decode", "vault.canonical.scanned"), (Unreadable,), CBOR),
    Decoder("padding", _unpad, ("vault.sealing.unpad",), (Unreadable,), (b"\0\0\0\4",)),
    Decoder(
        "statement", _statement,
        ("core.statement.decode", "core.statement._from_list", "core.statement._entries_from",
         "core.statement._proposal_from", "core.plain.terms_from_list", "core.plain.listed",
         "core.definition.from_list", "core.confirmation.from_list", "core.confirmation.keys_from_list",
         "core.confirmation._start_from", "core.confirmation._force_from",
         "core.position.edition_from_plain"),
        (Malformed,), (*CBOR, *SAID),
    ),
    Decoder("plan", _plan, ("core.plan.read_plan", "core.plan._from_list"), (Malformed,), (*CBOR, *SAID)),
    Decoder("header", _header, ("core.record.loads",), (Malformed,), (*CBOR, b"\x65leave", b"\x65state")),
    Decoder("vault-book", _book, ("vault.entries.loads",), (Unreadable,), CBOR),
    Decoder("entry", _entry, ("core.entry.read",), (Malformed,), (*CBOR, b"\x64note", b"\x67measure")),
    Decoder("witness", _witness, ("vault.witness.loads",), (Unreadable,), CBOR),
    Decoder("keyring", _keyring, ("vault.keyring.loads",), (Unreadable,)),
    Decoder("sealed", _sealed, ("vault.sealing.open_sealed",), (Unreadable,)),
    Decoder("sealed-to", _sealed_to, ("vault.sealing.open_from",), (Unreadable,)),
    Decoder("wrap", _wrap, ("vault.keyring.unwrap",), (Unreadable,)),
    Decoder("identity", _identity, ("vault.keyring.from_account_key",), (Unreadable,)),
    Decoder("words", _words, ("vault.recovery.from_words",), (BadCode,), (b"absurd", b"t-shirt", b" "), longest=1024),
    Decoder("plain-words", _plain_words, ("vault.recovery.plain_words",), longest=1024),
    Decoder("recovery-code", _recovery_code, ("vault.recovery.read_recovery_code",), (BadCode,), longest=1024),
    Decoder("plain-values", _plain_values, ("core.news.recalled",), (Unreadable,), (*CBOR, *SAID)),
)  # fmt: skip
