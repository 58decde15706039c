"""Teach-back: nobody reads a word before everybody has written, and only everybody's own word makes it fit."""

from dataclasses import replace
from itertools import pairwise

import pytest

from ownaccord.core import teach_back
from ownaccord.core.errors import Malformed
from ownaccord.core.in_force import Arrangement
from ownaccord.core.position import Side
from ownaccord.core.record import SpaceView
from ownaccord.core.teach_back import TeachBack, about_of, stands
from ownaccord.core.terms import Level, Terms
from ownaccord.core.thread import Post, Topic
from ownaccord.core.turns import Move
from ownaccord.vault.canonical import decode, encode
from ownaccord.vault.errors import Unreadable
from ownaccord.vault.keyring import Keyring
from tests.core.people import SPACE, counting_entropy

entropy = counting_entropy("teach-back")
ASH, BO, CAM = (Keyring.make(letter * 32, entropy) for letter in "abc")
TOPIC = Topic(SpaceView(SPACE, 3, {ASH.person: ASH.public, BO.person: BO.public}), "holding", entropy(32))
NOW, LATER = bytes(16), b"later".ljust(16)


class Said:
    """Posts of these two, one after the other."""

    def __init__(self) -> None:
        self.posts: list[Post] = []

    def say(self, who: Keyring, move: Move, more: bytes = b"") -> "Said":
        self.posts.append(Post(who.person, len(self.posts) + 1, len(self.posts), move, "", more))
        return self

    def write(self, who: Keyring, words: str, about: bytes = NOW) -> "Said":
        return self.say(who, Move.APART, teach_back.made(TOPIC, about, words, who, entropy))

    def show(self, who: Keyring) -> "Said":
        wrote = self.now.written[who.person]
        assert wrote
        return self.say(who, Move.SHOWN, teach_back.own_key(TOPIC, wrote, who))

    def alike(self, who: Keyring) -> "Said":
        return self.say(who, Move.SAME, teach_back.shown_words(self.now))

    def both(self) -> "Said":
        return self.write(ASH, "Slowly.").write(BO, "At home.").show(BO).show(ASH)

    def erase(self, number: int) -> "Said":
        self.posts[number] = replace(self.posts[number], words=None, more=b"")
        return self

    @property
    def now(self) -> TeachBack:
        return stands(TOPIC, self.posts)


def test_written_apart_shown_by_all_and_fitting_by_everybodys_word() -> None:
    said = Said()
    steps = (
        (said.write(ASH, "Slowly."), said.now), (said.write(BO, "At home."), said.now), (said.show(BO), said.now),
        (said.show(ASH), said.now), (said.alike(ASH), said.now), (said.alike(BO), said.now),
    )  # fmt: skip
    assert [each.all_wrote for _said, each in steps] == [False, True, True, True, True, True]
    assert [each.all_shown for _said, each in steps] == [False, False, False, True, True, True]
    assert [each.fits(NOW) for _said, each in steps] == [False] * 5 + [True]
    assert said.now.shown == {ASH.person: "Slowly.", BO.person: "At home."}
    assert not said.now.fits(LATER)


def test_nobody_else_has_the_key_of_what_was_written() -> None:
    wrote = Said().write(ASH, "Slowly.").now.written[ASH.person]
    assert wrote
    for other in (BO, CAM, ASH.rekey(entropy)):
        with pytest.raises(Unreadable):
            teach_back.own_key(TOPIC, wrote, other)
    key = teach_back.own_key(TOPIC, wrote, ASH)
    assert teach_back.opened(TOPIC, ASH.person, wrote, key) == "Slowly."
    assert teach_back.opened(TOPIC, BO.person, wrote, key) is None
    assert teach_back.opened(TOPIC, ASH.person, wrote, bytes(32)) is None
    # What opens under two keys would be two texts: the tie is to one.
    assert teach_back.opened(TOPIC, ASH.person, replace(wrote, tie=bytes(32)), key) is None
    for other in (replace(TOPIC, about="talking"), replace(TOPIC, view=replace(TOPIC.view, epoch=4))):
        assert teach_back.opened(other, ASH.person, wrote, key) is None


def test_a_step_that_is_not_due_changes_nothing() -> None:
    alone = Said().write(ASH, "Slowly.")
    assert alone.show(ASH).now.shown == {}
    for move in (Move.SHOWN, Move.SAME, Move.DIFFERS):
        before = alone.now
        assert alone.say(ASH, move, bytes(32)).now == before
    said = Said().write(ASH, "Slowly.").write(BO, "At home.")
    before = said.now
    assert said.say(ASH, Move.SAME).say(BO, Move.SHOWN, bytes(32)).write(ASH, "Something else.").now == before


def test_until_everybody_has_written_one_can_write_it_anew() -> None:
    said = Said().write(ASH, "Slowly.").write(ASH, "Very slowly.").write(BO, "At home.").show(BO).show(ASH)
    assert said.now.shown[ASH.person] == "Very slowly."


def test_a_difference_ends_it_and_it_begins_anew_with_nothing_of_before() -> None:
    said = Said().both().alike(ASH).alike(BO).say(BO, Move.DIFFERS)
    assert (said.now.differs, said.now.fits(NOW)) == (True, False)
    said.write(ASH, "Again.")
    assert (set(said.now.written), said.now.shown, said.now.differs) == ({ASH.person}, {}, False)


def test_terms_of_two_moments_do_not_fit() -> None:
    said = Said().write(ASH, "Slowly.").write(BO, "At home.", LATER).show(BO).show(ASH)
    said.alike(ASH).alike(BO)
    assert not said.now.fits(NOW) and not said.now.fits(LATER)


@pytest.mark.parametrize("when", range(1, 7))
def test_whoever_erases_theirs_never_writes_again_beside_words_that_they_have_read(when: int) -> None:
    said = Said().both().alike(ASH).alike(BO)
    said.posts = said.posts[:when]
    read = any(post.move is Move.SHOWN and post.author == BO.person for post in said.posts)
    said.erase(0)
    assert not said.now.fits(NOW)
    said.write(ASH, "What suits me now.")
    assert (BO.person in said.now.written) == (when > 1 and not read)


WROTE = teach_back.Wrote(NOW, b"", bytes(32), b"")
DUE: dict[str, tuple[TeachBack, str]] = {
    "nothing": (TeachBack(frozenset("ab")), "apart"),
    "the other wrote": (TeachBack(frozenset("ab"), {"b": WROTE}), "apart"),
    "both wrote": (TeachBack(frozenset("ab"), {"a": WROTE, "b": WROTE}), "shown differs"),
    "the other showed": (TeachBack(frozenset("ab"), {"a": WROTE, "b": WROTE}, {"b": "."}), "shown differs"),
    "only the reader showed": (TeachBack(frozenset("ab"), {"a": WROTE, "b": WROTE}, {"a": "."}), "differs"),
    "the other took theirs back": (TeachBack(frozenset("ab"), {"a": WROTE, "b": None}), "apart differs"),
    "the reader took theirs back": (TeachBack(frozenset("ab"), {"a": None, "b": WROTE}), "apart differs"),
    "all is read": (TeachBack(frozenset("ab"), {"a": WROTE, "b": WROTE}, {"a": ".", "b": "."}), "same differs"),
    "the reader said the same": (
        TeachBack(frozenset("ab"), {"a": WROTE, "b": WROTE}, {"a": ".", "b": "."}, frozenset("a")), "differs"),
    "all said the same": (
        TeachBack(frozenset("ab"), {"a": WROTE, "b": WROTE}, {"a": ".", "b": "."}, frozenset("ab")), "apart differs"),
    "something differs": (
        TeachBack(frozenset("ab"), {"a": WROTE, "b": WROTE}, {"a": ".", "b": "."}, frozenset("ab"), differs=True),
        "apart"),
}  # fmt: skip


@pytest.mark.parametrize("name", DUE)
def test_whose_move_it_is_stands_in_a_table(name: str) -> None:
    found, moves = DUE[name]
    assert teach_back.due(found, "a", begun=True) == {Move(move) for move in moves.split()}
    assert teach_back.due(found, "a", begun=False) == {Move(move) for move in moves.split()} & {Move.APART}


def test_nobody_shows_theirs_beside_words_that_were_taken_back_unread() -> None:
    said = Said().write(ASH, "Bait.").erase(0).write(BO, "At home.")
    assert [Move.SHOWN in teach_back.due(said.now, who.person, begun=True) for who in (ASH, BO)] == [False, False]
    said.write(ASH, "Slowly.").show(BO).show(ASH)
    assert said.now.shown == {ASH.person: "Slowly.", BO.person: "At home."}


def test_same_is_said_of_these_words_alone() -> None:
    of_others = teach_back.shown_words(Said().write(ASH, "Fast.").write(BO, "At home.").show(BO).show(ASH).now)
    of_later = teach_back.shown_words(Said().write(ASH, "Slowly.", LATER).write(BO, "At home.").show(BO).show(ASH).now)
    of_one = teach_back.shown_words(Said().write(ASH, "Slowly.").write(BO, "At home.").show(ASH).now)
    for more in (b"", bytes(32), of_others, of_later, of_one):
        assert Said().both().alike(ASH).say(BO, Move.SAME, more).now.same == {ASH.person}
    assert Said().both().alike(ASH).alike(BO).erase(-1).now.fits(NOW) is False


def test_what_is_none_is_none() -> None:
    post = Said().write(ASH, "Slowly.").posts[0]
    fields = decode(post.more)
    for at, wrong in enumerate((2, b"short", "text", b"", 7)):
        assert teach_back.written(replace(post, more=encode([*fields[:at], wrong, *fields[at + 1 :]]))) is None
    for more in (b"?", encode(7), encode(fields[:-1])):
        assert teach_back.written(replace(post, more=more)) is None
    for words in ("", "x" * 4001):
        with pytest.raises(Malformed):
            teach_back.made(TOPIC, NOW, words, ASH, entropy)


def test_what_is_in_force_has_one_mark_whatever_the_day_and_how_often() -> None:
    sides = ((ASH.person, Side.GIVE), (BO.person, Side.RECEIVE))
    terms = [
        Terms(level=Level.TRIAL, review_by=9, uses=1), Terms(level=Level.TRIAL, review_by=8, uses=2),
        Terms(level=Level.TRIAL, minutes=5), Terms(level=Level.TALK),
    ]  # fmt: skip
    marks = [about_of([Arrangement("holding", sides, each)], "holding") for each in terms]
    assert [one == other for one, other in pairwise(marks)] == [True, False, False]
    assert about_of([Arrangement("massage", sides, terms[0])], "holding") == about_of([], "holding") != marks[0]
