"""Scenes that their steps let run, and that their reader's records know nothing of: they are over on every device.

Records say that a scene began, whether it is over, and with its plan what is out. Where somebody took the plan off the
table, or a red out of the steps, a device would go on with what was withdrawn. What is done here only lowers.
"""

from ownaccord.core.scene import Phase
from ownaccord.scenes import actions, rows, running
from ownaccord.scenes.table import Stage, Table


def unknown(here: Table) -> frozenset[int]:
    """Return the scenes here that could run by their steps, and not by what the records and the table say.

    Those of an earlier epoch, or of an earlier plan, are among them until they are known to be over.
    """
    if here.stage is Stage.CLOSED:
        return frozenset()
    read = [each for each in (here.scene, here.last) if each is not None]
    known = {each.scene.pk for each in read}
    others = [each for each in rows.scenes(here.look.space.id) if not each.over and each.pk not in known]
    begun = rows.begun({each.pk for each in others}) if others else frozenset()
    found = set(begun)
    runs = here.scene.scene.pk if here.stage is Stage.RUNNING and here.scene is not None else None
    for each in read:
        if each.scene.pk != runs and each.phase(here.look.now) is Phase.RUNNING:
            found.add(each.scene.pk)
    return frozenset(found)


def stop_unknown(here: Table) -> None:
    """Let such scenes be over; LookAgain where anything was written since this look, a start among it."""
    found = unknown(here)
    if not found:
        return
    with actions.as_it_was(here):
        running.interrupt(here.look.space.id, running.PAUSE, found)
