"""Attack classes on the rows that people share or keep: in each column that holds bytes one bit, another version byte,
a byte less or more, its neighbours' bytes, another person's and another space's. Pages stay calm, and nobody is shown
or permitted anything that they were not before.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from ownaccord.accounts.keys import Unreadable, decode, encode
from tests.databases import ON_SQLITE
from tests.walls.attacks import garbled
from tests.walls.exchanging import columns, write
from tests.walls.full import Full
from tests.walls.scene import undone
from tests.walls.sights import CASES, Case, look

# What bytes mean does not depend on who keeps them; that rows are exchanged in both is in test_attack_classes_columns.
pytestmark = [pytest.mark.django_db, ON_SQLITE]

def changes(here: Full, case: Case, name: str) -> Iterator[tuple[str, bytes]]:
    """Other bytes for this column, by what was done."""
    rows = case.rows(here)
    row = rows.pop("it")
    old = bytes(getattr(row, name) or b"")
    found = {
        "a bit": _bit(name, old or bytes(32)), "version 0": b"\0" + old[1:], "version 2": b"\x02" + old[1:],
        "a byte less": old[:-1], "a byte more": old + b"\0",
    }  # fmt: skip
    found |= {whose: bytes(getattr(each, name) or b"") for whose, each in rows.items()}
    beside = [each for _, each in columns([case.model]) if each != name]
    found |= {f"its {each}": bytes(getattr(row, each) or b"") for each in beside}
    yield from ((how, data) for how, data in found.items() if data != old)


def _bit(name: str, old: bytes) -> bytes:
    """One bit; of what tells each reader who wrote it, where there is one for each."""
    try:
        macs = decode(old) if name == "macs" else None
    except Unreadable:
        macs = None
    return garbled(old) if macs is None else encode({who: garbled(mac) for who, mac in macs.items()})


def every() -> list[Any]:
    return [
        pytest.param(case, name, id=f"{number} {case.name}.{name}")
        for number, case in enumerate(CASES) for _, name in columns([case.model]) if case.tries(name)
    ]  # fmt: skip


@pytest.mark.parametrize(("case", "name"), every())
def test_edited_bytes_show_nobody_anything_and_permit_nothing(here: Full, case: Case, name: str) -> None:
    with undone(*(who for who, _ in here.readers())):
        before = look(here, case)
    unseen = []
    for how, data in changes(here, case, name):
        with undone(*(who for who, _ in here.readers())):
            rows = case.rows(here)
            write(rows["it"], rows.get(how), name, data)
            after = look(here, case)
        assert after.more_than(before, *case.own) == set(), how
        if after == before:
            unseen.append(how)
    assert bool(unseen) == (name in case.unseen), unseen
