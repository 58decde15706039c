"""What the histories are about, and the rules of cooling-off in them: begun at once, ended by one word alone."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from ownaccord.core import cooling
from ownaccord.core.cooling import EVERYTHING, About, Scope
from ownaccord.core.position import Side
from ownaccord.core.wish import Wish

NAMES = ("ash", "bo")
names = st.sampled_from(NAMES)
items = st.sampled_from(["hand-massage", "hand-massage", "story-reading", "wrist-holding"])
GIVE, RECEIVE = ("hand-massage", Side.GIVE), ("hand-massage", Side.RECEIVE)
SHOW, WATCH = ("story-reading", Side.SHOW), ("story-reading", Side.WATCH)
LEAD, FOLLOW = ("wrist-holding", Side.LEAD), ("wrist-holding", Side.FOLLOW)
TOGETHER = ("hand-massage", Side.TOGETHER)
KEYS = [GIVE, RECEIVE, SHOW, WATCH, LEAD, FOLLOW]
keys = st.sampled_from(KEYS)
CATEGORIES = {"hand-massage": "touch", "wrist-holding": "touch", "story-reading": "words"}
COVERED = {
    Scope(About.ITEM, "hand-massage"): {GIVE, RECEIVE, TOGETHER},
    Scope(About.CATEGORY, "touch"): {GIVE, RECEIVE, TOGETHER, LEAD, FOLLOW},
    EVERYTHING: {*KEYS, TOGETHER},
}
scopes = st.sampled_from(list(COVERED))


class Calm:
    """Somebody begins to cool off, and ends it; what they want back then is a wish of that moment."""

    def is_cooling(self, name, item):
        """Whether the own software takes nothing on this item."""
        return cooling.covering(self.cooling[name].values(), item, CATEGORIES.get) is not None

    @precondition(lambda self: self.whole)
    @rule(name=names, scope=scopes)
    def begin_to_cool_off(self, name, scope):
        wished, begun = self.oracle.wishes[name], []
        wishes = [Wish(*key, terms, since, self.edition(key[0])) for key, (terms, since) in wished.items()]

        def change(state):
            begun.append(cooling.begun(scope, state, wishes, CATEGORIES.get, self.pair.clock, None))
            return begun[-1].state

        before = self.oracle.written.get(name)
        assert self.write(name, change) or self.oracle.left
        if not self.oracle.left:
            old, new = self.cooling[name].get(scope), begun[-1].cooling
            self.cooling[name][scope] = new if old is None else cooling.lasting(old, new)
            self.oracle.cools_off(name, str(scope), COVERED[scope], before)

    @precondition(lambda self: self.whole)
    @rule(name=names, scope=scopes, chosen=st.sets(keys))
    def end_cooling_off(self, name, scope, chosen):
        mine = self.cooling[name].pop(scope, None)
        if mine is not None:
            ended = cooling.ended(mine, self.cooling[name].values(), chosen, CATEGORIES.get, self.pair.clock)
            self.cooling[name] = {each.scope: each for each in ended.others}
            assert {wish.key for wish in ended.wishes} <= chosen
            self.oracle.ends_cooling(name, str(scope), {w.key: w.terms for w in ended.wishes}, self.pair.clock)
