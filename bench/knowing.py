"""Figures of what is one's own: a whole deck of forty items, many answers read, one kept."""

import os
import re
from collections.abc import Mapping
from time import perf_counter

from bench.figures import p50, p95, say, times
from bench.served import TOKEN, Server, Visitor
from ownaccord.accounts.keys import VaultBook
from ownaccord.catalogue import load
from ownaccord.consent import interest
from ownaccord.core import reveal
from ownaccord.core.deck import Line, Round
from ownaccord.core.interest import Answer, Interest, as_list
from ownaccord.core.reveal import Message, Mine, Reader, Step
from ownaccord.vault.keyring import Keyring

ANSWERS = 1200
LINES = 40


def deck(runs: int) -> None:
    """Both seals and every step of both people, on one core: 80 elements each, a third of them a yes."""
    say("a deck of 40 items, both people, every step", p50(times(_Deck(), runs)), "ms", "at most 80")


class _Deck:
    """Two people and a round; calling it plays the round from the seals to the end."""

    def __init__(self) -> None:
        self.keys = [Keyring.make(name * 32, os.urandom) for name in "ab"]
        self.members = {each.person: each.public for each in self.keys}
        lines = tuple(Line(item.slug, item.shapes[0]) for item in load().items[:LINES])
        first, second = (each.person for each in self.keys)
        self.about = Round("0" * 32, 1, bytes(16), first, second, lines, 2_000_000_000)
        self.epoch_key = os.urandom(32)

    def __call__(self) -> None:
        readers = [Reader(self.about, each, self.members, self.epoch_key) for each in self.keys]
        mine = [reveal.seal(self.about, each.person, self._yes(each.person), os.urandom) for each in self.keys]
        messages: dict[Step, Message] = {}
        for who in (0, 1, 0, 1, 0):
            mine[who] = self._step(readers[who], mine[who], messages)
        assert {each.stand for each in mine} == {reveal.Stand.COMPLETE}

    def _yes(self, person: str) -> frozenset[reveal.Key]:
        return frozenset([key for key in self.about.slots(person) if key is not None][::3])

    @staticmethod
    def _step(reader: Reader, mine: Mine, messages: dict[Step, Message]) -> Mine:
        after = reveal.advance(reader, mine, messages)
        newest = reveal.newest(reader, after)
        if newest is not None:
            messages[newest[0]] = newest[1]
        return after


def answers(runs: int) -> None:
    """Everything that somebody has said about 1,200 items, read from their opened vault."""
    book, every = VaultBook(), load().items
    for number in range(ANSWERS):
        item = every[number % len(every)]
        said = Answer(f"{item.slug}-{number}", dict.fromkeys(item.sides, Interest.CURIOUS), note="In the evening.")
        book.put(f"interest/{said.item}", as_list(said))
    assert len(_read(book)) == ANSWERS
    say("1,200 answers read from an opened vault", p50(times(lambda: _read(book), runs)), "ms", "at most 10")


def _read(book: VaultBook) -> Mapping[str, Answer]:
    return interest.answers(book)


def keeping(name: str, words: str, runs: int) -> None:
    """One answer kept, over HTTP: a form sent, durable when it is answered."""
    server = Server()
    visitor, path = Visitor(server.port), f"/me/interest/items/{load().items[0].slug}/"
    visitor.signs_in(name, words)
    taken = [_kept(visitor, path, ("into", "curious")[number % 2]) for number in range(runs)]
    server.stop()
    say("one answer kept over HTTP: p95", p95(taken), "ms", "at most 100")


def _kept(visitor: Visitor, path: str, said: str) -> float:
    _, page = visitor.asks(path)
    token, whose = TOKEN.search(page), re.search(r'name="_whose" value="([^"]+)"', page)
    assert token is not None
    fields = {"csrfmiddlewaretoken": token[1], "side_together": said, **({"_whose": whose[1]} if whose else {})}
    begun = perf_counter()
    status, _ = visitor.asks(path, fields)
    assert status == 303, status
    return (perf_counter() - begun) * 1000
