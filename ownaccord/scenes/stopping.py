"""A scene that its steps let run, and that its reader's records know nothing of: it is over on every device.

Records say that it began, whether it is over, and with the plan what is out. Where somebody took the plan off the
table, or a red out of the steps, a device would go on with what was withdrawn. It only lowers.
"""

from ownaccord.core.scene import Phase
from ownaccord.scenes import actions, running
from ownaccord.scenes.table import Stage, Table


def is_unknown(here: Table) -> bool:
    """Whether the reader's newest scene runs by its steps, and not by what the records and the table say."""
    last = here.last
    return last is not None and here.stage is not Stage.RUNNING and last.phase(here.look.now) is Phase.RUNNING


def stop_unknown(here: Table) -> None:
    """Let such a scene be over; LookAgain where anything was written since this look, a start among it."""
    if is_unknown(here):
        with actions.as_it_was(here):
            running.interrupt(here.look.space.id, running.PAUSE)
