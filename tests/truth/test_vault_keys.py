"""Every entry that a room keeps in a vault stands in the vault's specification, and the other way round."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "ownaccord"
SPEC = ROOT / "docs/develop/spec/vault-store.md"
CALLS = {"put", "get", "drop", "under"}


class Use(NamedTuple):
    """One place where code names an entry; `<>` stands for what differs from entry to entry."""

    room: str
    call: str
    entry: str | None


def told() -> set[tuple[str, str]]:
    """Room and entry of each row of the table."""
    rows = re.findall(r"^\| `([^`]+)` \| .* \| ([a-z]+) \|$", SPEC.read_text(encoding="utf-8"), re.MULTILINE)
    return {(room, re.sub(r"<[a-z]+>", "<>", entry)) for entry, room in rows}


def uses() -> list[Use]:
    """Every use of a vault's book outside the vault itself."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(HOUSE.rglob("*.py"))}
    names = {(path.stem, name): value for path, tree in trees.items() for name, value in constants(tree)}
    found = []
    for path, tree in trees.items():
        room = path.relative_to(HOUSE).parts[0]
        if room != "vault":
            found += [Use(room, call, spelled(key, path.stem, names)) for call, key in named(tree)]
    return found


def constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The module's own names for texts."""
    for line in tree.body:
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant) and isinstance(line.value.value, str):
            for target in line.targets:
                yield ast.unparse(target), line.value.value


def named(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """What is done with a book, and the expression that says with which entry."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CALLS:
            if is_book(node.func.value):
                yield node.func.attr, node.args[0]
        elif isinstance(node, ast.Compare) and is_book(node.comparators[0]):
            yield "get", node.left


def is_book(node: ast.expr) -> bool:
    words = ast.unparse(node)
    return words == "book" or words.endswith(".book") or words.startswith("vaults.read(")


def spelled(key: ast.expr, module: str, names: dict[tuple[str, str], str]) -> str | None:
    """The entry's name; None when it is only known while the program runs."""
    match key:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(str(part.value) if isinstance(part, ast.Constant) else "<>" for part in parts)
        case ast.BinOp(left=left, op=ast.Add()):
            beginning = spelled(left, module, names)
            return None if beginning is None else beginning + "<>"
        case ast.Attribute(value=ast.Name(id=other), attr=name):
            return names.get((other, name))
        case ast.Name(id=name):
            return names.get((module, name))
    return None


def test_every_entry_that_is_written_stands_in_the_table_with_its_room_and_the_other_way_round() -> None:
    written = {(use.room, use.entry) for use in uses() if use.call == "put"}

    assert len(written) > 25
    assert written == told()


def test_nothing_is_read_or_dropped_that_nobody_writes() -> None:
    entries = {entry for _room, entry in told()}
    single = {use.entry for use in uses() if use.call in {"get", "drop"} and use.entry} - {"space/<>/<>"}
    beginnings = {use.entry for use in uses() if use.call == "under" and use.entry}

    assert len(single) > 20
    assert len(beginnings) > 4
    assert single <= entries
    assert [each for each in sorted(beginnings) if not any(entry.startswith(each) for entry in entries)] == []


def test_whatever_is_put_anywhere_goes_into_a_book_or_a_cookie() -> None:
    """So that no book under another name escapes the table; entries have rows, with keys of their own."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in HOUSE.rglob("*.py")]
    calls = [node.func for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    holders = {ast.unparse(call.value) for call in calls if isinstance(call, ast.Attribute) and call.attr == "put"}

    assert holders <= {"book", "cookies", "entries"}
