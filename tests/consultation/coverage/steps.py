"""What the tests of coverage do again and again."""

from consultation.coverage import actions
from consultation.coverage.models import Invitee
from core.mail.models import Mail
from core.work.models import WorkRow
from core.work.testing import run_all
from tests.factories.people import make_actor


def invited(consultation, *organisations, by=None, run=True) -> list[Invitee]:
    """Invite them, and write the mails; the invitations in the order of the organisations."""
    by = by or make_actor("secretariat")
    actions.invite_organisations(by=by, consultation=consultation, organisations=[each.pk for each in organisations])
    if run:
        run_all()
    return [consultation.invitees.get(organisation=each) for each in organisations]


def chased(consultation, by=None) -> str:
    """Remind the silent; what the page of the work says."""
    row = actions.chase_invitees(by=by or make_actor("secretariat"), consultation=consultation)
    run_all()
    return result(row)


def result(row: WorkRow) -> str:
    """What came of a piece of work, in words."""
    row.refresh_from_db()
    return row.result.get("text", row.error)


def mails(beginning: str) -> list[Mail]:
    """The mails whose key begins so, by address."""
    return list(Mail.objects.filter(key__startswith=beginning).order_by("to_address", "pk"))


def addresses(beginning: str) -> list[str]:
    return [each.to_address for each in mails(beginning)]


INVITATION, CHASER, EXTENSION = "consultation-invitation:", "consultation-chase:", "consultation-extension:"
