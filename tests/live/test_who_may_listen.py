"""Who may listen: the ladder at `/live` and `/live/now`, which stand beside the addresses of the access matrix."""

import json

import pytest

from tests.live.conftest import Town
from tests.live.wire import ask

HEARS = {"ash": ["ash and bo", "ash and cam"], "bo": ["ash and bo"], "cam": ["ash and cam"]}
NOTHING = b"There is nothing to listen to here.\n"


@pytest.mark.parametrize("locked", [False, True])
@pytest.mark.parametrize("name", ["ash", "bo", "cam", "noor", "sky", "drew"])
def test_unlocked_members_hear_their_own_spaces_and_everybody_else_finds_nothing(
    town: Town, name: str, locked: bool
) -> None:
    there = name in HEARS and not locked
    cookies = town.cookies(name, locked=locked)
    ear = town.listens(name, locked=locked)
    status, body, _ = ask(town.port, "GET", "/live/now", cookies)

    assert (ear.status, status) == ((200, 200) if there else (404, 404))
    if there:
        assert len(json.loads(body)["looks"]) == len(HEARS[name])
        assert ear.beats(1) == ["beat"]
    else:
        assert (ear.body(), body) == (NOTHING, NOTHING)
