"""Every pair of colours that meets on a page, in both themes, measured with the formula of WCAG 2.2."""

import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "ownaccord" / "web"
TOKENS = (WEB / "static" / "css" / "tokens.css").read_text()
SIGNALS = {
    "--value-white", *(f"--value-{colour}{deep}" for colour in ("green", "amber", "red") for deep in ("", "-deep"))
}  # fmt: skip
BACKS = ("paper", "raised", "wash")
PAIRS = [
    *[("ink", back, 7.0) for back in BACKS],
    *[("quiet", back, 4.5) for back in BACKS],
    *[("teal", back, 4.5) for back in BACKS],
    *[("deep", back, 4.5) for back in BACKS],
    ("on-teal", "teal", 4.5),
    ("on-teal", "deep", 4.5),
    *[("edge", back, 3.0) for back in BACKS],
]


def values(theme: str) -> dict[str, str]:
    """The values of one theme: the first block, overlaid by the dark one."""
    light, dark = re.split(r"@media \(prefers-color-scheme: dark\)", TOKENS, maxsplit=1)
    dark = dark.split("\n}\n", 1)[0]
    pattern = r"--value-([\w-]+): (#[0-9a-f]{6});"
    found = dict(re.findall(pattern, light))
    return {**found, **dict(re.findall(pattern, dark))} if theme == "dark" else found


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """1 (the same) to 21 (black on white)."""
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def test_the_formula_knows_black_on_white_and_a_published_grey() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21.0
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_every_pair_can_be_read_at_night(theme: str, front: str, back: str, least: float) -> None:
    found = values(theme)
    assert contrast(found[front], found[back]) >= least


def test_the_dark_theme_changes_values_and_nothing_else() -> None:
    dark = TOKENS.split("@media (prefers-color-scheme: dark)")[1].split("\n}\n", 1)[0]
    names = re.findall(r"(--[\w-]+):", dark)
    assert set(re.findall(r"(--value-[\w-]+):", TOKENS)) - SIGNALS == set(names)
    assert [name for name in names if not name.startswith("--value-")] == []


def test_a_scene_is_dark_whatever_the_device_prefers() -> None:
    block = TOKENS.split(":root:has([data-scene]) {")[1].split("\n}\n", 1)[0]
    found = dict(re.findall(r"--value-([\w-]+): (#[0-9a-f]{6});", block))
    dark = values("dark")
    assert found == {name: dark[name] for name in found} and {"paper", "ink", "quiet", "edge"} <= set(found)
    assert "color-scheme: dark" in block


@pytest.mark.parametrize("signal", ["green", "amber", "red"])
def test_a_signal_can_be_read_at_night_and_its_shape_seen(signal: str) -> None:
    found = values("dark")
    assert contrast(found["white"], found[f"{signal}-deep"]) >= 7
    for back in (f"{signal}-deep", "paper", "raised"):
        assert contrast(found[signal], found[back]) >= 3


def test_the_browsers_own_frame_has_the_colour_of_the_paper() -> None:
    frame = (WEB / "templates" / "frame.html").read_text()
    named = re.findall(r'prefers-color-scheme: (\w+)\)" content="(#\w+)"', frame)
    assert named == [("light", values("light")["paper"]), ("dark", values("dark")["paper"])]
