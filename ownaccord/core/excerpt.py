"""Which scene texts are about that open together: every member finds the same, from what everybody confirmed.

The round itself is that of together.py. Format: docs/develop/spec/together.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from ownaccord.core.apart import SCENE_MARK
from ownaccord.core.confirmation import Start
from ownaccord.core.ratchet import naming
from ownaccord.core.statement import State
from ownaccord.vault.canonical import encode
from ownaccord.vault.derive import Label, expand

VERSION = 1
SCENE = 32
"""Digits of what stands for a scene."""


def scene_of(author: str, states: Mapping[str, State]) -> str:
    """Return what stands for this author's newest scene, for each who was in it the same; nothing without one."""
    starts = [each.start for each in naming(author, states) if each.start is not None]
    return _scene(max(starts, key=lambda start: (start.at, start.names))) if starts else ""


def _scene(start: Start) -> str:
    # By what was confirmed, not by when it began: two starts of the same confirmations are one scene.
    said = encode([str(Label.TOGETHER_SCENE), VERSION, [list(name) for name in start.names]])
    return sha256(said).hexdigest()[:SCENE]


def mark_of(epoch_key: bytes, space: str, scene: str) -> bytes:
    """Return the mark of the round about this scene: nobody has to begin it, and it says nothing without the key."""
    return expand(epoch_key, Label.TOGETHER_MARK, space, scene)[:SCENE_MARK]
