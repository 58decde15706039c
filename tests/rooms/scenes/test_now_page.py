"""What a carrying device shows at every moment of a scene, and what it can press there; without a scene or a script."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from ownaccord.scenes.seen import Now
from tests.rooms.scenes.moments import BO, GREEN, MARK, MOMENTS, page, part

SIGNALS = ["green", "yellow", "red"]
LOST = "Signals not connected: use your words and signs."
IN_WORDS = {
    "green": "Everybody is green.",
    "nothing": "Press what is true for you, at any time.",
    "yellow": "Yellow: slow, and check in.",
    "silent": LOST,
    "due": "Time to check in.",
    "missed": "Pause and check in.",
    "look": "Something is not in it any more. Look at each other first.",
    "looked": "You have looked. It goes on once everybody has.",
    "shared": "Everybody is green.",
    "bare": "Everybody is green.",
    "long": LOST,
    "drill": "One of you: press red now.",
}


class Read(HTMLParser):
    """The text, the blocks by name, the forms with their fields, the folds and the links of a part."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.forms: dict[str, dict[str, str]] = {}
        self.folds: list[str] = []
        self.links: list[str] = []
        self.blocks: list[str] = []
        self._form, self._depth = "", 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        here = {name: value or "" for name, value in attrs}
        if self._depth == 1:
            self.blocks.append(here.get("data-key", ""))
        self._depth += tag not in {"input", "br"}
        if tag == "form":
            self._form = here["action"] + "?" * (here["action"] in self.forms)
            assert here["method"] == "post" and here["data-signal"] == here["action"].rpartition("/")[2]
            self.forms[self._form] = {}
        elif tag == "input":
            self.forms[self._form][here["name"]] = here["value"]
        elif tag == "details":
            self.folds.append(here["data-key"])
        elif tag == "a":
            self.links.append(here["href"])

    def handle_endtag(self, tag: str) -> None:
        self._depth -= 1

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.words.append(" ".join(data.split()))

    @property
    def pressed(self) -> list[str]:
        """The words that can be pressed, in their order."""
        return [action.rpartition("/")[2].rstrip("?") for action in self.forms]


def read(now: Now) -> Read:
    """The part of this moment."""
    return Read(part(now))


@pytest.mark.parametrize("moment", IN_WORDS)
def test_while_it_runs_one_line_says_how_it_stands(moment: str) -> None:
    lines = re.findall(r'class="scene-word">([^<]+)<', part(MOMENTS[moment]))
    assert lines == [IN_WORDS[moment]]


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_three_signals_stand_there_while_it_runs_and_red_until_there_was_one(moment: str) -> None:
    now = MOMENTS[moment]
    there = [word for word in read(now).pressed if word in SIGNALS]
    ended = {"waiting": [], "running": SIGNALS, "red": []}
    assert there == ended.get(now.phase, ["red"])


@pytest.mark.parametrize("moment", MOMENTS)
def test_every_press_names_the_scene_and_its_number_and_may_be_pressed_at_once_again(moment: str) -> None:
    text = part(MOMENTS[moment])
    forms = Read(text).forms
    assert {(each["scene"], each["number"]) for each in forms.values()} <= {(MARK, "3")}
    assert text.count("data-many") == len(forms)


@pytest.mark.parametrize("moment", MOMENTS)
def test_green_is_looked_like_only_where_everything_is(moment: str) -> None:
    now = MOMENTS[moment]
    text = part(now)
    assert (" data-green" in text) == now.is_green
    assert ("Everybody is green." in text) == (now.is_green and now.check_in != "due")


@pytest.mark.parametrize("gone", [{"connected": False}, {"look": True}, {"check_in": "missed"}])
def test_what_is_wrong_is_said_before_what_is_green(gone: dict[str, object]) -> None:
    assert "Everybody is green." not in read(replace(GREEN, **gone)).words  # type: ignore[arg-type]


def test_what_waits_for_people_has_one_button_and_nothing_moves_for_it() -> None:
    others = {
        moment: [word for word in read(now).pressed if word in {"answer", "go-on"}] for moment, now in MOMENTS.items()
    }
    wanted = {"due": ["answer"], "missed": ["answer"], "look": ["go-on"]}
    assert {moment: words for moment, words in others.items() if words} == wanted
    both = replace(GREEN, is_green=False, check_in="missed", look=True, look_own=True)
    assert [word for word in read(both).pressed if word in {"answer", "go-on"}] == ["go-on"]


def test_close_stands_at_the_end_and_never_beside_red() -> None:
    pressed = read(GREEN).pressed
    assert pressed == ["green", "yellow", "red", "not-this", "close"]
    assert read(GREEN).forms["/live/not-this"]["about"] == "0"


def test_words_limits_early_signs_and_the_plan_are_one_fold_away() -> None:
    assert read(GREEN).folds == ["pocket", "agreed", "limits", "tells", "lines", "close"]
    assert read(MOMENTS["shared"]).folds == ["agreed", "tells", "lines", "close"]
    assert read(MOMENTS["red"]).folds == ["pocket", "agreed"]


def test_words_at_hand_come_right_after_the_signals_and_move_none_of_them() -> None:
    without = read(replace(GREEN, pocket=()))
    blocks = read(GREEN).blocks
    assert blocks.index("pocket") == blocks.index("signals") + 1
    assert [each for each in blocks if each != "pocket"] == without.blocks
    assert read(GREEN).pressed == without.pressed


def test_after_exit_now_only_the_signals_are_left() -> None:
    bare = read(MOMENTS["bare"])
    assert (bare.pressed, bare.folds) == (SIGNALS, [])
    assert [word for word in bare.words if re.search("Ash|Bo|Massage|ember|Photographs|quiet", word)] == []


@pytest.mark.parametrize("phase", ["waiting", "red", "closed", "paused", "left", "over"])
def test_nobody_is_told_to_be_green_where_nothing_runs(phase: str) -> None:
    found = part(replace(GREEN, phase=phase))
    assert "signal-green" not in found and "green" not in " ".join(Read(found).words)


def test_somebody_who_was_yellow_and_is_not_heard_any_more_is_both() -> None:
    gone = replace(BO, signal="yellow", connected=False, is_green=False)
    assert "Bo: yellow, and not connected" in read(replace(GREEN, persons=(gone,), connected=False)).words


def test_a_red_says_who_pressed_it_and_whether_every_device_has_shown_it() -> None:
    first, then = read(MOMENTS["red"]).words, read(MOMENTS["red-drawn"]).words
    assert first[:3] == [
        "Red. Everything stops.",
        "Ash: red",
        "Not every device has shown it yet. Say it, too.",
    ]
    assert then[:3] == ["Red. Everything stops.", "Ash: red", "Every device has shown it."]


def test_without_scripts_a_person_says_that_the_red_is_on_this_device() -> None:
    plain = re.findall(r"<noscript>(.*?)</noscript>", part(MOMENTS["red"]), re.DOTALL)
    assert [Read(each).forms for each in plain] == [{"/live/drawn": {"scene": MARK, "number": "3", "about": "5"}}]
    assert read(MOMENTS["red-drawn"]).pressed == []


@pytest.mark.parametrize("moment", MOMENTS)
def test_an_end_leads_to_what_comes_after_or_to_unlocking(moment: str) -> None:
    now = MOMENTS[moment]
    assert read(now).links == [url for url in (now.after_url, now.unlock_url) if url]


def test_the_page_is_read_again_by_itself_without_scripts_and_says_nothing_before_it_has_to() -> None:
    text = page(GREEN)
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in text
    notes = re.findall(r'<p [^>]*data-note="(\w+)"( hidden)?', text)
    assert notes == [(name, " hidden") for name in ("red", "yellow", "unstored", "failed", "lost")]
    assert re.findall(r'data-feel="(\w+)"( checked)?', text) == [("sound", ""), ("lost", "")]
    assert "<title>Notes</title>" in text


@pytest.mark.parametrize("moment", MOMENTS)
def test_every_block_of_the_part_has_a_name_of_its_own(moment: str) -> None:
    blocks = read(MOMENTS[moment]).blocks
    assert "" not in blocks and len(blocks) == len(set(blocks)) > 0
