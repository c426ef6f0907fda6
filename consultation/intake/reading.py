"""What waits at the secretariat's desk."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from consultation.intake.suggestions import CHARITY
from consultation.responses.models import Respondent, Response
from partnerships.organisations.models import Organisation


@dataclass(frozen=True)
class Waiting:
    """One sort of work at the desk: what waits, how much of it, where it is done, and what to do."""

    what: str
    count: int
    href: str
    step: str
    title: str


def waiting(actor: Any) -> list[Waiting]:
    """All sorts of work, also those of which there is none. Three statements."""
    rows = Response.objects.visible_to(actor)
    late, unmatched = rows.waiting_late(), rows.to_match()
    found = (
        (late, "received late", "late_responses", "Decide whether they count"),
        (unmatched, "to match", "unmatched_responses", "Say who sent them"),
        (rows.half_keyed(), "half keyed in", "half_keyed_responses", "Finish keying them in"),
    )
    titles = ("Received late, to decide on", "From organisations, to match with the register", "Half keyed in")
    return [
        Waiting(what, each.count(), reverse(address), step, title)
        for (each, what, address, step), title in zip(found, titles, strict=True)
    ]


def side_by_side(respondent: Respondent, organisation: Organisation) -> list[tuple[str, str, str]]:
    """What each is called, numbered and reached by: what it is, as the answer gives it, as the register has it."""
    numbers = organisation.identifiers.filter(scheme__in=CHARITY).values_list("value", flat=True)
    also = organisation.names.values_list("name", flat=True)
    found = (
        ("Name", respondent.name, organisation.name),
        ("Other names", "", "; ".join(also)),
        ("Charity number", respondent.charity_number, "; ".join(numbers)),
        ("E-mail address", respondent.email, organisation.email),
        ("Address", "", ", ".join(filter(None, [organisation.address, organisation.postcode]))),
        ("What it is", "", organisation.kind.title),
    )
    return [(what, said or "Not given", known or "None") for what, said, known in found if said or known]
