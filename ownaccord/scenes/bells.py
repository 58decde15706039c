"""What this room does when it hears that something happened elsewhere: whatever runs is interrupted at once."""

from ownaccord.core.bells import EpochBegan, PauseSet, Reaffirmed, SpaceEnded
from ownaccord.scenes import rows, running
from ownaccord.spaces import access as spaces


def paused(event: PauseSet) -> None:
    """Interrupt what runs in the spaces that this pause covers."""
    everywhere = spaces.spaces_of(event.person) if not event.space else (event.space,)
    for space in everywhere:
        running.interrupt(space, running.PAUSE)


def space_ended(event: SpaceEnded) -> None:
    """Interrupt what runs in a space that has ended, and remove its plan."""
    running.interrupt(event.space, running.LEAVE)
    rows.take_off(event.space)


def started_anew(event: EpochBegan | Reaffirmed) -> None:
    """Interrupt what runs in a space in which nothing is in force any more, for everybody starts anew."""
    running.interrupt(event.space, running.PAUSE)
