"""Decoders of what somebody keeps or shows of themselves, and of the messages of a reveal."""

from dataclasses import replace
from functools import cache
from hashlib import sha256

from ownaccord.accounts.keys import VaultBook
from ownaccord.consent import interest
from ownaccord.core import apart, cooling, deal, ladder, proposal, reveal, rhythm, shown, teach_back, thread, together
from ownaccord.core.entry import Entry, Kind
from ownaccord.core.errors import Forged, Malformed
from ownaccord.core.interest import Answer, Interest, Past, as_list, from_list
from ownaccord.core.position import Side
from ownaccord.core.record import START, Quarantine
from ownaccord.core.reveal import Message, Step
from ownaccord.core.terms import Level, Terms
from ownaccord.core.turns import Move
from ownaccord.journal import debrief
from ownaccord.profile import memory
from ownaccord.vault import attest
from ownaccord.vault.blinding import POINT
from ownaccord.vault.canonical import decode, encode
from ownaccord.vault.derive import Label
from ownaccord.vault.errors import Unreadable
from ownaccord.vault.sealing import pad, seal
from tests.core.revealing import Table
from tests.core.together_circle import Circle
from tests.fuzz.between import EPOCH_KEY, KEYS, SPACE, VIEW
from tests.fuzz.decoder import Decoder, holds
from tests.fuzz.pure import CBOR, SAME
from tests.vectors.some import ASH, BO, entropy

ITEM = "massage"
ANSWER = Answer(
    ITEM, {Side.GIVE: Interest.INTO, Side.RECEIVE: Interest.LIMIT}, frozenset({Past.TRIED}), "In the evening."
)


def _shown(data: bytes) -> None:
    """Cards of Bo, vouched for by Bo, whose contents are what was given."""
    sealed = seal(shown._key(EPOCH_KEY, BO, 1), shown._place(VIEW, BO, 1), pad(data, shown.FLOOR), entropy("shown"))
    macs = KEYS[BO].vouch(shown._digest(VIEW, BO, 1, sealed), SPACE, 1, VIEW.members)
    cards = shown.read(VIEW, BO, shown.Shown(1, sealed, macs), KEYS[ASH], EPOCH_KEY)
    holds(encode([1, {about: [list(line) for line in lines] for about, lines in cards.items()}]) == data, SAME)
    holds(all(type(text) is str for lines in cards.values() for line in lines for text in line), "no words")


def _post(data: bytes) -> None:
    """One post of Bo, vouched for by Bo, whose head and whose words are what was given, one after the other."""
    topic = thread.Topic(VIEW, ITEM, EPOCH_KEY)
    fit = {"head": encode([1, 1000, "say"]), "words": encode([1, "I thought about it."])}
    for part in fit:
        given, key = {**fit, part: data}, topic.key(BO, 1)
        head = seal(key, topic.place(BO, 1, thread.HEAD), pad(given["head"], thread.HEAD_FLOOR), entropy("head"))
        sealed = seal(key, topic.place(BO, 1), pad(given["words"], thread.FLOOR), entropy("post"))
        row = thread.Stored(BO, 1, START, head, sha256(sealed).digest(), sealed, {})
        macs = KEYS[BO].vouch(topic.digest(row), SPACE, 1, VIEW.members)
        here = thread.read(topic, [replace(row, macs=macs)], KEYS[ASH], {}, 1_900_000_000)
        holds(here.missing == (not here.posts), "neither read nor missing")
        for post in here.posts:
            words = encode([2, post.words, post.more]) if post.more else encode([1, post.words])
            read = {"head": encode([1, post.at, str(post.move)]), "words": words}
            holds(read[part] == data, SAME)


def _beside_words(data: bytes) -> None:
    """What a post of Bo holds beside words: terms, and words that are shown later, with what is in their seal."""
    topic = thread.Topic(VIEW, ITEM, EPOCH_KEY)
    offer = proposal.offered(thread.Post(BO, 1, 1, Move.PUT, "", data))
    holds(offer is None or offer.as_bytes() == data, SAME)
    wrote = teach_back.written(thread.Post(BO, 1, 1, Move.APART, "", data))
    holds(wrote is None or encode([1, wrote.about, wrote.sealed, wrote.tie, wrote.own_key]) == data, SAME)
    key = entropy("apart")(32)
    sealed = seal(key, teach_back._place(topic, BO), pad(data, teach_back.FLOOR), entropy("apart"))
    there = teach_back.Wrote(bytes(16), sealed, teach_back._tie(topic, BO, key), b"")
    words = teach_back.opened(topic, BO, there, key)
    holds(words is None or encode([1, words]) == data, SAME)
    holds(teach_back.opened(topic, BO, there, data) is None, "another key")


def _interest(data: bytes) -> None:
    fields = decode(data)
    holds(encode(as_list(from_list(ITEM, fields))) == data, SAME)


def _own_side(data: bytes) -> None:
    """The entries of one's own side, as another version may have left them."""
    value, book = decode(data), VaultBook()
    for key in (f"interest/{ITEM}", "interest-before", "asking/connection", "about/body"):
        book.put(key, value)
    holds(interest.answer(book, ITEM).item == ITEM and set(interest.answers(book)) <= {ITEM}, "another item")
    holds(memory.asking(book, "connection") in {None, *memory.Asking}, "no answer")
    holds(isinstance(memory.part(book, "body"), dict) and type(interest.changed_last(book)) is str, "no part")
    interest.undo(book)


def _answer(data: bytes) -> None:
    """The second person's first message, vouched for by them, whose body is what was given."""
    table = Table(lines=1)
    for name in ("ash", "bo"):
        table.seal(name, ())
    table.step("ash")
    about, before = table.about, table.mine["ash"]
    header = encode([str(Label.REVEAL), 1, about.as_bytes(), str(Step.ANSWER), about.second, before.heard])
    macs = table.keys["bo"].vouch(attest.digest(header, sha256(data).digest()), about.space, about.epoch, table.members)
    table.messages[Step.ANSWER] = Message(data, macs)
    after = reveal.advance(table.reader("ash"), before, table.messages)
    version, *lists = decode(data)
    holds(version == 1 and [len(each) for each in lists] == [2 * POINT] * 2, "a list of another length")
    holds(after.mutual == () and replace(after, stand=before.stand) != before, "something mutual came of nothing")


def _deck(data: bytes) -> None:
    """A deck as a vault keeps it, and as somebody's proposal holds it."""
    found = deal.Deal.from_bytes(data)
    holds(found.as_bytes() == data and 1 <= len(found.about.lines) <= 40, SAME)


def _deck_side(data: bytes) -> None:
    """One's own side of a deck, as a vault keeps it."""
    fields = decode(data)
    holds(encode(reveal.as_list(reveal.from_list(fields))) == data, SAME)


@cache
def _circle() -> Circle:
    circle = Circle()
    circle.around(2)
    return circle


def _together(data: bytes) -> None:
    """Bo's row of a round, vouched for by Bo, whose body is what was given, and Bo's text."""
    circle = _circle()
    bo, reader, before = circle.person("bo"), circle.reader("ash"), circle.mine["ash"]
    macs = circle.keys["bo"].vouch(together._digest(circle.about, bo, data), SPACE, 1, circle.members)
    there = together.There({bo: together.Message(data, macs)}, {bo: data})
    after = together.advance(reader, before, there, None, entropy("together"))
    holds(after.stand not in (apart.Stand.OPENING, apart.Stand.COMPLETE), "opened without a text of one's own")
    place = together._place(circle.about, bo)
    sealed = seal(together._key(reader, bo), place, pad(data, together.FLOOR), entropy("text"))
    holds(together._opened(reader, after, bo, sealed) is None, "a text that nobody was tied to")
    holds(set(together._heard(reader, there.messages)) <= {bo}, "somebody else was heard")


def _together_side(data: bytes) -> None:
    """One's own side of a round, as a vault keeps it."""
    fields = decode(data)
    holds(encode(apart.as_list(apart.from_list(fields))) == data, SAME)


def _rhythm(data: bytes) -> None:
    """The card of a rhythm, as somebody else shows it."""
    cards = decode(data)
    if type(cards) is not list or not all(type(each) is list and len(each) == 2 for each in cards):
        raise Malformed("lines")
    lines = tuple((str(asked), str(said)) for asked, said in cards)
    holds(rhythm.from_lines(lines).as_lines() == lines, SAME)


def _cooling(data: bytes) -> None:
    """A cooling-off as a vault may hold it: whatever stands there, it lasts."""
    fields = decode(data)
    found = cooling.from_list(cooling.Scope(cooling.About.EVERYTHING), fields)
    holds(found.since >= 0 and cooling.from_list(found.scope, cooling.as_list(found)) == found, SAME)


def _ladder(data: bytes) -> None:
    """A ladder as a vault keeps it."""
    found = ladder.from_list(ITEM, Side.GIVE, decode(data))
    holds(encode(ladder.as_list(found)) == data, SAME)


def _looked_back(data: bytes) -> None:
    """What a debrief says, as an entry of another version may have left it."""
    content = decode(data)
    kept = Entry(SPACE, 1, Kind.DEBRIEF, 0, content if isinstance(content, dict) else {})
    found = debrief.read(kept)
    again = debrief.read(replace(kept, content=found.as_content()))
    holds(again == found, SAME)


A_LADDER = ladder.Ladder(ITEM, Side.GIVE, (Terms(level=Level.TRIAL, minutes=10, uses=1),), 0, 0, "ember", None)

KNOWING = (
    Decoder("cooling", _cooling, ("core.cooling.from_list",), (Unreadable,), CBOR, longest=600),
    Decoder("ladder", _ladder, ("core.ladder.from_list",), (Unreadable, Malformed), CBOR, longest=600),
    Decoder("debrief", _looked_back, ("journal.debrief.read",), (Unreadable,), CBOR, longest=600),
    Decoder(
        "rhythm", _rhythm, ("core.rhythm.from_lines",), (Unreadable, Malformed),
        (*CBOR, b"\x67cadence", b"\x64form"), longest=200,
    ),
    Decoder(
        "together", _together, ("core.together._row", "core.together._read", "core.together._opened"), (Unreadable,),
        CBOR, longest=400,
    ),
    Decoder("together-side", _together_side, ("core.apart.from_list",), (Unreadable, Malformed), CBOR, longest=900),
    Decoder("deck", _deck, ("core.deal.from_bytes", "core.deck.from_bytes"), (Unreadable, Malformed), CBOR),
    Decoder("deck-side", _deck_side, ("core.reveal.from_list",), (Unreadable, Malformed), CBOR, longest=400),
    Decoder("shown", _shown, ("core.shown.read", "spaces.showing._whole"), (Quarantine,), CBOR),
    Decoder("thread-post", _post, ("core.thread.read",), (), CBOR),
    Decoder("thread-beside", _beside_words, ("core.teach_back.opened",), (), CBOR, longest=400),
    Decoder(
        "interest", _interest, ("core.interest.from_list",), (Unreadable, Malformed), (*CBOR, b"\x64into", b"\x65tried")
    ),
    Decoder("own-side", _own_side, ("profile.memory.part",), (Unreadable,), CBOR),
    Decoder("reveal-answer", _answer, ("core.reveal._heard",), (Forged, Unreadable), CBOR, longest=200),
)


def samples() -> dict[str, tuple[bytes, ...]]:
    """Inputs that are taken, to begin with."""
    table = Table(lines=1)
    for name in ("ash", "bo"):
        table.seal(name, ())
    table.step("ash")
    table.step("bo")
    circle = _circle()
    return {
        "rhythm": tuple(
            encode([list(line) for line in each.as_lines()])
            for each in (
                rhythm.Rhythm(rhythm.Cadence.WEEK, rhythm.Form.SHORT),
                rhythm.Rhythm(rhythm.Cadence.OWN, rhythm.Form.FULL, 21),
            )
        ),
        "together": (circle.messages[circle.person("bo")].body, encode([1, b""])),
        "together-side": tuple(encode(apart.as_list(mine)) for mine in circle.mine.values()),
        "shown": (
            encode([1, {"tells": [["own", "I hum."]]}]),
            encode([1, {}]),
            encode([True, {}]),
            encode([1, {"x": ["ab"]}]),
        ),
        "cooling": (
            encode([1_835_352_000, None, []]), encode([True, "", [["massage", "give", 7, None]]]), encode("always"),
        ),
        "ladder": (encode(ladder.as_list(A_LADDER)), encode([[], 0, 0, "", None]), encode([[7], True, 0, 7, None])),
        "debrief": (
            encode({"space": "", "items": ["massage"], "mood": 3, "said": {"good": "Rain.", "feelings": ["calm"]}}),
            encode({"items": "massage", "mood": -1, "said": ["good"]}), encode(7),
        ),
        **_of_threads(),
        "deck": (deal.Deal("closeness", table.about).as_bytes(), deal.Deal("", table.about).as_bytes()),
        "deck-side": (encode(reveal.as_list(table.mine["ash"])), encode(reveal.as_list(table.mine["bo"]))),
        "interest": (encode(as_list(ANSWER)), encode([{}, [], ""]), encode([{}, "", ""])),
        "own-side": (encode(as_list(ANSWER)), encode("yes"), encode([ITEM, None]), encode({"own": "x"}), encode(0)),
        "reveal-answer": (table.messages[Step.ANSWER].body, encode([1, b"", b""]), encode([True, b"", b""])),
    }


def _of_threads() -> dict[str, tuple[bytes, ...]]:
    return {
        "thread-post": (
            encode([1, 1_835_352_000, "say"]), encode([1, "I thought about it."]), encode([1, 0, "leave it"]),
            encode([True, 0, "say"]), encode([1, 0, "sigh"]), encode([1, 7]), encode([True, ""]),
            encode([2, "", b"terms"]), encode([2, "", b""]), encode([2, 7, "x"]),
        ),
        "thread-beside": (
            encode([1, "give", [2, None, 20, ["at_home"], [], [], [], 9, 1]]), encode([1, "Slowly, and at home."]),
            encode([1, bytes(16), b"sealed", bytes(32), b"own"]), encode([True, "give", []]), encode([1, 7]),
        ),
    }
