"""A thread: what members said is read by members as it was said, and nothing that was edited, moved or left out passes
for it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from ownaccord.core import teach_back, thread
from ownaccord.core.errors import Malformed, Refused
from ownaccord.core.record import SpaceView
from ownaccord.core.thread import Stored, Topic
from ownaccord.core.turns import Move, Stand
from ownaccord.vault.keyring import Keyring
from tests.core.people import SPACE, START, counting_entropy

entropy = counting_entropy("thread")
ASH, BO, CAM = (Keyring.make(letter * 32, entropy) for letter in "abc")
VIEW = SpaceView(SPACE, 3, {ASH.person: ASH.public, BO.person: BO.public})
KEY = entropy(32)
LATER = START + 86_400
TOPIC = Topic(VIEW, "holding", KEY)
Line = tuple[Keyring, Move, str]
SAID: Sequence[Line] = (
    (ASH, Move.SAY, "I thought about it."), (BO, Move.SAY, "So did I."), (ASH, Move.ASK, "Can I say one thing?"),
    (BO, Move.HEARD, "You want to say one thing."), (ASH, Move.THAT_IS_IT, ""),
)  # fmt: skip


def talk(lines: Sequence[Line], topic: Topic = TOPIC) -> list[Stored]:
    """The rows of these people saying these lines one after another, each a minute later."""
    rows: list[Stored] = []
    for minute, (who, move, words) in enumerate(lines):
        here = thread.read(topic, rows, who, {}, LATER)
        rows.append(thread.made(topic, here, move, words, START + 60 * minute, who, entropy))
    return rows


ROWS = talk(SAID)


def words(
    rows: Sequence[Stored], reader: Keyring = BO, known: thread.Known | None = None
) -> tuple[list[str | None], bool]:
    """What this reader reads, and whether something is missing."""
    found = thread.read(TOPIC, rows, reader, known or {}, LATER)
    return [post.words for post in found.posts], found.missing


def test_both_read_what_was_said_in_its_order_whatever_the_order_of_the_rows() -> None:
    said = [line[2] for line in SAID]
    assert words(ROWS) == words(ROWS[::-1], ASH) == (said, False)
    assert thread.read(TOPIC, ROWS, BO, {}, LATER).turn.stand is Stand.OPEN


def test_a_short_word_and_a_long_one_of_one_step_have_one_size() -> None:
    one, other = talk([(ASH, Move.SAY, "No."), (ASH, Move.SAY, "x" * 900)])
    assert one.sealed and other.sealed and len(one.sealed) == len(other.sealed)


def test_an_answer_of_the_same_second_stands_behind_what_it_answers() -> None:
    rows: list[Stored] = []
    for who, said in ((BO, "First."), (ASH, "Then."), (BO, "Last.")):
        rows.append(thread.made(TOPIC, thread.read(TOPIC, rows, who, {}, LATER), Move.SAY, said, START, who, entropy))
    assert words(rows) == (["First.", "Then.", "Last."], False)


def test_a_clock_set_back_puts_nothing_before_what_was_read() -> None:
    here = thread.read(TOPIC, ROWS, BO, {}, LATER)
    late = thread.made(TOPIC, here, Move.SAY, "Later.", START - 10**6, BO, entropy)
    assert words([*ROWS, late])[0][-1] == "Later."


def test_an_erased_post_keeps_its_place_its_time_and_what_it_did() -> None:
    whole = thread.read(TOPIC, ROWS, BO, {}, LATER)
    for number, _row in enumerate(ROWS):
        rows = [replace(row, sealed=None) if at == number else row for at, row in enumerate(ROWS)]
        found = thread.read(TOPIC, rows, BO, whole.heads, LATER)
        gone = replace(whole.posts[number], words=None)
        assert found == replace(whole, posts=(*whole.posts[:number], gone, *whole.posts[number + 1 :]))


def test_an_end_that_somebody_erased_is_an_end() -> None:
    ended = talk([*SAID, (BO, Move.END, "")])
    erased = [*ended[:-1], replace(ended[-1], sealed=None)]
    assert thread.read(TOPIC, erased, ASH, {}, LATER).turn.stand is Stand.ENDED


Edit = Callable[[list[Stored]], list[Stored]]
ELSEWHERE = talk(SAID, replace(TOPIC, about="talking"))
BEFORE = talk(SAID, replace(TOPIC, view=replace(VIEW, epoch=2)))
EDITS: dict[str, tuple[Edit, int]] = {
    "one in the middle is gone": (lambda rows: [*rows[:2], *rows[3:]], 3),
    "one is put in twice": (lambda rows: [*rows, rows[0]], 3),
    "two change places": (lambda rows: [replace(rows[0], number=3), rows[1], replace(rows[2], number=1), *rows[3:]], 3),
    "words are cut": (lambda rows: [replace(rows[0], sealed=(rows[0].sealed or b"")[:-1]), *rows[1:]], 2),
    "words of another post": (lambda rows: [replace(rows[0], sealed=rows[2].sealed), *rows[1:]], 2),
    "a head of another post": (lambda rows: [replace(rows[0], head=rows[2].head), *rows[1:]], 2),
    "a hash of other words": (lambda rows: [replace(rows[0], sealed_hash=rows[2].sealed_hash), *rows[1:]], 2),
    "no MACs": (lambda rows: [replace(rows[1], macs={}), rows[0], *rows[2:]], 3),
    "said by the other": (lambda rows: [replace(rows[0], author=BO.person), *rows[1:]], 2),
    "from another thread": (lambda rows: [ELSEWHERE[0], *rows[1:]], 2),
    "from an earlier epoch": (lambda rows: [BEFORE[0], *rows[1:]], 2),
}


@pytest.mark.parametrize("name", EDITS)
def test_what_was_edited_is_not_read_and_the_reader_is_told(name: str) -> None:
    edit, most = EDITS[name]
    found, missing = words(edit(list(ROWS)))
    assert missing
    assert len(found) <= most
    assert set(found) <= {line[2] for line in SAID}


@pytest.mark.parametrize("cut", range(len(ROWS)))
def test_whoever_has_read_them_notices_that_the_newest_are_gone(cut: int) -> None:
    heads = thread.read(TOPIC, ROWS, BO, {}, LATER).heads
    assert words(ROWS[:cut], known=heads) == ([line[2] for line in SAID[:cut]], True)
    assert words(ROWS, known=heads)[1] is False


def test_nobody_else_writes_and_nobody_else_reads() -> None:
    assert words(ROWS, CAM) == ([], True)
    fresh = thread.read(TOPIC, [], CAM, {}, LATER)
    planted = thread.made(TOPIC, fresh, Move.SAY, "It was Ash.", START, CAM, entropy)
    assert words([planted]) == ([], False)
    assert words([replace(planted, author=ASH.person)]) == ([], True)


def test_what_a_move_holds_beside_words_is_read_as_it_was_made_and_goes_with_them() -> None:
    here = thread.read(TOPIC, [], ASH, {}, LATER)
    row = thread.made(TOPIC, here, Move.PUT, "Slowly.", START, ASH, entropy, b"terms")
    post, erased = (thread.read(TOPIC, [each], BO, {}, LATER).posts[0] for each in (row, replace(row, sealed=None)))
    assert (post.words, post.more, erased.words, erased.more) == ("Slowly.", b"terms", None, b"")
    with pytest.raises(Malformed):
        thread.made(TOPIC, here, Move.PUT, "", START, ASH, entropy, bytes(2**16 + 1))


def test_the_mark_says_nothing_and_differs_by_topic_space_and_epoch_key() -> None:
    others = [
        replace(TOPIC, about="talking"), replace(TOPIC, view=replace(VIEW, space="6" * 32)),
        replace(TOPIC, epoch_key=bytes(32)),
    ]  # fmt: skip
    assert len({TOPIC.mark, *(each.mark for each in others)}) == 4
    assert b"holding" not in TOPIC.mark


def test_what_is_not_ones_move_or_too_long_is_refused() -> None:
    waits = thread.read(TOPIC, ROWS[:3], ASH, {}, LATER)
    with pytest.raises(Refused):
        thread.made(TOPIC, waits, Move.SAY, "And another thing.", START, ASH, entropy)
    with pytest.raises(Malformed):
        thread.made(TOPIC, thread.read(TOPIC, ROWS, ASH, {}, LATER), Move.SAY, "x" * 4001, START, ASH, entropy)


@pytest.mark.parametrize(
    ("posts", "own", "moves"), [
        (399, 1, "say put not now end"), (400, 1, "not now end"), (800, 1, "not now end"),
        (1, 397, "say put not now end"), (1, 398, "not now end"), (1, 399, "end"),
    ],
)  # fmt: skip
def test_in_a_full_thread_a_not_now_and_an_end_have_room(posts: int, own: int, moves: str) -> None:
    said = thread.Post(ASH.person, 1, START, Move.SAY, "")
    here = replace(thread.read(TOPIC, [], BO, {}, LATER), posts=(said,) * posts, heads={BO.person: (own, bytes(32))})
    for move in (Move.SAY, Move.PUT, Move.NOT_NOW, Move.END):
        if move in moves:
            assert thread.made(TOPIC, here, move, "", START, BO, entropy).number == own + 1
        else:
            with pytest.raises(Refused):
                thread.made(TOPIC, here, move, "", START, BO, entropy)


@pytest.mark.parametrize("move", [Move.SAY, Move.PUT, Move.APART, Move.SHOWN, Move.SAME, Move.NOT_NOW])
def test_a_move_holds_no_more_beside_words_than_it_needs(move: Move) -> None:
    most = {Move.PUT: 8192, Move.APART: 24_576}.get(move, 64)
    here = thread.read(TOPIC, [], ASH, {}, LATER)
    row = thread.made(TOPIC, here, move, "", START, ASH, entropy, bytes(most))
    assert [len(post.more) for post in thread.read(TOPIC, [row], BO, {}, LATER).posts] == [most]
    with pytest.raises(Malformed):
        thread.made(TOPIC, here, move, "", START, ASH, entropy, bytes(most + 1))


def test_the_longest_words_apart_have_room() -> None:
    longest = teach_back.made(TOPIC, bytes(16), "\U0001f33f" * thread.LONGEST, ASH, entropy)
    here = thread.read(TOPIC, [], ASH, {}, LATER)
    assert thread.made(TOPIC, here, Move.APART, "", START, ASH, entropy, longest).number == 1
