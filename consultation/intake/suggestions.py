"""Which organisations of the register may have sent an answer, each with the reason why it is thought of."""

from dataclasses import dataclass

from consultation.responses.models import Response
from core.fields import fold
from partnerships.organisations.models import Identifier, Organisation, Scheme

MOST = 5
CHARITY = (Scheme.CHARITY, Scheme.CHARITY_SCOTLAND, Scheme.CHARITY_NI)


@dataclass(frozen=True)
class Suggestion:
    """An organisation that may have sent it, and why."""

    organisation: Organisation
    reason: str


def suggestions_for(response: Response) -> list[Suggestion]:
    """By charity number first, then by the same name, then by the words of the name. Three statements."""
    respondent = response.respondent
    if respondent is None:
        return []
    found: dict[int, Suggestion] = {}
    number = respondent.charity_number.strip().upper()
    if number:
        for each in Identifier.objects.filter(scheme__in=CHARITY, value=number).select_related("organisation__kind")[
            :MOST
        ]:
            found[each.organisation_id] = Suggestion(each.organisation, f"It has the charity number {number}")
    same = Organisation.objects.filter(sort_name=fold(respondent.name)).select_related("kind")[:MOST]
    for organisation in same:
        found.setdefault(organisation.pk, Suggestion(organisation, "It has the same name"))
    alike = Organisation.objects.matching(respondent.name).select_related("kind").order_by("-is_partner", "sort_name")
    for organisation in alike[:MOST]:
        found.setdefault(organisation.pk, Suggestion(organisation, "Its name has the same words"))
    return list(found.values())[:MOST]
