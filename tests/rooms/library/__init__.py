"""The library, from the outside: the same pages for everybody, and nothing of anybody in them."""
