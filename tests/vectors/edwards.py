"""edwards25519 written down naively (RFC 8032, section 5.1), beside libsodium: points as pairs, slow."""

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
Point = tuple[int, int]
NEUTRAL: Point = (0, 1)


def add(left: Point, right: Point) -> Point:
    """Return the sum of two points."""
    (x1, y1), (x2, y2) = left, right
    cross = D * x1 * x2 * y1 * y2
    return (
        (x1 * y2 + x2 * y1) * pow(1 + cross, -1, P) % P,
        (y1 * y2 + x1 * x2) * pow(1 - cross, -1, P) % P,
    )


def times(number: int, point: Point) -> Point:
    """Return the point added to itself this often."""
    total = NEUTRAL
    while number:
        if number & 1:
            total = add(total, point)
        point, number = add(point, point), number >> 1
    return total


def point_of(data: bytes) -> Point | None:
    """Return the point of 32 bytes; None where there is none, or where the bytes are not its canonical ones."""
    y, odd = int.from_bytes(data, "little") & (2**255 - 1), data[31] >> 7
    x = _root((y * y - 1) * pow(D * y * y + 1, -1, P) % P)
    if x is None or y >= P or (x == 0 and odd):
        return None
    return (P - x if x % 2 != odd else x), y


def bytes_of(point: Point) -> bytes:
    """Return the canonical 32 bytes of a point."""
    x, y = point
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _root(square: int) -> int | None:
    for root in (pow(square, (P + 3) // 8, P), pow(square, (P + 3) // 8, P) * pow(2, (P - 1) // 4, P) % P):
        if root * root % P == square:
            return root
    return None


def torsion() -> list[Point]:
    """Return the eight points whose order divides eight, the neutral one first."""
    for y in range(2, 100):
        point = point_of(y.to_bytes(32, "little"))
        small = point and times(ORDER, point)
        if small and times(4, small) != NEUTRAL:
            return [times(number, small) for number in range(8)]
    raise AssertionError("no point of order eight below 100")
