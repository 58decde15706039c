"""Ash and Bo in one round of a deck, with their vaults and the rows between them, in memory, without any room."""

from ownaccord.core import reveal
from ownaccord.core.deck import Line, Round
from ownaccord.core.position import Shape, Side
from ownaccord.core.reveal import Reader, Stand
from ownaccord.vault.keyring import Keyring
from tests.core.people import SPACE, START, counting_entropy

SHAPES = tuple(Shape)
FITS = {Side.GIVE: Side.RECEIVE, Side.SHOW: Side.WATCH, Side.LEAD: Side.FOLLOW, Side.TOGETHER: Side.TOGETHER}
FITS |= {other: side for side, other in FITS.items()}


def naive(first, second):
    """What is mutual, as each of the two would say it: {(item, my side)} each."""
    return (
        {(item, side) for item, side in first if (item, FITS[side]) in second},
        {(item, side) for item, side in second if (item, FITS[side]) in first},
    )


class Table:
    """Two people, one round, and the messages that lie in the database."""

    def __init__(self, lines=3, seed="reveal", mark=bytes(16)):
        self.entropy = counting_entropy(seed)
        self.keys = {name: Keyring.make(name * 4, self.entropy) for name in ("ash", "bo")}
        self.members = {keys.person: keys.public for keys in self.keys.values()}
        self.epoch_key = self.entropy(32)
        deck = tuple(Line(f"item-{n}", SHAPES[n % len(SHAPES)]) for n in range(lines))
        self.about = Round(SPACE, 1, mark, self.keys["ash"].person, self.keys["bo"].person, deck, START)
        self.mine, self.messages, self.yes = {}, {}, {}

    def reader(self, name, about=None):
        """Who takes steps."""
        return Reader(about or self.about, self.keys[name], self.members, self.epoch_key)

    def sides(self, name):
        """Everything that this person can say yes to."""
        return [key for key in self.about.slots(self.keys[name].person) if key]

    def seal(self, name, yes):
        """Seal these answers."""
        self.yes[name] = frozenset(yes)
        self.mine[name] = reveal.seal(self.about, self.keys[name].person, self.yes[name], self.entropy)

    def step(self, name):
        """One step, and its message among the rows."""
        self.mine[name] = reveal.advance(self.reader(name), self.mine[name], self.messages)
        self.post(name)

    def post(self, name):
        """The newest own message is among the rows."""
        newest = reveal.newest(self.reader(name), self.mine[name])
        if newest is not None:
            self.messages[newest[0]] = newest[1]

    def run(self, ash, bo):
        """A whole round."""
        self.seal("ash", ash)
        self.seal("bo", bo)
        for name in ("ash", "bo", "ash", "bo", "ash"):
            self.step(name)
        return self

    def found(self, name):
        """What this person is told: {(item, my side)}; None while the round is not complete for them."""
        mine = self.mine[name]
        if mine.stand is not Stand.COMPLETE:
            return None
        return {(each.item, self.side(name, each)) for each in mine.mutual}

    def side(self, name, mutual):
        """My side in something mutual."""
        sides = mutual.shape.sides
        return sides[0] if mutual.leads in ("", self.keys[name].person) else sides[1]
