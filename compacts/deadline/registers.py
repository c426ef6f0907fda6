"""The lists of targets of sign-up, and of how every body stands to them in each of its localities."""

from django.db.models import Case, CharField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from compacts.deadline.filters import STATES, SignupTargetFilters, StandingFilters
from compacts.deadline.models import SignupStanding, SignupTarget, Verdict
from compacts.local.models import CompactKind
from core import clock
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, NUMBER, YES_NO, Column
from core.registers.register import Register, add

LATEST = Value(clock.LATEST)
NOWHERE = Value("")


@add
class SignupTargets(Register):
    """Every target of sign-up."""

    name = "signup_targets"
    title = "Targets of sign-up"
    noun, nouns = "target of sign-up", "targets of sign-up"
    model = SignupTarget
    permission = "compacts.view_signup_target"
    filters = SignupTargetFilters
    order = "title"
    link = "signup_target"
    crumbs = (("Local Compacts", "compacts"),)
    intro = "By when which kinds of organisation are to have signed a Compact, or to be actively working towards one."
    empty = (
        "Begin a target where a document says by when bodies of some kind sign a Compact. Its page then tells every "
        "day who has met it, and who is late."
    )
    columns = (
        Column("title", "Title", order="sort_name", link=True),
        Column("compact_kind", "What is signed", kind=CHOICE, choices=dict(CompactKind.choices), order="compact_kind"),
        Column("source", "Set by", on_page=False),
        Column("due_first", "First day of its month", kind=DATE, on_page=False),
        Column("due_last", "Due by the end of", kind=DATE, order="due_last"),
        Column("day", "Day taken", kind=DATE, order=Coalesce("day", LATEST)),
        Column("day_reason", "Why that day", on_page=False),
        Column("day_decided_on", "Decided on", kind=DATE, on_page=False),
        Column("state", "State", kind=CHOICE, choices=dict(STATES)),
        Column("closed_on", "Closed", kind=DATE, on_page=False),
        Column("close_reason", "Why it was closed", on_page=False),
        Column("checked_on", "Last checked as at", kind=DATE, on_page=False),
    )

    def rows(self, actor: Actor) -> QuerySet:
        closed = When(Q(closed_on__lte=clock.today()), then=Value("closed"))
        return super().rows(actor).annotate(
            state=Case(closed, default=Value("going_on"), output_field=CharField())
        )  # fmt: skip

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        begin = actor.can_ever("compacts.begin_signup_target")
        first = [("Begin a target", fixed("signup_target_begin"))] if begin else []
        chases = actor.can_ever("compacts.chase_signup")
        last = [("Who has not met a target yet", fixed("signup_outstanding"))] if chases else []
        return [*first, ("How every body stands", fixed("signup_standings")), *last]


@add
class SignupStandings(Register):
    """How every body stands to a target in each of its localities, what is late there first."""

    name = "signup_standings"
    title = "How bodies stand to targets of sign-up"
    noun, nouns = "line", "lines"
    model = SignupStanding
    permission = "compacts.view_signup_target"
    filters = StandingFilters
    order = "verdict"
    link = "organisation"
    link_by = "organisation_id"
    crumbs = (("Local Compacts", "compacts"), ("Targets of sign-up", "signup_targets"))
    intro = (
        "Each body in each of its localities, what is late there first. It is checked every night, and after every "
        "change of a sign-up. The figures of another day are in the reports on sign-up."
    )
    empty = "Begin a target of sign-up. How every body stands to it is listed here some minutes later."
    columns = (
        Column("organisation", "Body", "organisation__name", order="organisation__sort_name", link=True),
        Column("code", "Code", "organisation__code", on_page=False),
        Column("kind", "Kind of body", "kind__title", order="kind__title"),
        Column("area", "Locality", "area__name", order=Coalesce("area__name", NOWHERE)),
        Column("target", "Target", "target__title", order="target__sort_name"),
        Column("verdict", "In this locality", kind=CHOICE, choices=dict(Verdict.choices), order="urgency"),
        Column("late_days", "Days late", kind=NUMBER, order="late_days"),
        Column("since", "Since", kind=DATE, order=Coalesce("since", LATEST)),
        Column("overall", "Anywhere", kind=CHOICE, choices=dict(Verdict.choices), order="overall"),
        Column("counts", "Counted", kind=YES_NO, order="counts"),
        Column("as_at", "As at", kind=DATE, on_page=False),
        Column("organisation_id", "Number of the body", kind=NUMBER, on_page=False),
    )
