"""What a carrying device posts: green, yellow, red, an answer, going on, not this now, closing, and that it has drawn.

Each is known by its pass alone, locked or not. A red is stored before it is told, and what comes twice counts once.
"""

from ownaccord.core.scene import Happened, Step
from ownaccord.lib import clock
from ownaccord.lib.streams.signals import Answered, Posted
from ownaccord.scenes import passes, running

MOST = 10**15
PAGE = "/now/"


def green(posted: Posted) -> Answered | None:
    """All is well with the people on this device."""
    return _press(posted, Step.GREEN)


def yellow(posted: Posted) -> Answered | None:
    """Slow, and check in."""
    return _press(posted, Step.YELLOW)


def red(posted: Posted) -> Answered | None:
    """Everything stops."""
    return _press(posted, Step.RED)


def answer(posted: Posted) -> Answered | None:
    """The people on this device have checked in."""
    return _press(posted, Step.ANSWER)


def go_on(posted: Posted) -> Answered | None:
    """The people on this device have looked, and go on without what was withdrawn."""
    return _press(posted, Step.GO_ON)


def not_this(posted: Posted) -> Answered | None:
    """Leave one line out for the rest of the scene."""
    return _press(posted, Step.NOT_THIS)


def close(posted: Posted) -> Answered | None:
    """The scene is over."""
    return _press(posted, Step.CLOSE)


def drawn(posted: Posted) -> Answered | None:
    """This device has drawn that revision."""
    return _press(posted, Step.DRAWN)


def _press(posted: Posted, step: Step) -> Answered | None:
    """None for a browser that carries nothing. What does not fit is stored by nobody, and the page shows what is."""
    mark = posted.fields.get("scene", "")
    every = [each for each in passes.held(posted.cookies, secure=posted.secure) if mark == each.bare.outline.mark.hex()]
    if not every:
        return None
    number, about = _number(posted.fields.get("number", "")), _number(posted.fields.get("about", ""))
    for each in every:
        happened = Happened(step, clock.now(), each.bare.device, number, about)
        running.press(mark=each.bare.outline.mark, key=each.bare.key, outline=each.bare.outline, happened=happened)
    return Answered("" if posted.fields.get("script") else PAGE)


def _number(text: str) -> int:
    return min(int(text), MOST) if text.isascii() and text.isdecimal() and len(text) < 20 else 0
