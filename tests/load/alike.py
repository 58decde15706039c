"""What somebody's clock tells who tries names, words and codes: nothing. Every case beside the first of its group.

The cases of a round are asked one after the other in an order drawn anew, over many rounds, each on a connection of its
own; the tries that are counted are forgotten between them, so that nobody is asked to wait.
"""

import os
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qs

from ownaccord.accounts import devices
from ownaccord.accounts.cookies import written
from ownaccord.accounts.fields import secret_of
from ownaccord.accounts.keys import to_words
from ownaccord.accounts.models import Throttle
from ownaccord.lib import clock
from ownaccord.lib.words import wordlist
from ownaccord.vault.recovery import new_recovery_code
from tests.load import people
from tests.load.figures import Said, quartiles, ratio
from tests.load.people import PASSPHRASE, Member
from tests.load.wire import Answer, ask, request

WITHIN = 0.05
WRONG = "lantern meadow copper sailor.."
SUGGESTED = re.compile(rb'<p class="code">[^<]*</p>')

Make = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that is tried: its name, and the bytes of a request, made anew each time."""

    name: str
    sent: Make


@dataclass(frozen=True, slots=True)
class Group:
    """Cases that have to look and take the same; `rounds`: how often, of a hundred."""

    name: str
    cases: tuple[Case, ...]
    rounds: int
    hidden: tuple[str, ...] = ()


def groups(port: int) -> Iterator[Group]:
    """All of them, over the people who are made here."""
    now = clock.now()
    ash, bo = people.member("ash-01", now, locked=True), people.member("bob-01", now, locked=True)
    people.with_six_words("six-01", now)
    names = ("ash-01", "bob-01", "six-01", "who-01")
    yield Group("sign-in", tuple(signing_in(port, ash, bo)), 40, names)
    yield Group("unknown words for a new device", tuple(joining_devices(port, bo)), 25)
    recover = request_maker(port, "/recover/")
    yield Group(
        "recovery",
        (
            Case("known name, unknown code", recover(name="ash-01", code=unknown_code, browser="shared")),
            Case("unknown name", recover(name="who-01", code=unknown_code, browser="shared")),
            Case("known name, the code of somebody else",
                 recover(name="ash-01", code=people.recovery_code(bo.keys, now), browser="shared")),
        ),
        100, names,
    )  # fmt: skip
    stop = request_maker(port, "/stop/")
    stops = Case("known code", stop(words=bo.stop_code)), Case("unknown code", stop(words=unknown))
    yield Group("stop code", stops, 100)
    yield Group("invitation", tuple(invited(port, ash, bo)), 100)
    yield Group("invitation in a cookie", tuple(invited_by_cookie(port, ash, bo)), 100)


def signing_in(port: int, ash: Member, bo: Member) -> Iterator[Case]:
    """The first one fails for its words alone."""
    own, other = {"oa_device": written(ash.device)}, {"oa_device": written(bo.device)}

    def tries(jar: dict[str, str], name: str, secret: str) -> Make:
        return lambda: request("/sign-in/", jar, {"name": name, "secret": secret}, port)

    yield Case("wrong passphrase, own device", tries(own, "ash-01", WRONG))
    yield Case("unknown name", tries(own, "who-01", WRONG))
    yield Case("right passphrase, no device", tries({}, "ash-01", PASSPHRASE))
    yield Case("right passphrase, another's device", tries(other, "ash-01", PASSPHRASE))
    yield Case("wrong words for an account with six words", tries(own, "six-01", WRONG))
    yield Case("unknown name, no device", tries({}, "who-01", WRONG))


def joining_devices(port: int, who: Member) -> Iterator[Case]:
    """Words for a new device: unknown ones, and good ones with a wrong passphrase."""
    make = request_maker(port, "/new-device/")

    def good() -> str:
        return devices.offer(keys=who.keys, now=clock.now())

    yield Case("unknown words", make(words=unknown, passphrase=WRONG))
    yield Case("known words, wrong passphrase", make(words=good, passphrase=WRONG))


def invited(port: int, ash: Member, bo: Member) -> Iterator[Case]:
    """Words that open nothing: nobody's, used, withdrawn. Words that open something lead on, and so are no case."""
    now = clock.now()
    used = people.used_invitation(ash.keys, bo.keys, now)
    lapsed = people.invitation(ash.keys, now, lapsed=True)
    join = request_maker(port, "/join/")
    yield Case("unknown", join(words=unknown))
    yield Case("used", join(words=used))
    yield Case("past its time", join(words=lapsed))


def invited_by_cookie(port: int, ash: Member, bo: Member) -> Iterator[Case]:
    """The same secrets where a browser would have put them."""
    used = secret_of(people.used_invitation(ash.keys, bo.keys, clock.now()))
    yield Case("unknown", lambda: request("/join/", {"oa_join": written(os.urandom(16))}, None, port))
    yield Case("used", lambda: request("/join/", {"oa_join": written(used)}, None, port))


def request_maker(port: int, path: str) -> Callable[..., Make]:
    """Make requests to this page, from a browser that was never here; what can be called is drawn anew each time."""

    def of(**form: object) -> Make:
        def make() -> bytes:
            drawn = {name: each() if callable(each) else str(each) for name, each in form.items()}
            return request(path, {"oa_device": written(os.urandom(32))}, drawn, port)

        return make

    return of


def unknown_code() -> str:
    """A recovery code that is written well and nobody's."""
    return new_recovery_code(os.urandom)


def unknown() -> str:
    """Eleven words with the right checksum that nobody was given."""
    return " ".join(to_words(os.urandom(16), wordlist()))


def measure(port: int, said: Said, seed: int, effort: int) -> None:
    """Print medians and quartiles of every case and its ratio to the first one; `effort` of a hundred of the rounds."""
    said.line(f"\n## What a clock tells (seed {seed})")
    said.line("Milliseconds over a real socket. Goal: medians within 5 % of each other, answers alike.")
    said.table("group", "case", "rounds", "a quarter below", "median", "three quarters below",
               "ratio to the first", "95 of 100 between", "answers", "")  # fmt: skip
    for group in groups(port):
        show(said, group, *rounds(port, group, seed, max(1, group.rounds * effort // 100)), seed)


def rounds(
    port: int, group: Group, seed: int, how_many: int
) -> tuple[dict[str, list[float]], dict[str, set[tuple[object, ...]]]]:
    """The times, and everything else that can be seen, of each case."""
    rng = random.Random(seed)
    taken: dict[str, list[float]] = {case.name: [] for case in group.cases}
    seen: dict[str, set[tuple[object, ...]]] = {case.name: set() for case in group.cases}
    for _ in range(how_many):
        Throttle.objects.all().delete()
        for case in rng.sample(group.cases, len(group.cases)):
            sent = case.sent()
            answer = ask(port, sent)
            taken[case.name].append(answer.taken)
            seen[case.name].add(visible(answer, sent, group.hidden))
    return taken, seen


def typed(sent: bytes) -> list[str]:
    """What was filled into the form."""
    form = parse_qs(sent.partition(b"\r\n\r\n")[2].decode())
    return [form[name][0] for name in ("words", "code") if name in form]


def visible(answer: Answer, sent: bytes, hidden: tuple[str, ...]) -> tuple[object, ...]:
    """What the answer shows, but for what was typed: that is shown again, and known to whoever typed it."""
    status, head, body = answer.seen()
    for name in hidden:
        body = body.replace(name.encode(), b"(name)")
    for words in typed(sent):
        body = body.replace(escape(words).encode(), b"(typed)")
    body = SUGGESTED.sub(b"", body)
    head = tuple(line for line in head if not line.lower().startswith("content-length"))
    return status, head, body


def show(
    said: Said, group: Group, taken: dict[str, list[float]], seen: dict[str, set[tuple[object, ...]]], seed: int
) -> None:
    """One row a case."""
    first = group.cases[0].name
    for name, times in taken.items():
        low, middle, high = quartiles(times)
        found, least, most = ratio(times, taken[first], seed)
        # Outside the bounds and surely not equal; where the machine is too restless to tell, it says so.
        apart, sure = abs(found - 1) > WITHIN, not least <= 1 <= most
        alike = seen[name] == seen[first]
        word = said.verdict(f"{group.name}: {name}", not (apart and sure) and alike)
        said.row(group.name, name, len(times), *(f"{each:.1f}" for each in (low, middle, high)), f"{found:.3f}",
                 f"{least:.3f} to {most:.3f}", "the same" if alike else "DIFFERENT",
                 "not clear, measure again" if apart and not sure and alike else word)  # fmt: skip
