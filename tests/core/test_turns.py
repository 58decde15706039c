"""Reflect-back beside a naive model: only what was heard back and confirmed opens the next word.

An end always works.
"""

from hypothesis import given
from hypothesis import strategies as st

from ownaccord.core.turns import SOLVING, Move, Stand, Turn, after, may

PEOPLE = ("ash", "bo", "cam")
MOVES = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(list(Move))), max_size=30)


class Naive:
    """The same, told as people would: words wait for whoever heard them, and for whoever said them."""

    def __init__(self) -> None:
        self.over = ""
        self.spoke = ""
        self.heard = False
        self.leaving: set[str] = set()

    def does(self, who: str, move: Move) -> bool:
        """Whether it was accepted."""
        mine = who == self.spoke
        beside = (Move.PUT, Move.ASK_TERMS, Move.SAME, Move.DIFFERS)
        if self.over:
            return False
        if move is Move.END:
            self.over = "ended"
        elif not self.spoke and move in {*SOLVING, Move.APART, Move.SHOWN}:
            return True
        elif not self.spoke and move in (Move.SAY, Move.ASK):
            self.spoke = who if move is Move.ASK else ""
        elif move is Move.TRY_BACK:
            return True
        elif move is Move.NOT_NOW or (not self.spoke and move in beside):
            pass
        elif move is Move.LEAVE_IT:
            self.leaving.add(who)
            self.over = "left" if self.leaving == set(PEOPLE) else ""
            return True
        elif self.spoke and not mine and not self.heard and move is Move.HEARD:
            self.heard = True
        elif mine and self.heard and move is Move.CLEARER:
            self.heard = False
        elif mine and (move is Move.LET_GO or (self.heard and move is Move.THAT_IS_IT)):
            self.spoke, self.heard = "", False
        else:
            return False
        self.leaving = set()
        return True

    @property
    def stand(self) -> str:
        """In the words of the table."""
        waits = "waits for its speaker" if self.heard else "waits to be heard"
        return self.over or (waits if self.spoke else "open")


@given(MOVES)
def test_the_table_says_what_a_naive_model_says(moves: list[tuple[str, Move]]) -> None:
    turn, naive = Turn(), Naive()
    for who, move in moves:
        was = turn
        allowed = move in may(turn, who)
        turn = after(turn, who, move, PEOPLE)
        assert allowed == naive.does(who, move)
        assert allowed or turn == was
        assert turn.stand == naive.stand


@given(MOVES, st.sampled_from(PEOPLE))
def test_whoever_wants_to_end_it_can_at_any_moment(moves: list[tuple[str, Move]], who: str) -> None:
    turn = Turn()
    for person, move in moves:
        turn = after(turn, person, move, PEOPLE)
    over = turn.stand in (Stand.LEFT, Stand.ENDED)
    assert over or after(turn, who, Move.END, PEOPLE).stand is Stand.ENDED
    assert not over or may(turn, who) == frozenset()


@given(MOVES, st.sampled_from(PEOPLE), st.sampled_from([*SOLVING, Move.APART, Move.SHOWN]))
def test_what_shows_to_nobody_yet_leaves_every_turn_as_it_is(
    moves: list[tuple[str, Move]], who: str, move: Move
) -> None:
    turn = Turn()
    for person, each in moves:
        turn = after(turn, person, each, PEOPLE)
    assert after(turn, who, move, PEOPLE) == turn
