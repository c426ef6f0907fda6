"""Whom people are to ask about a consultation."""

from typing import Any

from consultation.consultations.actions import edit_consultation
from consultation.consultations.models import Consultation
from core import clock
from core.acts import Actor, Refused
from partnerships.people import holders, holdings
from partnerships.people.models import Membership
from partnerships.people.roles import Role

NO_NUMBER = "{} has no telephone number on Concordat, and people must be able to ring. They enter it on 'Your account'."


def to_ask_about() -> Any:
    """Those that were not withdrawn and have not closed."""
    rows = Consultation.objects.select_related("host").filter(withdrawn_at=None)
    return rows.filter(closes_on__gte=clock.today())


def hand(by: Actor, consultation: Consultation, to: Membership) -> Any:
    """Let people ask the successor, at the number of their account."""
    if not to.user.telephone.strip():
        raise Refused(NO_NUMBER.format(to.user))
    return edit_consultation(
        by=by, consultation=consultation, version=None,
        contact_name=to.user.name, contact_telephone=to.user.telephone, contact_email=to.user.email,
    )  # fmt: skip


holdings.add(
    holdings.Holding(
        name="consultation_contact",
        called="Whom people ask about a consultation",
        whose="contact_email",
        rows=to_ask_about,
        organisation="host",
        sentence=lambda consultation: f"Whom people ask about the consultation: {consultation.title}",
        permission="consultation.edit_consultation",
        hand=hand,
        rename=lambda by, found, name: edit_consultation(by=by, consultation=found, version=None, contact_name=name),
        falls_to="the commissioners of its host, who enter somebody else to ask",
        heirs=holders.at("host_id", Role.COMMISSIONER),
    )
)
