"""Two answers of a body that was entered twice: both count until one of them is withdrawn (ADR 40)."""

from itertools import groupby

from django.db.models import Q

from consultation.responses.models import Response
from core.acts import Actor
from partnerships.duplicates import unjoined
from partnerships.duplicates.models import DuplicateSuggestion
from partnerships.organisations.sections import Line

BOTH_COUNT = (
    "Where both have answered one consultation, or had begun to before they were merged, both answers count until the "
    "people of one withdraw it."
)


def lines(pair: DuplicateSuggestion, actor: Actor) -> list[Line]:
    """The answers that count, of consultations that more than one entry of the body has answered."""
    entries = {each.pk for each in pair.pair}
    rows = Response.objects.visible_to(actor).counted()  # type: ignore[attr-defined]
    rows = rows.filter(Q(organisation__in=entries) | Q(organisation__duplicate_of__in=entries))
    rows = rows.select_related("consultation", "organisation").order_by("consultation__sort_name", "consultation", "pk")
    found = []
    for _, answers in groupby(rows, key=lambda each: each.consultation_id):
        both = list(answers)
        found += [line(each) for each in both] if len(both) > 1 else []
    return found


def line(response: Response) -> Line:
    """'The Wye Carers Ltd: Support for carers'."""
    return Line(f"{response.name}: {response.consultation.title}", response.get_absolute_url(), response.reference)


unjoined.add(unjoined.Unjoined(BOTH_COUNT, lines=lines))
