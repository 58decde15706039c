"""Several at once: real threads and real transactions, on a SQLite file and on PostgreSQL; nothing is timed."""
