"""The map on paper: picture and list as one PDF, made here by typst and kept nowhere.

It meets PDF/UA-1, so that a screen reader reads it in the order of the list. A letter that no font has would break
that; then the fonts of this computer are asked, and at last the file is made without the standard and says so. There
is nothing in it that the page does not show: no addresses, no authenticators, no author, no time of day.
"""

import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ownaccord.consent import drawing
from ownaccord.consent.map import Band, Row, Zone
from ownaccord.consent.picture import Picture
from ownaccord.consent.queries import Sheet

TEMPLATE = Path(__file__).parent / "paper" / "map.typ"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way to make the file: with which fonts, and whether to the standard."""

    system_fonts: bool
    standard: bool


ATTEMPTS = (Attempt(False, True), Attempt(True, True), Attempt(True, False))


def possible() -> bool:
    """Whether the part that makes PDF files is installed here."""
    return find_spec("typst") is not None


def pdf(sheet: Sheet) -> bytes:
    """Return the map as a PDF, to the standard where its letters allow it."""
    import typst

    for attempt in ATTEMPTS[:-1]:
        try:
            return _compiled(sheet, attempt)
        except typst.TypstError:
            continue
    return _compiled(sheet, ATTEMPTS[-1])


def _compiled(sheet: Sheet, attempt: Attempt) -> bytes:
    import typst

    made = typst.compile(
        TEMPLATE.read_bytes(), format="pdf", ignore_system_fonts=not attempt.system_fonts,
        sys_inputs={"map": json.dumps(content(sheet, plain=not attempt.standard))},
        pdf_standards=["ua-1"] if attempt.standard else [], timestamp=0,
    )  # fmt: skip
    return bytes(made)


def content(sheet: Sheet, *, plain: bool = False) -> dict[str, Any]:
    """Return everything that stands in the file, as data; `plain` says that it is not to the standard."""
    picture = sheet.picture
    return {
        "lang": (get_language() or "en").split("-")[0],
        "words": {**_words(sheet), "plain": _plain() if plain else ""},
        "people": [f"{each.person}: {each.words}" for each in picture.people] if picture else [],
        "drawing": drawing.paper(picture) if picture else None,
        "zones": [_zone(zone) for zone in sheet.numbered],
    }


def _zone(zone: Zone) -> dict[str, Any]:
    bands = [_band(band) for band in zone.bands]
    return {"zone": zone.name, "name": zone.words, "meaning": zone.meaning, "bands": bands}


def _band(band: Band) -> dict[str, Any]:
    return {"name": band.name, "rows": [_row(row) for row in band.rows]}


def _row(row: Row) -> dict[str, Any]:
    sides = [f"{each.person} {each.words}" for each in row.sides]
    return {"number": row.number, "name": row.name, "sides": sides, "terms": list(row.terms), "review": row.review}


def made_on(sheet: Sheet) -> str:
    """Return from when it is, and that less may be in force by now."""
    return _("As it stood on %(day)s. What is in force may be less now; look at the map itself.") % {
        "day": sheet.printed
    }


def sentence() -> str:
    """Return the standing sentence."""
    return _("You can stop or change this at any time. You owe no reason.")


def _words(sheet: Sheet) -> dict[str, str]:
    return {
        "title": _("Notes"),
        "heading": _("Consent map"),
        "lead": _("What is in force now, from what each of you has stated."),
        "made": made_on(sheet),
        "sentence": sentence(),
        "empty": _("Nothing is in force between you now."),
        "alt": _("The map as a picture. Everything in it is in the list that follows, in the same order."),
        "how": _how(sheet.picture) if sheet.picture else "",
        "sides": _("Up: gives, shows or leads. Down: receives, watches or follows. A line: together."),
    }


def _how(picture: Picture) -> str:
    return picture.how_beds if drawing.as_beds(picture) else picture.how_plan


def _plain() -> str:
    return _("A letter here is in no font of this computer. A screen reader reads all of it on the map's page.")
