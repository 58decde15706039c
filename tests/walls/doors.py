"""Who gets what at every address: the table that the access matrix holds the house to.

An address that is not in here fails the wall: think about its door, then write its row. `no` is 405: this address does
not know the method. Statuses are those of an empty form, with a good token.
"""

from dataclasses import dataclass

no = 405


@dataclass(frozen=True)
class Open:
    """Everybody comes in: (GET, POST) for a stranger, for somebody locked, for somebody unlocked."""

    stranger: tuple[int, int]
    locked: tuple[int, int] = (0, 0)
    unlocked: tuple[int, int] = (0, 0)

    def of(self, who: str) -> tuple[int, int]:
        found: tuple[int, int] = getattr(self, who)
        return found if any(found) else self.stranger


@dataclass(frozen=True)
class Behind:
    """Behind the door for those who are signed in or unlocked: (GET, POST) once inside.

    `locked`: what a locked sign-in gets where that is not the way to the unlock page. `held`: what the unlock page says
    about a form that came locked. `host`: only for whoever runs this computer; to others it is not there.
    """

    inside: tuple[int, int]
    held: str = "no"
    locked: tuple[int, int] | None = None
    host: bool = False


@dataclass(frozen=True)
class Member(Behind):
    """Only for the members of the space; for everybody else it is not there, whether or not it exists."""


SIGNED_IN = {
    "unlock": Behind((303, 422), locked=(200, 422)),
    "sign-out": Behind((no, 303), locked=(no, 303)),
    "curtain": Behind((200, 200), locked=(200, 200)),
    "after-codes": Behind((303, no), locked=(303, no)),
    "space-pause": Member((303, 303), locked=(303, 303)),
}

OPEN = {
    "grounding": Open((200, no)),
    "help": Open((200, no)),
    "help-read": Open((200, no)),
    "help-article": Open((200, no)),
    "help-find": Open((200, 200)),
    "help-words": Open((200, no)),
    "help-say": Open((200, no)),
    "help-say-kind": Open((200, no)),
    "help-say-phrase": Open((200, no)),
    "help-lessons": Open((200, no)),
    "help-lesson": Open((200, no)),
    "help-lesson-step": Open((200, no)),
    "help-heard": Open((200, no)),
    "help-meant": Open((200, no)),
    "help-kept": Open((200, no)),
    "help-people": Open((200, no)),
    "help-first": Open((200, no)),
    "help-plan": Open((200, no)),
    "help-decks": Open((200, no)),
    "help-scenes": Open((200, no)),
    "welcome": Open((404, 404)),
    "one-time": Open((200, 422)),
    "sign-up": Open((404, 404)),
    "sign-in": Open((200, 422)),
    "exit": Open((no, 303)),
    "blank": Open((200, no)),
    "pause": Open((303, 303), (200, 303), (200, 303)),
    "stop": Open((200, 422)),
    "new-device": Open((200, 422)),
    "recover": Open((200, 422)),
    "reset": Open((200, 422)),
    "home": Open((200, no), (303, no), (200, no)),
    "join": Open((200, 422)),
    "join-not-now": Open((no, 303)),
    # Known by a scene pass alone: whoever carries nothing finds nothing, whoever they are.
    "now": Open((404, no)),
    "now-part": Open((404, no)),
    # Known by the secret in it alone: whoever asks with another finds nothing, whoever they are.
    "dates-feed": Open((404, no)),
}

UNLOCKED = {
    "again": Behind((200, 422)),
    "held": Behind((200, no)),
    "held-let-go": Behind((no, 303)),
    "me": Behind((200, no)),
    "me-settings": Behind((200, 422), held="yes"),
    "me-devices": Behind((200, no)),
    "me-devices-new": Behind((no, 200)),
    "me-devices-drop": Behind((no, 303), held="yes"),
    "me-sign-ins-end": Behind((no, 303), held="yes"),
    "me-host": Behind((200, 200), host=True),
    "me-host-reset": Behind((200, 422), host=True),
    "me-recovery": Behind((200, 200)),
    "me-portable": Behind((200, 200)),
    "me-stop-code": Behind((200, 200)),
    "me-passphrase": Behind((200, 422)),
    "me-someone-may-know": Behind((200, 422)),
    "me-take": Behind((200, 422)),
    "me-delete": Behind((200, 303)),
    "care": Behind((200, no)),
    "care-times": Behind((200, 303), held="yes"),
    # Not held: nothing of it is kept anywhere. Empty it is a page with room to write.
    "care-sheet": Behind((200, 200)),
    # There is a follow-up only after a scene.
    "follow-up": Behind((404, 404), held="yes"),
    "follow-up-away": Behind((no, 404)),
    "prepared": Member((200, 303), held="yes"),
    "dates": Behind((200, no)),
    "dates-words": Behind((200, 422)),
    "dates-address": Behind((no, 303)),
    "dates-address-drop": Behind((no, 303)),
    "dates-off": Behind((no, 303)),
    # There is mail only where a mail server is set up, and a date only while the calendar is on.
    "dates-mail": Behind((404, 404)),
    "dates-mail-code": Behind((no, 404)),
    "dates-mail-stop": Behind((no, 303)),
    "dates-one": Behind((404, no)),
    "about": Behind((200, no)),
    "about-part": Behind((200, 303), held="yes"),
    "about-show": Behind((200, 422), held="yes"),
    "conversations": Behind((200, no)),
    "conversations-mine": Behind((200, no)),
    "conversation-card": Behind((200, 303), held="yes"),
    "conversation-show": Behind((200, 422), held="yes"),
    # Whoever has answered nothing finds nothing to erase.
    "conversation-erase": Behind((404, 404)),
    "lessons": Behind((200, no)),
    # There is no lesson without a name.
    "lessons-put": Behind((no, 404)),
    "lessons-off": Behind((no, 404)),
    "pocket": Behind((200, no)),
    "pocket-new": Behind((200, 422), held="yes"),
    # No line of anybody goes by this mark; another person's is not there either (tests/rooms/profile/test_pocket.py).
    "pocket-line": Behind((404, no)),
    "pocket-first": Behind((no, 404)),
    "pocket-out": Behind((no, 404)),
    # Empty it is the sentence with three dots, shown and kept nowhere.
    "say": Behind((200, 200), held="yes"),
    "journal": Behind((200, no)),
    "journal-note": Behind((200, 422), held="yes"),
    "journal-thought": Behind((200, 422), held="yes"),
    "journal-trigger": Behind((200, 422), held="yes"),
    "journal-repair": Behind((200, 422), held="yes"),
    "journal-amends": Behind((200, 422), held="yes"),
    "journal-search": Behind((200, 303)),
    "journal-take": Behind((200, 200)),
    "journal-lost": Behind((200, 303)),
    "journal-seen": Behind((no, 303)),
    # No entry of anybody has this name, and another person's is not there either (tests/rooms/journal/test_journal.py).
    "journal-entry": Behind((404, no)),
    "journal-change": Behind((404, 404), held="yes"),
    "journal-erase": Behind((404, 404)),
    "shown": Member((200, no)),
    "shown-take-back": Member((no, 303), held="yes"),
    "after": Member((200, 303), held="yes"),
    "after-let-go": Member((no, 303)),
    "measure": Behind((200, 303), held="yes"),
    "measures": Behind((200, no)),
    "measures-line": Behind((no, 303), held="yes"),
    "measures-let-go": Behind((no, 303)),
    "debriefs": Behind((200, no)),
    "debrief-new": Behind((200, 303), held="yes"),
    "debrief-scene": Member((200, 303), held="yes"),
    # Somebody's own entry; whoever has written none finds none.
    "debrief": Behind((404, no)),
    "debrief-change": Behind((404, 404), held="yes"),
    "debrief-erase": Behind((404, 404)),
    # Lines are put down about a scene that is in somebody's own vault; here none was.
    "debrief-lines": Behind((404, 404), held="yes"),
    "excerpts": Member((200, no)),
    "excerpt": Member((404, no)),
    "excerpt-put": Member((no, 404), held="yes"),
    "excerpt-back": Member((no, 404), held="yes"),
    "excerpt-nothing": Member((no, 404), held="yes"),
    "excerpt-look": Member((no, 404)),
    # Whatever an empty form says, it is a withdrawal and works; locked, it pauses at once.
    "cooling": Behind((200, 303), held="paused"),
    "cooling-here": Member((200, no)),
    "cooling-on": Member((200, 303), held="paused"),
    "cooling-end": Member((no, 303), held="yes"),
    "rhythm": Member((200, no)),
    "rhythm-mine": Member((200, 422), held="yes"),
    "rhythm-take-back": Member((no, 303), held="yes"),
    "rhythm-date": Member((200, 303), held="yes"),
    "recheck": Member((200, 200), held="yes"),
    "recheck-items": Member((200, no)),
    "recheck-answer": Member((no, 303), held="yes"),
    "recheck-next": Member((200, 303), held="yes"),
    "recheck-question": Member((200, 303), held="yes"),
    # There is something to write only once everybody shows a rhythm.
    "together": Member((200, 303), held="yes"),
    "together-look": Member((no, 303)),
    "together-take-back": Member((no, 303), held="yes"),
    "together-leave": Member((no, 303), held="yes"),
    "steps": Member((200, no)),
    # There is something to begin with only while somebody shows it.
    "ladder-take": Member((no, 404), held="yes"),
    "ladder": Member((200, no)),
    "ladder-add": Member((200, 422), held="yes"),
    "ladder-ask": Member((no, 303), held="yes"),
    "ladder-down": Member((no, 303), held="paused"),
    "ladder-change": Member((no, 303), held="yes"),
    "plan": Member((200, no)),
    # There is something to say yes to only while a plan is on the table.
    "plan-yes": Member((303, 303)),
    "plan-not-today": Member((no, 303), held="paused"),
    "plan-start": Member((no, 303)),
    "plan-again": Member((no, 303)),
    "plan-put-back": Member((no, 303)),
    "plan-drill": Member((no, 303)),
    "plan-carry": Member((no, 303)),
    "plan-make": Member((200, 303), held="yes"),
    "plan-step": Member((200, 422), held="yes"),
    "plan-drop": Member((no, 303), held="yes"),
    "deck": Member((200, no)),
    "deck-propose": Member((200, 422), held="yes"),
    "deck-take-up": Member((no, 303), held="yes"),
    "deck-aside": Member((no, 303), held="yes"),
    "deck-back": Member((no, 303), held="paused"),
    "deck-away": Member((no, 303)),
    "deck-rest": Member((no, 303), held="yes"),
    "deck-seal": Member((no, 303), held="yes"),
    "talk": Member((200, no)),
    "talk-thread": Member((200, 422), held="yes"),
    "talk-erase": Member((no, 303)),
    "talk-terms": Member((200, 422), held="yes"),
    # There is something to take only while somebody else's terms stand.
    "talk-take": Member((303, no)),
    "talk-words": Member((200, 422), held="yes"),
    "repair": Member((200, 422), held="yes"),
    "repair-erase": Member((no, 303)),
    "beside": Member((200, 422), held="yes"),
    "beside-erase": Member((no, 303)),
    "card-talk": Member((200, 422), held="yes"),
    "card-talk-erase": Member((no, 303)),
    "ways": Member((200, no)),
    "ways-own": Member((200, 422), held="yes"),
    "ways-own-erase": Member((no, 303), held="yes"),
    "way": Member((200, 422), held="yes"),
    "way-erase": Member((no, 303), held="yes"),
    "way-firm": Member((no, 303), held="yes"),
    "noticed": Behind((200, no)),
    "noticed-erase": Behind((no, 303), held="yes"),
    "noticed-keep": Behind((no, 303), held="yes"),
    "firm": Behind((200, 422), held="yes"),
    "firm-back": Behind((no, 303)),
    # There are answers to a deck only while one is open on the table.
    "deck-answers": Member((404, no)),
    "deck-answer": Member((404, 404), held="yes"),
    "reading": Behind((200, no)),
    "reading-one": Behind((200, no)),
    "reading-keep": Behind((no, 303)),
    "reading-off": Behind((no, 303)),
    "interest": Behind((200, no)),
    "interest-undo": Behind((no, 303)),
    "interest-item": Behind((200, 303), held="yes"),
    "interest-category": Behind((200, 422)),
    "interest-open": Behind((no, 303)),
    "join-enter": Behind((no, 303), held="yes"),
    "space-new": Behind((200, 422), held="yes"),
    "space-new-more": Behind((200, 422), held="yes"),
    "pause-lift": Behind((200, 303)),
    "space": Member((200, no)),
    "space-invitation": Member((200, 303), held="yes"),
    "space-withdraw": Member((no, 303)),
    "space-begin": Member((no, 303)),
    "space-take-back": Member((no, 303)),
    "space-put-away": Member((no, 404)),
    # A list is its maker's until the space begins; in a space of two that has begun there is none.
    "space-list": Member((404, 404), held="yes"),
    "space-list-seen": Member((no, 303)),
    "space-seat": Member((404, 404), held="yes"),
    "space-seat-withdraw": Member((no, 404)),
    "space-introduced": Member((no, 303)),
    "space-introduce": Member((no, 303)),
    "map": Member((200, no)),
    "map-paper": Member((200, no)),
    "map-data": Member((200, no)),
    "seen": Member((no, 303)),
    "items": Member((200, no)),
    "search": Member((200, 303)),
    "category": Member((200, no)),
    "open-category": Member((no, 303)),
    "close-category": Member((no, 303)),
    "own-items": Member((200, no)),
    "own-new": Member((200, 422), held="yes"),
    "own-limit": Member((no, 422), held="yes"),
    "own-item": Member((404, 404), held="yes"),
    "own-bring": Member((404, 404), held="yes"),
    "own-take-back": Member((no, 404), held="paused"),
    "own-let-go": Member((no, 404)),
    "changed": Member((200, no)),
    "changed-seen": Member((no, 303)),
    "let-go": Member((no, 404), held="paused"),
    "item": Member((200, no)),
    "read-card": Member((no, 303)),
    "take-position": Member((no, 404), held="yes"),
    "tighten": Member((no, 303), held="paused"),
    "tell-limit": Member((no, 404), held="paused"),
    "keep-to-myself": Member((no, 404), held="yes"),
    "renew": Member((no, 404), held="yes"),
    "state": Member((200, no)),
    "wishes": Member((200, no)),
    "still-so": Member((no, 303), held="yes"),
    "drop-wish": Member((no, 303), held="yes"),
    "wait": Member((200, 422), held="yes"),
    "wait-still-so": Member((no, 303), held="yes"),
    "drop-wait": Member((no, 303), held="yes"),
    "history": Member((200, no)),
    "lift": Member((200, 303)),
    "reaffirm": Member((200, 303), held="yes"),
    "leave": Member((200, 303), held="paused"),
}

ROWS: dict[str, Open | Behind] = {**OPEN, **SIGNED_IN, **UNLOCKED}

# A pause, a stop code and Exit now count from any page, however old: no token is asked for (they can only lower).
WITHOUT_TOKEN = {"pause", "stop", "exit", "space-pause"}
