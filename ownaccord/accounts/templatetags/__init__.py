"""Tags that every template of the house knows without loading them. No rules live here."""
