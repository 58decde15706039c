"""The hall: what every room needs from Django and none should write twice (clock, headers, bell board, folders).

No models, no templates of a room's own, no rule about consent: those live in rooms and in `core`.
"""
