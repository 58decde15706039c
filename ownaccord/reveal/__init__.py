"""Decks: two people answer one apart, and see what both said yes to once both have sealed and its time has come.

Here live the deck on the table between two people, the steps of the double-blind comparing, and its pages. May never
live here: a page that tells how far the other is, how much somebody marked or what was not mutual; anything that
permits.
"""
