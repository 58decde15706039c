"""The rooms in which two people answer each other, killed in the middle of every act and told on to the end.

An act is one form. Before it and after it the record says, in words of its own, all that lies in these rooms for each
of them. After a kill what is stored is the one or the other; what was acknowledged is there; the same form, pressed
again, says truly which of them it was, and leaves the one after. Nobody's page shows what is not theirs to read yet.
"""

import random
import threading
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from tests.faults.house import Broken
from tests.faults.kills import Life, written
from tests.faults.people import Somebody
from tests.faults.visitor import Answer, Fields, NoAnswer

Model = dict[str, dict[str, Any]]
"""What lies in the rooms, by person and part, see `reading_rooms.py`."""
DONE = 303
MOST_STATEMENTS, MOST_COMMITS = 60, 4


def empty() -> dict[str, Any]:
    """What lies there for somebody who has just begun."""
    plan = {
        "stage": "empty", "carries": False, "phase": "", "red": [], "signals": {}, "gone": [], "rehearsed": False,
    }  # fmt: skip
    return {
        "threads": {}, "rests": [], "deck": ["", [], "empty", False, False, []], "feels": {},
        "together": ["closed", "", {}], "lines": [], "cooling": [], "plan": plan,
        "chain": [[], ""], "levels": {}, "wishes": [],
    }  # fmt: skip


@dataclass
class Act:
    """One press, by whom, and what it changes in the record. Its answer ends like `to` (an address, or a status).

    `again`: how it may end where the same is pressed once more although it is done. `hides`: words of it that the
    other must not read yet; `opens`: everything that was hidden is open from now on.
    """

    who: Somebody
    press: Callable[[], Answer]
    to: str
    becomes: Callable[[Model], None] = lambda model: None
    again: tuple[str, ...] = ()
    hides: str = ""
    opens: bool = False
    name: str = ""


@dataclass
class Rooms:
    """One telling of all of it in one space; `number`: which one it is. `pages` are read by the other meanwhile, and
    `loose` parts are not compared.
    """

    life: Life
    chance: random.Random
    number: int = 1
    model: Model = field(default_factory=dict)
    hidden: dict[str, set[str]] = field(default_factory=dict)
    pages: tuple[str, ...] = ()
    loose: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.model = {who.name: empty() for who in self.life.people}
        self.hidden = {who.name: set() for who in self.life.people}

    @property
    def here(self) -> str:
        """The address of the space."""
        return f"/s/{self.life.space}/"

    def act(self, who: Somebody, path: str, fields: Fields | Callable[[], Fields], to: str, **more: Any) -> Act:
        """A form of this space; fields that a page gives are read from it before the first press, and kept."""
        kept: list[Fields] = []

        def press() -> Answer:
            if not kept:
                kept.append(fields() if callable(fields) else fields)
            return who.here.post(self.here + path, kept[0])

        return Act(who, press, to, name=f"{path} {'' if callable(fields) else fields}", **more)

    def tell(self, acts: Iterator[Act], kind: str, killed: Callable[[], bool]) -> None:
        """Take each act, with a kill in the middle of it where one is due."""
        for act in acts:
            after = deepcopy(self.model)
            act.becomes(after)
            if act.hides:
                self.hidden[self._other(act.who).name].add(act.hides)
            if killed():
                self._killed_in(act, kind, after)
            elif not _ends(answer := act.press(), act.to):
                raise Broken(f"{act.who.name} {act.name}: {answer.status} {answer.to} {answer.words[:300]}")
            self.model = after
            if act.opens:
                self.hidden = {name: set() for name in self.hidden}

    def _other(self, who: Somebody) -> Somebody:
        return next(each for each in self.life.people if each is not who)

    # --- one kill ---------------------------------------------------------------------------------------------------

    def _killed_in(self, act: Act, kind: str, after: Model) -> None:
        figures = self.life.figures
        answer = self._pressed_and_killed(act)
        figures.kills += 1
        figures.asked += 1
        figures.unanswered += answer is None
        figures.aims[kind] = figures.aims.get(kind, 0) + 1
        self.life.again()
        stored = self._stored()
        is_done = self._judged(act, stored, after, answer)
        figures.done_unseen += is_done and answer is None and after != self.model
        once_more = act.press()
        wanted = (act.again or (act.to,)) if is_done else (act.to,)
        if after == self.model:
            wanted = (act.to, *act.again)
        if not any(_ends(once_more, each) for each in wanted):
            self._fell(act, f"pressed again: {once_more.status} {once_more.to} {once_more.words[:200]}, not {wanted}")
        fell, stored = len(self.life.figures.fell), self._stored()
        self._compare(act, "pressed again", stored, after)
        if len(self.life.figures.fell) > fell:
            # Said once; what follows is compared with what is there.
            after.update(stored)
        self._reads(self._other(act.who))

    def _judged(self, act: Act, stored: Model, after: Model, answer: Answer | None) -> bool:
        """Whether it is done as far as what is stored says; and that is all of it, or nothing."""
        if answer is not None and not _ends(answer, act.to):
            self._fell(act, f"{answer.status} {answer.to} {answer.words[:200]}")
        if answer is None and self._is(stored, self.model):
            return False
        self._compare(act, "acknowledged" if answer is not None else "half of it", stored, after)
        return True

    def _compare(self, act: Act, what: str, stored: Model, wanted: Model) -> None:
        for name, parts in stored.items():
            for part, said in parts.items():
                if part not in self.loose and said != wanted[name][part]:
                    self._fell(act, f"{what}, {name}: {part} is {_apart(said, wanted[name][part])}")

    def _is(self, stored: Model, wanted: Model) -> bool:
        return all(
            said == wanted[name][part] for name, parts in stored.items() for part, said in parts.items()
            if part not in self.loose
        )  # fmt: skip

    def _fell(self, act: Act, what: str) -> None:
        self.life.fell(f"{act.who.name} {act.name}: {what}")

    def _stored(self) -> Model:
        said = self._looked()
        for who in self.life.people:
            if said.get(who.name) is None:
                # The kill came between their Exit and their words.
                who.comes_in()
                said = self._looked()
        if said.get("failed") or said["broken"]:
            raise Broken(f"what is stored is damaged: {said.get('broken')} {self.life.house.complaints()[-3:]}")
        for who in self.life.people:
            if said[who.name]["trouble"] or said[who.name]["starts_anew"]:
                self.life.fell(f"{who.name} is told to start anew: {said[who.name]['trouble']}")
        return {who.name: said[who.name]["rooms"] for who in self.life.people}

    def _looked(self) -> dict[str, Any]:
        return self.life.house.look({who.name: who.cookie for who in self.life.people}, self.life.space, rooms=True)

    def _pressed_and_killed(self, act: Act) -> Answer | None:
        """Press, while the other reads, and let the server die in it, or right after it; None without an answer."""
        answers: list[Answer] = []
        over = threading.Event()
        threads = [
            threading.Thread(target=self._press, args=(act, answers, over)),
            threading.Thread(target=self._reads_on, args=(self._other(act.who), over)),
        ]
        kill = self._aimed()
        for each in threads:
            each.start()
        kill(over)
        self.life.house.kill()
        for each in threads:
            each.join()
        self.life.house.light()
        return answers[0] if answers else None

    def _press(self, act: Act, answers: list[Answer], over: threading.Event) -> None:
        try:
            answers.append(act.press())
        except NoAnswer:
            pass
        except Broken as broken:
            self._fell(act, str(broken))
        finally:
            over.set()

    def _aimed(self) -> Callable[[threading.Event], object]:
        """Between two statements, right after a commit, at any moment, or as the log grows."""
        house, chance = self.life.house, self.chance
        match chance.randrange(6):
            case 0 | 1:
                house.light(statements=chance.randint(1, MOST_STATEMENTS))
                return lambda over: over.wait(60)
            case 2 | 3:
                house.light(commits=chance.randint(1, MOST_COMMITS))
                return lambda over: over.wait(60)
            case 4:
                return lambda over: over.wait(chance.uniform(0, 0.15))
        return lambda over: written(house.data, over.is_set)

    # --- what the other can read --------------------------------------------------------------------------------------

    def _reads_on(self, who: Somebody, over: threading.Event) -> None:
        try:
            while not over.is_set():
                self._reads(who)
        except NoAnswer:
            return
        except Broken as broken:
            self.life.fell(str(broken))

    def _reads(self, who: Somebody) -> None:
        """Everything is there, and nothing of it shows what is not to be read yet."""
        for page in self.pages:
            answer = who.here.get(self.here + page)
            if answer.status not in (200, DONE):
                raise Broken(f"{who.name} opened {page}: {answer.status} {answer.words[:200]}")
            seen = answer.page
            for words in self.hidden[who.name]:
                if words in seen:
                    self.life.fell(f"{who.name} reads too early on {page}: {words}")


def _ends(answer: Answer, how: str) -> bool:
    return str(answer.status) == how or (answer.status == DONE and answer.to.endswith(how))


def _apart(seen: Any, wanted: Any) -> str:
    """What differs, and nothing else of it."""
    if isinstance(seen, dict) and isinstance(wanted, dict):
        keys = [key for key in {**seen, **wanted} if seen.get(key) != wanted.get(key)]
        return "; ".join(f"{key}: {_apart(seen.get(key), wanted.get(key))}" for key in keys)
    if isinstance(seen, list) and isinstance(wanted, list):
        same = next((n for n, pair in enumerate(zip(seen, wanted, strict=False)) if pair[0] != pair[1]), len(wanted))
        seen, wanted = seen[same:], wanted[same:]
    return f"{seen!r} and not {wanted!r}"
