"""Tests of keys and bytes; nothing here needs Django."""
