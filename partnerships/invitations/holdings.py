"""Invitations that were not accepted yet: they open no door once whoever sent them has gone."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from core.acts import Actor
from partnerships.invitations.actions import hand_invitation
from partnerships.invitations.deadlines import holders as looked_after_by
from partnerships.invitations.models import Invitation
from partnerships.people import holdings
from partnerships.people.holdings import Place
from partnerships.people.models import Membership
from partnerships.people.roles import Role


def waiting() -> Any:
    """Those that were neither accepted nor withdrawn."""
    return Invitation.objects.waiting().select_related("organisation", "area", "invited_by")


def sent_in(place: Place) -> Q:
    """Those to the place of a capacity, and those that somebody of the secretariat sent for places of others."""
    own = Membership.objects.filter(user=OuterRef("invited_by"))
    at_theirs = Q(organisation=OuterRef("organisation")) | Q(area=OuterRef("area"))
    found = Q(~Exists(own.filter(at_theirs)))
    if place.organisation is not None:
        found |= Q(organisation=place.organisation)
    return found if place.area is None else found | Q(area=place.area)


def hand(by: Actor, invitation: Invitation, to: Membership) -> Any:
    """Let the invitation stand in the name of the successor."""
    return hand_invitation(by=by, invitation=invitation, to=to.user)


holdings.add(
    holdings.Holding(
        name="invitation",
        called="An invitation that waits",
        whose="invited_by__email",
        rows=waiting,
        organisation="",
        at=sent_in,
        sentence=lambda invitation: f"Sent an invitation that waits: {invitation.name}, to join {invitation.place}",
        kept=lambda invitation: f"An invitation that waited, to join {invitation.place}",
        permission="partnerships.withdraw_invitation",
        hand=hand,
        rename=None,
        falls_to="the administrators there and the Forum secretariat, who send it again: its link no longer works",
        heirs=looked_after_by,
        needs=frozenset({Role.ADMINISTRATOR, Role.SECRETARIAT}),
        link=lambda invitation: reverse(f"{invitation.place._meta.model_name}_people", args=[invitation.place.pk]),
    )
)
