"""What breaks and comes back: networks, readers who do not read, servers that end and start again."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live.conftest import Seeded, Town, moved_in
from tests.live.proxy import Proxy
from tests.live.wire import PATIENCE, Ear, jar


@pytest.fixture
def proxy(town: Town) -> Iterator[Proxy]:
    """A bad network before the house."""
    with Proxy(town.port) as between:
        yield between
        town.deaf()


def test_what_is_delayed_arrives_late_and_once(town: Town, proxy: Proxy) -> None:
    far, near = town.hears("bo", port=proxy.port), town.hears("bo")
    far.event()
    proxy.hold()
    pressed = [town.presses("ash") for _ in range(3)]
    newest = max(near.next().said["revision"] for _ in pressed)  # type: ignore[union-attr]
    proxy.flow()

    heard = 0
    while heard < newest:
        heard, before = far.next().said["revision"], heard  # type: ignore[union-attr]
        assert heard > before
    assert (heard, far.beats()) == (newest, ["beat", "beat"])


def test_whoever_was_cut_off_comes_back_and_misses_nothing(town: Town, proxy: Proxy) -> None:
    bo = town.hears("bo", port=proxy.port)
    bo.event()
    proxy.cut()
    assert bo.next() is None
    assert town.presses("ash") == 204
    back = town.listens("bo", port=proxy.port, last=bo.id)

    assert back.next().kind == "look"  # type: ignore[union-attr]
    town.heard_again(back, "ash")


def test_a_red_that_arrives_twice_is_a_red(town: Town, proxy: Proxy) -> None:
    bo = town.hears("bo")
    proxy.say_twice()
    assert town.presses("ash", port=proxy.port) == 204

    first = bo.next()
    assert first is not None and first.said["kind"] == "signal"
    # Heard as two or, when both were stored before anybody could be told, as one.
    assert town.heard_again(bo, "ash") > first.said["revision"]


def reader_who_does_not_read(town: Town, name: str) -> socket.socket:
    link = socket.socket()
    link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
    link.settimeout(PATIENCE)
    link.connect(("127.0.0.1", town.port))
    lines = ["GET /live HTTP/1.1", "Host: localhost", f"Cookie: {jar(town.cookies(name))}", "", ""]
    link.sendall("\r\n".join(lines).encode())
    return link


def test_a_reader_who_does_not_read_holds_up_nobody(town: Town) -> None:
    frozen = [reader_who_does_not_read(town, "bo") for _ in range(5)]
    bo = town.hears("bo")
    for _ in range(20):
        town.heard_again(bo, "ash")
    for link in frozen:
        link.close()


def test_a_server_ends_cleanly_under_fifty_streams_and_everybody_comes_back(seeded: Seeded, tmp_path: Path) -> None:
    town = Town(seeded.said, [moved_in(seeded, tmp_path)])
    (house,) = town.houses
    house.start()
    ears = [town.hears(name) for name in ("ash", "bo", "cam") for _ in range(17)]
    frozen = reader_who_does_not_read(town, "ash")
    assert town.presses("ash") == 204
    assert all(ear.status == 200 and ear.next() for ear in ears[:34])

    assert house.stop() in (0, -15)
    assert [ear.next() for ear in ears] == [None] * 51
    frozen.close()
    assert "ERROR" not in house.output.read_text()

    house.start()
    back = [Ear(house.port, town.cookies(name), last=ears[at].id) for name, at in (("ash", 0), ("bo", 17), ("cam", 34))]
    # Those who heard everything are told nothing again; Cam's space has seen no change.
    assert [ear.beats() for ear in back] == [["beat", "beat"]] * 3
    assert town.presses("bo") == 204
    assert [ear.next().said["kind"] for ear in back[:2]] == ["signal"] * 2  # type: ignore[union-attr]
    house.stop()
