"""Made-up maps for the picture's tests: rows as the map makes them, of one person or many, with words of any length."""

from hypothesis import strategies as st

from ownaccord.consent.map import Band, PersonSides, Row, Zone
from ownaccord.consent.marks import KINDS, ZONES

LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
NAMES = ("Cold", "Holding each other", "Something in or over it", LONG, f"{LONG} {LONG}", "a-b", "手をつなぐ", "N")
PEOPLE = ("Ash", "Bo", "Cam", "Drew", "Eli", "Fay", "Gus", "Hel")


def some_map(rows: list[tuple[str, int, str]], people: int = 2, categories: int = 20) -> tuple[Zone, ...]:
    """The zones with these rows, each (zone, category, name), in the order in which the map shows them."""
    return tuple(
        Zone(zone, zone.title(), "", bands)
        for zone in ZONES
        if (bands := tuple(band for n in range(categories) if (band := _band(zone, n, rows, people)).rows))
    )


def _band(zone: str, number: int, rows: list[tuple[str, int, str]], people: int) -> Band:
    here = tuple(_row(zone, name, n, people) for n, (z, c, name) in enumerate(rows) if (z, c) == (zone, number))
    return Band(f"c{number}", names(number)[1], here)


def names(number: int) -> tuple[str, str]:
    """A category's slug and name; every fifth has a long one."""
    return f"c{number}", LONG if number % 5 == 4 else f"Category {number}"


def _row(zone: str, name: str, number: int, people: int) -> Row:
    kinds = tuple(KINDS)
    sides = tuple(PersonSides(who, "gives", (kinds[(number + n) % 7],)) for n, who in enumerate(PEOPLE[:people]))
    return Row("x", name, zone, f"/x/{number}/", sides, until="24 Dec" if zone == "trial" else "")


def categories() -> tuple[tuple[str, str], ...]:
    """Every category there may be."""
    return tuple(names(number) for number in range(20))


maps = st.builds(
    some_map,
    st.lists(st.tuples(st.sampled_from(ZONES), st.integers(0, 19), st.sampled_from(NAMES)), min_size=1, max_size=70),
    st.integers(1, 8),
)
"""Maps with up to 70 rows in up to 20 categories, of one to eight people."""

whole = some_map([(ZONES[(0, 0, 0, 0, 0, 1, 2, 2, 2, 3)[n // 20]], n % 20, NAMES[n % 8]) for n in range(200)])
"""Two hundred rows in twenty categories."""
