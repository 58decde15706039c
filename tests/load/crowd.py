"""A crowd of strangers, and one person who wants something to stop: how long a pause, the stop code, Exit now take."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.load.figures import Said, share
from tests.load.pressing import Pressed, Presser, press
from tests.load.strangers import HERE

GOAL = 100.0
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


@dataclass(frozen=True, slots=True)
class Long:
    """How long one presses in each crowd, how often at least, and when it ends whatever happens."""

    seconds: float
    least: int
    longest: float


def among(port: int, here: Presser, crowd: Crowd, how_many: int, long: Long) -> tuple[dict[str, Pressed], str]:
    """Press while the crowd is there; what came of it, and what the strangers heard."""
    if not crowd.kinds:
        return press(here, long.seconds, long.least, long.longest, ()), ""
    with strangers(port, long.longest, how_many, crowd.kinds) as crowded:
        found = press(here, long.seconds, long.least, long.longest, crowd.spared)
        said = json.loads(crowded.communicate(timeout=60)[0])
    return found, ", ".join(f"{words} x {times:,}" for words, times in sorted(said.items()))


@contextmanager
def strangers(port: int, seconds: float, how_many: int, kinds: tuple[str, ...]) -> Iterator[subprocess.Popen[bytes]]:
    """So many are there, from now on and for so long, in a process of their own; gone afterwards."""
    words = [sys.executable, "-m", "tests.load.strangers", str(port), str(seconds), str(how_many), *kinds]
    crowded = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert crowded.stdout is not None
        assert crowded.stdout.readline() == HERE
        yield crowded
    finally:
        crowded.kill()
        crowded.wait()


def measure(port: int, here: Presser, said: Said, how_many: int, long: Long, crowds: int) -> None:
    """Print, for each of the first so many crowds, how long each kind of stop takes and whether it got there."""
    said.line(f"\n## {how_many} strangers, each as fast as they are answered, and one who stops something")
    said.line(f"Milliseconds, on a new connection each time. Goal: 99 of 100 within {GOAL:.0f}, and all got there: the")
    said.line("partner sees it in both spaces; for Exit now, the device is locked. There is none for the time of the")
    said.line("stop code where every stranger presses a stop too: nobody knows whose is whose before it is looked at.")
    said.table(
        "crowd", "what is pressed", "how often", "half below", "95 of 100", "99 of 100", "slowest", "got there", ""
    )
    for crowd in CROWDS[:crowds]:
        found, heard = among(port, here, crowd, how_many, long)
        for name, pressed in found.items():
            show(said, crowd, name, pressed, long.least)
        if heard:
            said.row(crowd.name, f"the strangers heard: {heard}", *[""] * 7)


def show(said: Said, crowd: Crowd, name: str, pressed: Pressed, least: int) -> None:
    """One row: of so few presses that 99 of 100 means nothing, no time can hold."""
    taken, late = pressed.taken, share(pressed.taken, 0.99)
    spared = name in crowd.spared
    held = pressed.all_reached and (spared or (late <= GOAL and len(taken) >= least))
    word = said.verdict(f"{crowd.name}: {name}", held)
    said.row(crowd.name, name, len(taken), *(f"{share(taken, part):.1f}" for part in (0.5, 0.95)), f"{late:.1f}",
             f"{max(taken):.1f}", f"{pressed.reached} of {pressed.looked}",
             "no goal" if spared and held else word)  # fmt: skip
