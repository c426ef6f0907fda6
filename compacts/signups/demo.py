"""The demonstration's sign-ups: who worked towards the Compacts of both counties, and who signed them."""

import datetime

from django.contrib.auth import get_user_model

from compacts.local.models import LocalCompact
from compacts.signups import actions
from compacts.signups.signing_actions import current, sign_compact
from core import clock
from partnerships.organisations.models import Organisation
from partnerships.people.actors import actor_for, the_house

DAY = datetime.date


def load() -> None:
    """Tell who signed on paper, and that the primary care trust of Herefordshire first worked towards it."""
    by = the_house("command", "The demonstration")
    hereford = LocalCompact.objects.get(title="Herefordshire Compact")
    worcester = LocalCompact.objects.get(title="Worcestershire Compact")
    actions.record_work(
        by=by, compact=hereford, organisation=called("Herefordshire Primary Care Trust"), starts=DAY(2002, 6, 10),
        public_body=called("Herefordshire Council"), vcs_partner=called("Golden Valley Community Lifts"),
        evidence="Minute of the board: the trust sends its planning lead to the group that writes the Compact.",
    )  # fmt: skip
    for compact, organisation, on, name, designation in (
        (hereford, "Herefordshire Council", DAY(2003, 5, 14), "Helen Marlow", "Leader of the Council"),
        (hereford, "Herefordshire Primary Care Trust", DAY(2003, 5, 14), "Owen Tranter", "Chief Executive"),
        (worcester, "Worcestershire County Council", DAY(2004, 3, 17), "", ""),
        (worcester, "Worcestershire Primary Care Trust", DAY(2006, 11, 15), "", ""),
    ):
        evidence = "The signed copy, kept by the Compact Manager."
        actions.record_signing(
            by=by, compact=compact, organisation=called(organisation), starts=on, evidence=evidence, name=name,
            designation=designation,
        )  # fmt: skip


def load_signed_here() -> None:
    """Tell that a group signed the latest edition of Herefordshire's Compact here, some days ago."""
    nell = actor_for(get_user_model().objects.get(email="nell@example.org"))
    hereford = LocalCompact.objects.get(title="Herefordshire Compact")
    latest = current(hereford)
    with clock.at(clock.today() - datetime.timedelta(days=12)):
        sign_compact(
            by=nell, compact=hereford, version=latest.number if latest else 0,
            authority="I run the group alone; our members agreed it at their yearly meeting.",
        )  # fmt: skip


def called(name: str) -> Organisation:
    """The organisation of that name."""
    return Organisation.objects.get(name=name)
