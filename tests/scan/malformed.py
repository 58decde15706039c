"""Requests that no browser sends: no server error, nothing private in answer or log, and a pause is still served."""

import os
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.scan import addresses, bodies
from tests.scan.bending import HEADS, TARGETS, WIRES, Bend
from tests.scan.request import Request, plain
from tests.scan.standing import KEPT, SENT, Standing, standing
from tests.scan.telling import tell
from tests.scan.wire import Answer, send

MANY = 20_000
BATCH = 250
WHO = ("stranger", "locked", "unlocked", "unlocked")
TRACES = (b"Traceback", b'File "', b"Error at /", b"Exception Type", b"/ownaccord/", b"DoesNotExist", b"site-packages")
# A line of the log: a moment, the method, a status, the kind of error, places in our code; nothing that was sent.
QUIET = re.compile(r"[0-9-]+ [0-9:,]+ ERROR(?: [A-Z]{3,7})? 4\d\d \w+(?: ownaccord/[\w/.]+:\d+)*")
GREETING = re.compile(r"(Own Accord is at http://|Its data is in |Ctrl\+C ends it\.|$)")
KINDS = (TARGETS, TARGETS, HEADS, HEADS, WIRES, bodies.BROUGHT, bodies.BROUGHT, bodies.BROUGHT, bodies.CARRIED)


@dataclass
class Tried:
    """What was sent and what fell; `seed` makes the same requests again."""

    seed: int
    statuses: Counter[str] = field(default_factory=Counter)
    bends: Counter[str] = field(default_factory=Counter)
    fell: list[str] = field(default_factory=list)

    def line(self) -> str:
        """The figures, for people and for the docs."""
        shown = ", ".join(f"{status}: {count}" for status, count in sorted(self.statuses.items()))
        sent = sum(self.bends.values())
        tried = f"malformed: {sent} requests of {len(self.bends)} kinds, seed {self.seed}"
        return f"{tried}; answers {shown}; {len(self.fell)} fell"


def run(count: int = MANY, seed: int | None = None) -> Tried:
    """Try this many against a house of their own."""
    with standing() as here:
        return against(here, count, seed)


def against(here: Standing, count: int, seed: int | None = None) -> Tried:
    """Try this many against this house; a batch at a time, between which Bo is unlocked again if that was undone."""
    tried = Tried(random.SystemRandom().randrange(10**9) if seed is None else seed)
    chance = random.Random(tried.seed)
    for begun in range(0, count, BATCH):
        here.stays_unlocked()
        for who, bend, request in cases(here, chance, min(BATCH, count - begun)):
            tried.bends[bend.__name__] += 1
            judge(tried, who, bend, request, send(here.port, request))
    tried.fell += [f"the log says: {line}" for line in loud(here.log())]
    if not here.pause_is_served():
        tried.fell.append("a pause was not served afterwards")
    return tried


def cases(here: Standing, chance: random.Random, count: int) -> Iterator[tuple[str, Bend, Request]]:
    """Whose request, how it is bent, and what is sent."""
    tokens = {who: here.token(who) for who in set(WHO)}
    carried = {who: here.cookies(who) for who in set(WHO)}
    for _ in range(count):
        who = chance.choice(WHO)
        chosen = chance.choice(addresses.visited(here.space, who, hangs_up=True))
        bend = chance.choice(chance.choice(KINDS))
        fields = None
        if bend in bodies.BROUGHT or chance.random() < 0.3:
            fields = {"csrfmiddlewaretoken": tokens[who], **dict.fromkeys(chosen.fields, SENT)}
        yield who, bend, bend(chance, plain(f"localhost:{here.port}", chosen.path, carried[who], fields))


def loud(log: str) -> list[str]:
    """The lines of the log that say more than that something could not be read."""
    lines = [line for line in log.splitlines() if not GREETING.match(line)]
    return [line for line in lines if not QUIET.fullmatch(line) or SENT in line or KEPT in line]


def judge(tried: Tried, who: str, bend: Bend, request: Request, answer: Answer) -> None:
    """Count the answer; a server error, a trace, something private or no answer at all fell."""
    for status in answer.statuses or (0,):
        tried.statuses["none" if status == 0 else str(status)] += 1
    reasons = [f"status {status}" for status in answer.statuses if status >= 500]
    reasons += [f"trace {trace.decode()}" for trace in TRACES if trace in answer.data]
    reasons += ["a way out of the house"] if leads_out(answer.data) else []
    reasons += ["something private"] if who != "unlocked" and KEPT.encode() in answer.data else []
    reasons += ["no answer and no end"] if answer.hung else []
    if reasons:
        tried.fell.append(f"{', '.join(reasons)}: {who} {bend.__name__} {request.wire()[:600]!r}")


def leads_out(data: bytes) -> bool:
    """Whether the head of an answer sends a browser somewhere else."""
    head = data.partition(b"\r\n\r\n")[0].lower()
    found = [line.partition(b":")[2].strip() for line in head.split(b"\r\n") if line.startswith(b"location:")]
    return any(not to.startswith((b"/", b"http://localhost")) or to[1:2] in (b"/", b"\\") for to in found)


def main(offline: bool = False) -> bool:
    """Print the figures; whether nothing fell."""
    named = os.environ.get("OWNACCORD_SCAN_SEED")
    tried = run(int(os.environ.get("OWNACCORD_SCAN_COUNT", MANY)), int(named) if named else None)
    return tell(tried.line(), tried.fell)
