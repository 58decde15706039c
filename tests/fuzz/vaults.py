"""Decoders of what a person's own vault holds: each entry, and whatever may lie there after another version wrote it.

Only the owner's keys open a vault, so nobody else can write what is read here. It is asked all the same that no entry
stops its owner's pages, and that what cannot be read permits nothing.
"""

from collections.abc import Callable

from ownaccord.accounts import settings
from ownaccord.care import rechecks
from ownaccord.consent import cooled, debriefs, history, ladders, memory
from ownaccord.core import ladder
from ownaccord.core.errors import Malformed
from ownaccord.core.ledger import Quarantine
from ownaccord.core.plain import terms_as_list
from ownaccord.core.position import Side, is_edition
from ownaccord.core.statement import LONGEST_WAIT_HOURS, new_state
from ownaccord.core.statement import encode as encode_state
from ownaccord.core.terms import LATEST, Level, Terms
from ownaccord.spaces import queries, seats, together
from ownaccord.spaces.access import OpenSpace
from ownaccord.vault.canonical import decode, encode
from ownaccord.vault.entries import VaultBook
from ownaccord.vault.errors import Unreadable
from ownaccord.vault.sealing import unpad
from tests.fuzz.decoder import Decoder, holds
from tests.fuzz.pure import CBOR, KEYS, SAID
from tests.vectors.some import ASH, BO, SPACE

S = f"space/{SPACE}"
STEP = Terms(level=Level.TRIAL, uses=1, minutes=5)
THREE = ladder.Ladder("tea", Side.GIVE, (STEP, STEP), 1, 9, "ember", 99)
NOW = 10_000


def _wishes(book: VaultBook) -> None:
    for each in memory.wishes(book, SPACE):
        holds(each.terms.level >= Level.NO and type(each.since) is int and is_edition(each.edition), "no wish")
        copy = VaultBook()
        memory.keep_wish(copy, SPACE, each)
        holds(memory.wishes(copy, SPACE) == (each,), "a wish changed")


def _before(book: VaultBook) -> None:
    arrangements, positions = memory.before(book, SPACE)
    for each in (*arrangements, *memory.force(book, SPACE)):
        holds(all(type(person) is str and type(side) is Side for person, side in each.sides), "no arrangement")
    holds(all(type(side) is Side for _item, side in positions), "no position")


def _seen(book: VaultBook) -> None:
    memory.seen(book, SPACE)
    memory.refresh_seen(book, SPACE, (), frozenset())
    memory.cards_seen(book, SPACE)


def _heads(book: VaultBook) -> None:
    latest = memory.latest_time(book, SPACE)
    holds(type(latest) is int and 0 <= latest <= LATEST, "no time")
    kept = book.get(f"{S}/heads")
    try:
        found = memory.heads(book, SPACE, 1)
    except Quarantine:
        return
    there = f"{S}/heads" in book
    holds(not there or kept[0] != 1 or kept == [1, {who: list(head) for who, head in found.items()}], "forgot")


def _history(book: VaultBook) -> None:
    for each in history.history(book, SPACE):
        holds(type(each.at) is int and type(each.told) is bool, "no moment")
    state = memory.mine(book, SPACE) or new_state(NOW, bytes(32))
    history.add_history(book, SPACE, NOW, state, state)


def _own(book: VaultBook) -> None:
    for each in (*memory.own_items(book), *memory.items_seen(book, SPACE)):
        holds(bool(each.name and each.sentence and each.shapes), "no item")
    memory.keep_items_seen(book, SPACE, memory.own_items(book))
    holds(
        all(len(each) == 3 and all(type(part) is str for part in each) for each in memory.own_limits(book)), "no limit"
    )


def _numbers(book: VaultBook) -> None:
    wait = memory.wait_wish(book, SPACE)
    holds(wait is None or 0 <= wait.hours <= LONGEST_WAIT_HOURS, "no waiting time")
    holds(0 <= memory.known_wait(book, SPACE) <= LONGEST_WAIT_HOURS, "no waiting time")
    holds(type(memory.entered(book, SPACE)) is int and type(settings.no_loosening_until(book)) is int, "no number")
    holds(settings.own_wait(book, NOW) >= 0 and is_edition(memory.edition_read(book, "tea")), "no number")
    memory.has_ended(book, SPACE), memory.is_open(book, "tea"), memory.paused_scopes(book)


def _invitations(book: VaultBook) -> None:
    space = OpenSpace(
        SPACE, ASH, 0, 0, {ASH: KEYS.public}, {}, "", ended=False, fresh=True, waiting=False, first=False,
        changed=frozenset(), persons=(ASH,), listed=((0, "Ash"), (1, "Bo"), (2, "Cam")),
    )  # fmt: skip
    for kept in (queries.kept_invitation(space, book, KEYS), seats.kept_for(space, book, KEYS, 1)):
        holds(kept is None or (type(kept.secret) is bytes and len(kept.writ.marked(bytes(32))) == 32), "no invitation")
    joining = seats.joined_as(space, book)
    holds(joining is None or joining["by"] in joining["members"], "joined by nobody")


def _together(book: VaultBook) -> None:
    own = together._own(book, SPACE)
    copy = VaultBook()
    together._keep(copy, SPACE, own)
    holds(together._own(copy, SPACE) == own, "a side changed")
    read = together._last_read(book, SPACE)
    holds(all(type(each) is str for pair in read.items() for each in pair), "no text")
    holds(type(together.day_of_reading(book, SPACE)) is int, "no day")


def _rechecks(book: VaultBook) -> None:
    walk, known = rechecks.walk(book, SPACE), rechecks.known(book, SPACE)
    holds(walk is None or all(type(text) is str for text in walk.said.values()), "no text")
    if known is not None:
        copy = VaultBook()
        rechecks.keep_known(copy, SPACE, known)
        holds(rechecks.known(copy, SPACE) == known, "dates changed")


def _calm(book: VaultBook) -> None:
    for each in cooled.coolings(book, SPACE):
        copy = VaultBook()
        cooled.keep(copy, SPACE, each)
        holds(cooled.coolings(copy, SPACE) == (each,), "a cooling-off changed")
    holds(len(cooled.coolings(book, SPACE)) == len(book.under(f"cooling/{SPACE}/")), "a cooling-off was lost")


def _steps(book: VaultBook) -> None:
    for each in ladders.ladders(book, SPACE):
        holds(ladder.from_list(each.item, each.side, ladder.as_list(each)) == each, "a ladder changed")
        holds(all(step.level is Level.TRIAL for step in each.steps), "a step is more than a trial")
    for kept in debriefs.debriefs(book, SPACE, "tea"):
        holds(kept.measure is None or 0 <= kept.measure <= debriefs.MOST_MEASURE, "no measure")
    drawn = debriefs.line(book)
    holds((drawn is None) == (debriefs.LINE not in book), "a line was taken away")
    holds(drawn is None or 0 <= drawn <= debriefs.MOST_MEASURE, "no line")


def _lines(data: bytes) -> None:
    """What somebody shows of a ladder: a list of two texts each."""
    value = decode(data)
    lines = value if isinstance(value, list) else []
    if not all(isinstance(each, list) and list(map(type, each)) == [str, str] for each in lines):
        raise Malformed("lines")
    lines = tuple((name, text) for name, text in lines)
    found = ladder.from_lines(lines)
    holds(ladder.as_lines(found) == lines and found.place == 0, "a ladder changed")


Readers = tuple[tuple[str, Callable[[VaultBook], None]], ...]
READERS: Readers = (
    (f"wish/{SPACE}/tea/give", _wishes), (f"wish/{SPACE}/x/y/z", _wishes), (f"{S}/before", _before),
    (f"{S}/force", _before), (f"{S}/seen", _seen), (f"{S}/cards-seen", _seen), (f"{S}/heads", _heads),
    (f"{S}/latest", _heads), (f"{S}/history", _history), (f"{S}/mine", _history), (f"{S}/items", _own),
    ("own-item/own-" + "0a" * 16, _own), ("own-limit/own-" + "0a" * 16, _own), (f"{S}/wait-wish", _numbers),
    (f"{S}/wait", _numbers), (f"{S}/entered", _numbers), ("card/tea", _numbers), ("settings/wait_hours", _numbers),
    ("settings/wait_before", _numbers), ("settings/no_loosening_until", _numbers), (f"{S}/ended", _numbers),
    ("shelf/tea", _numbers), ("pause/", _numbers), (f"{S}/invitation", _invitations),
    (f"{S}/invitation/1", _invitations), (f"{S}/joining", _invitations),
    (f"together/{SPACE}", _together), (f"together-read/{SPACE}", _together),
    (f"rhythm/{SPACE}", _rechecks), (f"recheck/{SPACE}", _rechecks),
    (f"cooling/{SPACE}/everything", _calm), (f"ladder/{SPACE}/tea/give", _steps), (f"debriefed/{SPACE}/tea", _steps),
    ("settings/own-line", _steps),
)  # fmt: skip
"""Which entry holds what the fuzzer wants (the first byte chooses), and who reads it."""


def put_and_read(readers: Readers, data: bytes) -> None:
    """Put a value where the first byte says, and let those who read that entry read it."""
    value = decode(data[1:])
    name, reads = readers[data[0] % len(readers)]
    book = VaultBook()
    book.put(name, value)
    reads(book)


VAULTS = (
    Decoder(
        "vault-entry", lambda data: put_and_read(READERS, data),
        ("vault.entries.under", "consent.memory", "consent.memory.listed_or_none", "consent.history",
         "accounts.settings", "spaces.queries.kept_invitation", "spaces.seats.kept_for", "spaces.seats.joined_as",
         "consent.cooled", "consent.ladders", "consent.debriefs", "core.cooling.from_list", "core.ladder.from_list"),
        (Unreadable,), (*CBOR, *SAID),
    ),
    Decoder("ladder-lines", _lines, ("core.ladder.from_lines",), (Unreadable, Malformed), (*CBOR, *SAID)),
)  # fmt: skip


def samples() -> dict[str, tuple[bytes, ...]]:
    """An entry of each kind, as it is written."""
    terms = terms_as_list(Terms(intensity=2, conditions=frozenset({"sober"}), review_by=NOW))
    arrangement = ["tea", [[ASH, "give"], [BO, "receive"]], terms]
    item = ["Tea", "One person makes tea for another.", ["give_receive"], ["at_home"]]
    slug, kept = "own-" + "0a" * 16, {"secret": bytes(16), "until": 9, "kind": "begin", "epoch": 0, "members": [ASH]}
    values: tuple[object, ...] = (
        [terms, NOW, 1], [terms, NOW, 1], [[arrangement], [["tea", "give", terms]]], [arrangement], [arrangement],
        [["tea", 2], ["cup", 0]], [1, {ASH: [3, b"d" * 32]}], NOW, [[NOW, "tea", "give", terms, False]],
        unpad(encode_state(new_state(NOW, bytes(32)))), [[slug, *item]], item, ["Never", "In own words."], [6, NOW], 12,
        2, 1, 24, [48, NOW + 1], NOW, True, True, True, kept, kept,
        {"secret": bytes(16), "kind": "begin", "by": ASH, "members": [ASH], "seat": 1, "list": [[0, "Ash"]]},
        [NOW, NOW + 1, [["tea", "give", terms, 1]]], ladder.as_list(THREE), [[NOW, 3], [NOW + 1, None]], 2,
    )  # fmt: skip
    whole = tuple(bytes([at]) + encode(value) for at, value in enumerate(values))
    entries = tuple(each for each in whole if each[0] not in (1, 3, 4, 16, 17, 20, 21, 22, 24, 29))
    return {"vault-entry": entries, "ladder-lines": (encode([list(line) for line in ladder.as_lines(THREE)]),)}
