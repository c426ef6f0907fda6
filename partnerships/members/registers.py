"""The lists that umbrella bodies sent, and the contacts of their members with how each invitation stands."""

from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.db.models.functions import Coalesce

from core.acts import Actor
from core.pages.addresses import numbered
from core.registers.columns import CHOICE, DATE, NUMBER, Column
from core.registers.register import Register, add
from partnerships.members.filters import LineFilters, SheetFilters
from partnerships.members.models import Matched, MemberLine, MemberSheet, SheetState
from partnerships.members.reading import STANDINGS, standing
from partnerships.organisations import registers as organisations

NOBODY = Value("")
STATE = Case(
    When(voided_on__isnull=False, then=Value(SheetState.VOID.value)),
    When(taken_in_on__isnull=False, then=Value(SheetState.TAKEN.value)),
    default=Value(SheetState.SENT.value),
    output_field=CharField(),
)
WHY = Case(
    When(standing="not", then=F("not_invited")),
    When(standing="returned", return_reason="", then=Coalesce("invitation__mail__last_error", NOBODY)),
    When(standing="returned", then=F("return_reason")),
    default=NOBODY,
    output_field=CharField(),
)
"""Why a contact was not invited, or the invitation not delivered; of a row that knows its standing."""


@add
class MemberSheets(Register):
    """The lists of members that were sent."""

    name = "member_sheets"
    title = "Lists of members"
    noun = "list"
    model = MemberSheet
    permission = "partnerships.view_member_sheet"
    filters = SheetFilters
    order = "-sent_on"
    link = "member_sheet"
    crumbs = (*organisations.PARTNERS, ("Members of umbrella bodies", "umbrella_members"))
    intro = "Lists of members that umbrella bodies sent: to be looked at, taken in, or set aside."
    empty = "An umbrella body's administrator sends its list of members from this page, or from its own."
    columns = (
        Column("id", "Id", value="pk", kind=NUMBER, on_page=False),
        Column("name", "Sheet", order="name", link=True),
        Column("umbrella", "Umbrella body", value="umbrella__name", order="umbrella__sort_name"),
        Column("on", "As it stood on", kind=DATE, order="on"),
        Column("sent_on", "Sent on", kind=DATE, order="sent_on"),
        Column("taken_in_on", "Taken in on", kind=DATE),
        Column("state", "State", value="sheet_state", kind=CHOICE, choices=dict(SheetState.choices)),
    )

    def rows(self, actor: Actor) -> QuerySet:
        return super().rows(actor).annotate(sheet_state=STATE)

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        organisation = getattr(actor, "organisation", None)
        if organisation is None or not actor.may("partnerships.send_members", organisation):
            return []
        return [("Send your list of members", numbered("members_send", organisation.pk))]


@add
class MemberContacts(Register):
    """The contacts that lists of members name, each with how its invitation stands."""

    name = "member_contacts"
    title = "Contacts of members"
    noun = "contact"
    model = MemberLine
    permission = "partnerships.view_member_line"
    filters = LineFilters
    order = "organisation"
    link = "member_line"
    crumbs = (*organisations.PARTNERS, ("Lists of members", "member_sheets"))
    intro = (
        "Whom umbrella bodies named as the contacts of their members, and what became of each invitation. Choose "
        "'Could not be delivered' to see which addresses to correct."
    )
    empty = "Contacts come with the lists of members that umbrella bodies send."
    columns = (
        Column("id", "Id", value="pk", kind=NUMBER, on_page=False),
        Column("organisation", "Member", value="name", order="name", link=True),
        Column("umbrella", "Umbrella body", value="sheet__umbrella__name", order="sheet__umbrella__sort_name"),
        Column("sheet", "List", value="sheet__name", on_page=False),
        Column("matched", "Organisation found", kind=CHOICE, choices=dict(Matched.choices), on_page=False),
        Column("contact", "Contact", value="contact_name"),
        Column("email", "E-mail address", value="contact_email"),
        Column("standing", "Invitation", kind=CHOICE, choices=STANDINGS),
        Column("expires_on", "Until", value="invitation__expires_on", kind=DATE),
        Column("reason", "Why", value=WHY),
    )

    def rows(self, actor: Actor) -> QuerySet:
        return super().rows(actor).filter(sheet__voided_on=None).annotate(standing=standing())
