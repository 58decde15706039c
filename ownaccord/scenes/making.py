"""The verbs of making a plan: keeping what was said, beginning from what lies there, tabling it, letting it go.

Each is one transaction. Until it lies on the table everything stays in the own vault.
"""

from django.db import transaction

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring
from ownaccord.core.plan import Plan
from ownaccord.scenes import actions, draft
from ownaccord.scenes.actions import Busy
from ownaccord.scenes.draft import Chosen, Ready, When, Words
from ownaccord.scenes.table import Table

Said = tuple[Chosen, ...] | When | Words | Ready


def keep(*, space: str, keys: Keyring, step: str, said: Said) -> None:
    """Keep what was said in one step; what another page said in another step stays."""
    vaults.change(keys.person, keys, lambda book: draft.keep(book, space, draft.kept(book, space).saying(step, said)))


def begin_from(*, here: Table, keys: Keyring) -> None:
    """Begin with what lies on the table; Busy when nothing does, or when there is a draft already."""
    space, plan = here.look.space.id, here.plan
    if plan is None or not draft.kept(here.look.book, space).empty:
        raise Busy
    vaults.change(keys.person, keys, lambda book: draft.keep(book, space, draft.of_plan(plan)))


def finish(*, here: Table, keys: Keyring, plan: Plan) -> None:
    """Put the finished plan on the table, and forget the draft: the plan is everybody's now."""
    with transaction.atomic():
        actions.put_on_table(here=here, keys=keys, plan=plan)
        vaults.change(keys.person, keys, lambda book: draft.drop(book, plan.space))


def drop(*, space: str, keys: Keyring) -> None:
    """Let the draft go."""
    vaults.change(keys.person, keys, lambda book: draft.drop(book, space))
