"""The catalogue: what can be talked about, in neutral words, with its risks and sources.

Lives here: reading and checking `content/catalogue/` and `content/denylist/`, and the frozen things that come of it.
May never live here: models, Django, anything about a person, any text of a card (that belongs in `content/`).

`load()` reads everything once, checks every rule of `docs/develop/spec/catalogue.md`, and refuses to start on the first
card that breaks one.
"""

from ownaccord.catalogue.cards import Category, Fact, FactKind, Grade, Item, Risk, Source
from ownaccord.catalogue.catalogue import Catalogue, load
from ownaccord.catalogue.toml import BadContent

__all__ = [
    "BadContent",
    "Catalogue",
    "Category",
    "Fact",
    "FactKind",
    "Grade",
    "Item",
    "Risk",
    "Source",
    "load",
]
