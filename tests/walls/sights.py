"""What somebody sees of a row: the pages that stand on it, what is agreed there, and every word that names its author.

A `Case` is one row of the full house (`full.py`), the rows whose bytes are put in its place, and who looks where.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.test import Client

from ownaccord.accounts.models import HeldForm, OneTimeLink, Person
from ownaccord.care.models import Feed
from ownaccord.journal.models import Entry
from ownaccord.reveal.models import Message
from ownaccord.scenes.models import Pass, Step, Tabled
from ownaccord.scenes.models import Scene as Stored
from ownaccord.spaces.models import Introduction, Invitation, Said, Shown, Together
from ownaccord.talk.models import Post
from tests.people import PASSPHRASE, new_browser
from tests.walls.full import WORDS, Full
from tests.walls.scene import ITEM, agreed_by, plain, same_browser

CALM = {200, 303, 404, 422}


@dataclass(frozen=True)
class Seen:
    """What came of one look: the pages as they are, the words in them that name somebody, what is agreed."""

    pages: tuple[str, ...]
    words: frozenset[str]
    agreed: frozenset[str]
    green: bool

    def more_than(self, before: "Seen", *own: str) -> set[str]:
        """What is shown, agreed or green that was not before; `own`: how the reader's own words begin."""
        words = {each for each in self.words - before.words if not own or not each.startswith(own)}
        return words | (self.agreed - before.agreed) | ({"green"} if self.green > before.green else set())


Asks = Callable[[Full], list[tuple[str, dict[str, str] | None]]]
Rows = Callable[[Full], dict[str, Model]]


@dataclass(frozen=True)
class Case:
    """One row that is edited. `rows`: it, by "it", and those whose bytes are put in; `asks`: what its reader asks.

    `space`: where something may be agreed for the reader, nothing for who has no space. `own`: how the words begin that
    the reader wrote. `unseen`: columns in which some edit is seen by nobody, and why that is right.
    """

    model: type[Model]
    rows: Rows
    asks: Asks
    reader: Callable[[Full], Client] = lambda here: here.ash.browser
    space: Callable[[Full], str] = lambda here: here.space
    own: tuple[str, ...] = ("zqoursash", "zqaloneash")
    unseen: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.model.__name__

    def tries(self, column: str) -> bool:
        """Whether this column is edited here; of an account only what finds it, the rest stands with the accounts."""
        return self.model is not Person or column == "name_lookup"


def look(here: Full, case: Case) -> Seen:
    """What the reader sees now. Nothing that is asked answers otherwise than calmly."""
    browser, answers = case.reader(here), []
    for path, form in case.asks(here):
        answer = browser.get(path, follow=True) if form is None else browser.post(path, form)
        assert answer.status_code in CALM, (case.name, path, answer.status_code)
        assert "Traceback" not in answer.content.decode()
        answers.append(answer)
    pages = tuple(f"{each.status_code} {each.headers.get('Location', '')} {plain(each)}" for each in answers)
    found = [each.context["now"] for each in answers if each.context and "now" in each.context]
    green = any(getattr(each, "is_green", False) for each in found)
    stored = str(Message.objects.count())
    return Seen((*pages, stored), frozenset(WORDS.findall(" ".join(pages))), _agreed(here, case), green)


def _agreed(here: Full, case: Case) -> frozenset[str]:
    """What is agreed for this reader; nothing where no map opens."""
    space, browser = case.space(here), case.reader(here)
    answer = browser.get(f"/s/{space}/map/") if space else None
    return frozenset(agreed_by(answer)) if answer is not None and answer.status_code == 200 else frozenset()


def _in(model: Any, here: Full, space: str = "", **more: object) -> Model:
    """The newest such row, of one space where the table has any."""
    return model._default_manager.filter(**({"space_id": space} if space else {}), **more).order_by("pk").last()


def _both(model: type[Model], **more: object) -> Rows:
    """Bo's row in the space of Ash and Bo, Ash's there, and Cam's in the space of Cam and Ash."""

    def rows(here: Full) -> dict[str, Model]:
        bo, ash, cam = here.bo.id, here.ash.id, here.cast.cam.id
        found = {
            "it": _in(model, here, here.space, author_id=bo, **more),
            "Ash's": _in(model, here, here.space, author_id=ash),
            "another space's": _in(model, here, here.beside, author_id=cam, **more),
        }
        return {whose: row for whose, row in found.items() if row is not None}

    return rows


def _own(model: type[Model], **more: object) -> Rows:
    """Ash's row, and Bo's."""

    def rows(here: Full) -> dict[str, Model]:
        field = "owner_id" if model is Entry else "person_id"
        whose = {"it": here.ash, "Bo's": here.bo}
        return {who: _in(model, here, **{field: each.id}, **more) for who, each in whose.items()}

    return rows


def pages_of(*pages: str) -> Asks:
    """Pages of the house, or, without a stroke before them, of the space of Ash and Bo."""
    return lambda here: [(page if page[:1] == "/" else here.ours.url(page), None) for page in pages]


def _unlocks(*pages: str) -> Asks:
    """The same after a look anew."""
    return lambda here: [
        ("/exit/", {}), ("/unlock/", {"secret": PASSPHRASE}), *pages_of(*pages)(here),
    ]  # fmt: skip


def _thread(here: Full) -> list[tuple[str, dict[str, str] | None]]:
    return [(here.ours.url(f"talk/{here.ours.mark(here.ash, ITEM)}/"), None)]


def _twin(here: Full) -> Client:
    return same_browser(here.ash.browser)


def _invited(here: Full, space: str) -> dict[str, Model]:
    """The invitation of this space, and those of the others."""
    others = Invitation.objects.exclude(space_id=space)
    found = {f"{number} of another": each for number, each in enumerate(others.order_by("pk"))}
    return {"it": Invitation.objects.filter(space_id=space).order_by("pk").last(), **found}  # type: ignore[dict-item]


def _offered(here: Full) -> str:
    """The space to which Sky holds an invitation that nobody has taken."""
    known = [here.waiting, here.listed]
    return str(Invitation.objects.exclude(space_id__in=known).get().space_id)


def _sky(here: Full) -> list[tuple[str, dict[str, str] | None]]:
    return [("/unlock/", {"secret": PASSPHRASE}), ("/join/", None)]


CASES = (
    Case(
        Tabled,
        lambda here: {"it": Tabled.objects.get(pk=here.beside), "another space's": Tabled.objects.get(pk=here.space)},
        lambda here: [(here.hers.url("plan/"), None)], lambda here: here.cast.cam.browser, lambda here: here.beside,
        ("zqbesidecam", "zqalonecam"),
    ),
    Case(
        Stored,
        lambda here: {"it": _in(Stored, here, here.space), "another space's": _in(Stored, here, here.beside)},
        pages_of("/now/", "plan/"),
        unseen={"outline": "read once the scene is over: tests/rooms/scenes/test_attacks.py"},
    ),
    Case(
        Stored,
        lambda here: {"it": _in(Stored, here, here.beside), "another space's": _in(Stored, here, here.space)},
        lambda here: [("/now/", None), (here.hers.url("plan/"), None)],
        lambda here: here.cast.cam.browser, lambda here: here.beside, ("zqbesidecam", "zqalonecam"),
        {"outline": "a rehearsal is made from its plan"},
    ),
    Case(
        Pass,
        lambda here: {
            "it": _in(Pass, here, person_id=here.ash.id, scene__space_id=here.space),
            "Bo's": _in(Pass, here, person_id=here.bo.id),
            "another space's": _in(Pass, here, person_id=here.cast.cam.id),
        },
        pages_of("/now/", "/now/part/"),
    ),
    Case(
        Step,
        lambda here: {
            "it": _in(Step, here, scene__space_id=here.space),
            "Ash's": _in(Step, here, scene__space_id=here.space, number=1),
            "another space's": _in(Step, here, scene__space_id=here.beside),
        },
        pages_of("/now/", "plan/"),
    ),
    Case(Message, _both(Message), _unlocks("deck/")),
    Case(
        Message, _both(Message, step="take up"), _unlocks("deck/"),
        unseen=dict.fromkeys(("mark", "body", "macs"), "its reader has taken it in, and goes by the own vault"),
    ),
    Case(Shown, _both(Shown), pages_of("shown/")),
    Case(
        Together,
        lambda here: {
            "it": _in(Together, here, here.space, said__isnull=False),
            "another space's": _in(Together, here, here.beside),
        },
        _unlocks("together/"),
    ),
    Case(
        Said,
        lambda here: {
            "it": _in(Said, here, author_id=here.bo.id, together__space_id=here.space),
            "Ash's": _in(Said, here, author_id=here.ash.id, together__space_id=here.space),
            "another space's": _in(Said, here, author_id=here.cast.cam.id, together__space_id=here.beside),
        },
        _unlocks("together/"),
    ),
    Case(
        Introduction,
        lambda here: {
            "it": _in(Introduction, here, here.begins, to_id=here.bo.id),
            "Cam's": _in(Introduction, here, here.begins, to_id=here.cast.cam.id),
        },
        lambda here: [(f"/s/{here.begins}/", None)], lambda here: here.bo.browser, lambda here: here.space,
        ("zqoursbo", "zqalonebo"),
    ),
    Case(
        Invitation, lambda here: _invited(here, here.waiting),
        lambda here: [(f"/s/{here.waiting}/{to}", form) for to, form in (("", None), ("begin/", {}), ("map/", None))],
        space=lambda here: here.waiting,
        unseen=dict.fromkeys(("inviter_public", "inviter_mac", "info_sealed"), "for whoever is invited, not for Ash"),
    ),
    Case(
        Invitation, lambda here: _invited(here, _offered(here)), _sky, lambda here: same_browser(here.cast.sky.browser),
        lambda here: "", ("nothing",),
        dict.fromkeys(("invitee_public", "invitee_mac", "answer_sealed"), "Sky has not answered, and writes them then"),
    ),
    Case(HeldForm, _own(HeldForm), _unlocks("/held/")),
    Case(Entry, _own(Entry), pages_of("/me/notes/")),
    Case(Feed, _own(Feed), lambda here: [(here.feeds[0], None)], lambda here: new_browser(), lambda here: ""),
    Case(
        OneTimeLink, _own(OneTimeLink, kind="device"),
        lambda here: [("/new-device/", {"words": here.codes[0], "passphrase": PASSPHRASE}), ("/me/notes/", None)],
        lambda here: new_browser(), lambda here: "",
    ),
    Case(Post, _both(Post), _thread),
    Case(
        Person, lambda here: {"it": here.ash.row, "Bo's": here.bo.row},
        lambda here: [("/sign-in/", {"name": "Ash", "secret": PASSPHRASE})], _twin, lambda here: "",
    ),
)  # fmt: skip
