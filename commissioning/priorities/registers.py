"""The list of priorities."""

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    DecimalField,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from commissioning.plans.models import PlanVersion, Priority
from commissioning.plans.told import as_others_read
from commissioning.priorities.filters import PriorityFilters
from commissioning.priorities.models import PriorityBudget, PriorityOutcome
from core.acts import Actor
from core.registers.columns import DATE, MONEY, NUMBER, Column
from core.registers.register import Register, add

AMOUNT: DecimalField = DecimalField(max_digits=16, decimal_places=2)


@add
class Priorities(Register):
    """Every priority of a plan that the person may see."""

    name = "priorities"
    title = "Priorities of plans"
    noun = "priority"
    nouns = "priorities"
    model = Priority
    permission = "commissioning.view_priority"
    filters = PriorityFilters
    order = "plan"
    link = "priority"
    crumbs = (("Plans", "plans"),)
    intro = (
        "What commissioning plans put first: from how many needs each comes, what it is to bring, what is paid for it."
    )
    empty = "Add a priority on the page of a plan that is being worked on."
    columns = (
        Column("title", "Priority", value="told_title", order="told_title", link=True),
        Column("number", "Place", value="told_number", kind=NUMBER, order="told_number"),
        Column("plan", "Plan", value="plan__title", order="plan__sort_name"),
        Column("plan_id", "Id of the plan", kind=NUMBER, on_page=False),
        Column("client_group", "Client group", value="plan__cycle__client_group__title",
               order="plan__cycle__client_group__title"),
        Column("area", "Area", value="plan__cycle__area__name", order="plan__cycle__area__name"),
        Column("needs", "Needs", value="need_count", kind=NUMBER),
        Column("outcomes", "Outcomes", value="outcome_count", kind=NUMBER),
        Column("total", "Money (£)", kind=MONEY, order=Coalesce("total", Value(0), output_field=DecimalField())),
        Column("dropped_on", "Dropped", value="told_dropped_on", kind=DATE),
        Column("drop_reason", "Why it was dropped", value="told_drop_reason", on_page=False),
    )  # fmt: skip

    def rows(self, actor: Actor) -> QuerySet:
        mine = {"priority": OuterRef("pk")}
        money = PriorityBudget.objects.filter(**mine).order_by().values("priority").annotate(total=Sum("amount"))
        told = {
            "need_count": counted(Priority.needs.through.objects.filter(**mine)),
            "outcome_count": counted(PriorityOutcome.objects.filter(**mine)),
            "total": Subquery(money.values("total"), output_field=AMOUNT),
        }
        drafts = being_written()
        closed = Q(Exists(drafts)) & ~Q(Exists(drafts.filter(actor.q("commissioning.view_plan_version"))))
        open_to_them = {name: Case(When(closed, then=None), default=value) for name, value in told.items()}
        paid = Exists(PriorityBudget.objects.filter(**mine))
        return super().rows(actor).annotate(paid=paid, **open_to_them, **told_as_endorsed(actor))


def told_as_endorsed(actor: Actor) -> dict[str, Case]:
    """What a version that is worked on changes of a priority, as it was endorsed where the person does not read it."""
    then = as_others_read(actor)
    rows = Priority.objects.filter(pk__in=then).values_list("pk", "title", "number", "dropped_on")
    changed = [row for row in rows if row[1:] != (then[row[0]]["title"], then[row[0]]["number"], None)]
    whose = [(pk, then[pk]) for pk, *_ in changed]
    dropped = Q(pk__in=[pk for pk, *_, on in changed if on is not None])
    return {
        "told_title": Case(
            *[When(pk=pk, then=Value(each["title"])) for pk, each in whose], default="title", output_field=CharField()
        ),
        "told_number": Case(
            *[When(pk=pk, then=Value(each["number"])) for pk, each in whose],
            default="number",
            output_field=IntegerField(),
        ),
        "told_dropped_on": Case(When(dropped, then=None), default="dropped_on", output_field=DateField()),
        "told_drop_reason": Case(When(dropped, then=Value("")), default="drop_reason", output_field=TextField()),
    }


def being_written() -> QuerySet:
    """Versions of a priority's plan that are worked on. Who does not read them is not told what they change."""
    return PlanVersion.objects.filter(plan=OuterRef("plan"), endorsed_on=None, returned_on=None)


def counted(rows: QuerySet) -> Coalesce:
    """How many rows a priority has of some sort."""
    count = rows.order_by().values("priority").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(count, output_field=IntegerField()), Value(0))
