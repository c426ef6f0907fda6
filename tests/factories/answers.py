"""Answers that came by other ways than with an account, as the acts leave them."""

import datetime

from consultation.intake import actions as intake
from consultation.responses import actions
from consultation.responses.models import Respondent, Response
from core import clock
from partnerships.people.actors import Actor
from tests.factories.consultation import CLOSED, DURING, given
from tests.factories.people import make_actor

ARRIVED = datetime.date(2026, 10, 2)
LATE_DAY = datetime.date(2026, 11, 23)
AFTERWARDS = CLOSED + datetime.timedelta(days=5, hours=10)


def keyed(consultation, organisation=None, *, by=None, received_on=ARRIVED, at=None, record=True, **fields) -> Response:
    """An answer on paper, keyed in by the secretariat: on 10 October, or after the closing where it arrived later."""
    by = by or make_actor("secretariat")
    fields = {"channel": "post", "is_letter": True, **fields}
    if organisation is None:
        fields.setdefault("name", "Luncheon Club")
    with clock.at(at or (DURING if received_on < CLOSED.date() else AFTERWARDS)):
        response = intake.key_response(
            by=by, consultation=consultation, organisation=organisation, received_on=received_on, **fields
        )
        intake.write_letter(by=by, response=response, letter="We agree, mostly.")
        if record:
            actions.submit_response(by=by, consultation=consultation, response=response, consent="not_at_all")
    return Response.objects.get(pk=response.pk)


def from_guest(consultation, name="Luncheon Club", *, at=DURING, send=True, kind="organisation", **fields) -> Response:
    """An answer without an account, of a proven address."""
    address = fields.pop("email", f"{name.split()[0].lower()}@example.org")
    guest = Actor(address=address)
    with clock.at(at):
        respondent = Respondent.objects.create(kind=kind, name=name, email=address, confirmed_at=clock.now(), **fields)
        response = actions.start_response(
            guest, Response(consultation=consultation, respondent=respondent, channel="guest")
        )
        answers = [given(consultation, "q1", text="We do not agree.")]
        actions.save_answers(by=guest, consultation=consultation, given=answers, response=response)
        if send:
            actions.submit_response(by=guest, consultation=consultation, response=response, consent="with_name")
    return Response.objects.get(pk=response.pk)


def late_version(response: Response):
    """What came late of it, last."""
    return response.versions.filter(late=True).order_by("-number").first()
