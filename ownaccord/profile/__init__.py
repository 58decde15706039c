"""Knowing oneself: what somebody feels about items, writes about themselves, answers to cards, and wants at hand.

Here live pages about the reader alone and the words on them; everything stays in the reader's own vault, until a deck
or a card of theirs takes something out of it on purpose, or their own device shows it to them in a scene. May never
live here: models, anything about another person, a count of what was answered, or anything that permits.
"""
