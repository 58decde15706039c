"""How hard everything in `content/` is to read, in years of school: `python -m tests.truth.reading`."""

import sys

from ownaccord.catalogue import load
from ownaccord.catalogue.article_rules import words_of
from ownaccord.catalogue.articles import Article, load_library, texts
from ownaccord.catalogue.conversations import load_conversations
from ownaccord.catalogue.decks import load_decks
from ownaccord.catalogue.directory import load_directory
from ownaccord.catalogue.lessons import load_lessons
from ownaccord.catalogue.phrases import load_phrases
from ownaccord.catalogue.readability import level
from tests.catalogue.test_content import _texts as of_card


def measured() -> list[tuple[float, Article]]:
    """Every article with its level in years of school, the hardest first."""
    found = [(level(texts(article)), article) for article in load_library().articles]
    return sorted(found, key=lambda each: -each[0])


def practised() -> list[tuple[float, str]]:
    """Every conversation, kind of phrase and lesson with its level, the hardest first."""
    said = {
        f"conversations/{each.slug}": [text for card in each.cards for text in (card.question, card.why)]
        for each in load_conversations()
    }
    said |= {f"phrases/{each.kind.value}": [phrase.example() for phrase in each.phrases] for each in load_phrases()}
    said |= {
        f"lessons/{each.slug}": [text for step in each.steps for text in (step.title, *step.text)]
        for each in load_lessons()
    }
    return sorted(((level(each), name) for name, each in said.items()), key=lambda each: -each[0])


def of_cards() -> list[tuple[float, str]]:
    """Every card with its level, the hardest first."""
    found = [(level(of_card(each)), f"catalogue/{each.slug}") for each in load().items]
    return sorted(found, key=lambda each: -each[0])


def of_library() -> list[tuple[float, str]]:
    """The glossary, the decks and the list of help, each as a whole."""
    said = {
        "library/words": [word.meaning for word in load_library().words],
        "decks": [deck.sentence for deck in load_decks()],
        "help": [text for each in load_directory().resources for text in (each.what, each.note) if text],
    }
    return [(level(each), name) for name, each in said.items()]


def main() -> None:
    """Print a line for each article, and one for all; then a line for each of the other texts."""
    found = measured()
    for years, article in found:
        name = f"{article.theme}/{article.slug}"
        sys.stdout.write(f"{years:5.1f}  {words_of(article):4d} words  {article.grade}  {name}\n")
    average = sum(years for years, _ in found) / len(found)
    sys.stdout.write(f"{average:5.1f}  on average, {len(found)} articles, in years of school\n")
    for years, name in (*practised(), *of_library(), *of_cards()):
        sys.stdout.write(f"{years:5.1f}  {name}\n")


if __name__ == "__main__":
    main()
