"""A thread about one item: said and read by those two, closed in the same words for every cause, erased for good."""

import os
from dataclasses import replace

from pytest_django import DjangoCaptureOnCommitCallbacks

from ownaccord.consent import looking
from ownaccord.core import thread as core
from ownaccord.core.turns import Move
from ownaccord.spaces import access
from ownaccord.talk import actions, rows, threads
from ownaccord.talk.models import Post
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock, Somebody
from tests.rooms.consent.shared import Shared, begun, words_of

ITEM = "holding"
CLOSED = "Nothing can be said here now. You need not answer, and nobody owes a reason."


def at(ours: Shared, who: Somebody) -> str:
    return f"talk/{ours.mark(who, ITEM)}/"


def says(ours: Shared, who: Somebody, words: str, move: str = "say") -> str:
    """Press a button of the thread; what the page says then."""
    return ours.press(who, at(ours, who), words=words, move=move).partition("?said=")[2]


def reads(ours: Shared, who: Somebody) -> str:
    return ours.see(who, at(ours, who))


def refused(ours: Shared, who: Somebody, words: str, move: str = "say") -> bool:
    """Whether the page comes back with what was typed, and nothing was sent."""
    before = Post.objects.count()
    answer = who.browser.post(ours.url(at(ours, who)), {"words": words, "move": move})
    kept = words in answer.content.decode()
    assert (answer.status_code, kept) == (422, True), words_of(answer)
    return Post.objects.count() == before


def both_would_talk(ours: Shared) -> None:
    for who in (ours.cast.ash, ours.cast.bo):
        ours.read(who, ITEM)
        ours.state(who, ITEM, "together", level="1")


def test_what_one_says_the_other_reads_and_the_list_names_it(ours: Shared, cast: Cast) -> None:
    assert says(ours, cast.ash, "I would like to hear what you think.") == "said"
    assert reads(ours, cast.bo).count("I would like to hear what you think.") == 1
    assert says(ours, cast.bo, "So would I.") == "said"
    for who in (cast.ash, cast.bo):
        page = reads(ours, who)
        assert page.index("I would like to hear") < page.index("So would I.")
    assert ours.see(cast.ash, "talk/").count("Holding each other Open.") == 1
    assert ours.see(cast.bo, "talk/").count("Holding each other It waits for somebody else.") == 1


def test_what_is_pressed_twice_is_said_once_and_said_again_after_an_answer(ours: Shared, cast: Cast) -> None:
    both_would_talk(ours)
    for _time in range(2):
        assert says(ours, cast.ash, "I would like that.") == "said"
    assert reads(ours, cast.bo).count("I would like that.") == 1
    says(ours, cast.bo, "So would I.")
    assert says(ours, cast.ash, "I would like that.") == "said"
    assert reads(ours, cast.bo).count("I would like that.") == 2


def test_nothing_stored_has_a_word_an_item_or_a_time_in_it(ours: Shared, cast: Cast, clock: Clock) -> None:
    says(ours, cast.ash, "canary of a thread")
    row = Post.objects.get()
    plain = {str(getattr(row, field.name)) for field in Post._meta.fields if field.name not in ("space", "author")}
    assert not [text for text in plain if "canary" in text or ITEM in text or str(clock.now)[:6] in text]


def test_reflect_back_opens_a_reply_only_once_it_was_heard_and_confirmed(ours: Shared, cast: Cast) -> None:
    assert says(ours, cast.ash, "I need more time before.", "ask") == "said"
    assert refused(ours, cast.bo, "But I wanted to say something else.")
    assert refused(ours, cast.ash, "And more.")
    assert says(ours, cast.bo, "You want us to go slower.", "heard") == "said"
    assert refused(ours, cast.bo, "But I wanted to say something else.")
    assert says(ours, cast.ash, "Not slower: later.", "clearer") == "said"
    assert says(ours, cast.bo, "You want to begin later.", "heard") == "said"
    assert says(ours, cast.ash, "", "that is it") == "said"
    assert says(ours, cast.bo, "Thank you for saying it.") == "said"


def test_whoever_asked_can_let_it_go_without_being_heard(ours: Shared, cast: Cast) -> None:
    says(ours, cast.ash, "I need more time before.", "ask")
    assert says(ours, cast.ash, "", "let go") == "let-go"
    assert says(ours, cast.bo, "Of course.") == "said"


def test_words_are_erased_for_good_by_their_author_alone(ours: Shared, cast: Cast) -> None:
    says(ours, cast.ash, "Please forget this.")
    says(ours, cast.bo, "What?")
    assert ours.press(cast.bo, at(ours, cast.bo) + "erase/", number="1", of="0").endswith("?said=erased")
    assert reads(ours, cast.ash).count("Please forget this.") == 1
    assert ours.press(cast.ash, at(ours, cast.ash) + "erase/", number="1", of="0").endswith("?said=erased")
    page = reads(ours, cast.bo)
    assert (page.count("Please forget this."), page.count("What?"), page.count("These words were erased.")) == (0, 0, 2)
    assert list(Post.objects.values_list("sealed", flat=True)) == [None, None]
    assert ours.press(cast.ash, at(ours, cast.ash) + "erase/", number="7", of="0").endswith("?said=same")


def test_for_ninety_days_only_whoever_ended_an_ask_can_begin_again(ours: Shared, cast: Cast, clock: Clock) -> None:
    says(ours, cast.ash, "Shall we talk about it?")
    assert says(ours, cast.bo, "", "end") == "ended"
    assert reads(ours, cast.ash).count(CLOSED) == 1
    assert ours.press(cast.ash, at(ours, cast.ash) + "erase/", number="1", of="0").endswith("?said=erased")
    assert refused(ours, cast.ash, "Please.")
    clock.turn(days=89)
    cast.ash.sign_in_again()
    assert refused(ours, cast.ash, "Please.")
    cast.bo.sign_in_again()
    assert says(ours, cast.bo, "Now I would like to.") == "said"
    assert says(ours, cast.ash, "I am glad.") == "said"


@ON_SQLITE
def test_an_ask_is_asked_once_and_ending_it_oneself_asks_for_no_other(ours: Shared, cast: Cast, clock: Clock) -> None:
    says(ours, cast.ash, "Shall we talk about it?")
    assert refused(ours, cast.ash, "Please.")
    assert says(ours, cast.ash, "", "end") == "ended"
    assert refused(ours, cast.ash, "Please.")
    assert says(ours, cast.bo, "I would like to.") == "said"
    assert says(ours, cast.ash, "I am glad.") == "said"
    assert refused(ours, cast.ash, "And one more thing.")


@ON_SQLITE
def test_what_is_talk_first_between_them_needs_no_answer_before_the_next_word(ours: Shared, cast: Cast) -> None:
    for who in (cast.ash, cast.bo):
        ours.read(who, ITEM)
        ours.state(who, ITEM, "together", level="1")
    for words in ("First.", "Second."):
        assert says(ours, cast.ash, words) == "said"


@ON_SQLITE
def test_an_end_stays_one_whatever_is_erased_of_it(ours: Shared, cast: Cast) -> None:
    says(ours, cast.ash, "Shall we talk about it?")
    says(ours, cast.bo, "", "end")
    Post.objects.update(sealed=None)
    assert refused(ours, cast.ash, "Please.")


def test_after_ninety_days_anybody_can_ask_again(ours: Shared, cast: Cast, clock: Clock) -> None:
    says(ours, cast.ash, "Shall we talk about it?")
    says(ours, cast.bo, "", "end")
    clock.turn(days=91)
    cast.ash.sign_in_again()
    assert says(ours, cast.ash, "Shall we, now?") == "said"


def test_what_all_would_leave_is_left_and_rests_for_nobody(ours: Shared, cast: Cast) -> None:
    says(ours, cast.ash, "Shall we talk about it?")
    assert says(ours, cast.bo, "", "leave it") == "left"
    left = "Left as it is, by all of you. Nothing changed, and nobody owes a reason."
    assert reads(ours, cast.bo).count(left) == 0
    assert says(ours, cast.ash, "", "leave it") == "left"
    assert reads(ours, cast.ash).count(left) == reads(ours, cast.bo).count(left) == 1
    assert says(ours, cast.ash, "Once more?") == "said"
    assert reads(ours, cast.bo).count(left) == 0


@ON_SQLITE
def test_it_closes_in_the_same_words_for_every_cause(cast: Cast) -> None:
    pages = []
    for cause in ("ended", "a No", "a pause", "a told limit"):
        ours = Shared(begun(cast.ash, cast.bo), cast)
        for who in (cast.ash, cast.bo):
            ours.read(who, ITEM)
            ours.state(who, ITEM, "together", level="1")
        says(ours, cast.ash, "Shall we?")
        cast.ash.unlock()
        if cause == "a No":
            ours.press(cast.bo, f"items/{ITEM}/tighten/", side="together", level="0")
        elif cause == "a pause":
            ours.press(cast.bo, "pause/")
        elif cause == "a told limit":
            ours.press(cast.bo, f"items/{ITEM}/tell/", side="together")
        else:
            says(ours, cast.bo, "", "end")
        assert refused(ours, cast.ash, "Please.")
        pages.append((reads(ours, cast.ash), ours.see(cast.ash, "talk/")))
    assert pages[0][0].count(CLOSED) == 1
    assert pages == [pages[0]] * 4


def here_of(ours: Shared, who: Somebody, clock: Clock) -> threads.Here:
    """The thread as this person's software sees it, for software that somebody has changed."""
    opened = access.space_for(who.id, ours.id, who.keys)
    look = looking.look(person=who.id, keys=who.keys, space=opened, witness=None, behind=False, now=clock.now)
    found = threads.open_thread(look, threads.Subject(ITEM, ""), who.keys)
    assert found is not None
    return found


@ON_SQLITE
def test_what_changed_software_says_after_an_end_is_shown_to_nobody(ours: Shared, cast: Cast, clock: Clock) -> None:
    says(ours, cast.ash, "Shall we talk about it?")
    says(ours, cast.bo, "", "end")
    here = here_of(ours, cast.ash, clock)
    post = core.made(here.now.topic, here.now.thread, Move.SAY, "Please.", clock.now, cast.ash.keys, os.urandom)
    rows.store(here.now.topic, post)
    before = here.before[0]
    still_open = before.thread.only(before.thread.posts[:1], here.look.space.members)
    rows.store(before.topic, core.made(before.topic, still_open, Move.END, "", clock.now, cast.ash.keys, os.urandom))
    assert reads(ours, cast.bo).count("Please.") == 0
    assert refused(ours, cast.ash, "Please.")
    assert says(ours, cast.bo, "Now I would like to.") == "said"


@ON_SQLITE
def test_a_post_from_another_century_breaks_no_page_and_keeps_nobody_from_ending_it(
    ours: Shared, cast: Cast, clock: Clock
) -> None:
    says(ours, cast.bo, "Shall we talk about it?")
    here = here_of(ours, cast.bo, clock)
    far = replace(here.now.thread, posts=())
    post = core.made(here.now.topic, far, Move.SAY, "From afar.", 2**50, cast.bo.keys, os.urandom)
    rows.store(here.now.topic, post)
    page = reads(ours, cast.ash)
    assert (page.count("Shall we talk"), page.count("From afar."), page.count("is missing")) == (1, 0, 1)
    assert says(ours, cast.ash, "", "end") == "ended"


@ON_SQLITE
def test_nobody_asks_about_a_told_limit(ours: Shared, cast: Cast) -> None:
    ours.press(cast.bo, f"items/{ITEM}/tell/", side="together")
    assert reads(ours, cast.ash).count(CLOSED) == 1
    assert refused(ours, cast.ash, "Why?")
    assert says(ours, cast.bo, "I would like to tell you why.") == "said"


def test_what_was_taken_from_the_database_is_said_to_be_missing(ours: Shared, cast: Cast) -> None:
    says(ours, cast.ash, "First.")
    says(ours, cast.bo, "So?")
    says(ours, cast.ash, "Second.")
    cast.bo.unlock()
    Post.objects.filter(number=2).delete()
    page = reads(ours, cast.bo)
    assert (page.count("First."), page.count("Second."), page.count("Something that was here is missing")) == (1, 0, 1)


def test_empty_words_and_no_button_are_said_kindly(ours: Shared, cast: Cast) -> None:
    for fields, words in (
        ({"words": " ", "move": "say"}, "There are no words here yet. Nothing was sent."),
        ({"words": "Kept.", "move": "shout"}, "Press one of the buttons below."),
    ):
        answer = cast.ash.browser.post(ours.url(at(ours, cast.ash)), fields)
        assert (answer.status_code, answer.content.decode().count(words) > 0) == (422, True)


@ON_SQLITE
def test_words_that_turn_their_line_are_refused_and_shown_without_what_turns_it(
    ours: Shared, cast: Cast, clock: Clock
) -> None:
    assert refused(ours, cast.ash, "I say \u202eno")
    here = here_of(ours, cast.bo, clock)
    actions.say(here=here, keys=cast.bo.keys, move=Move.SAY, words="I say \u202eno", now=clock.now)
    page = reads(ours, cast.ash)
    assert (page.count("I say no"), page.count("\u202e")) == (1, 0)


def test_it_is_there_for_nobody_else(ours: Shared, cast: Cast) -> None:
    says(ours, cast.ash, "For the two of us.")
    for who in (cast.cam, cast.noor, cast.sky):
        for rest in ("talk/", f"talk/{ITEM}/"):
            assert who.browser.get(ours.url(rest)).status_code == 404
    assert cast.stranger().get(ours.url("talk/")).headers["Location"].startswith("/sign-in/")


def test_an_end_of_the_space_is_the_end_of_its_threads(
    ours: Shared, cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    says(ours, cast.ash, "Gone with it.")
    with django_capture_on_commit_callbacks(execute=True):
        ours.press(cast.bo, "leave/")
    assert Post.objects.count() == 0
