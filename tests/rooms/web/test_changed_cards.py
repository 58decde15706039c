"""The command line lists which cards changed meaning, as often as it is asked, before anything is served with them."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ownaccord.catalogue import load
from ownaccord.consent import served
from ownaccord.consent.models import ServedCard
from ownaccord.core.position import Shape
from ownaccord.core.terms import Level
from ownaccord.web import server
from ownaccord.web.cli import main
from tests.rooms.consent.upgrades import brings, removes

pytestmark = pytest.mark.django_db

COMMANDS = ("check", "migrate")


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A data folder of its own, and a server that only starts in name."""
    monkeypatch.setenv("OWNACCORD_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(server, "run", lambda doors: None)


def run(*words: str) -> Result:
    found = CliRunner().invoke(main, list(words))
    assert found.exit_code == 0, found.output
    return found


def test_a_first_start_lists_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for command in (*COMMANDS, "serve"):
        assert "these cards changed" not in run(command).output
    assert ServedCard.objects.count() == len(load().items)


def test_an_upgrade_is_listed_until_it_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    run("serve")
    brings(monkeypatch, "massage", edition=7)
    for command in (*COMMANDS, *COMMANDS, "serve"):
        said = run(command).output
        assert said.count("Massage: its meaning changed (edition 1, now 7)") == 1
        assert "counts as Talk first at most until they have read it again" in said
    for command in (*COMMANDS, "serve"):
        assert "Massage" not in run(command).output


@pytest.mark.parametrize(
    "new, line",
    [
        ({"edition": 3}, "Massage: its meaning changed (edition 1, now 3)"),
        ({"ceiling": Level.TALK}, "Massage: it goes no higher than Talk first now"),
        ({"ceiling": Level.TRIAL}, "Massage: it goes no higher than Trial now"),
        ({"shapes": (Shape.TOGETHER,)}, "Massage: somebody has fewer sides to take"),
    ],
)
def test_whatever_lowers_what_was_stated_is_listed(
    monkeypatch: pytest.MonkeyPatch, new: dict[str, object], line: str
) -> None:
    served.note()
    brings(monkeypatch, "massage", **new)
    assert list(served.changes()) == [line]


def test_an_item_that_is_gone_is_listed_by_the_name_it_had(monkeypatch: pytest.MonkeyPatch) -> None:
    served.note()
    removes(monkeypatch, "massage")
    assert list(served.changes()) == ["Massage: it is not in the catalogue any more"]


@pytest.mark.parametrize("new", [{"revision": 9}, {"name": "Rubbing"}, {"sentence": "Another one."}])
def test_new_wording_alone_is_not_listed(monkeypatch: pytest.MonkeyPatch, new: dict[str, object]) -> None:
    served.note()
    brings(monkeypatch, "massage", **new)
    assert list(served.changes()) == []
