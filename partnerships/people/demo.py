"""The demonstration's people, all invented. None needs a telephone to sign in."""

from django.contrib.auth.hashers import make_password

from core.demo import PASSWORD, Account
from partnerships.organisations.demo import ADVOCACY, CARERS, ELDERS, FORUM, LIFTS
from partnerships.organisations.models import Organisation
from partnerships.people.models import Membership, RoleHeld, User
from partnerships.people.roles import Role

BOARD = "NHS Herefordshire and Worcestershire Integrated Care Board"
COUNCIL = "Herefordshire Council"

# fmt: off
PEOPLE = (
    # name, address, [(organisation, job, roles)], what they are there to show
    ("Ruth Penrose", "ruth@example.org", [(FORUM, "Forum secretary", [Role.SECRETARIAT])], "the Forum secretariat"),
    ("Daniel Oyelaran", "daniel@example.org", [(BOARD, "Partnerships manager", [Role.COMMISSIONER])], "a commissioner of the integrated care board"),
    ("Mei Castle", "mei@example.org", [(BOARD, "Analyst", [Role.ANALYST])], "an analyst of the integrated care board"),
    ("Tom Arkwright", "tom@example.org", [(COUNCIL, "Internal auditor", [Role.AUDITOR])], "an auditor"),
    ("Joan Beddoes", "joan@example.org", [(CARERS, "Chair", [Role.APPROVER, Role.DRAFTER, Role.ADMINISTRATOR])], f"chair of {CARERS}: approves and administers"),
    ("Imran Sadiq", "imran@example.org", [(CARERS, "Volunteer treasurer", [Role.DRAFTER])], f"volunteer treasurer of {CARERS}: drafts"),
    ("Nell Probert", "nell@example.org", [(LIFTS, "Founder", [Role.APPROVER, Role.DRAFTER, Role.ADMINISTRATOR])], f"runs {LIFTS} alone"),
    ("Harjit Kaur", "harjit@example.org", [(ELDERS, "Co-ordinator", [Role.APPROVER, Role.DRAFTER]), (CARERS, "Trustee", [Role.MEMBER])], f"acts for two organisations, {ELDERS} and {CARERS}"),
    ("Sara Lewis", "sara@example.org", [(COUNCIL, "Head of adult commissioning", [Role.COMMISSIONER])], "a commissioner of Herefordshire Council"),
    ("Gwen Parry", "gwen@example.org", [(ADVOCACY, "Director", [Role.APPROVER, Role.DRAFTER, Role.ADMINISTRATOR])], f"director of {ADVOCACY}"),
)
# fmt: on

ACCOUNTS = [Account(address, f"{name}, {shows}") for name, address, _, shows in PEOPLE]


def load() -> None:
    """Give each person an account and their roles. Their password is one, so it is hashed once: that takes a while."""
    hashed = make_password(PASSWORD)
    for name, address, places, _ in PEOPLE:
        user = User.objects.create(email=address, name=name, password=hashed)
        for organisation, job, roles in places:
            membership = Membership.objects.create(
                user=user, organisation=Organisation.objects.get(name=organisation), job_title=job
            )
            RoleHeld.objects.bulk_create([RoleHeld(membership=membership, role=role) for role in roles])
