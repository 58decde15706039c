"""About me: what somebody writes for themselves, the outline of a body, suggestions, and nothing for anybody else."""

import html
import json
import re

import html5lib
import pytest

from ownaccord.accounts.models import HeldForm, Person
from ownaccord.consent.choices import AREAS
from ownaccord.profile import memory
from ownaccord.profile.outline import PATHS
from ownaccord.profile.parts import PARTS, Kind, Part
from tests.databases import ON_SQLITE
from tests.people import Cast, Somebody, new_browser
from tests.rooms.consent.shared import Shared, words_of

pytestmark = ON_SQLITE

HERE = "/me/about/"
BODY = {"area_neck": "out", "area_back": "ask", "area_hands": "fine", "injuries": "Left knee."}


def filled(part: Part) -> dict[str, object]:
    """Something for every question of a part, each its own."""
    said: dict[str, object] = {}
    for each in part.questions:
        if each.kind is Kind.SOME:
            said[each.name] = list(each.table)[:2]
        else:
            said[each.name] = next(iter(each.table)) if each.kind is Kind.ONE else f"canary of {part.slug} {each.name}"
    return said


def keep(who: Somebody, part: str, **said: object) -> str:
    """Keep a part; where the answer leads."""
    answer = who.browser.post(f"{HERE}{part}/", said)
    assert answer.status_code == 303, words_of(answer)
    return answer.headers["Location"].removeprefix(HERE)


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS.keys())
def test_what_is_written_is_kept_and_shown_again(cast: Cast, part: Part) -> None:
    said = filled(part)
    assert keep(cast.ash, part.slug, **said) == f"{part.slug}/?said=kept"
    assert memory.part(cast.ash.book(), part.slug) == said

    page = cast.ash.browser.get(f"{HERE}{part.slug}/").content.decode()
    texts = [text for text in said.values() if isinstance(text, str) and text.startswith("canary")]
    assert [html.unescape(page).count(text) for text in texts] == [1] * len(texts)
    assert len(re.findall(r"<input[^>]* checked", page)) == sum(
        len(value) if isinstance(value, list) else not str(value).startswith("canary") for value in said.values()
    )
    html5lib.HTMLParser(strict=True).parse(page)
    assert words_of(cast.ash.browser.get(HERE)).count("You have written something here.") == 1


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS.keys())
def test_nothing_has_to_be_answered_and_what_is_emptied_is_gone(cast: Cast, part: Part) -> None:
    assert keep(cast.ash, part.slug) == f"{part.slug}/?said=kept"
    assert f"about/{part.slug}" not in cast.ash.book()
    keep(cast.ash, part.slug, **filled(part))
    keep(cast.ash, part.slug)
    assert f"about/{part.slug}" not in cast.ash.book()


def test_no_two_questions_of_a_part_have_one_name() -> None:
    for part in PARTS.values():
        names = [each.name for each in part.questions]
        assert len(names) == len(set(names))


def test_nothing_is_chosen_before_somebody_chooses(cast: Cast) -> None:
    for part in PARTS:
        page = cast.ash.browser.get(f"{HERE}{part}/").content.decode()
        assert set(re.findall(r'value="(\w*)"[^>]*checked', page)) <= {""}
    assert "You have written" not in words_of(cast.ash.browser.get(HERE))


def test_the_outline_shows_each_area_by_pattern_and_word_and_leads_to_its_question(cast: Cast) -> None:
    keep(cast.ash, "body", **BODY)
    page = cast.ash.browser.get(f"{HERE}body/").content.decode()
    areas = re.findall(r'<a href="#id_area_(\w+)" class="area area-(\w+)" aria-label="([^"]+)"', page)

    assert [name for name, _, _ in areas] == list(AREAS) == list({name: None for name, _, _ in areas})
    assert {(name, said, label) for name, said, label in areas if said != "unsaid"} == {
        ("neck", "out", "Neck and throat: Out"), ("back", "ask", "Back: Ask first"), ("hands", "fine", "Hands: Fine"),
    }  # fmt: skip
    assert [page.count(f'id="id_area_{name}"') for name in AREAS] == [1] * len(AREAS)
    assert page.count('fill="url(#asked)"') == len(PATHS["back"])


def test_every_area_has_its_place_in_the_outline() -> None:
    assert set(PATHS) == set(AREAS)


def test_where_somebody_depends_they_alone_are_told_what_they_could_do_and_what_the_other_could_notice(
    ours: Shared, cast: Cast
) -> None:
    before = {who.name: ours.see(who) for who in (cast.ash, cast.bo)}
    rows = {person.pk: bytes(person.vault) for person in Person.objects.exclude(pk=cast.ash.id)}
    page = words_of(cast.ash.browser.get(f"{HERE}power/"))
    assert "What you could do" not in page

    keep(cast.ash, "power", ways=["money"])
    page = words_of(cast.ash.browser.get(f"{HERE}power/"))
    assert page.count("What you could do") == 1 and page.count("What the other could notice:") == 3
    assert {who.name: ours.see(who) for who in (cast.ash, cast.bo)} == before
    assert {person.pk: bytes(person.vault) for person in Person.objects.exclude(pk=cast.ash.id)} == rows
    assert cast.ash.book().get("settings/wait_hours") is None
    for link in re.findall(r'<p><a href="(/[^"]*)">', cast.ash.browser.get(f"{HERE}power/").content.decode()):
        assert cast.ash.browser.get(link).status_code == 200


def test_a_part_that_can_be_heavy_says_so_first_and_has_a_way_out(cast: Cast) -> None:
    for part in ("triggers", "influences"):
        page = words_of(cast.ash.browser.get(f"{HERE}{part}/"))
        assert page.count("Grounding is at hand on every page.") == page.count("Not now") == 1


def test_no_word_is_refused(cast: Cast) -> None:
    text = "what happened when I was a child; an animal; a relative; a dead person"
    keep(cast.ash, "triggers", what=text)
    assert memory.part(cast.ash.book(), "triggers") == {"what": text}


def test_what_cannot_be_kept_is_said_kindly_and_stays_on_the_page(cast: Cast) -> None:
    wrong = ({"what": "a\x00b"}, {"what": "x" * 2001})
    for said in wrong:
        answer = cast.ash.browser.post(f"{HERE}triggers/", {**said, "looks": "kept on the page"})
        assert answer.status_code == 422 and answer.content.decode().count("kept on the page") == 1
    assert cast.ash.browser.post(f"{HERE}body/", {"area_neck": "always"}).status_code == 422
    assert cast.ash.browser.post(f"{HERE}tells/", {"signs": ["never"]}).status_code == 422
    assert not cast.ash.book().under("about/")


def test_it_is_nobody_elses(cast: Cast) -> None:
    for part in PARTS.values():
        keep(cast.ash, part.slug, **filled(part))
    for who in (cast.bo, cast.noor):
        pages = [who.browser.get(path).content.decode() for path in (HERE, *(f"{HERE}{part}/" for part in PARTS))]
        assert [page.count("canary of") for page in pages] == [0] * len(pages)
        assert "You have written" not in pages[0]
    assert new_browser().get(HERE).headers["Location"] == "/sign-in/"
    assert cast.ash.browser.get(f"{HERE}nothing/").status_code == 404
    assert cast.ash.browser.post(HERE).status_code == 405


def test_locked_it_shows_nothing_and_what_was_typed_waits_sealed(cast: Cast) -> None:
    cast.ash.lock()
    assert cast.ash.browser.get(f"{HERE}health/").headers["Location"].startswith("/unlock/?next=")
    said = {"notes": "canary in the dark"}
    assert cast.ash.browser.post(f"{HERE}health/", said).headers["Location"] == "/unlock/?held=yes"
    held = HeldForm.objects.get()
    assert b"canary" not in bytes(held.sealed)
    cast.ash.unlock()
    assert cast.ash.browser.get("/held/").content.decode().count("canary in the dark") == 1
    assert keep(cast.ash, "health", **said, _held=held.pk) == "health/?said=kept"


def test_it_is_among_the_things_that_somebody_takes_along(cast: Cast) -> None:
    keep(cast.ash, "body", **BODY)
    keep(cast.ash, "tells", signs=["quiet", "cold"], own="I hum.")
    taken = json.loads(cast.ash.browser.post("/me/take/", {"kind": "json"}).content)["About me"]
    assert taken == {
        "My early signs": ["What happens: I go quiet, I get cold or shaky", "Signs of my own: I hum."],
        "My body": [
            "Neck and throat: Out", "Back: Ask first", "Hands: Fine",
            "Injuries, pain, and what I cannot do: Left knee.",
        ],
    }  # fmt: skip


def test_an_entry_that_cannot_be_read_is_nothing_written() -> None:
    book = memory.VaultBook()
    book.put("about/body", ["out"])
    assert memory.part(book, "body") == {}
