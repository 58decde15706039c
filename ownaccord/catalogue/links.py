"""From the names in a table to the articles and items that they lead to. What does not exist is refused."""

from ownaccord.catalogue.articles import Article, Library
from ownaccord.catalogue.cards import Item
from ownaccord.catalogue.catalogue import Catalogue
from ownaccord.catalogue.toml import Table

ARTICLES, ITEMS = "articles", "items"


def articles_of(table: Table, library: Library) -> tuple[Article, ...]:
    """The articles that `articles` names, in its order; none where the field is left out."""
    return tuple(_article(table, library, slug) for slug in table.texts(ARTICLES, default=()))


def items_of(table: Table, catalogue: Catalogue) -> tuple[Item, ...]:
    """The items that `items` names, in its order; none where the field is left out."""
    return tuple(_item(table, catalogue, slug) for slug in table.texts(ITEMS, default=()))


def _article(table: Table, library: Library, slug: str) -> Article:
    article = library.article(slug)
    if article is None:
        raise table.wrong(f"`{ARTICLES}` names an article that does not exist: `{slug}`")
    return article


def _item(table: Table, catalogue: Catalogue, slug: str) -> Item:
    item = catalogue.item(slug)
    if item is None:
        raise table.wrong(f"`{ITEMS}` names an item that does not exist: `{slug}`")
    return item
