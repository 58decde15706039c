"""Reads vector files: one list of cases each, hex for bytes."""

import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def cases(name: str) -> list[dict[str, Any]]:
    """Return the cases of a vector file, by its path without ending."""
    return list(tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))["case"])


def raw(text: str) -> bytes:
    """Return the bytes of a hex string."""
    return bytes.fromhex(text)
