"""How hard each article is to read, printed: `python -m tests.truth.reading`."""

import sys

from ownaccord.catalogue.article_rules import words_of
from ownaccord.catalogue.articles import Article, load_library, texts
from ownaccord.catalogue.readability import level


def measured() -> list[tuple[float, Article]]:
    """Every article with its level in years of school, the hardest first."""
    found = [(level(texts(article)), article) for article in load_library().articles]
    return sorted(found, key=lambda each: -each[0])


def main() -> None:
    """Print a line for each article, and one for all."""
    found = measured()
    for years, article in found:
        name = f"{article.theme}/{article.slug}"
        sys.stdout.write(f"{years:5.1f}  {words_of(article):4d} words  {article.grade}  {name}\n")
    average = sum(years for years, _ in found) / len(found)
    sys.stdout.write(f"{average:5.1f}  on average, {len(found)} articles, in years of school\n")


if __name__ == "__main__":
    main()
