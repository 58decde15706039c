"""Reading one message: frames first, then rules, then how else it could be said."""

from collections.abc import Callable
from functools import reduce
from operator import or_

from ownaccord.core.coach.excuse import Excuses, excuses, passages
from ownaccord.core.coach.hint import Found, Hint
from ownaccord.core.coach.pattern import Bounds, Message, Place, places
from ownaccord.core.coach.rewording import rewordings_of
from ownaccord.core.coach.rule import Rule, Rules
from ownaccord.core.coach.words import CLAUSE, SENTENCE, Word, words_of

MOST_SUGGESTIONS = 3


def read(text: str, rules: Rules, refused: Callable[[str], bool] = lambda _: False) -> Hint:
    """What could land hard in a message. Keeps nothing. No rewording for a text that `refused` says must not be."""
    message = message_of(text, rules)
    if not message.words:
        return Hint()
    frames = excuses(message, rules)
    found = _ruled(rules, frames) or _unruled(rules, frames)
    if not found:
        return Hint()
    return Hint(tuple(found), () if refused(text) else _suggestions(found, rules))


def _ruled(rules: Rules, frames: Excuses) -> list[Found]:
    """What rules find, at most one place for each label, in sentences that do not lean towards plain talk."""
    found: list[Found] = []
    leans = _leans(rules, frames.message)
    for rule in rules.rules:
        if all(each.label is not rule.label for each in found):
            place = _first(rule, frames, leans)
            if place is not None:
                found.append(_found(rule, frames.message, place))
    return found


def _leans(rules: Rules, message: Message) -> tuple[bool, ...]:
    """For each word whether its sentence, or the whole message, gives a rule reason to speak."""
    whole = rules.leaning.of(message.words) > rules.leaning.doubts
    rows = dict.fromkeys(message.sentences)
    speaks = {row: whole or rules.leaning.of(message.words[slice(*row)]) > rules.leaning.doubts for row in rows}
    return tuple(speaks[row] for row in message.sentences)


def _unruled(rules: Rules, frames: Excuses) -> list[Found]:
    """Where no rule knows the wording: the clause that weighs most, unless a frame excuses it."""
    message = frames.message
    for begin, end in passages(message):
        words = message.words[begin:end]
        if rules.leaning.of(words) > rules.leaning.alone:
            weights = (0.0,) * begin + rules.leaning.by_word(words)
            rows = dict.fromkeys(row for row in message.clauses[begin:end])
            first, after = max(rows, key=lambda row: sum(weights[row[0] : row[1]]))
            rule, place = rules.whole[rules.leaning.label(words)], Place(first, after, None, None)
            if not frames.cover(rule, place):
                return [_found(rule, message, place)]
    return []


def message_of(text: str, rules: Rules) -> Message:
    """A text made ready to be searched."""
    words = words_of(text, rules.spelling)
    arcs = rules.lexicon.arcs(words)
    begin = tuple(reduce(or_, (bits for bits, _ in row)) for row in arcs)
    has = reduce(or_, begin, 0)
    return Message(words, arcs, begin, has, rules.no, _bounds(words, CLAUSE), _bounds(words, SENTENCE))


def _bounds(words: tuple[Word, ...], gap: int) -> Bounds:
    """For each word the row of words, up to a gap of this size, that it stands in."""
    if not words:
        return ()
    begins = [at for at, word in enumerate(words) if at == 0 or word.gap >= gap]
    rows = zip(begins, [*begins[1:], len(words)], strict=True)
    return tuple(row for row in rows for _ in range(*row))


def _first(rule: Rule, frames: Excuses, leans: tuple[bool, ...]) -> Place | None:
    """The first place of a rule that nothing excuses."""
    for pattern in rule.patterns:
        for place in places(pattern, frames.message):
            speaks = rule.certain or any(leans[place.first : place.after])
            if speaks and not frames.cover(rule, place):
                return place
    return None


def _found(rule: Rule, message: Message, place: Place) -> Found:
    begin = place.begin if place.begin is not None else message.clauses[place.first][0]
    end = place.end if place.end is not None else message.clauses[place.after - 1][1]
    return Found(rule.label, rule.slug, message.words[begin].start, message.words[end - 1].end, rule.why)


def _suggestions(found: list[Found], rules: Rules) -> tuple[str, ...]:
    """Rewordings of the main move first, then of the others."""
    rows = [rewordings_of(each, rules) for each in found]
    mixed = dict.fromkeys(row[at] for at in range(MOST_SUGGESTIONS) for row in rows if at < len(row))
    return tuple(mixed)[:MOST_SUGGESTIONS]
