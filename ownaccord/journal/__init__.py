"""What somebody writes for themselves: journal, debrief, measures, and what was hard.

Here live entries with a key each, erasable for good, and the pages on which they are written, searched and looked at.
May never live here: anything about another person's entries, a verdict on anybody, or a number that stands for
somebody.
"""
