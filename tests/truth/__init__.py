"""Truth: what README and docs say is so."""
