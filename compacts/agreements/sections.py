"""The agreements of an organisation, and of those it came from, on its page."""

from compacts.agreements.models import Agreement, AgreementParty
from core.acts import Actor
from partnerships.organisations import sections
from partnerships.organisations.sections import MOST, Line, Section


def lines(actor: Actor, keys: frozenset[int]) -> list[Line]:
    """Those that the person may see, the latest first, each with who was the party and how it stands."""
    seen = Agreement.objects.visible_to(actor)
    rows = AgreementParty.objects.filter(organisation__in=keys, agreement__in=seen)
    rows = rows.select_related("agreement", "organisation").order_by("-agreement__pk", "organisation__sort_name")
    return [Line(each.agreement.title, each.agreement.get_absolute_url(), standing(each)) for each in rows[: MOST + 1]]


def standing(party: AgreementParty) -> str:
    """'In force; party: Worcestershire Primary Care Trust'."""
    return f"{party.agreement.stage.label.lower()}; party: {party.organisation.name}"


sections.add(Section("Agreements", 40, lines=lines, whole="agreements"))
