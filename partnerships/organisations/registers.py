"""The lists of partners."""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Exists, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from core.acts import Actor
from core.registers.columns import CHOICE, DATE, MONEY, NUMBER, YES_NO, Column
from core.registers.register import Register, add
from partnerships.organisations import import_register
from partnerships.organisations.filters import OrganisationFilters, spells
from partnerships.organisations.models import (
    Funding,
    Identifier,
    KindSpell,
    Organisation,
    PartnerSpell,
    Scheme,
    Term,
    Vocabulary,
)
from partnerships.organisations.uploads import OrganisationUpload

__all__ = ["Fundings", "Organisations", "Terms", "import_register"]

NOBODY_KNOWS = Value("")


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
    link = "organisation"
    intro = "NHS bodies, councils, and voluntary and community organisations: who they are, past and present."
    empty = "The register holds every body you work with, and the directories it was filled from."
    upload = OrganisationUpload
    in_navigation = (10, "Partners")
    in_search = 10
    first_found = ("-is_partner", "sort_name")
    loaded = ("kind",)
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

    def hint(self, row: Organisation) -> str:
        return row.kind.title

    def columns_on(self, on: datetime.date | None) -> Sequence[Column]:
        if on is None:
            return self.columns
        kind = Coalesce(Subquery(spells(KindSpell, on).values("kind__title")[:1]), "kind__title")
        then = {"kind": {"value": kind, "order": kind}, "partner": {"value": Exists(spells(PartnerSpell, on))}}
        return [replace(each, **then.get(each.name, {})) for each in self.columns]

    def acts(self, actor: Actor) -> list[tuple[str, str]]:
        found = []
        if actor.can_ever("partnerships.add_organisation"):
            found.append(("Add an organisation", reverse("organisation_add")))
        if actor.can_ever("partnerships.view_funding"):
            found.append(("Who funds whom", reverse("fundings")))
        if actor.can_ever("partnerships.view_import"):
            found.append(("Import a published list", reverse("imports")))
        found.append(("Kinds, groups and other terms", reverse("terms")))
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
    link = "funding_end"
    order = "funded"
    columns = (
        Column("funded", "Funded", value="funded__name", order="funded__sort_name", link=True),
        Column("funder", "Funder", value="funder__name", order="funder__sort_name"),
        Column("starts", "From", kind=DATE),
        Column("ends", "To", kind=DATE),
        Column("note", "Note"),
    )


@add
class Terms(Register):
    """The terms by which organisations are described."""

    name = "terms"
    title = "Groups, communities and other terms"
    noun = "term"
    model = Term
    permission = "partnerships.view_term"
    empty = "Terms describe organisations: whom they serve, who leads them, what they are good at."
    intro = "The words by which organisations are described. Every app uses the same."
    order = "vocabulary"
    columns = (
        Column("vocabulary", "List", kind=CHOICE, choices=dict(Vocabulary.choices), order="vocabulary"),
        Column("title", "Term", order="title"),
        Column("explanation", "Explanation"),
        Column("starts", "From", kind=DATE),
        Column("ends", "To", kind=DATE),
    )
