"""The list of plans that are required."""

from django.db.models import Case, DateField, QuerySet, When

from commissioning.requirements.filters import RequirementFilters
from commissioning.requirements.models import STATES, PlanRequirement, met_by, state_on
from core import clock
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, NUMBER, Column
from core.registers.register import Register, add


@add
class Requirements(Register):
    """Every plan that a body must have."""

    name = "plan_requirements"
    title = "Plans that are required"
    noun = "required plan"
    model = PlanRequirement
    permission = "commissioning.view_requirement"
    filters = RequirementFilters
    order = "due_on"
    link = "plan_requirement"
    crumbs = (("Plans", "plans"),)
    intro = "Plans that the law or the department asks bodies for, each with its day, and whether a plan meets it."
    of_a_day = {"state": state_on}
    as_at_note = "The state is of that day; by when and whether it was met stand as they are today."
    empty = "Add a plan that a body must have, and its commissioners are reminded before the day."
    columns = (
        Column("title", "Which plan", order="sort_name", link=True),
        Column("organisation", "Who must", value="organisation__name", order="organisation__sort_name"),
        Column("client_group", "Client group", value="client_group__title", order="client_group__title"),
        Column("due_on", "By", kind=DATE, order="due_on"),
        Column("years", "Years at least", kind=NUMBER, order="years"),
        Column("met_on", "Met", value="stays_met_on", kind=DATE),
        Column("state", "State", kind=CHOICE, choices=dict(STATES)),
        Column("source", "Who asks for it", on_page=False),
        Column("voided_on", "Declared void", kind=DATE, on_page=False),
        Column("void_reason", "Why it is void", on_page=False),
    )

    def rows(self, actor: Actor) -> QuerySet:
        """What was withdrawn meets nothing any longer."""
        standing = Case(When(met_by(clock.today()), then="met_on"), default=None, output_field=DateField())
        return super().rows(actor).annotate(stays_met_on=standing, state=state_on(clock.today()))

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        may = actor.can_ever("commissioning.add_requirement")
        return [("Add a plan that is required", fixed("plan_requirement_add"))] if may else []
