"""The library: help that anybody can read, signed in or not, locked or not.

Lives here: what is protected and what is not, where help is, first steps for somebody alone, what to know when
somebody is afraid, the articles and words of `content/library/`, phrases to practise and lessons to take.

May never live here: models, forms, actions, anything that reads a vault or knows who reads. These pages are the same
for everybody; only the frame around them differs.
"""
