"""What scenes add to the machine's oracle (laws 7 and 8): who said yes to which plan, what began, and what ended it.

It knows no code. `told` is what somebody's newest record says of scenes: (own (item, side) of which it holds one use
back, mark of its confirmation, ((person, mark), ...) that its start names, when it says that it was over, the plan).
"""

from tests.laws.machine.allowed import DAY, FOREVER, HOUR, NOTHING, meet, undated, within
from tests.laws.machine.truth import Loosened, Truth

COUNTS, LINGERS, LONGEST = 2 * HOUR, 2 * HOUR, 12 * HOUR
SILENT = (frozenset(), None, (), None, None)


class Risen(Loosened):
    """Something rose, or goes on, against what was said of a scene.

    `together`: each is a group of people whose newest words, taken together, stand against it. `step`: of which scene
    a step was pressed that stands against it, too, whether or not any record says so yet.
    """

    def __init__(self, words, together=(), step=None):
        super().__init__(words, {who for each in together for who in each})
        self.together, self.step = tuple(frozenset(each) for each in together), step


class Yes:
    """One confirmation: whose, of which plan, when, what was in force then, and until when its ratchet holds.

    `own`: the mark by which records name it; `held`: the own (item, side) that are a trial in the plan.
    """

    def __init__(self, who, mark, at, force, held):
        self.who, self.mark, self.at, self.force, self.held = who, mark, at, force, held
        self.started = self.over = self.own = None
        self.lost = False

    def copy(self):
        """The same, which changes on its own."""
        other = object.__new__(Yes)
        other.__dict__.update(self.__dict__)
        return other

    @property
    def until(self):
        """When nothing of it holds any more."""
        return self.at + COUNTS if self.over is None else self.over + DAY


class Held(Truth):
    """Everybody's word without what a scene has used, or holds back."""

    def __init__(self, members, rules):
        self.told = dict.fromkeys(members, SILENT)
        self.wording, self.plans, self.today = SILENT, {}, 0
        self.yes, self.every, self.spent = dict.fromkeys(members), [], {who: {} for who in members}
        self.debriefed, self.out, self.quiet_after = {who: {} for who in members}, {}, 0
        self.dropped, self.waiting = {}, dict.fromkeys(members, frozenset())
        super().__init__(members, rules)

    def counts(self, who, item, side, now):
        """What one person's word on this side allows outside of any scene."""
        return self.less(who, (item, side), super().counts(who, item, side, now))

    def less(self, who, key, terms):
        """These terms of somebody without the use that their newest record holds back."""
        if terms[8] == FOREVER or key not in self.told[who][0]:
            return terms
        return (*terms[:8], terms[8] - 1) if terms[8] > 1 else NOTHING


class SceneTruth(Held):
    """Everybody's word, and what was said of scenes. `plans`: mark -> (lines, minutes); a line: (item, way, terms)."""

    def copy(self):
        """The same, which changes on its own."""
        other = super().copy()
        other.__class__ = SceneTruth
        twins = {id(each): each.copy() for each in self.every}
        other.every = list(twins.values())
        other.yes = {who: None if each is None else twins.get(id(each), each) for who, each in self.yes.items()}
        other.told, other.plans, other.dropped = dict(self.told), dict(self.plans), dict(self.dropped)
        other.waiting = dict(self.waiting)
        other.spent = {who: {key: twins.get(id(yes), yes) for key, yes in each.items()}
                       for who, each in self.spent.items()}  # fmt: skip
        other.debriefed = {who: dict(each) for who, each in self.debriefed.items()}
        return other

    # --- the ratchet ------------------------------------------------------------------------------------------------

    def holding(self, now):
        """The confirmations whose ratchet holds."""
        return [each for each in self.every if now < each.until and not each.lost]

    def in_force(self, now):
        """What everybody allows, and no more than at any confirmation whose ratchet holds."""
        found, holding = super().in_force(now), self.holding(max(now, self.today))
        for way in [*found] if holding else ():
            for each in holding:
                found[way] = meet(found[way], each.force.get(way, NOTHING))
            if found[way] == NOTHING:
                del found[way]
        return found

    def judge(self, believed, now):
        """First against everybody's word alone; then nothing may have risen since a confirmation."""
        plain = object.__new__(Held)
        plain.__dict__ = self.__dict__
        plain.judge(believed, now)
        for each in self.holding(max(now, self.today)):
            risen = [way for way, terms in believed.items() if not within(terms, each.force.get(way, NOTHING))]
            if risen:
                raise Risen(f"it rose since a confirmation: {risen}", self.known_by(each, now))
        return self.in_force(now)

    def known_by(self, yes, now):
        """The groups of people whose newest words say that this ratchet holds."""
        said = self.told[yes.who]
        if now < yes.at + COUNTS or said[1] != yes.own or (yes.who, yes.own) in said[2]:
            return [{yes.who}]
        sayers = [who for who in self.members if (yes.who, yes.own) in self.told[who][2]]
        return [{yes.who, who} for who in sayers] or [{yes.who}]

    def settled(self, now):
        """Whether no scene, however it is counted, has anything to say about what is in force."""
        return now >= self.quiet_after and not any(self.told[who][0] for who in self.members)

    # --- what is written --------------------------------------------------------------------------------------------

    def states(self, who, key, terms, now):
        """What a scene has used is stated anew: also where the newest record still has it, it may be a wish."""
        had = self.standing(who, key, now)
        super().states(who, key, terms, now)
        if key in self.told[who][0] and self.one_act(had, terms) and terms[0] > 1:
            self.wishes_for(who, key, terms, now)

    def wrote(self, who, said, act, now):
        """Nothing rises while a ratchet holds, and a use comes back only by the act of its author."""
        entries, paused, wait, at = said
        # The pen of a new epoch knows nothing of whoever has not started anew; nothing is in force then either.
        for each in (each for each in self.holding(now) if self.says[each.who] is not None):
            rose = [key for key, (terms, _read) in entries.items()
                    if not within(terms, self.standing(who, key, max(now, at)))]  # fmt: skip
            lifted = self.paused[who] and self.chained[who] and not paused
            if rose or wait < self.waits[who] or lifted:
                # Nor is it a rise for whoever cannot know their own newest word.
                together = [{who, *group} for group in self.known_by(each, now)]
                raise Risen(f"it rose in a ratchet: {act['kind']} {rose}", together)
        self._check_uses(who, entries, act, now, at)
        if self.wording[3] is not None and self.wording[4] is not None and self.runs(now) == self.wording[4]:
            if not act["attacked"]:
                raise Risen("an end that nobody said", [{who}])
            self.ends(now)
        super().wrote(who, said, act, now)
        self.told[who] = self.wording
        if act["kind"] == "put back":
            self.waiting[who] &= self.wording[0]

    def _check_uses(self, who, entries, act, now, at):
        held, mark, *_names, plan = self.wording
        for key, (terms, _read) in entries.items():
            old = self.standing(who, key, max(now, at))
            granted = not within(terms, old)
            # What is left of it may be kept for longer: that is no new grant.
            new = granted and not within(undated(terms), undated(old))
            if new and terms[0] > 1 and not self._may_grant(who, key):
                raise Risen(f"a spent trial came back: {key}", self._spent_by(who, key))
            if granted or terms[8] == FOREVER:
                continue
            before, after = (uses[8] - (key in holds) for uses, holds in ((old, self.told[who][0]), (terms, held)))
            back = act["kind"] == "put back" and key in self.waiting[who]
            if after > before and not back and not self._granted_anew(who, key, terms, act, now):
                raise Risen(f"a use came back: {act['kind']} {key}", self._spent_by(who, key))
        yes = self.yes[who]
        if act["kind"] == "yes":
            if plan != yes.mark or not yes.held <= held:
                raise Risen("a yes holds nothing back", [{who}])
            yes.own = mark

    def _granted_anew(self, who, key, terms, act, now):
        """Whether it is a new grant, looked back on and slept on, though the record with the old one says more."""
        chosen = act["kind"] == "still" and key in act["chosen"] and now >= self.quiet_until[who]
        return chosen and self._may_grant(who, key) and self._slept_on(who, key, terms, now)

    def _may_grant(self, who, key):
        yes = self.spent[who].get(key)
        return yes is None or yes.lost or self.debriefed[who].get(key[0], -1) >= yes.over

    def _spent_by(self, who, key):
        yes = self.spent[who].get(key)
        return [{who}] if yes is None else [{who, *each} for each in self.known_by(yes, yes.until)]

    def reaffirms(self, who, said, now, *, quiet=False, **how):
        """A new start ends no ratchet: the confirmation goes along. Not so where its author knows that their vault is
        an older one, and can loosen nothing for a day: nobody knows their own part of any scene then.
        """
        mine = [each for each in self.holding(now) if each.who == who and each.own == self.told[who][1]]
        if mine and self.wording[1] != mine[0].own and not quiet:
            raise Loosened("a new start begins without a confirmation", {who}, pause=self.dropped.get(who, 0))
        self.ends(now)
        super().reaffirms(who, said, now, quiet=quiet, **how)
        self.told[who] = self.wording
        if quiet:
            self.spent[who], self.waiting[who] = {}, frozenset()
            for each in self.every:
                each.lost = each.lost or each.who == who

    # --- scenes -----------------------------------------------------------------------------------------------------

    def says_yes(self, who, mark, now):
        """Somebody says yes for now to this plan. Loosened where a trial of it was used already."""
        lines, _minutes = self.plans[mark]
        held = {(item, dict(way)[who]) for item, way, _terms in lines}
        held = {key for key in held if (self.says[who] or {}).get(key, (NOTHING,))[0][8] not in (0, FOREVER)}
        for key in held:
            terms = self.says[who][key][0]
            if self.less(who, key, terms) == NOTHING and key not in self.waiting[who]:
                raise Risen(f"a trial counts twice: {key}", self._spent_by(who, key))
        # Not what is free outside of a scene: what is held back counts for the plan.
        force = self._for_a_plan(now)
        self.yes[who] = Yes(who, mark, now, force, frozenset(held))
        self.every = [*(each for each in self.every if now - 15 * DAY < each.until), self.yes[who]]
        self.quiet_after = max(self.quiet_after, now + COUNTS)
        self.dropped[who], self.waiting[who] = self.serial + 1, self.waiting[who] | held

    def _for_a_plan(self, now):
        told = self.told
        self.told = {who: (each[0] - self.waiting[who], *each[1:]) for who, each in told.items()}
        try:
            return self.in_force(now)
        finally:
            self.told = told

    def not_today(self, who, now):
        """Somebody takes back their yes for now, before a scene began: it can be begun no more."""
        self.yes[who] = None
        self.quiet_after = max(self.quiet_after, now + COUNTS)

    def begins(self, who, mark, now):
        """The scene of this plan begins. Loosened unless everybody's newest yes is for it and counts."""
        lines, minutes = self.plans[mark]
        for each in self.members:
            yes = self.yes[each]
            if yes is None or yes.mark != mark or yes.over is not None or now - yes.at >= COUNTS:
                raise Risen(f"a scene began without a yes of {each}", [{each}])
        for line in range(len(lines)):
            against = self.against(mark, line, now, bare=False)
            if against:
                raise Risen("a scene began with what somebody does not allow", [{each} for each in against])
        over = now + min(minutes * 60 + LINGERS, LONGEST)
        self.quiet_after = max(self.quiet_after, over + DAY)
        for each in self.members:
            yes = self.yes[each]
            yes.started, yes.over = now, over
            self.waiting[each] -= yes.held
            for key in yes.held:
                self.spent[each] = {**self.spent[each], key: yes}

    def runs(self, now):
        """The mark of the scene that runs, or None."""
        return next((each.mark for each in self._running(now)), None)

    def _running(self, now):
        return [each for each in self.every if each.started is not None and now < each.over]

    def ends(self, now):
        """Whatever runs is over from now on."""
        for each in self._running(now):
            each.over = max(now, each.started)

    def against(self, mark, line, now, *, bare):
        """Whose word stands against this line of a running scene.

        `bare`: as a locked device can know it, which hears of whatever is tightened, and of no clock or card.
        """
        item, way, terms = self.plans[mark][0][line]
        found = set()
        for who, side in way:
            own = (self.says[who] or {}).get((item, side), (NOTHING, 0))[0]
            counts = own if bare else Truth.counts(self, who, item, side, now)
            if not within((*terms[:7], 0, 0), (*counts[:7], 0, 0)) or counts == NOTHING:
                found.add(who)
        return found

    def doing(self, mark, shown, now, *, bare):
        """A page shows this scene as running, and these of its lines: Loosened where that is more than everybody says.

        A scene that never began runs nowhere, and nothing runs that is not in its plan.
        """
        yes = [each for each in self.every if each.mark == mark and each.started is not None]
        if len({each.who for each in yes}) < len(self.members):
            raise Risen("a scene runs that never began")
        if max(now, self.today) >= min(each.over for each in yes):
            over = [] if bare else [{who} for who in self.members if self._says_over(who, mark)]
            raise Risen("a scene goes on that is over", over, mark)
        if not set(shown) <= set(range(len(self.plans[mark][0]))):
            raise Risen("a scene shows what is not in its plan")
        for line in shown:
            if line in self.out.get(mark, ()):
                raise Risen(f"a scene shows what was taken out: {line}", (), mark)
            told, known = self.against(mark, line, now, bare=True), self.against(mark, line, now, bare=False)
            if told or (known and not bare):
                groups = [] if bare else [{who} for who in known]
                raise Risen(f"a scene shows what is not allowed: {line}", groups, mark if told else None)

    def _says_over(self, who, mark):
        return self.told[who][4] == mark and self.told[who][3] is not None

    def not_this(self, mark, line):
        """One line is out for the rest of the scene."""
        self.out = {**self.out, mark: (*self.out.get(mark, ()), line)}

    def debriefs(self, who, item, now):
        """Somebody keeps a debrief of their own about this item."""
        self.debriefed[who] = {**self.debriefed[who], item: now}

    # --- what ends a scene besides ----------------------------------------------------------------------------------

    def pauses(self, who, scope, *, chained):
        """A pause ends what runs."""
        self.ends(self.today)
        super().pauses(who, scope, chained=chained)

    def leaves(self, who):
        """So does leaving."""
        self.ends(self.today)
        super().leaves(who)

    def start_anew(self):
        """So does a new epoch."""
        self.ends(self.today)
        super().start_anew()

    def forgets(self, who):
        """Their own part of every scene is lost; what only their record said of others' is lost with it."""
        super().forgets(who)
        self.told[who], self.spent[who], self.waiting[who] = SILENT, {}, frozenset()
        for each in self.every:
            said = any((each.who, each.own) in said[2] for said in self.told.values())
            each.lost = each.lost or each.who == who or (each.over is not None and not said)

    def forgets_since(self, then):
        """A backup was put back: nobody's software knows of what was said of scenes since."""
        kept = {(each.who, each.mark, each.at) for each in then.every if each.over is not None}
        for each in self.every:
            each.lost = each.lost or (each.who, each.mark, each.at) not in kept
        self.told, self.waiting = dict(then.told), dict(then.waiting)
        self.spent = {who: dict(each) for who, each in then.spent.items()}
        self.debriefed = {who: dict(each) for who, each in then.debriefed.items()}
