"""What was tried, and what of it did not hold."""

from dataclasses import dataclass, field


@dataclass
class Found:
    """What was tried and what fell."""

    tried: list[str] = field(default_factory=list)
    fell: list[str] = field(default_factory=list)

    def holds(self, what: str, so: object, instead: object = "") -> None:
        """This has to be so."""
        self.tried.append(what)
        if not so:
            self.fell.append(f"{what}: {instead}")

    def equal(self, what: str, seen: object, wanted: object) -> None:
        """These have to be the same."""
        self.holds(what, seen == wanted, f"{seen!r} and not {wanted!r}")
