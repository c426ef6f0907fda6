"""Who leads on Compacts at a body."""

from typing import Any

from compacts.chasing.actions import EDIT, edit_lead
from compacts.chasing.models import CompactLead
from core.acts import Actor
from partnerships.people import holders, holdings
from partnerships.people.models import Membership
from partnerships.people.roles import Role


def hand(by: Actor, lead: CompactLead, to: Membership) -> Any:
    """Enter the successor; letters still go to the body's own address."""
    return edit_lead(by=by, lead=lead, version=None, name=to.user.name, email=to.user.email)


holdings.add(
    holdings.Holding(
        name="compact_lead",
        called="Lead on Compacts",
        whose="email",
        rows=lambda: CompactLead.objects.select_related("organisation").filter(organisation__closed=None),
        organisation="organisation",
        sentence=lambda lead: f"Leads on Compacts: {lead.organisation.name}",
        permission=EDIT,
        hand=hand,
        rename=lambda by, lead, name: edit_lead(by=by, lead=lead, version=None, name=name),
        falls_to="the Forum secretariat, who enter another lead",
        heirs=holders.everywhere(Role.SECRETARIAT),
    )
)
