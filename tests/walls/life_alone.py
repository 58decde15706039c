"""What somebody types who looks after themselves: how they are, debriefs, entries, and cards."""

import re
from typing import Any

from ownaccord.journal.sheets import SHEETS, Ask, Question
from tests.walls.resident import Resident

ITEM = "holding"


def looks_back(who: Resident, space: str) -> None:
    """How somebody is, and debriefs with words of their own wherever there is room; one that is changed and erased."""
    word = who.sown.word
    for place in ("0", "3"):
        who.say("measure", mood=place, body="1")
    said = {"items": [ITEM], "feelings": ["sad"], "limit": "yes", "mood": "1"}
    texts = ("good", "hard", "triggers", "noticed_own", "helped_own", "next_time")
    entry = ""
    for address, where in (("debrief-scene", {"space": space}), ("debrief-new", {})):
        answer = who.say(address, where, **said, **{name: word(name) for name in texts})
        entry = entry or str(answer.headers["Location"].split("/")[3])
    who.say("debrief-change", {"entry": entry}, **said, **{name: word(name) for name in texts})
    assert who.sown.mark in who.page(f"/me/debriefs/{entry}/")
    who.say("debrief-erase", {"entry": entry})
    measure = re.findall(r"/me/measures/([0-9a-f]{32})/let-go/", who.page("/me/measures/"))[0]
    who.say("measures-let-go", {"entry": measure})
    who.say("measures-line", drawn="2")


def shares_lines(ash: Resident, bo: Resident, space: str) -> None:
    """Lines of a debrief of each, one taken back once; they open, and somebody says something about them."""
    where = {"space": space, "scene": re.findall(r"/lines/([0-9a-f]{32})/", ash.page(f"/s/{space}/lines/"))[0]}
    bo.say("excerpt-nothing", where)
    for who in (ash, bo):
        answer = who.say("debrief-scene", {"space": space}, items=[ITEM], good=who.sown.said("shared"))
        entry = {"entry": str(answer.headers["Location"].split("/")[3])}
        who.say("debrief-lines", entry, parts=["good"], more=who.sown.said("lines"))
    for who, again in ((ash, True), (ash, False), (bo, False)):
        who.say("excerpt-put", where, seen=who.hidden(f"/s/{space}/lines/{where['scene']}/", "seen"))
        if again:
            who.say("excerpt-back", where)
    for who in (ash, bo) * 4:
        who.say("excerpt-look", where)
    ash.say("beside", {"space": space}, words=ash.sown.said("beside"), move="say")
    ash.say("beside-erase", {"space": space}, number="1", of="0")


def writes_for_oneself(who: Resident) -> None:
    """Entries of every kind, one changed, one erased, looked for, taken along as a text."""
    word = who.sown.word
    for kind, sheet in SHEETS.items():
        made = who.say(f"journal-{kind}", **{each.name: _written(who, each) for each in sheet.questions})
        again = {each.name: _written(who, each) for each in sheet.questions}
        who.say("journal-change", {"entry": made.headers["Location"].split("/")[3]}, **again, seen="1")
    made = who.say("journal-note", text=word("erased")).headers["Location"]
    entry = {"entry": made.split("/")[3]}
    who.say("journal-change", entry, text=word("changed"), seen="1")
    who.say("journal-search", words=word("sought"))
    who.page("/me/notes/search/")
    who.say("help-find", status=200, words=word("sought"))
    who.say("journal-take", status=200)
    who.say("journal-erase", entry)
    for address in ("journal-seen", "journal-lost"):
        who.say(address)


def answers_cards(who: Resident, space: str) -> None:
    """One card that stays, one that is changed and erased, and words of their own on one that are shown."""
    word, where = who.sown.word, {"theme": "any", "card": "good-authority"}
    who.say("conversation-card", {"theme": "power", "card": "small-decisions"}, text=word("answered"))
    for text in ("first", "changed"):
        who.say("conversation-card", where, text=word(text))
    who.say("conversation-show", where, text=who.sown.said("shown"), space=space, step="show")
    about = {"space": space, "card": "good-authority"}
    who.say("card-talk", about, words=who.sown.word("of a card"), move="say")
    who.say("card-talk-erase", about, number="1", of="0")
    who.say("conversation-erase", {"card": "good-authority"})


def has_at_hand(who: Resident) -> None:
    """Words in a sentence, shown and then kept; a line of their own, put first; one that is taken out; lessons."""
    for address in ("lessons-put", "lessons-off", "lessons-put"):
        who.say(address, lesson="saying-no")
    word, place = who.sown.word, {"group": 1, "phrase": 9}
    for step, status in (("look", 200), ("keep", 303)):
        who.say("say", place, status=status, fill_what=word("filled"), fill_sign=word("filled"), step=step)
    for about in ("gone", "line"):
        who.say("pocket-new", words=word(about))
    marks = re.findall(r"/me/pocket/([0-9a-f]{8})/out/", who.page("/me/pocket/"))
    assert len(marks) == 3
    who.say("pocket-out", {"line": marks[1]})
    who.say("pocket-first", {"line": marks[2]})
    assert who.sown.mark in who.page(f"/me/pocket/{marks[2]}/")


def _written(who: Resident, asked: Question) -> Any:
    """Words of their own wherever there is room for any; otherwise the first of what is offered."""
    return who.sown.word(asked.name) if asked.ask is Ask.TEXT else [next(iter(asked.table))]
