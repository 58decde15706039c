"""The mutants: where the rules are broken on purpose, and which law has to notice."""

from dataclasses import dataclass

MEET = "test_law_1_meet.py"
VETO = "test_law_2_veto.py"
TIGHTEN = "test_law_3_tightening.py"
LOOSEN = "test_law_4_loosening.py"
TIME = "test_law_5_time.py"
FAULTS = "test_law_6_faults.py"
EDITIONS = "test_law_9_editions.py"
REST = "test_law_10_rest.py"
HISTORIES = "test_histories.py"
RECORDS = "../core/test_ledger.py"
WISHES = "../core/test_wish.py"
PEN = "../core/test_ledger_pen.py"


@dataclass(frozen=True)
class Mutant:
    """`old` stands exactly once in ownaccord/core/`file`; with `new` in its place one of the `laws` has to fail."""

    name: str
    file: str
    old: str
    new: str
    laws: tuple[str, ...]


def m(name: str, file: str, old: str, new: str, *laws: str) -> Mutant:
    return Mutant(name, f"{file}.py", old, new, laws)


MUTANTS = (
    # terms
    m("level: the higher wins", "terms", "level=min(a.level, b.level)", "level=max(a.level, b.level)", MEET),
    m("intensity of the first", "terms", "intensity=_lower(a.intensity, b.intensity)", "intensity=a.intensity", MEET),
    m("minutes of the second", "terms", "minutes=_lower(a.minutes, b.minutes)", "minutes=b.minutes", MEET),
    m("contexts united", "terms", "contexts=a.contexts & b.contexts", "contexts=a.contexts | b.contexts", MEET),
    m("conditions intersected", "terms", "a.conditions | b.conditions", "a.conditions & b.conditions", MEET),
    m("areas out intersected", "terms", "a.areas_out | b.areas_out", "a.areas_out & b.areas_out", MEET),
    m("signals intersected", "terms", "a.signals | b.signals", "a.signals & b.signals", MEET),
    m("uses of the first", "terms", "uses=_lower(a.uses, b.uses)", "uses=a.uses", MEET),
    m(
        "latest review date",
        "terms",
        "review_by=_lower(a.review_by, b.review_by)",
        "review_by=None if None in (a.review_by, b.review_by) else max(a.review_by or 0, b.review_by or 0)",
        MEET,
    ),
    m("no cap is the lowest cap", "terms", "return b if a is None else a", "return None", MEET),
    m("the higher cap wins", "terms", "    return min(a, b)\n", "    return max(a, b)\n", MEET),
    m("no context still permits", "terms", "or not self.contexts or self.uses == 0", "or self.uses == 0", MEET),
    m("no use left still permits", "terms", "not self.contexts or self.uses == 0", "not self.contexts", MEET),
    m(
        "missing is allowed",
        "position",
        "        return NOTHING\n    if lapsed",
        "        return Terms()\n    if lapsed",
        VETO,
        EDITIONS,
        FAULTS,
    ),
    m("lapsed a second late", "terms", "and now > terms.review_by", "and now > terms.review_by + 1", VETO, TIME, MEET),
    m(
        "nothing ever lapses",
        "terms",
        "return terms.review_by is not None and now > terms.review_by",
        "return False",
        VETO,
        TIME,
    ),
    # position
    m(
        "a lapsed entry counts",
        "position",
        "if lapsed(entry.terms, now):\n        return NOTHING",
        "if False:\n        return NOTHING",
        VETO,
        TIME,
    ),
    m(
        "an unread edition counts in full",
        "position",
        "if entry.edition == rule.edition else",
        "if True else",
        EDITIONS,
    ),
    m(
        "any newer edition counts",
        "position",
        "entry.edition == rule.edition",
        "entry.edition <= rule.edition",
        EDITIONS,
    ),
    m(
        "the ceiling is forgotten",
        "position",
        "return meet(terms, Terms(level=rule.ceiling))",
        "return terms",
        EDITIONS,
    ),
    m("a side the item does not know", "position", " or not rule.knows(entry.side)", "", VETO, EDITIONS),
    # in force
    m(
        "one veto of three ignored",
        "in_force",
        "meet_all(terms for _, terms in choice)",
        "meet_all(terms for _, terms in choice[:2])",
        VETO,
    ),
    m(
        "pause: and instead of or",
        "in_force",
        "return any(person in paused or",
        "return all(person in paused or",
        FAULTS,
        VETO,
    ),
    m(
        "a pause in the chain is not asked",
        "in_force",
        "person in paused or (person in states and states[person].paused)",
        "person in paused",
        FAULTS,
        VETO,
    ),
    m(
        "a plain pause is not asked",
        "in_force",
        "person in paused or (person in states and states[person].paused)",
        "(person in states and states[person].paused)",
        FAULTS,
        VETO,
    ),
    m(
        "who said nothing is not asked",
        "in_force",
        "if any(person not in states for person in present):\n        return ()",
        "present = tuple(person for person in present if person in states)",
        FAULTS,
        VETO,
    ),
    m("sides need not fit", "in_force", "if {side for side, _ in choice} != set(shape.sides):", "if False:", VETO),
    m(
        "sides swapped",
        "in_force",
        "zip(present, (side for side, _ in choice), strict=True)",
        "zip(present, reversed([side for side, _ in choice]), strict=True)",
        VETO,
    ),
    m("an end is no minimum", "in_force", "if terms != NOTHING:", "if terms == NOTHING:", VETO),
    # wish
    m("second act accepted early", "wish", "if now >= until else", "if now >= until - 3600 else", LOOSEN),
    m("no wait at all", "wish", "until = wish.since + wait_seconds", "until = wish.since", LOOSEN),
    m("a wish never lapses", "wish", "if now > wish.since + LIFETIME or", "if False or", LOOSEN),
    m(
        "the shortest wait counts",
        "wish",
        "return min(max(*hours, private_hours, 0)",
        "return min(min(*hours, private_hours, 999)",
        LOOSEN,
    ),
    m("the own wait is not asked", "wish", "max(*hours, private_hours, 0)", "max(*hours, 0)", LOOSEN),
    m(
        "every statement is one act",
        "wish",
        "return new.level <= Level.TALK or allows_no_more(new, old) or _is_renewal(old, new)",
        "return True",
        LOOSEN,
    ),
    m("a trial is one act", "wish", "return new.level <= Level.TALK or", "return new.level <= Level.TRIAL or", LOOSEN),
    m(
        "renewing widens",
        "wish",
        "return old.level > Level.TALK and allows_no_more(replace(new, review_by=old.review_by), old)",
        "return old.level > Level.TALK",
        LOOSEN,
    ),
    m(
        "a lapsed position is renewed in one act",
        "wish",
        "    old = standing(old, now)\n    return new.level",
        "    return new.level",
        LOOSEN,
        TIME,
    ),
    m(
        "tightening delayed",
        "wish",
        "    return Step(meet(old, new), new)",
        "    return Step(old, new)",
        TIGHTEN,
        LOOSEN,
    ),
    m(
        "the rise is written with the tightening",
        "wish",
        "    return Step(meet(old, new), new)",
        "    return Step(new, new)",
        LOOSEN,
        TIGHTEN,
    ),
    m("still so, but wider", "wish", "if not allows_no_more(terms, wish.terms):", "if False:", LOOSEN),
    m("still so asks for no wait", "wish", "    check_ready(wish, now, wait)\n    terms =", "    terms =", LOOSEN),
    m(
        "a lifted pause brings newer things",
        "wish",
        "mine = {e.key for e in lowered.state.entries if e.terms.level > Level.TALK and e.key in wider}",
        "mine: set[Key] = set()",
        LOOSEN,
        WISHES,
        FAULTS,
    ),
    # the pen
    m(
        "the pen asks for no second act",
        "loosening",
        'raise Loosens("no second act")\n        check_ready(wish',
        "continue\n        check_ready(wish",
        LOOSEN,
        HISTORIES,
    ),
    m(
        "any wish covers any rise",
        "loosening",
        " or not allows_no_more(entry.terms, wish.terms)",
        "",
        LOOSEN,
        HISTORIES,
    ),
    m("the pen asks for no wait", "loosening", "        check_ready(wish, now, acts.wait)\n", "", LOOSEN, HISTORIES),
    m("a shorter wait in one act", "loosening", "if new.wait_hours < old.wait_hours:", "if False:", LOOSEN),
    m(
        "a pause is lifted by any record",
        "loosening",
        "if old.paused and not new.paused:",
        "if False:",
        LOOSEN,
        FAULTS,
        HISTORIES,
    ),
    m(
        "with a wrong clock all may rise",
        "loosening",
        "return not rises(old, new) and",
        "return True or",
        TIGHTEN,
        LOOSEN,
        TIME,
    ),
    # the ledger
    m(
        "no MAC is asked for",
        "ledger",
        "if not keys.vouched(digest_of(record), record.macs",
        "if False and not keys.vouched(digest_of(record), record.macs",
        FAULTS,
        RECORDS,
        PEN,
        HISTORIES,
    ),
    m(
        "no link is followed",
        "ledger",
        "if seq != expected[0] or expected[1] not in (None, header.previous):",
        "if False:",
        FAULTS,
        RECORDS,
        PEN,
        HISTORIES,
    ),
    m(
        "heads that were seen may vanish",
        "ledger",
        "raise Quarantine(Stage.SEEN_HEAD)",
        "pass",
        FAULTS,
        RECORDS,
        PEN,
        HISTORIES,
    ),
    m(
        "witness and vault are not asked",
        "ledger",
        "if author not in linked or not linked[author].has(seq, digest):\n            raise Quarantine(Stage.WITNESS)",
        "if False:\n            raise Quarantine(Stage.WITNESS)",
        FAULTS,
        RECORDS,
        PEN,
        HISTORIES,
    ),
    m(
        "the place is not compared",
        "ledger",
        "if (header.space, header.epoch, header.author, header.seq) != (view.space, view.epoch, author, seq):",
        "if False:",
        FAULTS,
        RECORDS,
        PEN,
        HISTORIES,
    ),
    m(
        "a record from the future counts",
        "ledger",
        "if state.at > now + FORWARD or",
        "if",
        TIME,
        FAULTS,
        RECORDS,
        PEN,
        HISTORIES,
    ),
    m(
        "a record from before counts",
        "ledger",
        "(is_new and state.at < latest - BACKWARD)",
        "False",
        TIME,
        FAULTS,
        RECORDS,
        PEN,
        HISTORIES,
    ),
    m(
        "after leaving it goes on",
        "ledger",
        "if left:\n        return Verified(MappingProxyType({}), MappingProxyType(heads), left)",
        "if False:\n        return None  # type: ignore[return-value]",
        FAULTS,
        TIGHTEN,
        RECORDS,
        PEN,
        HISTORIES,
    ),
    m(
        "who left can write",
        "ledger",
        "    if verified.left:\n        raise TooLate",
        "    if False:\n        raise TooLate",
        FAULTS,
        RECORDS,
        PEN,
        HISTORIES,
        LOOSEN,
    ),
    # rest
    m("a rest of one day", "rest", "LENGTH = 90 * DAY", "LENGTH = DAY", REST),
    m(
        "a rest without a visible change",
        "rest",
        "if not allows_no_more(a.terms, now_allowed.get((a.item, a.sides), NOTHING))",
        "if True",
        REST,
    ),
)
