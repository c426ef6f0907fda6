"""Reference numbers that people read out over the telephone."""

import secrets

LETTERS = "23456789BCDFGHJKLMNPQRSTVWXZ"
"""Nothing that is taken for something else, and no vowels, so that no words come out."""


def new_reference(prefix: str) -> str:
    """A reference that nobody can guess from another: 'RES-7KDM-2XPQ'. One of some 370 thousand million."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"{prefix}-{letters[:4]}-{letters[4:]}"
