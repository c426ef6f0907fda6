"""The lists of contract reviews and of what they found."""

from django.db.models import BooleanField, Case, Exists, OuterRef, QuerySet, Value, When
from django_filters import CharFilter

from commissioning.contract_reviews.models import (
    ContractReview,
    FindingKind,
    FindingState,
    FindingUse,
    Result,
    ReviewFinding,
    state_on,
)
from core import clock
from core.acts import Actor
from core.registers.columns import CHOICE, DATE, YES_NO, Column
from core.registers.filters import Filters, pick
from core.registers.register import Register, add
from partnerships.organisations.narrowing import called

CRUMBS = (("Contracts and grants", "contracts"),)
USED = (("yes", "Used by a plan"), ("no", "By none yet"))


class ReviewFilters(Filters):
    """By contract, provider and result."""

    contract = CharFilter(
        label="Contract (title)", field_name="contract__title", lookup_expr="icontains", max_length=200
    )
    provider = CharFilter(label="Provider (name or code)", method="by_provider", max_length=200)
    result = pick("Result", Result.choices, method="by_result")

    def by_provider(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(called(value, "contract__provider"))

    def by_result(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(result=value)


@add
class ContractReviews(Register):
    """Reviews of one's own contracts; of all for the secretariat and auditors."""

    name, title, noun, model = "contract_reviews", "Contract reviews", "contract review", ContractReview
    permission, link, order = "commissioning.view_contract_review", "contract_review", "-held_on"
    crumbs, filters = CRUMBS, ReviewFilters
    intro = "Reviews held by the procedure that each contract agreed, and what they came to."
    empty = "Record a review on the monitoring page of a contract, with what it found."
    columns = (
        Column("contract", "Contract", value="contract__title", order="contract__sort_name", link=True),
        Column("provider", "Provider", value="contract__provider__name", order="contract__provider__sort_name"),
        Column("held_on", "Held on", kind=DATE, order="held_on"),
        Column("planned_on", "Planned for", kind=DATE),
        Column("result", "Result", kind=CHOICE, choices=dict(Result.choices), order="result"),
        Column("next_on", "Next review", kind=DATE),
        Column("because", "Why", on_page=False),
        Column("took_part", "Who took part", on_page=False),
    )

    def rows(self, actor: Actor) -> QuerySet:
        return super().rows(actor).filter(voided_on=None)


class FindingFilters(Filters):
    """By kind, state, whether a plan used it, contract, and who does what follows."""

    kind = pick("Kind", FindingKind.choices, method="by_kind")
    state = pick("State", FindingState.choices, method="by_state")
    used = pick("Used", USED, method="by_used")
    contract = CharFilter(
        label="Contract (title)", field_name="review__contract__title", lookup_expr="icontains", max_length=200
    )
    owner = CharFilter(label="Who does it (name or code)", method="by_owner", max_length=200)

    def by_kind(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(kind=value)

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(stands=value)

    def by_used(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(used=value == "yes")

    def by_owner(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(called(value, "owner"))


@add
class Findings(Register):
    """What reviews found of contracts that the person may read it of."""

    name, title, noun, model = "findings", "What contract reviews found", "finding", ReviewFinding
    permission, link, order = "commissioning.view_finding", "finding", "-held_on"
    crumbs, filters = (*CRUMBS, ("Contract reviews", "contract_reviews")), FindingFilters
    intro = "The contracting experience informs the plans: each finding says what follows and which plan used it."
    empty = "Enter what was found on the page of a contract review. It is then read when the next cycle is analysed."
    columns = (
        Column("title", "Finding", order="title", link=True),
        Column("kind", "Kind", kind=CHOICE, choices=dict(FindingKind.choices), order="kind"),
        Column("contract", "Contract", value="review__contract__title", order="review__contract__sort_name"),
        Column("held_on", "Reviewed on", value="review__held_on", kind=DATE, order="review__held_on"),
        Column("follows", "What follows", on_page=False),
        Column("owner", "Who does it", value="owner__name"),
        Column("due_on", "By when", kind=DATE),
        Column("state", "State", value="stands", kind=CHOICE, choices=dict(FindingState.choices)),
        Column("used", "Used by a plan", kind=YES_NO),
        Column("done_on", "Done on", kind=DATE, on_page=False),
        Column("note", "What came of it", on_page=False),
    )

    def rows(self, actor: Actor) -> QuerySet:
        by_a_plan = Exists(FindingUse.objects.filter(finding=OuterRef("pk")))
        used = Case(When(by_a_plan, then=Value(True)), default=Value(False), output_field=BooleanField())
        return super().rows(actor).counting().annotate(stands=state_on(clock.today()), used=used)  # type: ignore[attr-defined]
