"""What a person's own vault keeps of the reading list: articles for later, by number. Nothing of what was read."""

from ownaccord.accounts.keys import VaultBook
from ownaccord.catalogue.articles import Article, load_library


def kept(book: VaultBook) -> tuple[Article, ...]:
    """Return the articles on the list, in the order in which they were kept; one that is gone is left out."""
    found = (load_library().numbered(number) for number in _numbers(book))
    return tuple(article for article in found if article)


def keep(book: VaultBook, article: Article) -> None:
    """Put an article at the end of the list; nothing changes when it is there."""
    if article not in kept(book):
        _write(book, (*kept(book), article))


def take_off(book: VaultBook, article: Article) -> None:
    """Take an article off the list; nothing changes when it is not there."""
    if article in kept(book):
        _write(book, tuple(each for each in kept(book) if each != article))


def _write(book: VaultBook, articles: tuple[Article, ...]) -> None:
    if articles:
        book.put("reading", [each.number for each in articles])
    else:
        book.drop("reading")


def _numbers(book: VaultBook) -> list[int]:
    """Each number once; whatever else stands there is as if nothing did."""
    stored = book.get("reading", [])
    return list(dict.fromkeys(each for each in stored if type(each) is int)) if isinstance(stored, list) else []
