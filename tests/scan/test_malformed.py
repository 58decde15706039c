"""A share of the malformed requests in every test run, and that their judge notices what it is there to notice."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import resolve

from ownaccord.lib.headers import FIXED
from tests.scan import addresses, bending, crawling, malformed
from tests.scan.request import Request, plain
from tests.scan.standing import KEPT, OWN, SENT, Standing, standing
from tests.scan.wire import Answer, send, statuses

SHARE = 300
ASKED = Request(b"GET", b"/", ())


@pytest.fixture(scope="module")
def here() -> Iterator[Standing]:
    """One house for all of them."""
    with standing() as house:
        yield house


def fallen(answer: Answer, who: str = "stranger") -> list[str]:
    tried = malformed.Tried(seed=0)
    malformed.judge(tried, who, bending.half, ASKED, answer)
    return [each.partition(": ")[0] for each in tried.fell]


def test_three_hundred_malformed_requests_bring_no_server_error(here: Standing) -> None:
    tried = malformed.against(here, SHARE)

    assert tried.fell == [], tried.line()
    assert sum(tried.bends.values()) == SHARE
    # The requests reached pages, doors and forms, not one refusal at the front door for all of them.
    assert {"200", "303", "400", "404", "405"} <= set(tried.statuses), tried.line()


def test_what_is_no_request_is_answered_in_words_with_the_headers(here: Standing) -> None:
    answer = send(here.port, Request(b"", b"", (), raw=b"GET / HTTP/9.9\r\nno\r\n\r\n", whole=False))
    head, _, words = answer.data.partition(b"\r\n\r\n")
    headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])

    assert answer.statuses == (400,)
    assert {name: headers[name] for name in FIXED} == FIXED
    assert (headers["Cache-Control"], headers["Content-Security-Policy"]) == ("no-store", "default-src 'none'")
    assert words == b"What arrived could not be read. Nothing was changed.\n"


def test_too_much_without_a_length_is_answered_in_words(here: Standing) -> None:
    request = plain(f"localhost:{here.port}", "/sign-in/", "", {}).without(b"Content-Length")
    request = request.also((b"Transfer-Encoding", b"chunked"))
    piece = b"10000\r\n" + b"a" * 0x10000 + b"\r\n"
    answer = send(here.port, Request(request.method, request.target, request.headers, piece * 17 + b"0\r\n\r\n"))

    assert answer.statuses == (413,)


def test_the_judge_notices_an_error_a_trace_a_secret_a_way_out_and_silence() -> None:
    head = b"HTTP/1.1 200 OK\r\n\r\n"

    assert fallen(Answer((200,), head + b"<p>calm</p>")) == []
    assert fallen(Answer((500,), b"HTTP/1.1 500 X\r\n\r\n")) == ["status 500"]
    assert fallen(Answer((200,), head + b"Traceback (most")) == ["trace Traceback"]
    assert fallen(Answer((200,), head + KEPT.encode())) == ["something private"]
    assert fallen(Answer((200,), head + KEPT.encode()), "unlocked") == []
    assert fallen(Answer((303,), b"HTTP/1.1 303 X\r\nLocation: /unlock/\r\n\r\n")) == []
    for out in (b"https://elsewhere.example/", b"//elsewhere.example", b"/\\elsewhere.example"):
        assert fallen(Answer((303,), b"HTTP/1.1 303 X\r\nlocation: " + out + b"\r\n\r\n")) == ["a way out of the house"]
    assert fallen(Answer((), b"", hung=True)) == ["no answer and no end"]


def test_the_log_may_say_that_something_could_not_be_read_and_no_more() -> None:
    quiet = "2026-11-25 12:41:23,925 ERROR POST 400 TooManyFieldsSent"
    begun = "Own Accord is at http://localhost:1/"
    bad = [
        "2026-11-25 12:41:23,925 ERROR POST 500 LookupError",
        "2026-11-25 12:41:23,925 ERROR",
        f"2026-11-25 12:41:23,925 ERROR POST 400 {SENT}",
        "Traceback (most recent call last):",
        KEPT,
    ]

    assert malformed.loud("\n".join([begun, quiet, "", *bad])) == bad


def test_every_answer_of_a_pipeline_is_counted() -> None:
    first = b"HTTP/1.1 303 See Other\r\ncontent-length: 5\r\n\r\nwords"

    assert statuses(first) == (303,)
    assert statuses(first + b"HTTP/1.1 500 X\r\n\r\n" + first) == (303, 500, 303)


def test_what_ends_a_visit_is_an_address_of_the_house() -> None:
    every = {each.name for each in addresses.every("0" * 32)}

    assert every >= addresses.ENDINGS
    beside = {each.name for each in addresses.live()}
    assert {each.name for each in addresses.visited("0" * 32, "unlocked")} == every - addresses.ENDINGS | beside
    assert {each.name for each in addresses.visited("0" * 32, "stranger")} == every | beside | {"live"}
    assert addresses.visited("0" * 32, "locked", hangs_up=True)[-1] == addresses.STREAM


def test_a_crawl_that_misses_a_room_says_so() -> None:
    addresses.ready()
    views = [resolve(path.format(space="0" * 32)).func.__module__ for path in crawling.INNER if path != "/live/now"]
    rooms = {name for name in settings.INSTALLED_APPS if name.startswith("ownaccord.")}
    assert {".".join(name.split(".")[:2]) for name in views} == rooms | {"ownaccord.web"}


def test_what_is_live_is_asked_as_django_is_and_a_stream_is_left(here: Standing) -> None:
    asked = {each.path for each in addresses.live()}
    assert {"/live/now", "/live/red", "/live/nothing"} < asked
    answers = {
        who: send(here.port, plain(f"localhost:{here.port}", addresses.STREAM.path, here.cookies(who)))
        for who in ("stranger", "locked", "unlocked")
    }
    assert {who: (each.statuses, each.hung) for who, each in answers.items()} == {
        "stranger": ((404,), False), "locked": ((404,), False), "unlocked": ((200,), False),
    }  # fmt: skip


def test_bo_stands_before_no_door_of_their_own_pages_however_long_a_scan_takes(here: Standing) -> None:
    here.stays_unlocked()
    first = dict(here.browsers["unlocked"].cookies)
    here.house.advance(hours=5 / 60)
    here.browsers["unlocked"].cookies = first
    assert here.is_unlocked(OWN)
