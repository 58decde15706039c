"""Walls: who may import what, what every answer carries, how pages and code are built."""
