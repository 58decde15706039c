"""Renders the gallery: pages that exist only here and show every part in the frame."""

import re
from pathlib import Path
from types import SimpleNamespace

import segno
from django.template import engines
from django.utils.safestring import mark_safe

from tests.look.forms import Questions

PAGES = Path(__file__).parent / "pages"
OPEN = {"signed_in": True, "unlocked": True, "paused": False, "demo": False, "curtain": False}
LOCKED = {"signed_in": True, "unlocked": False, "paused": True, "demo": False, "curtain": False}
SPACE = {"space_name": "Thursday garden and a rather long name", "space_pause_url": "/s/1/pause/"}
SPRITE = Path(__file__).parents[2] / "ownaccord" / "web" / "static" / "icons" / "sprite.svg"
WORDS = ["acorn", "bucket", "candle", "drizzle", "envelope", "ferry", "gravel", "hammock", "island", "jug", "kettle"]
LONG = "Verabredungen über Zurückhaltungsvereinbarungen"


def names() -> list[str]:
    """The pages of the gallery."""
    return sorted(path.stem for path in PAGES.glob("*.html"))


def every_page() -> dict[str, str]:
    """Every page as address -> text: the gallery, the frame in each of its states, grounding and the error pages."""
    pages = {f"/{name}": render(name) for name in names()}
    pages["/anonymous"] = render("locked", frame={}, section="")
    pages["/locked"] = render("locked", frame=LOCKED, section="", **SPACE)
    pages["/map"] = render("map", frame={**OPEN, "paused": True, "demo": True}, **SPACE)
    pages["/quiet"] = render("questions", frame={**OPEN, "idle_seconds": 1})
    pages["/grounding/"] = shipped("grounding.html", request={"path": "/grounding/"}, section="")
    pages |= {f"/errors/{code}": shipped(f"errors/{code}.html") for code in (400, 403, 404, 500)}
    return pages


def shipped(name: str, **more: object) -> str:
    """One of the product's own pages that need nothing from a room."""
    return engines["django"].get_template(name).render({**context(), **more})


def render(name: str, **more: object) -> str:
    """One page as text, drawn without a request so that no processor's answer is needed."""
    template = engines["django"].from_string((PAGES / f"{name}.html").read_text())
    return template.render({**context(), **more})


def context() -> dict[str, object]:
    """Everything that the pages name."""
    wrong = Questions({"name": "", "level": "9", "words": "as typed"})
    wrong.is_valid()
    return {
        "csrf_token": "for-the-gallery",
        "frame": OPEN,
        "neutral": {"name": "Notes"},
        "section": "us",
        "form": Questions(),
        "wrong": wrong,
        "groups": ["K7QM", "2XRD", "9FTA", "VW3H", "8NPC", "4JYE", "ZB6S", "0GTK", "M1"],
        "words": [
            "acorn",
            "bucket",
            "candle",
            "drizzle",
            "envelope",
            "ferry",
            "gravel",
            "hammock",
            "island",
            "juggler",
            "kettle",
        ],
        "square": mark_safe(segno.make_qr("an invitation", error="m").svg_inline(omitsize=True)),
        "zones": zones(),
        "sources": [{"title": "A study of something measured (2023)", "words": "Ten people; small.", "url": "/"}],
        "long": LONG,
        "icons": re.findall(r'<symbol id="((?!zone-)[^"]+)"', SPRITE.read_text()),
    }


def zones() -> list[SimpleNamespace]:
    """A small map: two sides, terms in words, a long name and a short one."""
    terms = ["At most 3 of 5", "20 minutes", "At home", "Sober", "Slept enough"]
    both = [
        {"person": "Ash", "words": "gives, receives"},
        {"person": "Bo", "words": "gives"},
    ]
    agreed = row("agreed", "Massage with oil", both, terms=terms, review="Review by 14 February 2027", number="1")
    long = row("agreed", LONG, both[:1], review="Review by 3 March 2027")
    trial = row("trial", "Light blindfold", both, zone_words="Trial, once, until 24 December", terms=terms[:2])
    talk = row("talk", "Hands held above the head", both)
    limit = row("limit", "Photographs", [{"person": "Bo", "words": "told this limit"}], tighten_url="")
    return [
        SimpleNamespace(zone="agreed", rows=[agreed, long]),
        SimpleNamespace(zone="trial", rows=[trial]),
        SimpleNamespace(zone="talk", rows=[talk]),
        SimpleNamespace(zone="limit", rows=[limit]),
    ]


def row(zone: str, name: str, sides: list[dict[str, str]], **more: object) -> dict[str, object]:
    """One line of the map, as parts/map_row.html wants it."""
    ready = {"zone": zone, "name": name, "url": "/s/1/items/x/", "sides": sides, "tighten_url": "/s/1/items/x/tighten/"}
    return {**ready, "tighten_fields": {"side": "give"}, **more}
