"""The list of signatures."""

import datetime

import django_filters
from django.db.models import QuerySet
from django_filters import CharFilter

from compacts.signatures.models import Signature, Way
from core.fields import fold
from core.registers.columns import CHOICE, DATE, NUMBER, Column
from core.registers.filters import Filters, pick
from core.registers.register import Register, add
from partnerships.organisations.narrowing import called

HELD = [("counts", "Counts"), ("void", "Void")]
DAY = {"invalid": "Enter the day like 20/11/2003."}


class SignatureFilters(Filters):
    """By agreement, organisation, day, how it was given, and whether it counts."""

    agreement = CharFilter(label="Agreement (title)", method="by_agreement", max_length=200)
    organisation = CharFilter(label="Organisation (name or code)", method="by_organisation", max_length=200)
    since = django_filters.DateFilter(label="Signed on or after", method="by_first_day", error_messages=DAY)
    until = django_filters.DateFilter(label="Signed on or before", method="by_last_day", error_messages=DAY)
    way = pick("How", Way.choices, method="by_way")
    state = pick("State", HELD, method="by_state")

    def by_agreement(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(draft__agreement__sort_name__startswith=fold(value) or value)

    def by_organisation(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(called(value, "party__organisation"))

    def by_first_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        return rows.filter(signed_on__gte=value)

    def by_last_day(self, rows: QuerySet, name: str, value: datetime.date) -> QuerySet:
        return rows.filter(signed_on__lte=value)

    def by_way(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(way=value)

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(voided_on__isnull=value == "counts")


@add
class Signatures(Register):
    """Every signature of an agreement that the person may see."""

    name = "signatures"
    title = "Who signed agreements"
    noun = "signature"
    model = Signature
    permission = "compacts.view_signature"
    filters = SignatureFilters
    order = "-signed_on"
    link = "signature"
    crumbs = (("Agreements between partners", "agreements"),)
    intro = (
        "Who signed which draft of which agreement, for which organisation, in what office and by what authority. "
        "Only the parties' people, the secretariat and auditors read it."
    )
    empty = "Whoever signs for a party finds the button on the agreement's page once its latest draft is final."
    columns = (
        Column(
            "agreement", "Agreement", value="draft__agreement__title", order="draft__agreement__sort_name", link=True
        ),
        Column("draft", "Draft", value="draft__number", kind=NUMBER, order="draft__number"),
        Column("organisation", "For", value="party__organisation__name", order="party__organisation__sort_name"),
        Column("name", "Name", order="name"),
        Column("designation", "Designation", order="designation"),
        Column("authority", "Authority"),
        Column("signed_on", "Signed on", kind=DATE, order="signed_on"),
        Column("way", "How", kind=CHOICE, choices=dict(Way.choices), order="way"),
        Column("recorded_on", "Recorded on", kind=DATE, on_page=False),
        Column("kept_at", "Where the signed paper is kept", on_page=False),
        Column("voided_on", "Declared void", kind=DATE),
        Column("void_reason", "Why it is void", on_page=False),
    )
