"""The demonstration's sign-ups: who worked towards the Compacts of both counties, and who signed them."""

import datetime

from compacts.local.models import LocalCompact
from compacts.signups import actions
from partnerships.organisations.models import Organisation
from partnerships.people.actors import the_house

DAY = datetime.date


def load() -> None:
    """Tell who signed, and that the primary care trust of Herefordshire first worked towards it."""
    by = the_house("command", "The demonstration")
    hereford = LocalCompact.objects.get(title="Herefordshire Compact")
    worcester = LocalCompact.objects.get(title="Worcestershire Compact")
    actions.record_work(
        by=by, compact=hereford, organisation=called("Herefordshire Primary Care Trust"), starts=DAY(2002, 6, 10),
        public_body=called("Herefordshire Council"), vcs_partner=called("Golden Valley Community Lifts"),
        evidence="Minute of the board: the trust sends its planning lead to the group that writes the Compact.",
    )  # fmt: skip
    for compact, name, on in (
        (hereford, "Herefordshire Council", DAY(2003, 5, 14)),
        (hereford, "Herefordshire Primary Care Trust", DAY(2003, 5, 14)),
        (worcester, "Worcestershire County Council", DAY(2004, 3, 17)),
        (worcester, "Worcestershire Primary Care Trust", DAY(2006, 11, 15)),
    ):
        evidence = "The signed copy, kept by the Compact Manager."
        actions.record_signing(by=by, compact=compact, organisation=called(name), starts=on, evidence=evidence)


def called(name: str) -> Organisation:
    """The organisation of that name."""
    return Organisation.objects.get(name=name)
