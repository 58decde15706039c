"""Mutants: one small wrong change each, which the laws have to notice. `make mutants` tries them all."""
