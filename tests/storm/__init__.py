"""Ten thousand signals on a network where everything goes wrong, beside a model that knows nothing of scenes."""
