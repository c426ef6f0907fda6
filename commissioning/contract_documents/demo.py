"""The demonstration's documents of contracts: a specification and a certificate, of a few words of our own."""

import datetime

from commissioning.contract_documents.actions import add_document
from commissioning.contracts.models import Contract
from compacts.editions.demo import document
from core import clock
from partnerships.people.actors import actor_for, the_house
from partnerships.people.models import User

DAY = datetime.date
SPECIFICATION = (
    "An advocate is there at every review to which somebody asks for one.",
    "Advocates are trained by people who use services themselves.",
    "Twice a year two people who use the service visit each group and report.",
)
CERTIFICATE = ("Public liability, two million pounds.", "Lifts in volunteers' own cars are covered.")


def load() -> None:
    """Tell that the council kept a specification, and that a group sent its certificate of insurance."""
    house = the_house("command", "The demonstration")
    advocacy = Contract.objects.get(reference="SC-0812")
    with clock.at(DAY(2008, 4, 21)):
        add_document(
            by=house, contract=advocacy, kind="specification", title="Specification of April 2008",
            dated_on=DAY(2008, 4, 7), file=document("Independent advocacy at reviews", SPECIFICATION, "specification.docx"),
        )  # fmt: skip
    lifts = Contract.objects.get(title="Lifts to the new clinic")
    nell = actor_for(User.objects.get(email="nell@example.org"))
    add_document(
        by=nell, contract=lifts, kind="policy", title="Certificate of insurance", dated_on=lifts.starts,
        file=document("Insurance of lifts", CERTIFICATE, "certificate.docx"),
    )  # fmt: skip
