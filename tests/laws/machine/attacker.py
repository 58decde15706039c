"""Whoever has the database in their hands, remembers every state of it, and learns what goes unnoticed.

What went unnoticed, and what would have brought back most, is tried again, varied and combined.
"""

from collections.abc import Iterable
from random import Random

from tests.laws.machine.moves import MOVES, Recipe

KNOWN = (
    ("roll back an author", "delete pauses"),
    ("roll back all rows", "delete pauses"),
    ("roll back a vault", "roll back an author"),
    ("roll back everything", "delete pauses"),
    ("roll back the epoch", "delete pauses"),
)
"""What anybody would try who has read how it works."""
KNOWN_OF_TWO = (
    ("roll back one space",),
    ("roll back one space", "delete pauses"),
    ("roll back one author everywhere", "delete pauses"),
    ("roll back all vaults", "roll back one space"),
)
"""And where there are two spaces."""


class Attacker:
    """Chooses recipes: what went unnoticed before, and came closest to bringing something back, comes more often."""

    def __init__(self, names: Iterable[str] = MOVES, known: Iterable[tuple[str, ...]] = KNOWN) -> None:
        self.names = sorted(names)
        self.liked: list[tuple[float, Recipe]] = [(0.3, tuple((name, 0) for name in each)) for each in known]

    def choose(self, chance: Random) -> Recipe:
        """The next attack."""
        if self.liked and chance.random() < 0.4:
            recipe = max(chance.sample(self.liked, min(3, len(self.liked))))[1]
            return self._varied(recipe, chance)
        count = chance.choices((1, 2, 3), (6, 3, 1))[0]
        return tuple((chance.choice(self.names), chance.getrandbits(32)) for _ in range(count))

    def _varied(self, recipe: Recipe, chance: Random) -> Recipe:
        moves = [(name, chance.getrandbits(32) if chance.random() < 0.7 else seed) for name, seed in recipe]
        if len(moves) < 4 and chance.random() < 0.5:
            moves.insert(chance.randint(0, len(moves)), (chance.choice(self.names), chance.getrandbits(32)))
        elif len(moves) > 1 and chance.random() < 0.3:
            moves.pop(chance.randrange(len(moves)))
        return tuple(moves)

    def learn(self, recipe: Recipe, worth: float) -> None:
        """How it went: worth nothing when all noticed at once, more the fewer noticed."""
        if worth > 0:
            self.liked = sorted([*self.liked, (worth, recipe)], reverse=True)[:24]
