"""What core and catalogue say about a draft: words that could be taken for others, and what should lie ready."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ownaccord.catalogue import Item
from ownaccord.core.plan import Agreed

LANGUAGES: Mapping[str, Promise] = {
    "cs": gettext_lazy("Czech"), "da": gettext_lazy("Danish"), "de": gettext_lazy("German"),
    "en": gettext_lazy("English"), "es": gettext_lazy("Spanish"), "fr": gettext_lazy("French"),
    "it": gettext_lazy("Italian"), "nl": gettext_lazy("Dutch"), "pl": gettext_lazy("Polish"),
    "pt": gettext_lazy("Portuguese"), "sv": gettext_lazy("Swedish"), "tr": gettext_lazy("Turkish"),
}  # fmt: skip
THINGS: Mapping[str, Promise] = {
    "water": gettext_lazy("Water, and something to eat"),
    "phone": gettext_lazy("A charged phone"),
    "blanket": gettext_lazy("A blanket"),
    "first_aid": gettext_lazy("A first-aid kit"),
    "shears": gettext_lazy("Safety shears"),
    "key": gettext_lazy("The key, and a spare one"),
    "someone": gettext_lazy("Somebody who knows where we are"),
    "light": gettext_lazy("A lamp within reach"),
    "cleaning": gettext_lazy("Something to clean up with"),
    "barriers": gettext_lazy("Barriers and lubricant"),
    "sign": gettext_lazy("Something to hold and drop, as a sign"),
}


def spoken() -> dict[str, str | Promise]:
    """Return the languages that words can be compared in, by their codes."""
    return {code: LANGUAGES.get(code, code) for code in sorted(_known())}


def doubts(agreed: Iterable[Agreed], names: Sequence[str], languages: Iterable[str]) -> tuple[str, ...]:
    """Return what about these words and signs could be mistaken, each in a sentence; it forbids nothing."""
    check = _there("ownaccord.core.collision", "collisions")
    if check is None:
        return ()
    every = _known()
    known = {code: every[code] for code in languages if code in every}
    texts = [(str(each.signal), str(each.way), each.text) for each in agreed]
    return tuple(_sentence(each) for each in check(texts, names, known))


def _sentence(found: Any) -> str:
    said = {"text": found.text, "other": found.other}
    if found.why == "sound":
        return _("“%(text)s” sounds like “%(other)s”: in a loud moment, one can be heard as the other.") % said
    if found.why == "meaning":
        return _("“%(text)s” can be understood as “%(other)s”.") % said
    return _("“%(text)s” can be said without being meant as a signal: “%(other)s”.") % said


def things(items: Iterable[Item]) -> tuple[str, ...]:
    """Return what should lie ready for these items, in words."""
    find = _there("ownaccord.catalogue.preflight", "things")
    keys = find(items) if find else ()
    return tuple(str(THINGS.get(key, key)) for key in keys)


def _known() -> Mapping[str, Any]:
    load = _there("ownaccord.catalogue.signals", "load_signals")
    return load() if load else {}


def _there(module: str, name: str) -> Callable[..., Any] | None:
    """A function of a module that may not be here yet."""
    try:
        found: Callable[..., Any] = getattr(import_module(module), name)
    except ModuleNotFoundError:
        return None
    return found
