"""Stairs go down only: the contracts of `.importlinter`, and what they cannot say."""

import ast
from pathlib import Path

import grimp
import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("ownaccord", cache_dir=None)


def rooms() -> list[str]:
    return sorted(path.parent.name for path in (ROOT / "ownaccord").glob("*/models.py"))


def test_every_contract_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    assert lint_imports(config_filename=".importlinter", no_cache=True) == EXIT_STATUS_SUCCESS


def test_only_rooms_themselves_import_their_models_or_own_up_to_it(graph: grimp.ImportGraph) -> None:
    crossing = [
        (importer, f"ownaccord.{room}.models")
        for room in rooms()
        for importer in sorted(graph.find_modules_that_directly_import(f"ownaccord.{room}.models"))
        if importer.split(".")[1] != room and importer.rpartition(".")[2] in shown()
    ]

    assert sorted(crossing) == known_violations()


def shown() -> set[str]:
    """The names of modules that answer requests: those that some room's urls import."""
    found = {"views"}
    for path in (ROOT / "ownaccord").glob("*/urls.py"):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ownaccord."):
                found |= {name.name for name in node.names}
    return found


def known_violations() -> list[tuple[str, str]]:
    """The pairs that docs/develop/house.md owns up to, as `importer` imports `models`."""
    text = (ROOT / "docs/develop/house.md").read_text()
    lines = [line.split("`") for line in text.splitlines() if line.startswith("- import: ")]
    return sorted((parts[1], parts[3]) for parts in lines)


def test_core_and_vault_take_time_and_entropy_as_arguments() -> None:
    calls = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for room in ("core", "vault")
        for path in sorted((ROOT / "ownaccord" / room).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).rpartition(".")[2] in {"now", "today", "utcnow", "open", "print"}
    ]

    assert calls == []
