"""Vectors in plain text, what reads them, and what makes our own."""
