"""Knowing oneself: what somebody feels about items, writes about themselves, and answers to conversation cards.

Here live pages about the reader alone and the words on them; everything stays in the reader's own vault, until a deck
or a card of theirs takes something out of it on purpose. May never live here: models, anything about another person, a
count of what was answered, or anything that permits.
"""
