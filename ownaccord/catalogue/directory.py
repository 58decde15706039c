"""Reading and checking `content/help/resources.toml`, and the one function that loads it.

Documented in `docs/develop/spec/resources.md`.
"""

import re
from functools import cache
from pathlib import Path

from ownaccord.catalogue.folder import content_root
from ownaccord.catalogue.resources import WORLD, Directory, Need, Place, Resource
from ownaccord.catalogue.rules import check_unique
from ownaccord.catalogue.toml import BadContent, Table, read

FILE = "resources.toml"
LONGEST_TEXT = 240
_NUMBER = re.compile(r"\+?[0-9]+( [0-9]+)*")
_YEAR = re.compile(r"20[0-9]{2}")


def load_directory(folder: Path | None = None) -> Directory:
    """The checked list of resources of a content root (default: our own). The same folder gives the same object.

    Raises BadContent on the first rule that is broken.
    """
    return _load((folder or content_root()).resolve())


@cache
def _load(root: Path) -> Directory:
    table = read(root / "help" / FILE)
    directory = Directory(
        places=tuple(_place(each) for each in table.tables("place", named_by="code")),
        resources=tuple(_resource(each) for each in table.tables("resource", named_by="name")),
    )
    table.done()
    _check_together(directory)
    return directory


def _place(table: Table) -> Place:
    place = Place(table.slug("code"), table.text("name"), table.choices("none_found", Need))
    table.done()
    return place


def _resource(table: Table) -> Resource:
    """One `[[resource]]`. Raises BadContent for unknown fields, wrong types and a first broken rule."""
    resource = Resource(
        name=table.text("name"),
        needs=table.choices("needs", Need),
        places=table.texts("places"),
        what=table.text("what"),
        phones=table.texts("phones", default=()),
        text=table.text("text", default=""),
        text_word=table.text("text_word", default=""),
        web=table.text("web", default=""),
        hours=table.text("hours", default=""),
        note=table.text("note", default=""),
        dated=table.text("dated", default=""),
        sources=table.texts("sources"),
        found_by=table.text("found_by"),
        reviewed=table.day("reviewed"),
    )
    table.done()
    fault = _fault(resource)
    if fault:
        raise table.wrong(fault)
    return resource


def _fault(each: Resource) -> str | None:
    """The first rule that a resource breaks, or None."""
    if not each.needs or not each.places:
        return "`needs` and `places` must name something"
    if not (each.phones or each.text or each.web):
        return "needs `phones`, `text` or `web`, otherwise nobody reaches it"
    if each.text_word and not each.text:
        return "`text_word` without `text`"
    if not each.sources:
        return "`sources` is empty: only what was opened is listed"
    return _fault_in_words(each) or _fault_in_ways(each)


def _fault_in_words(each: Resource) -> str | None:
    for field in ("what", "note"):
        words = getattr(each, field)
        if words and (len(words) > LONGEST_TEXT or not words.endswith(".")):
            return f"`{field}` must end with a full stop and have at most {LONGEST_TEXT} characters"
    return "`dated` must be a year" if each.dated and not _YEAR.fullmatch(each.dated) else None


def _fault_in_ways(each: Resource) -> str | None:
    numbers = [*each.phones, *([each.text] if each.text else [])]
    wrong = [number for number in numbers if not _NUMBER.fullmatch(number)]
    if wrong:
        return f"is no number of digits and single spaces: `{wrong[0]}`"
    if each.web and not each.web.startswith("https://"):
        return "`web` must begin with https://"
    wrong = [source for source in each.sources if not source.startswith(("https://", "http://"))]
    return f"is no address: `{wrong[0]}`" if wrong else None


def _check_together(directory: Directory) -> None:
    check_unique("places", (place.code for place in directory.places))
    check_unique("places", (place.name for place in directory.places))
    codes = {place.code for place in directory.places}
    if WORLD not in codes:
        raise BadContent(FILE, f"the place `{WORLD}` is missing")
    for each in directory.resources:
        unknown = sorted(set(each.places) - codes)
        if unknown:
            raise BadContent(f"{FILE} [resource {each.name}]", f"names a place that does not exist: `{unknown[0]}`")
    for place in directory.places:
        _check_gaps(place, directory)


def _check_gaps(place: Place, directory: Directory) -> None:
    """Every need is met in a place, or the place owns up that nothing was found; never both, never neither."""
    for need in Need:
        where, named = f"{FILE} [place {place.code}]", need.name.lower()
        met, owned_up = bool(directory.found(place.code, need)), need in place.none_found
        if met and owned_up:
            raise BadContent(where, f"`{named}` is met, yet stands in `none_found`")
        if not met and not owned_up:
            raise BadContent(where, f"nothing for `{named}`: then it stands in `none_found`")
