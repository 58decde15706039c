"""A catalogue of one card that keeps every rule, and a way to spoil it in one place."""

from pathlib import Path

SOURCES = """
[[source]]
id = "a-study"
kind = "study"
grade = "A"
reviewed = 2026-01-31
title = "A study"
doi = "10.1000/1"
found_by = "words that were typed"
passage = "What it says."
"""

CHAPTER = """
[category]
slug = "warmth"
number = 3
name = "Warmth"
sentence = "Being warm together."
hidden = false
clinical = true
ceiling = "yes"

[[item]]
slug = "warm-hands"
name = "Warm hands"
sentence = "One person warms the other's hands."
edition = 2
revision = 5
shapes = ["give_receive", "together"]
contexts = ["at_home", "away"]
ceiling = "yes"
risk = { physical = 2, emotional = 1, legal = 0 }
facts = [
  { text = "Heat burns.", kind = "physical", sources = ["a-study"] },
  { text = "Hands differ.", kind = "emotional", sources = [], source = "none found" },
]
stop_signs = ["Pain"]
do_not_if = ["There is a wound"]
who_must_not = ["People with numb hands"]
help = ["Cool water, then a doctor"]
questions_to_settle = ["How warm?", "For how long?"]
aftercare = ["Look at the hands"]
aliases = ["hand warming"]
reviewed_by_clinician = false
"""


def write(folder: Path, old: str = "", new: str = "") -> Path:
    """The content root of a one-card catalogue, in which `old` (which must be there once) has become `new`."""
    together = SOURCES + "#### split ####" + CHAPTER
    if old:
        assert together.count(old) == 1, f"{old!r} is there {together.count(old)} times"
        together = together.replace(old, new)
    sources, chapter = together.split("#### split ####")
    (folder / "catalogue").mkdir()
    (folder / "catalogue" / "sources.toml").write_text(sources, encoding="utf-8")
    (folder / "catalogue" / "warmth.toml").write_text(chapter, encoding="utf-8")
    return folder
