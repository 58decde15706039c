"""The independent model: what the laws mean, in sets and dictionaries. It imports nothing of Own Accord.

It reads terms, acts, entries, statements and rules by the names of their attributes, and decides everything again,
naively, on purpose.
"""

SIDES_OF = {
    "give_receive": {"give", "receive"},
    "together": {"together"},
    "show_watch": {"show", "watch"},
    "lead_follow": {"lead", "follow"},
}


def allows(terms, act):
    """Whether these terms alone allow this act; one question after another, as a person would ask them."""
    if terms is None or terms.level < act.level_needed or act.level_needed < 1:
        return False
    if terms.intensity is not None and act.intensity > terms.intensity:
        return False
    if terms.minutes is not None and act.minutes > terms.minutes:
        return False
    if act.context not in terms.contexts:
        return False
    if any(condition not in act.conditions_held for condition in terms.conditions):
        return False
    if any(area in terms.areas_out for area in act.areas_touched):
        return False
    if any(signal not in act.signals_rehearsed for signal in terms.signals):
        return False
    if terms.review_by is not None and act.when > terms.review_by:
        return False
    return terms.uses is None or act.uses <= terms.uses


def allows_at(entry, rule, act, now):
    """Whether one person's written position allows this act at this moment."""
    if entry is None or rule is None or entry.item != rule.slug:
        return False
    if not any(entry.side in SIDES_OF[shape] for shape in rule.shapes):
        return False
    if entry.terms.review_by is not None and entry.terms.review_by < now:
        return False
    if act.level_needed > rule.ceiling or (act.level_needed > 1 and entry.edition != rule.edition):
        return False
    return allows(entry.terms, act)


def find(statement, item, side):
    """The written position of a statement on (item, side), or None."""
    found = [entry for entry in statement.entries if entry.item == item and entry.side == side]
    return found[0] if found else None


def arrangements(rule, members):
    """Every way in which each member has one side of one shape and no side is empty: a list of {person: side}."""
    found = []
    for shape in rule.shapes:
        ways = [{}]
        for person in members:
            ways = [{**way, person: side} for way in ways for side in sorted(SIDES_OF[shape])]
        found += [way for way in ways if set(way.values()) == SIDES_OF[shape]]
    return found


def permitted(rule, members, statements, now, paused, way, act):
    """Whether an act is permitted in an arrangement: if, and only if, every member permits it and nobody paused."""
    for person in members:
        statement = statements.get(person)
        if statement is None or person in paused or statement.paused:
            return False
        if not allows_at(find(statement, rule.slug, way[person]), rule, act, now):
            return False
    return True
