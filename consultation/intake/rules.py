"""What must hold of what is keyed in, and in which words it is refused.

Source: Making Partnership Work, DH 2003, Appendix 2 (S0-49, S0-50).
"""

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from consultation.responses.models import KEYED, RespondentKind
from core.fields import fingerprint
from core.pages import words

if TYPE_CHECKING:
    from consultation.consultations.models import Consultation
    from consultation.responses.models import Response

SCANS_TAKEN = ("pdf", "docx", "png", "jpg", "jpeg", "txt")
MOST_SCANS = 20
"""Scans of one answer: more than anybody posts, less than what fills a disk."""
TOO_MANY_SCANS = f"{MOST_SCANS} scans are attached already. Put the rest into one file, and ask for help if it is more."
HOW = "Choose how it came."
NOT_YET = "Enter the day it arrived: today, {}, or before."
TOO_EARLY = "Enter the day it arrived: {}, when the consultation opened, or later."
WHO = "Enter the organisation as the register has it. If it is not in the register, enter the name on the letter."
NOT_BOTH = "This is an organisation of the register, and below you say that an individual wrote. Change one of the two."
NO_INDIVIDUALS = (
    "This consultation asks organisations only, so the answer of an individual is not keyed in. Write back to say so."
)
SOMEBODY_ELSE = "{} Give it to a colleague who works for nobody who funds them."
NOTHING_SHARED = "The names share nothing: I have checked that they are the same organisation"
CHECK_THEM = (
    "The names share nothing, and no charity number says that they are one: confirm that you have checked that they "
    "are the same organisation."
)
MOVED = (
    "With that day it would {}. It is recorded otherwise, and what is recorded stays: declare it void with the reason, "
    "and key it in again."
)

SIGNED = ("person", "charity_number", "email")
"""What whoever sent something says of themselves, beside their name."""


def coming_of(response: "Response") -> dict[str, Any]:
    """How and when something came, and who signed it, as it stands."""
    who = {name: getattr(response.respondent, name, "") for name in SIGNED}
    return {"channel": response.channel, "received_on": response.received_on, **who}


def mark_of_coming(coming: Mapping[str, Any]) -> int:
    """A number by which a form knows whether that is still as it was shown."""
    return fingerprint(*coming.values())


def problems_of_coming(
    consultation: "Consultation", channel: str, received_on: datetime.date, today: datetime.date
) -> dict[str, str]:
    """What is wrong with how and when something is said to have come, by field."""
    found = {} if channel in KEYED else {"channel": HOW}
    if received_on > today:
        found["received_on"] = NOT_YET.format(words.date(today))
    elif received_on < consultation.opens_on:
        found["received_on"] = TOO_EARLY.format(words.date(consultation.opens_on))
    return found


def problems_of_sender(consultation: "Consultation", kind: str, name: str, *, in_register: bool) -> dict[str, str]:
    """What is wrong with who is said to have sent it, by field."""
    individual = kind == RespondentKind.INDIVIDUAL
    if individual and not consultation.takes_individuals:
        return {"kind": NO_INDIVIDUALS}
    if in_register:
        return {"organisation": NOT_BOTH} if individual else {}
    return {} if name.strip() else {"name": WHO}
