"""Benchmarks that anyone can run: `make bench`. Numbers to compare on one machine, never a test."""
