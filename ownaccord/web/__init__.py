"""The front door: settings, urls, the server, the command line and the frame of every page.

The only place that knows all rooms. It decides nothing: no rule, no model, no query lives here.
"""
