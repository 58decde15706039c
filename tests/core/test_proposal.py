"""Terms on the table beside a naive model: the newest of each, nobody twice in a row, and ninety days after a *not now*
only whoever said it puts any down.
"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownaccord.core.errors import Malformed
from ownaccord.core.position import ItemRule, Shape, Side
from ownaccord.core.proposal import Offer, Table, laid, offered, within
from ownaccord.core.terms import LATEST, NOTHING, Context, Level, Terms
from ownaccord.core.thread import Post
from ownaccord.core.turns import Move
from ownaccord.vault.canonical import encode

DAY = 86_400
PEOPLE = ("ash", "bo", "cam")
MOVES = (Move.PUT, Move.ASK_TERMS, Move.NOT_NOW, Move.SAY)
LINES = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(MOVES), st.integers(1, 60), st.booleans()))
TERMS = Terms(level=Level.TRIAL, minutes=20, contexts=frozenset({Context.AT_HOME}), review_by=9, uses=1)
OFFER = Offer(Side.GIVE, TERMS)


def posts_of(lines: list[tuple[str, Move, int, bool]]) -> list[Post]:
    """One after the other, so many days apart; of some the words, and so the terms, were erased."""
    posts, day = [], 0
    for number, (who, move, days, erased) in enumerate(lines, 1):
        day += days
        more = OFFER.as_bytes() if move is Move.PUT and not erased else b""
        posts.append(Post(who, number, day * DAY, move, None if erased else "", more))
    return posts


def naive(posts: list[Post]) -> tuple[set[int], dict[str, int], set[str]]:
    """As people would tell it: which posts do not count, whose terms stand, and who asks."""
    out: set[int] = set()
    stands: dict[str, int] = {}
    asks: set[str] = set()
    noes: dict[str, int] = {}
    last = ""
    for post in posts:
        who, day = post.author, post.at // DAY
        if post.move is Move.NOT_NOW:
            noes[who] = day
            last = last if last == who and not (set(stands) | asks) - {who} else ""
            stands, asks = {}, set()
        elif post.move is Move.SAY:
            last = "" if last != who else last
        elif who == last or any(other != who and day < since + 90 for other, since in noes.items()):
            out.add(post.number)
        else:
            noes.pop(who, None)
            if post.move is Move.ASK_TERMS:
                asks.add(who)
                last = who
            elif post.words is None:
                stands.pop(who, None)
            else:
                stands[who], asks, last = post.number, set(), who
    return out, stands, asks


@given(LINES)
def test_what_stands_is_what_a_naive_model_says(lines: list[tuple[str, Move, int, bool]]) -> None:
    posts = posts_of(lines)
    table, (out, stands, asks) = laid(posts), naive(posts)
    assert {post.number for post in table.left_out} == out
    assert {who: post.number for who, post in table.standing.items()} == stands
    assert set(table.asking) == asks


@given(LINES, st.integers(0, 200))
def test_whatever_is_erased_later_a_not_now_holds_for_ninety_days(
    lines: list[tuple[str, Move, int, bool]], days: int
) -> None:
    said = Post("cam", 98, 2999 * DAY, Move.SAY, "")
    posts = [*posts_of(lines), said, Post("bo", 99, 3000 * DAY, Move.NOT_NOW, "")]
    bare = [replace(post, words=None, more=b"") for post in posts]
    for table in (laid(posts), laid(bare)):
        may = {who: table.may_put(who, (3000 + days) * DAY) for who in PEOPLE}
        assert may == {"ash": days >= 90, "bo": True, "cam": days >= 90}
        assert not table.of_others("bo")


def test_what_the_own_vault_remembers_of_a_not_now_holds_without_its_row() -> None:
    put = Post("ash", 1, 10 * DAY, Move.PUT, "", OFFER.as_bytes())
    assert laid([put], {"bo": 95 * DAY}).left_out == {put}
    assert laid([put], {"bo": 101 * DAY}).left_out == frozenset()
    assert laid([put], {"bo": 9 * DAY}).left_out == frozenset()
    assert laid([put], {"ash": 95 * DAY}).standing == {"ash": put}


@pytest.mark.parametrize("move", [Move.PUT, Move.ASK_TERMS])
def test_what_was_declined_does_not_stand_again_once_the_row_of_the_not_now_is_gone(move: Move) -> None:
    put = Post("ash", 1, 10 * DAY, move, "", OFFER.as_bytes())
    for kept, stands in ((9 * DAY, True), (100 * DAY, False), (101 * DAY, False), (200 * DAY, False)):
        assert laid([put], {"bo": kept}).of_others("bo") == stands, kept
    after = replace(put, at=102 * DAY)
    assert laid([put, after], {"bo": 101 * DAY}).of_others("bo")
    own = Post("bo", 1, 12 * DAY, Move.PUT, "", OFFER.as_bytes())
    assert laid([put, own], {"bo": 101 * DAY}).standing == {"bo": own}


def test_a_rest_that_cannot_be_read_rests_for_good() -> None:
    put = Post("ash", 1, 10 * DAY, Move.PUT, "", OFFER.as_bytes())
    table = laid([put], {"bo": LATEST})
    assert (table.left_out, table.standing) == ({put}, {})
    assert [table.may_put(who, 10 * DAY) for who in PEOPLE] == [False, True, False]


def test_a_not_now_that_answers_nothing_is_no_word_of_somebody_else() -> None:
    put = Post("ash", 1, 10 * DAY, Move.PUT, "", OFFER.as_bytes())
    other = replace(put, author="bo", at=9 * DAY)
    no = Post("ash", 2, 11 * DAY, Move.NOT_NOW, "")
    assert [laid(posts).may_put("ash", 12 * DAY) for posts in ([put, no], [other, put, no])] == [False, True]


@pytest.mark.parametrize(("move", "may"), [(Move.SAY, True), (Move.APART, False), (Move.SHOWN, False)])
def test_what_shows_to_nobody_gives_nobody_the_turn(move: Move, may: bool) -> None:
    put = Post("ash", 1, 10 * DAY, Move.PUT, "", OFFER.as_bytes())
    assert laid([put, Post("bo", 1, 11 * DAY, move, "")]).may_put("ash", 12 * DAY) == may


PUT = Post("ash", 1, 1, Move.PUT, "", OFFER.as_bytes())


@pytest.mark.parametrize(
    ("table", "puts", "moves"), [
        (Table(), True, "put, ask terms"), (Table(), False, ""), (Table(last="ash"), True, ""),
        (Table({"ash": PUT}, last="ash"), True, ""), (Table({"bo": PUT}, last="bo"), True, "put, ask terms, not now"),
        (Table({"bo": PUT}, last="bo"), False, "not now"), (Table(asking=frozenset({"bo"})), False, "not now"),
        (Table(asking=frozenset({"ash"}), last="ash"), True, ""), (Table(resting={"bo": 91 * DAY}), True, ""),
        (Table({"bo": PUT}, resting={"bo": 91 * DAY}), True, "not now"),
        (Table(resting={"ash": 91 * DAY}), True, "put, ask terms"),
    ],
)  # fmt: skip
def test_whose_move_it_is_stands_in_a_table(table: Table, puts: bool, moves: str) -> None:
    assert table.due("ash", 2 * DAY, puts=puts) == {Move(move) for move in moves.split(", ") if move}


def test_an_offer_is_read_as_it_was_put_down_and_nothing_else_is_one() -> None:
    post = Post("ash", 1, 1, Move.PUT, "", OFFER.as_bytes())
    assert offered(post) == OFFER
    whole = [1, "give", [2, None, 20, ["at_home"], [], [], [], 9, 1]]
    assert encode(whole) == OFFER.as_bytes()
    for other in (
        [2, *whole[1:]], [True, *whole[1:]], [1, "carry", whole[2]],
        [1, "give", [0, None, None, [], [], [], [], None, None]], [1, "give"], 7, [1, "give", whole[2], 1],
    ):  # fmt: skip
        assert offered(replace(post, more=encode(other))) is None
    for nothing in (replace(post, more=b"?"), replace(post, more=b"", words=None), replace(post, move=Move.SAY)):
        assert offered(nothing) is None
    with pytest.raises(Malformed):
        Offer(Side.GIVE, NOTHING)


RULE = ItemRule("massage", (Shape.GIVE_RECEIVE,), edition=1, ceiling=Level.TRIAL)
MANY = frozenset(f"if:{number}" for number in range(65))


def test_an_offer_is_bounded_as_a_statement_is() -> None:
    for terms in (
        replace(TERMS, review_by=None), replace(TERMS, uses=None), replace(TERMS, conditions=MANY),
        replace(TERMS, areas_out=MANY), replace(TERMS, signals=MANY), Terms(level=Level.YES),
    ):  # fmt: skip
        with pytest.raises(Malformed):
            Offer(Side.GIVE, terms)
    assert Offer(Side.GIVE, Terms(level=Level.TALK)).terms.review_by is None


@pytest.mark.parametrize(
    ("level", "days"), [(Level.TALK, 366), (Level.TRIAL, 30), (Level.YES, 366)], ids=["talk first", "trial", "yes"]
)
def test_terms_that_look_further_ahead_than_a_statement_could_are_none(level: Level, days: int) -> None:
    latest = 1 + days * DAY
    for ends, stands in ((latest, True), (latest + 1, False), (LATEST, False)):
        more = Offer(Side.GIVE, Terms(level=level, review_by=ends, uses=1)).as_bytes()
        assert (offered(Post("ash", 1, 1, Move.PUT, "", more)) is not None) == stands


def test_what_the_card_does_not_have_does_not_stand() -> None:
    for side, level, stands in (
        (Side.GIVE, Level.TRIAL, True), (Side.RECEIVE, Level.TALK, True),
        (Side.TOGETHER, Level.TRIAL, False), (Side.GIVE, Level.YES, False),
    ):  # fmt: skip
        more = Offer(side, Terms(level=level, review_by=9, uses=1)).as_bytes()
        post = Post("ash", 1, 1, Move.PUT, "", more)
        assert laid([post], rule=RULE).standing == ({"ash": post} if stands else {})


def test_whether_an_offer_goes_further_is_judged_without_how_long_and_how_often() -> None:
    assert within(TERMS, replace(TERMS, review_by=1, uses=None))
    assert not within(replace(TERMS, minutes=None), TERMS)
    assert not within(TERMS, NOTHING)
    assert Table().may_put("ash", 1) and not Table(last="ash").may_put("ash", 1)
