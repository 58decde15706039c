"""The verbs about measures: keep what was said, let it go for good, draw one's own line."""

from collections.abc import Mapping

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring
from ownaccord.consent import debriefs
from ownaccord.core.entry import Kind
from ownaccord.core.measure import Measure, Scale
from ownaccord.journal import entries


def keep(*, person: str, keys: Keyring, said: Mapping[Scale, int], now: int) -> None:
    """Keep how somebody is, for themselves."""
    sound = Measure(now, said)
    entries.put(person, keys, Kind.MEASURE, now, {scale.value: place for scale, place in sound.said.items()})


def let_go(*, person: str, keys: Keyring, entry: str) -> bool:
    """Erase one answer for good; whether there was one. Nothing but a measure goes this way."""
    found = entries.one(person, keys, entry)
    return found is not None and found.kind is Kind.MEASURE and entries.erase(person, keys, entry)


def draw_line(*, person: str, keys: Keyring, line: int | None) -> None:
    """Draw the own line, or take it away."""
    vaults.change(person, keys, lambda book: debriefs.keep_line(book, line))
