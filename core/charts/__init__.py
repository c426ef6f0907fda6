"""Charts: a declaration of bars or lines, drawn as a picture outside web requests, always beside its table."""
