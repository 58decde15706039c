"""The words of signals: every rule has a file that breaks it, and our own ten languages are whole."""

from pathlib import Path

import pytest

from ownaccord.catalogue import BadContent
from ownaccord.catalogue.signals import language_names, load_signals
from ownaccord.core.collision import GROUPS

SMALL = """name = "Xanadu"
said = ["no", "stop"]
green = ["grin"]
yellow = ["jel"]
red = ["rod"]
stop = ["stop"]
slow = ["slo"]
good = ["gud", "grin"]
"""
BROKEN = {
    "unknown field": ('name = "Xanadu"', 'name = "Xanadu"\nblue = ["blu"]', "unknown `blue`"),
    "no name": ('name = "Xanadu"\n', "", "`name`"),
    "a missing group": ('slow = ["slo"]\n', "", "`slow`"),
    "an empty group": ('["slo"]', "[]", "`slow` is empty"),
    "capitals": ('"rod"', '"Rod"', "`red` must be plain, composed and in small letters: `Rod`"),
    "marks apart": ('"rod"', '"ro\u0308d"', "`red` must be plain, composed and in small letters"),
    "two signals": ('"slo"', '"rod"', "`rod` means two signals"),
    "the same twice": ('["rod"]', '["rod", "rod"]', "`red` says the same twice"),
    "no list": ('["rod"]', '"rod"', "`red`"),
}


def write(folder: Path, text: str = SMALL) -> Path:
    (folder / "signals").mkdir()
    (folder / "signals" / "xx.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_language_arrives_whole(tmp_path: Path) -> None:
    root = write(tmp_path)

    assert {language: dict(groups) for language, groups in load_signals(root).items()} == {
        "xx": {
            "said": ("no", "stop"), "green": ("grin",), "yellow": ("jel",), "red": ("rod",), "stop": ("stop",),
            "slow": ("slo",), "good": ("gud", "grin"),
        }
    }  # fmt: skip
    assert dict(language_names(root)) == {"xx": "Xanadu"}
    assert load_signals(root) is load_signals(root)


@pytest.mark.parametrize("case", BROKEN)
def test_every_broken_rule_is_named_with_its_file(case: str, tmp_path: Path) -> None:
    old, new, said = BROKEN[case]
    assert SMALL.count(old) == 1

    with pytest.raises(BadContent) as wrong:
        load_signals(write(tmp_path, SMALL.replace(old, new)))

    assert said in str(wrong.value) and "xx.toml" in str(wrong.value)


def test_no_language_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadContent):
        load_signals(tmp_path)


def test_our_own_languages_are_these_and_each_has_every_group() -> None:
    assert (
        list(load_signals()) == list(language_names()) == ["de", "en", "es", "fr", "it", "nl", "pl", "pt", "sv", "tr"]
    )
    assert {tuple(groups) for groups in load_signals().values()} == {GROUPS}
    assert len(set(language_names().values())) == 10
