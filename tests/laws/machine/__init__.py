"""The no-loosening machine: people, devices, time, and whoever has the database in their hands (docs/develop/attack/laws.md)."""
