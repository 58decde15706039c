"""What the coach says about one message."""

from dataclasses import dataclass

from ownaccord.core.coach.label import Label


@dataclass(frozen=True, slots=True)
class Found:
    """One move: the words from `start` up to `end`, in Unicode code points, and why they could land hard."""

    label: Label
    rule: str
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Hint:
    """Everything found in one message, the main words first, at most one for each label. Nothing found is no hint."""

    found: tuple[Found, ...] = ()
    suggestions: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[Label, ...]:
        return tuple(each.label for each in self.found)
