"""Talking about one item at a time, sealed for the people of a space.

Here live threads and whose turn it is in one. May never live here: anything that permits, anything that says who read
what and when, or an ask that comes again after somebody ended it.
"""
