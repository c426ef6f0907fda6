"""The lists of hand-overs and of organisations without people."""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Count, QuerySet, Value
from django.db.models.functions import Coalesce

from core import clock
from core.acts import Actor
from core.registers.columns import CHOICE, DATE, NUMBER, Column
from core.registers.register import Register, add
from partnerships.leaving.filters import HandoverFilters, WithoutPeopleFilters
from partnerships.leaving.models import Handover
from partnerships.leaving.nobody import PARTNERS, last_on, since_on, waiting_at
from partnerships.organisations import registers as organisations
from partnerships.organisations.models import Organisation, Sector

PLACE = Coalesce("membership__organisation__name", "membership__area__name")
OF_THE_DAY = Value("")
"""Stands for a value that depends on the day: `columns_on` says what it is."""
TAKER = Coalesce("successor__user__name", Value("The role"))


@add
class Handovers(Register):
    """What people handed over when they went."""

    name, title, noun, model = "handovers", "Hand-overs", "hand-over", Handover
    permission, link, order = "partnerships.view_handover", "handover", "-handed_on"
    filters = HandoverFilters
    intro = "What people held by name when they went, and who took it over."
    empty = "Before somebody's last role ends, 'Hand over' on their page names who takes over what they hold."
    columns = (
        Column("id", "Id", value="pk", kind=NUMBER, on_page=False),
        Column("person", "Who handed over", value="membership__user__name", order="membership__user__name", link=True),
        Column("place", "For", value=PLACE, order=PLACE),
        Column("successor", "Who took over", value=TAKER, order=TAKER),
        Column("handed_on", "On", kind=DATE, order="handed_on"),
        Column("things", "Things", kind=NUMBER, order="things"),
    )

    def rows(self, actor: Actor) -> QuerySet:
        """All the person may see, with how many things went."""
        return super().rows(actor).annotate(things=Count("items"))


@add
class WithoutPeople(Register):
    """Partners for which nobody who may sign in holds a role."""

    name, title, noun = "organisations_without_people", "Organisations without people", "organisation without people"
    nouns, model = "organisations without people", Organisation
    permission, link = "partnerships.view_without_people", "organisation_without_people"
    filters = WithoutPeopleFilters
    crumbs = organisations.PARTNERS
    intro = (
        "Partners here for which nobody can answer, sign or be reminded. Open one to see what waits, and invite "
        "somebody."
    )
    as_at_note = "Which organisations are partners, and who is invited, is today's."
    empty = "Somebody acts for every partner. One whose last person goes appears here."
    columns = (
        Column("id", "Id", value="pk", kind=NUMBER, on_page=False),
        Column("name", "Name", order="sort_name", link=True),
        Column("code", "Code", order="code"),
        Column("sector", "Sector", value="kind__sector", kind=CHOICE, choices=dict(Sector.choices)),
        Column("area", "Area", value="area__name"),
        Column("since", "Nobody since", value=OF_THE_DAY, kind=DATE),
        Column("last_person", "Who was the last", value=OF_THE_DAY),
        Column("invited", "Invitations that wait", value="invited", kind=NUMBER, order="invited"),
    )

    def rows(self, actor: Actor) -> QuerySet:
        """All partners; the filters leave those for which somebody acts out, on the day that is asked for."""
        rows = PARTNERS.visible_to(actor).select_related(None)  # type: ignore[attr-defined]
        return rows.annotate(invited=waiting_at())

    def columns_on(self, on: datetime.date | None) -> Sequence[Column]:
        day = on or clock.today()
        then = {"since": since_on(day), "last_person": last_on(day)}
        return [replace(each, value=then[each.name]) if each.name in then else each for each in self.columns]
