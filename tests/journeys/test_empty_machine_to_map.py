"""The main job: from an empty machine to one consent map that two people share, with 40 positions stated."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.journeys import steps
from tests.journeys.conftest import OpenProfile
from tests.journeys.server import House
from tests.journeys.steps import TOLD, Stand

HOME, AWAY, REMOTE = "At home", "Away from home", "Apart, by phone or screen"

ASH = (
    Stand("Holding each other", "Together", "Yes", where=(HOME, AWAY)),
    Stand("Massage", "I give", "Yes"),
    Stand("Massage", "I receive", "Yes", strongest="2 - light"),
    Stand("Long eye contact", "Together", "Talk first"),
    Stand("Praise", "I receive", "Yes", where=(HOME, REMOTE)),
    Stand("Words for bodies", "Together", "Yes", never="words that are meant to hurt"),
    Stand("Soft and rough textures", "I receive", "Yes", minutes="20"),
    Stand("Cold", "I receive", "Trial"),
    Stand("Warm wax", "I receive", "Yes"),
    Stand("Tickling", "I receive", TOLD),
    Stand("Being held still by hand", "I receive", "Yes", ticks=("Everyone is sober", "Neck and throat")),
    Stand("Soft cuffs", "I receive", "Yes"),
    Stand("Suspension", "I receive", "Talk first"),
    Stand("Blindfold", "I receive", "Yes"),
    Stand("Agreed silence", "Together", "Yes"),
    Stand("One leads for an agreed time", "I follow", "Yes", ticks=("A stop word",)),
    Stand("Kneeling", "I follow", "Talk first"),
    Stand("Undressing while the other watches", "I show", "Yes"),
    Stand("Undressing while the other watches", "I watch", "Trial"),
    Stand("Vibration", "Together", "Yes"),
)

BO = (
    Stand("Holding each other", "Together", "Yes"),
    Stand("Massage", "I give", "Trial"),
    Stand("Massage", "I receive", "Yes"),
    Stand("Long eye contact", "Together", "Yes"),
    Stand("Praise", "I give", "Yes", where=(HOME, REMOTE)),
    Stand("Words for bodies", "Together", "Yes"),
    Stand("Soft and rough textures", "I give", "Yes", minutes="45"),
    Stand("Cold", "I give", "Trial"),
    Stand("Tickling", "I give", "Yes"),
    Stand("Being held still by hand", "I give", "Yes", ticks=("Everyone has slept enough", "Face")),
    Stand("Soft cuffs", "I give", "Talk first"),
    Stand("Suspension", "I give", "Talk first"),
    Stand("Blindfold", "I give", "No"),
    Stand("Agreed silence", "Together", "Yes", where=(AWAY,)),
    Stand("One leads for an agreed time", "I lead", "Yes", minutes="60"),
    Stand("Kneeling", "I lead", "Yes"),
    Stand("Suspense and fright", "I give", "Yes"),
    Stand("Undressing while the other watches", "I show", "Yes"),
    Stand("Undressing while the other watches", "I watch", "Yes"),
    Stand("Vibration", "Together", "Yes", strongest="3 - medium"),
)


def at_noon(house: House) -> datetime:
    """Turn the house's clock to the next noon, so that no journey runs across midnight; return that noon."""
    now = datetime.now(UTC)
    noon = (now + timedelta(days=1)).replace(hour=12, minute=0, second=0, microsecond=0)
    house.advance(hours=(noon - now).total_seconds() / 3600)
    return noon


@pytest.fixture
def forked() -> bool:
    return False


def expected(noon: datetime) -> list[str]:
    """The map of what both said above, worked out by hand."""
    season, month = (f"Look at it again by {day:%-d %B %Y}" for day in (noon + timedelta(90), noon + timedelta(30)))
    home, together = "Where: at home", "Ash together | Bo together"
    fit = "Only if: Everyone has slept enough | Only if: Everyone is sober | Out: face, neck and throat"
    practised = "At most 60 minutes | Practise first: a stop word"
    return [
        f"Agreed Holding each other | {together} | {home} | {season}",
        f"Agreed Massage | Ash gives | Bo receives | {home} | {season}",
        f"Agreed Praise | Ash receives | Bo gives | Where: at home, apart, by phone or screen | {season}",
        f"Agreed Words for bodies | {together} | {home} | Never: words that are meant to hurt | {season}",
        f"Agreed Soft and rough textures | Ash receives | Bo gives | {home} | At most 20 minutes | {season}",
        f"Agreed Being held still by hand | Ash receives | Bo gives | {home} | {fit} | {season}",
        f"Agreed One leads for an agreed time | Ash follows | Bo leads | {home} | {practised} | {season}",
        f"Agreed Undressing while the other watches | Ash shows | Bo watches | {home} | {season}",
        f"Agreed Vibration | {together} | {home} | At most this strong: 3 - medium | {season}",
        f"Trial Massage | Ash receives | Bo gives | {home} | At most this strong: 2 - light | {month}",
        f"Trial Cold | Ash receives | Bo gives | {home} | {month}",
        f"Trial Undressing while the other watches | Ash watches | Bo shows | {home} | {month}",
        f"Talk first Long eye contact | {together} | {season}",
        f"Talk first Soft cuffs | Ash receives | Bo gives | {season}",
        "Talk first Suspension | Ash receives | Bo gives",
        f"Talk first Kneeling | Ash follows | Bo leads | {season}",
        "Off-limits (told) Tickling | Ash receives | Bo gives",
    ]


def test_two_people_come_from_an_empty_machine_to_one_map(profile: OpenProfile, house: House) -> None:
    noon = at_noon(house)
    two = steps.two_people(profile)
    assert len(ASH) + len(BO) == 40
    steps.states_all(two.ash, two.ash_space, ASH)
    steps.states_all(two.bo, two.bo_space, BO)
    at_once = [row for row in expected(noon) if "Suspension" in row or "told" in row]
    assert steps.reads_the_map(two.ash, two.ash_space) == steps.reads_the_map(two.bo, two.bo_space) == at_once

    house.advance(hours=13)
    steps.comes_back(two.ash, steps.ASH_WORDS)
    steps.comes_back(two.bo, steps.BO_WORDS)
    steps.says_still_so(two.ash, two.ash_space)
    talk = [row for row in expected(noon) if "Soft cuffs" in row]
    assert steps.reads_the_map(two.bo, two.bo_space) == talk + at_once
    steps.says_still_so(two.bo, two.bo_space)

    assert steps.reads_the_map(two.ash, two.ash_space) == expected(noon)
    assert steps.reads_the_map(two.bo, two.bo_space) == expected(noon)
