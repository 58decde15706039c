"""The list of resources: every rule has an entry that breaks it, and our own list is whole, dated and honest."""

import dataclasses
import re
from datetime import date
from pathlib import Path

import pytest

from ownaccord.catalogue import BadContent
from ownaccord.catalogue.directory import load_directory
from ownaccord.catalogue.resources import Need, Place, Resource, dialled, shown, texts

SMALL = """
[[place]]
code = "world"
name = "Anywhere"
none_found = ["emergency", "sexual", "crisis", "devices", "health", "therapists", "kink_aware", "community", "partner"]

[[place]]
code = "xx"
name = "Xanadu"
none_found = ["emergency", "sexual", "devices", "health", "therapists", "kink_aware", "community"]

[[resource]]
name = "Line of Xanadu"
needs = ["partner", "crisis"]
places = ["xx"]
what = "Somebody listens."
phones = ["01 23"]
text = "45 67"
text_word = "HELLO"
web = "https://www.example.org/line/"
hours = "At any hour"
note = "Free."
dated = "2025"
sources = ["https://example.org/read"]
found_by = "words that were typed"
reviewed = 2026-01-31
"""
LINE = Resource(
    name="Line of Xanadu", needs=(Need.PARTNER, Need.CRISIS), places=("xx",), what="Somebody listens.",
    phones=("01 23",), text="45 67", text_word="HELLO", web="https://www.example.org/line/", hours="At any hour",
    note="Free.", dated="2025", sources=("https://example.org/read",), found_by="words that were typed",
    reviewed=date(2026, 1, 31),
)  # fmt: skip
ENTRY = "resources.toml [resource Line of Xanadu]"
DIRECTORY = load_directory()
PLACES = pytest.mark.parametrize("place", DIRECTORY.places, ids=lambda place: place.code)
RESOURCES = pytest.mark.parametrize("resource", DIRECTORY.resources, ids=lambda each: f"{each.name} {each.places[0]}")

BROKEN = {
    "unknown field": ('note = "Free."', 'stars = 5\nnote = "Free."', f"{ENTRY}: unknown `stars`"),
    "unknown field of a place": ('code = "xx"', 'code = "xx"\nflag = 1', "[place xx]: unknown `flag`"),
    "unknown need": ('"partner", "crisis"]\nplaces', '"luck"]\nplaces', f"{ENTRY}: `needs` must be one of"),
    "no need": ('"partner", "crisis"]\nplaces', "]\nplaces", f"{ENTRY}: `needs` and `places` must name something"),
    "no place": ('places = ["xx"]', "places = []", f"{ENTRY}: `needs` and `places` must name something"),
    "a place that is none": ('places = ["xx"]', 'places = ["xx", "yy"]', f"{ENTRY}: names a place that does not exist"),
    "no way to reach it": (
        'phones = ["01 23"]\ntext = "45 67"\ntext_word = "HELLO"\nweb = "https://www.example.org/line/"\n',
        "",
        f"{ENTRY}: needs `phones`, `text` or `web`",
    ),
    "a word to text to nobody": ('text = "45 67"\n', "", f"{ENTRY}: `text_word` without `text`"),
    "no source": ('sources = ["https://example.org/read"]', "sources = []", f"{ENTRY}: `sources` is empty"),
    "a source that is no address": ('"https://example.org/read"', '"a friend"', f"{ENTRY}: is no address: `a friend`"),
    "an address without https": ('"https://www.example', '"http://www.example', f"{ENTRY}: `web` must begin with"),
    "a number with hyphens": ('"01 23"', '"01-23"', f"{ENTRY}: is no number of digits and single spaces: `01-23`"),
    "a text number in letters": ('"45 67"', '"ASK"', f"{ENTRY}: is no number of digits and single spaces: `ASK`"),
    "no full stop": ('"Somebody listens."', '"Somebody listens"', f"{ENTRY}: `what` must end with a full stop"),
    "too long": ('"Free."', f'"{"Free " * 60}."', f"{ENTRY}: `note` must end with a full stop and have at most"),
    "a year that is none": ('dated = "2025"', 'dated = "lately"', f"{ENTRY}: `dated` must be a year"),
    "a day that is none": ("reviewed = 2026-01-31", 'reviewed = "today"', f"{ENTRY}: `reviewed` must be date, not str"),
    "a gap that nobody owns up to": (', "community"]\n\n[[res', "]\n\n[[res", "[place xx]: nothing for `community`"),
    "a gap that is none": ('"community"]\n\n[[res', '"community", "crisis"]\n\n[[res', "`crisis` is met, yet stands"),
    "the world is missing": ('code = "world"', 'code = "moon"', "resources.toml: the place `world` is missing"),
    "two places of one code": ('code = "world"', 'code = "xx"', "two places are called `xx`"),
    "two places of one name": ('name = "Anywhere"', 'name = "Xanadu"', "two places are called `Xanadu`"),
}  # fmt: skip


def write(folder: Path, old: str = "", new: str = "") -> Path:
    """A content root with the small list, in which `old` (which must be there once) has become `new`."""
    assert not old or SMALL.count(old) == 1, f"{old!r} is there {SMALL.count(old)} times"
    (folder / "help").mkdir()
    (folder / "help" / "resources.toml").write_text(SMALL.replace(old, new) if old else SMALL, encoding="utf-8")
    return folder


def test_an_entry_arrives_whole(tmp_path: Path) -> None:
    loaded = load_directory(write(tmp_path))

    assert loaded.resources == (LINE,)
    assert loaded.place("xx") == Place("xx", "Xanadu", tuple(n for n in Need if n not in LINE.needs))
    assert loaded.place("yy") is None
    assert loaded.found("xx", Need.CRISIS) == (LINE,)
    assert loaded.found("xx", Need.HEALTH) == loaded.found("world", Need.CRISIS) == ()


@pytest.mark.parametrize("case", BROKEN)
def test_every_broken_rule_is_named_with_its_entry(case: str, tmp_path: Path) -> None:
    old, new, said = BROKEN[case]

    with pytest.raises(BadContent) as wrong:
        load_directory(write(tmp_path, old, new))

    assert said in str(wrong.value)


def test_loading_twice_gives_the_same_object_and_nothing_in_it_can_be_changed(tmp_path: Path) -> None:
    root = write(tmp_path)

    assert load_directory(root) is load_directory(root)
    with pytest.raises(dataclasses.FrozenInstanceError):
        LINE.phones = ("99",)  # type: ignore[misc]


def test_numbers_are_dialled_without_spaces_and_addresses_are_shown_without_their_scheme() -> None:
    assert (dialled("0808 2000 247"), dialled("+44 1 2")) == ("08082000247", "+4412")
    assert (LINE.web_shown, shown("http://a.example/b")) == ("example.org/line", "a.example/b")


@PLACES
def test_in_every_place_but_the_world_somebody_answers_when_there_is_danger_fear_or_despair(place: Place) -> None:
    needs = (Need.EMERGENCY, Need.PARTNER, Need.CRISIS)

    assert [need for need in needs if not DIRECTORY.found(place.code, need)] == []


def test_places_stand_in_the_order_of_their_names_after_the_world() -> None:
    names = [place.name for place in DIRECTORY.places]

    assert names[0] == "Anywhere"
    assert names[1:] == sorted(names[1:])
    assert len(names) == 18


@RESOURCES
def test_every_entry_says_when_it_was_read_and_names_each_source_once(resource: Resource) -> None:
    assert date(2026, 11, 25) <= resource.reviewed
    assert len(set(resource.sources)) == len(resource.sources)


def test_no_text_promises_shouts_or_uses_a_word_that_is_never_on_screen() -> None:
    never = re.compile(r"!|\b(safe|safely|guaranteed?|contract|violation|score|users?|admin|verified)\b", re.IGNORECASE)
    found = list(texts(DIRECTORY))

    assert len(found) > 150
    assert [text for text in found if never.search(text.replace("Safe to Talk", ""))] == []
