"""The demonstration's signatures, all recorded from paper: names and offices are invented."""

import datetime

from compacts.agreements import demo as told
from compacts.agreements.models import Agreement
from compacts.signatures.actions import record_signature
from core import clock
from partnerships.people.actors import the_house

DAY = datetime.date
PEOPLE = {
    "Herefordshire Primary Care Trust": ("Owen Tranter", "Chief Executive"),
    "Herefordshire Council": ("Helen Marlow", "Leader of the Council"),
    "South Worcestershire Primary Care Trust": ("Peter Dacre", "Chief Executive"),
    "Redditch and Bromsgrove Primary Care Trust": ("Anita Bose", "Chief Executive"),
    "Wyre Forest Primary Care Trust": ("Graham Yeo", "Chief Executive"),
    told.COUNTY_TRUST: ("Susan Attwell", "Chief Executive"),
    told.COUNTY: ("Colin Parry", "Director of Adult Services"),
    "NHS Herefordshire and Worcestershire Integrated Care Board": ("Farah Lindqvist", "Chief Executive"),
}


def load() -> None:
    """Tell who signed what, and on which day."""
    by = the_house("command", "The demonstration")
    for title, on in (
        (told.JOINT, DAY(2008, 3, 12)),
        (told.LEARNING, DAY(2003, 3, 24)),
        (told.MINDS, DAY(2003, 3, 24)),
        (told.COMMISSIONING, DAY(2008, 3, 20)),
        (told.PROVIDING, DAY(2008, 3, 20)),
        (told.TODAYS, DAY(2024, 3, 27)),
        (told.CARERS, clock.today() - datetime.timedelta(days=12)),
    ):
        signed(by, Agreement.objects.get(title=title), on)


def signed(by, agreement: Agreement, on: datetime.date) -> None:
    """Each party with a name above signs the latest draft on paper."""
    draft = agreement.drafts.get(number=agreement.latest)
    for party in agreement.parties.select_related("organisation"):
        name, designation = PEOPLE.get(party.organisation.name, ("", ""))
        if name:
            record_signature(
                by=by, agreement=agreement, draft=draft, party=party, signed_on=on, name=name, designation=designation,
                authority="Decision of the board or cabinet of that month", kept_at=f"With the secretary of {party.organisation.name}",
            )  # fmt: skip
