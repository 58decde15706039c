"""Reading articles: they arrive whole, and every broken rule is named with its file."""

import dataclasses
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ownaccord.catalogue import BadContent
from ownaccord.catalogue.article_rules import (
    ARTICLE_RULES,
    LAW_HEADINGS,
    NOTHING_FOUND,
    marks_each_sentence_of_the_law_that_is_exact,
    words_of,
)
from ownaccord.catalogue.articles import Reference, Weight, load_library, texts
from ownaccord.catalogue.prose import Block, BlockKind, Span, SpanKind, read_prose
from ownaccord.catalogue.readability import level
from tests.catalogue import small

THEMES = '[[theme]]\nslug = "warmth"\nname = "Warmth"\nsentence = "Being warm."\n'
WORDS = '[[word]]\nname = "Ember"\nmeaning = "What is left of a fire."\narticle = "embers"\n'
SOURCES = """
[[source]]
id = "a-page"
kind = "page"
grade = "B"
author = "Somebody"
title = "A page"
year = 2020
url = "https://example.org/page"
found_by = "words that were typed"
passage = "What it says. (a remark)"
opened = 2026-01-30

[[source]]
id = "hands"
shared = "a-study"
year = 2019
"""
ARTICLE = """+++
number = 7
title = "Embers"
sentence = "What is left."
grade = "B"
reviewed = 2026-01-31
review_by = 2027-01-31
uncertain = ["How long they last."]
cards = ["warm-hands"]
related = ["ashes"]
+++
Embers are *warm*. [a-page, hands] They last. [no source]

## Near it
- See [the ashes](ashes).
- Wait.

> Are you warm?
"""
OTHER = """+++
number = 3
title = "Ashes"
sentence = "What is cold."
grade = "D"
reviewed = 2026-01-31
review_by = 2026-07-31
uncertain = ["Whose they are."]
+++
Ashes are cold. [no source]
"""
A_PAGE = Reference(
    id="a-page", kind="page", grade=Weight.B, author="Somebody", title="A page", year=2020,
    url="https://example.org/page", doi="", found_by="words that were typed", passage="What it says. (a remark)",
    opened=date(2026, 1, 30),
)  # fmt: skip
FILES = {
    "themes.toml": THEMES,
    "words.toml": WORDS,
    "sources.toml": SOURCES,
    "warmth/embers.md": ARTICLE,
    "warmth/ashes.md": OTHER,
}
EMBERS, SOURCE = "warmth/embers.md", "sources.toml"
HANDS = '[[source]]\nid = "hands"\nshared = "a-study"\n'

BROKEN = {
    "unknown field": (EMBERS, "grade =", "stars = 5\ngrade =", "embers.md: unknown `stars`"),
    "no head": (EMBERS, "+++\nnumber", "number", "embers.md: is no TOML between"),
    "something before the head": (EMBERS, "+++\nnumber", "Hello\n+++\nnumber", "embers.md: must begin with +++"),
    "a grade that is none": (EMBERS, 'grade = "B"', 'grade = "E"', "`grade` must be one of `A`, `B`, `C`, `D`"),
    "a grade without sources": (EMBERS, 'grade = "B"', 'grade = "D"', "`grade` of D and a text without sources"),
    "a grade of no source": (EMBERS, 'grade = "B"', 'grade = "C"', "`grade` is that of none of its sources: C"),
    "no source and a grade": ("warmth/ashes.md", '"D"', '"C"', "ashes.md: a `grade` of D and a text without"),
    "nothing uncertain": (EMBERS, '["How long they last."]', "[]", "embers.md: `uncertain` is empty"),
    "a card that is none": (EMBERS, '"warm-hands"', '"cold-hands"', "`cards` names a card that does not exist"),
    "an article that is none": (EMBERS, '["ashes"]', '["dust"]', "embers.md: leads to no other article: `dust`"),
    "a link to nothing": (EMBERS, "(ashes)", "(dust)", "embers.md: leads to no other article: `dust`"),
    "a link to itself": (EMBERS, "(ashes)", "(embers)", "embers.md: leads to no other article: `embers`"),
    "a source that is none": (EMBERS, "a-page, hands", "a-book, hands", "a source that does not exist: `a-book`"),
    "never looked at again": (EMBERS, "2027-01-31", "2028-01-31", "`review_by` must come after `reviewed`, within"),
    "read before its source": (SOURCE, "2026-01-30", "2026-02-01", "`a-page` was opened after the article was"),
    "a number twice": (EMBERS, "number = 7", "number = 3", "two articles are called `3`"),
    "a title twice": (EMBERS, '"Embers"', '"Ashes"', "two articles are called `Ashes`"),
    "a sentence without an end": (EMBERS, '"What is left."', '"What is left"', "`sentence` must end with a full stop"),
    "too long": (EMBERS, "- Wait.", "- " + "Wait. " * 600 + "Wait.", "words; 600 is the most"),
    "HTML": (EMBERS, "They last.", "They <b>last</b>.", "embers.md: `<` means nothing here"),
    "another heading": (EMBERS, "## Near", "### Near", "embers.md: `#` means nothing here"),
    "a list that breaks off": (EMBERS, "- Wait.", "Wait.", "one line of a list does not begin with `- `"),
    "a link away": (EMBERS, "(ashes)", "(https://example.org)", "embers.md: `[` means nothing here"),
    "a source without an address": (SOURCE, 'url = "https://example.org/page"\n', "", "needs either `url` or `doi`"),
    "a source of no grade": (SOURCE, 'grade = "B"', 'grade = "D"', "`grade` must be A, B or C"),
    "an address that is none": (SOURCE, "https://example", "example", "`url` must begin with https://"),
    "a long quotation": (SOURCE, "What it says.", "word " * 25 + "word", "`passage` quotes more than 25 words"),
    "no card's source": (SOURCE, '"a-study"', '"a-story"', "the cards have no source `a-story`"),
    "a source twice": (SOURCE, HANDS, HANDS + HANDS, "two sources are called `hands`"),
    "an idle source": (EMBERS, "[a-page, hands]", "[a-page]", "sources.toml: no article names `hands`"),
    "a word twice": ("words.toml", WORDS, WORDS + WORDS, "words must stand in the order of the alphabet, each once"),
    "a word of no article": ("words.toml", '"embers"', '"dust"', "names an article that does not exist: `dust`"),
}  # fmt: skip


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """A content root with a small library, in whose file `name` what was `old` (there once) has become `new`."""

    def make(name: str = "", old: str = "", new: str = "") -> Path:
        small.write(tmp_path)
        (tmp_path / "library" / "warmth").mkdir(parents=True)
        for path, text in FILES.items():
            assert path != name or text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
            (tmp_path / "library" / path).write_text(text.replace(old, new) if path == name else text, encoding="utf-8")
        return tmp_path

    return make


def test_an_article_arrives_whole(write: Callable[..., Path]) -> None:
    library = load_library(write())
    embers = library.article("embers")

    assert [article.slug for article in library.themes[0].articles] == ["ashes", "embers"]
    assert embers is library.numbered(7) and embers is not None
    assert embers.references[0] == A_PAGE
    assert (embers.references[1].title, embers.references[1].year, embers.references[1].opened) == (
        "A study", 2019, date(2026, 1, 31),
    )  # fmt: skip
    assert [card.slug for card in embers.cards] == ["warm-hands"]
    assert (embers.links, embers.kinds) == (("ashes",), {"page", "study"})
    assert library.words[0].article == embers
    assert list(texts(embers)) == [
        "Embers", "What is left.", "Embers are warm. They last.", "Near it", "See the ashes.", "Wait.",
        "Are you warm?", "How long they last.",
    ]  # fmt: skip
    assert words_of(embers) == 22


def test_the_text_becomes_pieces() -> None:
    assert read_prose("Warm *hands*. [a, b-c]\nAnd [feet](feet).\n\n## So\n> Yes?\n> No.", "a.md") == (
        Block(
            BlockKind.PARAGRAPH,
            (
                (
                    Span(SpanKind.WORDS, "Warm "),
                    Span(SpanKind.STRESS, "hands"),
                    Span(SpanKind.WORDS, "."),
                    Span(SpanKind.MARK, "", ("a", "b-c")),
                    Span(SpanKind.WORDS, " And "),
                    Span(SpanKind.LINK, "feet", ("feet",)),
                    Span(SpanKind.WORDS, "."),
                ),
            ),
        ),
        Block(BlockKind.HEADING, ((Span(SpanKind.WORDS, "So"),),)),
        Block(BlockKind.SAYINGS, ((Span(SpanKind.WORDS, "Yes?"),), (Span(SpanKind.WORDS, "No."),))),
    )


@pytest.mark.parametrize("case", BROKEN)
def test_every_broken_rule_is_named_with_its_file(case: str, write: Callable[..., Path]) -> None:
    name, old, new, said = BROKEN[case]

    with pytest.raises(BadContent) as wrong:
        load_library(write(name, old, new))

    assert said in str(wrong.value)


def test_an_article_in_a_folder_that_is_no_theme_is_not_lost_silently(write: Callable[..., Path]) -> None:
    root = write()
    (root / "library" / "cold").mkdir()
    (root / "library" / "cold" / "snow.md").write_text(OTHER, encoding="utf-8")

    with pytest.raises(BadContent, match=r"library/snow\.md: stands in a folder that is no theme"):
        load_library(root)


def test_loading_twice_gives_the_same_object_and_nothing_in_it_can_be_changed(write: Callable[..., Path]) -> None:
    root = write()

    assert load_library(root) is load_library(root)
    with pytest.raises(dataclasses.FrozenInstanceError):
        A_PAGE.title = "Another"  # type: ignore[misc]


def test_long_words_and_long_sentences_are_harder_to_read() -> None:
    short = level(["The cat sat. It was warm."])
    longer = level(["The cat sat and it was warm and the day was long."])
    harder = level(["Intentional communication facilitates reciprocal understanding."])

    assert short < longer < harder
    assert round(level(["The cat sat."]), 2) == round(0.39 * 3 + 11.8 * 1 - 15.59, 2)
    with pytest.raises(ValueError, match="no words"):
        level(["..."])


LAW_CARD = "\n\n".join(f"## {heading}\n{NOTHING_FOUND}" for heading in LAW_HEADINGS)
BROKEN_LAW = {
    "a heading missing": (f"## {LAW_HEADINGS[1]}\n", "", "has these headings, in this order"),
    "another order": (f"## {LAW_HEADINGS[0]}", f"## {LAW_HEADINGS[4]}", "has these headings, in this order"),
    "law from memory": (f"{LAW_HEADINGS[2]}\n{NOTHING_FOUND}", f"{LAW_HEADINGS[2]}\nIt is so.", "names no source"),
    "law beside the sentence": (f"## {LAW_HEADINGS[3]}\n", f"## {LAW_HEADINGS[3]}\nIt is so.\n\n", "names no source"),
}
EXACT_LAW = {
    "It began in 2020. It is so. [a-page]": "It began in 2020.",
    "It is so. [a-page] It took two days.": "It took two days.",
    "It is an offence. It is so. [a-page] Or not.": "It is an offence.",
    "It is so. [a-page] It is an offence. [no source]": "It is an offence.",
    "It began in 2020. [a-page] It is so. It took two days. [a-page]": "",
}


@pytest.mark.parametrize("case", ["", *BROKEN_LAW])
def test_a_card_about_the_law_answers_the_same_questions_from_sources_or_says_that_there_are_none(
    case: str, write: Callable[..., Path]
) -> None:
    root = write("themes.toml", THEMES, THEMES + '\n[[theme]]\nslug = "law"\nname = "Law"\nsentence = "Rules."\n')
    old, new, said = BROKEN_LAW.get(case, ("", "", ""))
    text = OTHER.replace("number = 3", "number = 4").replace('"Ashes"', '"Rules of fire"').replace(
        "Ashes are cold. [no source]", LAW_CARD.replace(old, new, 1) if case else LAW_CARD
    )  # fmt: skip
    (root / "library" / "law").mkdir()
    (root / "library" / "law" / "fire.md").write_text(text, encoding="utf-8")

    if not case:
        assert [each.slug for each in load_library(root).themes[1].articles] == ["fire"]
        return
    with pytest.raises(BadContent, match=r"fire\.md") as wrong:
        load_library(root)
    assert said in str(wrong.value)


@pytest.mark.parametrize("said", EXACT_LAW)
def test_what_is_exact_about_the_law_has_its_source_right_after_it(said: str, write: Callable[..., Path]) -> None:
    embers = load_library(write()).article("embers")
    assert embers is not None
    text = LAW_CARD.replace(f"{LAW_HEADINGS[2]}\n{NOTHING_FOUND}", f"{LAW_HEADINGS[2]}\n{said}")
    card = dataclasses.replace(embers, theme="law", blocks=read_prose(text, "fire.md"))
    bare = EXACT_LAW[said]

    assert marks_each_sentence_of_the_law_that_is_exact in ARTICLE_RULES
    assert marks_each_sentence_of_the_law_that_is_exact(embers) is None
    assert marks_each_sentence_of_the_law_that_is_exact(card) == (
        f"a year, a number or an offence, and no source right after it: {bare}" if bare else None
    )
