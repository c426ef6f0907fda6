"""The list of commissioning plans."""

from django.db.models import Min, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from commissioning.plans.filters import PlanFilters
from commissioning.plans.models import CommissioningPlan, PlanState, PlanVersion, state_on
from core import clock
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, NUMBER, Column
from core.registers.register import Register, add


@add
class Plans(Register):
    """Every commissioning plan the person may see."""

    name = "plans"
    title = "Commissioning plans"
    noun = "plan"
    model = CommissioningPlan
    permission = "commissioning.view_plan"
    of_today = True
    filters = PlanFilters
    order = "title"
    link = "plan"
    in_navigation = (42, "Plans")
    intro = "What partners will commission together, for whom and until when, and how each plan stands."
    as_at_note = "Everything but the state is today's."
    empty = "Begin a plan on the page of a commissioning cycle, once its needs are settled."
    of_a_day = {"state": state_on}
    columns = (
        Column("title", "Title", order="sort_name", link=True),
        Column("state", "State", kind=CHOICE, choices=dict(PlanState.choices)),
        Column("client_group", "Client group", value="cycle__client_group__title",
               order="cycle__client_group__title"),
        Column("area", "Area", value="cycle__area__name", order="cycle__area__name"),
        Column("starts", "From", kind=DATE, order="starts"),
        Column("ends", "To", kind=DATE, order="ends"),
        Column("refresh_due", "To be refreshed by", kind=DATE, order=Coalesce("refresh_due", Value(clock.LATEST))),
        Column("cycle", "Cycle", value="cycle__title", on_page=False),
        Column("cycle_id", "Id of the cycle", kind=NUMBER, on_page=False),
        Column("endorsed_on", "Endorsed", value="first_endorsed", kind=DATE, on_page=False),
        Column("withdrawn_on", "Withdrawn", kind=DATE, on_page=False),
        Column("withdraw_reason", "Why it was withdrawn", on_page=False),
    )  # fmt: skip

    def rows(self, actor: Actor) -> QuerySet:
        endorsed = PlanVersion.objects.filter(plan=OuterRef("pk")).order_by().values("plan")
        first = Subquery(endorsed.annotate(day=Min("endorsed_on")).values("day"))
        return super().rows(actor).annotate(state=state_on(clock.today()), first_endorsed=first)

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        return [("Priorities of plans", fixed("priorities")), ("Plans that are required", fixed("plan_requirements"))]
