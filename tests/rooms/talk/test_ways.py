"""Working something out: a step opens for all at once, a No is nothing to work out, every end has one wording."""

import re

import pytest

from ownaccord.talk.models import Post
from ownaccord.talk.subjects import Subject
from ownaccord.talk.ways import as_title
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock, Somebody
from tests.rooms.consent.shared import Shared, begun, words_of
from tests.rooms.talk.test_thread import CLOSED, ITEM

OWN = "ways/own/"
WORKED_OUT = Subject(ITEM, "", solves=True)
TITLE = "Weekends away"
APART = "What the others write opens here once everybody has written."


def says(ours: Shared, who: Somebody, words: str, move: str, where: str = OWN, **more: str) -> str:
    return ours.press(who, where, words=words, move=move, **more).partition("?said=")[2]


def refused(ours: Shared, who: Somebody, words: str, move: str, where: str = OWN) -> bool:
    answer = who.browser.post(ours.url(where), {"words": words, "move": move})
    return (answer.status_code, words in answer.content.decode()) == (422, True)


def later(cast: Cast, clock: Clock) -> None:
    clock.turn(hours=1)
    for who in (cast.ash, cast.bo):
        who.unlock()


def both(ours: Shared, cast: Cast, move: str, where: str = OWN) -> None:
    for who in (cast.ash, cast.bo):
        assert says(ours, who, f"{move} of {who.name}", move, where) == "kept"


def to_the_ways(ours: Shared, cast: Cast) -> None:
    says(ours, cast.ash, TITLE, "say")
    both(ours, cast, "position")
    both(ours, cast, "what matters")


def marks(ours: Shared, who: Somebody) -> list[str]:
    """What stands for each way in this person's page that they have not said they would try."""
    page = who.browser.get(ours.url(OWN)).content.decode()
    return re.findall(r'name="words" value="([0-9a-f]{16})"', page)


def source(ours: Shared, who: Somebody, rest: str) -> str:
    """A whole page, without what is drawn anew for each answer."""
    page = who.browser.get(ours.url(rest)).content.decode()
    return re.sub(r'name="(?:csrfmiddlewaretoken|_tab)" value="[^"]+"', "", page)


def opens_for_talking(ours: Shared, cast: Cast) -> str:
    """The item is Talk first between them; where it is worked out."""
    for who in (cast.ash, cast.bo):
        ours.read(who, ITEM)
        ours.state(who, ITEM, "together", level="1")
    return f"ways/{ITEM}/"


def test_what_each_would_like_opens_once_both_have_written_and_then_what_matters(ours: Shared, cast: Cast) -> None:
    assert says(ours, cast.ash, TITLE, "say") == "said"
    assert says(ours, cast.ash, "Every other one.", "position") == "kept"
    assert ours.see(cast.bo, "ways/").count("Weekends away Open. Of what you name yourselves, one thing at a time") == 1
    before = ours.see(cast.bo, OWN)
    assert (before.count(TITLE), before.count("Every other one."), before.count(APART)) == (1, 0, 1)
    assert refused(ours, cast.ash, "Rest.", "what matters")
    assert says(ours, cast.bo, "None this year.", "position") == "kept"
    for who in (cast.ash, cast.bo):
        page = ours.see(who, OWN)
        assert (page.count("Every other one."), page.count("None this year.")) == (1, 1)
    assert says(ours, cast.bo, "Sleeping in my own bed.", "what matters") == "kept"
    assert ours.see(cast.ash, OWN).count("Sleeping in my own bed.") == 0
    assert says(ours, cast.ash, "Being out of the house.", "what matters") == "kept"
    assert ours.see(cast.ash, OWN).count("Sleeping in my own bed.") == 1


@ON_SQLITE
def test_words_that_were_taken_back_open_nothing_until_their_author_writes_again(ours: Shared, cast: Cast) -> None:
    where = opens_for_talking(ours, cast)
    says(ours, cast.ash, "Bait.", "position", where)
    assert ours.press(cast.ash, where + "erase/", number="1", of="0").endswith("?said=erased")
    page = ours.see(cast.ash, where)
    assert (page.count("You took yours back."), page.count("Yours is kept.")) == (1, 0)
    says(ours, cast.bo, "My own.", "position", where)
    assert (ours.see(cast.ash, where).count("My own."), ours.see(cast.bo, where).count("took yours back")) == (0, 0)
    says(ours, cast.ash, "Mine as well.", "position", where)
    assert ours.see(cast.ash, where).count("My own.") == 1


@ON_SQLITE
def test_until_a_step_opens_a_page_does_not_show_whether_the_other_has_written(ours: Shared, cast: Cast) -> None:
    says(ours, cast.ash, TITLE, "say")
    without = [source(ours, cast.bo, rest) for rest in (OWN, "ways/", "talk/", "")]
    says(ours, cast.ash, "Every other one.", "position")
    assert [source(ours, cast.bo, rest) for rest in (OWN, "ways/", "talk/", "")] == without


@ON_SQLITE
def test_ways_are_put_down_and_taken_back_and_only_what_everybody_would_try_shows(ours: Shared, cast: Cast) -> None:
    to_the_ways(ours, cast)
    assert says(ours, cast.bo, "One night, close by.", "way") == "way"
    assert says(ours, cast.ash, "A day out.", "way") == "way"
    without, source = ours.see(cast.ash, OWN), marks(ours, cast.ash)
    posts = Post.objects.count()
    assert without.count("Leave this one") == without.count("I would try this") == 2
    assert ours.see(cast.ash, OWN + "?said=left-alone").count("Nothing was kept, and nobody learns of it.") == 1
    assert (ours.see(cast.ash, OWN), Post.objects.count()) == (without, posts)
    assert says(ours, cast.bo, marks(ours, cast.bo)[1], "try") == "try"
    assert says(ours, cast.bo, marks(ours, cast.bo)[0], "try") == "try"
    assert (ours.see(cast.ash, OWN), marks(ours, cast.ash)) == (without, source)
    assert says(ours, cast.ash, source[0], "try") == "try"
    for who in (cast.ash, cast.bo):
        page = ours.see(who, OWN)
        assert page.count("Everybody would try this.") == 2
        assert page.index("A small trial") < page.index("Choose a day on which you look at it again")
    kept = Post.objects.get(author_id=cast.ash.id, number=5)
    assert ours.press(cast.ash, OWN + "erase/", number="5", of="0").endswith("?said=try-back")
    assert Post.objects.get(pk=kept.pk).sealed is None
    kept.save()
    assert ours.see(cast.bo, OWN).count("Everybody would try this.") == 0
    assert ours.press(cast.bo, OWN + "erase/", number="3", of="0").endswith("?said=erased")
    assert ours.see(cast.ash, OWN).count("One night, close by.") == 0
    assert refused(ours, cast.ash, source[0], "try")
    assert refused(ours, cast.ash, f"{cast.ash.id}/3", "try")


@ON_SQLITE
def test_who_begins_an_item_is_told_that_the_others_see_that_it_has_begun(ours: Shared, cast: Cast) -> None:
    where, told = opens_for_talking(ours, cast), "the others see that somebody has begun, and none of the words."
    assert ours.see(cast.ash, where).count(told) == 1
    says(ours, cast.ash, "What I would like.", "position", where)
    page, every = ours.see(cast.bo, where), ours.see(cast.bo, "ways/")
    assert (page.count(told), page.count("What I would like."), every.count("Holding each other Open.")) == (0, 0, 1)


@ON_SQLITE
def test_what_is_taken_back_while_it_is_locked_waits_and_says_what_it_is_about(ours: Shared, cast: Cast) -> None:
    to_the_ways(ours, cast)
    says(ours, cast.bo, "One night, close by.", "way")
    says(ours, cast.ash, "A day out.", "way")
    says(ours, cast.ash, marks(ours, cast.ash)[0], "try")
    for number, words in (("5", "One night, close by."), ("4", "A day out.")):
        cast.ash.lock()
        answer = cast.ash.browser.post(ours.url(OWN + "erase/"), {"number": number, "of": "0"})
        assert answer.headers["Location"] == "/unlock/?held=yes"
        cast.ash.unlock()
        page = words_of(cast.ash.browser.get("/held/"))
        assert page.count(f"Something you see differently: {words}") == 1


def test_what_changed_software_names_stands_as_one_short_line() -> None:
    assert as_title("Weekends\n\n  away \u202e" + "x" * 4000) == "Weekends away " + "x" * 66
    assert as_title(" \n\u202e ") == ""


@ON_SQLITE
def test_the_words_that_name_it_are_taken_back_by_whoever_said_them(ours: Shared, cast: Cast) -> None:
    says(ours, cast.ash, TITLE, "say")
    pages = [source(ours, who, OWN).count("Take these words back") for who in (cast.ash, cast.bo)]
    assert pages == [1, 0]
    assert ours.press(cast.ash, OWN + "erase/", number="1", of="0").endswith("?said=erased")
    page = ours.see(cast.bo, OWN)
    assert (page.count(TITLE), page.count("Something you see differently")) == (0, 1)
    assert says(ours, cast.bo, "What I would like.", "position") == "kept"


@ON_SQLITE
def test_beside_the_ways_words_go_to_and_fro_and_are_heard_back(ours: Shared, cast: Cast) -> None:
    to_the_ways(ours, cast)
    assert says(ours, cast.ash, "I am tired on Fridays.", "ask") == "said"
    assert refused(ours, cast.bo, "A way.", "way")
    assert says(ours, cast.bo, "Fridays are too much.", "heard") == "said"
    assert says(ours, cast.ash, "", "that is it") == "said"
    assert refused(ours, cast.ash, "And more.", "say")
    assert says(ours, cast.bo, "Saturdays, then.", "way") == "way"
    assert refused(ours, cast.ash, "And more.", "say")
    assert says(ours, cast.bo, "Thank you.", "say") == "said"
    assert says(ours, cast.ash, "And more.", "say") == "said"


@ON_SQLITE
def test_leaving_it_takes_both_rests_for_nobody_and_reads_the_same(ours: Shared, cast: Cast) -> None:
    to_the_ways(ours, cast)
    assert says(ours, cast.ash, "", "leave it") == "left"
    assert says(ours, cast.bo, "", "leave it") == "left"
    assert ours.see(cast.ash, OWN).count("position of Ash") == 1
    assert ours.see(cast.ash, "ways/").count("Weekends away Put away. It can begin again. Name something yourself") == 1
    assert says(ours, cast.bo, "Who plans", "say") == "said"


@pytest.mark.parametrize("steps", [0, 1, 2])
@ON_SQLITE
def test_each_can_end_it_at_any_step_and_then_it_rests_for_the_other(ours: Shared, cast: Cast, steps: int) -> None:
    says(ours, cast.ash, TITLE, "say")
    for move in ("position", "what matters")[:steps]:
        both(ours, cast, move)
    assert ours.see(cast.bo, OWN).count("So does everything else that any of you would name here.") == 1
    assert says(ours, cast.bo, "", "end") == "ended"
    page = ours.see(cast.ash, OWN)
    assert (page.count(CLOSED), page.count("End this")) == (1, 0)
    assert refused(ours, cast.ash, "Weekends, again", "say")
    assert says(ours, cast.bo, "Weekends", "say") == "said"


@ON_SQLITE
def test_what_was_said_earlier_opens_nothing_and_names_no_trial(ours: Shared, cast: Cast, clock: Clock) -> None:
    to_the_ways(ours, cast)
    says(ours, cast.bo, "One night, close by.", "way")
    says(ours, cast.ash, marks(ours, cast.ash)[0], "try")
    says(ours, cast.bo, "", "end")
    later(cast, clock)
    says(ours, cast.bo, "Weekends again", "say")
    page = ours.see(cast.bo, OWN)
    assert [page.count(each) for each in ("position of Ash", "One night, close by.", cast.bo.id)] == [1, 1, 0]
    says(ours, cast.ash, "Not open yet.", "position")
    for who in (cast.ash, cast.bo):
        says(ours, who, "", "leave it")
    assert ours.see(cast.bo, OWN).count("Not open yet.") == 0
    says(ours, cast.bo, "Weekends once more", "say")
    assert [ours.see(who, OWN).count("Not open yet.") for who in (cast.ash, cast.bo)] == [1, 0]


@ON_SQLITE
def test_an_item_is_worked_out_only_while_it_is_open_for_talking_and_closes_in_one_wording(
    ours: Shared, cast: Cast
) -> None:
    assert ours.see(cast.ash, f"ways/{ITEM}/").count(CLOSED) == 1
    assert ours.see(cast.ash, "ways/").count("Holding each other") == 0
    where = opens_for_talking(ours, cast)
    assert ours.see(cast.ash, "ways/").count("Holding each other") == 1
    both(ours, cast, "position", where)
    assert ours.see(cast.bo, where).count("only you can. The thread about it rests as well.") == 1
    ours.press(cast.bo, f"items/{ITEM}/tighten/", side="together")
    page = ours.see(cast.ash, where)
    assert (page.count(CLOSED), page.count("End this")) == (1, 0)


@ON_SQLITE
def test_it_closes_in_the_same_words_for_every_cause(cast: Cast) -> None:
    causes = {
        f"ways/{ITEM}/": {"move": "end"}, f"items/{ITEM}/tighten/": {"side": "together"}, "pause/": {},
        f"items/{ITEM}/tell/": {"side": "together"},
    }  # fmt: skip
    pages = []
    for rest, fields in causes.items():
        ours = Shared(begun(cast.ash, cast.bo), cast)
        where = opens_for_talking(ours, cast)
        both(ours, cast, "position", where)
        ours.press(cast.bo, rest, **fields)
        assert refused(ours, cast.ash, "What matters.", "what matters", where)
        pages.append((ours.see(cast.ash, where), ours.see(cast.ash, "ways/")))
    assert pages[0][0].count(CLOSED) == 1
    assert pages == [pages[0]] * 4


@ON_SQLITE
def test_what_is_marked_as_not_for_compromise_is_never_listed_and_touching_it_is_said_first(
    ours: Shared, cast: Cast
) -> None:
    where = opens_for_talking(ours, cast)
    assert ours.press(cast.ash, where + "firm/").endswith("?said=firm")
    assert ours.see(cast.ash, "ways/").count("Holding each other") == 0
    assert ours.see(cast.bo, "ways/").count("Holding each other") == 1
    assert cast.ash.browser.post("/me/firm/", {"line": "overnight"}).status_code == 303
    both_there = [words_of(cast.ash.browser.get("/me/firm/")).count(each) for each in ("Holding each", "overnight")]
    assert both_there == [2, 3]
    to_the_ways(ours, cast)
    answer = cast.ash.browser.post(ours.url(OWN), {"words": "Overnights, without holding.", "move": "way"})
    page = words_of(answer)
    assert (answer.status_code, page.count("not for compromise: Holding each other, overnight.")) == (422, 1)
    assert ours.see(cast.bo, OWN).count("Overnights") == 0
    assert says(ours, cast.ash, "Overnights, without holding.", "way", seen="1") == "way"
    assert says(ours, cast.bo, "Overnights, with holding.", "way") == "way"


@ON_SQLITE
def test_it_is_marked_no_more_by_one_press(ours: Shared, cast: Cast) -> None:
    where = opens_for_talking(ours, cast)
    ours.press(cast.ash, where + "firm/")
    assert refused(ours, cast.ash, "What I would like.", "position", where)
    assert ours.press(cast.ash, where + "firm/", **{"with": "again"}).endswith("?said=firm-back")
    cast.ash.browser.post("/me/firm/", {"line": "overnight"})
    assert cast.ash.browser.post("/me/firm/back/", {"line": "overnight"})["Location"] == "/me/firm/?said=firm-back"
    assert cast.ash.browser.post("/me/firm/back/", {"line": "overnight"})["Location"] == "/me/firm/?said=same"
    assert says(ours, cast.ash, "What I would like.", "position", where) == "kept"


@ON_SQLITE
def test_own_limits_and_told_ones_are_compared_as_well(ours: Shared, cast: Cast) -> None:
    cast.ash.browser.post(ours.url("own/limit/"), {"name": "Candles", "sentence": "Never."})
    ours.press(cast.bo, "items/eye-contact/tell/", side="together")
    to_the_ways(ours, cast)
    answer = cast.ash.browser.post(ours.url(OWN), {"words": "Candles, and no eyes.", "move": "way"})
    assert words_of(answer).count("not for compromise: Candles.") == 1
    answer = cast.ash.browser.post(ours.url(OWN), {"words": "More eye contact.", "move": "way"})
    assert words_of(answer).count("not for compromise: Long eye contact.") == 1


@ON_SQLITE
def test_it_is_there_for_nobody_else_and_nothing_is_pressed_by_looking(ours: Shared, cast: Cast) -> None:
    for where in ("ways/", OWN, f"ways/{ITEM}/"):
        for who in (cast.cam, cast.noor, cast.sky):
            assert who.browser.get(ours.url(where)).status_code == 404
    for where in (OWN + "erase/", f"ways/{ITEM}/erase/", f"ways/{ITEM}/firm/"):
        assert cast.ash.browser.get(ours.url(where)).status_code == 405
        assert cast.cam.browser.post(ours.url(where)).status_code == 404
