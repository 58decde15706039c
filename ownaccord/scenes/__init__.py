"""Scenes: planned from what is in force, confirmed by everybody, run with green, yellow and red, and over at a red.

Here live the plan on the table of a space, what each carrying device may do, the live page, and what comes right after.
May never live here: anything that permits, a signal that no person pressed, a green that nobody can hear taken back.
"""
