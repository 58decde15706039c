"""What Ash and Bo say to each other about one item, once each kind of it."""

from tests.walls.resident import Resident
from tests.walls.scene import ITEM

YES = {"level": "2", "contexts": ["at_home"], "review_days": "90", "side": "together"}


def a_thread(ash: Resident, bo: Resident, space: str) -> None:
    """Something is said, asked to be heard back, heard, and taken back; then one of them ends it."""
    where = {"space": space, "item": ITEM}
    ash.say("talk-thread", where, move="say", words=ash.sown.word("a first word"))
    bo.say("talk-thread", where, move="say", words=bo.sown.said("an answer"))
    ash.say("talk-thread", where, move="ask", words=ash.sown.said("to be heard"))
    bo.say("talk-thread", where, move="heard", words=bo.sown.said("what was heard"))
    ash.say("talk-thread", where, move="that is it", words="")
    ash.say("talk-erase", where, number="1", of="0")
    ash.say("repair", {"space": space}, move="ask", words=ash.sown.said("a crossed line"))
    ash.say("repair-erase", {"space": space}, number="1", of="0")
    something_is_worked_out(ash, bo, space)


def something_is_worked_out(ash: Resident, bo: Resident, space: str) -> None:
    """Both say what they would like and what matters, and would try one way; another one touches what is firm."""
    where, item = {"space": space}, {"space": space, "item": ITEM}
    line = ash.sown.word("firm")
    ash.say("firm", {}, line=line)
    ash.say("ways-own", where, move="say", words=ash.sown.said("what is seen differently"))
    for move in ("position", "what matters"):
        for who in (ash, bo):
            who.say("ways-own", where, move=move, words=who.sown.said(move))
    ash.say("ways-own", where, move="way", seen="1", words=ash.sown.said("a way"))
    ash.say("ways-own", where, move="way", seen="1", words=ash.sown.word("a way that is taken back"))
    ash.say("ways-own-erase", where, number="5", of="0")
    ash.say("way-firm", item)
    ash.say("firm-back", {}, item=ITEM, line=line)
    ash.say("firm", {}, line=ash.sown.word("firm for good"))
    bo.say("noticed-erase")
    bo.say("noticed-keep", **{"with": "again"})


def an_item_is_worked_out(bo: Resident, space: str) -> None:
    """What is open for talking by now: one of them says what they would like, and takes it back."""
    where = {"space": space, "item": ITEM}
    bo.say("way", where, move="position", words=bo.sown.word("what one would like"))
    bo.say("way-erase", where, number="1", of="0")


def an_understanding(ash: Resident, bo: Resident, space: str) -> None:
    """Terms are put down and wait; then both say in their own words what was agreed."""
    where = {"space": space, "item": ITEM}
    said = ash.sown.said
    own = {"own_condition": said("offered if"), "own_limit": said("offered never"), "words": said("about terms")}
    ash.say("talk-terms", where, **YES, **own)
    bo.say("talk-thread", where, move="not now", words="")
    for who, words in ((ash, "as ash has it"), (bo, "as bo has it")):
        who.say("talk-words", where, move="apart", words=who.sown.said(words))
    ash.say("talk-words", where, move="shown")
    for who in (ash, bo):
        who.say("talk-words", where, move="same", read=who.hidden(f"/s/{space}/talk/{ITEM}/words/", "read"))
