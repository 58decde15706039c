"""What a carrying device holds, and the steps of a scene: each opens at its place, and nothing opens anywhere else."""

from dataclasses import replace

import pytest

from ownaccord.core import carrying, tabling
from ownaccord.core.carrying import Bare, Copy, Stored
from ownaccord.core.errors import Forged, Malformed
from ownaccord.core.ledger import SpaceView
from ownaccord.core.scene import Happened, Phase, Step, after
from ownaccord.vault.canonical import decode, encode
from ownaccord.vault.keyring import Keyring
from ownaccord.vault.sealing import pad, seal
from tests.core.people import SPACE, counting_entropy
from tests.fuzz.carried import KEY, OUTLINE, PLAN, SECRET
from tests.vectors.some import ASH, BO

entropy = counting_entropy("carrying")
BARE = Bare(KEY, OUTLINE, 1, 9000)
COPY = Copy(
    PLAN, ((ASH, "Ash"), (BO, "Bo")), ("neck",), (("Ash", ("quiet",)),), (("Massage", "Ash gives"),), ("Stop.",)
)  # fmt: skip
T = 5000


def stored(*happened: Happened) -> list[Stored]:
    """A start and these steps."""
    start = carrying.seal_start(KEY, OUTLINE, T, entropy)
    return [start, *(carrying.seal_step(KEY, OUTLINE, n, each, entropy) for n, each in enumerate(happened, start=1))]


def test_what_a_pass_opens_is_what_was_put_into_it_and_another_pass_opens_nothing() -> None:
    bare, copy = carrying.seal_bare(SECRET, BARE, entropy), carrying.seal_copy(SECRET, COPY, entropy)
    assert (carrying.open_bare(SECRET, bare), carrying.open_copy(SECRET, copy)) == (BARE, COPY)
    for opens, sealed in ((carrying.open_bare, copy), (carrying.open_copy, bare), (carrying.open_copy, b"")):
        with pytest.raises(Malformed):
            opens(SECRET, sealed)
    with pytest.raises(Malformed):
        carrying.open_bare(entropy(32), bare)


@pytest.mark.parametrize("limits", [(), ("x" * 100,) * 140, ("x" * 100,) * 155])
def test_what_somebody_has_at_hand_makes_a_stored_copy_no_longer(limits: tuple[str, ...]) -> None:
    """The last of the three has room for none of it."""
    at_hand = tuple(f"{number}{'é' * 279}" for number in range(20))
    without, with_it = (replace(COPY, limits=limits, pocket=each) for each in ((), at_hand))
    sealed = carrying.seal_copy(SECRET, with_it, entropy)
    assert len(sealed) == len(carrying.seal_copy(SECRET, without, entropy))
    shown = carrying.open_copy(SECRET, sealed)
    assert replace(shown, pocket=()) == without
    assert shown.pocket == at_hand[: len(shown.pocket)]
    assert len(shown.pocket) == {0: 20, 140: 2, 155: 0}[len(limits)]
    assert carrying.fitted(with_it) == shown


def test_a_copy_from_before_there_were_words_at_hand_shows_nothing_and_takes_no_signal_away() -> None:
    fields = decode(carrying._copy_plain(COPY))
    sealed = seal(carrying._pass_key(SECRET), carrying._COPY, pad(encode([1, *fields[1:-1]]), carrying.FLOOR), entropy)
    with pytest.raises(Malformed):
        carrying.open_copy(SECRET, sealed)


def test_a_pass_from_before_it_said_until_when_it_waits_still_carries_and_waits_for_nothing() -> None:
    plain = carrying._bare_plain(BARE, carrying.VERSION)
    old = carrying.open_bare(SECRET, sealed_bare(plain))
    assert old == replace(BARE, until=0)
    assert not any(old.counts(now) for now in (0, 1, BARE.until - 1, BARE.until))


def test_a_pass_waits_for_two_hours_before_its_moment_and_with_the_clock_set_back_for_nothing() -> None:
    first = BARE.until - carrying.COUNTS
    assert [BARE.counts(now) for now in (first - 1, first, BARE.until - 1, BARE.until)] == [False, True, True, False]


@pytest.mark.parametrize("version", [0, 3, True, None])
def test_a_pass_of_another_version_opens_nothing(version: object) -> None:
    for rest in (decode(carrying._bare_plain(BARE))[1:], decode(carrying._bare_plain(BARE, carrying.VERSION))[1:]):
        with pytest.raises(Malformed):
            carrying.open_bare(SECRET, sealed_bare(encode([version, *rest])))


def sealed_bare(plain: bytes) -> bytes:
    """These bytes, sealed as a pass seals them."""
    return seal(carrying._pass_key(SECRET), carrying._BARE, pad(plain, carrying.BARE_FLOOR), entropy)


def test_steps_are_read_in_their_order_and_a_scene_is_made_of_them() -> None:
    steps = (Happened(Step.GREEN, T + 1, 0, 1), Happened(Step.RED, T + 2, 1, 1), Happened(Step.DRAWN, T + 3, 0, 0, 2))
    started, read = carrying.read_steps(KEY, OUTLINE, stored(*steps))
    assert (started, read) == (T, steps)
    live = OUTLINE.begun(T)
    for each in read:
        live = after(live, each)
    assert (live.phase, live.by, live.unacknowledged) == (Phase.RED, {OUTLINE.carrying[1][0]}, {1})


def test_before_the_start_there_are_no_steps() -> None:
    assert carrying.read_steps(KEY, OUTLINE, []) == (None, ())


def test_what_was_stored_without_a_key_counts_from_the_step_before_it() -> None:
    rows = [*stored(Happened(Step.YELLOW, T + 9, 0, 1)), Stored(2, b"", "pause")]
    assert carrying.read_steps(KEY, OUTLINE, rows)[1][-1] == Happened(Step.PAUSE, T + 9)


@pytest.mark.parametrize(
    "edit", ["left out", "exchanged", "again", "another scene", "changed", "an unknown word", "first"]
)
def test_steps_that_do_not_fit_their_places_are_not_read(edit: str) -> None:
    rows = stored(
        Happened(Step.GREEN, T + 1, 0, 1), Happened(Step.YELLOW, T + 2, 0, 2), Happened(Step.RED, T + 3, 0, 3)
    )
    other = replace(OUTLINE, mark=bytes(16))
    edited = {
        "left out": [rows[0], rows[1], *(replace(row, number=row.number - 1) for row in rows[3:])],
        "exchanged": [rows[0], replace(rows[2], number=1), replace(rows[1], number=2), rows[3]],
        "again": [*rows, replace(rows[1], number=4)],
        "another scene": [*rows[:3], carrying.seal_step(KEY, other, 3, Happened(Step.GREEN, T + 3, 0, 3), entropy)],
        "changed": [*rows[:3], replace(rows[3], sealed=rows[3].sealed[:-1] + b"\0")],
        "an unknown word": [*rows, Stored(4, b"", "green")],
        "first": [Stored(0, b"", "pause"), *rows[1:]],
    }[edit]
    with pytest.raises(Malformed):
        carrying.read_steps(KEY, OUTLINE, edited)


def test_a_rehearsal_has_a_key_and_an_end_of_its_own() -> None:
    drill = carrying.drill_of(PLAN, bytes(16))
    assert drill.is_drill and not OUTLINE.is_drill
    assert drill.begun(T).over_at == T + carrying.DRILL_LASTS < OUTLINE.begun(T).over_at
    keys = {carrying.drill_key(bytes(32), PLAN, bytes(16)), carrying.drill_key(bytes(32), PLAN, bytes([1] * 16))}
    assert len({*keys, carrying.scene_key(bytes(32), PLAN.digest)}) == 3


def test_a_plan_on_the_table_is_read_by_those_it_is_for_and_by_nobody_after_an_edit() -> None:
    ash, bo, cam = (Keyring.make(letter * 32, entropy) for letter in "abc")
    view = SpaceView(SPACE, 1, {ash.person: ash.public, bo.person: bo.public})
    lines = tuple(
        replace(line, sides=tuple(zip(sorted(view.members), dict(line.sides).values(), strict=True)))
        for line in PLAN.lines
    )
    plan = replace(
        PLAN, space=SPACE, members=tuple(sorted(view.members)), lines=lines, carrying=((ash.person,), (bo.person,))
    )
    key = entropy(32)
    put = tabling.made(plan, view, ash, key, entropy)
    assert tabling.read(put, ash.person, view, bo, key) == plan
    elsewhere = tabling.made(replace(plan, epoch=2), view, ash, key, entropy)
    edits = [
        (replace(put, body=put.body[:-1] + bytes([put.body[-1] ^ 1])), ash, view, bo, key),
        (replace(put, macs={}), ash, view, bo, key),
        (put, bo, view, bo, key), (put, cam, view, bo, key), (put, ash, replace(view, epoch=2), bo, key),
        (put, ash, view, bo, entropy(32)), (elsewhere, ash, view, bo, key),
    ]  # fmt: skip
    for tabled, author, seen, reader, opened in edits:
        with pytest.raises(Forged):
            tabling.read(tabled, author.person, seen, reader, opened)
