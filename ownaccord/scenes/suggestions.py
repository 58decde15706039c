"""What core and catalogue say about a draft: words that could be taken for others, and what should lie ready."""

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any

from django.utils.translation import gettext as _

from ownaccord.catalogue import Item
from ownaccord.core.plan import Agreed


def spoken() -> Mapping[str, str]:
    """Return the languages in which words can be compared, by their codes, each by its own name."""
    names = _there("ownaccord.catalogue.signals", "language_names")
    return dict(names()) if names else {}


def doubts(agreed: Iterable[Agreed], names: Sequence[str], languages: Iterable[str]) -> tuple[str, ...]:
    """Return what about these words and signs could be mistaken, each in a sentence; it forbids nothing."""
    check = _there("ownaccord.core.collision", "collisions")
    load = _there("ownaccord.catalogue.signals", "load_signals")
    if not check or not load:
        return ()
    every = load()
    known = {code: every[code] for code in languages if code in every}
    texts = [(str(each.signal), str(each.way), each.text) for each in agreed]
    return tuple(_sentence(each) for each in check(texts, names, known))


def _sentence(found: Any) -> str:
    said = {"text": found.text, "other": found.other}
    if found.why == "sound":
        return _("“%(text)s” and “%(other)s” sound alike: in a loud moment, one can be heard as the other.") % said
    if found.why == "meaning":
        return _("“%(text)s” is close to “%(other)s”, which means another signal to many.") % said
    return _("“%(text)s” is close to “%(other)s”, which can be said without being meant as a signal.") % said


def things(items: Iterable[Item]) -> tuple[str, ...]:
    """Return what should lie ready for these items, in words."""
    find = _there("ownaccord.catalogue.preflight", "things")
    words = _there("ownaccord.scenes.words_ready", "WORDS")
    return tuple(str(words[key]) for key in find(items)) if find and words else ()


def _there(module: str, name: str) -> Any:
    """Something of a module that may not be here yet; None until it is."""
    try:
        return getattr(import_module(module), name)
    except ModuleNotFoundError:
        return None
