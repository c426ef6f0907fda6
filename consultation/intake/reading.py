"""What waits at the secretariat's desk."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import methodcaller
from typing import Any, NamedTuple

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


class Sort(NamedTuple):
    """The same before it is counted: the rows, of all that a person may see, are what `which` leaves of them."""

    which: Callable[[Any], Any]
    what: str
    address: str
    step: str
    title: str

    def rows(self, actor: Any) -> Any:
        """What of it the person may see."""
        return self.which(Response.objects.visible_to(actor))

    def counted(self, count: int) -> Waiting:
        """So much of it waits."""
        return Waiting(self.what, count, reverse(self.address), self.step, self.title)


SORTS = (
    Sort(methodcaller("waiting_late"), "received late", "late_responses", "Decide whether they count",
         "Received late, to decide on"),
    Sort(methodcaller("to_match"), "to match", "unmatched_responses", "Say who sent them",
         "From organisations, to match with the register"),
    Sort(methodcaller("half_keyed"), "half keyed in", "half_keyed_responses", "Finish keying them in",
         "Half keyed in"),
)  # fmt: skip


def waiting(actor: Any) -> list[Waiting]:
    """All sorts of work, also those of which there is none. Three statements."""
    return [each.counted(each.rows(actor).count()) for each in SORTS]


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
