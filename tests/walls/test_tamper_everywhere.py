"""Bo has edited the database of a full house: no page of any kind shows Ash more, and nothing more is agreed."""

import pytest
from django.test import Client

from ownaccord.accounts.models import Pause
from tests.databases import ON_SQLITE
from tests.walls import attacks
from tests.walls.addresses import pages_of_a_space
from tests.walls.attacks import Attack
from tests.walls.full import WORDS, Full
from tests.walls.scene import ITEM, PAGES, agreed_on
from tests.walls.test_tamper import UNLOCK, anew, cases, opens_calmly

# What the edits are to either database stands in test_tamper.py.
pytestmark = [pytest.mark.django_db, ON_SQLITE]

SHARED = ("plan/", "deck/", "talk/", "shown/", "together/", "rhythm/", "lines/")


@cases(attacks.edited_accounts())
def test_with_an_edited_account_nothing_is_in_force_or_nothing_was_changed(here: Full, attack: Attack) -> None:
    ash = Opened(here)
    attack(here)

    ash.gets_no_more()
    assert here.ash.browser.post("/pause/").status_code == 303
    assert here.ash.browser.post("/exit/").status_code == 303
    answer = here.ash.browser.post(UNLOCK, {"secret": here.ash.passphrase})
    assert answer.status_code in (303, 422)
    assert ash.gets_no_more() == set()
    assert Pause.objects.filter(person_id=ash.id, scope="").exists()


@cases(attacks.edited_sign_ins())
def test_an_edited_sign_in_lets_nobody_in_and_breaks_no_page(here: Full, attack: Attack) -> None:
    ash = Opened(here)
    attack(here)

    ash.gets_no_more()
    for page in ("/pause/", "/exit/"):
        assert here.ash.browser.post(page).status_code == 303
    assert ash.gets_no_more() == set()
    answer = here.ash.browser.post(UNLOCK, {"secret": here.ash.passphrase})
    assert answer.status_code in (303, 422)
    ash.gets_no_more()


class Opened:
    """What Ash's browser showed before something was edited, after the look that an unlock is."""

    def __init__(self, here: Full) -> None:
        anew(here.ash)
        self.here, self.id = here, here.ash.id
        self.space, self.shown = here.space, shown_on(here.ash.browser, *self.pages())

    def pages(self) -> list[str]:
        return [*(self.here.ours.url(each) for each in (*PAGES, *SHARED)), "/", "/me/", "/me/notes/", "/held/", "/now/"]

    def gets_no_more(self) -> set[str]:
        """Nothing is shown that was not before, and nothing is agreed but what was; what is."""
        browser = self.here.ash.browser
        opens_calmly(self.here.ash, self.space)
        assert shown_on(browser, *self.pages()) <= self.shown
        if browser.get(self.here.ours.url("map/")).status_code != 200:
            return set()
        agreed = agreed_on(self.here.ash, self.space)
        assert agreed <= {ITEM}
        return agreed


def shown_on(browser: Client, *pages: str) -> set[str]:
    """Whatever anybody wrote that these pages show; each answers calmly."""
    found: set[str] = set()
    for page in pages:
        answer = browser.get(page, follow=True)
        assert answer.status_code in (200, 404, 422), page
        found |= set(WORDS.findall(answer.content.decode(errors="ignore")))
    return found


def by_kind() -> list[tuple[str, Attack]]:
    """One attack of each kind that quarantines a space."""
    chosen = {
        "ash's state: a bit", "bo's header: noise", "bo's records deleted", "states swapped", "gone",
        "Bo's identity key swapped",
    }  # fmt: skip
    every = (*attacks.edited_records(), *attacks.edited_grants(), *attacks.edited_people())
    return [(name, attack) for name, attack in every if name in chosen]


@cases(by_kind())
def test_every_page_of_a_space_in_quarantine_opens_calmly_and_gives_nothing(here: Full, attack: Attack) -> None:
    """Plan, deck, threads, rhythm, steps, cooling, lines, what is shown, and whatever else there is of a space."""
    pages = pages_of_a_space(here.space)
    assert len(pages) > 60
    before = shown_on(here.ash.browser, *pages)
    assert {"zqoursboshown", "zqoursashposted"} <= before
    attack(here)

    assert agreed_on(here.ash, here.space) == set()
    assert {each for each in shown_on(here.ash.browser, *pages) - before if not each.startswith("zqoursash")} == set()
    assert agreed_on(here.ash, here.space) == set()
