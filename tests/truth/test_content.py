"""Everything in `content/` that people read: in one tone, from sources that were opened, leading only to what exists.

A new folder fails here until somebody says what in it is read, or why nothing is.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from ownaccord.catalogue import Item, load
from ownaccord.catalogue.articles import load_library
from ownaccord.catalogue.articles import texts as of_article
from ownaccord.catalogue.coach import load_coach
from ownaccord.catalogue.conversations import load_conversations
from ownaccord.catalogue.decks import load_decks
from ownaccord.catalogue.denylist import load_denylist
from ownaccord.catalogue.directory import load_directory
from ownaccord.catalogue.lessons import load_lessons
from ownaccord.catalogue.phrases import load_phrases
from ownaccord.catalogue.resources import texts as of_resources
from tests.catalogue.test_content import EXPLICIT, _texts
from tests.truth.reading import measured, of_cards, of_library, practised
from tests.truth.test_library import NEVER

CONTENT = Path(__file__).resolve().parents[2] / "content"
LIBRARY, CATALOGUE, DIRECTORY = load_library(), load(), load_directory()
ADDRESS = re.compile(r"https?://[a-z0-9.-]+\.[a-z]{2,}(?:[:/?#]\S*)?", re.IGNORECASE)
DOI = re.compile(r"10\.\d{4,9}/\S+")


def of_catalogue() -> Iterator[str]:
    """Every card and every category."""
    for category in CATALOGUE.categories:
        yield from (category.name, category.sentence)
    for item in CATALOGUE.items:
        yield from _texts(item)


def of_articles() -> Iterator[str]:
    """Every article, cards about the law among them, with headings and glossary."""
    for article in LIBRARY.articles:
        yield from of_article(article)
    for theme in LIBRARY.themes:
        yield from (theme.name, theme.sentence)
    for word in LIBRARY.words:
        yield from (word.name, word.meaning)


def of_lessons() -> Iterator[str]:
    """Every lesson."""
    for lesson in load_lessons():
        yield from (lesson.title, lesson.sentence)
        for step in lesson.steps:
            yield from (step.title, *step.text)


def of_phrases() -> Iterator[str]:
    """Every phrase with our example in its blanks."""
    for group in load_phrases():
        yield from (group.name, group.sentence, *(phrase.example() for phrase in group.phrases))


def of_conversations() -> Iterator[str]:
    """Every conversation card."""
    for each in load_conversations():
        yield from (each.name, each.sentence, *(text for card in each.cards for text in (card.question, card.why)))


def of_decks() -> Iterator[str]:
    """Every deck."""
    for deck in load_decks():
        yield from (deck.name, deck.sentence)


def of_coach() -> Iterator[str]:
    """What the coach says and offers; never what it marks."""
    for rule in load_coach().rules:
        yield from (rule.why, *rule.suggestions)


READ: dict[str, Callable[[], Iterable[str]]] = {
    "catalogue": of_catalogue, "library": of_articles, "lessons": of_lessons, "phrases": of_phrases,
    "conversations": of_conversations, "decks": of_decks, "coach": of_coach,
    "help": lambda: of_resources(DIRECTORY),
}  # fmt: skip
NOT_READ = {
    "denylist": "words that are refused where something is wished for",
    "signals": "words and signs in ten languages, compared with what somebody agreed on",
    "words": "lists of words for codes",
}
# Said of something else than a promise, or a name that is not ours; each with what it may stand in.
FAIR = {
    "Safe, sane": "a motto", "no guarantee": "what is none", "Safe to Talk": "the name of a service",
    "could be called safe": "said of what is not", "could not safely say no": "said of what is not",
    "is usually safe": "a fact of medicine, with its source and its exceptions", "red streaks": "a sign of infection",
}  # fmt: skip
# Cards whose facts, warnings or questions touch a theme of the denylist: they say what must not be.
WARN = {
    "real-non-consent": {
        "enclosure", "intimate-pictures-sent", "lasting-suggestions", "location-sharing", "locked-without-key",
        "private-images", "publishing-together", "stun-devices", "suggested-forgetting", "video-and-sound",
    },
    "unconscious": {"being-led", "chase", "rest-from-contact"},
    "blackmail": {"online-communities", "telling-an-infection"},
}  # fmt: skip
FOLDER = pytest.mark.parametrize("folder", READ)


def without_what_is_fair(text: str) -> str:
    for words in FAIR:
        text = text.replace(words, "")
    return text


def touched(texts: Iterable[str]) -> set[str]:
    """The themes of the denylist that some texts touch."""
    return {theme.slug for text in texts if (theme := load_denylist().theme_of(text))}


def test_every_folder_is_read_here_or_says_why_not() -> None:
    assert {path.name for path in CONTENT.iterdir() if path.is_dir()} == READ.keys() | NOT_READ.keys()
    assert [folder for folder, texts in READ.items() if sum(1 for _ in texts()) < 5] == []


@FOLDER
def test_no_text_has_a_word_that_is_never_on_screen(folder: str) -> None:
    wrong = [
        (found.group(), text)
        for text in READ[folder]() for pattern in (NEVER, EXPLICIT)
        for found in pattern.finditer(without_what_is_fair(text))
    ]  # fmt: skip

    assert wrong == []


def test_every_fair_word_is_still_said_somewhere() -> None:
    said = "\n".join(text for texts in READ.values() for text in texts())

    assert [words for words in FAIR if words not in said] == []


@pytest.mark.parametrize("folder", ["lessons", "phrases", "conversations", "decks", "coach"])
def test_what_is_offered_touches_nothing_that_is_refused(folder: str) -> None:
    assert touched(READ[folder]()) == set()


def test_a_card_touches_what_is_refused_only_to_warn_of_it() -> None:
    found: dict[str, set[str]] = {}
    for item in CATALOGUE.items:
        assert touched((item.name, item.sentence, *item.aliases)) == set(), item.slug
        for theme in touched(_texts(item)):
            found.setdefault(theme, set()).add(item.slug)

    assert found == WARN


def test_articles_and_help_touch_only_what_they_warn_of_and_help_with() -> None:
    assert {each.slug: touched(of_article(each)) - set(each.speaks_of) for each in LIBRARY.articles} == {
        each.slug: set() for each in LIBRARY.articles
    }
    assert touched(READ["help"]()) <= {"real-non-consent"}


def test_every_source_has_a_title_an_identifier_the_words_it_was_found_by_and_a_passage() -> None:
    sources = [*LIBRARY.references, *CATALOGUE.sources]
    without = [each.id for each in sources if not (each.title and each.kind and each.found_by and each.passage)]

    assert len(sources) > 400 and without == []
    assert [each.id for each in sources if bool(each.url) == bool(each.doi)] == []
    assert [each.id for each in sources if not (DOI if each.doi else ADDRESS).fullmatch(each.doi or each.url)] == []


def test_no_source_is_older_than_print_or_of_a_year_to_come() -> None:
    assert [each.id for each in LIBRARY.references if each.year and not 1900 <= each.year <= each.opened.year] == []
    assert [each.id for each in LIBRARY.references if not date(2026, 11, 24) <= each.opened] == []


def test_what_has_no_source_says_so() -> None:
    """An article of grade D, and a fact of a card without one; their pages say it (tests/rooms)."""
    bare = [each.slug for each in LIBRARY.articles if not each.references and each.grade != "D"]

    assert bare == []
    assert [each.slug for each in CATALOGUE.items if each.unsourced_physical and not _says_so(each)] == []


def _says_so(item: Item) -> bool:
    return item.warns_first or item.risk.physical < 2


def test_every_article_has_a_day_by_which_it_is_looked_at_again_and_the_law_comes_sooner() -> None:
    rests = {each.slug: (each.review_by - each.reviewed).days for each in LIBRARY.articles}
    law = {each.slug for each in LIBRARY.articles if each.theme == "law"}

    assert min(rests.values()) > 0
    assert len(law) >= 8 and max(rests[slug] for slug in law) <= 190


def test_links_lead_only_to_articles_and_items_that_exist() -> None:
    slugs = {each.slug for each in LIBRARY.articles}
    items = {each.slug for each in CATALOGUE.items}
    steps = [step for lesson in load_lessons() for step in lesson.steps]
    cards = [card for each in load_conversations() for card in each.cards]

    assert {name for each in LIBRARY.articles for name in each.links} <= slugs
    assert {each.slug for one in (*steps, *cards) for each in one.articles} <= slugs
    assert {card.slug for each in LIBRARY.articles for card in each.cards} <= items
    assert {line.item for deck in load_decks() for line in deck.lines} <= items


def test_how_hard_everything_is_to_read_is_measured_and_nothing_needs_long_schooling() -> None:
    found = {name: years for years, name in (*practised(), *of_cards(), *of_library())}
    found |= {article.slug: years for years, article in measured()}

    assert len(found) > 300
    assert {name: round(years, 1) for name, years in found.items() if years > 9.0} == {}
