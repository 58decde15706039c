"""No entry of a vault without a fuzzer, and no form: whoever reads one is run by a decoder, or has a reason here."""

import ast
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from sys import _getframe

import pytest
from django import forms
from django.http import QueryDict

from ownaccord.vault.entries import VaultBook
from tests.fuzz import corpus, typed, typed_rooms, vaults, vaults_after, vaults_between, vaults_own
from tests.fuzz.decoder import ask
from tests.fuzz.table import DECODERS

HOUSE = Path(__file__).resolve().parents[2] / "ownaccord"
READ = ("get", "under")
MOST_READERS = 40
OTHERWISE = {
    "They look at the names of entries, or compare entries whole, and take nothing out of one.": {
        "care.rechecking.forget_ended", "consent.cooled.forget", "consent.debriefs.forget", "consent.ladders.forget",
        "consent.looking._changed", "consent.memory.forget_space", "consent.memory.paused_scopes",
        "consent.noticed._begin_anew", "consent.noticed.forget", "consent.rests.all_closed", "consent.rests.forget",
        "consent.starting._elsewhere", "consent.writing.as_looked_at", "care.hooks_follow_up._prepared",
        "spaces.actions.drop", "spaces.gathering.remember", "talk.memory.forget",
    },
    "They ask whether anything stands there, or show what stands there as text, whatever it is.": {
        "accounts.settings.read", "accounts.things._account", "accounts.views.mine.mine", "accounts.views.ways._name",
        "accounts.witnesses.read", "consent.starting._was_told",
    },
    "It shows its owner a code that was just made.": {"accounts.views.codes._shown"},
    "They fill a house for a demonstration, from vaults that they have just made.": {
        "web.demo._account", "web.demo._begin", "web.demo._sleep",
    },
}  # fmt: skip
BEGUN_FROM = {"accounts.forms.NewWay"}
"""No page has it: other forms begin from it."""
TABLES = (vaults.READERS, vaults_between.READERS, vaults_after.READERS, vaults_own.READERS)


@cache
def reading() -> frozenset[str]:
    """Every function of the house that reads an entry of a vault, as room.module.name."""
    return frozenset(_reading())


def _reading() -> Iterator[str]:
    for path in sorted(HOUSE.rglob("*.py")):
        place = ".".join(path.relative_to(HOUSE).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and place != "vault.entries" and _reads(node):
                yield f"{place}.{node.name}"


def _reads(function: ast.FunctionDef) -> bool:
    given = [*function.args.args, *function.args.kwonlyargs]
    books = {"book"} | {each.arg for each in given if each.annotation and ast.unparse(each.annotation) == "VaultBook"}
    calls = (node for node in _inside(function) if isinstance(node, ast.Call))
    asked = (node.func for node in calls if isinstance(node.func, ast.Attribute) and node.func.attr in READ)
    return any(_is_book(each.value, books) for each in asked)


def _inside(node: ast.AST) -> Iterator[ast.AST]:
    """What stands in a function itself, and in no function within it."""
    for each in ast.iter_child_nodes(node):
        yield each
        if not isinstance(each, ast.FunctionDef):
            yield from _inside(each)


def _is_book(node: ast.expr, names: set[str]) -> bool:
    words = ast.unparse(node)
    return words in names or words.endswith(".book") or words.startswith(("vaults.read(", "vaults.change("))


def _asker() -> str:
    """Which function asks the book now; a comprehension belongs to the function that it stands in."""
    frame = _getframe(2)
    path, name = Path(frame.f_code.co_filename), frame.f_code.co_qualname.partition(".<locals>.<")[0]
    if not path.is_relative_to(HOUSE):
        return ""
    return ".".join((*path.relative_to(HOUSE).with_suffix("").parts, name.rpartition(".")[2]))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Which functions found something in a book, from the kept inputs and from one more for each entry there is."""
    found, get, under = set[str](), VaultBook.get, VaultBook.under

    def asked(book: VaultBook, key: str, default: object = None) -> object:
        if key in book:
            found.add(_asker())
        return get(book, key, default)

    def listed(book: VaultBook, prefix: str) -> dict[str, object]:
        if under(book, prefix):
            found.add(_asker())
        return under(book, prefix)

    monkeypatch.setattr(VaultBook, "get", asked)
    monkeypatch.setattr(VaultBook, "under", listed)
    for decoder in (each for each in DECODERS if each.name.startswith(("vault-", "calendar", "own-side"))):
        for data in (*corpus.kept(decoder.name), *(bytes([at, 0]) for at in range(MOST_READERS))):
            ask(decoder, data)
    return found


def test_whoever_reads_an_entry_of_a_vault_is_run_by_a_decoder_or_has_a_reason(run: set[str]) -> None:
    reasons = set[str]().union(*OTHERWISE.values())

    assert sorted(reading() - run - reasons) == []
    assert sorted(reasons - reading()) == []
    assert len(reading() & run) > 60 and max(map(len, TABLES)) <= MOST_READERS


def test_every_form_of_the_house_is_tried_or_has_a_reason() -> None:
    for path in sorted(HOUSE.glob("*/**/*.py")):
        if "class " in (text := path.read_text(encoding="utf-8")) and "Form)" in text:
            import_module(".".join(("ownaccord", *path.relative_to(HOUSE).with_suffix("").parts)))
    every = (*typed.FORMS, *typed_rooms.OF_SCENES, *typed_rooms.OF_ONES_OWN)
    tried = {_named(type(make(QueryDict("")))) for make in every}
    known = {_named(each) for each in _kinds(forms.Form) if each.__module__.startswith("ownaccord.")}

    assert sorted(known - tried) == sorted(BEGUN_FROM)
    assert len(tried) > 50


def _kinds(kind: type) -> Iterator[type]:
    for each in kind.__subclasses__():
        yield each
        yield from _kinds(each)


def _named(kind: type) -> str:
    return f"{kind.__module__.removeprefix('ownaccord.')}.{kind.__name__}"
