"""Decoders of what a browser brings along: cookies, and the rows that open only with them."""

import base64
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest

from ownaccord.accounts import cookies, held, remembered, sign_ins, witnesses
from ownaccord.accounts.browser import Browser, Face, leads_out
from ownaccord.accounts.keys import Keyring, decode, encode, pad, seal, seal_held
from ownaccord.accounts.lookups import witness_name
from ownaccord.accounts.models import HeldForm, SignIn
from ownaccord.consent import glimpse, search
from ownaccord.core.terms import is_plain
from ownaccord.journal import sought
from tests.fuzz.decoder import Decoder, holds
from tests.fuzz.pure import CBOR, KEYS, SAME
from tests.vectors.some import ASH, SPACE, entropy, some

TOKEN, OPENING, HOLD = some("token", 32), some("opening", 32), some("hold", 32)
ALPHABET = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def asked(**brought: str) -> Any:
    """A request of Ash, unlocked, with these cookies."""
    request: Any = HttpRequest()
    request.COOKIES.update(brought)
    request.keys, request.person = KEYS, ASH
    return request


def text_of(value: bytes) -> str:
    """Bytes as a cookie of ours holds them."""
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _cookie(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape")
    value = cookies.get(asked(oa_device=text), cookies.DEVICE)
    holds(value is None or (set(text) <= ALPHABET and text_of(value) == text), SAME)
    tokens = cookies.tokens(asked(oa_signin=text))
    holds(len(tokens) <= cookies.MOST_SIGN_INS and all(len(each) == cookies.TOKEN for each in tokens), "no token")
    found = cookies.witnesses(asked(**{cookies.WITNESS + "a": text, "other": text}))
    holds(found == ({} if value is None else {"a": value}), "another witness")


def _face(data: bytes) -> None:
    face = Face.loads(data)
    holds(face == Face() or face.dumps() == data, SAME)
    holds(is_plain(face.name) and len(face.name) <= 40 and leads_out(face.address), "a face that nobody could choose")


def _address(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape")
    if leads_out(text):
        holds(text == "about:blank" or text[:8].lower() == "https://", "Exit now leads elsewhere")
        host = re.split(r"[/?#]", text.partition("://")[2])[0]
        holds(text.isprintable() and "@" not in host, "with a name in it")


def _mine(purpose: str, cookie: str, reader: Callable[[Any], Any]) -> Callable[[bytes], Any]:
    def read(data: bytes) -> Any:
        sealed = KEYS.seal_mine(purpose, data, entropy(purpose))
        return reader(asked(**{cookie + witness_name(ASH): text_of(sealed)}))

    return read


def _glimpse(data: bytes) -> None:
    entries = _mine("glimpse", glimpse.COOKIE, glimpse._entries)(data)
    item = SimpleNamespace(slug="tea")
    look: Any = SimpleNamespace(space=SimpleNamespace(id=SPACE), catalogue=SimpleNamespace(items=[item]))
    levels = _mine("glimpse", glimpse.COOKIE, lambda request: glimpse._read(request, look))(data)
    holds(set(levels) <= {"tea"} and all(type(level) is int for level in levels.values()), "another item")
    holds(not levels or any(space == SPACE for space, _ in entries), "levels of another space")


def _search(data: bytes) -> None:
    found = _mine("search", search.COOKIE, search.read)(data)
    empty = search.Search()
    same = encode([1, found.words, found.body, found.feelings, found.law, found.which]) == data
    holds(found == empty or same, SAME)


def _sought(data: bytes) -> None:
    words = _mine("sought", sought.COOKIE, sought.read)(data)
    holds(words == "" or encode([1, words]) == data, SAME)


def _witness(data: bytes) -> None:
    browser = Browser(b"", "", {witness_name(ASH): KEYS.seal_witness(data, entropy("witness"))})
    witness = witnesses.of(KEYS, browser)
    holds(witness is None or witness.dumps() == data, SAME)


def _pauses(data: bytes) -> None:
    """What a browser remembers of its pauses, under the token of a sign-in; and the list of such memories."""
    row = SignIn(person_id=ASH)
    found = remembered._read(row, TOKEN, sign_ins.seal_under(TOKEN, ASH, "pause", data)) or []
    holds(all(isinstance(scope, str) and type(at) is int for scope, at in found), "no time")
    sealed = remembered._sealed(asked(oa_pauses=text_of(data)))
    holds(all(isinstance(each, bytes) for each in sealed), "no bytes")
    holds(all(remembered._read(row, TOKEN, each) is None for each in sealed), "opened without its seal")


def _sign_in(data: bytes) -> None:
    row = SignIn(
        person_id=ASH, locked_sealed=sign_ins.seal_under(TOKEN, ASH, "locked", data),
        keys_sealed=sign_ins._seal(TOKEN + OPENING, ASH, "keys", data, 2), idle_until=2, unlocked_until=2,
    )  # fmt: skip
    locked, keys = sign_ins.locked_of(row, TOKEN), sign_ins.keys_of(row, TOKEN + OPENING, 1)
    holds(locked is None or encode([locked.public, locked.hold_key]) == data, SAME)
    holds(keys is None or (isinstance(keys, Keyring) and keys.dumps() == data), SAME)
    row.locked_sealed = row.keys_sealed = data
    closed = sign_ins.locked_of(row, TOKEN) is None and sign_ins.keys_of(row, TOKEN + OPENING, 1) is None
    holds(closed, "opened without its seal")


def _held(data: bytes) -> None:
    inner = seal(HOLD, held._place(ASH), pad(data, held.FLOOR), entropy("held"))
    row = HeldForm(pk="1", person_id=ASH, sealed=seal_held(KEYS.public, ASH, "form", inner))
    text = held._opened(KEYS, HOLD, row)
    if text is not None:
        sent = text.data()
        holds(sum(len(sent.getlist(name)) for name in sent) == len(text.fields), "a field was lost")
        holds([[name, value] for name, value in text.fields] == list(map(list, decode(data)["fields"])), SAME)


BROWSER = (
    Decoder("cookie", _cookie, ("accounts.cookies._bytes",), words=(b"AA", b"=", b"-_"), longest=1024),
    Decoder("face", _face, ("accounts.browser.loads",), words=(*CBOR, b"\x64leaf", b"https://", b"\x6babout:blank")),
    Decoder("exit-address", _address, ("accounts.browser.leads_out",), words=(b"https://", b"@", b"["), longest=400),
    Decoder("glimpse", _glimpse, ("consent.glimpse._read", "consent.glimpse._entries"), words=CBOR),
    Decoder("search-cookie", _search, ("consent.search.read",), words=(*CBOR, b"\x66unread", b"\x66stated")),
    Decoder("sought-cookie", _sought, ("journal.sought.read",), words=CBOR),
    Decoder("witness-cookie", _witness, ("vault.keyring.open_witness", "accounts.witnesses.of"), words=CBOR),
    Decoder("pauses", _pauses, ("accounts.remembered._read", "accounts.remembered._sealed"), words=CBOR),
    Decoder(
        "sign-in", _sign_in,
        ("accounts.sign_ins._open", "accounts.sign_ins.open_under", "accounts.sign_ins.keys_of",
         "accounts.sign_ins.locked_of"),
        words=CBOR,
    ),
    Decoder(
        "held-form", _held, ("accounts.held._opened", "vault.keyring.open_held"),
        words=(*CBOR, b"\x64path", b"\x66fields"),
    ),
)  # fmt: skip


def samples() -> dict[str, tuple[bytes, ...]]:
    """Inputs that are taken, to begin with."""
    mark = glimpse._short(SPACE, "tea") + b"\x03"
    fields = {"path": "/s/new/", "fields": [["level", "2"], ["contexts", "at_home"], ["contexts", "away"]]}
    return {
        "cookie": (text_of(bytes(32)).encode(), text_of(bytes(range(64))).encode(), b"ab$c", b"AB", b"AA==", b"\xff"),
        "face": (
            Face("Notes", "leaf", "https://example.org/").dumps(), encode({"n": 0, "leaf": 0, "about:blank": 0}),
            Face("a\u202eb").dumps(), b"\x80",
        ),
        "exit-address": (b"about:blank", b"https://example.org/", b"https://a@b/", b"https://[::1/", b"HTTPS://x"),
        "glimpse": (encode([[SPACE, mark]]), encode([[SPACE, 7]]), encode([["x", b"abcd"], [SPACE, b"abc"]]), b"\x80"),
        "search-cookie": (
            encode([1, "tea", 3, 2, 1, "unread"]), encode([True, "", 3, 3, 3, ""]), encode([1, 7, "", 0, 0, 0]),
        ),
        "sought-cookie": (encode([1, "rain"]), encode([True, "rain"]), encode([1, "x" * 101]), encode([1, 7])),
        "witness-cookie": (b"\x01" + encode([0, {}, []]), b"\x01" + encode([1, [], [""]])),
        "pauses": (encode([["", 1000], [SPACE, 2000]]), encode([[1, ""]]), encode([b"x", 1]), b"\xa0"),
        "sign-in": (encode([bytes(32), bytes(32)]), encode([1, 2]), b"\x01" + bytes(64), b"\x82\x40\x40"),
        "held-form": (encode(fields), encode([]), encode({"path": 1, "fields": [[1, 2]]}), encode({"path": ""})),
    }  # fmt: skip
