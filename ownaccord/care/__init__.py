"""Between scenes: aftercare and follow-up, cooling-off, small steps, and the rhythm of recheck-ins.

Here live pages that help people to look after themselves and each other, what reminds somebody in their own words, and
their calendar. May never live here: anything that permits (that is a record of the room of consent), anything that one
person could learn about another's state, or a nudge at somebody by name.
"""
