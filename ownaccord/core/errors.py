"""Whose move was wrong. Few, and without private words: no item, no person, no text of anybody is ever part of a
message.
"""


class Refused(Exception):
    """The core does not accept this step; nothing has changed."""


class Malformed(Refused):
    """A term, a statement or a header is outside what its format allows."""


class NotYours(Refused):
    """Only the author can write this."""


class TooEarly(Refused):
    """The wish has not been slept on; ``until`` is the unix second from which *still so* is possible."""

    def __init__(self, until: int) -> None:
        super().__init__("not slept on yet")
        self.until = until


class Ratcheted(TooEarly):
    """A scene was confirmed, runs or has just ended: nothing rises before the unix second ``until``."""


class Lapsed(Refused):
    """The wish is older than its lifetime, or its own review date is past."""


class Loosens(Refused):
    """The write would allow more than before without the second act that this needs."""


class TooLate(Refused):
    """The space has ended, or the record that this one wants to follow is no longer the newest."""


class ClockWrong(Refused):
    """The time of the record lies before what was already verified."""


class Forged(Refused):
    """What another person's software sent does not fit what went before; nothing was learnt from it."""
