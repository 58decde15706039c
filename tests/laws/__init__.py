"""The laws of consent, each against a model that shares no code with the core (docs/develop/laws.md)."""
