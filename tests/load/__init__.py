"""Time and load: what a stranger learns from a clock, and what a crowd can do to somebody's stop. `make load`.

It measures real servers over real sockets and ends with a non-zero code where a goal is missed; among the tests one
brief run shows that it works, and no test looks at a time.
"""
