"""The lists of who has not met a target yet, of leads, and of what was written to them."""

from django.db.models import Max, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from compacts.chasing.filters import ChaserFilters, LeadFilters, OutstandingFilters
from compacts.chasing.models import Channel, CompactLead, SignupChaser
from compacts.deadline.models import SignupStanding, Verdict
from core import clock
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, NUMBER, Column
from core.registers.register import Register, RowAct, add

TARGETS = (("Local Compacts", "compacts"), ("Targets of sign-up", "signup_targets"))
LEAD = "organisation__compact_lead__name"
NEVER, NOBODY = Value(clock.EARLIEST), Value("")


@add
class SignupOutstanding(Register):
    """The bodies that have not met a target that goes on, the latest first, each with its lead."""

    name = "signup_outstanding"
    title = "Who has not met a target yet"
    noun, nouns = "line", "lines"
    model = SignupStanding
    permission = "compacts.chase_signup"
    filters = OutstandingFilters
    order = "verdict"
    link = "organisation"
    link_by = "organisation_id"
    row_act = RowAct("Write to its lead", "signup_chase", "compacts.chase_signup", until="today")
    crumbs = TARGETS
    intro = (
        "Bodies that a target counts and that have met it nowhere, in each of their localities. Write to their leads "
        "from here; nobody is written to twice on a day."
    )
    empty = "Nobody is late, and nobody is awaited. Who has not met a target of sign-up is listed here."
    columns = (
        Column("organisation", "Body", "organisation__name", order="organisation__sort_name", link=True),
        Column("kind", "Kind of body", "kind__title", order="kind__title"),
        Column("area", "Locality", "area__name", order=Coalesce("area__name", NOBODY)),
        Column("target", "Target", "target__title", order="target__sort_name"),
        Column("verdict", "How it stands", "overall", kind=CHOICE, choices=dict(Verdict.choices), order="urgency"),
        Column("late_days", "Days late", kind=NUMBER, order="late_days"),
        Column("lead", "Lead on Compacts", LEAD, order=Coalesce(LEAD, NOBODY)),
        Column("written", "Last written to", kind=DATE, order=Coalesce("written", NEVER)),
        Column("today", "Written to today", kind=DATE),
        Column("organisation_id", "Number of the body", kind=NUMBER, on_page=False),
    )

    def rows(self, actor: Actor) -> QuerySet:
        rows = super().rows(actor).filter(counts=True, lacking=True)
        today = Q(organisation__signup_chasers__sent_on=clock.today())
        goes_on = rows.exclude(target__closed_on__lte=clock.today())
        return goes_on.annotate(
            written=Max("organisation__signup_chasers__sent_on"),
            today=Max("organisation__signup_chasers__sent_on", filter=today),
        )

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        return [("Who leads on Compacts at each body", fixed("compact_leads"))]


@add
class CompactLeads(Register):
    """Who leads on Compacts at each body."""

    name = "compact_leads"
    title = "Leads on Compacts"
    noun, nouns = "lead", "leads"
    model = CompactLead
    permission = "compacts.view_lead"
    filters = LeadFilters
    order = "organisation"
    link = "compact_lead"
    crumbs = TARGETS
    intro = "Who leads on Compacts at each body, and how to write to them."
    empty = "Enter who leads on Compacts at a body. They are written to where it has not met a target of sign-up."
    columns = (
        Column("organisation", "Body", "organisation__name", order="organisation__sort_name", link=True),
        Column("name", "Name", order="name"),
        Column("email", "E-mail address", order="email"),
        Column("address", "Postal address", on_page=False),
    )

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        name = [("Enter a lead", fixed("compact_lead_name"))] if actor.can_ever("compacts.name_lead") else []
        return [*name, ("What was written to them", fixed("signup_chasers"))]


@add
class SignupChasers(Register):
    """What was written to the leads of bodies that had not met a target."""

    name = "signup_chasers"
    title = "What was written to leads"
    noun, nouns = "letter", "letters"
    model = SignupChaser
    permission = "compacts.view_chaser"
    filters = ChaserFilters
    order = "-sent_on"
    link = "signup_chaser"
    crumbs = TARGETS
    empty = "Write to the lead of a body from the list of those that have not met a target. It is then kept here."
    columns = (
        Column("organisation", "Body", "organisation__name", order="organisation__sort_name", link=True),
        Column("target", "Target", "target__title", order="target__sort_name"),
        Column("sent_on", "Sent on", kind=DATE, order="sent_on"),
        Column("channel", "Sent as", kind=CHOICE, choices=dict(Channel.choices), order="channel"),
        Column("to_name", "To", order="to_name"),
        Column("to_address", "At", on_page=False),
        Column("subject", "Subject", on_page=False),
    )
