"""The eleven moves that the coach knows. Their meaning: `docs/develop/coach.md`."""

from enum import Enum


class Label(Enum):
    """What words do to the other person, or to oneself. In the order in which hints name them."""

    PRESSURE = "pressure"
    ENTITLEMENT = "entitlement"
    MINIMISING = "minimising"
    SHAMING = "shaming"
    IDENTITY_LABEL = "identity_label"
    MINDREADING = "mindreading"
    BLANKET = "blanket"
    IMPAIRED = "impaired"
    DEPENDENCY_LEVERAGE = "dependency_leverage"
    VAGUE = "vague"
    SECRECY_ISOLATION = "secrecy_isolation"
