"""Who is told what: one visible table. `lib.hall.ring(event)` tells each function here after the event is stored."""

from collections.abc import Callable

from ownaccord.consent import bells as consent
from ownaccord.core.bells import EpochBegan, PauseSet, Reaffirmed, SpaceEnded
from ownaccord.reveal import bells as reveal
from ownaccord.scenes import bells as scenes
from ownaccord.talk import bells as talk

SUBSCRIPTIONS: dict[type, tuple[Callable[..., None], ...]] = {
    PauseSet: (scenes.paused,),
    EpochBegan: (scenes.started_anew,),
    Reaffirmed: (scenes.started_anew, talk.started_anew),
    SpaceEnded: (consent.space_ended, reveal.space_ended, scenes.space_ended, talk.space_ended),
}
