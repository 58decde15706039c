"""What may be stored of a device's presses, in the words of somebody who watched it: a list, and nothing of scenes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

Stored = Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Press:
    """One press of one device: whether it was acknowledged, and whether that was before anybody pressed red."""

    word: str
    number: int
    acknowledged: bool
    before_red: bool


@dataclass
class Verdict:
    """What did not hold, in words; empty is good."""

    lost: list[str] = field(default_factory=list)
    green: list[str] = field(default_factory=list)


def judged(presses: Sequence[Press], stored: Stored) -> Verdict:
    """What became of one device's presses; `stored` is what is stored by it, in order."""
    found = Verdict()
    for each in presses:
        if each.acknowledged and not _is_there(each, stored):
            found.lost.append(f"{each.word} {each.number}")
    pressed = {(each.word, each.number) for each in presses}
    highest = 0
    for word, number in stored:
        if word == "green" and (number <= highest or (word, number) not in pressed):
            found.green.append(f"green {number} after {highest}")
        highest = max(highest, number)
    last = next((each for each in reversed(presses) if each.acknowledged), None)
    at_the_end = stored[-1] if stored else ("", 0)
    # A green that was pressed after it and got no answer may well be stored.
    overtaken = at_the_end[0] == "green" and last is not None and at_the_end[1] < last.number
    if overtaken and last is not None and last.word != "green" and last.before_red:
        found.green.append(f"green at the end, after {last.word} {last.number}")
    return found


def _is_there(press: Press, stored: Stored) -> bool:
    if press.word == "red":
        return any(word == "red" for word, _ in stored)
    if not press.before_red:
        # A red may have been faster: then everything has stopped, and nothing follows it.
        return True
    if press.word == "green":
        return ("green", press.number) in stored
    # A yellow on a yellow says nothing new.
    earlier = [(number, word) for word, number in stored if number <= press.number and word != "red"]
    return bool(earlier) and max(earlier)[1] == "yellow"
