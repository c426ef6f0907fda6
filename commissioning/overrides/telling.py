"""Whom an override concerns: voluntary organisations that serve the area and the client group, or were involved."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from commissioning.cycles.models import CommissioningCycle
from commissioning.overrides.models import Override
from core import clock
from core.mail.actions import write_mail
from core.pages import words
from partnerships.organisations.models import AreaServed, Described, Organisation, Sector
from partnerships.people.models import RoleHeld
from partnerships.people.roles import Role

TOLD = (Role.DRAFTER, Role.APPROVER, Role.ADMINISTRATOR)


def concerned(cycle: CommissioningCycle) -> QuerySet[Organisation]:
    """Those that are open, of the sector, and near the cycle or part of it."""
    today = clock.today()
    serves = AreaServed.objects.in_force(today).filter(organisation=OuterRef("pk"), area=cycle.area_id)  # type: ignore[attr-defined]
    works = Described.objects.in_force(today).filter(organisation=OuterRef("pk"), term=cycle.client_group_id)  # type: ignore[attr-defined]
    here = Q(Exists(serves)) | Q(area=cycle.area_id)
    taking_part = Q(involvements__stage__cycle=cycle) | Q(contributions__cycle=cycle)
    rows = Organisation.objects.filter(kind__sector=Sector.VOLUNTARY, closed=None)
    keys = rows.filter((here & Q(Exists(works))) | taking_part).values("pk")
    return Organisation.objects.filter(pk__in=keys)


def people_at(organisations: Iterable[Any]) -> dict[int, Any]:
    """Those who act for one of these organisations, by their number, each once."""
    roles = RoleHeld.objects.active(clock.today()).filter(role__in=TOLD, membership__organisation__in=organisations)
    return {each.membership.user_id: each.membership.user for each in roles.select_related("membership__user")}


def tell_those_concerned(override: Override) -> None:
    """A mail to each person of the organisations concerned, with the reason and where it is published."""
    stage, cycle = override.stage, override.stage.cycle
    what = override.get_line_display()
    body = (
        f"The partners of '{cycle}' let {stage.get_kind_display()} go on without this line of its checklist: "
        f"{what}.\n\n"
        f"Their reason, published on the cycle's page:\n\n{override.reason}\n\n"
        f"It was asked for on {words.date(override.asked_on)} and confirmed by a second person on "
        f"{words.date(override.confirmed_on)}. You are told because your organisation works there with this client "
        "group, or has taken part."
    )
    for key, user in sorted(people_at(concerned(cycle)).items()):
        write_mail(
            to=user, subject=f"Going on without involvement: {cycle}"[:200], body=body,
            key=f"override:{override.pk}:{key}", link=override.get_absolute_url(),
        )  # fmt: skip
