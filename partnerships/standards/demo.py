"""The demonstration's rules: the national ones of the Compact come with the product, others are told here."""

import datetime

from partnerships.organisations.models import Area
from partnerships.people.actors import the_house
from partnerships.standards.actions import add_standard
from partnerships.standards.models import StandardKind, Unit


def load() -> None:
    """Three months' notice everywhere, and a local rule that goes before the national one."""
    by = the_house("command", "The demonstration")
    add_standard(
        by=by,
        kind=StandardKind.NOTICE_OF_ENDING_FUNDING,
        amount=3,
        unit=Unit.MONTHS,
        starts=datetime.date(2010, 12, 16),
        words="Three months' notice in writing is given before funding is changed or ends.",
        source="The Compact of 2010",
    )
    add_standard(
        by=by,
        kind=StandardKind.CONSULTATION_LENGTH,
        area=Area.objects.get(name="Herefordshire"),
        amount=12,
        unit=Unit.WEEKS,
        starts=datetime.date(2013, 4, 1),
        words="Twelve weeks are allowed, and two more where August or Christmas lies in between, if it can be done.",
        source="Local Compact of Herefordshire (invented for the demonstration)",
    )
