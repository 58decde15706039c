"""What is heard in one house: pokes of one's own spaces, after they are stored, with nothing in them."""

import json
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest

from ownaccord.lib.headers import FIXED
from tests.live.conftest import Town, wait_for
from tests.live.wire import ask


def now(town: Town, name: str, since: str = "") -> tuple[int, Mapping[str, object]]:
    status, body, _ = ask(town.port, "GET", f"/live/now?since={since}", town.cookies(name))
    return status, json.loads(body) if body else {}


def test_a_red_is_heard_by_both_members_and_by_nobody_else(town: Town) -> None:
    ash, bo, cam = (town.hears(name) for name in ("ash", "bo", "cam"))
    assert town.presses("bo") == 204

    found = [ear.next() for ear in (ash, bo)]
    assert [(each.kind, each.said["kind"], sorted(each.said)) for each in found if each] == [
        ("look", "signal", ["kind", "mark", "revision"])
    ] * 2
    # Their own comes next: nothing of the other space came before it.
    assert town.presses("ash", "ash and cam") == 204
    (own,) = now(town, "cam")[1]["looks"]  # type: ignore[misc]
    assert cam.next().said == {**own, "kind": "signal"}  # type: ignore[union-attr]


def test_what_is_heard_holds_no_name_and_no_id_of_anybody_or_of_a_space(town: Town) -> None:
    ash, bo = town.hears("ash"), town.hears("bo")
    town.presses("bo")
    said = [each for each in (ash.next(), bo.next()) if each is not None]

    marks = [each.said["mark"] for each in said]
    assert [bool(re.fullmatch("[0-9a-f]{16}", mark)) for mark in marks] == [True, True]
    assert marks[0] != marks[1]
    known = [*town.said["spaces"].values(), *town.said["ids"].values(), *town.said["spaces"]]
    assert [one for one in known for each in said if one in each.data + each.id] == []


def test_proxies_and_browsers_are_told_to_keep_and_change_nothing(town: Town) -> None:
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
        pressed = others.submit(town.presses, "ash", word="held")
        wait_for(go.with_suffix(".written").exists)
        # Written, told and not stored: only beats come, and asking finds nothing.
        assert bo.beats(3) == ["beat"] * 3
        assert now(town, "bo", bo.id) == (204, {})
        go.touch()
        found = bo.next()
        assert pressed.result() == 204
    assert found is not None and found.said["kind"] == "signal"


def test_what_did_not_come_to_be_is_heard_by_nobody(town: Town) -> None:
    bo = town.hears("bo")
    before = now(town, "bo")[1]["looks"][0]["revision"]  # type: ignore[index]
    assert (town.presses("ash", word="broken"), town.presses("ash")) == (500, 204)

    assert bo.next().said["revision"] == before + 1  # type: ignore[union-attr]


def test_whoever_comes_back_is_told_to_look_only_if_something_is_newer(town: Town) -> None:
    bo = town.hears("bo")
    bo.event()
    word = bo.id
    bo.close()
    quiet = town.listens("bo", last=word)
    assert quiet.beats(3) == ["beat"] * 3

    town.presses("ash")
    town.presses("ash")
    missed = town.listens("bo", last=word).next()
    assert missed is not None
    assert (missed.said["kind"], missed.id != word) == ("look", True)
    # What the browser says it was told counts before what the page knew.
    assert town.listens("bo", last=missed.id, since=word).beats(2) == ["beat"] * 2


def test_whoever_comes_without_a_word_is_told_to_look_once_a_space(town: Town) -> None:
    assert town.listens("ash").beats(3) == ["beat", "look", "look", "beat", "beat"]


def test_asking_now_and_then_tells_the_same(town: Town) -> None:
    status, said = now(town, "bo")
    assert (status, sorted(said)) == (200, ["looks", "state"])
    assert now(town, "bo", str(said["state"])) == (204, {})

    town.presses("bo")
    heard = town.listens("bo").next()
    status, newer = now(town, "bo", str(said["state"]))
    assert (status, newer["looks"], newer["state"]) == (200, [heard.said], heard.id)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "locked", "space"),
    [
        ("drew", False, "ash and bo"), ("bo", True, "ash and bo"), ("cam", False, "ash and bo"),
        ("sky", False, "ash and sky"),
    ],
)  # fmt: skip
def test_whoever_may_not_press_is_told_what_a_stranger_is_told(town: Town, name: str, locked: bool, space: str) -> None:
    before = now(town, "ash")
    sent = {"space": town.space(space)}
    status, body, _ = ask(town.port, "POST", "/live/red", town.cookies(name, locked=locked), sent)

    assert (status, body) == (404, b"There is nothing to listen to here.\n")
    assert now(town, "ash") == before


def test_a_form_without_a_script_is_led_on_after_it_is_stored(town: Town) -> None:
    sent = {"space": town.space(), "to": "/pause/"}
    status, _, headers = ask(town.port, "POST", "/live/red", town.cookies("bo"), sent)

    assert (status, headers["Location"]) == (303, "/pause/")


@pytest.mark.parametrize(
    ("method", "path", "status", "allow"),
    [
        ("POST", "/live", 405, "GET"), ("HEAD", "/live", 405, "GET"), ("POST", "/live/now", 405, "GET"),
        ("GET", "/live/red", 405, "POST"), ("POST", "/live/green", 404, None), ("GET", "/live/", 404, None),
        ("GET", "/livestock", 404, None),
    ],
)  # fmt: skip
def test_an_address_knows_its_method_alone(town: Town, method: str, path: str, status: int, allow: str | None) -> None:
    found, _, headers = ask(town.port, method, path, town.cookies("bo"), {} if method == "POST" else None)

    assert (found, headers["Allow"], headers["Cache-Control"]) == (status, allow, "no-store")


def test_more_streams_than_anybody_needs_are_refused_calmly_and_only_to_whoever_has_them(town: Town) -> None:
    ears = [town.listens("bo") for _ in range(20)]
    refused = town.listens("bo")
    assert (refused.status, refused.headers["Retry-After"]) == (429, "30")
    assert [town.listens("bo", spare=1).status for _ in range(3)] == [200, 200, 429]
    assert (town.listens("ash").status, now(town, "bo")[0]) == (200, 200)

    ears[0].close()
    wait_for(lambda: town.listens("bo").status == 200)


@pytest.mark.parametrize(("path", "spare"), [("/exit/", 1), ("/sign-out/", 2)])
def test_whoever_goes_hears_that_it_is_over_and_their_other_browser_listens_on(
    town: Town, path: str, spare: int
) -> None:
    here, there = town.hears("bo", spare=spare), town.hears("bo")
    cookies = {**town.cookies("bo", spare=spare), "csrftoken": "t" * 32}
    assert ask(town.port, "POST", path, cookies, {"csrfmiddlewaretoken": "t" * 32})[0] == 303
    town.presses("ash")

    assert [each and each.kind for each in (here.next(), here.next())] == ["over", None]
    assert there.next().kind == "look"  # type: ignore[union-attr]


def test_when_a_space_ends_its_streams_do_and_other_spaces_are_heard_on(town: Town) -> None:
    ash, bo = town.hears("ash"), town.hears("bo")
    town.write("UPDATE spaces_space SET ended = 1 WHERE id = ?", town.space())
    try:
        assert [each and each.kind for each in (bo.next(), bo.next())] == ["over", None]
        assert town.presses("cam", "ash and cam") == 204
        before = ash.next()
        assert (town.presses("ash"), town.presses("cam", "ash and cam")) == (404, 204)
        assert before is not None and ash.next().said["mark"] == before.said["mark"]  # type: ignore[union-attr]
    finally:
        town.write("UPDATE spaces_space SET ended = 0 WHERE id = ?", town.space())


def test_under_another_name_or_from_afar_without_encryption_nobody_is_known(town: Town) -> None:
    found = [
        ask(town.port, "GET", "/live/now", town.cookies("bo"), host=host)[0] for host in ("evil.example", "10.0.0.7")
    ]

    assert found == [404, 404]
