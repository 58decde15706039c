"""What can go wrong with keys and bytes. Few, calm, and never carrying what was read or typed."""

from enum import StrEnum


class Stage(StrEnum):
    """How far reading came before it was refused; the names are those of the vector files."""

    CANONICAL = "canonical"
    VERSION = "version"
    LENGTH = "length"
    SEAL = "seal"
    PADDING = "padding"
    COST = "cost"
    KEY = "key"
    CONTENT = "content"
    POINT = "point"


class Unreadable(Exception):
    """These bytes do not open here: another key, another place, damaged, or of an unknown version.

    `stage` is for tests and for whoever debugs; a page says the same calm line for all of them.
    """

    def __init__(self, stage: Stage = Stage.SEAL) -> None:
        super().__init__(stage.value)
        self.stage = stage


class NotCanonical(Unreadable):
    """These bytes are not the one canonical form of anything, or this value has none."""

    def __init__(self) -> None:
        super().__init__(Stage.CANONICAL)


class TooWeak(Unreadable):
    """The cost of stretching lies below the floor, or absurdly far above it; nothing was computed."""

    def __init__(self) -> None:
        super().__init__(Stage.COST)


class BadCode(Exception):
    """A code was not read. `slip`: it has something wrong in it; otherwise nothing was typed at all."""

    def __init__(self, slip: bool = True) -> None:
        super().__init__("slip" if slip else "no code")
        self.slip = slip
