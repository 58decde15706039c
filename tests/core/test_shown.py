"""What somebody shows: read as it was made by those it was made for, and nothing of it after any edit."""

from dataclasses import replace

import pytest

from ownaccord.core import shown
from ownaccord.core.errors import Malformed
from ownaccord.core.ledger import Quarantine, SpaceView, Stage
from ownaccord.vault.keyring import Keyring
from tests.core.people import SPACE, counting_entropy

CARDS = {"tells": (("signs", "I go quiet"), ("own", "I hum.")), "words": (("called", "Ash"),)}
entropy = counting_entropy("shown")
ASH, BO, CAM = (Keyring.make(letter * 32, entropy) for letter in "abc")
VIEW = SpaceView(SPACE, 3, {ASH.person: ASH.public, BO.person: BO.public})
KEY = entropy(32)


def made(number: int = 4) -> shown.Shown:
    return shown.make(VIEW, number, CARDS, ASH, KEY, entropy)


def stage(given: shown.Shown, view: SpaceView = VIEW, reader: Keyring = BO, author: Keyring = ASH) -> Stage | None:
    """Where a reader stops; None when they read what was shown."""
    try:
        assert shown.read(view, author.person, given, reader, KEY) == CARDS
    except Quarantine as trouble:
        return trouble.stage
    return None


def test_both_read_what_was_shown_and_it_has_one_size() -> None:
    assert stage(made()) is stage(made(), reader=ASH) is None
    empty = shown.make(VIEW, 1, {}, ASH, KEY, entropy)
    assert len(empty.sealed) == len(made().sealed)
    assert shown.read(VIEW, ASH.person, empty, BO, KEY) == {}


@pytest.mark.parametrize(
    "edit, expected",
    [
        ({"number": 5}, Stage.MAC), ({"number": 3}, Stage.MAC), ({"sealed": b""}, Stage.MAC), ({"macs": {}}, Stage.MAC),
        ({"sealed": made().sealed}, Stage.MAC),
    ],
)  # fmt: skip
def test_an_edited_row_shows_nothing(edit: dict[str, object], expected: Stage) -> None:
    assert stage(replace(made(), **edit)) is expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "view", [replace(VIEW, epoch=4), replace(VIEW, space="6" * 32)], ids=["another epoch", "another space"]
)
def test_what_was_shown_elsewhere_is_not_shown_here(view: SpaceView) -> None:
    assert stage(made(), view) is Stage.MAC


def test_it_is_nobody_elses_and_nobody_else_can_read_it() -> None:
    assert stage(made(), author=BO) is Stage.MAC
    assert stage(made(), author=CAM) is Stage.PLACE
    assert stage(made(), reader=CAM) is Stage.MAC


def test_the_key_of_another_epoch_opens_nothing() -> None:
    with pytest.raises(Quarantine) as trouble:
        shown.read(VIEW, ASH.person, made(), BO, bytes(32))
    assert trouble.value.stage is Stage.STATE


@pytest.mark.parametrize(
    "cards",
    [
        {f"part {number}": () for number in range(21)}, {"x": (("asked", "y" * 20_001),)}, {"x": ((1, "y"),)},
    ],
)  # fmt: skip
def test_too_much_of_it_is_refused(cards: shown.Cards) -> None:
    with pytest.raises(Malformed):
        shown.make(VIEW, 1, cards, ASH, KEY, entropy)


def test_nothing_private_shows_when_it_is_printed() -> None:
    assert "hum" not in repr(made()) and "macs" not in repr(made())
