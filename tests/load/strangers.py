"""`python -m tests.load.strangers PORT SECONDS COUNT KIND...`: many who know nobody, each as fast as it is answered.

A process of its own, so that whoever is measured does not share its turn; and a nice one, as their computers are not
this one. Each stranger has an address of their own on the loopback, or the one after `@` in KIND. Prints how often each
kind got each answer. They go when their time is over, or when what is piped in ends.
"""

import asyncio
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import cycle

from ownaccord.accounts.cookies import written
from ownaccord.accounts.keys import to_words
from ownaccord.lib.words import wordlist
from tests.load.wire import request

Made = Callable[[int], bytes]
DRIP = 0.5
ARRIVING = 2.0
HERE = b"here\n"


def sign_in(port: int) -> bytes:
    """A name that nobody has, in a browser that nobody knows: every time one stretching."""
    return request("/sign-in/", device(), {"name": os.urandom(6).hex(), "secret": "something somebody guessed"}, port)


def stop(port: int) -> bytes:
    """A stop code that is well-formed and nobody's."""
    return request("/stop/", {}, {"words": words()}, port)


def recover(port: int) -> bytes:
    """A recovery code that is well-formed and nobody's."""
    from ownaccord.vault.recovery import new_recovery_code

    form = {"name": os.urandom(6).hex(), "code": new_recovery_code(os.urandom), "browser": "shared"}
    return request("/recover/", device(), form, port)


def join(port: int) -> bytes:
    """Words that open no invitation."""
    return request("/join/", {}, {"words": words()}, port)


def new_device(port: int) -> bytes:
    """Words for a new device that nobody was given: one stretching."""
    return request("/new-device/", device(), {"words": words(), "passphrase": "something somebody guessed"}, port)


def pause(port: int) -> bytes:
    """A pause with a sign-in that does not exist."""
    return request("/pause/", {"oa_signin": written(os.urandom(32))}, {}, port)


def leave_now(port: int) -> bytes:
    """An Exit now with four sign-ins that do not exist."""
    return request("/exit/", {"oa_signin": written(os.urandom(128))}, {}, port)


def page(port: int) -> bytes:
    """The page that everybody may read."""
    return request("/help/", {}, None, port)


def huge(port: int) -> bytes:
    """More than a page can send, said beforehand."""
    return request("/sign-in/", {}, {"name": "a" * 2_000_000, "secret": "b"}, port)


def full(port: int) -> bytes:
    """As much as a page can send, in as many fields as it may have."""
    fields = {f"f{number:04d}": "a" * 480 for number in range(1990)}
    return request("/stop/", {}, fields, port)


def words() -> str:
    """Eleven words with the right checksum."""
    return " ".join(to_words(os.urandom(16), wordlist()))


def device() -> dict[str, str]:
    """The cookie of a browser that was never here."""
    return {"oa_device": written(os.urandom(32))}


KINDS: dict[str, Made] = {
    made.__name__: made for made in (sign_in, stop, recover, join, new_device, pause, leave_now, page, huge, full)
}
HOLDING = ("half", "silent", "drip")


async def stranger(number: int, kind: str, port: int, until: float, said: Counter[str]) -> None:
    """Ask again and again; or hold a connection, with nothing sent, with half a form, or a byte now and then."""
    while time.monotonic() < until:
        try:
            answer = await one(number, kind, port, until)
        except (OSError, TimeoutError, EOFError):
            answer = "broken off"
        said[f"{kind} {answer}"] += 1
        if answer == "broken off":
            await asyncio.sleep(0.2)


async def one(number: int, kind: str, port: int, until: float) -> str:
    """One connection; the status that came back."""
    kind, _, where = kind.partition("@")
    address = where or f"127.{1 + number // 200}.0.{1 + number % 200}"
    reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(address, 0))
    try:
        if kind in HOLDING:
            await hold(kind, writer, port, until)
            return "held"
        writer.write(KINDS[kind](port))
        await writer.drain()
        # Not longer than they are here: who still stands in line then goes away.
        answer = await asyncio.wait_for(reader.read(-1), max(0.1, until - time.monotonic()))
        return answer[9:12].decode() or "nothing"
    finally:
        writer.close()


async def hold(kind: str, writer: asyncio.StreamWriter, port: int, until: float) -> None:
    """Keep the connection, and whoever reads from it, waiting until the end."""
    sent = {"half": stop(port)[:-20], "drip": stop(port), "silent": b""}[kind]
    pieces: Iterator[bytes] = iter([sent]) if kind == "half" else (sent[at : at + 1] for at in range(len(sent)))
    for piece in pieces:
        writer.write(piece)
        await writer.drain()
        if kind == "drip" and time.monotonic() < until:
            await asyncio.sleep(DRIP)
    await asyncio.sleep(max(0.0, until - time.monotonic()))


async def crowd(port: int, seconds: float, how_many: int, kinds: list[str]) -> Counter[str]:
    """So many strangers, of these kinds in turn, for so long."""
    said: Counter[str] = Counter()
    until = time.monotonic() + seconds + ARRIVING * min(1.0, how_many / 100)
    numbered = zip(range(how_many), cycle(kinds), strict=False)
    all_here = asyncio.gather(*(stranger(number, kind, port, until, said) for number, kind in numbered))
    await asyncio.sleep(ARRIVING * min(1.0, how_many / 100))
    sys.stdout.buffer.write(HERE)
    sys.stdout.flush()
    await asyncio.wait((all_here, asyncio.ensure_future(sent_away())), return_when=asyncio.FIRST_COMPLETED)
    all_here.cancel()
    with suppress(asyncio.CancelledError):
        await all_here
    return said


async def sent_away() -> None:
    """Whoever called for the crowd has seen enough of it, and closes the pipe."""
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    await reader.read()


def main(given: list[str]) -> None:
    """Say what the crowd was answered."""
    os.nice(10)
    port, seconds, how_many, *kinds = given
    said = asyncio.run(crowd(int(port), float(seconds), int(how_many), kinds))
    sys.stdout.write(json.dumps(said, sort_keys=True))


if __name__ == "__main__":
    main(sys.argv[1:])
