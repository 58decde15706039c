"""docs/develop/threats.md is true: its tests exist, nobody of SECURITY.md is missing, and no wall stands unnamed."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/develop/threats.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE)))
# Each of these that exists has at least its folder or one of its files on the page.
PARTS = ("laws", "faults", "fuzz", "scan", "load")


def adversaries() -> list[str]:
    """The first cells of the table under *Against whom*."""
    table = (ROOT / "SECURITY.md").read_text(encoding="utf-8").split("## Against whom")[1].split("\n## ")[0]
    cells = [line.split("|")[1].strip() for line in table.splitlines() if line.startswith("|")]
    return cells[2:]


def sections() -> dict[str, str]:
    """Each adversary's section on the page."""
    part = PAGE.split("\n## Against whom\n")[1].split("\n## ")[0]
    found = re.split(r"^### (.+)$", part, flags=re.MULTILINE)
    return dict(zip(found[1::2], found[2::2], strict=True))


@cache
def written_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(each.name for each in ast.walk(tree) if isinstance(each, ast.FunctionDef | ast.ClassDef))


def missing(named: list[tuple[str, str]]) -> list[str]:
    """What is named and is not there."""
    gone = [path for path, _ in named if not (ROOT / path).is_file()]
    there = [(path, test) for path, test in named if path not in gone and test]
    return gone + [f"{path}::{test}" for path, test in there if test not in written_in(path)]


def test_every_test_that_is_named_exists() -> None:
    assert len(NAMED) > 40
    assert missing(NAMED) == []
    here = NAMED[0][0]
    assert missing([("tests/none.py", ""), (here, "test_nobody")]) == ["tests/none.py", f"{here}::test_nobody"]


def test_every_adversary_has_a_section_in_the_order_of_the_table() -> None:
    assert len(adversaries()) > 6
    assert list(sections()) == adversaries()


@pytest.mark.parametrize("who", adversaries())
def test_each_section_says_what_is_tried_what_is_left_and_where_that_is_said(who: str) -> None:
    section = sections()[who]

    assert re.search(r"^- .*`tests/", section, re.MULTILINE)
    assert section.count("*Cannot be defended:*") == section.count("*Said to people:*") == 1


def test_every_wall_is_named() -> None:
    walls = {f"tests/walls/{path.name}" for path in (ROOT / "tests/walls").glob("test_*.py")}

    assert sorted(walls - {path for path, _ in NAMED}) == []


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_the_attack_that_exists_is_named(part: str) -> None:
    if any((ROOT / "tests" / part).glob("*.py")):
        assert f"`tests/{part}/" in PAGE


def test_every_class_names_its_tests() -> None:
    table = PAGE.split("| class |")[1].split("\n###")[0]
    rows = [line for line in table.splitlines()[2:] if line.startswith("|")]

    assert len(rows) > 12
    assert [line.split("|")[1] for line in rows if "`tests/" not in line.split("|")[4]] == []
