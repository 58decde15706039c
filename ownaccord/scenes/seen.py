"""What a carrying device shows of a scene, as its page is given it; the same for every device but what is its own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """One person's newest signal as others see it; `is_green` only while every device of theirs is heard."""

    name: str
    own: bool
    signal: str
    connected: bool
    is_green: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the plan in words; `gone`: out for the rest of the scene."""

    number: int
    name: str
    words: str
    gone: bool


@dataclass(frozen=True, slots=True)
class Agreed:
    """A safeword or a safe sign; `way` is "word" or "sign"."""

    signal: str
    way: str
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class Now:
    """The scene at one moment. `mark` names it in every form; `number` is the next press of this device.

    `phase`: "waiting" before the start, then the words of `core.scene.Phase`. `drill`: a rehearsal. `shared`: this
    device counts for several people, so no own limits are on it. `bare`: after Exit now only the signals remain.
    `lapsed`: nothing has begun, and what was said for it counts no more; it knows nobody then.
    `pocket`: what its owner has at hand, no more on it than the limits are. `look_own`: this device has still to say to
    go on. Times in seconds.
    """

    mark: str
    drill: bool
    shared: bool
    phase: str
    revision: int
    number: int
    connected: bool
    is_green: bool
    check_in: str
    look: bool
    look_own: bool
    red_drawn: bool
    elapsed: int
    next_check_in: int
    persons: tuple[Person, ...]
    lines: tuple[Line, ...] = ()
    agreed: tuple[Agreed, ...] = ()
    meanings: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    tells: tuple[tuple[str, tuple[str, ...]], ...] = ()
    pocket: tuple[str, ...] = ()
    bare: bool = False
    lapsed: bool = False
    since: str = ""
    after_url: str = ""
    unlock_url: str = ""
    plan_url: str = ""

    @property
    def is_yellow(self) -> bool:
        """Whether somebody's newest signal is yellow."""
        return any(each.signal == "yellow" for each in self.persons)

    @property
    def minutes_gone(self) -> int:
        """Whole minutes since the start, for a page without scripts."""
        return self.elapsed // 60

    @property
    def minutes_to_go(self) -> int:
        """Minutes until the next check-in, rounded up."""
        return -(-self.next_check_in // 60)
