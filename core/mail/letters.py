"""A mail in plain text before it is written: what it is about, what it says, and an address that is read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Letter:
    """One mail: its subject in one line, its body without the link below it, and where an answer goes."""

    subject: str
    body: str
    reply_to: str = ""
