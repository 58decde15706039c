"""Histories with scenes: their pages, what these may show, and whether a No was ever refused."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

from django.http import Http404

from ownaccord.accounts import cookies, vaults
from ownaccord.consent import memory
from ownaccord.consent.looking import Look
from ownaccord.core.errors import Refused
from ownaccord.core.scene import Phase
from ownaccord.core.statement import State
from ownaccord.scenes import access, hooks, queries, settling
from ownaccord.scenes.seen import Now
from ownaccord.scenes.table import Stage, Table
from ownaccord.scenes.views import now as live_page
from tests.laws.machine.devices import Device, Page
from tests.laws.machine.history import History, Saved
from tests.laws.machine.kept import Kept
from tests.laws.machine.knowledge import KINDS, SIGNAL, Residual, Stored
from tests.laws.machine.scene_rows import NOTHING
from tests.laws.machine.scene_truth import Risen, SceneTruth
from tests.laws.machine.truth import Loosened
from tests.laws.machine.world import REFUSALS

NO = ("tighten", "pause", "cooling")
Words = tuple[frozenset[Any], bytes | None, tuple[Any, ...], int | None, bytes | None]


class NoRefused(AssertionError):
    """A No was refused, by whatever was stored or had been played."""


@dataclass(frozen=True)
class Carried(Saved):
    """A moment, with what browsers carried then."""

    carried: dict[str, str]


class SceneHistory(History):
    """A history in which there are scenes. `carried`: the cookie of passes of each browser."""

    truth_of = SceneTruth
    truth: SceneTruth

    def __init__(self, *where: Any) -> None:
        self.carried: dict[str, str] = {}
        self.marks: dict[bytes, bytes] = {}
        self.aside = self.every_other = False
        super().__init__(*where)

    def turns(self) -> None:
        """A step begins: no clock of this step makes it earlier or later than it is."""
        self.truth.today = self.clock

    def saved(self, kept: Kept | None = None) -> Saved:
        return Carried(**super().saved(kept).__dict__, carried=dict(self.carried))

    def put_back(self, then: Saved) -> None:
        super().put_back(then)
        self.honest = ()
        if isinstance(then, Carried):
            self.carried = dict(then.carried)

    def restore(self, then: Saved) -> None:
        super().restore(then)
        laid = self.house.scenes.take()
        self.house.scenes.put(replace(laid, scenes={pk: s._replace(over=True) for pk, s in laid.scenes.items()}))
        (truth,) = then.truths
        if isinstance(truth, SceneTruth):
            self.truth.forgets_since(truth)

    # --- what a record says of scenes -------------------------------------------------------------------------------

    def _wrote(self, who: str, words: Any, act: dict[str, Any], had: Stored) -> None:
        mine = memory.mine(vaults.read(who, self.by_id[who].keys), self.space)
        assert mine is not None
        self.truth.wording = self.of_scenes(mine)
        super()._wrote(who, words, {**act, "attacked": self.attacked is not None}, had)

    def of_scenes(self, state: State) -> Words:
        """What a statement says of scenes, as the oracle reads it."""
        held, scene = frozenset((item, str(side)) for item, side in state.held_back), state.scene
        if scene is None:
            return held, None, (), None, None
        names = scene.start.names if scene.start is not None else ()
        return held, scene.mark, tuple(names), scene.ended_at, self.marks.get(scene.plan)

    def judged(self, device: Device, look: Look, had: Stored) -> None:
        """While a scene has anything to say, what is in force may be less than everybody says."""
        exact = self.exact
        self.exact = exact and self.truth.settled(self.clock)
        try:
            super().judged(device, look, had)
        finally:
            self.exact = exact

    def excused(self, trouble: Loosened, device: Device, look: Look | None, had: Stored) -> str | None:
        """Of what stands together against it, one word at least has to be unknown; and a step that says so is gone."""
        if not isinstance(trouble, Risen):
            return super().excused(trouble, device, look, had)
        sources = [had.known, device.known[self.space]]
        if look is not None and look.verified is not None:
            sources += [self.saw.get(digest, {}) for _seq, digest in look.verified.heads.values()]
        known = {m: max(each.get(m, 0) for each in sources) for m in self.truth.members}
        found = [SIGNAL] if trouble.step is not None and self.misses_a_step(trouble.step) else []
        if trouble.step is not None and not found and not self._no_step_said_it(trouble):
            return None
        for group in trouble.together:
            kinds = {self._kind(who, known, device) for who in group} - {None}
            if not kinds:
                return None
            found.append(max(kinds, key=KINDS.index))  # type: ignore[type-var,arg-type]
        return max(found, key=KINDS.index) if found else None

    def _no_step_said_it(self, trouble: Risen) -> bool:
        """Whether it was said in records alone, since an attack began that took the scene away from who said it."""
        later = [any(self.truth.written[who] > self.began for who in group) for group in trouble.together]
        now, before = (each.scenes.steps_of(trouble.step) for each in (self.house.take(), self.honest[0]))
        return bool(later) and all(later) and now <= before

    def misses_a_step(self, mark: bytes) -> bool:
        """Whether a step of this scene, or a plain pause, was taken away by somebody."""
        now = self.house.take()
        return any(
            each.scenes.steps_of(mark) - now.scenes.steps_of(mark) or set(each.pauses) - set(now.pauses)
            for each in self.honest
        )

    # --- pages ------------------------------------------------------------------------------------------------------

    def looks(self, device: Device, *, unlock: bool = False) -> str:
        """A look at the space, at what this browser carries, and every other time at the plan."""
        seen = super().looks(device, unlock=unlock)
        if not self.aside:
            self.every_other = not self.every_other
            with suppress(*REFUSALS):
                self.live_page(device)
                if self.every_other and not device.locked:
                    self.plan_page(device)
        return seen

    def looks_aside(self, device: Device) -> None:
        self.aside = True
        try:
            super().looks_aside(device)
        finally:
            self.aside = False

    def unlocks(self, device: Device) -> None:
        """At an unlock this room, too, writes down what devices have said."""
        super().unlocks(device)
        if any(who == device.owner.id for who, _scope in self.pauses()):
            # Also one that this browser remembered and brought back.
            self.truth.ends(self.clock)
        if self.house.scenes.take() is NOTHING:
            return
        with self.writing(device, {"kind": "scene"}) as (page, looked):
            looked()
            self.opened("an unlock", lambda: hooks.at_unlock(self.dressed(device, page)))  # type: ignore[arg-type]

    def refused(self, act: dict[str, Any], look: Look | None, why: Exception) -> None:
        """No No is refused to whoever could look, whatever is stored; and there is no page that does not open."""
        no = act["kind"] in NO or (act["kind"] == "state" and act.get("terms", (1,))[0] == 0)
        if no and look is not None and not look.over and isinstance(why, Refused):
            raise NoRefused(f"a No was refused: {act['kind']}: {why!r}") from why

    def dressed(self, device: Device, page: Page) -> Page:
        """The page with what this browser carries and says of itself."""
        name = cookies._named(cookies.PASSES, secure=False)
        if device.name in self.carried:
            page.COOKIES[name] = self.carried[device.name]
        row = SimpleNamespace(person_id=device.owner.id, shared=False, wrap=SimpleNamespace(kind=""))
        page.sign_ins, page.sign_in = [(row, device.token)], row
        return page

    def keeps(self, device: Device, page: Page) -> None:
        """The browser keeps the passes that it was given."""
        name = cookies._named(cookies.PASSES, secure=False)
        if name in page.cookies:
            self.carried[device.name] = page.cookies[name].value

    def opened(self, what: str, made: Callable[[], Any]) -> Any:
        """What a page makes; whatever goes wrong in it, and is no refusal of its own, is a page that did not open."""
        try:
            return made()
        except (Http404, Loosened, Residual, AssertionError):
            raise
        except REFUSALS as why:
            if self.attacked is None and self.calm:
                raise AssertionError(f"{what} did not open: {why!r}") from why
            raise
        except Exception as why:
            raise AssertionError(f"{what} did not open: {why!r}") from why

    def plan_page(self, device: Device) -> Table | None:
        """The page of the plan, as its view makes it; None where it was refused."""
        found: list[Table] = []
        with self.writing(device, {"kind": "scene"}) as (page, looked):
            look = looked()
            found.append(self.opened("the page of a plan", lambda: self._plan(self.dressed(device, page))))
            self._judge_doing(device, look, *self._of_table(found[0]), bare=False)
        return found[0] if found else None

    def _plan(self, page: Any) -> Table:
        here = settling.settled(page, self.space)
        every = access.carrying(page, here.scene.scene) if here.scene else ()
        queries.heard(every, page.now)
        queries.face(here), queries.yeses(here), queries.not_here(here), queries.until(here)
        queries.conditions(here), queries.limits(here.look), queries.room(here, page.keys)
        return here

    @staticmethod
    def _of_table(here: Table) -> tuple[bytes | None, tuple[int, ...]]:
        if here.stage is not Stage.RUNNING or here.plan is None or here.scene is None or here.scene.live is None:
            return None, ()
        out = {*here.another_look, *here.scene.live.gone}
        return here.plan.mark, tuple(n for n in range(len(here.plan.lines)) if n not in out)

    def live_page(self, device: Device) -> Now | None:
        """The live page of this browser, locked or not; None where it carries nothing."""
        if device.name not in self.carried:
            return None
        if device.locked:
            return self._live(device, self.dressed(device, device._bare(self.clock)), None)
        found = []
        with self.writing(device, {"kind": "scene"}) as (page, looked):
            look = looked()
            found.append(self._live(device, self.dressed(device, page), look))
        return found[0] if found else None

    def _live(self, device: Device, page: Any, look: Look | None) -> Now | None:
        try:
            seen: Now = self.opened("a live page", lambda: live_page._seen(page))
        except Http404:
            return None
        bare = look is None or look.cannot_write or look.waiting_for_others
        shown = tuple(each.number for each in seen.lines if not each.gone)
        self._judge_doing(device, look, bytes.fromhex(seen.mark) if self.is_live(seen) else None, shown, bare=bare)
        if self.attacked is None and self.calm and not seen.drill:
            runs = self.truth.runs(self.clock) == bytes.fromhex(seen.mark)
            assert runs == self.is_live(seen), ("a live page does not know how it stands", seen.phase, runs)
        return seen

    @staticmethod
    def is_live(seen: Now) -> bool:
        """Whether this page shows a scene that runs."""
        return seen.phase == Phase.RUNNING and not seen.drill

    def _judge_doing(
        self, device: Device, look: Look | None, mark: bytes | None, shown: tuple[int, ...], *, bare: bool
    ) -> None:
        if mark is None:
            return
        try:
            self.truth.doing(mark, shown, self.clock, bare=bare)
        except Loosened as trouble:
            self.no_excuse(trouble, device, look)

    def no_excuse(self, trouble: Loosened, device: Device, look: Look | None) -> None:
        """It falls, unless nobody can defend it."""
        kind = self.excused(trouble, device, look, self.blob(device.owner.id)) if self.attacked else None
        if kind is None:
            raise trouble
        raise Residual(kind) from trouble

