"""Decoders of what passes between people. Seals and MACs are made properly around each input, so that what lies behind
them is reached: whoever edits the database may also be a member, with keys of their own.
"""

from dataclasses import replace
from hashlib import sha256
from typing import Any

from ownaccord.consent import rows
from ownaccord.core import grant, introduction, ledger, statement
from ownaccord.core.errors import Malformed
from ownaccord.core.record import START, Header, Kind, Quarantine, Record, SpaceView
from ownaccord.core.terms import is_plain
from ownaccord.lib.forms import is_one_line
from ownaccord.spaces import epochs, invitations
from ownaccord.spaces.invitations import Changed, DoesNotOpen
from ownaccord.vault import attest
from ownaccord.vault.canonical import decode, encode, scanned
from ownaccord.vault.errors import Unreadable
from ownaccord.vault.keyring import Keyring
from ownaccord.vault.sealing import Place, pad, seal, seal_to
from tests.fuzz.decoder import Decoder, holds
from tests.fuzz.pure import CBOR, SAID, SAME
from tests.vectors.some import ASH, BO, SPACE, entropy, some

KEYS = {who: Keyring.make(who, entropy(f"fuzz {who}")) for who in (ASH, BO)}
MEMBERS = {who: keys.public for who, keys in KEYS.items()}
VIEW = SpaceView(SPACE, 1, MEMBERS)
EPOCH_KEY, SECRET = some("epoch key", 32), some("secret", 16)
HEADER = Header(SPACE, 1, BO, 0, Kind.STATE, START, (), some("nonce", 16))
STATE = statement.encode(statement.new_state(1000, some("salt", 32)))
NOW = 10_000


def _grant(data: bytes) -> None:
    sealed = seal_to(MEMBERS[ASH], grant._place(SPACE, 1, BO, ASH), data)
    digest = grant._digest(SPACE, 1, BO, MEMBERS, _commitment_in(data), sealed)
    given = grant.Grant(sealed, KEYS[BO].vouch(digest, SPACE, 1, MEMBERS))
    key = grant.open_grant(given, SPACE, 1, BO, MEMBERS, KEYS[ASH])
    holds(encode([1, key, grant._commitment(key, SPACE, 1)]) == data, SAME)


def _commitment_in(data: bytes) -> bytes:
    try:
        return next(each for each in reversed(scanned(data)) if isinstance(each, bytes))
    except (Unreadable, StopIteration, TypeError):
        return b""


def _introduction(data: bytes) -> None:
    sealed = seal_to(MEMBERS[ASH], introduction._place(SPACE, 1, BO, ASH), pad(data, introduction.FLOOR))
    macs = KEYS[BO].vouch(introduction._digest(SPACE, 1, BO, ASH, sealed), SPACE, 1, MEMBERS)
    given = introduction.Introduction(sealed, macs)
    people = introduction.read(given, SPACE, 1, BO, MEMBERS[BO], KEYS[ASH])
    holds(encode([1, [[p.person, p.name, p.public] for p in people]]) == data, SAME)
    holds(MEMBERS.items() <= {p.person: p.public for p in people}.items(), "a pinned key was exchanged")
    holds(all(not p.name or is_plain(p.name) for p in people), "a name that is no line")


def _record(data: bytes) -> None:
    """A record of Bo, vouched for by Bo, whose header is what was given."""
    record = _vouched(data, STATE)
    verified = ledger.verify(VIEW, KEYS[ASH], EPOCH_KEY, {BO: [(0, record)]}, {}, None, NOW, 0)
    holds(Header.loads(data).dumps() == data, SAME)
    holds(set(verified.states) <= {BO} and set(verified.left) <= {BO}, "somebody else's words")


def _state(data: bytes) -> None:
    """A record of Bo, vouched for by Bo, whose statement is what was given."""
    padded = pad(data, statement.FLOOR)
    record = _vouched(HEADER.dumps(), padded)
    verified = ledger.verify(VIEW, KEYS[ASH], EPOCH_KEY, {BO: [(0, record)]}, {}, None, NOW, 0)
    holds(statement.encode(verified.states[BO]) == padded, SAME)
    holds(verified.states[BO].at <= NOW + ledger.FORWARD, "from the future")


def _vouched(header: bytes, state: bytes) -> Record:
    key, place = ledger._state_key(EPOCH_KEY, BO, 0), ledger._place(VIEW, BO, 0, Kind.STATE)
    sealed = seal(key, place, state, entropy("state"))
    digest = attest.digest(header, sha256(sealed).digest())
    return Record(header, sha256(sealed).digest(), sealed, KEYS[BO].vouch(digest, SPACE, 1, MEMBERS))


def _macs(data: bytes) -> None:
    """MACs as a row may hold them: whatever they are, nobody is believed but for the right ones."""
    good = _vouched(HEADER.dumps(), STATE)
    macs = rows._macs(data)
    holds(macs == epochs.macs_of(data), "two readers of MACs say different things")
    holds(not macs or encode(macs) == data, SAME)
    record = replace(good, macs=macs)
    try:
        ledger.verify(VIEW, KEYS[ASH], EPOCH_KEY, {BO: [(0, record)]}, {}, None, NOW, 0)
    except Quarantine:
        return
    holds(macs[ASH] == good.macs[ASH], "believed without the MAC")


def _info(data: bytes) -> None:
    place, floors = Place("invitation-info", SPACE, 1, BO), (invitations.INFO_FLOOR, invitations.LIST_FLOOR)
    found = [_opened(invitations.open_info, place, pad(data, floor)) for floor in floors]
    for info in found:
        if isinstance(info, invitations.Info):
            said: dict[str, Any] = {"names": info.names, "members": list(info.members)}
            said |= {} if info.seat is None else {"seat": info.seat, "list": info.listed}
            holds(encode(said) == data, SAME)
            writ = invitations.Writ("begin", SPACE, 1, BO, MEMBERS[BO], info.members, info.seat, info.listed)
            holds(len(writ.marked(SECRET)) == 32, "a mark of another length")
    if all(isinstance(each, DoesNotOpen) for each in found):
        raise DoesNotOpen


def _name(data: bytes) -> None:
    name = _opened(invitations.open_name, Place("invitation-answer", SPACE, 1, ASH), pad(data, invitations.NAME_FLOOR))
    if isinstance(name, Changed):
        raise name
    holds(name.encode() == data and (not name or is_one_line(name)), "a name that is no line")


def _list(data: bytes) -> None:
    seen = _opened(invitations.open_list, Place("invitation-answer", SPACE, 1, ASH), pad(data, invitations.LIST_FLOOR))
    if isinstance(seen, Changed):
        raise seen
    holds(encode(seen) == data and len(invitations.list_mark(seen)) == 16, SAME)


def _opened(reader: Any, place: Place, plain: bytes) -> Any:
    sealed = seal(invitations._key(SECRET), place, plain, entropy("invitation"))
    try:
        return reader(SECRET, place, sealed)
    except (DoesNotOpen, Changed) as refused:
        return refused


def _vouching(data: bytes) -> None:
    """A public key that somebody else chose, and a MAC under it."""
    public, mac = data[:32], data[32:]
    fits = KEYS[ASH].vouched(bytes(32), {ASH: mac}, BO, public, SPACE, 1)
    holds(not fits or public == MEMBERS[BO], "believed under a key that nobody has")


BETWEEN = (
    Decoder("grant", _grant, ("core.grant.open_grant", "spaces.epochs.open_grant"), (Quarantine,), CBOR),
    Decoder("introduction", _introduction, ("core.introduction.read",), (Quarantine,), CBOR),
    Decoder("record", _record, ("core.ledger._opened",), (Quarantine, Malformed), CBOR),
    Decoder("record-state", _state, ("core.ledger._opened",), (Quarantine,), (*CBOR, *SAID)),
    Decoder("macs", _macs, ("spaces.epochs.macs_of", "consent.rows._macs"), words=CBOR),
    Decoder(
        "invitation-info", _info, ("spaces.invitations.open_info", "spaces.invitations.listed"), (DoesNotOpen,),
        (*CBOR, b"\x65names", b"\x67members", b"\x64list", b"\x64seat"),
    ),
    Decoder("invitation-name", _name, ("spaces.invitations.open_name",), (Changed,), longest=600),
    Decoder("invitation-list", _list, ("spaces.invitations.open_list",), (Changed,), CBOR),
    Decoder("vouching", _vouching, ("vault.attest.vouched",), longest=80),
)  # fmt: skip


def samples() -> dict[str, tuple[bytes, ...]]:
    """Inputs that are taken, to begin with."""
    info = {"names": {BO: "Bo"}, "members": [BO]}
    seats = [[0, "Bo"], [1, "Ash"], [2, "Cam"]]
    people = [[ASH, "Ash", MEMBERS[ASH]], [BO, "Bo", MEMBERS[BO]]]
    return {
        "grant": (encode([1, EPOCH_KEY, grant._commitment(EPOCH_KEY, SPACE, 1)]), encode([True, EPOCH_KEY, b""])),
        "introduction": (encode([1, people]), encode([1, people[::-1]]), encode([True, people])),
        "record": (HEADER.dumps(), replace(HEADER, seq=1).dumps(), replace(HEADER, kind=Kind.LEAVE).dumps()),
        "record-state": (b"\x01" + encode(decode_state()), b"\x01\x80"),
        "macs": (encode(dict(_vouched(HEADER.dumps(), STATE).macs)), encode({ASH: b""}), encode([]), b"\xa0"),
        "invitation-info": (encode(info), encode({**info, "seat": 1, "list": seats}), encode({"names": {}}), b"\x80"),
        "invitation-name": (b"Ash", "Ash\u202e".encode(), b"\xff", b""),
        "invitation-list": (encode(seats), encode([["0", "Bo"]]), b"\x80", b"\xa0"),
        "vouching": (MEMBERS[BO] + bytes(32), bytes(64), b"\x01" + bytes(63)),
    }


def decode_state() -> Any:
    """The fields of the statement above."""
    return decode(STATE[5 : 4 + int.from_bytes(STATE[:4], "big")])
