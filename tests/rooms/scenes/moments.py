"""A live page at every moment that there is, made by hand: what it shows is tried without a scene."""

from dataclasses import replace
from typing import Any

from django.template import engines

from ownaccord.scenes.seen import Agreed, Line, Now, Person

MARK = "5c" * 16
BO = Person("Bo", own=False, signal="green", connected=True, is_green=True)
ASH = Person("Ash", own=True, signal="green", connected=True, is_green=True)
SILENT = replace(BO, connected=False, is_green=False)
GREEN = Now(
    mark=MARK, drill=False, shared=False, phase="running", revision=4, number=3, connected=True, is_green=True,
    check_in="later", look=False, look_own=False, red_drawn=False, elapsed=754, next_check_in=446,
    persons=(ASH, BO),
    lines=(
        Line(0, "Massage with oil", "Ash gives, Bo receives. At most 3 of 5. 20 minutes", gone=False),
        Line(1, "Light blindfold", "Bo gives, Ash receives", gone=True),
    ),
    agreed=(Agreed("red", "word", "ember"), Agreed("yellow", "sign", "two taps"), Agreed("red", "sign", "drop keys")),
    meanings=("All is well.", "Slower, and look.", "Everything stops."),
    limits=("Photographs: given", "Hands held above the head"),
    tells=(("Ash", ("goes quiet", "looks away")), ("Bo", ("laughs a lot",))), since="a-word",
    pocket=("Please stay with me and say little.", "Not that. Slower."),
)  # fmt: skip
BARE: dict[str, Any] = {
    "bare": True, "persons": (replace(ASH, name=""), replace(BO, name="")),
    "lines": (), "agreed": (), "meanings": (), "limits": (), "tells": (), "pocket": (),
}  # fmt: skip


def after(phase: str, **more: Any) -> Now:
    """The scene once it has ended in this way."""
    return replace(GREEN, phase=phase, revision=5, is_green=False, check_in="none", **more)


def red(**more: Any) -> Now:
    """After a red of Ash."""
    return after("red", persons=(replace(ASH, signal="red", is_green=False), BO), **more)


MOMENTS: dict[str, Now] = {
    "green": GREEN,
    "nothing": replace(GREEN, is_green=False, persons=(replace(ASH, signal=""), replace(BO, signal=""))),
    "yellow": replace(GREEN, is_green=False, persons=(ASH, replace(BO, signal="yellow", is_green=False))),
    "silent": replace(GREEN, is_green=False, connected=False, persons=(ASH, SILENT)),
    "due": replace(GREEN, check_in="due", next_check_in=0),
    "missed": replace(GREEN, is_green=False, check_in="missed", next_check_in=0),
    "look": replace(GREEN, is_green=False, look=True, look_own=True),
    "looked": replace(GREEN, is_green=False, look=True),
    "shared": replace(GREEN, shared=True, limits=(), pocket=(), persons=(ASH, replace(BO, own=True))),
    "bare": replace(GREEN, **BARE),
    "long": replace(
        GREEN, is_green=False, connected=False, persons=(replace(ASH, name="Verabredungszurückhaltung " * 2), SILENT)
    ),
    "waiting": replace(GREEN, phase="waiting", is_green=False, revision=0, check_in="none"),
    "lapsed": replace(GREEN, phase="waiting", is_green=False, revision=0, check_in="none", lapsed=True, persons=()),
    "drill-waiting": replace(
        GREEN, phase="waiting", is_green=False, drill=True, lines=(), revision=0, persons=(ASH, SILENT)
    ),
    "drill": replace(GREEN, drill=True, is_green=False, lines=(), check_in="none", revision=1),
    "drill-red": red(drill=True, lines=()),
    "red": red(unlock_url="/unlock/"),
    "red-drawn": red(red_drawn=True, after_url="/s/1/after/"),
    "closed": after("closed", after_url="/s/1/after/"),
    "paused": after("paused", unlock_url="/unlock/"),
    "left": after("left"),
    "over": after("over"),
}


def page(now: Now) -> str:
    """The live page of a browser where nobody is unlocked."""
    return _drawn("now", now)


def part(now: Now) -> str:
    """Its inner part, as the script fetches it."""
    return _drawn("now_part", now)


def _drawn(name: str, now: Now) -> str:
    around = {"now": now, "stays": True, "frame": {"signed_in": True, "unlocked": False}, "csrf_token": "for-a-test"}
    return engines["django"].get_template(f"scenes/{name}.html").render(around)
