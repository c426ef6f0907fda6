"""The lists of partners."""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from core.acts import Actor
from core.pages.addresses import fixed
from core.registers.columns import CHOICE, DATE, MONEY, NUMBER, YES_NO, Column
from core.registers.register import Register, RowAct, add
from partnerships.organisations import import_register, past
from partnerships.organisations.filters import OrganisationFilters, UmbrellaFilters
from partnerships.organisations.models import (
    Area,
    AreaKind,
    Funding,
    Identifier,
    Organisation,
    OrganisationKind,
    Scheme,
    Sector,
    UmbrellaClass,
    UmbrellaMembership,
)
from partnerships.organisations.uploads import OrganisationUpload

__all__ = ["Areas", "Fundings", "Kinds", "Organisations", "UmbrellaMembers", "import_register"]

NOBODY_KNOWS = Value("")
PARTNERS = (("Partners", "organisations"),)


def code_of(scheme: str) -> Subquery:
    """The organisation's code of one scheme, the first where it has several; empty where it has none."""
    held = Identifier.objects.filter(organisation=OuterRef("pk"), scheme=scheme, ends=None).order_by("value")
    return Subquery(held.values("value")[:1])


@add
class Organisations(Register):
    """Every organisation: partners here and the whole imported directory."""

    name = "organisations"
    title = "Partners"
    noun = "organisation"
    model = Organisation
    permission = "partnerships.view_organisation"
    export_permission = "partnerships.export_organisation"
    filters = OrganisationFilters
    searchable = True
    search_label = "Name, former name or code"
    link = "organisation"
    intro = "NHS bodies, councils, and voluntary and community organisations: who they are, past and present."
    empty = "The register holds every body you work with, and the directories it was filled from."
    as_at_note = "Names and codes are today's."
    upload = OrganisationUpload
    in_navigation = (10, "Partners")
    in_search = 10
    first_found = ("-is_partner", "sort_name")
    loaded = ("kind",)
    read_of_found = ("name", "code", "kind__title")
    same_for_all = True
    columns = (
        Column("id", "Id", value="pk", kind=NUMBER, on_page=False),
        Column("version", "Version", kind=NUMBER, on_page=False),
        Column("name", "Name", link=True, order="sort_name"),
        Column("code", "Code", order="code"),
        Column("kind", "Kind", value="kind__title", order="kind__title"),
        Column("area", "Area", value="area__name", order=Coalesce("area__name", NOBODY_KNOWS)),
        Column("partner", "Partner here", value="is_partner", kind=YES_NO),
        Column("opened", "Opened", kind=DATE),
        Column("closed", "Closed", kind=DATE),
        Column("ods", "ODS code", value=code_of(Scheme.ODS), on_page=False),
        Column("charity", "Charity number", value=code_of(Scheme.CHARITY), on_page=False),
        Column("company", "Company number", value=code_of(Scheme.COMPANY), on_page=False),
        Column("size", "Size", value="size__title", on_page=False),
        Column("income", "Latest income (£)", kind=MONEY, on_page=False),
        Column("postcode", "Postcode", on_page=False),
        Column("telephone", "Telephone", on_page=False),
        Column("email", "E-mail address", on_page=False),
        Column("website", "Website", on_page=False),
        Column("confirmed", "Last confirmed", value="confirmed_on", kind=DATE, on_page=False),
    )

    def rows(self, actor: Actor) -> QuerySet:
        """Each body once."""
        return super().rows(actor).once()  # type: ignore[attr-defined,no-any-return]

    def hint(self, row: Organisation) -> str:
        return row.kind.title

    def columns_on(self, on: datetime.date | None) -> Sequence[Column]:
        if on is None:
            return self.columns
        then = {
            "kind": {"value": past.kind_on(on), "order": past.kind_on(on)},
            "partner": {"value": past.partner_on(on)},
            "confirmed": {"value": past.confirmed_on(on)},
        }
        return [replace(each, **then.get(each.name, {})) for each in self.columns]

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        found = []
        if actor.can_ever("partnerships.add_organisation"):
            found.append(("Add an organisation", fixed("organisation_add")))
        if actor.can_ever("partnerships.view_funding"):
            found.append(("Who funds whom", fixed("fundings")))
        if actor.can_ever("partnerships.view_import"):
            found.append(("Import a published list", fixed("imports")))
        if actor.can_ever("partnerships.view_duplicate"):
            found.append(("Possible duplicates", fixed("duplicates")))
        if actor.can_ever("partnerships.view_without_people"):
            found.append(("Organisations without people", fixed("organisations_without_people")))
        found.append(("Reorganisations", fixed("reorganisations")))
        found.append(("Boards and groups", fixed("bodies")))
        found.append(("Groups, communities and other terms", fixed("terms")))
        found.append(("Kinds of organisation", fixed("kinds")))
        found.append(("Areas", fixed("areas")))
        found.append(("Co-terminosity", fixed("co_terminosity")))
        found.append(("Umbrella bodies and their members", fixed("umbrella_members")))
        return found


@add
class Fundings(Register):
    """Who funds whom: what the wall between funder and funded is built from."""

    name = "fundings"
    title = "Who funds whom"
    noun = "funding"
    model = Funding
    permission = "partnerships.view_funding"
    intro = "People who act for a funder do not read what a body it funds has answered, until answers are published."
    empty = "Record who funds an organisation on that organisation's own page."
    link = "organisation"
    link_by = "funded_id"
    row_act = RowAct("End the funding", "funding_end", "partnerships.record_funding", until="ends")
    order = "funded"
    crumbs = PARTNERS
    columns = (
        Column("funded", "Funded", value="funded__name", order="funded__sort_name", link=True),
        Column("funded_id", "Id of the funded", kind=NUMBER, on_page=False),
        Column("funder", "Funder", value="funder__name", order="funder__sort_name"),
        Column("starts", "From", kind=DATE),
        Column("ends", "To", kind=DATE),
        Column("note", "Note"),
    )


@add
class Kinds(Register):
    """The kinds of organisation, with what each does and when the law knew it."""

    name = "kinds"
    title = "Kinds of organisation"
    noun = "kind"
    model = OrganisationKind
    permission = "partnerships.view_term"
    intro = "What each kind of body does, and from when to when there were such bodies."
    order = "title"
    crumbs = PARTNERS
    empty = "Kinds come with the product, and with the lists that are imported."
    columns = (
        Column("title", "Kind", order="title"),
        Column("sector", "Sector", kind=CHOICE, choices=dict(Sector.choices), order="sector"),
        Column("public", "Public body", value="is_public_body", kind=YES_NO),
        Column("role", "What such bodies do", value="role_text"),
        Column("starts", "From", kind=DATE),
        Column("ends", "To", kind=DATE),
    )


@add
class Areas(Register):
    """The places that organisations serve."""

    name = "areas"
    title = "Areas"
    noun = "area"
    model = Area
    permission = "partnerships.view_term"
    intro = "The places in which organisations sit and work."
    empty = "Areas come with the list of councils, which the secretariat imports."
    crumbs = PARTNERS
    link = "area"
    columns = (
        Column("name", "Name", order="name", link=True),
        Column("kind", "Kind", kind=CHOICE, choices=dict(AreaKind.choices), order="kind"),
        Column("code", "GSS code", value="gss_code", order=Coalesce("gss_code", NOBODY_KNOWS)),
        Column("parent", "Part of", value="parent__name", order=Coalesce("parent__name", NOBODY_KNOWS)),
        Column("starts", "From", kind=DATE),
        Column("ends", "To", kind=DATE),
    )

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        return [("Map of areas", fixed("area_map")), ("Co-terminosity", fixed("co_terminosity"))]


@add
class UmbrellaMembers(Register):
    """Who belongs to which umbrella body, as member or affiliate."""

    name = "umbrella_members"
    title = "Members of umbrella bodies"
    noun = "membership"
    model = UmbrellaMembership
    permission = "partnerships.view_organisation"
    export_permission = "partnerships.export_organisation"
    filters = UmbrellaFilters
    intro = "Alliances, councils for voluntary service and other umbrella bodies, and who belongs to them."
    empty = "Say on an organisation's own page to which umbrella body it belongs."
    order = "member"
    link = "organisation"
    link_by = "member_id"
    row_act = RowAct("Change the class", "umbrella_member_class", "partnerships.change_member", until="ends")
    crumbs = PARTNERS
    columns = (
        Column("member", "Member", value="member__name", order="member__sort_name", link=True),
        Column("member_id", "Id of the member", kind=NUMBER, on_page=False),
        Column("member_code", "Code", value="member__code"),
        Column("member_kind", "Kind", value="member__kind__title"),
        Column("class", "Belongs as", value="membership_class", kind=CHOICE, choices=dict(UmbrellaClass.choices)),
        Column("umbrella", "Umbrella body", value="umbrella__name", order="umbrella__sort_name"),
        Column("umbrella_code", "Its code", value="umbrella__code", on_page=False),
        Column("starts", "From", kind=DATE),
        Column("ends", "To", kind=DATE),
    )

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        if not actor.can_ever("partnerships.view_member_sheet"):
            return []
        return [
            ("Lists of members that were sent", fixed("member_sheets")),
            ("Contacts of members, and which could not be delivered", fixed("member_contacts")),
        ]
