"""What two people tell each other: a thread, something worked out, what opens together, and cooling off at the end."""

import re
from collections.abc import Callable, Iterator
from functools import partial

from tests.faults.people import Somebody
from tests.faults.rooms import Act, Model, Rooms
from tests.faults.visitor import Answer, Fields

ITEM = "holding"
TALK, WAYS, TOGETHER = f"talk/{ITEM}/", "ways/own/", "together/"
TERMS = {"side": "together", "level": "2", "contexts": "at_home", "review_days": "30", "words": "A trial?"}
NOT_AGAIN = "422"
BACK_IN = "/"


def posted(topic: str, who: Somebody, *posts: tuple[str, str | None]) -> Callable[[Model], None]:
    """These posts more, for both."""

    def becomes(model: Model) -> None:
        for parts in model.values():
            parts["threads"].setdefault(topic, []).extend([who.name, move, words] for move, words in posts)

    return becomes


def resting(who: Somebody, *about: str) -> Callable[[Model], None]:
    """This rests for one of them."""

    def becomes(model: Model) -> None:
        rests = model[who.name]["rests"]
        model[who.name]["rests"] = sorted({*rests, *about})

    return becomes


def both(*steps: Callable[[Model], None]) -> Callable[[Model], None]:
    """One after the other."""

    def becomes(model: Model) -> None:
        for step in steps:
            step(model)

    return becomes


def comes_back(rooms: Rooms, who: Somebody, becomes: Callable[[Model], None] = lambda model: None) -> Act:
    """Exit, and the words again: whatever can go on goes on."""

    def press() -> Answer:
        who.here.post("/exit/")
        return who.here.post("/unlock/", {"secret": who.words[0]})

    return Act(who, press, BACK_IN, becomes, name="exit and unlock")


def thread(rooms: Rooms) -> Iterator[Act]:
    """Said, asked to be heard back, heard; both write apart what they understood; terms are not for now; ended."""
    ash, bo = rooms.life.people
    rooms.pages = (TALK, f"{TALK}words/", "talk/")

    def says(who: Somebody, move: str, words: str = "", to: str = "said", **more: object) -> Act:
        said: Fields = {"move": move, "words": words}
        more = {"becomes": posted(ITEM, who, (move, words)), **more}
        return rooms.act(who, TALK, said, f"said={to}", again=(f"={to}", NOT_AGAIN), **more)

    yield says(ash, "say", "Slowly, and by the window.")
    yield says(bo, "say", "By the window is fine with me.")
    yield says(ash, "ask", "I would like to hear what you heard.")
    yield says(bo, "heard", "That slowness matters more than where.")
    yield says(ash, "that is it")
    put = posted(ITEM, ash, ("put", TERMS["words"]))
    yield rooms.act(ash, f"{TALK}terms/", dict(TERMS), "said=put", becomes=put, again=("=put", NOT_AGAIN))
    yield says(bo, "not now", to="not-now", becomes=both(posted(ITEM, bo, ("not now", "")), resting(bo, f"-{ITEM}")))
    for who, words in ((ash, "Hands only, ten minutes."), (bo, "Ten minutes, dressed.")):
        apart = ("apart", ""), *([("shown", "")] if who is bo else [])
        yield rooms.act(
            who, f"{TALK}words/", {"move": "apart", "words": words}, "said=written",
            becomes=posted(ITEM, who, *apart), again=("said=written", NOT_AGAIN), hides=words,
        )  # fmt: skip
    ended = both(posted(ITEM, bo, ("end", "")), resting(bo, f"={ITEM}"))
    yield says(bo, "end", to="ended", becomes=ended)
    yield comes_back(rooms, ash, resting(ash, f"+{ITEM}", f"~{ITEM}"))
    rooms.hidden = {name: set() for name in rooms.hidden}
    # Who was told no asks nothing again, however often it is pressed.
    yield rooms.act(ash, TALK, {"move": "say", "words": "Please, once more."}, NOT_AGAIN)


def worked_out(rooms: Rooms) -> Iterator[Act]:
    """Named, what each would like and what matters to each apart, a way that both would try; ended by who named it."""
    ash, bo = rooms.life.people
    rooms.pages = (WAYS, "ways/")

    def says(who: Somebody, move: str, words: str, to: str, **more: object) -> Act:
        fields = {"move": move, "words": words, "seen": "on"}
        more = {"becomes": posted("~ways", who, (move, words)), **more}
        return rooms.act(who, WAYS, fields, f"said={to}", again=(f"={to}", NOT_AGAIN), **more)

    yield says(ash, "say", "Weekends away", "said")
    for move, words in (("position", ("Every other one.", "Staying home.")), ("what matters", ("Air.", "My bed."))):
        yield says(ash, move, words[0], "kept", hides=words[0])
        yield says(bo, move, words[1], "kept", opens=True)
    yield says(bo, "way", "A day out, and home for the night.", "way")
    for who in (ash, bo):
        yield rooms.act(
            who, WAYS, partial(_idea, rooms, who), "said=try", becomes=posted("~ways", who, ("try", None)),
            again=("=try", NOT_AGAIN), hides="Everybody would try this." if who is ash else "", opens=who is bo,
        )  # fmt: skip
    yield says(ash, "end", "", "ended", becomes=both(posted("~ways", ash, ("end", "")), resting(ash, "~~ways")))


def _idea(rooms: Rooms, who: Somebody) -> Fields:
    """The one way that is there, as its reader's own page names it."""
    mark = re.findall(r'name="words" value="([^"]+)"', who.sees(rooms.here + WAYS))[0]
    return {"move": "try", "words": mark, "seen": "on"}


def opened_together(rooms: Rooms) -> Iterator[Act]:
    """Both show a rhythm, both write, and only then both read."""
    ash, bo = rooms.life.people
    rooms.pages = (TOGETHER, "rhythm/")
    for who in (ash, bo):
        chosen: Fields = {"cadence": "week", "form": "short"}
        yield rooms.act(who, "rhythm/mine/", chosen, "said=chosen", becomes=_open(rooms, who))
    for who in (ash, bo, ash):
        yield rooms.act(who, f"{TOGETHER}look/", {}, "said=looked")
    for who, words in ((ash, "Thank you for Tuesday."), (bo, "I would begin more slowly.")):
        yield rooms.act(
            who, TOGETHER, {"more": words}, "said=put", becomes=puts(who, "together", ["waiting", words, {}]),
            again=("=put", "=not-now"), hides=words,
        )  # fmt: skip
    texts = {ash.name: "Thank you for Tuesday.", bo.name: "I would begin more slowly."}
    # How many looks it takes is the protocol's business; that it opens, for both, and with these words, is not.
    rooms.loose = {"together"}
    rooms.hidden = {name: set() for name in rooms.hidden}
    for who in (ash, bo) * 3:
        yield rooms.act(who, f"{TOGETHER}look/", {}, "said=looked")
    rooms.loose = set()
    read = [puts(who, "together", ["read", texts[who.name], texts]) for who in (ash, bo)]
    yield rooms.act(ash, f"{TOGETHER}look/", {}, "said=looked", becomes=both(*read))


def _open(rooms: Rooms, who: Somebody) -> Callable[[Model], None]:
    def becomes(model: Model) -> None:
        if who is rooms.life.people[1]:
            for parts in model.values():
                parts["together"][0] = "open"

    return becomes


def puts(who: Somebody, part: str, what: object) -> Callable[[Model], None]:
    """This part of one of them is this from now on."""

    def becomes(model: Model) -> None:
        model[who.name][part] = what

    return becomes
