"""The house's measures, and pages without anything inline."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FUNCTION, LONGEST_FILE, LONGEST_TEMPLATE = 45, 350, 120
INLINE = re.compile(r"<style\b|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+\s*=|javascript:", re.IGNORECASE)
VAGUE = {"utils", "helpers", "common", "misc", "managers", "mixins", "base"}


def python() -> list[Path]:
    found = [path for top in ("ownaccord", "tests", "bench") for path in (ROOT / top).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def templates() -> list[Path]:
    return sorted((ROOT / "ownaccord").rglob("templates/**/*.html"))


def owned_up(kind: str) -> set[str]:
    """What docs/develop/house.md lists under "Our violations"."""
    lines = (ROOT / "docs/develop/house.md").read_text().splitlines()
    return {line.split("`")[1] for line in lines if line.startswith(f"- {kind}: `")}


def too_long(path: Path) -> list[str]:
    nodes = ast.walk(ast.parse(path.read_text()))
    functions = (node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    long = (node for node in functions if (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION)
    return [f"{path.relative_to(ROOT)}:{node.name}" for node in long]


def test_functions_have_at_most_45_lines() -> None:
    assert {name for path in python() for name in too_long(path)} == owned_up("function")


def test_files_have_at_most_350_lines() -> None:
    long = {str(path.relative_to(ROOT)) for path in python() if len(path.read_text().splitlines()) > LONGEST_FILE}
    assert long == owned_up("file")


def test_templates_have_at_most_120_lines() -> None:
    long = [path for path in templates() if len(path.read_text().splitlines()) > LONGEST_TEMPLATE]
    assert {str(path.relative_to(ROOT)) for path in long} == owned_up("template")


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [path for path in python() if path.stem in VAGUE or path.parent.name in VAGUE] == []


def test_every_package_has_a_charter() -> None:
    charters = [path for path in python() if path.name == "__init__.py" and path.is_relative_to(ROOT / "ownaccord")]
    assert [path for path in charters if not ast.get_docstring(ast.parse(path.read_text()))] == []


def test_templates_have_no_inline_script_style_or_handler() -> None:
    assert INLINE.search('<p style="x">') and INLINE.search("<script>") and INLINE.search('<b onclick="x">')
    found = [path for path in templates() if INLINE.search(path.read_text())]
    assert {str(path.relative_to(ROOT)) for path in found} == owned_up("inline")


def test_templates_ask_nobody_else_for_anything() -> None:
    outside = re.compile(r'(?:src|href|action|data)="(?:https?:)?//', re.IGNORECASE)
    assert [
        path.name
        for path in templates()
        if 'src="http' in path.read_text()
        or re.search(r"<(?:link|script|img|form)[^>]*" + outside.pattern, path.read_text())
    ] == []
