"""What somebody says or does once, and what it means in each of their spaces: the oracle beside `truth`. No code.

A scope is the name of a space; the empty one is all of them. Each space has a Truth of its own.
"""

EVERYTHING = ""


def covers(scope, space):
    """Whether a pause of this scope holds in this space."""
    return scope in (EVERYTHING, space)


def comes_back(truth, who, gone, now):
    """An older vault was taken as the true one in another space: which wishes were let go here since it was written.

    `gone`: what that vault knew to be let go. Whatever it still holds is slept on once more, from now on; its author
    sees it among their wishes.
    """
    missing = frozenset(number for number, *_wish in truth.gone[who]) - gone
    for number, key, terms, _since in truth.gone[who]:
        if number in missing:
            truth.wishes_for(who, key, terms, now)
    return missing
