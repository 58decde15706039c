"""What private acts show, and which forms are none: whoever has the database sees these, and here is why.

In `SHOWS` each act of `acts.py` and `acts_of_rooms.py` that does not look like an unlock, with the columns that differ.
"""

from collections.abc import Set

SHOWS: dict[str, Set[str]] = {
    # Another row in place of the earlier one, made on the same day as that.
    "a new passphrase": {"accounts_signin.wrap_id"},
    "somebody may know the passphrase": {"accounts_signin.wrap_id"},
    # The curtain is drawn while everybody is locked, by signs alone.
    "a sign for the curtain": {"accounts_signin.sign"},
    # In plain by its owner's choice; the page that asks for it says so.
    "an e-mail address": {"accounts_person.email"},
    # Whoever has the address reads it without a key of Ash's: a row that only the address opens.
    "an address for it": {"care_feed: 1"},
    # The code has to be found without any key: a keyed hash of it.
    "a stop code": {"accounts_person.stop_lookup"},
    # Each way to the account key is a row.
    "words for any browser": {"accounts_keywrap: 1"},
    "one more device": {"accounts_keywrap: 1", "accounts_signin: 1"},
    # One row each, so that one can be erased with its key; what kind it is, and when it was written, is sealed.
    "a note": {"journal_entry: 1"},
    "a note erased": {"journal_entry: -1"},
    # Bound into the seals, so that no older one opens in the place of a newer one.
    "a note changed": {"journal_entry.version"},
    **dict.fromkeys((
        "how Ash is", "a debrief", "a debrief of a scene", "a thought", "what comes before it is too much",
        "a crossed line, for oneself", "what Ash would make good",
    ), frozenset({"journal_entry: 1"})),
    **dict.fromkeys(("a measure let go", "a debrief erased"), frozenset({"journal_entry: -1"})),
    "a debrief changed": {"journal_entry.version"},
    # Sealed, and gone after a day at the latest.
    "a form that came locked": {"accounts_heldform: 1"},
}  # fmt: skip
# They only look, or end where they began; everything else changes something of Ash's.
KEEPS_NOTHING = {
    "Not any more on what was never answered", "a No on what was never answered", "a form that came locked, let go",
    "a note looked for", "a page for a doctor", "a search", "all of it off", "an answer erased",
    "an invitation, read and not taken", "and closed", "another look at that", "another look at them",
    "entries as they were left", "everything taken along", "help looked for", "news seen", "notes taken along",
    "one more device, and dropped", "out and in again", "own words in a sentence, looked at", "pages looked at",
    "that wish let go", "the curtain", "the passphrase, asked for again", "what does not open, erased",
    "what may be noticed, looked at",
}  # fmt: skip

# Forms that are no private act: what is told to others is a record, a row or a key, and is meant to be there.
TOLD: dict[str, tuple[str, ...]] = {
    "A new account, or a way back into one: rows of its own.": ("welcome", "one-time", "sign-up", "recover", "reset"),
    "What only whoever runs this computer does: a one-time link is a row.": ("me-host", "me-host-reset"),
    "Everything of somebody's goes.": ("me-delete",),
    "A pause is a plain row: it has to count without any key.": ("pause", "pause-lift", "space-pause", "stop", "lift"),
    "Mail, where a server is set up: its address and its words are in plain by its owner's choice.": (
        "dates-mail", "dates-mail-code", "dates-mail-stop",
    ),
    "A space, its list, its seats, its invitations and whoever comes in: rows that its members all see.": (
        "space-new", "space-new-more", "space-list", "space-list-seen", "space-seat", "space-seat-withdraw",
        "space-invitation", "space-withdraw", "space-take-back", "space-begin", "space-introduce",
        "space-introduced", "space-put-away", "join-enter", "leave", "reaffirm",
    ),
    "A position, a limit that is told, a waiting time: one record more for the members, of one size.": (
        "still-so", "renew", "tell-limit", "keep-to-myself", "wait-still-so", "let-go", "cooling", "cooling-on",
    ),
    "An own item that is brought into a space, or taken out of it.": ("own-bring", "own-take-back"),
    "What somebody shows of themselves there, or shows no more.": (
        "about-show", "conversation-show", "shown-take-back", "rhythm-mine", "rhythm-take-back",
    ),
    "What is said to the others, and taken back: rows of a thread.": (
        "talk-thread", "talk-erase", "talk-terms", "talk-words", "repair", "repair-erase", "beside", "beside-erase",
        "card-talk", "card-talk-erase", "ways-own", "ways-own-erase", "way", "way-erase",
    ),
    "A text that everybody wanted to open, left by one of them: its round ends for all.": ("together-leave",),
    "A deck on the table, and the messages of its round, which are of one size with answers or without.": (
        "deck-propose", "deck-take-up", "deck-back", "deck-seal",
    ),
    "A plan on the table, a rehearsal, a scene: rows that its members all see.": (
        "plan-make", "plan-yes", "plan-not-today", "plan-start", "plan-again", "plan-put-back", "plan-drill",
        "plan-carry",
    ),
}  # fmt: skip
