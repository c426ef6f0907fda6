"""The list of framework agreements."""

from django.db.models import Case, CharField, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, Substr

from compacts.frameworks.filters import FrameworkFilters
from compacts.frameworks.models import Basis, Framework, FrameworkKind, Standing, standing_on
from core import clock
from core.acts import Actor
from core.registers.columns import CHOICE, DATE, DAY_OR_MONTH, YES_NO, Column
from core.registers.register import Register, add

STILL = Value(clock.LATEST)


def day_or_month(name: str) -> Case:
    """'2008-03-31', or '2008-03' where only the month is known."""
    day = Cast(name, CharField())
    month = When(**{f"{name}_month_only": True}, then=Substr(day, 1, 7))
    return Case(month, default=day, output_field=CharField())


@add
class Frameworks(Register):
    """Every framework agreement the person may see: visitors see those that were published."""

    name = "frameworks"
    title = "Framework agreements"
    noun = "framework"
    model = Framework
    permission = "compacts.view_framework"
    filters = FrameworkFilters
    order = "ends"
    link = "framework"
    crumbs = (("Agreements between partners", "agreements"),)
    intro = "Agreements of NHS bodies and councils under section 31 or section 75: what each allows, and until when."
    as_at_note = "Titles and terms are today's."
    empty = "Enter on an agreement's page the terms of a framework: under which law, what it allows, from when to when."
    of_a_day = {"standing": standing_on}
    columns = (
        Column("title", "Title", value="agreement__title", order="agreement__sort_name", link=True),
        Column("standing", "Standing", value="stands_now", kind=CHOICE, choices=dict(Standing.choices)),
        Column("area", "Locality", value="agreement__area__name", order="agreement__area__name"),
        Column("kind", "Kind", kind=CHOICE, choices=dict(FrameworkKind.choices), order="kind"),
        Column("basis", "Legal basis", kind=CHOICE, choices=dict(Basis.choices), order="basis"),
        Column("pooled_budget", "Pooled budget", kind=YES_NO, on_page=False),
        Column("joint_commissioning", "Lead or joint commissioning", kind=YES_NO, on_page=False),
        Column("integrated_provision", "Integrated provision", kind=YES_NO, on_page=False),
        Column("starts", "First day", value=day_or_month("starts"), kind=DAY_OR_MONTH, order=Coalesce("starts", STILL)),
        Column("ends", "Last day", value=day_or_month("ends"), kind=DAY_OR_MONTH, order=Coalesce("ends", STILL)),
        Column("due_from", "Planned from", kind=DATE, on_page=False),
        Column("due_until", "Planned until", kind=DATE, on_page=False),
    )

    def rows(self, actor: Actor) -> QuerySet:
        return super().rows(actor).annotate(stands_now=standing_on(clock.today()))
