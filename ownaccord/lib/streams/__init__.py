"""Push for what is live: "look again" to the open streams of a space's members, after it is stored, and nothing else.

What lives here: pokes and how they reach every process, who may listen, the streams of this process, and the writer
that commits a signal before anybody hears of it. No rule about consent and no content: what a page shows is fetched
with its reader's cookies. A poke that is lost may delay a screen; it never makes anything permitted.
"""
