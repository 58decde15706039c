"""Which lessons somebody put on a list of their own. The list says what they want to take, and nothing else."""

from ownaccord.accounts.keys import VaultBook
from ownaccord.catalogue.lessons import Lesson, load_lessons
from ownaccord.profile import memory


def mine(book: VaultBook) -> tuple[Lesson, ...]:
    """Return the lessons on this person's list, in their order; one that is no more there is left out."""
    known = {each.slug: each for each in load_lessons()}
    return tuple(known[slug] for slug in memory.lessons(book) if slug in known)


def others(book: VaultBook) -> tuple[Lesson, ...]:
    """Return all other lessons."""
    kept = memory.lessons(book)
    return tuple(each for each in load_lessons() if each.slug not in kept)
