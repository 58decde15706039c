"""The accounts room: who is here, whether they are unlocked, and the ways in and out.

Here live persons, their wraps, sign-ins, held forms, plain pauses and the one vault blob of each person. What may never
live here: anything about consent, a name in plain, a passphrase or a key that opens without its owner.
"""
