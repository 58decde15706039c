"""What somebody can write down about themselves: the parts, their questions, and why each is asked.

Every question is optional, and nothing is read out of an answer. The stored words are the names here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ownaccord.consent import choices

Words = str | Promise
Table = Mapping[str, Words]


class Kind(StrEnum):
    """How a question is answered."""

    LINE = "line"
    TEXT = "text"
    SOME = "some"
    ONE = "one"


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `table` are the answers that are offered, by their stored words.

    `is_no`: what is answered rules something out. Such words are nobody's to reword, so the coach does not read them.
    """

    name: str
    label: Words
    kind: Kind = Kind.TEXT
    help: Words = ""
    table: Table = field(default_factory=dict)
    is_no: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One page of questions. `note`: what to know before reading on, where it can be heavy."""

    slug: str
    title: Words
    why: Words
    questions: tuple[Question, ...]
    note: Words = ""
    can_be_shown: bool = False

    @property
    def coached(self) -> tuple[str, ...]:
        """The questions whose words others may read and that rule nothing out; the coach can be asked about them."""
        own = (Kind.LINE, Kind.TEXT)
        asked = (each.name for each in self.questions if each.kind in own and not each.is_no)
        return tuple(asked) if self.can_be_shown else ()


SIGNS: Table = choices.SIGNS
HELPS: Table = choices.HELPS
CARE: Table = choices.CARE
DEPENDENCE: Table = {
    "home": _("I live in their home, or they in mine"),
    "money": _("One of us depends on the other's money"),
    "stay": _("Somebody's right to stay in the country is tied to it"),
    "work": _("We work together, or one has a say over the other's work"),
    "care": _("One of us needs the other's care or help"),
    "gap": _("There is a large gap in age or experience"),
}
BODY: Table = {"fine": _("Fine"), "ask": _("Ask first"), "out": _("Out")}


def _some(name: str, label: Words, table: Table, help: Words = "") -> Question:
    return Question(name, label, Kind.SOME, help, table)


ABOUT: tuple[Part, ...] = (
    Part(
        "words",
        _("My words"),
        _("Words can be close or hurt. These are yours."),
        (
            Question("called", _("How I like to be addressed"), Kind.LINE),
            Question("body", _("Words for my body that feel right")),
            Question("avoid", _("Words to leave out"), is_no=True),
        ),
        can_be_shown=True,
    ),
    Part(
        "values",
        _("What matters to me"),
        _("Up to five things, in your own words: honesty, tenderness, play, faith, calm, being asked."),
        (
            Question("value_1", _("First"), Kind.LINE),
            Question("value_2", _("Second"), Kind.LINE),
            Question("value_3", _("Third"), Kind.LINE),
            Question("value_4", _("Fourth"), Kind.LINE),
            Question("value_5", _("Fifth"), Kind.LINE),
        ),
        can_be_shown=True,
    ),
    Part(
        "boundaries",
        _("My boundaries"),
        _("What holds whoever asks, and whatever was before."),
        (
            Question("never", _("What I do not want"), is_no=True),
            Question("needs", _("What I need before I can be close"), is_no=True),
            Question("after", _("What has to be possible at any time"), is_no=True),
        ),
        can_be_shown=True,
    ),
    Part(
        "triggers",
        _("What can upset me suddenly"),
        _("A smell, a word, a touch, a place. Writing it down can make it easier to step away from."),
        (
            Question("what", _("What it is"), is_no=True),
            Question("looks", _("What I look like then"), is_no=True),
            Question("helps", _("What helps, and what makes it worse"), is_no=True),
        ),
        note=_("This can bring something up. You can stop here; Grounding is at hand on every page."),
        can_be_shown=True,
    ),
    Part(
        "tells",
        _("My early signs"),
        _("How I notice that something is too much, before I can say it."),
        (
            _some("signs", _("What happens"), SIGNS),
            Question("own", _("Signs of my own")),
            Question("seen", _("What somebody beside me would see")),
        ),
        can_be_shown=True,
    ),
    Part(
        "helps",
        _("What helps me"),
        _("For a hard moment, so that you need not think of it then."),
        (_some("ways", _("What helps"), HELPS), Question("own", _("Ideas of my own"))),
        can_be_shown=True,
    ),
    Part(
        "aftercare",
        _("Afterwards"),
        _("Everybody needs something else, and some need nothing."),
        (
            _some("want", _("What I want"), CARE),
            _some("offer", _("What I can offer"), CARE),
            _some("avoid", _("What to leave out"), CARE),
            Question("lasts", _("For how long, about"), Kind.ONE, table=choices.CARE_LASTS),
            _some("contact", _("When to be in touch later"), choices.CARE_CONTACT),
            Question(
                "not", _("What not to do"), help=_("Jokes about it, phones, plans for the next time."), is_no=True
            ),
            Question("own", _("In my own words")),
        ),
        can_be_shown=True,
    ),
    Part(
        "body",
        _("My body"),
        _("Where touch is fine, where to ask first, and what is out."),
        (
            *(Question(f"area_{name}", words, Kind.ONE, table=BODY) for name, words in choices.AREAS.items()),
            Question("injuries", _("Injuries, pain, and what I cannot do"), is_no=True),
            Question("marks", _("Marks: where they may be, and who may see them"), is_no=True),
        ),
        can_be_shown=True,
    ),
    Part(
        "health",
        _("Health"),
        _("What somebody would need to know to look after you, and what you need to remember."),
        (
            Question("notes", _("Health and allergies")),
            Question("medicine", _("Medicines and aids")),
            Question("emergency", _("What to do, and whom to call, if something happens")),
        ),
        can_be_shown=True,
    ),
    Part(
        "influences",
        _("What comes from elsewhere"),
        _("Some of what we want or refuse was told to us. Looking at it changes nothing by itself."),
        (
            Question("family", _("What I was taught about closeness and desire")),
            Question("culture", _("Culture, faith, and what people say")),
            Question("past", _("What has happened to me, as far as I want to write it")),
        ),
        note=_("You never have to write any of this. It can be heavy. Grounding is at hand on every page."),
        can_be_shown=True,
    ),
    Part(
        "power",
        _("Where one of us depends on the other"),
        _("It changes nothing and is told to nobody. It is for seeing what makes a no harder to say."),
        (_some("ways", _("What is so"), DEPENDENCE), Question("own", _("In my own words"))),
    ),
)

TALK: tuple[Part, ...] = (
    Part(
        "fairer", _("A fairer thought"), _("For a thought that keeps coming back and is hard on you."),
        (
            Question("situation", _("What happened")), Question("thought", _("What I thought")),
            Question("feeling", _("What I felt")), Question("fairer", _("What I would say to a friend")),
        ),
    ),
    Part(
        "no-is-fine", _("Why my no is fine"), _("A no needs no reason. Sometimes it helps to have read one's own."),
        (
            Question("why", _("My no is fine because")), Question("worry", _("What I fear will happen if I say it")),
            Question("truth", _("What I know about that")),
        ),
    ),
    Part(
        "wanting", _("Wanting, and judging myself for it"),
        _("Wanting is one thing. Thinking badly of oneself for it is another."),
        (
            Question("want", _("What I want")), Question("judge", _("What I say to myself about wanting it")),
            Question("whose", _("Whose voice that is")), Question("kinder", _("What I could say instead")),
        ),
    ),
    Part(
        "being", _("Who I am, and what I like"),
        _("Liking something does not make you something. Not liking it neither."),
        (
            Question("like", _("What I like or do not like")), Question("mean", _("What I am afraid it says about me")),
            Question("also", _("What else is true of me")),
        ),
    ),
)  # fmt: skip

PARTS: Mapping[str, Part] = {part.slug: part for part in (*ABOUT, *TALK)}
