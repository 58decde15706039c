"""What people do in a space for three to eight before it begins, beside steps.py."""

from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenProfile
from tests.journeys.steps import (
    ASH_WORDS,
    BO_WORDS,
    fill,
    follow,
    makes_an_account,
    press,
    reads_the_invitation,
    sees,
    sees_heading,
    sets_up_the_computer,
    words_on,
)

CAM_WORDS = "five small gardens behind tall houses"


def names_a_space(page: Page, label: str, names: Sequence[str]) -> None:
    """Make a space for three to eight from the first page; the own name comes first."""
    page.goto("/")
    follow(page, "Make a space for three to eight")
    fill(page, "What you call this space", label)
    fill(page, "The name you go by here", names[0])
    for number, name in enumerate(names[1:], start=2):
        fill(page, f"Person {number}", name)
    press(page, "Make this space")
    sees_heading(page, label)


def invites_to_the_seat(page: Page, name: str) -> str:
    """Make an invitation for one seat, from the space's page, and go back there; return its words."""
    follow(page, name)
    sees_heading(page, f"The seat of {name}")
    press(page, "Make an invitation")
    sees(page, "Hand this over yourself.")
    words = words_on(page, "The words of the invitation")
    page.goto(page.url.partition("seats/")[0])
    return words


def takes_the_seat(page: Page, label: str) -> None:
    """Take the seat, from the page of the invitation."""
    fill(page, "What you call this space", label)
    press(page, "Join")
    sees(page, "You have joined.")


def goes_on_with_them(page: Page, by: str, who: str) -> None:
    """Look again at the space that waited, read who is introduced by whom, and go on."""
    page.reload()
    sees(page, f"{by} introduces you to each other.")
    expect(page.get_by_role("listitem").filter(has_text=who).get_by_text(f"Introduced by {by}")).to_be_visible()
    press(page, "Go on with these people")
    sees(page, f"{who}: introduced by {by}.")


@dataclass(frozen=True)
class Three:
    """Ash on a phone, Bo, who runs the computer and made the space, and Cam; all call it the same."""

    ash: Page
    bo: Page
    cam: Page
    space: str = "All three"

    @property
    def pages(self) -> tuple[Page, Page, Page]:
        return self.ash, self.bo, self.cam


def three_people(profile: OpenProfile) -> Three:
    """From an empty machine to a space of three that has begun, with nothing stated in it."""
    three = Three(profile("ash", phone=True).new_page(), profile("bo").new_page(), profile("cam").new_page())
    sets_up_the_computer(three.bo, "Bo, on the small computer in the hall")
    makes_an_account(three.bo, "bo", BO_WORDS)
    names_a_space(three.bo, three.space, ("Bo", "Ash", "Cam"))
    for page, name, passphrase in ((three.ash, "Ash", ASH_WORDS), (three.cam, "Cam", CAM_WORDS)):
        reads_the_invitation(page, invites_to_the_seat(three.bo, name))
        sees(page, f"{name}: that is you")
        follow(page, "Make an account")
        makes_an_account(page, name.lower(), passphrase)
        takes_the_seat(page, three.space)
    three.bo.reload()
    sees_heading(three.bo, three.space)
    sees(three.bo, "Everyone has joined")
    press(three.bo, "Begin")
    sees(three.bo, "You and")
    goes_on_with_them(three.ash, "Bo", "Cam")
    goes_on_with_them(three.cam, "Bo", "Ash")
    return three
