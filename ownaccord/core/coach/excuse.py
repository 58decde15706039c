"""Which words of a message stand in a frame, so that a cue among them is no move."""

from dataclasses import dataclass

from ownaccord.core.coach.pattern import Message, Place, places
from ownaccord.core.coach.rule import Frame, Reach, Rule, Rules
from ownaccord.core.coach.words import CLAUSE

QUOTE, NEGATION = "quote", "negation"
_NEGATED_WITHIN = 4
SHORT = 40


@dataclass(frozen=True, slots=True)
class Excuses:
    """For each word of a message the frames that it stands in, one bit for each frame of the rules; and whether it is
    said in a way in which nothing is marked.
    """

    message: Message
    frames: tuple[Frame, ...]
    around: tuple[int, ...]
    endorsed: bool
    silent: tuple[bool, ...]

    def cover(self, rule: Rule, place: Place) -> bool:
        """Whether something excuses this place of a rule."""
        if not rule.certain and any(self.silent[place.first : place.after]):
            return True
        if not self.endorsed and QUOTE not in rule.through and self._is_quoted(place):
            return True
        if NEGATION not in rule.through and self._is_negated(place):
            return True
        frames = 0
        for number, frame in enumerate(self.frames):
            if rule.label in frame.spares and frame.slug not in rule.through:
                frames |= 1 << number
        return any(each & frames for each in self.around[place.first : place.after])

    def _is_quoted(self, place: Place) -> bool:
        inside = sum(word.quoted for word in self.message.words[place.first : place.after])
        return 2 * inside > place.after - place.first

    def _is_negated(self, place: Place) -> bool:
        """Whether a word that says no stands shortly before, in the same clause."""
        words = self.message.words
        for at in range(place.first, max(0, place.first - _NEGATED_WITHIN), -1):
            if words[at].gap >= CLAUSE:
                return False
            if self.message.arcs[at - 1][0][0] & self.message.no:
                return True
        return False


def excuses(message: Message, rules: Rules) -> Excuses:
    """Look for every frame of the rules in a message."""
    endorsed = any(places(pattern, message) for pattern in rules.endorsements)
    around = [0] * len(message.words)
    for number, frame in enumerate(rules.frames):
        if not (endorsed and frame.endorsable):
            for begin, end in _reached(frame, message):
                for at in range(begin, end):
                    around[at] |= 1 << number
    return Excuses(message, rules.frames, tuple(around), endorsed, _silent(message, rules))


def passages(message: Message) -> list[tuple[int, int]]:
    """Return a short message whole, a longer one sentence by sentence: in much plain talk one move weighs little."""
    short = len(message.words) <= SHORT
    return [(0, len(message.words))] if short else list(dict.fromkeys(message.sentences))


def _silent(message: Message, rules: Rules) -> tuple[bool, ...]:
    """For each word whether it is said in a way in which nothing is marked."""
    rows = {row: rules.leaning.is_silent(message.words[slice(*row)]) for row in passages(message)}
    return tuple(silent for (begin, end), silent in rows.items() for _ in range(begin, end))


def _reached(frame: Frame, message: Message) -> set[tuple[int, int]]:
    """The words within reach of a frame, as rows that do not overlap more than clause by clause."""
    rows: set[tuple[int, int]] = set()
    for pattern in frame.patterns:
        for place in places(pattern, message):
            if frame.reach is Reach.MESSAGE:
                return {(0, len(message.words))}
            bounds = message.clauses if frame.reach is Reach.CLAUSE else message.sentences
            last = place.after - 1
            rows |= {bounds[at] for at in (place.first, last)}
            rows.add((place.first, place.after))
    if frame.reach is Reach.AFTER and rows:
        return {(min(begin for begin, _ in rows), len(message.words))}
    return rows
