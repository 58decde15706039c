"""What two people do who talk until they agree: heard back, terms beside terms, slept on, and in their own words."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.journeys import steps
from tests.journeys.reading import Reader
from tests.journeys.server import House
from tests.journeys.steps import fill, follow, press, sees

SAID = "Each of us has said in our own words what was agreed"
KEPT, NOT_KEPT = "This condition is kept as things stand now.", "This condition is not kept yet."


@dataclass
class About:
    """What they talk about: its slug and name, and the side of each."""

    item: str
    name: str
    sides: dict[Page, str]


@dataclass
class Talk:
    """Ash and Bo in a space, with their passphrases, their eyes, and what each calls the space."""

    ash: Page
    bo: Page
    words: dict[Page, str]
    eyes: dict[Page, Reader]
    about: About
    space: str
    label: str

    @property
    def both(self) -> tuple[Page, Page]:
        return self.ash, self.bo

    def at(self, page: Page, rest: str = "", look: str = "") -> None:
        """Open a page of the space, the thread if none is named, and read it with sharp eyes if it has a name."""
        page.goto(f"/s/{self.space}/{rest or f'talk/{self.about.item}/'}")
        if look:
            self.eyes[page].reads(look)

    def says(self, page: Page, button: str, words: str = "") -> None:
        """Press a button of the thread, with words or without."""
        self.at(page)
        if words:
            fill(page, "In your words", words)
        press(page, button)


def heard_back(talk: Talk) -> None:
    """Ash says something, Bo says what they heard, Ash that that is it; then Bo has the word."""
    talk.says(talk.ash, "Say it, and hear it back", "I would like to try it, and I want to hear when it is enough.")
    talk.says(talk.bo, "This is what I heard", "You would like to try it, and hear from me when I have enough.")
    talk.says(talk.ash, "That is it")
    talk.says(talk.bo, "Say it", "So would I.")


def terms_beside_terms(talk: Talk) -> None:
    """Each puts terms down, and takes what the other put down as a wish of their own; nothing changes by that."""
    puts_down(talk, talk.ash, "20")
    talk.at(talk.bo, look="one on the table")
    sees(talk.bo, "Your own statement goes less far. It can stay as it is.")
    puts_down(talk, talk.bo, "10", SAID)
    talk.at(talk.ash, look="two on the table")
    for page, minutes in ((talk.ash, "10"), (talk.bo, "20")):
        talk.at(page)
        follow(page, "Look at it beside my own statement")
        talk.eyes[page].reads("taking it")
        assert page.get_by_label("At most how many minutes").input_value() == minutes
        assert not page.get_by_role("radio", checked=True).all()
        page.get_by_role("radio", name=re.compile("^Trial")).check()
        page.get_by_role("checkbox", name="At home", exact=True).check()
        press(page, "State it")
        sees(page, "Kept among your wishes; nobody sees it.")
    assert terms_of(talk) == ["Talk first"]


def puts_down(talk: Talk, page: Page, minutes: str, *conditions: str) -> None:
    """Put terms down for a side of one's own, beside what lies there already where there are conditions."""
    talk.at(page)
    follow(page, "Put others beside it" if conditions else "Put terms down")
    page.get_by_role("radio", name=talk.about.sides[page], exact=True).check()
    page.get_by_role("radio", name="Trial", exact=True).check()
    page.get_by_role("checkbox", name="At home", exact=True).check()
    page.get_by_text("More terms", exact=True).click()
    fill(page, "At most how many minutes", minutes)
    for each in conditions:
        page.get_by_role("checkbox", name=each, exact=True).check()
    talk.eyes[page].reads("putting terms down")
    press(page, "Put it down")
    sees(page, "Put down. It asks, and changes nothing.")


def terms_of(talk: Talk) -> list[str]:
    """What is in force on the item, as Ash's map has it: its level and terms, without people and dates."""
    name = talk.about.name
    rows = [row for row in steps.reads_the_map(talk.ash, talk.label) if name in row]
    return [re.sub(rf" ?{name}| \| (Ash|Bo) \w+| \| Look.*", "", row) for row in rows]


def slept_on(talk: Talk, house: House) -> None:
    """Half a day later each says that it is still so; now it is in force."""
    house.advance(hours=13)
    for page in talk.both:
        steps.comes_back(page, talk.words[page])
        assert terms_of(talk) == ["Talk first"] if page is talk.ash else True
        talk.at(page, "wishes/")
        page.get_by_role("listitem").filter(has_text=talk.about.name).get_by_role("checkbox").check()
        press(page, "Still so, for the chosen ones")
        sees(page, "Written, as you said it.")
    [row] = terms_of(talk)
    assert ("Trial" in row, "At most 10 minutes" in row, SAID in row) == (True, True, True)


def in_own_words(talk: Talk) -> None:
    """Each writes apart what they understand; they read it together, and the condition is kept."""
    for page, words in ((talk.ash, "Ten minutes at home, to try it."), (talk.bo, "Ash has it for ten minutes.")):
        talk.at(page)
        sees(page, NOT_KEPT)
        follow(page, "Say it in my own words")
        talk.eyes[page].reads("own words")
        fill(page, "What I understand we agreed", words)
        press(page, "This is what I understand")
        sees(page, "Written, apart. Nobody reads it before everybody has written.")
        talk.eyes[page].reads("own words written")
    talk.at(talk.ash, f"talk/{talk.about.item}/words/", look="everybody wrote")
    press(talk.ash, "Show mine, and read")
    for page in talk.both:
        talk.at(page, f"talk/{talk.about.item}/words/", look="read together")
        sees(page, "Ten minutes at home, to try it.")
        sees(page, "Ash has it for ten minutes.")
        press(page, "They mean the same")
    sees(talk.bo, KEPT)
    talk.at(talk.ash, look="agreed")
    sees(talk.ash, KEPT)
