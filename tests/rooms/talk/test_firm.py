"""What is not for compromise: nothing that somebody marked goes unseen to make room."""

import pytest

from ownaccord.accounts.keys import VaultBook
from ownaccord.core.errors import Refused
from ownaccord.talk import firm
from ownaccord.talk.words import SAID
from tests.databases import ON_SQLITE
from tests.people import Cast
from tests.rooms.consent.shared import words_of


def test_one_more_than_there_is_room_for_is_refused_and_none_is_lost() -> None:
    book, every = VaultBook(), tuple(f"line {number}" for number in range(firm.MOST))
    for line in every:
        firm._change(book, 1, line, firm=True)
    with pytest.raises(Refused):
        firm._change(book, 1, "one more", firm=True)
    assert firm.lines(book) == every
    firm._change(book, 1, every[0], firm=True)
    firm._change(book, 1, every[0], firm=False)
    firm._change(book, 1, "one more", firm=True)
    assert firm.lines(book) == (*every[1:], "one more")


@ON_SQLITE
def test_that_there_is_no_room_is_said_in_words(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(firm, "MOST", 0)
    answer = cast.ash.browser.post("/me/firm/", {"line": "overnight"})
    assert (answer.status_code, words_of(answer).count(str(SAID["firm-full"]))) == (422, 2)
