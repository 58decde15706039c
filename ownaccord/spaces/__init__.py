"""The spaces room: who is in a space, how people who trust each other bring it about, and how it ends.

Here live seats, invitations and the grants of epoch keys. What may never live here: what anybody agrees to, a name in
plain, or a way into a space that did not pass from one person's hand to another's.
"""
