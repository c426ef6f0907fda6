"""The list of consultations."""

from typing import Any

from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.db.models.functions import Cast, Concat, Substr
from django.urls import reverse

from consultation.consultations.filters import ConsultationFilters
from consultation.consultations.models import Consultation, State, WhoMayAnswer
from core import clock
from core.acts import Actor
from core.registers.columns import CHOICE, DATE, DAY_OR_MONTH, Column
from core.registers.register import Register, add


def state_now() -> Case:
    """The state of each row at this moment, as an expression."""
    moment = clock.now()
    return Case(
        When(withdrawn_at__isnull=False, then=Value(State.WITHDRAWN.value)),
        When(published_at=None, then=Value(State.DRAFT.value)),
        When(opens_at__gt=moment, then=Value(State.COMING.value)),
        When(closes_at__gt=moment, then=Value(State.OPEN.value)),
        default=Value(State.CLOSED.value),
        output_field=CharField(),
    )


ISO_DAY = Cast("opens_on", CharField())
OPENS = Case(When(opens_month_only=True, then=Substr(ISO_DAY, 1, 7)), default=ISO_DAY, output_field=CharField())
"""'2026-10-30', or '2003-08' where only the month is known."""
CONTACT = Case(
    When(contact_telephone="", then=F("contact_name")),
    default=Concat("contact_name", Value(", "), "contact_telephone"),
    output_field=CharField(),
)


@add
class Consultations(Register):
    """Every consultation the person may see: visitors see what is published."""

    name = "consultations"
    title = "Consultations"
    noun = "consultation"
    model = Consultation
    permission = "consultation.view_consultation"
    filters = ConsultationFilters
    searchable = True
    order = "-closes_on"
    in_navigation = (50, "Consultations")
    in_search = 30
    first_found = ("-closes_on",)
    loaded = ("host",)
    read_of_found = ("title", "reference", "withdrawn_at", "published_at", "opens_at", "closes_at", "host__name")
    link = "consultation"
    intro = "What public bodies ask voluntary and community organisations, and until when."
    empty = "A consultation puts questions to partner organisations, and gathers their answers until it closes."
    columns = (
        Column("title", "Title", link=True, order="sort_name"),
        Column("state", "State", kind=CHOICE, choices=dict(State.choices)),
        Column("host", "Who asks", "host__name", order="host__sort_name"),
        Column("host_code", "Code of who asks", "host__code", on_page=False),
        Column("opens_on", "Opens", value=OPENS, kind=DAY_OR_MONTH, order="opens_on"),
        Column("closes_on", "Closes", kind=DATE, order="closes_on"),
        Column("contact", "Who to ask", value=CONTACT, order="contact_name"),
        Column("contact_email", "E-mail address of who to ask", on_page=False),
        Column("who_may_answer", "Who may answer", kind=CHOICE, choices=dict(WhoMayAnswer.choices), on_page=False),
        Column("reference", "Reference", order="reference"),
    )

    def hint(self, row: Consultation) -> str:
        return f"{row.state.label}, {row.host.name}, {row.reference}"

    def rows(self, actor: Actor) -> QuerySet:
        return super().rows(actor).annotate(state=state_now())

    def acts(self, actor: Any) -> list[tuple[str, str]]:
        acts = []
        if actor.can_ever("consultation.add_consultation"):
            acts.append(("Begin a consultation", reverse("consultation_add")))
        if actor.can_ever("consultation.view_response"):
            acts.append(("Answers that were sent", reverse("responses")))
        return acts
