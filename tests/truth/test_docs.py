"""What README and docs say is so: the promise, commands, paths, settings, addresses, words."""

import re
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

from ownaccord.spaces.promise import PROMISE
from ownaccord.web.cli import main
from tests.truth.translations import texts

ROOT = Path(__file__).resolve().parents[2]
DOCS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
TEXT = {path: path.read_text(encoding="utf-8") for path in DOCS}
EVERYTHING = "\n".join(TEXT.values())
# Where `content/` lies once it is packaged (pyproject.toml, force-include).
IN_THE_PACKAGE = "ownaccord/catalogue/content/"
NEVER_ON_SCREEN = [
    "obligation",
    "violation",
    "score",
    "streak",
    "master",
    "slave",
    "deviant",
    "vanilla",
    "naughty",
    "user",
    "users",
]


def quoted(name: str) -> str:
    """The words of a page's first quotation, on one line."""
    lines = (ROOT / name).read_text().splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("> "))
    block = [line[2:] for line in lines[first:] if line.startswith("> ")]
    return " ".join(block)


@pytest.mark.parametrize("page", ["README.md", "SECURITY.md"])
def test_the_promise_is_the_one_on_the_join_page_word_for_word(page: str) -> None:
    assert quoted(page) == str(PROMISE)


def test_the_readme_has_fewer_than_120_lines() -> None:
    assert len(TEXT[ROOT / "README.md"].splitlines()) < 120


def test_every_link_leads_to_a_page() -> None:
    links = [(path, link) for path, text in TEXT.items() for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)]

    assert len(links) > 8
    assert [(path.name, link) for path, link in links if not (path.parent / link).exists()] == []


def test_every_path_in_the_docs_exists() -> None:
    tops = "|".join(path.name for path in ROOT.iterdir() if path.is_dir() and path.name != "data")
    named = set(re.findall(rf"`((?:{tops})/[\w./-]*)`", EVERYTHING)) - {IN_THE_PACKAGE}

    assert len(named) > 4
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_every_command_in_the_docs_exists_and_every_command_is_in_the_docs() -> None:
    named = set(re.findall(r"`?(?:ownaccord|start\.py) ([a-z]+)\b", "\n".join(re.findall(r"`[^`\n]+`", EVERYTHING))))

    assert named - {"test"} == set(main.commands)


def test_every_option_in_the_docs_exists() -> None:
    named = set(re.findall(r"`(?:python3 start\.py |ownaccord [a-z]+ )?(--[a-z-]+)", EVERYTHING))
    known = {option for command in main.commands.values() for parameter in command.params for option in parameter.opts}

    assert named - known == set()


def test_every_setting_of_the_environment_is_in_the_docs_and_every_one_in_the_docs_exists() -> None:
    code = "\n".join(path.read_text() for path in (ROOT / "ownaccord").rglob("*.py"))
    read = set(re.findall(r'environ(?:ment)?(?:\.get\(|\[|\.setdefault\()"(OWNACCORD_[A-Z_]+)"', code))
    told = set(re.findall(r"\| `(OWNACCORD_[A-Z_]+)` \|", TEXT[ROOT / "docs/host/running.md"]))

    assert told == read


def test_every_make_target_is_told_and_every_told_one_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    assert set(re.findall(r"`?make ([a-z]+)`", EVERYTHING)) | {"check", "fmt"} == targets


def test_every_address_in_the_docs_leads_to_a_page() -> None:
    named = sorted(set(re.findall(r"`(/(?:[a-z<>-]+/)+)`", EVERYTHING)) - {"/static/"})
    tried = {address: address.replace("<space>", "0" * 32).replace("<item>", "x") for address in named}

    assert len(named) > 3
    assert [address for address, path in tried.items() if not is_page(path)] == []


def is_page(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def test_the_glossary_is_in_order_and_says_each_word_once() -> None:
    words = re.findall(r"^\| ([^|]+?) \| ", (ROOT / "docs/develop/glossary.md").read_text(), re.MULTILINE)[2:]

    assert words == sorted(set(words), key=str.lower)


def test_words_that_are_never_on_screen_are_in_no_text() -> None:
    never = re.compile(r"\b(?:" + "|".join(NEVER_ON_SCREEN) + r")\b", re.IGNORECASE)
    found = texts()

    assert len(found) > 100
    assert [text for text in found if never.search(text)] == []


def test_no_text_on_screen_has_an_exclamation_mark() -> None:
    assert [text for text in texts() if "!" in text] == []
