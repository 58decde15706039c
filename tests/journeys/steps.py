"""What people do, one function for each thing, by the words and roles that they see on the page.

Every function takes the page of the person who does it. Composite scenes (`two_people`) stand at the end.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from playwright.sync_api import Locator, Page, expect

from ownaccord.catalogue import load
from tests.journeys.conftest import PATIENCE, OpenProfile

ASH_WORDS = "seven quiet lanterns under old bridges"
BO_WORDS = "nine copper kettles beside warm windows"
# Where each way led in each tab.
WAYS: WeakKeyDictionary[Page, dict[tuple[str, ...], str]] = WeakKeyDictionary()


# Pressing and finding


def named(words: str) -> re.Pattern[str]:
    """A name of exactly these words; what is only for the ear may stand a blank apart."""
    return re.compile(f"^{re.escape(words).replace(':', ' ?:')}$")


def goes_on(page: Page, control: Locator) -> None:
    """Press what leads to a page, and wait until that one is here whole: a hasty reader reads the page before."""
    with page.expect_navigation(timeout=PATIENCE):
        control.click()


def press(page: Page, words: str) -> None:
    """Press the button with these words, and wait for what it leads to."""
    goes_on(page, page.get_by_role("main").get_by_role("button", name=named(words)))


def follow(page: Page, words: str) -> None:
    """Follow the link with these words, and wait for where it leads."""
    goes_on(page, page.get_by_role("main").get_by_role("link", name=named(words)))


def fill(page: Page, label: str, text: str) -> None:
    """Type into the field with this label."""
    page.get_by_label(re.compile(f"^{re.escape(label)}")).fill(text)


def sees(page: Page, words: str) -> None:
    """Wait until these words are on the page."""
    expect(page.get_by_role("main").get_by_text(words).first).to_be_visible()


def sees_heading(page: Page, words: str) -> None:
    """Wait until the page is headed with these words."""
    expect(page.get_by_role("heading", level=1, name=words, exact=True)).to_be_visible()


def at_hand(page: Page) -> Locator:
    """The bar that is always at hand: Pause, Grounding, Exit now."""
    return page.get_by_role("region", name="Always at hand")


# Accounts


def sets_up_the_computer(page: Page, host: str) -> None:
    """The first start: say who runs this computer."""
    page.goto("/")
    follow(page, "Set this computer up")
    fill(page, "Who runs this computer?", host)
    press(page, "Go on")
    sees_heading(page, "A place of your own")


def makes_an_account(page: Page, name: str, passphrase: str) -> str:
    """Sign up in a browser of one's own, with the recovery code typed back and no stop code; return the code."""
    signs_up(page, name, passphrase)
    code = keeps_the_recovery_code(page)
    press(page, "Not now")
    return code


def signs_up(page: Page, name: str, passphrase: str) -> None:
    """Fill in the sign-up page, as far as the recovery code."""
    page.get_by_label(re.compile("^I am an adult")).check()
    fill(page, "The name you sign in with", name)
    page.get_by_role("radio", name="Yes", exact=True).check()
    fill(page, "Passphrase", passphrase)
    fill(page, "The same passphrase again", passphrase)
    press(page, "Make this account")
    sees_heading(page, "Your recovery code")


def keeps_the_recovery_code(page: Page) -> str:
    """Copy the recovery code to paper and type two groups of it back; return the code."""
    shown = page.get_by_role("figure", name="Recovery code")
    expect(shown).to_be_visible()
    groups = shown.locator("span").all_inner_texts()
    for box in page.get_by_label(re.compile(r"^Group \d on your paper")).all():
        number = re.findall(r"\d", page.locator(f"label[for={box.get_attribute('id')}]").inner_text())
        box.fill(groups[int(number[0]) - 1])
    press(page, "I have it on paper")
    sees_heading(page, "A stop code")
    return "-".join(groups)


def takes_a_stop_code(page: Page) -> str:
    """Make a stop code, from its page or when it is offered, and copy it to paper; return its words."""
    press(page, "Make one")
    words = words_on(page, "Stop code")
    press(page, "I have it on paper")
    return words


def words_on(page: Page, sheet: str) -> str:
    """The words of a sheet that is shown, with blanks between them."""
    shown = page.get_by_role("figure", name=sheet)
    expect(shown).to_be_visible()
    return " ".join(shown.get_by_role("listitem").all_inner_texts())


def exits(page: Page) -> None:
    """Exit now: the page is blank, and this browser is locked (nobody hears the answer, so the door is asked)."""
    door = page.url.partition("/")[0] + "//" + page.url.split("/")[2] + "/unlock/"
    at_hand(page).get_by_role("button", name="Exit now").click()
    page.wait_for_url("about:blank")
    for _ in range(100):
        if page.context.request.get(door, max_redirects=0).status == 200:
            return
    raise AssertionError("Exit now did not lock.")


def unlocks(page: Page, passphrase: str) -> None:
    """Type the passphrase on the locked page."""
    sees_heading(page, "Locked")
    fill(page, "Passphrase, or your six words", passphrase)
    press(page, "Unlock")
    expect(page.get_by_role("heading", level=1, name="Locked", exact=True)).to_have_count(0)


def comes_back(page: Page, passphrase: str) -> None:
    """Open the first page after a while, and unlock it."""
    page.goto("/me/")
    unlocks(page, passphrase)


# Spaces


def makes_a_space(page: Page, label: str, own_name: str) -> None:
    """Make a space for two from the first page."""
    page.goto("/")
    follow(page, "Make a space for two")
    fill(page, "What you call this space", label)
    fill(page, "The name you go by here", own_name)
    press(page, "Make this space")
    sees_heading(page, label)


def makes_an_invitation(page: Page) -> str:
    """Make an invitation on the space's page; return its words."""
    press(page, "Make an invitation")
    sees(page, "Hand this over yourself.")
    return words_on(page, "The words of the invitation")


def reads_the_invitation(page: Page, words: str) -> None:
    """Type the words of an invitation and read what joining means."""
    page.goto("/")
    follow(page, "I was handed an invitation")
    fill(page, "The eleven words", words)
    press(page, "Read the invitation")
    sees_heading(page, "Before you join")


def joins(page: Page, label: str, own_name: str) -> None:
    """Take the seat, from the page of the invitation."""
    fill(page, "The name you go by here", own_name)
    fill(page, "What you call this space", label)
    press(page, "Join")
    sees(page, "begins.")


def begins(page: Page, other: str) -> None:
    """Look again at the space that waits, and begin."""
    page.reload()
    sees(page, f"{other} has joined.")
    press(page, "Begin")
    sees(page, f"You and {other}.")


# Consent: saying where one stands


TOLD = "told"


@dataclass(frozen=True)
class Stand:
    """What somebody says about one side of an item: level (or told), places, further terms by their labels."""

    item: str
    side: str
    level: str
    where: tuple[str, ...] = ("At home",)
    ticks: tuple[str, ...] = ()
    strongest: str = ""
    minutes: str = ""
    never: str = ""


def opens_the_space(page: Page, label: str) -> None:
    """Go to the space from the first page."""
    opens(page, label)


def opens(page: Page, label: str, *cards: str) -> None:
    """Open one of the space's pages by its card; who went this way before in this tab has the address."""
    way, known = (label, *cards), WAYS.setdefault(page, {})
    if way in known:
        page.goto(known[way])
    else:
        opens(page, *way[:-1]) if cards else page.goto("/")
        follow(page, way[-1])
        known[way] = page.url
    sees_heading(page, way[-1])


def opens_item(page: Page, label: str, item: str) -> None:
    """Open the card of an item from the list of items."""
    opens(page, label, "Items")
    chooses_item(page, item)


def chooses_item(page: Page, item: str) -> None:
    """Open a card from the page of the categories: first its category, then its name."""
    card = next(each for each in load().items if each.name == item)
    follow(page, next(each.name for each in load().categories if each.slug == card.category))
    follow(page, item)
    sees_heading(page, item)


def reads_the_card(page: Page) -> None:
    """Say that the card was read, if it was not before."""
    button = page.get_by_role("button", name="I've read this")
    if button.is_visible():
        goes_on(page, button)
        sees(page, "You have read this card.")


def states(page: Page, stand: Stand) -> None:
    """State one's position on one side, from the item's card."""
    follow(page, f"State it: {stand.side}")
    sees_heading(page, f"{stand.item}: {stand.side}")
    page.get_by_role("radio", name=re.compile(f"^{stand.level}")).check()
    if stand.level in ("Trial", "Yes"):
        _says_the_terms(page, stand)
    press(page, "State it")
    sees_heading(page, stand.item)


def _says_the_terms(page: Page, stand: Stand) -> None:
    for place in stand.where:
        page.get_by_role("checkbox", name=place, exact=True).check()
    if not (stand.ticks or stand.strongest or stand.minutes or stand.never):
        return
    page.get_by_text("More terms", exact=True).click()
    for tick in stand.ticks:
        page.get_by_role("checkbox", name=tick, exact=True).check()
    if stand.strongest:
        page.get_by_label("At most how strong").select_option(label=stand.strongest)
    fill(page, "At most how many minutes", stand.minutes)
    fill(page, "What must never happen", stand.never)


def states_all(page: Page, label: str, stands: Sequence[Stand]) -> None:
    """State one position after the other, reading each card that a Trial or a Yes needs."""
    opens(page, label, "Items")
    items = page.url
    for stand in stands:
        page.goto(items)
        chooses_item(page, stand.item)
        if stand.level == TOLD:
            tells_a_limit(page, stand.side)
            continue
        if stand.level in ("Trial", "Yes"):
            reads_the_card(page)
        states(page, stand)


def tells_a_limit(page: Page, side: str) -> None:
    """Tell a limit, from the item's card."""
    press(page, f"Tell this limit: {side}")
    sees(page, "Told. It stands on the map as off-limits")


def says_still_so(page: Page, label: str) -> int:
    """Choose every wish that has been slept on, and say that it is still so; return how many there were."""
    opens(page, label, "My wishes")
    boxes = page.get_by_role("checkbox").all()
    for box in boxes:
        box.check()
    press(page, "Still so, for the chosen ones")
    sees(page, "Written, as you said it.")
    return len(boxes)


LINES = "rows => rows.map(row => [...row.querySelectorAll('p, .tags li')].map(line => line.textContent))"


def map_rows(page: Page) -> list[str]:
    """The rows of the map that is open, in order, each as its lines with strokes between them, without its button."""
    rows: list[list[str]] = page.locator(".map-row").evaluate_all(LINES)
    return [" | ".join(" ".join(line.split()) for line in row) for row in rows]


def reads_the_map(page: Page, label: str) -> list[str]:
    """Open the map of the space and return its rows."""
    opens(page, label, "Consent map")
    return map_rows(page)


@dataclass(frozen=True)
class Two:
    """Ash on a phone and Bo, who runs the computer, on a desktop; each calls the shared space by an own name."""

    ash: Page
    bo: Page
    ash_space: str = "Evenings"
    bo_space: str = "The two of us"


def two_people(profile: OpenProfile) -> Two:
    """From an empty machine to a space that has begun, with nothing stated in it."""
    two = Two(profile("ash", phone=True).new_page(), profile("bo").new_page())
    sets_up_the_computer(two.bo, "Bo, on the small computer in the hall")
    makes_an_account(two.bo, "bo", BO_WORDS)
    makes_a_space(two.bo, two.bo_space, "Bo")
    words = makes_an_invitation(two.bo)
    reads_the_invitation(two.ash, words)
    follow(two.ash, "Make an account")
    makes_an_account(two.ash, "ash", ASH_WORDS)
    joins(two.ash, two.ash_space, "Ash")
    begins(two.bo, "Ash")
    return two
