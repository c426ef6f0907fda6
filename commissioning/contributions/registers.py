"""The list of evidence that organisations sent in."""

from django.db.models import Case, CharField, QuerySet, Value, When
from django.db.models.functions import Coalesce

from commissioning.contributions.filters import ContributionFilters
from commissioning.contributions.models import Contribution, ContributionState
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, NUMBER, Column
from core.registers.register import Register, add

SEND = "commissioning.send_contribution"
STATE = Case(
    When(withdrawn_on__isnull=False, then=Value(ContributionState.WITHDRAWN.value)),
    When(use="", then=Value(ContributionState.WAITING.value)),
    default="use",
    output_field=CharField(),
)


@add
class Contributions(Register):
    """What organisations sent in for commissioning; each sees its own, commissioners see all."""

    name, title, model = "contributions", "Evidence sent in", Contribution
    noun, nouns = "piece of evidence", "pieces of evidence"
    permission, link, order = "commissioning.view_contribution", "contribution", "-sent_on"
    filters = ContributionFilters
    searchable = True
    search_label = "Title, sender, place or client group"
    crumbs = (("Commissioning cycles", "cycles"),)
    intro = (
        "What voluntary organisations know of needs and services, sent to commissioners, and what it was used for, or "
        "why it was not."
    )
    empty = "A voluntary organisation sends what it knows, for a cycle or for a place and client group."
    columns = (
        Column("title", "What it is about", order="sort_name", link=True),
        Column("organisation", "Sent by", value="organisation__name", order="organisation__sort_name"),
        Column("sent_on", "Sent", kind=DATE, order="sent_on"),
        Column("cycle", "Cycle", value="cycle__title", order=Coalesce("cycle__sort_name", Value(""))),
        Column("cycle_id", "Id of the cycle", kind=NUMBER, on_page=False),
        Column("area", "Place", value="area__name", order="area__name"),
        Column("client_group", "Client group", value="client_group__title", order="client_group__title"),
        Column("state", "State", value="stands", kind=CHOICE, choices=dict(ContributionState.choices), order="stands"),
        Column("answer", "What it was used for, or why not"),
        Column("what", "What the organisation knows", on_page=False),
        Column("starts", "From", kind=DATE, on_page=False),
        Column("ends", "To", kind=DATE, on_page=False),
        Column("answered_on", "Answered", kind=DATE, on_page=False),
    )

    def rows(self, actor: Actor) -> QuerySet:
        return super().rows(actor).annotate(stands=STATE)

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        return [("Send evidence", fixed("contribution_send"))] if actor.can_ever(SEND) else []
