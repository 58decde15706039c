"""What somebody can write down: the kinds of pages, their questions, and why each is asked.

No question has to be answered, and nothing is read out of an answer. The stored words are the names here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ownaccord.core.entry import Kind

Words = str | Promise
Table = Mapping[str, Words]


class Ask(StrEnum):
    """How a question is answered: in own words, with some of what is offered, or with one of it, folded away."""

    TEXT = "text"
    SOME = "some"
    ONE = "one"


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `table` are the answers that are offered, by their stored words, `nothing` what stands for none of
    them, `hints` a plain line on each.
    """

    name: str
    label: Words
    ask: Ask = Ask.TEXT
    help: Words = ""
    table: Table = field(default_factory=dict)
    nothing: Words = ""
    hints: Table = field(default_factory=dict)
    rows: int = 4
    longest: int = 4000


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of page. `title` calls one of them, `button` begins one; `note`: what to know before, with where to."""

    kind: Kind
    title: Words
    button: Words
    why: Words
    questions: tuple[Question, ...]
    note: Words = ""
    note_to: str = ""
    note_link: Words = ""


NO_PROMPT = _("No question")
PROMPTS: Table = {
    "stayed": _("What has stayed with me today?"),
    "body": _("What does my body say just now?"),
    "good": _("What was good, even if it was small?"),
    "hard": _("What was hard, and what would I have needed?"),
    "line": _("Where was a line of mine, and how did I notice it?"),
    "unsaid": _("What have I not said yet, and what keeps me from it?"),
    "want": _("What would I want, if nobody had to agree to it?"),
    "mine": _("What did I do for myself?"),
    "asked": _("What would I like to be asked?"),
    "later": _("What can wait until tomorrow?"),
}
TURNS: Table = {
    "whole": _("All or nothing"),
    "always": _("Always and never"),
    "minds": _("Knowing what others think"),
    "future": _("Knowing how it will go"),
    "worst": _("Going to the worst"),
    "filter": _("Seeing only the hard part"),
    "small": _("Making the good small"),
    "name": _("One word for a whole person"),
    "should": _("Should and must"),
    "mine": _("All of it is on me"),
    "proof": _("It feels so, so it is so"),
    "beside": _("Measuring oneself against others"),
}
TURNS_SAID: Table = {
    "whole": _("One thing went wrong, and everything counts as spoiled."),
    "always": _("It happened once or twice, and becomes every time."),
    "minds": _("I take a guess about somebody for what they said."),
    "future": _("I am sure how it will end, before it has begun."),
    "worst": _("Of all that could happen, I look only at what would be hardest."),
    "filter": _("The hard moment is large, and the rest is out of sight."),
    "small": _("What went well does not count, or was luck."),
    "name": _("I call myself, or somebody, a name, instead of saying what was done."),
    "should": _("A rule speaks, and I have not asked whose it is."),
    "mine": _("I carry what several people, or nobody, had a hand in."),
    "proof": _("I am ashamed or afraid, and take that for knowing."),
    "beside": _("I hold my inside against what others show."),
}
HELPED: Table = {
    "away": _("Going away from it"),
    "breath": _("Breathing slowly"),
    "senses": _("Naming what I see and hear"),
    "move": _("Moving"),
    "warm": _("Warmth, water, something to eat"),
    "alone": _("Being alone"),
    "company": _("Somebody being there"),
    "said": _("Saying it to somebody"),
    "written": _("Writing it down"),
    "waited": _("Waiting until it passed"),
    "stop": _("Stopping what was going on"),
}

TOLD: Table = {
    "not": _("No"),
    "later": _("Later, if at all"),
    "written": _("In writing"),
    "beside": _("With somebody beside me"),
    "outside": _("To somebody outside"),
    "them": _("To them, myself"),
}

NOTE = Sheet(
    Kind.NOTE, _("Note"), _("Write something"),
    _("Whatever you like, for nobody else. It need not be whole, or fair, or finished."),
    (
        Question(
            "prompt", _("A question to begin with, if you would like one"), Ask.ONE, table=PROMPTS, nothing=NO_PROMPT
        ),
        Question("text", _("What I write"), rows=10, longest=20_000),
    ),
)  # fmt: skip
THOUGHT = Sheet(
    Kind.THOUGHT, _("A thought, looked at"), _("Look at a thought"),
    _("For a thought that keeps coming back and is hard on you. Written down it can be looked at from beside."),
    (
        Question("situation", _("What happened"), help=_("As a camera would have seen it.")),
        Question("thought", _("What I thought")),
        Question("feeling", _("What I felt, also in my body")),
        Question(
            "turns", _("Turns that this thought may have taken"), Ask.SOME, table=TURNS, hints=TURNS_SAID,
            help=_("Most people know most of them. A thought can have taken one and still be right."),
        ),
        Question("fairer", _("A thought that would be fairer to me"), help=_("What you would say to a friend.")),
    ),
    note=_("A thought can also be right. Being afraid of somebody is no turn of thinking; you need not think it away."),
    note_to="help", note_link=_("Help"),
)  # fmt: skip
TRIGGER = Sheet(
    Kind.TRIGGER, _("Something that upset me"), _("Write down what upset me"),
    _("What set it off, and what helped. Read later, a few of these can show you what to step away from sooner."),
    (
        Question("before", _("What was just before"), help=_("A word, a smell, a touch, a place, a time of day.")),
        Question("signs", _("What I noticed in me")),
        Question("did", _("What I did")),
        Question("helped", _("What helped, if only a little"), Ask.SOME, table=HELPED),
        Question("also", _("What else helped, or made it worse")),
        Question("another", _("What I would like to try next time")),
    ),
    note=_("This can bring something up. You can stop here; Grounding is at hand on every page."),
)  # fmt: skip

REPAIR = Sheet(
    Kind.REPAIR, _("A line of mine was crossed"), _("A line of mine was crossed"),
    _("For you first. You owe nobody a talk, a calm tone or a repair, and you can stop at any question."),
    (
        Question("crossed", _("What happened"), help=_("As far as you want to write it.")),
        Question("effect", _("What it did to me")),
        Question("need", _("What I need now"), help=_("Distance, quiet, somebody beside me, an answer, nothing.")),
        Question("change", _("What would have to be different"), help=_("If it can be. “Nothing” is an answer.")),
        Question("told", _("Whether I want to tell it"), Ask.ONE, table=TOLD, nothing=_("Not said")),
        Question("say", _("Words that I could say"), help=_("Nothing sends them.")),
    ),
    note=_("If you are afraid of somebody, or were hurt on purpose, talk to somebody outside before you talk to them."),
    note_to="help-people", note_link=_("Who can help"),
)  # fmt: skip
AMENDS = Sheet(
    Kind.AMENDS, _("I crossed a line"), _("I crossed a line"),
    _("Before you say anything: look at it alone. What you write here is for you, and asks nothing of anybody."),
    (
        Question("done", _("What I did"), help=_("Without “because” and without “but”.")),
        Question("harm", _("What it did, as far as I saw it or was told")),
        Question("ask_not", _("What I will not ask of them"), help=_("Forgiveness, comfort, a talk, haste.")),
        Question("own_up", _("Words that say that it was mine"), help=_("Nothing sends them.")),
        Question("otherwise", _("What I do otherwise from now on, asked or not")),
        Question("whom", _("Whom I can talk to, who is not them")),
    ),
    note=_("Whoever was hurt decides whether there is a talk, and when it ends. Shame is heavy; Grounding is at hand."),
    note_to="help-people", note_link=_("Who can help"),
)  # fmt: skip

SHEETS: Mapping[Kind, Sheet] = {each.kind: each for each in (NOTE, THOUGHT, TRIGGER, REPAIR, AMENDS)}
