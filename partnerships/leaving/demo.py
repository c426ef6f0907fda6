"""The demonstration's officer of Herefordshire Council who goes. What names him is told with it, and handed over there."""

import datetime

from core import clock
from partnerships.leaving import actions
from partnerships.leaving.models import Handover
from partnerships.organisations.models import Organisation
from partnerships.people import holdings
from partnerships.people.actions import revoke_role
from partnerships.people.actors import actor_for
from partnerships.people.demo import COUNCIL
from partnerships.people.models import Membership, RoleHeld, User
from partnerships.people.roles import Role

LEAVER, SUCCESSOR, SECRETARY = "owen@example.org", "sara@example.org", "ruth@example.org"
WENT = datetime.timedelta(days=6)


def load() -> None:
    """Tell of Owen Baskerville, a partnerships officer of the council. He goes once something names him."""
    user = User(email=LEAVER, name="Owen Baskerville")
    user.set_unusable_password()
    user.save()
    council = Organisation.objects.get(name=COUNCIL)
    membership = Membership.objects.create(user=user, organisation=council, job_title="Partnerships officer")
    RoleHeld.objects.create(membership=membership, role=Role.COMMISSIONER)


def goes() -> Handover:
    """Hand all that names him to the head of commissioning, and let his role end: nothing is left without somebody."""
    secretary = actor_for(User.objects.get(email=SECRETARY), channel="command")
    leaver, successor = (
        Membership.objects.get(user__email=email, organisation__name=COUNCIL) for email in (LEAVER, SUCCESSOR)
    )
    with clock.at(clock.today() - WENT):
        what = [each.key for each in holdings.of(leaver)]
        made = actions.hand_over(by=secretary, membership=leaver, what=what, to=successor)
        revoke_role(by=secretary, held=leaver.roles.get())
    return made
