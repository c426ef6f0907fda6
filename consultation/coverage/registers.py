"""The list of the organisations that were invited, with how far each has come."""

import datetime
from typing import Any

from django.db.models import Case, F, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from consultation.coverage.filters import InviteeFilters, ProgressFilters
from consultation.coverage.models import Invitee
from consultation.coverage.reading import with_progress
from core.acts import Actor
from core.registers.columns import DATETIME, NUMBER, YES_NO, Column
from core.registers.register import Register, add

NEVER = Value(datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC))
"""What has not happened yet is sorted last."""


def as_told(name: str) -> Case:
    """A yes or no that stays empty where the person may not know it: a 'No' would say that it has not answered."""
    return Case(When(told=True, then=F(name)))


@add
class Invitees(Register):
    """The organisations that were invited to consultations: who opened it, and who sent an answer."""

    name = "invitees"
    title = "Invited to answer"
    noun = "invited organisation"
    model = Invitee
    permission = "consultation.view_invitee"
    filters = InviteeFilters
    order = "organisation"
    link = "organisation"
    link_by = "organisation_key"
    crumbs = (("Consultations", "consultations"),)
    intro = (
        "Whom a consultation asked by name, and how far each has come. Anybody else may answer as well. Whether an "
        "organisation funded by a body that you act or have acted for has answered is closed to you, like the answer "
        "itself."
    )
    empty = "Open a consultation and choose 'Invite organisations', so that those who should be heard know of it."
    columns = (
        Column("organisation", "Organisation", "organisation__name", link=True, order="organisation__sort_name"),
        Column("kind", "Kind", "organisation__kind__title", order="organisation__kind__title", on_page=False),
        Column("consultation", "Consultation", "consultation__reference", order="consultation__reference"),
        Column("invited", "Invited", "invited_at", kind=DATETIME, order="invited_at"),
        Column("mailed", "Mails", kind=NUMBER, order="mailed"),
        Column("opened", "Opened", "opened_at", kind=DATETIME, order=Coalesce("opened_at", NEVER)),
        Column("sent", "Sent", "sent", kind=DATETIME, order=Coalesce("sent", NEVER)),
        Column("counts", "Counts", as_told("counts"), kind=YES_NO, order="counts"),
        Column("told", "Told to you", kind=YES_NO, order="told", on_page=False),
        Column("organisation_key", "Number", "organisation_id", kind=NUMBER, on_page=False),
    )

    def rows(self, actor: Actor) -> QuerySet:
        return with_progress(Invitee.objects.visible_to(actor), actor)

    def acts(self, actor: Any) -> list[tuple[str, str]]:
        if actor.can_ever("consultation.view_progress"):
            return [("Also who is drafting", reverse("progress"))]
        return []


@add
class Progress(Invitees):
    """The same for the secretariat, with who has begun to draft and has not sent."""

    name = "progress"
    title = "How far those who were invited have come"
    filters = ProgressFilters
    permission = "consultation.view_progress"
    columns = (
        *Invitees.columns[:-4],
        Column("drafting", "Drafting", as_told("drafting"), kind=YES_NO, order="drafting"),
        Column("chased", "Last reminded", "reminded", kind=DATETIME, order=Coalesce("reminded", NEVER)),
        *Invitees.columns[-4:],
    )

    def acts(self, actor: Any) -> list[tuple[str, str]]:
        return []
