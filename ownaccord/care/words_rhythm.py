"""The words of rhythm and recheck-ins on screen. None says anything about what somebody has not said."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ownaccord.consent.said import SAID as CONSENT
from ownaccord.consent.said import Said
from ownaccord.core.rhythm import Cadence, Form

CADENCES: dict[Cadence, str | Promise] = {
    Cadence.WEEK: _("Ten minutes a week"),
    Cadence.MONTH: _("An hour a month"),
    Cadence.SCENE: _("After every scene"),
    Cadence.OWN: _("Every so many days"),
}
FORMS: dict[Form, str | Promise] = {
    Form.FULL: _("Everything, one question a page"),
    Form.SHORT: _("Five minutes, the items only"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """One page with one question: why it is asked, and what its field is called."""

    title: str | Promise
    why: str | Promise
    label: str | Promise


QUESTIONS: dict[str, Question] = {
    "opening": Question(
        _("How are we?"),
        _("A quiet beginning. What matters to you between you, and how is it at the moment?"),
        _("In your own words"),
    ),
    "effects": Question(
        _("What does it do to me?"),
        _("Sleep, mood, the body, closeness: something may have changed since the last time, for better or worse."),
        _("What you notice"),
    ),
    "thanks": Question(
        _("What do I value?"),
        _("Something that somebody here did or left undone, and that was good for you. It can be small."),
        _("What you value"),
    ),
    "work": Question(
        _("Who does the work around it?"),
        _("Asking, planning, tidying up, following up: who did it lately, and does it sit well with you?"),
        _("How it sits with you"),
    ),
    "change": Question(
        _("One thing to change?"),
        _("One thing, small enough to be done until the next time. Or nothing."),
        _("What you would change"),
    ),
}

STEPS: dict[Form, tuple[str, ...]] = {
    Form.FULL: ("opening", "items", "effects", "thanks", "work", "change", "together", "next"),
    Form.SHORT: ("items", "together", "next"),
}
"""The pages of a recheck-in, in their order. Anybody can stop at any of them."""

# The answers to one item, in the words of their buttons.
ANSWERS = {"keep": _("Keep it"), "talk": _("Talk first"), "end": _("Not any more"), "later": _("Not sure yet")}

_SAID = {
    "chosen": _("Shown to everybody here. Nobody's choice counts for another."),
    "chosen-back": _("Taken back. You show no rhythm here."),
    "date": _("Kept, for you alone."),
    "ended": _("That was it. What you stated stands, and the next date is kept."),
    "renewed": _("Kept as it is, with a later review date."),
    "talk": _("Talk first, from now on."),
    "tightened": _("It is not available any more, from now on."),
    "passed": _("Left as it is, for now."),
    "kept": _("Kept, for you alone."),
    "put": _("Kept. It opens once everybody has written; until then nobody can see who has."),
    "put-back": _("Taken back. Nobody reads it. If everybody had written, the others may find that out."),
    "looked": _("Looked."),
    "left": _("Left, for everybody. Nothing says by whom, or who had written."),
    "same": _("Nothing changed: it was so already."),
    "not-now": _("Nothing changed. That cannot be done at this moment."),
    "late": _("Nothing changed: another page of yours wrote at the same moment. Look again."),
}
_NOTES = frozenset({"passed", "looked", "same", "not-now", "late"})
SAID: dict[str, Said] = {**CONSENT, **{code: Said(text, kept=code not in _NOTES) for code, text in _SAID.items()}}
