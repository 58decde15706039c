"""The house as scanners see it: its code by rules, its locks by advisories, and a running server from outside."""
