"""The list of contract templates."""

from django.db.models import Case, CharField, Count, QuerySet, Value, When

from commissioning.contract_templates.models import ContractTemplate
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, NUMBER, Column
from core.registers.filters import Filters, pick
from core.registers.register import Register, add

STATES = (("in_use", "In use"), ("withdrawn", "Out of use"))


class TemplateFilters(Filters):
    """By state."""

    state = pick("State", STATES, method="by_state")

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(withdrawn_on__isnull=value == "in_use")


@add
class ContractTemplates(Register):
    """The standard terms from which contracts are made."""

    name, title, noun, model = "contract_templates", "Contract templates", "template", ContractTemplate
    permission, link, order = "commissioning.view_template", "contract_template", "title"
    crumbs = (("Contracts and grants", "contracts"),)
    filters = TemplateFilters
    intro = "Standard terms, so that a voluntary organisation does not read a new contract each time it signs one."
    empty = "Add the terms that your organisation uses. Contracts made from them say where they deviate, and why."
    columns = (
        Column("title", "Template", order="sort_name", link=True),
        Column("body", "Body", value="body__name"),
        Column("latest", "Latest version", kind=NUMBER, order="latest"),
        Column("used", "Contracts made from it", kind=NUMBER, value=Count("versions__contracts")),
        Column("withdrawn_on", "Out of use since", kind=DATE, on_page=False),
        Column("state", "State", kind=CHOICE, choices=dict(STATES)),
    )

    def rows(self, actor: Actor) -> QuerySet:
        out = When(withdrawn_on__isnull=False, then=Value("withdrawn"))
        return super().rows(actor).annotate(state=Case(out, default=Value("in_use"), output_field=CharField()))

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        adds = actor.can_ever("commissioning.edit_template")
        return [("Add a template", fixed("contract_template_add"))] if adds else []
