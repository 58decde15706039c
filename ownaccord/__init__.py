"""Own Accord: private software in which adults say what is welcome, and can take it back at any time.

A house with floors: stairs go down only, and news that must travel upward goes by the bell board (`lib.hall`).
See docs/develop/house.md for the rooms and what each may touch.
"""
