"""What people do while something breaks: each deed with what it asks for, in the words of the record."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.faults.people import PASSPHRASE, Somebody
from tests.faults.record import NO, TALK, YES, Fits, Stand, exactly, lifted
from tests.faults.visitor import Fields

TOGETHER = ("holding", "eye-contact", "skin-to-skin", "kissing-mouth")
TURNS = ("massage", "everyday-touch")
KEYS = (
    *(f"{item}/together" for item in TOGETHER),
    *(f"{item}/{side}" for item in TURNS for side in ("give", "receive")),
)
TOLD = ("praise/give", "praise/receive")
HIDDEN = ("electrical", "skin-breaking")
MANY = 60
"""Notes of one person: then they write no more, so that reading them all takes no longer and longer."""
OTHER_WORDS = "copper meadow thimble walnut bridge"


@dataclass(frozen=True)
class Deed:
    """One form: where it goes, the code of the answer, and where its author stands afterwards."""

    path: str
    fields: Fields
    said: tuple[str, ...]
    fits: Fits
    stand: Stand | None

    @property
    def tightens(self) -> bool:
        """Whether its button only tightens."""
        return self.path.endswith(("/tighten/", "/tell/")) or self.fields.get("level") in ("0", "1")


def one_of(who: Somebody, space: str, chance: random.Random) -> Deed:
    """Any deed that makes sense where this person stands."""
    return chance.choice(list(deeds(who.record.stand, f"/s/{space}/", chance)))


def deeds(now: Stand, here: str, chance: random.Random) -> Iterator[Deed]:
    """Every kind of deed once, on something drawn."""
    key = chance.choice(KEYS)
    yield _states(now, here, key, chance.choice((NO, TALK)))
    if now.level(key) < YES:
        yield _states(now, here, key, YES)
    yield _tightens(now, here, key, chance.choice((NO, TALK)))
    yield from _wishes(now, here, chance)
    yield from _pauses(now, here, chance)
    yield from _tells(now, here, chance.choice(TOLD))
    yield from _opens(now, here, chance.choice(HIDDEN))
    if len(now.notes) < MANY:
        yield _writes(now, f"For nobody else, {chance.getrandbits(64):x}.")


def _done(path: str, fields: Fields, said: str | tuple[str, ...], stand: Stand) -> Deed:
    return Deed(path, fields, said if isinstance(said, tuple) else (said,), exactly(stand), stand)


def _states(now: Stand, here: str, key: str, level: int) -> Deed:
    item, side = key.split("/")
    fields: Fields = {"side": side, "level": str(level), "contexts": ["at_home", "away"], "review_days": "90"}
    path = f"{here}items/{item}/positions/"
    if level == YES:
        return _done(path, fields, "wished", now.wishing(key))
    after = now.at(key, level).without_wishes(key)
    # A Talk first may carry terms that a Yes once had: then saying it anew writes it without them.
    return _done(path, fields, ("written", "same") if after == now else "written", after)


def _tightens(now: Stand, here: str, key: str, level: int) -> Deed:
    item, side = key.split("/")
    after = now.at(key, min(now.level(key), level)).without_wishes(key)
    # A Talk first that carried the terms of a Yes loses them by it: a tightening too, and the record knows levels only.
    said = ("tightened", *(() if after.levels != now.levels else ("dropped",) if key in now.wishes else ("same",)))
    return _done(f"{here}items/{item}/tighten/", {"side": side, "level": str(level)}, said, after)


def _wishes(now: Stand, here: str, chance: random.Random) -> Iterator[Deed]:
    if not now.wishes:
        return
    some = chance.sample(sorted(now.wishes), chance.randint(1, len(now.wishes)))
    after = now.without_wishes(*some)
    for key in some:
        after = after.at(key, YES)
    yield _done(f"{here}wishes/still-so/", {"chosen": some}, "still", after)
    yield _done(f"{here}wishes/still-so/", {"chosen": some}, "still", after)
    yield _done(f"{here}wishes/let-go/", {"wish": some[:1]}, "dropped", now.without_wishes(some[0]))


def _pauses(now: Stand, here: str, chance: random.Random) -> Iterator[Deed]:
    if now.paused:
        scope = chance.choice(sorted(now.paused))
        path = f"{here}lift/" if scope else "/pause/lift/"
        for _more_often in range(3):
            yield Deed(path, {}, ("lifted",), lifted(now, scope), None)
        if chance.random() < 0.5:
            return
    scope = chance.choice(("", "here"))
    path = f"{here}pause/" if scope else "/pause/"
    yield _done(path, {}, "paused" if scope else "", replace(now, paused=now.paused | {scope}))


def _tells(now: Stand, here: str, key: str) -> Iterator[Deed]:
    item, side = key.split("/")
    if key in now.told:
        yield _done(f"{here}items/{item}/keep/", {"side": side}, "untold", replace(now, told=now.told - {key}))
    else:
        yield _done(f"{here}items/{item}/tell/", {"side": side}, "told", replace(now, told=now.told | {key}))


def _writes(now: Stand, text: str) -> Deed:
    """An entry has a row of its own and a word in the vault that it is there: both are stored, or neither."""
    return _done("/me/notes/write/", {"text": text}, "kept", replace(now, notes=now.notes | {text}))


def _opens(now: Stand, here: str, category: str) -> Iterator[Deed]:
    path, was = f"{here}categories/{category}/", category in now.open
    after = replace(now, open=now.open - {category} if was else now.open | {category})
    yield _done(f"{path}{'close' if was else 'open'}/", {}, "closed" if was else "opened", after)


# --- doors ----------------------------------------------------------------------------------------------------------


def locks_and_unlocks(who: Somebody) -> None:
    """Exit now, and the words again."""
    who.sends("/exit/", "/blank/")
    who.sends("/unlock/", "/", secret=who.words[0])


def signs_out_and_in(who: Somebody) -> None:
    """The sign-in ends, and a new one begins."""
    who.sends("/sign-out/", "/")
    who.sends("/sign-in/", "/", name=who.name, secret=who.words[0])


def changes_passphrase(who: Somebody) -> None:
    """Other words from now on; until the answer is seen it can be either."""
    old = who.words[0]
    new = OTHER_WORDS if old == PASSPHRASE else PASSPHRASE
    who.words = [old, new]
    who.sends("/me/passphrase/", "/me/", secret=old, passphrase=new, again=new)
    who.words = [new]


DOORS = (locks_and_unlocks, signs_out_and_in, changes_passphrase)
