"""The machine's oracle: what everybody truly wrote and meant, and so what may be in force at most. It knows no code.

A statement is {(item, side): (terms, edition of the card that was read)}. What a person meant is what they were asked
for by the driver; what the software then wrote is held against it.
"""

from itertools import product

from tests.laws.machine.allowed import DAY, FOREVER, HOUR, NOTHING, SIDES, meet, undated, within

LONGEST_WAIT = 14 * DAY


class Loosened(AssertionError):
    """Something is in force, or was written, that somebody did not allow. `blamed`: whose word stands against it.

    `ways`: wishes that its author truly had and that would have covered it: (number of the letting go, or None; whose
    wait is longer than it was slept on). A reader who can know that it was let go, or of that wait, may not believe it.
    `ended`: somebody has left, and that is what stands against it. `pause`: the number of the record with which the
    pause began that is missing in a new start; 0 for none.
    """

    def __init__(self, words, blamed=(), ways=(), *, ended=False, pause=0):
        super().__init__(words)
        self.pause = pause
        self.blamed, self.ways, self.ended = frozenset(blamed), tuple(ways), ended


class Truth:
    """Everybody's word. `rules`: item -> (shapes, edition, highest level); `serial` counts records truly written."""

    def __init__(self, members, rules):
        self.members, self.rules = tuple(sorted(members)), rules
        self.serial, self.left, self.left_at, self.reset = 0, None, 0, set()
        self.paused = dict.fromkeys(self.members, frozenset())
        self.chained = dict.fromkeys(self.members, True)
        self.before = dict.fromkeys(self.members)
        self.wishes, self.cooling = {who: {} for who in self.members}, {who: {} for who in self.members}
        self.wait_wish = dict.fromkeys(self.members)
        self.quiet_until = dict.fromkeys(self.members, 0)
        self.was = {who: {} for who in self.members}
        self.former = dict.fromkeys(self.members, ())
        self.waits = dict.fromkeys(self.members, 12)
        self.gone, self.ever = dict.fromkeys(self.members, ()), dict.fromkeys(self.members, frozenset())
        self.paused_in, self.unwritten = dict.fromkeys(self.members, 0), dict.fromkeys(self.members, frozenset())
        self.restored, self.missed = {}, dict.fromkeys(self.members, frozenset())
        self.letting, self.last = 0, dict.fromkeys(self.members, 0)
        self.start_anew()

    def start_anew(self):
        """A new epoch, or a restore: everything at No."""
        if hasattr(self, "says"):
            for who, says in self.says.items():
                if says is not None:
                    self.former[who] = tuple((key, terms) for key, (terms, _read) in says.items())
        self.serial += 1
        self.start = self.serial
        self.says = dict.fromkeys(self.members)
        self.written, self.times = dict.fromkeys(self.members, self.serial), dict.fromkeys(self.members, 0)

    def copy(self):
        """The same, which changes on its own."""
        other = object.__new__(Truth)
        other.__dict__.update(self.__dict__)
        for name in ("paused", "chained", "before", "wait_wish", "quiet_until", "former", "waits", "says", "written",
                     "gone", "ever", "last", "paused_in", "unwritten", "missed"):  # fmt: skip
            setattr(other, name, dict(getattr(self, name)))
        other.times, other.reset, other.rules = dict(self.times), set(self.reset), dict(self.rules)
        for name in ("wishes", "cooling", "was"):
            setattr(other, name, {who: dict(each) for who, each in getattr(self, name).items()})
        return other

    # --- what is in force -------------------------------------------------------------------------------------------

    def counts(self, who, item, side, now):
        """What one person's word on this side allows at this moment."""
        shapes, edition, highest = self.rules[item]
        terms, read = (self.says[who] or {}).get((item, side), (NOTHING, 0))
        if terms == NOTHING or terms[7] < now or not any(side in SIDES[shape] for shape in shapes):
            return NOTHING
        most = min(highest, 3 if read == edition else 1)
        return meet(terms, (most, FOREVER, FOREVER, terms[3], terms[4], terms[5], terms[6], FOREVER, FOREVER))

    def in_force(self, now):
        """Every way of doing something that everybody allows: {(item, ((person, side), ...)): terms}."""
        found = {}
        if self.left or self.reset or any(self.paused.values()) or None in self.says.values():
            return found
        for item, (shapes, _edition, _highest) in self.rules.items():
            for shape in shapes:
                for sides in product(SIDES[shape], repeat=len(self.members)):
                    if set(sides) == set(SIDES[shape]):
                        way = tuple(zip(self.members, sides, strict=True))
                        terms = self._together(item, way, now)
                        if terms != NOTHING:
                            found[item, way] = terms
        return found

    def _together(self, item, way, now):
        together = None
        for who, side in way:
            terms = self.counts(who, item, side, now)
            together = terms if together is None else meet(together, terms)
            if together == NOTHING:
                break
        return together

    def judge(self, believed, now):
        """Compare what a reader believes at this moment with everybody's word; Loosened where it is more."""
        allowed, blamed, what = self.in_force(now), set(), []
        for (item, way), terms in believed.items():
            if within(terms, allowed.get((item, way), NOTHING)):
                continue
            what.append((item, way, terms))
            against = {who for who, side in way if not within(terms, self.counts(who, item, side, now))}
            against |= {who for who in self.members if self.paused[who] or self.says[who] is None}
            blamed |= against | self.reset or set(self.members)
            if self.left:
                blamed = {self.left}
        if what:
            raise Loosened(f"more is believed than everybody says: {what}", blamed, ended=bool(self.left))
        return allowed

    # --- what is written --------------------------------------------------------------------------------------------

    def wait(self):
        """The longest wait that anybody asked for, in seconds."""
        return HOUR * max(self.waits[who] if self.says[who] is not None else 12 for who in self.members)

    def states(self, who, key, terms, now):
        """Somebody states these terms: whatever rises above Talk first becomes a wish."""
        old = self.standing(who, key, now)
        had = self.lets_go(who, key)
        if not self.one_act(old, terms):
            # Stated again as it stands, or tighter, it goes on sleeping, unless it has lapsed.
            lasting = ((wish, when) for wish, when in had if now <= min(when + 30 * DAY, wish[7]))
            since = (when for wish, when in lasting if within(undated(terms), undated(wish)))
            self.wishes[who][key] = tuple((terms, when) for when in (now, *since))

    def wishes_for(self, who, key, terms, since):
        """One wish more on this key."""
        self.wishes[who][key] = (*self.wishes[who].get(key, ()), (terms, since))

    def lets_go(self, who, key):
        """The wishes on this key end here: let go, tightened, confirmed, or stated anew. Each ending has its number."""
        had = self.wishes[who].pop(key, ())
        self.letting += bool(had)
        self.gone[who] += tuple((self.letting, key, terms, since) for terms, since in had)
        return had

    def standing(self, who, key, now):
        """What somebody's word on this key is, unless it lapsed."""
        terms = (self.says[who] or {}).get(key, (NOTHING, 0))[0]
        return NOTHING if terms[7] < now else terms

    @staticmethod
    def one_act(old, new):
        """Whether this needs no second act."""
        return new[0] <= 1 or within(new, old) or (old[0] > 1 and within(undated(new), undated(old)))

    def wrote(self, who, said, act, now):
        """Take in one record: `said` is entries, paused and wait. Loosened when something rose that was not meant."""
        entries, paused, wait, at = said
        for key, (terms, read) in entries.items():
            self._rose(who, key, terms, read, act, now, at)
        if wait < self.waits[who]:
            self._shortened(who, wait, act, now)
        if self.paused[who] and self.chained[who] and not paused and act["kind"] != "lift":
            raise Loosened("a pause went without being lifted", {who})
        for key in act.get("tightened", ()):
            if entries.get(key, (NOTHING,))[0][0] > act.get("most", 0):
                raise Loosened("a No was not written", {who})
        self._keep(who, entries, wait, act, at)
        self._paused_since(who, paused)
        self.unwritten[who] = frozenset() if paused and act["kind"] == "lift" else self.unwritten[who]

    def _paused_since(self, who, paused):
        if paused and not self.paused_in[who]:
            self.paused_in[who] = self.serial

    def _keep(self, who, entries, wait, act, at):
        self.serial += 1
        for key in (*act.get("tightened", ()), *act.get("chosen", ())):
            self.lets_go(who, key)
        self.ever[who] |= {(key, terms) for key, (terms, _read) in entries.items()}
        if self.paused[who] and not self.chained[who]:
            self.before[who] = {key: terms for key, (terms, _read) in entries.items()}
        self.says[who], self.written[who] = dict(entries), self.serial
        self.last[who] = self.serial
        self.waits[who], self.times[who] = wait, at

    def _rose(self, who, key, terms, read, act, now, at):
        old = self.standing(who, key, max(now, at))
        was_read = (self.says[who] or {}).get(key, (NOTHING, read))[1]
        kind, item = act["kind"], key[0]
        before = (self.before[who] or {}).get(key, NOTHING)
        if kind == "lift" and act["was"] and terms[0] > 1 and not within(terms, before):
            raise Loosened("lifting brought something newer", {who})
        if within(terms, old):
            if read != was_read and not (act.get("item") == item or key in act.get("chosen", ())):
                raise Loosened("a card counts as read that was not", {who})
            return
        stated = kind == "state" and key == act["key"] and within(terms, act["terms"]) and self.one_act(old, terms)
        if now < self.quiet_until[who]:
            raise Loosened("something rose in the day after a recovery", {who})
        if not stated and not (kind == "still" and key in act["chosen"] and self._slept_on(who, key, terms, now)):
            ways = self._once_wished(who, key, terms, now) if kind == "still" and key in act["chosen"] else ()
            raise Loosened(f"something rose without a second act: {kind} {key} {terms}", {who}, ways)

    def _slept_on(self, who, key, terms, now):
        kept = self.wishes[who].get(key, ())
        slept = (wish for wish, since in kept if self.wait() <= now - since <= 30 * DAY)
        return terms[0] <= 1 or any(within(terms, wish) for wish in slept)

    def _once_wished(self, who, key, terms, now):
        """What may have been confirmed by somebody who does not know what came after it: never what was not wished for.

        The lifetime of a wish counts as ever, and so does every wait but that of members whose word is not known.
        Stated again, tighter and with a later date, an old wish goes on sleeping.
        """
        had = [(None, wish, since) for wish, since in self.wishes[who].get(key, ())]
        had += [(number, wish, since) for number, of, wish, since in self.gone[who] if of == key]
        again = any(within(terms, wish) for wish, _since in self.wishes[who].get(key, ()))
        for number, wish, since in had:
            known = within(terms, wish) or (again and within(undated(terms), undated(wish)))
            if known and 0 <= now - since <= 30 * DAY:
                asked = {m: HOUR * (self.waits[m] if self.says[m] is not None else 12) for m in self.members}
                yield number, frozenset(m for m, wait in asked.items() if wait > now - since)

    def _shortened(self, who, wait, act, now):
        hours, since = self.wait_wish[who] or (FOREVER, FOREVER)
        if act["kind"] != "wait" or wait < hours or now - since < self.wait() or now < self.quiet_until[who]:
            raise Loosened("the wait is shorter without a second act", {who})

    # --- cooling-off ------------------------------------------------------------------------------------------------

    def cools_off(self, who, scope, items, now):
        """Somebody begins to cool off on these items; what they said or wished there is what they may want back."""
        _items, every = self.cooling[who].get(scope, ((), ()))
        said = ((key, self.standing(who, key, now)) for key in self.says[who] or ())
        former = ((key, terms) for key, terms in self.former[who] if terms[7] >= now)
        wished = ((key, wish) for key, each in self.wishes[who].items() for wish, _since in each)
        had = [each for each in (*said, *former, *wished) if each[0][0] in items]
        for key in dict(had):
            self.lets_go(who, key)
        every = (*every, *((key, undated(terms)) for key, terms in had if terms != NOTHING))
        self.cooling[who][scope] = frozenset(items), every

    def is_cooling(self, who, item):
        return any(item in items for items, _every in self.cooling[who].values())

    def ends_cooling(self, who, scope, wanted, now):
        """Their word ends it; what they chose is a wish from now on. Whether all of it had been there."""
        _items, had = self.cooling[who].pop(scope, ((), ()))
        for other, (items, every) in self.cooling[who].items():
            self.cooling[who][other] = items, (*every, *(each for each in had if each[0][0] in items))
        for key in wanted:
            self.wishes_for(who, key, wanted[key], now)
        return {(key, undated(wanted[key])) for key in wanted} <= {*had}

    # --- pauses and new starts --------------------------------------------------------------------------------------

    def pauses(self, who, scope, *, chained):
        """Somebody pauses; `chained`: in their chain as well. One more beside it has no record: it is `unwritten`."""
        if self.paused[who] and self.chained[who]:
            self.unwritten[who] |= {scope} - self.paused[who]
        if not self.paused[who]:
            self.before[who] = {key: terms for key, (terms, _read) in (self.says[who] or {}).items()}
        self.paused[who] |= {scope}
        self.chained[who] = chained

    def into_the_chain(self, who, stored):
        """Their pauses are in their chain from this unlock on; one that was not stored any more never had a record."""
        if not self.chained[who]:
            self.unwritten[who] |= self.paused[who] - stored
        self.chained[who] = True

    def leaves(self, who):
        """Somebody ends the space for everybody."""
        self.serial += 1
        self.left, self.written[who] = who, self.serial
        self.left_at = self.serial

    def forgets(self, who):
        """Everything of somebody's own is lost, and they have other keys: nothing counts until all start anew."""
        self.reset.add(who)
        self.serial += 1
        self.written[who] = self.serial
        self.wishes[who], self.was[who], self.former[who], self.cooling[who] = {}, {}, (), {}
        # Sealed under keys that nobody has any more: no vault from before brings anything back.
        self.gone[who], self.ever[who] = (), frozenset()
        self.before[who] = self.wait_wish[who] = None
        self.quiet_until[who] = 0

    def takes_back(self, who, keys):
        """A No while the chain takes no record: it counts at once."""
        if self.says[who] is not None:
            self.says[who] = {key: each for key, each in self.says[who].items() if key not in keys}
        self.former[who] = tuple((key, terms) for key, terms in self.former[who] if key not in keys)
        for key in keys:
            self.lets_go(who, key)

    def lifts(self, who, scope):
        """Somebody takes back their own pause of this scope."""
        self.paused[who], self.unwritten[who] = self.paused[who] - {scope}, self.unwritten[who] - {scope}
        if not self.paused[who]:
            self.chained[who], self.paused_in[who] = True, 0

    def remembers(self, who, now):
        """What has been in force counts as such for a new start."""
        for (item, way), terms in self.in_force(now).items():
            side = dict(way)[who]
            self.was[who][item, side] = max(terms[0], self.was[who].get((item, side), 0))

    def reaffirms(self, who, said, now, *, confirmed, older=frozenset(), quiet=False):
        """Somebody starts anew: everything at No; former positions are wishes, slept on again unless confirmed.

        `older`: the numbers of what was let go since this vault, where it is not the newest one, and None for positions
        from before. Its owner reads on the page that wishes come back, so these are wishes again; but from now on.
        `quiet`: they can loosen nothing for a day.
        """
        if quiet:
            self.quiet_until[who] = now + DAY
        entries, paused, wait, at = said
        if entries:
            raise Loosened("a new start begins with something")
        if self.paused[who] and not paused:
            raise Loosened("a new start begins without a pause", {who}, pause=self.paused_in[who])
        self.chained[who] = True
        for number, key, terms, _since in self.gone[who] if older else ():
            if number in older:
                self.wishes_for(who, key, terms, now)
        for key, terms in sorted(self.ever[who] if None in older else (), key=repr):
            self.wishes_for(who, key, terms, now)
        for key, terms in self.former[who]:
            self.wishes_for(who, key, terms, now)
            if confirmed and self.was[who].get(key, 0) >= terms[0]:
                # The wait is waived, whatever anybody asks for now: it counts as slept on for the longest there is.
                self.wishes_for(who, key, terms, now - LONGEST_WAIT)
        self.former[who] = ()
        self._keep(who, {}, wait, {}, at)
        self._paused_since(who, paused)
