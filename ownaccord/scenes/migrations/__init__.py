"""How the rows of this room came to be as they are."""
