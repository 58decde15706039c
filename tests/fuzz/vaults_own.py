"""Decoders of what a vault keeps of its owner's journal, threads, pages about themselves and decks."""

from ownaccord.accounts.keys import VaultBook
from ownaccord.consent import about
from ownaccord.core.entry import EMPTY_SUM
from ownaccord.core.pacing import next_from
from ownaccord.core.position import is_number
from ownaccord.core.reveal import as_list
from ownaccord.core.terms import LATEST
from ownaccord.journal import debriefed
from ownaccord.journal import memory as journal
from ownaccord.profile import memory as profile
from ownaccord.profile import portrait, reading
from ownaccord.profile.parts import PARTS
from ownaccord.reveal import memory as reveal
from ownaccord.talk import firm
from ownaccord.talk import memory as talk
from ownaccord.vault.canonical import encode
from ownaccord.vault.errors import Unreadable
from tests.fuzz.decoder import Decoder, holds
from tests.fuzz.knowing import Table, deal
from tests.fuzz.pure import CBOR, SAID, SAME
from tests.fuzz.vaults import NOW, Readers, S, put_and_read
from tests.vectors.some import BO, SPACE

PART = next(iter(PARTS))


def _journal(book: VaultBook) -> None:
    total = journal.kept_sum(book)
    holds(type(total) is bytes and len(total) == len(EMPTY_SUM), "no sum")
    journal.keep_sum(book, total)
    holds(journal.kept_sum(book) == total, SAME)


def _of_oneself(book: VaultBook) -> None:
    known = debriefed.tells(book)
    holds(all(type(each) is str for each in (*known.signs, known.own)), "no sign")
    for part in PARTS.values():
        said = profile.part(book, part.slug)
        holds(said == about.part(book, part.slug), "two readers say different things")
        holds(all(type(line) is str for line in portrait.written(part, said)), "no words")
        portrait.more(part, said)
        profile.keep_part(book, part.slug, said)
        holds(profile.part(book, part.slug) == {asked: words for asked, words in said.items() if words}, SAME)


def _lists(book: VaultBook) -> None:
    holds(profile.asking(book, "connection") in {None, *profile.Asking}, "no answer")
    lessons, answers = profile.lessons(book), profile.answers(book)
    holds(all(type(each) is str for each in (*lessons, *answers.values())), "no words")
    profile.keep_lessons(book, lessons)
    holds(profile.lessons(book) == lessons, SAME)
    articles = reading.kept(book)
    reading._write(book, articles)
    holds(reading.kept(book) == articles and len(set(articles)) == len(articles), SAME)


def _threads(book: VaultBook) -> None:
    found = talk.seen(book, SPACE, "tea")
    talk.known(book, SPACE, 1, "tea"), talk.was_open(book, SPACE, "tea"), talk.ended(book, SPACE, 1, "tea")
    talk.keep(book, SPACE, "tea", found)
    holds(talk.seen(book, SPACE, "tea") == found and list(talk.topics(book, SPACE)) == ["tea"], SAME)


def _firm(book: VaultBook) -> None:
    items, lines = firm.items(book), firm.lines(book)
    holds(all(type(each) is str for each in (*items, *lines)) and max(len(items), len(lines)) <= firm.MOST, "no words")
    holds([slug for slug, _name in firm.names(book)] == list(items), "an item was lost")
    # What cannot be read is written over by the next mark alone.
    firm._change(book, 0, "tea", firm=False)
    holds(firm._kept(book) == (tuple(each for each in items if each != "tea"), lines), SAME)


def _decks(book: VaultBook) -> None:
    here = reveal.round_of(book, SPACE)
    if here is not None:
        copy = VaultBook()
        reveal.keep_round(copy, SPACE, here)
        holds(reveal.round_of(copy, SPACE) == here and copy == book, SAME)
    dealt = reveal.dealt(book, BO)
    reveal.under_way(book, BO, "", NOW)
    holds(all(is_number(each.opened_at, LATEST) for each in dealt) and next_from(dealt, True) >= 0, "no time")
    reveal.keep_dealt(book, BO, DEAL, 0)
    holds({*dealt} <= {*reveal.dealt(book, BO)}, "what was dealt was forgotten")
    holds(is_number(reveal.aside_until(book, BO), LATEST), "no time")


TABLE = Table(lines=1)
TABLE.seal("ash", ())
DEAL = deal.Deal("closeness", TABLE.about)

READERS: Readers = (
    ("journal/sum", _journal), (f"about/{debriefed.TELLS}", _of_oneself), (f"about/{PART}", _of_oneself),
    ("asking/connection", _lists), ("lessons", _lists), ("conversation/tea", _lists), ("reading", _lists),
    (f"thread/{SPACE}/tea", _threads), (firm.KEY, _firm), (f"{S}/items", _firm), (f"{S}/deck", _decks),
    (f"decks-dealt/{BO}", _decks), (f"deck-aside/{BO}", _decks),
)  # fmt: skip

VAULTS_OWN = (
    Decoder(
        "vault-own", lambda data: put_and_read(READERS, data),
        ("journal.memory", "journal.debriefed.tells", "profile.memory", "profile.reading", "talk.memory", "talk.firm",
         "reveal.memory"),
        (Unreadable,), (*CBOR, *SAID, b"\x65signs", b"\x63own", b"\x63yes"), longest=900,
    ),
)  # fmt: skip


def samples() -> dict[str, tuple[bytes, ...]]:
    """An entry of each kind, as it is written, and some as another version may have left them."""
    values: tuple[object, ...] = (
        bytes(len(EMPTY_SUM)), {"signs": ["quiet"], "own": "I hum."}, {"own": "Tall."}, "yes", ["first"], "Rain.",
        [1, 2], [1, {BO: [3, bytes(32)]}, True, False], [["tea"], ["my sister"]],
        [["tea", "Tea", "One person pours.", ["give_receive"], ["at_home"]]],
        [DEAL.as_bytes(), True, as_list(TABLE.mine["ash"])], [[NOW, ["massage"]]], NOW,
    )  # fmt: skip
    odd: tuple[tuple[int, object], ...] = (
        (1, {"signs": [[]], "own": 7}), (2, {"own": [[7]]}), (6, [True, 1, 1, -1]), (8, [["tea", 7], [[]]]),
        (10, [b"\xff", True, None]), (11, [[NOW, [[], 7]], [True, []]]),
    )  # fmt: skip
    whole = tuple(enumerate(values))
    return {"vault-own": tuple(bytes([at]) + encode(value) for at, value in (*whole, *odd))}
