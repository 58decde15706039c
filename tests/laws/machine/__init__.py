"""The no-loosening machine: people, devices, time, and an attacker (docs/develop/attack/laws.md)."""
