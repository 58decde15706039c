"""`python -m bench.streams [--postgresql] [--brief]`: from the press of a red to its arrival, among many open streams.

A red is pressed on the pass of a scene that runs, and durable before anybody hears of it. The
reader of the streams, whoever presses, and where pages are read their readers too, run on the same cores as the server.
"""

import os
import sys
import time
import uuid
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

from bench.ears import Crowd, Pair
from bench.figures import p50, p95, p99, say
from bench.machine import descriptors, resident, threads
from bench.served import Server, _home, _reads


@dataclass(frozen=True, slots=True)
class Size:
    """How many streams, and how often somebody presses."""

    crowds: tuple[int, ...] = (2, 100, 1000, 5000)
    loaded: int = 1000
    presses: int = 300
    between: float = 0.02
    readers: int = 4
    entries: int = 100
    back: int = 1000
    rest: float = 6.0


BRIEF = Size(crowds=(2, 10), loaded=10, presses=2, between=0, readers=2, entries=4, back=10, rest=0)


def main(words: list[str]) -> None:
    """Measure in a new folder, on SQLite or on a PostgreSQL of its own."""
    from bench.__main__ import in_a_new_folder

    size = BRIEF if "--brief" in words else Size()
    in_a_new_folder(words, partial(measure, size))


def measure(size: Size) -> None:
    """Every figure, the smallest crowd first."""
    from ownaccord.web import cli

    cli.prepare()
    from bench import machine
    from bench.__main__ import Size as Rooms
    from bench.__main__ import readers
    from ownaccord.accounts.models import Host
    from ownaccord.lib import clock
    from ownaccord.web import server

    server.many_connections()
    sys.stdout.write("\n".join(machine.lines()) + "\n\n")
    Host.objects.create(name="The benchmark")
    # Before there is any reader: a process that reads pages is a copy of this one.
    people = readers(Rooms(readers=size.readers, entries=size.entries), clock.now())
    pairs = couples(max(*size.crowds, size.loaded, size.back) // 2)
    running = Server()
    idle(running, pairs, size)
    among_pages(running, pairs[: size.loaded // 2], people, size)
    restart(running, pairs[: size.back // 2])


def couples(count: int) -> list[Pair]:
    """So many spaces of two, whose people each carry the scene that runs there."""
    from bench import scenes
    from ownaccord.accounts.models import Person
    from ownaccord.lib import clock
    from ownaccord.spaces.models import Seat, Space

    now = clock.now()
    names = [uuid.uuid4().hex for _ in range(2 * count)]
    Person.objects.bulk_create(
        Person(id=name, name_lookup=os.urandom(32), public_key=b"", identity_sealed=b"", vault=b"", made_on=1)
        for name in names
    )
    spaces = Space.objects.bulk_create(Space(id=uuid.uuid4().hex, made_on=1) for _ in range(count))
    Seat.objects.bulk_create(Seat(space=spaces[at // 2], person_id=name, joined_on=1) for at, name in enumerate(names))
    pairs = []
    for at, space in enumerate(spaces):
        one, other = sorted(names[2 * at : 2 * at + 2])
        made = scenes.begun(space.pk, ((one,), (other,)), now)
        pairs.append(Pair(space.pk, made.mark, (f"oa_pass={made.cookies[0]}", f"oa_pass={made.cookies[1]}")))
    return pairs


def idle(server: Server, pairs: list[Pair], size: Size) -> None:
    """From the press to the arrival, and what the streams cost, while nothing else is asked for."""
    one = Crowd(server.port, pairs[:1])
    one.comes()
    # Every thread has had something to do.
    for _ in range(3):
        one.press(0)
    few = resident(server.pid), threads(server.pid), descriptors(server.pid)
    one.leaves()
    for count in size.crowds:
        crowd = Crowd(server.port, pairs[: count // 2])
        crowd.comes()
        crowd.rests(size.rest)
        arrivals(crowd, f"among {count:,} streams", size, {1000: (4, 12), 5000: (None, 15)}.get(count, (None, None)))
        if count == max(size.crowds):
            more = count - 2
            say("memory a stream", (resident(server.pid) - few[0]) * 1024 / more, "KiB", "at most 25")
            say("threads more than with two streams", threads(server.pid) - few[1], "x", "at most 2")
            opened = descriptors(server.pid) - few[2] - more
            say("files and connections more, beside the streams themselves", opened, "x")
        crowd.leaves()


def among_pages(server: Server, pairs: list[Pair], people: list[tuple[str, str, str]], size: Size) -> None:
    """The same while pages are read as fast as it goes."""
    homes = [_home(server.port, name, words) for name, words, _ in people]
    paths = [f"/s/{space}/map/" for _, _, space in people]
    crowd = Crowd(server.port, pairs)
    with ProcessPoolExecutor(max_workers=len(people)) as pool:
        crowd.comes()
        seconds, begun = round(size.presses * size.between * 1.5), time.perf_counter()
        reading = [pool.submit(_reads, home, path, seconds, 0) for home, path in zip(homes, paths, strict=True)]
        name = f"among {size.loaded:,} streams, {len(people)} readers of maps without a rest"
        arrivals(crowd, name, size, (None, 60))
        read = sum(len(each.result()) for each in reading)
    say(f"map pages meanwhile, {len(people)} readers", read / (time.perf_counter() - begun), "/s")
    crowd.leaves()


def restart(server: Server, pairs: list[Pair]) -> None:
    """The server ends under its streams and begins again; everybody comes back."""
    crowd = Crowd(server.port, pairs)
    crowd.comes()
    begun = time.perf_counter()
    server.stop()
    say(f"a server ends under {2 * len(pairs):,} streams", time.perf_counter() - begun, "s")
    crowd.leaves()
    again = Server()
    back = crowd.comes(again.port)
    say(f"{2 * len(pairs):,} streams are back after a restart", back, "s", "at most 5")
    crowd.leaves()
    again.stop()


def arrivals(crowd: Crowd, name: str, size: Size, goals: tuple[int | None, int | None]) -> None:
    """Press, and say how long it takes."""
    taken = [each for _ in range(size.presses) for each in crowd.press(size.between)]
    half, most = (f"at most {goal}" if goal else "" for goal in goals)
    say(f"red to arrival, {name}: p50", p50(taken), "ms", half)
    say(f"red to arrival, {name}: p95", p95(taken), "ms")
    say(f"red to arrival, {name}: p99", p99(taken), "ms", most)


if __name__ == "__main__":
    main(sys.argv[1:])
