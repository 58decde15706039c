"""Makes our own vector files: `python -m tests.vectors.make`. A test says when a file is no longer what this makes.

If that test fails, a stored format has changed. Do not simply make the files again: data is out there in the
old format. Give the new one its own version byte, keep reading the old one, add cases, and write it into
docs/develop/spec/. Only a new label is added by making the files again (labels.toml then has two more cases, and
docs/develop/spec/keys.md a row).

Every case has `does` (a reader of tests/vectors/readers.py) and either `gives` (hex, text or truth) or `stage` (where
reading must fail) with `wrong` (what was done to the bytes). Nothing here is random: bytes come from `some(name, n)`.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.vectors import keys_cases, point_cases, sealed_cases, stored_cases

HERE = Path(__file__).parent
Cases = list[dict[str, Any]]

FILES: dict[str, Callable[[], Cases]] = {
    "canonical": sealed_cases.canonical,
    "padding": sealed_cases.padding,
    "sealed": sealed_cases.sealed,
    "held": sealed_cases.sealed_to,
    "keys": keys_cases.keys,
    "labels": keys_cases.labels,
    "wraps": keys_cases.wraps,
    "macs": keys_cases.macs,
    "codes": keys_cases.codes,
    "points": point_cases.points,
    "vault-store": stored_cases.vault_store,
    "witness": stored_cases.witness,
}


def text_of(name: str) -> str:
    """Return the whole vector file of this name."""
    cases = "".join(f"\n[[case]]\n{_lines(case)}" for case in FILES[name]())
    return f"# Made by `python -m tests.vectors.make`; see docs/develop/spec/. Hex unless it reads like words.\n{cases}"


def _lines(case: dict[str, Any]) -> str:
    return "".join(f"{key} = {_value(value)}\n" for key, value in case.items())


def _value(value: Any) -> str:
    if isinstance(value, bytes):
        return f'"{value.hex()}"'
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(key)} = {_value(part)}" for key, part in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_value(part) for part in value) + "]"
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    for each in FILES:
        (HERE / f"{each}.toml").write_text(text_of(each), encoding="utf-8")
