"""Decoders of what a vault keeps of scenes and of the time after them: a draft, words at hand, follow-ups, care."""

from ownaccord.accounts.keys import VaultBook
from ownaccord.care import after_memory, follow_up_memory, follow_ups
from ownaccord.consent import about, choices
from ownaccord.core import followup, pocket
from ownaccord.core.position import is_date, is_number
from ownaccord.core.terms import LATEST
from ownaccord.scenes import aftercare, draft
from ownaccord.scenes import memory as scenes
from ownaccord.scenes import pocket as at_hand
from ownaccord.vault.canonical import encode
from ownaccord.vault.errors import Unreadable
from tests.fuzz.carried import PLAN
from tests.fuzz.decoder import Decoder, holds
from tests.fuzz.pure import CBOR, SAID, SAME
from tests.fuzz.vaults import NOW, Readers, S, put_and_read
from tests.vectors.some import SPACE


def _draft(book: VaultBook) -> None:
    found = draft.kept(book, SPACE)
    holds(all(each.sides and type(each.item) is str for each in found.what), "no arrangement")
    draft.keep(book, SPACE, found)
    holds(draft.kept(book, SPACE) == found, SAME)


def _at_hand(book: VaultBook) -> None:
    found = at_hand.lines(book)
    holds(not found or pocket.stored(found) == book.get("pocket"), SAME)
    holds(all(type(each) is str for each in at_hand.words(book)), "no words")
    holds(is_number(scenes.rehearsed_at(book, SPACE), LATEST), "no time")


def _ends(book: VaultBook) -> None:
    times, ends = follow_up_memory.times(book), follow_up_memory.ends(book, SPACE)
    holds(follow_up_memory.every_end(book).get(SPACE, ()) == ends and all(is_date(each.at) for each in ends), "no end")
    for each in ends:
        holds(all(is_date(moment.at) for moment in followup.moments(each.at, times) if each.at <= NOW), "no moment")
        follow_up_memory.put_away(book, SPACE, each.mark, 0)
    holds(follow_up_memory.ends(book, SPACE) == ends[-follow_up_memory.MOST :], SAME)
    follow_up_memory.keep_times(book, times)
    holds(follow_up_memory.times(book) == times, SAME)
    words = follow_up_memory.prepared(book, SPACE)
    follow_up_memory.keep_prepared(book, SPACE, words)
    holds(follow_up_memory.prepared(book, SPACE) == words, SAME)


def _afterwards(book: VaultBook) -> None:
    found = after_memory.said(book, SPACE)
    holds(all(each.when and type(each.in_words) is str for each in found), "no moment")
    holds(after_memory.everywhere(book) == tuple((SPACE, each) for each in found), "another space")
    after_memory.let_go(book, SPACE, -1)
    holds(after_memory.said(book, SPACE) == found[-after_memory.MOST :], SAME)
    after_memory.things(book)


def _of_oneself(book: VaultBook) -> None:
    own, words = aftercare._own(book), aftercare._own_words(book)
    holds(own.wants | own.offers | own.avoids <= set(choices.CARE), "a word that nobody offered")
    holds(all(type(said) is str for said in words.values()), "no words")
    helps = about.part(book, "helps")
    holds(all(type(each) is str for each in follow_ups._chosen(helps.get("ways"), choices.HELPS)), "no words")


READERS: Readers = (
    (f"{S}/draft", _draft), ("pocket", _at_hand), (f"{S}/rehearsed", _at_hand), (f"followup/{SPACE}", _ends),
    ("settings/followup", _ends), (f"prepared/{SPACE}", _ends), (f"after/{SPACE}", _afterwards),
    ("about/aftercare", _of_oneself), ("about/helps", _of_oneself),
)  # fmt: skip

VAULTS_AFTER = (
    Decoder(
        "vault-scenes", lambda data: put_and_read(READERS, data),
        ("scenes.draft", "scenes.pocket", "scenes.memory", "scenes.aftercare", "care.follow_up_memory",
         "care.after_memory", "consent.about", "core.pocket"),
        (Unreadable,), (*CBOR, *SAID, b"\x63red", b"\x64word", b"\x64want", b"\x66warmth", b"\x64calm"), longest=900,
    ),
)  # fmt: skip


def samples() -> dict[str, tuple[bytes, ...]]:
    """An entry of each kind, as it is written, and some as another version may have left them."""
    values: tuple[object, ...] = (
        draft._as_list(draft.of_plan(PLAN)), [["0a" * 4, "Slower, please."]], NOW, [["0b" * 4, NOW, 6]],
        [[6, 24], True],
        ["Rest.", "Thank you."], [[NOW, ["calm"], "It rained."]],
        {"want": ["warmth"], "lasts": "hour", "contact": ["call"], "own": "Tea."}, {"ways": ["breathe"], "own": "Air."},
    )  # fmt: skip
    odd: tuple[tuple[int, object], ...] = (
        (0, [None, ["at_home", 60, 0, ""], None, None]), (0, [[], None, None, [[["Ash"]], []]]),
        (1, [{"0a" * 4: 1, "more words": 2}]), (3, [["m", LATEST, 0]]), (4, [[24, 6], True]), (6, [[LATEST, [], ""]]),
        (7, {"want": [[]], "contact": [{}]}), (8, {"ways": [[]], "own": 7}),
    )  # fmt: skip
    whole = tuple(enumerate(values))
    return {"vault-scenes": tuple(bytes([at]) + encode(value) for at, value in (*whole, *odd))}
