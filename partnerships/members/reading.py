"""Lists of members and their lines as pages read them, and how each contact stands."""

import datetime

from django.db.models import Case, CharField, Value, When

from core import clock
from core.mail.models import MailState
from partnerships.members.models import MemberLine, MemberSheet
from partnerships.organisations.models import UmbrellaMembership

SHEETS = MemberSheet.objects.select_related("umbrella", "sent_by")
LINES = MemberLine.objects.select_related(
    "sheet__umbrella", "organisation__kind", "invitation__mail", "invitation__umbrella"
)
MEMBERSHIPS = UmbrellaMembership.objects.select_related("member", "umbrella")

STANDINGS = {
    "none": "No contact named",
    "waiting": "To be invited",
    "not": "Not invited",
    "returned": "Could not be delivered",
    "accepted": "Accepted",
    "open": "Invited",
    "expired": "Expired",
    "withdrawn": "Withdrawn",
}
NEXT = {
    "returned": "Correct the address and send it again.",
    "expired": "Send it again.",
    "withdrawn": "Send it again.",
}


def standing(moment: datetime.datetime | None = None) -> Case:
    """How the contact of each line stands at the moment, as one of STANDINGS."""
    now = moment or clock.now()
    return Case(
        When(contact_email="", then=Value("none")),
        When(invitation=None, not_invited="", then=Value("waiting")),
        When(invitation=None, then=Value("not")),
        When(invitation__accepted_at__isnull=False, then=Value("accepted")),
        When(invitation__withdrawn_at__isnull=False, then=Value("withdrawn")),
        When(returned_on__isnull=False, then=Value("returned")),
        When(invitation__mail__state=MailState.FAILED, then=Value("returned")),
        When(invitation__expires_at__lte=now, then=Value("expired")),
        default=Value("open"),
        output_field=CharField(),
    )
