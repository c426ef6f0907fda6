"""Charts: a declaration of bars, drawn as a picture outside web requests, always beside its table."""
