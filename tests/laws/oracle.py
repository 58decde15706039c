"""The oracle of the histories: who said what, what was slept on, and so what may be permitted at most.

It never asks the core what a write means. Each author's `covered` holds, for each (item, side), the probing acts above
Talk first that a second act after the wait has allowed and that every later record of that author still allowed.
"""

from dataclasses import replace
from random import Random

from tests.laws import model

HOUR, DAY = 3600, 86_400


def probes(make_act, levels, contexts, words, areas, signals, count=36):
    """A fixed choice of acts that differ in everything."""
    chance = Random(11)
    return [
        make_act(
            context=chance.choice(contexts),
            when=0,
            level_needed=levels[number % len(levels)],
            intensity=chance.choice([1, 1, 2, 3, 4]),
            minutes=chance.choice([5, 10, 15, 30]),
            conditions_held=frozenset(words if chance.random() < 0.7 else words[:1]),
            areas_touched=frozenset(area for area in areas if chance.random() < 0.2),
            signals_rehearsed=frozenset(signals if chance.random() < 0.7 else ()),
            uses=chance.choice([1, 1, 2]),
        )
        for number in range(count)
    ]


class Oracle:
    """What everybody has said so far, as an onlooker with perfect memory knows it."""

    def __init__(self, names, acts):
        self.names, self.acts = names, acts
        self.written = {}
        self.covered = {name: {} for name in names}
        self.wishes = {name: {} for name in names}
        self.paused = set()
        self.cooling = {name: {} for name in names}
        self.left = False

    def allowed(self, terms):
        """The probing acts above Talk first that these terms allow, whatever the date."""
        undated = replace(terms, review_by=None)
        return {n for n, act in enumerate(self.acts) if act.level_needed > 1 and model.allows(undated, act)}

    def wait(self):
        """The longest wait that anybody asked for, in seconds; 12 hours for whoever has not said."""
        return HOUR * max(self.written[name].wait_hours if name in self.written else 12 for name in self.names)

    def wrote(self, name, state, confirmed, now, wait):
        """Take in one record, and check that nothing above Talk first rose in it without being slept on."""
        before = self.written.get(name)
        covered = {}
        for entry in state.entries:
            key = (entry.item, entry.side)
            allowed = set() if _is_past(entry.terms, now) else self.allowed(entry.terms)
            old = model.find(before, *key) if before else None
            lapsed = old is None or _is_past(old.terms, now)
            if key in confirmed:
                wished, since = self.wishes[name][key]
                assert wait <= now - since <= 30 * DAY, "a wish was confirmed that had not been slept on"
                covered[key] = allowed & self.allowed(wished)
            else:
                covered[key] = set() if lapsed else allowed & self.covered[name].get(key, set())
            assert allowed <= covered[key], "something rose without a second act"
            assert not self.cools(name, key), "something was said in a cooling-off"
        self.covered[name], self.written[name] = covered, state

    def cools_off(self, name, scope, keys, before):
        """Somebody begins to cool off: nothing is said or wished on these keys until their word ends it."""
        had = [((entry.item, entry.side), self.allowed(entry.terms)) for entry in (before.entries if before else ())]
        had += [(key, self.allowed(terms)) for key, (terms, _since) in self.wishes[name].items()]
        _keys, more = self.cooling[name].get(scope, ((), ()))
        self.cooling[name][scope] = frozenset(keys), (*more, *(each for each in had if each[0] in keys))
        self.wishes[name] = {key: each for key, each in self.wishes[name].items() if key not in keys}
        said = self.written[name]
        assert not any((entry.item, entry.side) in keys for entry in said.entries), "something stayed"

    def cools(self, name, key):
        """Whether somebody cools off on this key."""
        return any(key in keys for keys, _had in self.cooling[name].values())

    def ends_cooling(self, name, scope, wanted, now):
        """Their word ends it; what they want back of what was there is a wish from now on, and nothing is said."""
        _keys, had = self.cooling[name].pop(scope)
        for other, (keys, more) in self.cooling[name].items():
            self.cooling[name][other] = keys, (*more, *(each for each in had if each[0] in keys))
        for key, terms in wanted.items():
            assert any(of == key and self.allowed(terms) == allowed for of, allowed in had), "it was not there"
            self.wishes[name][key] = terms, now

    def permits(self, rule, way, number, act):
        """Whether the probing act of this number, at its moment, is permitted: everybody says so, and slept on it."""
        if self.left or not model.permitted(rule, self.names, self.written, act.when, self.paused, way, act):
            return False
        slept_on = all(number in self.covered[name].get((rule.slug, way[name]), ()) for name in self.names)
        return act.level_needed == 1 or rule.ceiling < 2 or slept_on


def _is_past(terms, now):
    return terms.review_by is not None and terms.review_by < now
