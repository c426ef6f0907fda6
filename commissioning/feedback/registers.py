"""The list of what users say. Of few answers it shows neither how many nor how they fell, in no form."""

from django.db.models import Case, DecimalField, F, IntegerField, OuterRef, QuerySet, Subquery, Sum, When
from django.db.models.functions import Cast
from django_filters import CharFilter

from commissioning.feedback.models import FEWEST, AuditQuestion, SatisfactionAudit
from core.acts import Actor
from core.registers.columns import DATE, NUMBER, Column
from core.registers.filters import Filters
from core.registers.register import Register, add
from partnerships.organisations.narrowing import called

ENOUGH = When(answered__gte=FEWEST, then=F("answered"))
SHARE = DecimalField(max_digits=6, decimal_places=1)


def satisfied() -> Subquery:
    """The share (%) of the answers to the questions that enough people answered."""
    rows = AuditQuestion.objects.filter(audit=OuterRef("pk"), answered__gte=FEWEST).order_by().values("audit")
    share = Cast(Cast(Sum("satisfied") * 1000 / Sum("answered"), SHARE) / 10, SHARE)
    return Subquery(rows.annotate(share=share).values("share"), output_field=SHARE)


class AuditFilters(Filters):
    """By contract and provider."""

    contract = CharFilter(
        label="Contract (title)", field_name="contract__title", lookup_expr="icontains", max_length=200
    )
    provider = CharFilter(label="Provider (name or code)", method="by_provider", max_length=200)

    def by_provider(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(called(value, "contract__provider"))


@add
class Audits(Register):
    """Audits of user satisfaction of one's own contracts; of all for the secretariat and auditors."""

    name, title, noun, model = "audits", "What users say", "audit", SatisfactionAudit
    permission, link, order = "commissioning.view_feedback", "feedback", "-held_on"
    crumbs, filters = (("Contracts and grants", "contracts"),), AuditFilters
    intro = f"Audits of user satisfaction, with numbers. Where fewer than {FEWEST} answered, no share is shown."
    empty = "On the monitoring page of a contract record who was asked, how many answered, and what they said."
    columns = (
        Column("contract", "Contract", value="contract__title", order="contract__sort_name", link=True),
        Column("provider", "Provider", value="contract__provider__name", order="contract__provider__sort_name"),
        Column("held_on", "When", kind=DATE, order="held_on"),
        Column("method", "How", order="method"),
        Column("asked", "Asked", kind=NUMBER, order="asked"),
        Column("answered", "Answered", value="shown_answered", kind=NUMBER),
        Column("satisfied", "Satisfied (%)", value="shown_satisfied", kind=NUMBER),
        Column("done_by", "Who asked them", on_page=False),
        Column("said", "What they said", on_page=False),
        Column("done", "What was done", on_page=False),
    )

    def rows(self, actor: Actor) -> QuerySet:
        rows = super().rows(actor).filter(voided_on=None)
        return rows.annotate(shown_answered=Case(ENOUGH, output_field=IntegerField()), shown_satisfied=satisfied())
