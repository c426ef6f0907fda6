"""The lists of boards and groups, of who sits there, and of what they decided."""

from django.db.models import Value
from django.db.models.functions import Coalesce

from core import clock
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, NUMBER, Column
from core.registers.register import Register, add
from partnerships.bodies.filters import BodyFilters, DecisionFilters, SeatFilters
from partnerships.bodies.models import Body, BodyKind, Capacity, Decision, Outcome, Seat

LONG_AGO, STILL, NOBODY = Value(clock.EARLIEST), Value(clock.LATEST), Value("")
PARTNERS = (("Partners", "organisations"),)
BODIES = (*PARTNERS, ("Boards and groups", "bodies"))


@add
class Bodies(Register):
    """Every board and group, of today and of the past."""

    name = "bodies"
    title = "Boards and groups"
    noun, nouns = "board or group", "boards and groups"
    model = Body
    permission = "partnerships.view_body"
    filters = BodyFilters
    searchable = True
    search_label = "Name, kind, locality or who convenes it"
    order = "name"
    link = "body"
    crumbs = PARTNERS
    in_search = 15
    loaded = ("area",)
    read_of_found = ("name", "kind", "ends", "area__name")
    intro = (
        "The boards, partnerships, committees and groups in which partners sit together: what each is for, what it "
        "answers to, who has a seat there and what it decided."
    )
    as_at_note = "Names, and what answers to what, are today's."
    empty = "Add a board or group, then who has a seat there. Its decisions are kept with it."
    columns = (
        Column("name", "Name", order="sort_name", link=True),
        Column("kind", "Kind", kind=CHOICE, choices=dict(BodyKind.choices), order="kind"),
        Column("parent", "Answers to", value="parent__name", order=Coalesce("parent__sort_name", NOBODY)),
        Column("host", "Convened by", value="host__name", order=Coalesce("host__sort_name", NOBODY)),
        Column("area", "Locality", value="area__name", order="area__name"),
        Column("starts", "From", kind=DATE, order=Coalesce("starts", LONG_AGO)),
        Column("ends", "To", kind=DATE, order=Coalesce("ends", STILL)),
        Column("purpose", "What it is for", on_page=False),
        Column("end_reason", "Why it ended", on_page=False),
    )

    def hint(self, row: Body) -> str:
        return f"{row.get_kind_display()}, {row.area.name}{', ended' if row.standing[0] == 'Ended' else ''}"

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        begin = [("Add a board or group", fixed("body_add"))] if actor.can_ever("partnerships.add_body") else []
        return [*begin, ("Who sits where", fixed("seats")), ("What was decided", fixed("decisions"))]


@add
class Seats(Register):
    """Every seat on a board or group."""

    name = "seats"
    title = "Who sits where"
    noun = "seat"
    model = Seat
    permission = "partnerships.view_seat"
    filters = SeatFilters
    order = "body"
    link = "seat"
    crumbs = BODIES
    intro = "Which organisation or post has a seat on which board or group, in which capacity, and from when to when."
    as_at_note = "Names are today's."
    empty = "Enter on the page of a board or group who has a seat there."
    columns = (
        Column("body", "Board or group", value="body__name", order="body__sort_name", link=True),
        Column("body_id", "Id of the board or group", kind=NUMBER, on_page=False),
        Column(
            "organisation", "Organisation", value="organisation__name",
            order=Coalesce("organisation__sort_name", NOBODY),
        ),
        Column("organisation_code", "Code of the organisation", value="organisation__code", on_page=False),
        Column("post", "Post", order="post"),
        Column("capacity", "Capacity", kind=CHOICE, choices=dict(Capacity.choices), order="capacity"),
        Column("starts", "From", kind=DATE, order=Coalesce("starts", LONG_AGO)),
        Column("ends", "To", kind=DATE, order=Coalesce("ends", STILL)),
        Column("appointed", "How appointed", on_page=False),
        Column("voided_on", "Declared void", kind=DATE, on_page=False),
        Column("void_reason", "Why it is void", on_page=False),
    )  # fmt: skip


@add
class Decisions(Register):
    """Every decision of a board or group."""

    name = "decisions"
    title = "What boards and groups decided"
    noun = "decision"
    model = Decision
    permission = "partnerships.view_decision"
    filters = DecisionFilters
    order = "-decided_on"
    link = "decision"
    crumbs = BODIES
    intro = "What was agreed, not agreed or put off, by which board or group, and in which minute it stands."
    empty = "Record on the page of a board or group what it decided."
    columns = (
        Column("reference", "Minute", order="reference", link=True),
        Column("body", "Board or group", value="body__name", order="body__sort_name"),
        Column("body_id", "Id of the board or group", kind=NUMBER, on_page=False),
        Column("decided_on", "Decided", kind=DATE, order="decided_on"),
        Column("what", "What was decided"),
        Column("outcome", "Outcome", kind=CHOICE, choices=dict(Outcome.choices), order="outcome"),
        Column("voided_on", "Declared void", kind=DATE, on_page=False),
        Column("void_reason", "Why it is void", on_page=False),
    )
