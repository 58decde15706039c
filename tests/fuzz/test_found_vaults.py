"""What the fuzzers found in what a vault holds, one test for each: whatever another version left, nothing falls."""

from types import SimpleNamespace
from typing import Any

import pytest

from ownaccord.accounts import remembered, renewal, settings
from ownaccord.accounts.keys import VaultBook
from ownaccord.care import after_memory, follow_up_memory
from ownaccord.consent import about, debriefs, memory, moments, noticed
from ownaccord.core.position import LAST_DATE, Side
from ownaccord.core.record import Quarantine
from ownaccord.core.terms import LATEST
from ownaccord.scenes import aftercare, draft, pocket
from ownaccord.spaces import access, excerpts, showing, together
from tests.vectors.some import ASH, BO, SPACE

ODD: tuple[object, ...] = (None, True, -1, 2**63, "x", b"x", [], [[]], {}, {"x": [7]})
NOW = 10_000


def holding(entry: str, value: object) -> VaultBook:
    book = VaultBook()
    book.put(entry, value)
    return book


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_a_space_opens_whatever_its_owners_vault_holds_of_it_and_takes_no_older_epoch(odd: object) -> None:
    book, entry = VaultBook(), f"space/{SPACE}"
    for name in ("epoch", "names", "label", "list", "joining", "introduced"):
        book.put(f"{entry}/{name}", odd)
    book.put(f"pin/{SPACE}/{BO}", odd)
    book.put(f"shown-by/{SPACE}/{BO}", odd)
    book.put(f"shown/{SPACE}", [odd, {}])

    assert access.floor_in(book, SPACE, 6) == 7
    assert access._pins(book, SPACE) == {BO: b""}
    assert access.names_in(book, SPACE) == access._introduced_in(book, SPACE) == {}
    assert access._listed_in(book, SPACE) == ()
    assert access.label_in(book, SPACE) == (odd if odd == "x" else "")
    assert (showing._seen(book, SPACE, BO), showing._kept(book, SPACE)) == (0, (0, {}))


@pytest.mark.parametrize("odd", [None, "x", [], {}, True], ids=repr)
def test_a_pause_whose_lifting_cannot_be_read_comes_back(odd: object) -> None:
    assert remembered._lifted(holding("settings/lifted/", odd)) == {}


@pytest.mark.parametrize("odd", [None, False, "x", [], {}], ids=repr)
def test_a_day_without_loosening_that_cannot_be_read_ends_a_day_from_a_new_start(odd: object) -> None:
    book = holding("settings/no_loosening_until", odd)

    assert settings.no_loosening_until(book) == LATEST
    assert moments.from_then(LATEST, NOW)
    renewal.bound_quiet_day(book, NOW)
    assert settings.no_loosening_until(book) == NOW + renewal.NO_LOOSENING_AFTER_RECOVERY


def test_nothing_in_place_of_what_permits_less_is_not_as_if_it_were_not_there() -> None:
    look: Any = SimpleNamespace(person=ASH, states={}, space=SimpleNamespace(id=SPACE))
    look.book = holding(f"spent/{SPACE}/tea/give", None)

    assert debriefs.spent_at(look, "tea", Side.GIVE) == LATEST
    assert debriefs.line(holding(debriefs.LINE, None)) == debriefs.MOST_MEASURE
    with pytest.raises(Quarantine):
        memory.heads(holding(f"space/{SPACE}/heads", None), SPACE, 1)


@pytest.mark.parametrize("late", [LAST_DATE + 1, LATEST])
def test_a_moment_that_has_no_date_was_not_kept(late: int) -> None:
    book = VaultBook()
    book.put(f"after/{SPACE}", [[late, [], "It rained."]])
    book.put(f"followup/{SPACE}", [["m", late, 0]])
    book.put(f"noticed/{SPACE}", [[late, "asked", "tea", 0]])
    book.put(f"excerpt/{SPACE}/s", [late, b"", None, "", False, False])

    found = (after_memory.said, follow_up_memory.ends, noticed.moments, excerpts.every)
    assert [each(book, SPACE) for each in found] == [(), (), (), ()]
    assert moments.clock_time(late) == moments.clock_time(LAST_DATE)


@pytest.mark.parametrize("since", [True, -1, None])
def test_what_cannot_be_read_of_noticing_remembers_nothing(since: object) -> None:
    assert not noticed.is_on(holding("settings/noticing", [True, since]))


def test_what_somebody_wrote_about_themselves_is_text_or_texts() -> None:
    odd = {"want": [[]], "contact": [{}], "lasts": 7, "own": "Tea.", "offer": ["warmth"]}
    book = holding("about/aftercare", odd)

    assert about.part(book, "aftercare") == {"own": "Tea.", "offer": ["warmth"]}
    assert aftercare._own(book).offers == {"warmth"}
    assert aftercare._own_words(book)["contact"] == ""


def test_lines_at_hand_are_written_in_one_way_only() -> None:
    assert pocket.lines(holding("pocket", [{"0a" * 4: 1, "more words": 2}])) == ()


def test_an_arrangement_of_nobody_is_in_no_draft() -> None:
    assert draft.kept(holding(f"space/{SPACE}/draft", [[[7, []]], None, None, None]), SPACE) == draft.Draft()


@pytest.mark.parametrize("odd", [False, -1, LATEST], ids=repr)
def test_a_reading_without_a_day_was_none(odd: object) -> None:
    assert together.day_of_reading(holding(f"together-read/{SPACE}", [odd, {}]), SPACE) == 0
