"""An umbrella body with members in the register, and sheets of them."""

import datetime
import io

from django.db.models import F

from core import clock
from partnerships.members.actions import send_members, take_in_members
from partnerships.members.sheet import lines_of
from partnerships.organisations.models import Identifier, OrganisationKind, UmbrellaMembership
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import make_actor

DAY = datetime.date(2006, 6, 1)
HEADINGS = "Name,Postcode,Charity number,Class,From,Contact,Contact e-mail"


def sheet_of(*rows: str, headings: str = HEADINGS) -> io.BytesIO:
    """A CSV of these rows."""
    return io.BytesIO("\n".join([headings, *rows]).encode())


class Alliance:
    """The Alliance of voluntary organisations with its administrator."""

    def __init__(self) -> None:
        kind, _ = OrganisationKind.objects.get_or_create(
            code="umbrella-body",
            defaults={"title": "Umbrella body", "plural": "Umbrella bodies", "sector": "voluntary"},
        )
        self.body = OrganisationFactory(name="Herefordshire Alliance", kind=kind)
        self.ann = make_actor("administrator", organisation=self.body)
        self.carers = OrganisationFactory(name="Bromyard Carers", postcode="HR7 4AA")
        Identifier.objects.create(organisation=self.carers, scheme="charity", value="1093617")
        self.drivers = OrganisationFactory(name="Ledbury Drivers", postcode="HR8 1DS")

    def send(self, *rows: str, by=None, on=DAY, whole: bool = False):
        with clock.at(DAY):
            lines = lines_of(sheet_of(*rows), "members.csv")
            return send_members(
                by=by or self.ann, umbrella=self.body, name="members.csv", lines=lines, on=on, whole=whole
            )

    def take_in(self, sheet, by=None):
        with clock.at(DAY):
            return take_in_members(by=by or self.ann, sheet=sheet)

    def belongs(self, member, starts=datetime.date(2005, 4, 1), as_="member", ends=None):
        return UmbrellaMembership.objects.create(
            member=member, umbrella=self.body, membership_class=as_, starts=starts, ends=ends
        )

    def memberships(self):
        rows = UmbrellaMembership.objects.filter(umbrella=self.body).order_by(
            "member__sort_name", F("starts").asc(nulls_first=True)
        )
        return list(rows.values_list("member__name", "membership_class", "starts", "ends"))
