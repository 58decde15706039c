"""The catalogue as a whole, and the one function that loads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from ownaccord.catalogue import rules
from ownaccord.catalogue.cards import Category, Item, Source
from ownaccord.catalogue.folder import content_root
from ownaccord.catalogue.reading import read_category, read_item, read_source
from ownaccord.catalogue.toml import read
from ownaccord.core.position import ItemRule

_SOURCES = "sources.toml"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every card, in the order of the categories and then of the file."""

    categories: tuple[Category, ...]
    items: tuple[Item, ...]
    sources: tuple[Source, ...]
    _by_slug: Mapping[str, Item] = field(init=False, repr=False, compare=False)
    _rules: Mapping[str, ItemRule] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # The first of a name counts, as in `items`; that each has one of its own is checked where they are read.
        by_slug = {item.slug: item for item in reversed(self.items)}
        object.__setattr__(self, "_by_slug", by_slug)
        rules_of = {item.slug: by_slug[item.slug].rule for item in self.items}
        object.__setattr__(self, "_rules", MappingProxyType(rules_of))

    def item(self, slug: str) -> Item | None:
        """The card of that name, or None."""
        return self._by_slug.get(slug)

    def category(self, slug: str) -> Category | None:
        """The category of that name, or None."""
        return next((category for category in self.categories if category.slug == slug), None)

    def items_in(self, category: str) -> tuple[Item, ...]:
        """The cards of one category."""
        return tuple(item for item in self.items if item.category == category)

    def rules(self) -> Mapping[str, ItemRule]:
        """What the consent core needs of every card, by slug. Read-only."""
        return self._rules


def load(folder: Path | None = None) -> Catalogue:
    """The checked catalogue of a content root (default: our own). The same folder gives the same object.

    Raises BadContent on the first rule that is broken.
    """
    return _load((folder or content_root()).resolve())


@cache
def _load(root: Path) -> Catalogue:
    folder = root / "catalogue"
    sources = _read_sources(folder / _SOURCES)
    chapters = [_read_chapter(path, sources) for path in sorted(folder.glob("*.toml")) if path.name != _SOURCES]
    chapters.sort(key=lambda chapter: chapter[0].number)
    catalogue = Catalogue(
        categories=tuple(category for category, _ in chapters),
        items=tuple(item for _, items in chapters for item in items),
        sources=tuple(sources.values()),
    )
    _check_together(catalogue)
    return catalogue


def _read_sources(path: Path) -> dict[str, Source]:
    table = read(path)
    sources = [read_source(each) for each in table.tables("source", named_by="id")]
    table.done()
    rules.check_unique("sources", (source.id for source in sources))
    for source in sources:
        rules.check_source(source)
    return {source.id: source for source in sources}


def _read_chapter(path: Path, sources: Mapping[str, Source]) -> tuple[Category, tuple[Item, ...]]:
    table = read(path)
    category = read_category(table.table("category"))
    items = tuple(read_item(each, category, sources) for each in table.tables("item", named_by="slug"))
    table.done()
    rules.check_category(category, path.stem)
    for item in items:
        rules.check_item(item, category)
    return category, items


def _check_together(catalogue: Catalogue) -> None:
    rules.check_unique("categories", (category.number for category in catalogue.categories))
    rules.check_unique("items", (item.slug for item in catalogue.items))
    rules.check_unique("items", (item.name.casefold() for item in catalogue.items))
    used = (source.id for item in catalogue.items for source in item.sources)
    rules.check_all_used((source.id for source in catalogue.sources), used)
