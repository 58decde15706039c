"""Every text on the screen, found as translators find it; `python -m tests.truth.translations` says how many there are.

With a path it also writes them there as a template for a new language.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file, extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS: dict[str, tuple[object, ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def extract() -> Catalog:
    """All texts of code and templates, each with its first place."""
    catalog = Catalog(project="Own Accord")
    for path in sorted((ROOT / "ownaccord").rglob("*.py")):
        for line, message, _, context in extract_from_file("python", path, KEYWORDS):  # type: ignore[arg-type]
            catalog.add(message, locations=[(str(path.relative_to(ROOT)), line)], context=context)
    for path in sorted((ROOT / "ownaccord").rglob("templates/**/*.html")):
        source = io.BytesIO(templatize(path.read_text(encoding="utf-8"), origin=path.name).encode())
        for line, function, message, _ in extract_python(source, list(KEYWORDS), [], {}):  # type: ignore[arg-type]
            context, kept = (message[0], message[1:]) if "pgettext" in function else (None, message)
            words = kept if isinstance(kept, str) else tuple(part for part in kept if part)
            words = words[0] if isinstance(words, tuple) and len(words) == 1 else words
            catalog.add(words, locations=[(str(path.relative_to(ROOT)), line)], context=context)
    return catalog


def texts() -> list[str]:
    """All texts, singular and plural ones."""
    ids = [message.id for message in extract() if message.id]
    return [text for one in ids for text in ((one,) if isinstance(one, str) else one)]


def main(target: str | None = None) -> None:
    """Counts the texts, and reads every catalogue that exists."""
    catalog = extract()
    for path in (ROOT / "ownaccord" / "locale").rglob("*.po"):
        with path.open("rb") as file:
            read_po(file, abort_invalid=True)
    if target:
        with Path(target).open("wb") as file:
            write_po(file, catalog, omit_header=False)
    sys.stdout.write(f"{len(catalog)} texts can be translated.\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
