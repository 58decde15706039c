"""Ash and Bo in a scene: the plan, confirmations, start and end, through the pen."""

from dataclasses import replace

from ownaccord.core import opening
from ownaccord.core.in_force import in_force
from ownaccord.core.ledger import Acts
from ownaccord.core.opening import Moment
from ownaccord.core.plan import Agreed, Plan, Signal, Way, planned
from ownaccord.core.position import DAY, Side
from ownaccord.core.terms import Context, Level, Terms
from ownaccord.core.trial import put_back
from tests.core.people import SPACE, Pair
from tests.laws.strategies import RULES

ITEM, OTHER = "hand-massage", "story-reading"
GIVE, RECEIVE = (ITEM, Side.GIVE), (ITEM, Side.RECEIVE)


class Scenes(Pair):
    """A pair with everything that a scene needs."""

    def __init__(self, rules=RULES, names=("ash", "bo"), epoch=1):
        super().__init__(dict(rules), names, epoch)

    def trial(self, uses=1, days=25):
        """Ash's give becomes a Trial, Bo's receive a Yes."""
        self.raise_to("ash", *GIVE, Terms(level=Level.TRIAL, uses=uses, review_by=self.clock + days * DAY))
        self.raise_to("bo", *RECEIVE, Terms(review_by=self.clock + 60 * DAY))

    def moment(self, name, verified=None):
        """What this person sees now."""
        verified = verified or self.read(name)
        return Moment(self.rules, frozenset(self.members), verified.states, self.now(name, verified))

    def plan(self, minutes=60, name="ash", **changes):
        """A plan of everything above Talk first, at home."""
        moment = self.moment(name)
        lines = changes.pop("lines", None) or tuple(planned(each, Context.AT_HOME) for each in self.open(moment))
        some = Plan(
            SPACE, self.view.epoch, self.entropy(16), tuple(sorted(self.members)), lines, Context.AT_HOME, minutes, "",
            (Agreed(Signal.RED, Way.WORD, "ember"),), ("Good.", "Slower.", "Stop."), 20,
            tuple((who,) for who in sorted(self.members)),
        )  # fmt: skip
        return replace(some, **changes)

    def open(self, moment, plan=None):
        """What could be planned."""
        found = in_force(moment.rules, moment.members, moment.states, moment.now, frozenset(), plan and plan.digest)
        return [a for a in found if a.terms.level > Level.TALK and Context.AT_HOME in a.terms.contexts]

    def step(self, name, does, *args, acts=None):
        """One step of a scene, written."""
        moment, person = self.moment(name), self.person(name)
        return self.say(name, lambda state: does(moment, person, state, *args), acts)

    def say(self, name, change, acts=None):
        """A record as everybody's software begins it: with the start that others wrote, without what is over."""
        moment, person = self.moment(name), self.person(name)

        def changed(state):
            return change(opening.past(moment, person, opening.carried(moment, person, state)))

        return self.write(name, changed, acts or Acts(now=moment.now))

    def confirm(self, name, plan):
        self.step(name, opening.confirmed, plan, self.entropy(16))

    def start(self, name, plan):
        self.step(name, opening.started, plan)

    def begin(self, plan):
        """Both confirm, Ash starts."""
        for name in ("bo", "ash"):
            self.confirm(name, plan)
        self.start("ash", plan)

    def end(self, name):
        self.step(name, opening.ended)

    def settle(self, name):
        self.step(name, opening.past)

    def put_back(self, name, keys):
        states, person = self.read(name).states, self.person(name)
        acts = Acts(putting_back=frozenset(keys), now=self.clock)
        self.write(name, lambda state: put_back(person, state, states, frozenset(keys)), acts)

    def for_plan(self, name, plan):
        """The items in force for a plan."""
        return {a.item for a in self.open(self.moment(name), plan)}
