"""The list of Local Compacts."""

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from compacts.local.filters import CompactFilters
from compacts.local.models import CompactKind, LocalCompact, State, state_on
from core import clock
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, Column
from core.registers.register import Register, add

STILL = Value(clock.LATEST)


@add
class Compacts(Register):
    """Every Compact the person may see: visitors see those that were launched."""

    name = "compacts"
    title = "Local Compacts"
    noun = "Compact"
    model = LocalCompact
    permission = "compacts.view_compact"
    filters = CompactFilters
    searchable = True
    search_label = "Title or locality"
    order = "title"
    link = "compact"
    in_navigation = (30, "Compacts")
    in_search = 20
    loaded = ("area",)
    read_of_found = ("title", "kind", "area__name")
    intro = (
        "How the public bodies and the voluntary and community sector of a place agreed to treat one another: Local "
        "Compacts, and the agreements of integrated care boards that followed them."
    )
    as_at_note = "Everything but the state is today's."
    empty = "Begin a Compact when a locality starts to work on one. You are then led from agreeing it to its reviews."
    of_a_day = {"state": state_on}
    columns = (
        Column("title", "Title", order="sort_name", link=True),
        Column("state", "State", kind=CHOICE, choices=dict(State.choices)),
        Column("area", "Locality", value="area__name", order="area__name"),
        Column("kind", "Kind", kind=CHOICE, choices=dict(CompactKind.choices), order="kind"),
        Column("begun_on", "Begun", kind=DATE, on_page=False),
        Column("agreed_on", "Agreed", kind=DATE, order=Coalesce("agreed_on", STILL)),
        Column("launched_on", "Launched", kind=DATE, order=Coalesce("launched_on", STILL)),
        Column("review_due", "Next review due", kind=DATE, order=Coalesce("review_due", STILL)),
        Column("lapsed_on", "Lapsed", kind=DATE, on_page=False),
        Column("lapse_reason", "Why it lapsed", on_page=False),
        Column("manager", "Compact Manager", value="manager_name", order="manager_name"),
        Column("manager_organisation", "Works for", value="manager_organisation__name", on_page=False),
        Column("manager_email", "E-mail address of the Compact Manager", on_page=False),
        Column("manager_telephone", "Telephone of the Compact Manager", on_page=False),
        Column("working_group", "Compact Working Group", value="working_group__name", on_page=False),
        Column("document", "Where the text can be read", on_page=False),
    )

    def hint(self, row: LocalCompact) -> str:
        return f"{row.get_kind_display()}, {row.area.name}"

    def rows(self, actor: Actor) -> QuerySet:
        return super().rows(actor).annotate(state=state_on(clock.today()))

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        begin = [("Begin a Compact", fixed("compact_begin"))] if actor.can_ever("compacts.begin_compact") else []
        targets = actor.can_ever("compacts.view_signup_target")
        by_when = [("Targets of sign-up", fixed("signup_targets"))] if targets else []
        kept = [("Documents of Compacts", "editions", "compacts.view_edition"),
                ("Reviews of Compacts", "reviews", "compacts.view_review"),
                ("What reviews asked for", "review_actions", "compacts.view_review_action"),
                ("Codes of good practice", "codes", "compacts.view_code"),
                ("Funding checked against a Code", "scorecards", "compacts.view_scorecard"),
                ("Disputes and breaches", "disputes", "compacts.view_dispute")]  # fmt: skip
        further = [(words, fixed(address)) for words, address, need in kept if actor.can_ever(need)]
        return [*begin, ("Who signed up to Compacts", fixed("signups")), *by_when, *further]
