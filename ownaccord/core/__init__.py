"""What people mean: the consent model as pure functions.

Here live terms and their meet, positions, statements, wishes, the append-only ledger with its verification rule, and
what is in force. Standard library and ``ownaccord.vault`` only; the clock (``now``, unix seconds, UTC) and entropy are
arguments. Never here: Django, files, sockets, logging, settings, anything that names a role, a gender or a host,
anything that knows how a page looks. Whatever is unknown, missing, expired, unreadable or empty is *not permitted*.
"""
