"""The picture as plain shapes for paper: greys and numbers."""

from dataclasses import asdict
from typing import Any

from ownaccord.consent import bands
from ownaccord.consent.bands import Bands
from ownaccord.consent.marks import Mark, Writing
from ownaccord.consent.picture import Picture
from ownaccord.consent.plan import Plan

WIDEST_PLAN = 920
"""On paper a wider plan would have letters too small to read."""
GREYS = {"agreed": 226, "trial": 243, "talk": 255}


def as_beds(picture: Picture) -> bool:
    """Whether the paper shows beds, not the plan."""
    return picture.plan is None or picture.plan.frame[2] > WIDEST_PLAN


def paper(picture: Picture) -> dict[str, Any]:
    """Return the drawing that paper shows."""
    if picture.plan is not None and not as_beds(picture):
        return _plan(picture.plan)
    return _beds(picture.beds_side_by_side())


def _plan(plan: Plan) -> dict[str, Any]:
    left, top, width, height = plan.frame
    rings = [{"radius": r, "grey": GREYS[zone], "edge": 100 if zone == "talk" else 190} for zone, r in plan.rings]
    return {
        "left": left, "top": top, "width": width, "height": height, "rings": rings, "grounds": [],
        "path": [list(point) for point in plan.path_points],
        "lines": [[line.x1, line.y1, line.x2, line.y2, 0.4, 190] for line in plan.lines],
        "words": [asdict(each) for each in plan.words], "marks": [_mark(mark) for mark in plan.marks],
    }  # fmt: skip


def _beds(beds: Bands) -> dict[str, Any]:
    grounds = [
        {"x": g.x, "y": g.y, "width": g.width, "height": g.height, "grey": GREYS[g.zone], "edge": GREYS[g.zone]}
        for bed in beds.beds
        for g in bed.grounds
    ]
    return {
        "left": 0, "top": 0, "width": beds.width, "height": beds.height, "rings": [], "grounds": grounds, "path": [],
        "lines": [line for bed in beds.beds for line in _edges(bed)],
        "words": [asdict(each) for bed in beds.beds for each in bed.words],
        "marks": [_mark(mark) for mark in beds.marks],
    }  # fmt: skip


def _edges(bed: bands.Bed) -> list[list[float]]:
    left, right, top, bottom = bed.grounds[0].x, bed.edge.x, bed.edge.top, bed.edge.bottom
    thin = [[left, top, right, top], [left, bottom, right, bottom], [left, top, left, bottom]]
    return [*([*line, 0.4, 190] for line in thin), [right, top, right, bottom, 0.9, 100]]


def _mark(mark: Mark) -> dict[str, Any]:
    return {
        "x": mark.x, "y": mark.y, "zone": mark.entry.zone, "writing": [_written(each) for each in mark.writing],
        "signs": [{"x": each.x, "y": each.y, "kinds": sorted(each.kinds)} for each in mark.signs],
    }  # fmt: skip


def _written(words: Writing) -> dict[str, Any]:
    return asdict(words)
