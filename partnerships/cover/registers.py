"""The list of covers."""

import datetime

from django.db.models import Case, CharField, Value, When
from django.db.models.functions import Coalesce

from core import clock
from core.registers.columns import CHOICE, DATE, NUMBER, Column
from core.registers.register import Register, add
from partnerships.cover.filters import CoverFilters, in_state
from partnerships.cover.models import Cover, CoverState

PLACE = Coalesce("membership__organisation__name", "membership__area__name")


def state_on(day: datetime.date) -> Case:
    """How each stands on a day."""
    whens = [When(in_state(each.value, day), then=Value(each.value)) for each in CoverState]
    return Case(*whens, output_field=CharField())


@add
class Covers(Register):
    """Who is or was on leave, and who covers."""

    name, title, noun, model = "covers", "Cover for leave", "cover", Cover
    permission, link, order = "partnerships.view_cover", "cover", "-starts"
    filters = CoverFilters
    intro = "Who is reminded in whose place while somebody is on leave."
    empty = "Name on a person's page, or on 'Your account', who covers while they are away."
    of_a_day = {"state": state_on}
    columns = (
        Column("id", "Id", value="pk", kind=NUMBER, on_page=False),
        Column("person", "On leave", value="membership__user__name", order="membership__user__name", link=True),
        Column("by_whom", "Who covers", value="by_whom__user__name", order="by_whom__user__name"),
        Column("place", "For", value=PLACE, order=PLACE),
        Column("starts", "First day", kind=DATE, order="starts"),
        Column("ends", "Last day", kind=DATE, order="ends"),
        Column("state", "State", value="stands_now", kind=CHOICE, choices=dict(CoverState.choices)),
    )

    def rows(self, actor):
        """All the person may see, with how each stands today."""
        return super().rows(actor).annotate(stands_now=state_on(clock.today()))
