"""What the shelf and the items of one's own look like: every state of their pages, for a reader with sharp eyes."""

import re

from tests.journeys.reading import Reader
from tests.journeys.steps import fill, follow, goes_on, press, sees, sees_heading

OWN = "Donaudampfschifffahrtsgesellschaft"
DEBRIEF = {"debrief": "", "debrief-change": "change/", "debrief-erase": "erase/"}


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


def finds_something_to_read(reader: Reader) -> None:
    """The search of the library: with finds of every kind, with some of the words, with none; and back is empty."""
    page = reader.page
    page.goto("/help/read/")
    follow(page, "Look for something")
    for words, heading in (("jealous in Germany", "found"), ("qqqq", "Nothing has these words")):
        fill(page, "A word or a few", words)
        press(page, "Look")
        sees(page, heading)
        reader.reads(f"for {words}")
    page.reload()
    sees(page, "Look for something")
    assert page.get_by_label("A word or a few").input_value() == ""
    reader.goes_to("/help/read/80/")


def keeps_something_to_read(reader: Reader) -> None:
    """An article that is kept for later, and the list with it."""
    page = reader.page
    page.goto("/help/read/1/")
    follow(page, "Keep for later")
    press(page, "Keep for later")
    sees(page, "On your list.")
    reader.reads("with an article")
    page.goto("/me/later/1/")
    reader.reads("on the list")


def writes_for_oneself(reader: Reader) -> str:
    """A looked-at thought with a mistake first, found again; the id of its entry."""
    page = reader.page
    page.goto("/me/notes/thought/")
    press(page, "Keep it")
    sees(page, "Nothing is written yet.")
    reader.reads("sent empty", 422)
    fill(page, "What happened", "Two messages, and then none.")
    page.get_by_role("checkbox", name=re.compile("^Knowing what others think")).check()
    press(page, "Keep it")
    sees_heading(page, "A thought, looked at")
    reader.reads("kept")
    entry = page.url.split("/")[5]
    page.goto("/me/notes/search/")
    fill(page, "Words", "messages")
    press(page, "Look")
    sees(page, "What was found")
    reader.reads("found")
    return entry


def keeps_words_at_hand(reader: Reader) -> str:
    """A sentence with own words, looked at, refused and kept; a list of two and one of its lines; the line's mark."""
    page = reader.page
    for what, label in (("a slow walk by the river", "looked"), ("sex with a dog", "refused")):
        page.goto("/me/say/1/9/")
        fill(page, "What you would enjoy, or something you did", what)
        press(page, "Show it")
        sees_heading(page, f"I would enjoy {what} if we pause at the first sign of ….")
        if label == "refused":
            press(page, "Keep it at hand")
            sees(page, "This cannot be kept as a wish")
        reader.reads(label, 422 if label == "refused" else 200)
    for words in ("", "Not tonight.", f"{OWN} is my word."):
        page.goto("/me/pocket/new/")
        fill(page, "A line in your own words", words)
        press(page, "Keep it at hand")
        sees(page, "Kept, for you alone." if words else "This needs another look")
        reader.reads("at hand" if words else "sent empty", 200 if words else 422)
    press(page, f"Put first: {OWN} is my word.")
    sees(page, "It stands first now.")
    follow(page, "Not tonight.")
    sees_heading(page, "Not tonight.")
    return page.url.rstrip("/").rpartition("/")[2]


def looks_back(reader: Reader, space: str) -> None:
    """A low answer and its plot; a debrief whose wheel is turned by keys alone, read, changed, almost erased."""
    page = reader.page
    page.goto("/me/measure/")
    page.locator("[name=mood][value='0']").focus()
    page.keyboard.press("Space")
    press(page, "Keep it")
    sees(page, "You said that something is low")
    page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
    reader.reads("low")
    page.goto(f"/s/{space}/debrief/")
    page.locator("[name=items]").first.check()
    page.locator("[name=feelings][value=sad]").focus()
    for key in ("Space", "Tab", "Space"):
        page.keyboard.press(key)
    chosen = page.locator("[name=feelings]:checked").evaluate_all("all => all.map(each => each.value)")
    assert chosen == ["sad", "lonely"]
    fill(page, "My line for next time", "Slower, and a pause in the middle.")
    reader.reads("filled in")
    goes_on(page, page.get_by_role("button", name="Keep it", exact=True))
    sees(page, "Kept, for you alone.")
    here = page.url.partition("?")[0]
    reader.reads("kept")
    for name, rest in DEBRIEF.items():
        reader.goes_to(here + rest, name)
    page.goto(here)
    follow(page, "My debriefs")
    reader.reads("with one")


def answers_a_card(reader: Reader, space: str) -> None:
    """A conversation card that is answered, looked at as the others see it, and shown; with a mistake first."""
    page, here = reader.page, "/me/cards/power/good-authority/"
    page.goto(here)
    fill(page, "Your answer", "A teacher who asked first.")
    press(page, "Keep it")
    sees(page, "Kept, for you alone.")
    reader.reads("kept")
    reader.goes_to("/me/cards/mine/")
    follow(page, "What did somebody do who had power over you and used it well?")
    follow(page, "Show an answer to a space")
    press(page, "Look at it first")
    sees(page, "Choose where it is shown.")
    reader.reads("without a space", 422)
    page.locator(f"[name=space][value='{space}']").check()
    press(page, "Look at it first")
    sees(page, "This is what the others will see")
    reader.reads("looked at")
    press(page, "Show it")
    sees_heading(page, "What we show each other")
    reader.reads("a card shown")
    reader.goes_to(here)
    reader.reads("shown")
