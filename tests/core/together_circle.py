"""A circle of two or more who open texts together, with their vaults and rows in memory, without any room."""

from ownaccord.core import together
from ownaccord.core.apart import Mine, Round, Stand
from ownaccord.core.together import Reader, There
from ownaccord.vault.keyring import Keyring
from tests.core.people import SPACE, counting_entropy


class Circle:
    """Everybody's keys and own side, and the rows as a database would hold them."""

    def __init__(self, names=("ash", "bo"), mark=bytes(16), seed="together"):
        self.entropy = counting_entropy(seed)
        self.keys = {name: Keyring.make(name * 4, self.entropy) for name in names}
        self.members = {keys.person: keys.public for keys in self.keys.values()}
        self.about = Round(SPACE, 1, mark, tuple(sorted(self.members)))
        self.epoch_key = counting_entropy("epoch")(32)
        self.mine: dict[str, Mine] = {name: together.meet(self.entropy) for name in names}
        self.wants: dict[str, str | None] = dict.fromkeys(names)
        self.messages, self.texts = {}, {}

    def person(self, name):
        """The id behind a name."""
        return self.keys[name].person

    def reader(self, name):
        """One of them, with their keys."""
        return Reader(self.about, self.keys[name], self.members, self.epoch_key)

    def step(self, name):
        """One look of one of them; what their software puts into the rows."""
        reader = self.reader(name)
        there = There(self.messages, self.texts)
        self.mine[name] = together.advance(reader, self.mine[name], there, self.wants[name], self.entropy)
        self.messages[self.person(name)] = together.newest(reader, self.mine[name])
        sealed = together.sealed_text(reader, self.mine[name], self.entropy)
        if sealed is not None:
            self.texts[self.person(name)] = sealed

    def around(self, times=1):
        """Everybody looks, in turn, so many times."""
        for _ in range(times):
            for name in self.keys:
                self.step(name)

    def stands(self):
        """Where they stand."""
        return {name: mine.stand for name, mine in self.mine.items()}

    def all_complete(self):
        """Whether everybody has read."""
        return set(self.stands().values()) == {Stand.COMPLETE}
