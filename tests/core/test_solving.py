"""Working out a disagreement beside a naive model: nothing opens before everybody has said theirs."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ownaccord.core.solving import Course, Step, Way, allowed, course, named, seen
from ownaccord.core.thread import Post
from ownaccord.core.turns import Move

PEOPLE = ("ash", "bo", "cam")
SAID = st.one_of(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from(list(Move)), st.sampled_from([None, "", "words"])),
    st.tuples(
        st.sampled_from(PEOPLE), st.sampled_from([Move.TRY, Move.WAY, Move.TRY_BACK]),
        st.builds(named, st.sampled_from(PEOPLE), st.integers(1, 6)),
    ),
)  # fmt: skip
# So that most of them come as far as the ways.
BEGUN = [(who, move, "words") for move in (Move.POSITION, Move.MATTERS) for who in PEOPLE]
COURSES = st.tuples(st.booleans(), st.lists(SAID, max_size=30)).map(
    lambda pair: [*(BEGUN if pair[0] else []), *pair[1]]
)


def posts(said: list[tuple[str, Move, str | None]]) -> list[Post]:
    """These posts, each author's numbered from 1."""
    numbers = dict.fromkeys(PEOPLE, 0)
    found = []
    for at, (who, move, words) in enumerate(said):
        numbers[who] += 1
        way = next((Way(each.author, each.number, each.words or "") for each in found if move is Move.TRY
                    and words == named(each.author, each.number)), None)  # fmt: skip
        found.append(Post(who, numbers[who], at, move, words, way.digest if way is not None else b""))
    return found


NEXT = {Move.POSITION: {Move.MATTERS}, Move.MATTERS: {Move.WAY, Move.TRY}}


def newest(every: list[Post], who: str, move: Move, since: int, until: int) -> Post | None:
    """What this person has in a step at this time; none where they erased it and nobody else went on from it."""
    own = [each for each in every if (each.author, each.move) == (who, move) and since < each.at <= until]
    after = [each for each in every if own and each.at > own[-1].at and each.author != who and each.move in NEXT[move]]
    return own[-1] if own and (own[-1].words is not None or after) else None


def first(every: list[Post], move: Move, since: int) -> int | None:
    """When everybody has something in this step since then, for the first time."""
    return next((at for at in range(since + 1, len(every))
                 if None not in [newest(every, who, move, since, at) for who in PEOPLE]), None)  # fmt: skip


@given(COURSES)
def test_each_step_opens_with_the_last_word_of_the_one_before_and_not_sooner(said: list[tuple[str, Move, str]]) -> None:
    every = posts(said)
    opened = first(every, Move.POSITION, -1)
    deeper = None if opened is None else first(every, Move.MATTERS, opened)
    found = course(every, PEOPLE)
    step = Step.POSITIONS if opened is None else Step.MATTERS if deeper is None else Step.WAYS
    assert found.step is step
    for move, kept, since, until in (
        (Move.POSITION, found.positions, -1, opened), (Move.MATTERS, found.matters, opened, deeper),
    ):  # fmt: skip
        last = len(every) if until is None else until
        own = {who: None if since is None else newest(every, who, move, since, last) for who in PEOPLE}
        assert kept == {who: post for who, post in own.items() if post is not None}
    ways = {(each.author, each.number): each for each in every
            if deeper is not None and each.move is Move.WAY and each.at > deeper and each.words}  # fmt: skip
    assert [(way.author, way.number, way.words) for way in found.ways] == [(*key, w.words) for key, w in ways.items()]
    said_of = {name: {each.author: each.move for each in every if each.move in (Move.TRY, Move.TRY_BACK)
                      and each.words == named(*name) and each.at > way.at} for name, way in ways.items()}  # fmt: skip
    would = {name: {who for who, last in each.items() if last is Move.TRY} for name, each in said_of.items()}
    assert {(way.author, way.number): set(way.tried) for way in found.ways} == would
    assert [way.name for way in found.everybody_would_try] == [
        named(*name) for name, who in would.items() if who == set(PEOPLE)
    ]


def test_what_was_said_by_nobody_here_takes_no_step() -> None:
    assert course([*posts(BEGUN[:2]), Post("drew", 1, 9, Move.POSITION, "words")], PEOPLE).step is Step.POSITIONS


def test_leaving_and_ending_belong_to_every_step() -> None:
    always = frozenset(Move) - {Move.SAY, Move.ASK, Move.POSITION, Move.MATTERS, Move.WAY, Move.TRY, Move.TRY_BACK}
    for said in ([], BEGUN[:3], BEGUN):
        assert allowed(course(posts(said), PEOPLE), always) == always
    assert allowed(Course(frozenset(PEOPLE)), Move) == always | {Move.POSITION}


def test_erased_words_take_no_step_and_neither_do_those_before_them_unless_somebody_went_on_from_them() -> None:
    bait = course(posts([("ash", Move.POSITION, "Before."), ("ash", Move.POSITION, None), *BEGUN[1:3]]), PEOPLE)
    assert (bait.step, set(bait.positions), bait.taken_back) == (Step.POSITIONS, {"bo", "cam"}, {"ash"})
    again = course(posts([("ash", Move.POSITION, None), *BEGUN[:3]]), PEOPLE)
    assert (again.step, again.taken_back) == (Step.MATTERS, frozenset())
    for more, step in (([], Step.POSITIONS), (BEGUN[3:4], Step.POSITIONS), (BEGUN[4:5], Step.MATTERS)):
        assert course(posts([("ash", Move.POSITION, None), *BEGUN[1:3], *more]), PEOPLE).step is step


def test_erased_words_are_no_way_and_no_trial() -> None:
    erased = [(who, move, None) for who, move, _words in BEGUN]
    went_on = [("bo", Move.WAY, "A way."), ("ash", Move.TRY, None)]
    assert [course(posts([*erased, *more]), PEOPLE).step for more in ([], went_on)] == [Step.MATTERS, Step.WAYS]
    ways = [("ash", Move.WAY, "A way."), ("bo", Move.WAY, None)]
    tries = [(who, Move.TRY, named("ash", 3)) for who in PEOPLE]
    assert [way.words for way in course(posts([*BEGUN, *ways, *tries]), PEOPLE).everybody_would_try] == ["A way."]
    taken_back = [*tries[:2], ("cam", Move.TRY, None)]
    assert course(posts([*BEGUN, *ways, *taken_back]), PEOPLE).everybody_would_try == ()


def test_a_thread_that_is_over_shows_what_opened_and_of_the_rest_the_readers_own_alone() -> None:
    beside = [("ash", Move.SAY, "A word.")]
    ways = [("ash", Move.WAY, "A way."), ("bo", Move.WAY, None), ("bo", Move.TRY, named("ash", 4))]
    for said, by_ash, by_bo in (
        (BEGUN[:1], ["position"], []), (BEGUN[:4], ["position"] * 3 + ["what matters"], ["position"] * 3),
        ([*BEGUN, *ways], [*["position"] * 3, *["what matters"] * 3, "way"], None),
    ):  # fmt: skip
        for reader, moves in (("ash", by_ash), ("bo", by_ash if by_bo is None else by_bo)):
            found = [str(post.move) for post in seen(posts([*beside, *said]), PEOPLE, reader)]
            assert found == ["say", *moves]


def test_a_trial_counts_for_the_words_that_were_read_and_not_for_others_at_their_place() -> None:
    way, tries = ("ash", Move.WAY, "A way."), [(who, Move.TRY, named("ash", 3)) for who in PEOPLE]
    every = posts([*BEGUN, way, *tries])
    assert len(course(every, PEOPLE).everybody_would_try) == 1
    other = [replace(each, words="Another way.") if each.move is Move.WAY else each for each in every]
    assert [way.tried for way in course(other, PEOPLE).ways] == [{}]


def test_a_trial_that_was_taken_back_does_not_count_again_whatever_becomes_of_its_row() -> None:
    every = [*BEGUN, ("ash", Move.WAY, "A way."), *((who, Move.TRY, named("ash", 3)) for who in PEOPLE)]
    back = [*every, ("bo", Move.TRY_BACK, named("ash", 3))]
    assert [set(way.tried) for way in course(posts(back), PEOPLE).ways] == [{"ash", "cam"}]
    again = [*back, ("bo", Move.TRY, named("ash", 3))]
    assert len(course(posts(again), PEOPLE).everybody_would_try) == 1
