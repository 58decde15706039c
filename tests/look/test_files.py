"""Stylesheets, icons, scripts and templates keep to what the house allows, without a browser."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "ownaccord" / "web" / "static"
STYLES = sorted((STATIC / "css").glob("*.css"))
SCRIPTS = sorted((STATIC / "js").glob("*.js"))
TEMPLATES = sorted(path for path in (ROOT / "ownaccord").rglob("*.html") if "templates" in path.parts)
SYMBOLS = re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons" / "sprite.svg").read_text())
KEEPS_SIGNALS = "scene_signals.js"
ALL_STYLE = "\n".join(path.read_text() for path in STYLES)


def named(paths: list[Path]) -> list[object]:
    """The paths as parameters that read well."""
    return [pytest.param(path, id=path.relative_to(ROOT).as_posix()) for path in paths]


def test_the_layers_are_the_five_of_the_house_in_their_order() -> None:
    app = (STATIC / "css" / "app.css").read_text()
    assert re.findall(r"@layer ([^;]+);", app) == ["reset, tokens, base, components, rooms"]
    imported = re.findall(r'@import url\("([^"]+)"\) layer\((\w+)\)', app)
    assert sorted(name for name, _ in imported) == sorted(path.name for path in STYLES if path.name != "app.css")
    order = ["reset", "tokens", "base", "components", "rooms"]
    assert [layer for _, layer in imported] == sorted((layer for _, layer in imported), key=order.index)


def test_every_token_that_is_used_exists_and_every_one_that_exists_is_used() -> None:
    used = set(re.findall(r"var\((--[\w-]+)", ALL_STYLE))
    defined = set(re.findall(r"(--[\w-]+):", ALL_STYLE))
    spare = {f"--space-{step}" for step in range(1, 9)} | {"--float"}
    assert used - defined == set()
    assert defined - used - spare == set()


@pytest.mark.parametrize("path", named([path for path in STYLES if path.name not in {"tokens.css", "print.css"}]))
def test_rules_name_meanings_and_never_colours(path: Path) -> None:
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(|--value-", path.read_text()) == []


def test_styles_and_scripts_ask_no_third_party() -> None:
    addresses = [text for path in [*STYLES, *SCRIPTS] for text in re.findall(r"(?:https?:)?//[\w.]+", path.read_text())]
    assert [text for text in addresses if text.startswith("http")] == []
    assert "url(" not in re.sub(r'@import url\("[\w.]+"\)', "", ALL_STYLE)


def test_nothing_moves_by_itself_but_the_breath() -> None:
    assert set(re.findall(r"@keyframes ([\w-]+)", ALL_STYLE)) == {"breath-ring", "breath-in", "breath-out"}
    assert set(re.findall(r"transition: [^;]*?(\d+m?s|var\(--[\w-]+\))", ALL_STYLE)) <= {"var(--swift)"}


@pytest.mark.parametrize("path", named(SCRIPTS))
def test_a_script_is_one_small_module_that_says_what_it_does(path: Path) -> None:
    text = path.read_text()
    assert text.startswith("// ")
    assert len(text.splitlines()) <= 80
    # A red that was pressed is told again after a reload; what is kept for that is a number and a word.
    kept = [] if path.name == KEEPS_SIGNALS else ["sessionStorage"]
    for never in (r"\beval\(", "innerHTML", "localStorage", r"document\.write", r"\.style\b", *kept):
        assert re.findall(never, text) == []


@pytest.mark.parametrize("path", named(TEMPLATES))
def test_a_template_refers_only_to_files_and_icons_that_exist(path: Path) -> None:
    text = path.read_text()
    files = re.findall(r"{% static '([^']+\.\w+)' %}", text)
    assert [name for name in files if not (STATIC / name).is_file()] == []
    icons = re.findall(r'parts/icon\.html" with name="([\w-]+)"', text) + re.findall(r'\bicon="([\w-]+)"', text)
    assert [name for name in icons if name not in SYMBOLS] == []
    parts = re.findall(r'{% (?:include|extends) "([^"]+)"', text)
    folders = [path.parent for path in (ROOT / "ownaccord").rglob("templates/*") if path.parent.name == "templates"]
    assert [part for part in parts if not any((folder / part).is_file() for folder in set(folders))] == []


def test_every_icon_is_drawn_with_the_same_pen() -> None:
    sprite = (STATIC / "icons" / "sprite.svg").read_text()
    icons = re.findall(r'<symbol id="(?!zone-)[^"]+" ([^>]+)>', sprite)
    pen = 'viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75"'
    assert {text[: len(pen)] for text in icons} == {pen}
    assert 18 <= len(icons) <= 26


def test_the_three_neutral_pictures_exist() -> None:
    assert {path.name for path in (STATIC / "icons").glob("neutral-*.svg")} == {
        "neutral-notebook.svg",
        "neutral-leaf.svg",
        "neutral-calendar.svg",
    }
