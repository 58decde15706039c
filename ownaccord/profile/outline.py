"""A neutral outline of a body, seen from the front and from behind: the paths of each area, in one drawing.

It has no face, no sex and no size. Each area is a link to its question; the list of questions says the same in words.
"""

from collections.abc import Mapping

BOX = (0, 0, 320, 316)
BEHIND = 140


def _both(*paths: str) -> tuple[str, ...]:
    """The same paths in the figure seen from the front and in the one from behind."""
    return (*paths, *(f"M{BEHIND} 0m{path[1:]}" if path[0] == "M" else path for path in paths))


PATHS: Mapping[str, tuple[str, ...]] = {
    "head": ("M66 40a24 24 0 1 0 48 0a24 24 0 1 0-48 0z",),
    "face": ("M77 46a13 12 0 1 0 26 0a13 12 0 1 0-26 0z",),
    "hair": ("M206 40a24 24 0 1 0 48 0a24 24 0 1 0-48 0z",),
    "neck": _both("M82 66h16v12h-16z"),
    "chest": ("M70 80h40a8 8 0 0 1 8 8v34h-56v-34a8 8 0 0 1 8-8z",),
    "belly": ("M62 125h56v38h-56z",),
    "back": ("M210 80h40a8 8 0 0 1 8 8v75h-56v-75a8 8 0 0 1 8-8z",),
    "arms": _both("M58 86l-22 74 14 4 9-34z", "M122 86l22 74-14 4-9-34z"),
    "hands": _both("M33 173a9 10 0 1 0 18 0a9 10 0 1 0-18 0z", "M129 173a9 10 0 1 0 18 0a9 10 0 1 0-18 0z"),
    "bottom": ("M202 166h56v26a28 12 0 0 1-56 0z",),
    "genitals": ("M76 166h28l-14 24z",),
    "legs": (
        "M62 166h11l14 27v97h-19z", "M118 166h-11l-14 27v97h19z", "M203 208h25v82h-19z", "M257 208h-25v82h19z",
    ),
    "feet": _both("M67 293h21v14h-27z", "M113 293h-21v14h27z"),
}  # fmt: skip
"""Area (a key of the areas of terms) -> its paths."""
