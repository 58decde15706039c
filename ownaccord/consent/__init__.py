"""The consent room: what each person states to the others in a space, what is in force now, and the map of it.

Here live the ledger's rows and every page about positions, wishes, pauses and the map. What may never live here: a rule
about what is permitted (that is `core`), a job that makes something lapse, or a way to write for somebody else.
"""
