"""The lists of reorganisations, and of what became of whom in them."""

from django.db.models import Count, Value
from django.db.models.functions import Coalesce

from core import clock
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, NUMBER, YES_NO, Column
from core.registers.register import Register, add
from partnerships.organisations.models import WHAT_BECAME
from partnerships.organisations.registers import PARTNERS
from partnerships.reorganisations.filters import LineFilters, ReorganisationFilters
from partnerships.reorganisations.models import Line, Reorganisation, State
from partnerships.reorganisations.uploads import LineUpload

NOT_YET = Value(clock.EARLIEST)
EVENTS = (*PARTNERS, ("Reorganisations", "reorganisations"))


@add
class Reorganisations(Register):
    """Every reorganisation that the person may see."""

    name = "reorganisations"
    title = "Reorganisations"
    noun = "reorganisation"
    model = Reorganisation
    permission = "partnerships.view_reorganisation"
    filters = ReorganisationFilters
    link = "reorganisation"
    order = "-first_day"
    crumbs = PARTNERS
    intro = "Bodies abolished, merged, split or renamed on a day, by one law or order, and what came after them."
    empty = (
        "A reorganisation is entered once: it shows beforehand what it touches, and afterwards every successor's page "
        "says what came from whom."
    )
    columns = (
        Column("title", "Title", link=True, order="title"),
        Column("first_day", "From", kind=DATE, order="first_day"),
        Column("state", "State", kind=CHOICE, choices=dict(State.choices), order="state"),
        Column("bodies", "Bodies that go", value=Count("lines__ancestor", distinct=True), kind=NUMBER),
        Column("basis", "Legal basis or source", order="basis"),
        Column("boundaries", "Boundaries that move", on_page=False),
        Column("carried_out_on", "Carried out on", kind=DATE, order=Coalesce("carried_out_on", NOT_YET)),
        Column("ended_on", "Undone or withdrawn on", kind=DATE, order=Coalesce("ended_on", NOT_YET)),
        Column("end_reason", "Why undone or withdrawn", on_page=False),
    )

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        found = [("What became of whom", fixed("reorganisation_lines"))]
        if actor.can_ever("partnerships.prepare_reorganisation"):
            found = [("Prepare a reorganisation", fixed("reorganisation_prepare")), *found]
        return found


@add
class Lines(Register):
    """What became of each body in a reorganisation, one line for each successor."""

    name = "reorganisation_lines"
    title = "What became of whom"
    noun = "line"
    model = Line
    permission = "partnerships.view_reorganisation_line"
    filters = LineFilters
    link = "reorganisation"
    link_by = "event_id"
    order = "-first_day"
    crumbs = EVENTS
    intro = "Each body that goes in a reorganisation, with its successors and the share that passes to each."
    empty = "Lines are entered in a reorganisation that is being prepared, or sent as a sheet: each title is one draft."
    upload = LineUpload
    columns = (
        Column("id", "Id", value="pk", kind=NUMBER, on_page=False),
        Column("event_id", "Id of the reorganisation", value="reorganisation_id", kind=NUMBER, on_page=False),
        Column("title", "Reorganisation", value="reorganisation__title", order="reorganisation__title", link=True),
        Column("first_day", "From", value="reorganisation__first_day", kind=DATE, order="reorganisation__first_day"),
        Column("basis", "Legal basis or source", value="reorganisation__basis", on_page=False),
        Column("ancestor", "Body that goes", value="ancestor__name", order="ancestor__sort_name"),
        Column("ancestor_code", "Its code", value="ancestor__code"),
        Column("kind", "What happens", kind=CHOICE, choices=dict(WHAT_BECAME), order="kind"),
        Column("successor", "Successor", value=Coalesce("descendant__name", "new__name")),
        Column("successor_code", "The successor's code", value=Coalesce("descendant__code", "new__code")),
        Column("share", "Share (%)", kind=NUMBER),
        Column("share_unknown", "Share not known", kind=YES_NO, on_page=False),
        Column(
            "state", "State", value="reorganisation__state", kind=CHOICE, choices=dict(State.choices),
            order="reorganisation__state",
        ),
    )  # fmt: skip
