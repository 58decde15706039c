"""Everything about one thing for one reader: what was said, and what they can do there now."""

from dataclasses import dataclass

from ownaccord.consent.looking import Look
from ownaccord.core import proposal, solving, teach_back
from ownaccord.core.pattern import Moment, What
from ownaccord.core.proposal import Table
from ownaccord.core.solving import Course
from ownaccord.core.teach_back import TeachBack
from ownaccord.core.terms import Level
from ownaccord.core.turns import SOLVING, UNSEEN, Move, Stand, may
from ownaccord.talk.rounds import Round
from ownaccord.talk.subjects import REPAIR, WAYS, Subject


@dataclass(frozen=True, slots=True, repr=False)
class Here:
    """Everything about one thing for one reader: `now`, the thread that is not over, and those `before` it.

    `talkable`: what it is about is open for talking. `told`: somebody told a limit about it, for a thread somebody
    else. `was_open`: it was Talk first or more when its reader last looked. `barred`: somebody ended it, and it is not
    its reader's to begin again. `rests`: their own software does not ask about it now. `table`: whose terms stand.
    `terms_rest`: until when their own vault remembers that they put none down. `teach_back`: how what each wrote in
    their own words stands. `firm`: its reader marked it as not for compromise. `is_resting`: the other kind of thread
    about the same item was ended, and nobody who may has spoken here again.
    """

    look: Look
    subject: Subject
    now: Round
    before: tuple[Round, ...]
    talkable: bool
    told: bool
    was_open: bool
    barred: bool
    rests: bool
    table: Table
    terms_rest: int
    teach_back: TeachBack
    firm: bool = False
    is_resting: bool = False

    @property
    def begun(self) -> bool:
        """Whether its reader can see that anything was said in the thread that is not over."""
        return any(post.move not in UNSEEN or post.author == self.look.person for post in self.now.thread.posts)

    @property
    def shown(self) -> int:
        """Which thread is read on its page, by its number: the last in which anything was said."""
        return len(self.before) - (not self.begun and bool(self.before))

    @property
    def is_left(self) -> bool:
        """Whether the last thread was left by everybody, and none has begun since."""
        return not self.begun and bool(self.before) and self.before[-1].thread.turn.stand is Stand.LEFT

    @property
    def rounds(self) -> tuple[Round, ...]:
        """Every thread, the oldest first."""
        return (*self.before, self.now)

    @property
    def missing(self) -> bool:
        """Whether something that was there in any of them is not, or does not fit."""
        return any(each.thread.missing for each in self.rounds)

    @property
    def is_closed(self) -> bool:
        """Whether nothing can be said here now: the same for a No, a told limit, a pause, a lapse, and an end."""
        gone = not self.talkable and (self.was_open or self.told or self.subject.solves or self.subject.closes)
        gone = gone or (self.subject.solves and self.told)
        gone = gone or (self.begun and self.is_resting and self.barred)
        return self.now.is_over or self.look.trouble is not None or gone

    @property
    def may_open(self) -> bool:
        """Whether its reader can say the first word. Nobody works out step by step what is not open for talking."""
        if self.begun or self.is_closed or self.barred:
            return False
        if self.subject.solves:
            return self.talkable and not self.firm and not self.look.any_pause
        return self.talkable or not (self.rests or self.look.any_pause)

    @property
    def waits_for_an_answer(self) -> bool:
        """Whether the last word is its reader's, where words go to and fro: somebody else is next."""
        # A card is open as soon as one shows an answer: nobody else has asked for words about it.
        alternates = self.subject.slug in (REPAIR, WAYS) or bool(self.subject.card) or not self.talkable
        # What opens for everybody later counts for nothing here: it would show that it is there. Nor do the words that
        # name what is worked out: both have said something since.
        named = self.subject.slug == WAYS
        said = [post.author for post in self.now.thread.posts[named:] if post.move not in SOLVING | UNSEEN]
        return alternates and said[-1:] == [self.look.person]

    @property
    def moves(self) -> frozenset[Move]:
        """What its reader can do here now."""
        if not self.begun:
            return self._first - self._not_now if self.may_open else frozenset()
        allowed = frozenset() if self.is_closed else may(self.now.thread.turn, self.look.person)
        allowed = solving.allowed(self.course, allowed) if self.subject.solves else allowed - SOLVING
        return allowed - self._not_now - ({Move.SAY, Move.ASK} if self.waits_for_an_answer else set())

    @property
    def _first(self) -> frozenset[Move]:
        """What can be said first: what one would like, where it is about an item, or a few words that name it."""
        if self.subject.solves:
            return frozenset({Move.POSITION if self.subject.has_item else Move.SAY})
        return frozenset({Move.SAY, Move.ASK, Move.PUT, Move.ASK_TERMS, Move.APART})

    @property
    def asked(self) -> tuple[Moment, ...]:
        """When somebody else began to talk about an item, or to work it out: what its reader may notice one day.

        Only an item is the same thing each time: what people name themselves, and lines of a scene, are another one.
        """
        first = (each.thread.posts[0] for each in self.rounds if each.thread.posts and self.subject.has_item)
        others = (p for p in first if p.author != self.look.person and p.move not in UNSEEN)
        return tuple(Moment(p.at, What.ASKED, self.subject.slug) for p in others)

    @property
    def course(self) -> Course:
        """How far they have come in what its page shows, where it is worked out step by step."""
        return solving.course(self.rounds[self.shown].posts, self.look.space.members)

    @property
    def moment(self) -> int:
        """When something said here now would be said: after everything that is there."""
        return max([self.look.clock, *(post.at for each in self.rounds for post in each.thread.posts)])

    @property
    def has_terms(self) -> bool:
        """Whether terms can stand here at all: an item that is Talk first or more, and may go further."""
        card = self.look.catalogue.item(self.subject.slug)
        return self.talkable and card is not None and card.ceiling > Level.TALK

    @property
    def in_force(self) -> bytes:
        """What stands for what is in force on it now."""
        return teach_back.about_of(self.look.arrangements, self.subject.slug)

    @property
    def _not_now(self) -> frozenset[Move]:
        """What its reader cannot do of what stands beside words: terms, and saying in own words what was agreed."""
        beside, me = proposal.MOVES | teach_back.MOVES, self.look.person
        if not self.subject.has_item or self.subject.solves or not self.talkable:
            return beside
        begun = any(post.move is Move.APART for post in self.now.thread.posts)
        due = self.table.due(me, self.moment, puts=self.has_terms and not self.terms_rest)
        due |= teach_back.due(self.teach_back, me, begun=begun)
        # What is not there any more may have been a *something differs*.
        return beside - due | ({Move.SAME} if self.missing else set())
