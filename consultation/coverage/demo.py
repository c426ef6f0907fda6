"""The demonstration's invitations: the partners that were asked about the plan for carers, and who has opened it."""

import datetime

from consultation.consultations.demo import CARERS_PLAN
from consultation.consultations.models import Consultation
from consultation.coverage import actions
from consultation.coverage.reading import to_invite
from consultation.responses.demo import SENT, somebody_of
from core import clock
from partnerships.organisations.demo import CARERS
from partnerships.organisations.models import Sector
from partnerships.people.actors import actor_for
from partnerships.people.models import User


def load() -> None:
    """The secretariat invited every voluntary partner, four weeks ago; some of them have opened it."""
    consultation = Consultation.objects.get(title=CARERS_PLAN)
    ruth = actor_for(User.objects.get(email="ruth@example.org"), channel="command")
    with clock.at(clock.now() - datetime.timedelta(days=28)):
        asked = list(to_invite(consultation, {"sector": Sector.VOLUNTARY}).values_list("pk", flat=True))
        actions.invite_organisations(by=ruth, consultation=consultation, organisations=asked)
    for name, days_ago in ((CARERS, 26), *[(name, sent + 3) for name, sent, *_ in SENT]):
        with clock.at(clock.now() - datetime.timedelta(days=days_ago)):
            actions.note_opening(somebody_of(name), consultation)
