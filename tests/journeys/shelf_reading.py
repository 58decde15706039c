"""What the shelf and the items of one's own look like: every state of their pages, for a reader with sharp eyes."""

from tests.journeys.reading import Reader
from tests.journeys.steps import fill, follow, press, sees

OWN = "Donaudampfschifffahrtsgesellschaft"


def writes_an_own_item(reader: Reader, space: str) -> str:
    """An own item from the form to the space, one that is refused and kept as a limit; return its slug."""
    page, here = reader.page, f"/s/{space}/own"
    reader.goes_to(f"{here}/")
    for name, label in (("With a dog", "refused"), (OWN, "kept")):
        page.goto(f"{here}/new/")
        fill(page, "What it is called", name)
        fill(page, "What it is, in one sentence", "One person counts aloud.")
        page.get_by_role("checkbox", name="One gives, the other receives").check()
        page.get_by_role("checkbox", name="At home").check()
        press(page, "Keep it")
        sees(page, "Keep it as a limit" if label == "refused" else "Kept, for you alone.")
        reader.reads(label, 422 if label == "refused" else 200)
        if label == "refused":
            press(page, "Keep it as a limit")
    follow(page, f"Bring it here: {OWN}")
    slug = page.url.rstrip("/").split("/")[-2]
    reader.reads("to bring")
    press(page, "Bring it here")
    sees(page, "Brought here.")
    reader.reads("brought")
    reader.goes_to(f"/s/{space}/items/{slug}/")
    reader.goes_to(f"/s/{space}/categories/own-items/")
    return slug


def looks_for_things(reader: Reader, here: str) -> None:
    """The search with words, with nothing found, by risk alone, and with too many words."""
    page = reader.page
    page.goto(f"{here}/items/")
    for words, label in (("hand", "found"), ("qqq", "nothing found"), ("", "by risk")):
        fill(page, "A name or a few words", words)
        if not words:
            page.get_by_text("Narrow it down", exact=True).click()
            page.get_by_label("Risk to feelings").select_option(label="Everyday only")
        press(page, "Look")
        sees(page, "What was found")
        reader.reads(label)
