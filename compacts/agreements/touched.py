"""Agreements that are in force or being drafted, as what a reorganisation touches."""

import datetime

from compacts.agreements.models import Agreement, AgreementParty, Stage, stage_on
from core.fields import Visible
from partnerships.organisations import touching
from partnerships.organisations.touching import Touched


def in_force(day: datetime.date) -> Visible:
    """Those that all parties have signed."""
    return Agreement.objects.in_stage(Stage.IN_FORCE, day)


def drafted(day: datetime.date) -> Visible:
    """Those that are not in force yet."""
    rows = Agreement.objects.alias(stands=stage_on(day))
    return rows.exclude(stands__in=(Stage.IN_FORCE, Stage.ENDED))


PARTY = ("parties__organisation",)
touching.add(Touched("Agreements in force", Agreement, PARTY, rows=in_force, covers=(Agreement, AgreementParty)))
touching.add(Touched("Agreements being drafted", Agreement, PARTY, rows=drafted))
