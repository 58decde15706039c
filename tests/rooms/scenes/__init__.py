"""Knowing oneself, from the outside: everything stays with whoever said it, and nothing of it permits anything."""
