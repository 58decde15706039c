"""A scene from its plan to the day after, lines that open together after it, a deck, and cooling off."""

import re
from collections.abc import Callable, Iterator
from functools import partial

from tests.faults.house import Broken
from tests.faults.people import Somebody
from tests.faults.rooms import Act, Model, Rooms
from tests.faults.tales import both, comes_back, puts, resting
from tests.faults.visitor import Answer, Fields
from tests.rooms.scenes.typed import WHEN, WORDS

WHAT, FOUND = "massage", "eye-contact"
READY = {"carry_0": "own", "carry_1": "own", "things": "water"}
SIGNALLED = "204"
HERE = 200


def planned(who: Somebody | None = None, **changes: object) -> Callable[[Model], None]:
    """The plan is so, for one of them or for both."""

    def becomes(model: Model) -> None:
        for name, parts in model.items():
            if who is None or name == who.name:
                parts["plan"] = {**parts["plan"], **changes}

    return becomes


def chained(rooms: Rooms, yes: list[str], **own: str) -> Callable[[Model], None]:
    """These have said yes, and so far is the own record of those who are named."""

    def becomes(model: Model) -> None:
        for name, parts in model.items():
            parts["chain"] = [yes, own.get(name, parts["chain"][1])]

    return becomes


def scene(rooms: Rooms) -> Iterator[Act]:
    """Planned and not today; planned again, rehearsed, confirmed, begun, and stopped."""
    ash, bo = rooms.life.people
    rooms.pages = ("plan/",)
    yield from _on_the_table(rooms, ash)
    yield from _rehearsed(rooms)
    yield _yes(rooms, ash)
    gone = both(planned(None, stage="empty", carries=False), chained(rooms, []))
    yield rooms.act(bo, "plan/not-today/", {}, "said=not-today", becomes=gone, again=("=busy",))
    yield from _on_the_table(rooms, ash)
    for who in (ash, bo):
        yield _yes(rooms, who)
    yield _start(rooms, bo)
    yield from _signalled(rooms)
    for who in (ash, bo):
        # Whose look writes the end down first ends it for both: no yes counts any more.
        yield _opens(rooms, who, "plan/", chained(rooms, [], **{who.name: "ended"}))
    # The stop stays: who did not press it begins nothing again.
    yield rooms.act(bo, "plan/again/", {}, "said=their-word")
    rooms.loose = set()


def _on_the_table(rooms: Rooms, who: Somebody) -> Iterator[Act]:
    def what() -> Fields:
        offers = re.findall(r'name="(order_[^"]+)"', who.sees(f"{rooms.here}plan/make/what/"))
        return {offers[0]: "1"}

    yield rooms.act(who, "plan/make/what/", what, "said=draft-kept")
    for step, said in (("when", WHEN), ("words", WORDS), ("ready", READY)):
        yield rooms.act(who, f"plan/make/{step}/", dict(said), "said=draft-kept")

    def shown() -> Fields:
        return {"plan": re.findall(r'name="plan" value="([^"]+)"', who.sees(f"{rooms.here}plan/make/"))[0]}

    # Pressed again it is put down again: nobody has said yes to it yet.
    yield rooms.act(
        who, "plan/make/", shown, "said=tabled", becomes=planned(None, stage="tabled"), again=("=tabled", "=busy")
    )


def _rehearsed(rooms: Rooms) -> Iterator[Act]:
    ash, bo = rooms.life.people
    for who in (ash, bo):
        yield rooms.act(who, "plan/drill/", {}, "/now/")
    for who, word in ((ash, "red"), (ash, "drawn"), (bo, "drawn")):
        yield Act(who, partial(_signals, who, word), SIGNALLED, name=f"drill {word}")
    for who in (ash, bo):
        fields: Fields = {"with": "reached"}
        yield rooms.act(who, "plan/drill/", fields, "said=rehearsed", becomes=planned(who, rehearsed=True))


def _yes(rooms: Rooms, who: Somebody) -> Act:
    def holds() -> Fields:
        page = who.sees(f"{rooms.here}plan/yes/")
        plan = re.findall(r'name="plan" value="([0-9a-f]+)"', page)[0]
        return {"plan": plan, **dict.fromkeys(re.findall(r'name="((?:holds|line)_\d+)"', page), "holds")}

    def becomes(model: Model) -> None:
        yes = sorted({*model[who.name]["chain"][0], who.name})
        chained(rooms, yes, **{who.name: "yes"})(model)
        model[who.name]["plan"]["carries"] = True

    return rooms.act(who, "plan/yes/", holds, "said=yes", becomes=becomes)


def _start(rooms: Rooms, who: Somebody) -> Act:
    def press() -> Answer:
        for each in rooms.life.people:
            # A device counts as here while it was heard in the last ten seconds.
            each.here.get("/now/")
        return who.here.post(f"{rooms.here}plan/start/", {})

    people = sorted(each.name for each in rooms.life.people)
    becomes = both(planned(None, stage="running", phase="running"), chained(rooms, people, **{who.name: "started"}))
    return Act(who, press, "said=started", becomes, again=("=busy",), name="start")


def _signals(who: Somebody, word: str, about: str = "") -> Answer:
    """Press a signal, as the script of the live page does: with the number of the next press of this device."""
    answer = who.here.get("/now/part/")
    if answer.status != HERE:
        raise Broken(f"{who.name} carries nothing: {answer.status} {answer.words[:200]}")
    part = answer.page
    said = {name: re.findall(rf'data-{name}="([^"]*)"', part)[0] for name in ("mark", "number", "revision")}
    fields: Fields = {"scene": said["mark"], "number": said["number"], "about": about or said["revision"]}
    return who.here.post(f"/live/{word}", {**fields, "script": "1"})


def _signalled(rooms: Rooms) -> Iterator[Act]:
    ash, bo = rooms.life.people
    signals: dict[str, str] = {}
    for who, word, about in ((ash, "green", ""), (bo, "yellow", ""), (bo, "not-this", "0"), (ash, "red", "")):
        signals |= {} if about else {who.name: word}
        changed: dict[str, object] = {"signals": dict(signals)}
        changed |= {"gone": [0]} if about else {}
        if word == "red":
            # Whoever looks at anything of it afterwards writes the end into their own record.
            rooms.pages, rooms.loose = (), {"chain", "lines"}
            changed |= {"phase": "red", "red": [who.name], "stage": "ended"}
        yield Act(who, partial(_signals, who, word, about), SIGNALLED, planned(None, **changed), name=f"signal {word}")


def _opens(rooms: Rooms, who: Somebody, page: str, becomes: Callable[[Model], None]) -> Act:
    return Act(who, lambda: who.here.get(rooms.here + page), "200", becomes, name=f"opens {page}")


def lines(rooms: Rooms) -> Iterator[Act]:
    """After the scene each puts lines down; they open once both have."""
    ash, bo = rooms.life.people
    address = re.findall(r"/lines/([0-9a-f]{32})/", ash.sees(f"{rooms.here}lines/"))[0]
    here = f"lines/{address}/"
    rooms.pages, texts = (here, "lines/"), {}
    for who, good in ((ash, "The oil was warm."), (bo, "The quiet afterwards.")):
        entry = who.sends(f"{rooms.here}debrief/", "/me/debriefs/", items=[WHAT], good=good).to.split("/")[3]
        who.sends(f"/me/debriefs/{entry}/lines/", rooms.here, more=good)
        texts[who.name] = good

        def becomes(model: Model, who: Somebody = who, good: str = good) -> None:
            model[who.name]["lines"] = [["waiting", good, {}]]

        def seen(who: Somebody = who) -> Fields:
            return {"seen": re.findall(r'name="seen" value="([^"]+)"', who.sees(rooms.here + here))[0]}

        rooms.model[ash.name]["lines"] = rooms.model[ash.name]["lines"] or [["open", texts[ash.name], {}]]
        rooms.model[who.name]["lines"] = [["open", good, {}]]
        rooms.loose = {"lines"} if who is ash else set()
        rooms.hidden[(bo if who is ash else ash).name].add(good)
        yield rooms.act(who, f"{here}put/", seen, "said=put", becomes=becomes, again=("=put", "=not-now"))
    rooms.loose, rooms.hidden = {"lines"}, {name: set() for name in rooms.hidden}
    for who in (ash, bo) * 3:
        yield rooms.act(who, f"{here}look/", {}, "said=looked")
    rooms.loose = set()
    read = [puts(who, "lines", [["read", texts[who.name], texts]]) for who in (ash, bo)]
    yield rooms.act(ash, f"{here}look/", {}, "said=looked", becomes=both(*read))


def deck(rooms: Rooms) -> Iterator[Act]:
    """Proposed, put aside, taken up, answered and sealed apart; found at its time and not before; let rest."""
    ash, bo = rooms.life.people
    # A scene before it may have left something to put down.
    rooms.pages, rooms.loose = ("deck/", f"items/{FOUND}/", "changed/"), {"lines"}
    asks: Fields = {"deck": "closeness", "days": "3"}
    yield rooms.act(ash, "deck/propose/", asks, "said=proposed", becomes=both(
        _deck(ash, "here", ["propose"], "proposed"), _offered(bo, True)))  # fmt: skip
    yield rooms.act(bo, "deck/aside/", {}, "said=aside", becomes=both(_offered(bo, False), _aside(bo, True)))
    yield rooms.act(bo, "deck/aside/", {"with": "again"}, "said=again", becomes=both(
        _offered(bo, True), _aside(bo, False)))  # fmt: skip
    taken = (_deck(who, "here", ["propose", "take up"], "open") for who in (ash, bo))
    yield rooms.act(bo, "deck/take-up/", partial(_mark, rooms, bo), "said=taken", again=("=busy", "=taken"),
                    becomes=both(_offered(bo, False), *taken))  # fmt: skip
    # What somebody feels is theirs in every space, and goes on from one telling to the next.
    word = "into" if rooms.number % 2 else "curious"
    for who in (ash, bo):
        yield rooms.act(who, f"deck/answers/{FOUND}/", {"side_together": word}, "said=kept", again=("=same",),
                        becomes=puts(who, "feels", {f"{FOUND}/together": word}))  # fmt: skip
    rooms.hidden = {name: {"Found in common"} for name in rooms.hidden}
    yield from _sealed(rooms)
    rooms.life.house.house.advance(days=3, hours=1)
    for who in (ash, bo):
        who.comes_in()
    # Another day has begun for what was opened together, and the scene is swept away.
    rooms.loose = {"together", "lines", "plan", "chain"}
    yield from _found(rooms)


def _mark(rooms: Rooms, who: Somebody) -> Fields:
    return {"mark": re.findall(r'name="mark" value="([^"]+)"', who.sees(f"{rooms.here}deck/"))[0]}


def _deck(
    who: Somebody, stand: str, rows: list[str], state: str, alike: tuple[str, ...] = ()
) -> Callable[[Model], None]:
    def becomes(model: Model) -> None:
        _stand, _rows, _state, offered, aside, _alike = model[who.name]["deck"]
        model[who.name]["deck"] = [stand, rows, state, offered, aside, list(alike)]

    return becomes


def _offered(who: Somebody, offered: bool) -> Callable[[Model], None]:
    def becomes(model: Model) -> None:
        model[who.name]["deck"][3] = offered

    return becomes


def _aside(who: Somebody, aside: bool) -> Callable[[Model], None]:
    def becomes(model: Model) -> None:
        model[who.name]["deck"][4] = aside

    return becomes


def _sealed(rooms: Rooms) -> Iterator[Act]:
    """Who is first sends its answers blinded; each unlock takes one step more. The page says sealed all the while."""
    ash, bo = rooms.life.people
    rows = ["propose", "take up"]

    def step(who: Somebody, stand: str, message: str = "") -> Callable[[Model], None]:
        rows.extend([message] if message else [])
        there, alike = sorted(rows), (FOUND,) if stand == "complete" else ()
        other = ash if who is bo else bo

        def becomes(model: Model) -> None:
            _deck(who, stand, there, "sealed", alike)(model)
            model[other.name]["deck"][1] = there

        return becomes

    seal: Fields = {"with": "answers"}
    yield rooms.act(ash, "deck/seal/", seal, "said=sealed", becomes=step(ash, "offered", "offer"), again=("=busy",))
    yield rooms.act(bo, "deck/seal/", seal, "said=sealed", becomes=step(bo, "answered", "answer"), again=("=busy",))
    yield comes_back(rooms, ash, step(ash, "learnt", "return"))
    yield comes_back(rooms, bo, step(bo, "complete", "tally"))
    yield comes_back(rooms, ash, step(ash, "complete"))


def _found(rooms: Rooms) -> Iterator[Act]:
    ash, bo = rooms.life.people
    rooms.hidden = {name: set() for name in rooms.hidden}
    rows = sorted(["propose", "take up", "offer", "answer", "return", "tally"])
    for who in (ash, bo):
        rooms.model[who.name]["deck"][2] = "found"
    mark = partial(_item, rooms, ash)
    yield rooms.act(ash, "deck/rest/", mark, "said=resting", becomes=_deck(ash, "complete", rows, "found"))
    gone = _deck(bo, "", [], "empty", (FOUND,))
    yield rooms.act(bo, "deck/away/", {}, "said=away", becomes=gone, again=("=busy", "=away"))


def _item(rooms: Rooms, who: Somebody) -> Fields:
    return {"item": re.findall(r'name="item" value="([^"]+)"', who.sees(f"{rooms.here}deck/"))[0]}


def cools(rooms: Rooms) -> Iterator[Act]:
    """One No for everything here, at once; ended, it comes back as wishes, and only as such."""
    ash, _bo = rooms.life.people
    rooms.pages = ("map/",)
    levels = dict(rooms.model[ash.name]["levels"])
    rests = resting(ash, *(f"={key.partition('/')[0]}" for key in levels))
    gone = both(puts(ash, "levels", {}), puts(ash, "cooling", ["everything"]), rests)
    yield rooms.act(ash, "later/everything/", {"days": "7"}, "said=begun", becomes=gone)
    wished = both(puts(ash, "cooling", []), puts(ash, "wishes", sorted(levels)))
    chosen: Fields = {"chosen": sorted(levels)}
    yield rooms.act(ash, "later/everything/end/", chosen, "said=wished", becomes=wished, again=("=ended", NOT_THERE))


NOT_THERE = "404"
