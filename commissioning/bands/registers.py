"""The list of value bands."""

from django.db.models import Q, QuerySet
from django_filters import CharFilter

from commissioning.bands.models import Monitoring, ValueBand
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, MONEY, YES_NO, Column
from core.registers.filters import Filters, as_at, pick
from core.registers.register import Register, add
from partnerships.organisations.narrowing import called

EDIT = "commissioning.edit_band"
STATES = (("now", "Holds"), ("over", "Ended"))


class BandFilters(Filters):
    """By body, by whether it holds, as at a day."""

    body = CharFilter(label="Body (name or code)", method="by_body", max_length=200)
    state = pick("State", STATES, method="by_state")
    as_at = as_at()

    def by_body(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(called(value, "body"))

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        over = Q(ends__lt=self.on())
        return rows.filter(over if value == "over" else ~over | Q(ends=None))


@add
class Bands(Register):
    """What each commissioning body asks of contracts, by their value."""

    name, title, noun, model = "bands", "Value bands", "band", ValueBand
    permission, link, order = "commissioning.view_band", "band", "body"
    crumbs = (("Contracts and grants", "contracts"),)
    filters = BandFilters
    intro = (
        "How much each body asks of a contract by what it is worth: small grants have a short form and few gates. "
        "Where a body has set no band, everything is asked."
    )
    empty = "Set the bands of your organisation, so that a small grant is not asked what a large contract is."
    columns = (
        Column("title", "Band", order="title", link=True),
        Column("body", "Body", value="body__name", order="body__sort_name"),
        Column("from_value", "From a value of", kind=MONEY, order="from_value"),
        Column("short_form", "Short form", kind=YES_NO),
        Column("asks_priority", "A priority", kind=YES_NO),
        Column("asks_feedback", "How users are heard", kind=YES_NO),
        Column("asks_review", "A review", kind=YES_NO),
        Column("asks_compact", "The Compact", kind=YES_NO),
        Column("monitoring", "Monitoring", kind=CHOICE, choices=dict(Monitoring.choices)),
        Column("starts", "From", kind=DATE, on_page=False),
        Column("ends", "To", kind=DATE, on_page=False),
    )

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        return [("Set a band", fixed("band_set"))] if actor.can_ever(EDIT) else []
