"""A crowd of strangers, and one person who wants something to stop: how long a pause, the stop code, Exit now take."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.load.figures import Said, share
from tests.load.people import Member
from tests.load.strangers import HERE
from tests.load.wire import Answer, ask, request

GOAL = 100.0
PACE = 0.02
MIXED = ("sign_in", "sign_in", "sign_in", "stop", "recover", "join", "new_device", "sign_in")


@dataclass(frozen=True, slots=True)
class Crowd:
    """What the strangers do, and of which stop nothing is promised meanwhile."""

    name: str
    kinds: tuple[str, ...]
    spared: tuple[str, ...] = ()


CROWDS = (
    Crowd("nobody else", ()),
    Crowd("sign-in, stop codes, recovery, invitations, new devices", MIXED),
    Crowd("sign-in alone", ("sign_in",)),
    Crowd("stop codes alone", ("stop",), ("stop code",)),
    Crowd("pauses and Exit now with invented sign-ins", ("pause", "leave_now"), ("stop code",)),
    Crowd("half-sent forms, silence, a byte now and then", ("half", "silent", "drip")),
    Crowd("bodies that are too large, and as large as allowed", ("huge", "full")),
)


@dataclass(slots=True)
class Stops:
    """Times of the stops of one person in one crowd, by what was pressed."""

    taken: dict[str, list[float]] = field(default_factory=dict)
    said: dict[str, int] = field(default_factory=dict)


def press(port: int, who: Member, seconds: float, pace: float = PACE) -> dict[str, list[float]]:
    """Pause from a locked device, the stop code from any browser, and Exit now, in turn until the time is over."""
    sent = {
        "pause": (request("/pause/", who.cookies, {}, port), "/pause/"),
        "stop code": (request("/stop/", {}, {"words": who.stop_code}, port), "/stop/?heard=yes"),
        "Exit now": (request("/exit/", who.cookies, {}, port), "/blank/"),
    }
    taken: dict[str, list[float]] = {name: [] for name in sent}
    until = time.monotonic() + seconds
    while time.monotonic() < until or not taken["Exit now"]:
        for name, (data, place) in sent.items():
            answer = ask(port, data)
            went_through(name, answer, place)
            taken[name].append(answer.taken)
            time.sleep(pace)
    return taken


def went_through(name: str, answer: Answer, place: str) -> None:
    """It was heard, whatever else goes on: the answer leads on."""
    assert answer.status == 303 and f"Location: {place}" in answer.head, (name, answer.status, answer.head)


def among(port: int, who: Member, crowd: Crowd, how_many: int, seconds: float) -> Stops:
    """Press while the crowd is there."""
    if not crowd.kinds:
        return Stops(press(port, who, seconds))
    with strangers(port, seconds, how_many, crowd.kinds) as crowded:
        taken = press(port, who, seconds)
        return Stops(taken, json.loads(crowded.communicate(timeout=180)[0]))


@contextmanager
def strangers(port: int, seconds: float, how_many: int, kinds: tuple[str, ...]) -> Iterator[subprocess.Popen[bytes]]:
    """So many are there, from now on and for so long, in a process of their own; gone afterwards."""
    words = [sys.executable, "-m", "tests.load.strangers", str(port), str(seconds), str(how_many), *kinds]
    crowded = subprocess.Popen(words, stdout=subprocess.PIPE)
    try:
        assert crowded.stdout is not None
        assert crowded.stdout.readline() == HERE
        yield crowded
    finally:
        crowded.kill()
        crowded.wait()


def measure(port: int, who: Member, said: Said, how_many: int, seconds: float, crowds: int) -> None:
    """Print, for each of the first so many crowds, how long each kind of stop takes."""
    said.line(f"\n## {how_many} strangers, each as fast as they are answered, and one who stops something")
    said.line(
        f"Milliseconds, on a new connection each time. Goal: 99 of 100 within {GOAL:.0f}. There is none for the stop"
    )
    said.line("code where every stranger presses a stop too: nobody knows whose is whose before it is looked at.")
    said.table("crowd", "what is pressed", "how often", "half below", "95 of 100", "99 of 100", "slowest", "")
    for crowd in CROWDS[:crowds]:
        found = among(port, who, crowd, how_many, seconds)
        for name, taken in found.taken.items():
            late = share(taken, 0.99)
            spared = name in crowd.spared
            word = "no goal" if spared else said.verdict(f"{crowd.name}: {name}", late <= GOAL)
            said.row(crowd.name, name, len(taken), *(f"{share(taken, part):.1f}" for part in (0.5, 0.95)),
                     f"{late:.1f}", f"{max(taken):.1f}", word)  # fmt: skip
        if found.said:
            heard = ", ".join(f"{words} x {times:,}" for words, times in sorted(found.said.items()))
            said.row(crowd.name, f"the strangers heard: {heard}", *[""] * 6)
