"""Faults: killed processes, full, locked and read-only disks, wrong clocks, restarts and upgrades, on real servers.

`python -m tests.faults` tries all of it and prints figures; a bounded share runs with the other tests. What is asked is
kept in a record of its own (`record.py`), which knows nothing of the house's code.
"""
