"""That a scene of its reader is over, told to its row, for a stop without keys, and to their own vault: follow-ups come
for them alone, excerpts can be opened.

However it ended, and whoever ended it: nothing but the time is kept.
"""

from ownaccord.accounts.keys import Keyring
from ownaccord.care import follow_up_actions
from ownaccord.care.follow_up_memory import Ended
from ownaccord.core import excerpt, ratchet
from ownaccord.scenes import running
from ownaccord.scenes.table import Table
from ownaccord.spaces import excerpts


def noted(here: Table, keys: Keyring) -> None:
    """Let the reader's own vault remember that their newest scene is over, once it is; of each its row says so."""
    look = here.look
    for each in (here.scene, here.last, here.drill):
        running.note_over(each, look.clock)
    mine = look.mine.scene if look.mine is not None else None
    own = ratchet.span(look.person, look.states)
    if mine is None or own is None or not own.spent or look.now < own.over_at:
        return
    ended = Ended(mine.mark.hex(), own.over_at)
    follow_up_actions.note_end(person=look.person, keys=keys, space=look.space.id, ended=ended)
    scene = excerpt.scene_of(look.person, look.states)
    excerpts.note(space=look.space, keys=keys, scene=scene, at=own.over_at, now=look.now)
