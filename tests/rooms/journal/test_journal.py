"""The journal's pages: written, read, changed, erased, searched and taken along, by its owner alone."""

import html
import json
import re
from typing import Any

import html5lib
import pytest
from django.http import HttpResponse

from ownaccord.accounts.models import HeldForm, Person
from ownaccord.core.entry import Kind
from ownaccord.journal import entries, queries
from ownaccord.journal.models import Entry as Row
from ownaccord.journal.sheets import SHEETS, Ask, Sheet
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock, Somebody, new_browser
from tests.rooms.consent.shared import words_of

HERE = "/me/notes/"
WAYS = {Kind.NOTE: f"{HERE}write/", Kind.THOUGHT: f"{HERE}thought/", Kind.TRIGGER: f"{HERE}before/"}
WAYS |= {Kind.REPAIR: f"{HERE}line/", Kind.AMENDS: f"{HERE}mine/"}
TEXT = "Canary by the harbour wall.\n\nSecond line."


def filled(sheet: Sheet) -> dict[str, Any]:
    """Something for every question of a sheet, each its own."""
    return {
        each.name: f"canary of {each.name}" if each.ask is Ask.TEXT
        else list(each.table)[:2] if each.ask is Ask.SOME else next(iter(each.table))
        for each in sheet.questions
    }  # fmt: skip


def keep(who: Somebody, kind: Kind = Kind.NOTE, **said: Any) -> str:
    """Write an entry; its address."""
    answer = who.browser.post(WAYS[kind], said or {"text": TEXT})
    assert answer.status_code == 303, words_of(answer)
    to, _, told = answer.headers["Location"].partition("?")
    assert told == "said=kept"
    return str(to)


def see(who: Somebody, path: str = HERE) -> str:
    """The words of a page."""
    answer = who.browser.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return words_of(answer)


def titles(who: Somebody, path: str = HERE) -> list[str]:
    """The entries that a page lists."""
    page = who.browser.get(path).content.decode()
    return [html.unescape(each) for each in re.findall(r'class="row-name"[^>]*><a href="[^"]*">([^<]*)</a>', page)]


def kept(who: Somebody) -> list[tuple[Kind, dict[str, Any]]]:
    return [(each.kind, dict(each.content)) for each in entries.every(who.id, who.keys)]


def look_for(who: Somebody, words: str) -> list[str]:
    answer = who.browser.post(f"{HERE}search/", {"words": words})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{HERE}search/")
    return titles(who, f"{HERE}search/")


@pytest.mark.parametrize("kind", SHEETS)
def test_what_is_written_is_kept_and_shown_again(cast: Cast, kind: Kind) -> None:
    ash, said = cast.ash, filled(SHEETS[kind])
    address = keep(ash, kind, **said)
    assert kept(ash) == [(kind, said)]

    page = see(ash, address)
    own = [words for words in said.values() if isinstance(words, str) and words.startswith("canary")]
    assert [page.count(words) for words in own] == [1] * len(own)
    for path in (HERE, WAYS[kind], address, f"{address}change/", f"{address}erase/"):
        html5lib.HTMLParser(strict=True).parse(ash.browser.get(path).content.decode())
    form = html.unescape(ash.browser.get(f"{address}change/").content.decode())
    assert [form.count(words) for words in own] == [1] * len(own)
    assert titles(ash) == own[:1]


@ON_SQLITE
@pytest.mark.parametrize("kind", SHEETS)
def test_nothing_is_chosen_before_somebody_chooses_and_an_empty_page_is_not_kept(cast: Cast, kind: Kind) -> None:
    page = cast.ash.browser.get(WAYS[kind]).content.decode()
    assert set(re.findall(r'value="(\w*)"[^>]*checked', page)) <= {""}
    for said in ({}, {"text": " \n ", "seen": ""}):
        answer = cast.ash.browser.post(WAYS[kind], said)
        assert (answer.status_code, words_of(answer).count("Nothing is written yet.")) == (422, 1)
    assert Row.objects.count() == 0


@ON_SQLITE
def test_each_turn_of_a_thought_has_its_plain_line_and_fear_is_none_of_them(cast: Cast) -> None:
    page = see(cast.ash, WAYS[Kind.THOUGHT])
    (turns,) = (each for each in SHEETS[Kind.THOUGHT].questions if each.name == "turns")
    assert turns.table.keys() == turns.hints.keys()
    assert [page.count(str(each)) for each in turns.hints.values()] == [1] * len(turns.hints)
    assert page.count("Being afraid of somebody is no turn of thinking") == 1
    assert '<a href="/help/">Help</a>' in cast.ash.browser.get(WAYS[Kind.THOUGHT]).content.decode()


@ON_SQLITE
def test_the_list_is_by_month_and_the_newest_comes_first(cast: Cast, clock: Clock) -> None:
    for number in range(3):
        keep(cast.ash, text=f"day {number}")
        clock.turn(hours=24 * 20)
        cast.ash.unlock()
    page = cast.ash.browser.get(HERE).content.decode()
    months = re.findall(r'<h2 id="month-\d+">([^<]+)</h2>', page)
    assert titles(cast.ash) == ["day 2", "day 1", "day 0"]
    assert (len(months), months) == (2, sorted(set(months), key=months.index))


@ON_SQLITE
def test_a_long_journal_has_pages_and_every_entry_is_on_one(cast: Cast) -> None:
    ash = cast.ash
    for number in range(queries.A_PAGE + 3):
        entries.put(ash.id, ash.keys, Kind.NOTE, number, {"text": f"entry {number}"})
    first, second = titles(ash), titles(ash, f"{HERE}?page=2")
    assert (len(first), second) == (queries.A_PAGE, ["entry 2", "entry 1", "entry 0"])
    assert not set(first) & set(second)
    assert see(ash).count("Older") == see(ash, f"{HERE}?page=2").count("Newer") == 1
    assert [titles(ash, f"{HERE}?page={odd}") for odd in ("0", "-1", "x", "", "9" * 99, "²")] == [first] * 6
    assert titles(ash, f"{HERE}?page=999") == second


@ON_SQLITE
def test_an_entry_is_changed_and_what_stood_there_is_gone(cast: Cast) -> None:
    address = keep(cast.ash)
    before = bytes(Row.objects.get().sealed)
    answer = cast.ash.browser.post(f"{address}change/", {"text": "Otherwise.", "seen": "1"})
    assert answer.headers["Location"] == f"{address}?said=changed"
    assert kept(cast.ash) == [(Kind.NOTE, {"text": "Otherwise."})]
    assert bytes(Row.objects.get().sealed) != before
    assert see(cast.ash, answer.headers["Location"]).count("What stood there before is gone.") == 1


@ON_SQLITE
def test_two_pages_do_not_overwrite_each_other_unseen(cast: Cast) -> None:
    address = keep(cast.ash)
    cast.ash.browser.post(f"{address}change/", {"text": "From the phone.", "seen": "1"})
    answer = cast.ash.browser.post(f"{address}change/", {"text": "From the table.", "seen": "1"})
    page = words_of(answer)
    assert answer.status_code == 422
    shown = ("It was changed meanwhile", "From the phone.", "From the table.")
    assert [page.count(each) for each in shown] == [1, 1, 1]
    assert kept(cast.ash) == [(Kind.NOTE, {"text": "From the phone."})]

    (seen,) = re.findall(r'name="seen" value="(\d+)"', answer.content.decode())
    cast.ash.browser.post(f"{address}change/", {"text": "From both.", "seen": seen})
    assert kept(cast.ash) == [(Kind.NOTE, {"text": "From both."})]


@ON_SQLITE
def test_what_was_typed_into_an_entry_that_was_erased_meanwhile_can_become_a_new_one(cast: Cast) -> None:
    address = keep(cast.ash, Kind.THOUGHT, thought="First.")
    cast.ash.browser.post(f"{address}erase/")
    answer = cast.ash.browser.post(f"{address}change/", {"thought": "Second.", "turns": ["minds"], "seen": "1"})
    assert (answer.status_code, words_of(answer).count("This entry is not there any more.")) == (422, 1)
    assert (kept(cast.ash), answer.content.decode().count("Second.")) == ([], 1)
    assert answer.content.decode().count(f'<form method="post" action="{WAYS[Kind.THOUGHT]}"') == 1
    assert cast.ash.browser.post(f"{address}change/", {"other": "x"}).status_code == 404


def test_one_page_says_what_is_gone_before_it_goes(cast: Cast) -> None:
    address, other = keep(cast.ash), keep(cast.ash, text="Another.")
    page = see(cast.ash, f"{address}erase/")
    assert page.count("Canary by the harbour wall.") == page.count("Nobody can bring them back, you neither.") == 1
    assert Row.objects.count() == 2

    answer = cast.ash.browser.post(f"{address}erase/")
    assert answer.headers["Location"] == f"{HERE}?said=erased"
    assert see(cast.ash, answer.headers["Location"]).count("Erased, for good.") == 1
    assert titles(cast.ash) == ["Another."]
    assert [cast.ash.browser.get(each).status_code for each in (address, f"{address}erase/", other)] == [404, 404, 200]
    assert entries.look(cast.ash.id, cast.ash.keys).as_left


@ON_SQLITE
@pytest.mark.parametrize("words", ["harbour", "HARBOUR wall", "canàry", "  second  wall ", "anary"])
def test_words_are_found_however_they_are_typed(cast: Cast, words: str) -> None:
    keep(cast.ash)
    keep(cast.ash, text="Something else.")
    assert look_for(cast.ash, words) == ["Canary by the harbour wall."]


@ON_SQLITE
def test_chosen_words_and_prompts_are_found_too_and_nothing_fits_calmly(cast: Cast) -> None:
    keep(cast.ash, Kind.THOUGHT, thought="They were late.", turns=["minds"])
    keep(cast.ash, prompt="good", text="Überraschung am Fluss.")
    assert look_for(cast.ash, "knowing others") == ["They were late."]
    assert look_for(cast.ash, "was small uberraschung") == ["Überraschung am Fluss."]
    assert look_for(cast.ash, "zebrawood") == look_for(cast.ash, "") == []
    cast.ash.browser.post(f"{HERE}search/", {"words": "zebrawood"})
    assert see(cast.ash, f"{HERE}search/").count("None of your entries has these words.") == 1


@ON_SQLITE
def test_the_words_are_in_no_address_no_log_and_no_row_and_the_journal_forgets_them(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    ash = cast.ash
    vaults = dict(Person.objects.values_list("pk", "vault_version"))
    answer = ash.browser.post(f"{HERE}search/", {"words": "zebrawood"})
    assert "zebrawood" not in repr(answer.headers) + answer.cookies.output() + caplog.text
    assert dict(Person.objects.values_list("pk", "vault_version")) == vaults
    assert ash.browser.get(f"{HERE}search/").content.decode().count('value="zebrawood"') == 1
    (name,) = (each for each in ash.browser.cookies if each.startswith("oa_sought_"))
    sealed = ash.browser.cookies[name]
    assert sealed["max-age"] == ""
    cast.bo.browser.cookies[name] = sealed.value
    assert "zebrawood" not in cast.bo.browser.get(f"{HERE}search/").content.decode()
    ash.browser.cookies[name] = "gYGBgYGBgYGBgYGBgYGBgYE"
    assert "zebrawood" not in ash.browser.get(f"{HERE}search/").content.decode()
    ash.browser.cookies[name] = sealed.value
    see(ash)
    assert "zebrawood" not in ash.browser.get(f"{HERE}search/").content.decode()


@ON_SQLITE
@pytest.mark.parametrize("words", ["x" * 101, "a\x00b", "abc\u202egnp.exe\u2066"])
def test_what_cannot_be_looked_for_is_said_kindly(cast: Cast, words: str) -> None:
    answer = cast.ash.browser.post(f"{HERE}search/", {"words": words})
    assert (answer.status_code, words_of(answer).count("This needs another look")) == (422, 1)


@ON_SQLITE
def test_no_word_is_refused_and_what_cannot_be_kept_is_said_kindly(cast: Cast) -> None:
    text = "what happened when I was a child; an animal; a relative; a dead person"
    keep(cast.ash, text=text)
    assert kept(cast.ash) == [(Kind.NOTE, {"text": text})]
    keep(cast.ash, text="ö" * 20_000)
    for wrong in (
        {"text": "a\x07b"},
        {"text": "x" * 20_001},
        {"text": "x", "prompt": "none"},
        {"text": "x", "seen": "x"},
    ):
        answer = cast.ash.browser.post(WAYS[Kind.NOTE], wrong)
        assert (answer.status_code, words_of(answer).count("This needs another look")) == (422, 1)
    assert Row.objects.count() == 2


def test_it_is_nobody_elses(cast: Cast) -> None:
    address = keep(cast.ash)
    for who in (cast.bo, cast.noor):
        assert titles(who) == []
        nobodys = f"{HERE}{'0' * 32}/"
        for path in ("", "change/", "erase/"):
            assert who.browser.get(address + path).status_code == 404
            sent = [who.browser.post(each + path, {"text": "Bo's.", "seen": "1"}) for each in (address, nobodys)]
            assert sent[0].status_code == sent[1].status_code == {"": 405, "change/": 422, "erase/": 404}[path]
            assert words_of(sent[0]) == words_of(sent[1])
        assert b"Canary" not in who.browser.post(f"{HERE}take/").content
        assert look_for(who, "canary") == []
    drew = new_browser()
    assert {drew.get(path).headers["Location"] for path in (HERE, address)} == {"/sign-in/"}
    assert [cast.ash.browser.post(path).status_code for path in (HERE, address)] == [405, 405]
    assert kept(cast.ash) == [(Kind.NOTE, {"text": TEXT})]


@ON_SQLITE
def test_locked_it_shows_nothing_and_what_was_typed_waits_sealed(cast: Cast) -> None:
    address = keep(cast.ash)
    cast.ash.lock()
    assert cast.ash.browser.get(address).headers["Location"].startswith("/unlock/?next=")
    for path, said in (
        (WAYS[Kind.NOTE], {"text": "canary in the dark"}),
        (f"{address}change/", {"text": "canary two"}),
    ):
        assert cast.ash.browser.post(path, said).headers["Location"] == "/unlock/?held=yes"
    assert cast.ash.browser.post(f"{address}erase/").headers["Location"] == "/unlock/?held=no"
    assert not any(b"canary" in bytes(each.sealed) for each in HeldForm.objects.all())

    assert cast.ash.unlock() == "/held/"
    page = cast.ash.browser.get("/held/").content.decode()
    assert (page.count("canary in the dark"), page.count("canary two")) == (1, 1)
    assert kept(cast.ash) == [(Kind.NOTE, {"text": TEXT})]


def test_what_is_not_as_it_was_left_is_said_once_and_what_cannot_be_read_stands_beside_the_others(cast: Cast) -> None:
    ash = cast.ash
    keep(ash)
    address = keep(ash, text="Another.")
    assert see(ash).count("This is not as you left it") == 0
    Row.objects.filter(pk=address.split("/")[3]).update(sealed=b"edited", version=9)
    page = see(ash)
    told = ("This is not as you left it", "Something is stored here that cannot be read.")
    assert [page.count(each) for each in told] == [1, 1]
    assert (titles(ash), ash.browser.get(address).status_code) == (["Canary by the harbour wall."], 404)
    assert look_for(ash, "another") == []

    assert ash.browser.post(f"{HERE}seen/").headers["Location"] == f"{HERE}?said=seen"
    assert see(ash, f"{HERE}lost/").count("does not open with your keys") == 1
    assert ash.browser.post(f"{HERE}lost/").headers["Location"] == f"{HERE}?said=erased"
    page = see(ash)
    assert [page.count(each) for each in told] == [0, 0]
    assert see(ash, f"{HERE}lost/").count("Everything that is stored here can be read.") == 1


@ON_SQLITE
def test_the_text_and_what_is_taken_along_have_every_entry_and_say_what_is_missing(cast: Cast, clock: Clock) -> None:
    ash = cast.ash
    for kind, sheet in SHEETS.items():
        keep(ash, kind, **filled(sheet))
        clock.turn(seconds=60)
    Row.objects.filter(pk=entries.put(ash.id, ash.keys, Kind.NOTE, 1, {"text": "broken"})).update(sealed=b"?")
    answer = ash.browser.post(f"{HERE}take/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="notes.txt"'
    text = answer.content.decode()
    own = [
        words for sheet in SHEETS.values() for words in filled(sheet).values()
        if isinstance(words, str) and words.startswith("canary")
    ]  # fmt: skip
    assert [text.count(f"\n{words}\n") for words in own] == [1] * len(own)
    assert text.count("could not be read") == 1 and "broken" not in text
    taken = json.loads(ash.browser.post("/me/take/", {"kind": "json"}).content)["Journal"]
    assert [each["What"] for each in taken] == [str(sheet.title) for sheet in SHEETS.values()]
    page = ash.browser.post("/me/take/", {"kind": "html"}).content.decode()
    assert [page.count(words) for words in own] == [1] * len(own)
    assert see(ash, "/me/").count("What I write down, for nobody else.") == 1


@ON_SQLITE
def test_markup_that_somebody_writes_stays_text(cast: Cast) -> None:
    address = keep(cast.ash, text="<script>alert(1)</script>\n<b>x</b>")
    pages: list[HttpResponse] = [cast.ash.browser.get(path) for path in (HERE, address, f"{address}change/")]
    assert [b"<script>alert" in each.content or b"<b>x" in each.content for each in pages] == [False] * 3
