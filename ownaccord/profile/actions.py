"""The verbs of this room: everything goes into the person's own vault, and nowhere else."""

from collections.abc import Mapping
from typing import Any

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.catalogue.articles import Article
from ownaccord.consent import interest
from ownaccord.core.interest import Answer
from ownaccord.profile import memory, reading
from ownaccord.profile.memory import Asking


def answer(*, person: str, keys: Keyring, said: Answer) -> None:
    """Keep what somebody feels about an item, for themselves."""
    vaults.change(person, keys, lambda book: interest.keep_answer(book, said))


def undo(*, person: str, keys: Keyring) -> str:
    """Take the last change back; the item that it was on, empty when there was none."""
    brought_back = [""]

    def step(book: VaultBook) -> None:
        brought_back[0] = interest.undo(book)

    vaults.change(person, keys, step)
    return brought_back[0]


def ask(*, person: str, keys: Keyring, category: str, said: Asking) -> None:
    """Keep whether a category is worth asking about."""
    vaults.change(person, keys, lambda book: memory.keep_asking(book, category, said))


def put_lesson(*, person: str, keys: Keyring, lesson: str) -> None:
    """Put a lesson on the list, at its end; nothing changes where it stands there."""

    def step(book: VaultBook) -> None:
        kept = memory.lessons(book)
        memory.keep_lessons(book, kept if lesson in kept else (*kept, lesson))

    vaults.change(person, keys, step)


def take_lesson_off(*, person: str, keys: Keyring, lesson: str) -> None:
    """Take a lesson off the list."""
    vaults.change(
        person, keys, lambda book: memory.keep_lessons(book, tuple(x for x in memory.lessons(book) if x != lesson))
    )


def write_part(*, person: str, keys: Keyring, part: str, said: Mapping[str, Any]) -> None:
    """Keep what somebody wrote about themselves in one part."""
    vaults.change(person, keys, lambda book: memory.keep_part(book, part, said))


def answer_card(*, person: str, keys: Keyring, card: str, said: str) -> None:
    """Keep what somebody answered to a conversation card, nothing where it is empty; Full where there is no room."""
    vaults.change(person, keys, lambda book: memory.keep_answer(book, card, said))


def keep_article(*, person: str, keys: Keyring, article: Article) -> None:
    """Keep an article for later."""
    vaults.change(person, keys, lambda book: reading.keep(book, article))


def take_article_off(*, person: str, keys: Keyring, article: Article) -> None:
    """Take an article off the reading list."""
    vaults.change(person, keys, lambda book: reading.take_off(book, article))
