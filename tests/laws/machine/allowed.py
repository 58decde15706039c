"""Terms as the machine's oracle reads them: plain tuples, and what two of them allow together. It knows no code.

In this order: level, intensity, minutes, contexts, conditions, areas out, signals, review date, uses.
"""

HOUR, DAY, FOREVER = 3600, 86_400, 2**62
SIDES = {
    "give_receive": ("give", "receive"),
    "together": ("together",),
    "show_watch": ("show", "watch"),
    "lead_follow": ("lead", "follow"),
}
NOTHING = (0, 0, 0, frozenset(), frozenset(), frozenset(), frozenset(), 0, 0)


def meet(a, b):
    """What both allow."""
    least = tuple(min(a[n], b[n]) for n in (0, 1, 2))
    both = (*least, a[3] & b[3], a[4] | b[4], a[5] | b[5], a[6] | b[6], min(a[7], b[7]), min(a[8], b[8]))
    return NOTHING if not both[0] or not both[3] or both[8] <= 0 else both


def within(a, b):
    """Whether a allows no more than b."""
    return a == NOTHING or (
        a[0] <= b[0] and a[1] <= b[1] and a[2] <= b[2] and a[3] <= b[3] and a[4] >= b[4] and a[5] >= b[5]
        and a[6] >= b[6] and a[7] <= b[7] and a[8] <= b[8]
    )  # fmt: skip


def undated(terms):
    """The same, whatever the date."""
    return (*terms[:7], FOREVER, terms[8]) if terms != NOTHING else terms
