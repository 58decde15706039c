"""How hard each article is to read, and each text to talk about and to practise: `python -m tests.truth.reading`."""

import sys

from ownaccord.catalogue.article_rules import words_of
from ownaccord.catalogue.articles import Article, load_library, texts
from ownaccord.catalogue.conversations import load_conversations
from ownaccord.catalogue.lessons import load_lessons
from ownaccord.catalogue.phrases import load_phrases
from ownaccord.catalogue.readability import level


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


def main() -> None:
    """Print a line for each article, and one for all; then a line for each of the other texts."""
    found = measured()
    for years, article in found:
        name = f"{article.theme}/{article.slug}"
        sys.stdout.write(f"{years:5.1f}  {words_of(article):4d} words  {article.grade}  {name}\n")
    average = sum(years for years, _ in found) / len(found)
    sys.stdout.write(f"{average:5.1f}  on average, {len(found)} articles, in years of school\n")
    for years, name in practised():
        sys.stdout.write(f"{years:5.1f}  {name}\n")


if __name__ == "__main__":
    main()
