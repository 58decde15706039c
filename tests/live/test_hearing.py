"""What is heard on one house: pokes of one's own spaces, after they are stored, with nothing in them."""

import json
import re

import pytest

from ownaccord.lib.headers import FIXED
from tests.load.wire import ask as wire_ask
from tests.load.wire import request as wire_request
from tests.live.conftest import Town
from tests.live.wire import ask


def test_a_red_is_heard_by_both_members_and_by_nobody_else(town: Town) -> None:
    ash, bo, cam = (town.hears(name) for name in ("ash", "bo", "cam"))
    assert town.presses("bo") == 204

    for ear in (ash, bo):
        found = ear.next()
        assert found is not None
        assert (found.kind, found.said["kind"], sorted(found.said)) == ("look", "signal", ["kind", "mark", "revision"])
    assert town.presses("ash", "ash and cam") == 204
    assert cam.next().said["revision"] == 1  # type: ignore[union-attr]


def test_what_is_heard_holds_no_name_and_no_id_of_anybody_or_of_a_space(town: Town) -> None:
    ash, bo = town.hears("ash"), town.hears("bo")
    town.presses("bo")
    said = [ear.next() for ear in (ash, bo)]

    marks = [each.said["mark"] for each in said if each is not None]
    assert [bool(re.fullmatch("[0-9a-f]{16}", mark)) for mark in marks] == [True, True]
    assert marks[0] != marks[1]
    known = [*town.said["spaces"].values(), *town.said["ids"].values(), *town.said["spaces"]]
    assert [one for one in known for each in said if each is not None and one in each.data + each.id] == []


def test_a_stream_is_told_to_proxies_and_browsers_as_one_that_is_never_kept(town: Town) -> None:
    headers = town.listens("bo").headers

    named = {
        "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store, no-transform",
        "x-accel-buffering": "no", "content-security-policy": "default-src 'none'",
    }  # fmt: skip
    assert {name: headers[name] for name in named} == named
    assert {name: headers[name] for name in FIXED} == FIXED


def test_nothing_is_heard_before_it_is_stored(town: Town) -> None:
    go = town.houses[0].data.parent / "go"
    bo = town.hears("bo")
    with ThreadPoolExecutor() as others:
        pressed = others.submit(town.presses, "ash", "ash and bo", 0, "held")
        wait_for(go.with_suffix(".written"))
        # It is written, told and not stored: only beats come, and asking finds nothing.
        assert bo.beats(3) == ["beat"] * 3
        assert ask(town.port, "GET", f"/live/now?since={bo.id}", town.cookies("bo"))[0] == 204
        go.touch()
        found = bo.next()
        assert pressed.result() == 204
    assert found is not None and found.said["kind"] == "signal"


def test_what_did_not_come_to_be_is_heard_by_nobody(town: Town) -> None:
    bo = town.hears("bo")
    before = json.loads(ask(town.port, "GET", "/live/now", town.cookies("bo"))[1])["looks"][0]["revision"]
    with pytest.raises(OSError):
        town.presses("ash", word="broken")
    assert town.presses("ash") == 204

    assert bo.next().said["revision"] == before + 1  # type: ignore[union-attr]
