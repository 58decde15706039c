"""What core and catalogue say about a draft: words that could be taken for others, and what should lie ready."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from ownaccord.catalogue import Item, preflight
from ownaccord.catalogue.signals import language_names, load_signals
from ownaccord.core.collision import Collision, collisions
from ownaccord.core.plan import Agreed
from ownaccord.scenes.words_ready import WORDS


def spoken() -> Mapping[str, str]:
    """Return the languages in which words can be compared, by their codes, each by its own name."""
    return language_names()


def doubts(agreed: Iterable[Agreed], names: Sequence[str], languages: Iterable[str]) -> tuple[str, ...]:
    """Return what about these words and signs could be mistaken, each in a sentence; it forbids nothing."""
    every = load_signals()
    known = {code: every[code] for code in languages if code in every}
    texts = [(str(each.signal), str(each.way), each.text) for each in agreed]
    return tuple(_sentence(each) for each in collisions(texts, names, known))


def _sentence(found: Collision) -> str:
    said = {"text": found.text, "other": found.other}
    if found.why == "sound":
        return _("“%(text)s” and “%(other)s” sound alike: in a loud moment, one can be heard as the other.") % said
    if found.why == "meaning":
        return _("“%(text)s” is close to “%(other)s”, which means another signal to many.") % said
    return _("“%(text)s” is close to “%(other)s”, which can be said without being meant as a signal.") % said


def things(items: Iterable[Item]) -> tuple[str, ...]:
    """Return what should lie ready for these items, in words."""
    return tuple(str(WORDS[key]) for key in preflight.things(items))
