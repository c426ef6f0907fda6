"""Whose entries are out of date, for whom, and who was asked lately."""

import datetime

from django.db.models import Exists, OuterRef, Q

from core import clock
from core.acts import Actor
from partnerships.organisations.models import Organisation, OrganisationQuerySet, UmbrellaMembership
from partnerships.people.models import RoleHeld
from partnerships.people.roles import Role
from partnerships.stale.models import EntryChaser

APART = datetime.timedelta(days=14)
"""So long an organisation is not asked again."""
MOST = 500
"""Organisations that are asked in one go."""


def stale_for(actor: Actor) -> OrganisationQuerySet:
    """Partners whose entry should have been confirmed: all, or for an umbrella body those of its members."""
    rows = Organisation.objects.visible_to(actor).to_confirm(clock.today())
    if actor.may("partnerships.view_all_stale"):
        return rows
    return rows.filter(belongs(actor.q("partnerships.view_stale_member")))


def belongs(which: Q) -> Exists:
    """That an organisation belongs today by one of these memberships: by its own, or by one of an entry that was merged
    into it, which no merge moves."""
    held = UmbrellaMembership.objects.in_force(clock.today()).filter(which)
    return Exists(held.filter(Q(member=OuterRef("pk")) | Q(member__duplicate_of=OuterRef("pk"))))


def to_chase(actor: Actor) -> OrganisationQuerySet:
    """Those of them that this person asks, and that were not asked within the fourteen days before.

    Without those of whom nobody can be asked: they would stand before all others for good.
    """
    rows = stale_for(actor)
    if actor.may("partnerships.view_all_stale"):
        rows = rows.filter(actor.q("partnerships.mark_partner"))
    lately = EntryChaser.objects.filter(organisation=OuterRef("pk"), sent_on__gt=clock.today() - APART)
    held = RoleHeld.objects.active(clock.today()).filter(role=Role.ADMINISTRATOR)
    can_be_asked = Exists(held.filter(membership__organisation=OuterRef("pk"))) | ~Q(email="")
    return rows.filter(can_be_asked).exclude(Exists(lately))
