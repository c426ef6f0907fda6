"""The list of entries that are out of date."""

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from core import clock
from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import DATE, NUMBER, Column
from core.registers.register import Register, add
from partnerships.organisations import registers as organisations
from partnerships.organisations.models import Organisation
from partnerships.stale.filters import StaleFilters
from partnerships.stale.models import EntryChaser

NOBODY_KNOWS = Value("")


@add
class StaleEntries(Register):
    """Partners whose entry should have been confirmed, with when they were last asked."""

    name = "stale_entries"
    title = "Entries out of date"
    noun = "entry"
    nouns = "entries"
    model = Organisation
    permission = "partnerships.view_organisation"
    export_permission = "partnerships.export_organisation"
    filters = StaleFilters
    order = "confirm_by"
    link = "organisation"
    crumbs = organisations.PARTNERS
    intro = "Partners who should have confirmed their entry. An umbrella body asks those among its members in one go."
    empty = "Every entry was confirmed in time. Partners confirm theirs once a year."
    columns = (
        Column("id", "Id", value="pk", kind=NUMBER, on_page=False),
        Column("name", "Partner", order="sort_name", link=True),
        Column("code", "Code", order="code"),
        Column("kind", "Kind", value="kind__title", order="kind__title"),
        Column("area", "Area", value="area__name", order=Coalesce("area__name", NOBODY_KNOWS)),
        Column("confirmed_on", "Last confirmed", kind=DATE),
        Column("confirm_by", "Confirm by", kind=DATE, order="confirm_by"),
        Column("asked_on", "Last asked on", value="asked_on", kind=DATE),
    )

    def rows(self, actor: Actor) -> QuerySet:
        last = EntryChaser.objects.filter(actor.q("partnerships.view_entry_chaser"), organisation=OuterRef("pk"))
        asked_on = Subquery(last.order_by("-sent_on").values("sent_on")[:1])
        return super().rows(actor).to_confirm(clock.today()).annotate(asked_on=asked_on)  # type: ignore[attr-defined]

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        if not actor.may("partnerships.chase_stale"):
            return []
        return [("Ask them to confirm", fixed("stale_chase"))]
