"""Cases about points: what a name becomes, what an exponent does to it, and all that is no point of the group."""

from typing import Any

from ownaccord.vault import blinding
from ownaccord.vault.derive import Label
from tests.vectors import edwards
from tests.vectors.some import ASH, BO, SPACE, bent, entropy, some

Cases = list[dict[str, Any]]


def points() -> Cases:
    """Points of names, of exponents, and refused ones."""
    context = [SPACE, 1, ASH, BO, "hand-massage"]
    point = blinding.to_point(Label.REVEAL_ELEMENT, *context)
    exponent = blinding.random_exponent(entropy("exponent"))
    named = {"does": "to_point", "label": str(Label.REVEAL_ELEMENT), "context": context}
    raised = {"does": "blinded", "exponent": exponent, "point": point}
    good = [
        {"name": "the point of a name", **named, "gives": point},
        {"name": "a point under an exponent", **raised, "gives": blinding.blinded(exponent, point)},
    ]
    bad = [{"name": what, **raised, "point": data, "wrong": what, "stage": "point"} for what, data in refused(point)]
    none = {"name": "no exponent", **raised, "exponent": bytes(32), "wrong": "the exponent is zero", "stage": "key"}
    short = {
        "name": "a short exponent",
        **raised,
        "exponent": exponent[:-1],
        "wrong": "a byte short",
        "stage": "length",
    }
    return [*good, *bad, none, short]


def refused(point: bytes) -> list[tuple[str, bytes]]:
    """Return what must never be taken for a point of the group, and why."""
    small = edwards.torsion()
    whole = edwards.point_of(point)
    assert whole is not None
    one = edwards.bytes_of((0, 1))
    return [
        ("a byte short", point[:-1]),
        ("a byte long", point + b"\x00"),
        ("not on the curve", next(d for d in (bent(point, n) for n in range(31)) if edwards.point_of(d) is None)),
        ("the neutral element", one),
        ("the neutral element, as y + p", (edwards.P + 1).to_bytes(32, "little")),
        *((f"small order, {n} of 7", edwards.bytes_of(small[n])) for n in range(1, 8)),
        *((f"mixed order, {n} of 7", edwards.bytes_of(edwards.add(whole, small[n]))) for n in range(1, 8)),
        ("the neutral element with a sign", one[:31] + bytes([one[31] | 0x80])),
        ("zeros", bytes(32)),
        ("ones", b"\xff" * 32),
    ]


def drawn(number: int) -> bytes:
    """Return a point of the group, another one for each number."""
    return blinding.random_point(lambda length: some(f"point {number}", length))
