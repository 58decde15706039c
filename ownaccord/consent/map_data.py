"""The map as data: what the page shows, in its order, and nothing else. docs/develop/spec/map.md describes it."""

import json
from typing import Any

from django.conf import settings

from ownaccord.consent import pdf
from ownaccord.consent.map import Row
from ownaccord.consent.queries import Sheet

VERSION = 1
SCHEMA = "schema/map-1.json"


def map_data(sheet: Sheet) -> bytes:
    """Return the map as JSON."""
    return json.dumps(content(sheet), ensure_ascii=False, indent=2).encode()


def content(sheet: Sheet) -> dict[str, Any]:
    """Return what stands in it."""
    return {
        "$schema": f"{settings.STATIC_URL}{SCHEMA}",
        "version": VERSION,
        "sentence": pdf.sentence(),
        "made": pdf.made_on(sheet),
        "entries": [
            _entry(row, zone.words, band.name) for zone in sheet.numbered for band in zone.bands for row in band.rows
        ],
    }


def _entry(row: Row, zone: str, category: str) -> dict[str, Any]:
    return {
        "number": int(row.number),
        "zone": row.zone,
        "zone_words": zone,
        "category": category,
        "name": row.name,
        "people": [{"name": each.person, "sides": list(each.sides), "words": each.words} for each in row.sides],
        "terms": list(row.terms),
        "review": row.review,
    }
