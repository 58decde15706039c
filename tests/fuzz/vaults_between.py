"""Decoders of what a vault keeps of spaces and of what is decided there: pins, names, numbers, rests, what is shown.

As in vaults.py the first byte chooses the entry, and what follows lies there as another version may have left it.
"""

from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from ownaccord.accounts import remembered, renewal, settings, shared_devices, sign_ins, wraps
from ownaccord.accounts.browser import Browser
from ownaccord.accounts.keys import VaultBook
from ownaccord.consent import debriefs, interest, memory, moments, mutual, noticed, rests
from ownaccord.core import pattern
from ownaccord.core.interest import as_list
from ownaccord.core.news import recalled, snapshot
from ownaccord.core.position import Side, is_date, is_number
from ownaccord.core.terms import LATEST
from ownaccord.spaces import access, excerpts, showing
from ownaccord.vault.canonical import encode
from ownaccord.vault.errors import Unreadable
from tests.fuzz.decoder import Decoder, holds
from tests.fuzz.knowing import ANSWER, ITEM
from tests.fuzz.pure import CBOR, SAID, SAME
from tests.fuzz.vaults import NOW, Readers, S, put_and_read
from tests.vectors.some import ASH, BO, SPACE, some

SCENE = "0a" * 16
LOOK: Any = SimpleNamespace(space=SimpleNamespace(id=SPACE), person=ASH, states={})
ZONE = ZoneInfo("Europe/Berlin")
OWN = Browser(bytes(range(32)), "")
SHARED = f"settings/shared/{wraps.device_lookup(wraps.account_device(OWN.device, ASH)).hex()}"


def _door(book: VaultBook) -> None:
    floor = access.floor_in(book, SPACE, 3)
    holds(floor == 4 or (type(floor) is int and floor == book.get(f"{S}/epoch", 0)), "an older epoch is taken")
    named = (access.names_in(book, SPACE), access._introduced_in(book, SPACE))
    holds(all(type(each) is str for found in named for pair in found.items() for each in pair), "no names")
    holds(type(access.label_in(book, SPACE)) is str, "no name")
    holds(all(type(number) is int and type(name) is str for number, name in access._listed_in(book, SPACE)), "no list")
    pins = access._pins(book, SPACE)
    holds(set(pins) == {BO} if f"pin/{SPACE}/{BO}" in book else not pins, "a pin was lost")
    holds(all(key in (b"", book.get(f"pin/{SPACE}/{who}")) and len(key) in (0, 32) for who, key in pins.items()), "key")


def _shown(book: VaultBook) -> None:
    number, cards = showing._kept(book, SPACE)
    holds(is_number(number, LATEST) and is_number(showing._seen(book, SPACE, BO), LATEST), "no number")
    holds(all(type(text) is str for lines in cards.values() for line in lines for text in line), "no words")
    showing._keep(book, SPACE, cards)
    holds(showing._kept(book, SPACE) == (number + 1, cards), SAME)


def _excerpts(book: VaultBook) -> None:
    found = excerpts.every(book, SPACE)
    kept = excerpts.one(book, SPACE, SCENE)
    holds(found == ((kept,) if kept else ()), "another scene")
    if kept is not None:
        holds(is_date(kept.at) and type(kept.text) is str and kept.kept_until >= kept.until, "no scene")
        excerpts._keep(book, SPACE, kept)
        holds(excerpts.one(book, SPACE, SCENE) == kept and kept.state in excerpts.State, SAME)


def _quiet(book: VaultBook) -> None:
    """Numbers of one's own that make something wait, or stand beside a page; what cannot be read waits longest."""
    holds(all(type(at) is int for at in remembered._lifted(book).values()), "a pause stays lifted")
    until = settings.no_loosening_until(book)
    holds(type(until) is int and bool(moments.from_then(until, NOW)), "no day")
    renewal.bound_quiet_day(book, NOW)
    holds(settings.no_loosening_until(book) <= NOW + renewal.NO_LOOSENING_AFTER_RECOVERY, "a day that does not end")
    holds(0 <= sign_ins._sign(book) < sign_ins.HIGHEST_SIGN and type(settings.asks_again(book)) is bool, "no sign")
    holds(is_number(memory.heads_epoch(book, SPACE), LATEST), "no epoch")


def _rests(book: VaultBook) -> None:
    look: Any = SimpleNamespace(**vars(LOOK), book=book)
    over = debriefs.spent_at(look, "tea", Side.GIVE)
    holds(over is None or is_number(over, LATEST), "no time")
    holds((over is None) == (f"spent/{SPACE}/tea/give" not in book), "a spent trial is granted again")
    until = rests.until(book, look, "tea")
    holds(is_number(until, LATEST) and (until > 0 or not book.get(f"rest/{SPACE}/tea", 0)), "it rests no longer")
    rests.keep(book, look, "tea", NOW)
    holds(rests.until(book, look, "tea") == max(NOW, until), "a rest became shorter")


def _found(book: VaultBook) -> None:
    kept = mutual.mutual(book, SPACE)
    mutual.keep_mutual(book, SPACE, kept)
    holds(mutual.mutual(book, SPACE) == kept, SAME)
    seen, (on, since) = noticed.moments(book, SPACE), noticed._settings(book)
    holds(type(on) is bool and type(since) is int and all(is_date(each.at) for each in seen), "no moment")
    pattern.found(seen, {}, max([NOW, *(each.at for each in seen)]), ZONE)
    noticed.add(book, SPACE, [pattern.Moment(NOW, pattern.What.ASKED, "tea")])
    holds(on or noticed.moments(book, SPACE) == seen, "it was switched off")
    holds(set(noticed.moments(book, SPACE)) <= {*seen, pattern.Moment(NOW, pattern.What.ASKED, "tea")}, "a moment more")


def _felt(book: VaultBook) -> None:
    interest.keep_answer(book, ANSWER)
    holds(interest.answer(book, ITEM) == ANSWER, "an answer was not kept")
    interest.undo(book)
    holds(set(interest.answers(book)) <= {ITEM}, "another item")


def _stood(book: VaultBook) -> None:
    found = rests.stood(book, SPACE)
    holds(recalled(snapshot(found)) == found, SAME)


def _shared(book: VaultBook) -> None:
    holds(shared_devices.is_chosen(book, ASH, OWN) == (book.get(SHARED, False) is not False), "no shared device")


READERS: Readers = (
    (f"{S}/epoch", _door), (f"{S}/names", _door), (f"{S}/introduced", _door), (f"{S}/label", _door),
    (f"{S}/list", _door), (f"{S}/joining", _door), (f"pin/{SPACE}/{BO}", _door), (f"shown/{SPACE}", _shown),
    (f"shown-by/{SPACE}/{BO}", _shown), (f"excerpt/{SPACE}/{SCENE}", _excerpts), ("settings/lifted/", _quiet),
    ("settings/no_loosening_until", _quiet), ("settings/asks_again", _quiet), ("sign", _quiet), (f"{S}/heads", _quiet),
    (f"spent/{SPACE}/tea/give", _rests), (f"rest/{SPACE}/tea", _rests), (f"{S}/mutual", _found),
    (f"noticed/{SPACE}", _found), ("settings/noticing", _found), (f"interest/{ITEM}", _felt),
    (f"{S}/stood", _stood), (SHARED, _shared),
)  # fmt: skip

VAULTS_BETWEEN = (
    Decoder(
        "vault-spaces", lambda data: put_and_read(READERS, data),
        ("spaces.access", "spaces.access._listed_in", "spaces.showing", "spaces.excerpts", "consent.rests",
         "consent.mutual", "consent.noticed", "consent.debriefs.spent_at", "accounts.remembered", "accounts.renewal"),
        (Unreadable,), (*CBOR, *SAID, b"\x65asked", b"\x65wider", b"\x5a\x00\x00\x00\x20"), longest=600,
    ),
)  # fmt: skip


def samples() -> dict[str, tuple[bytes, ...]]:
    """An entry of each kind, as it is written; a list of seats is in `joining`."""
    values: tuple[object, ...] = (
        2, {ASH: "Ash", BO: "Bo"}, {BO: ASH}, "Us", [[0, "Ash"], [1, "Bo"]], {"list": [[0, "Ash"]]}, some("pin", 32),
        [3, {"tells": [["own", "I hum."]]}], 7, [NOW, bytes(16), None, "It rained.", False, False], NOW, NOW, True, 2,
        [1, {ASH: [3, bytes(32)]}], NOW, NOW, [["tea", "give_receive", ASH, NOW]], [[NOW, "asked", "tea", 0]],
        [True, 0], as_list(ANSWER), snapshot(()), True,
    )  # fmt: skip
    whole = tuple(bytes([at]) + encode(value) for at, value in enumerate(values))
    return {"vault-spaces": tuple(each for each in whole if each[0] != 4)}
