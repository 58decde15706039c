"""Tags of the house in place of Django's own, which say the same. No rules live here."""
