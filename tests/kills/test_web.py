"""kill -9 the web server while it takes what people send: all of it is there or nothing, and sending again is once."""

from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException

import pytest
from django.urls import reverse

from consultation.responses.actions import save_answers
from consultation.responses.models import Response
from core.mail.models import Mail
from core.trail.models import Event
from core.work.models import WorkRow
from partnerships.invitations.models import Invitation
from tests.factories.consultation import given
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import make_actor
from tests.kills.product import Person
from tests.kills.stage import open_consultation

pytestmark = [pytest.mark.served, pytest.mark.xdist_group("kills")]


@pytest.mark.parametrize("committed", [False, True], ids=["before", "after"])
def test_an_answer_and_an_invitation_in_flight(product, committed):
    """Both are killed in their transaction, or once it is committed and before they are answered."""
    invited = f"colleague{committed:d}@example.org"
    with product.acting():
        asked, place = open_consultation(), OrganisationFactory()
        approver = make_actor("approver", organisation=place)
        response = save_answers(by=approver, consultation=asked, given=[given(asked, "q1", text="We agree.")])
        sender = Person(product, approver)
        inviter = Person(product, make_actor("administrator", organisation=place))
    check = reverse("answer_check", args=[asked.pk])
    invite = reverse("organisation_invite", args=[place.pk])
    answers = sender.filled_in(check, "seen", consent="with_name")
    colleague = inviter.filled_in(invite, name="Jo Price", email=invited, roles="drafter")
    assert "once" in colleague

    locks = (
        f"SELECT 1 FROM consultation_response WHERE id = {response.pk} FOR UPDATE",
        "LOCK TABLE partnerships_invitation IN SHARE ROW EXCLUSIVE MODE",
    )
    with ThreadPoolExecutor(2) as at_once, product.database.holding(*locks) as held:
        in_flight = [at_once.submit(sender.post, check, answers), at_once.submit(inviter.post, invite, colleague)]
        product.kill_while_held("web", held, committed=committed, waiting=2)
        for each in in_flight:
            with pytest.raises((ConnectionError, HTTPException)):
                each.result()
    with product.acting():
        sent = Response.objects.filter(pk=response.pk, submitted_at__isnull=False).count()
        assert (sent, Invitation.objects.filter(email=invited).count()) == (committed, committed)
        assert Event.objects.of(response).filter(verb="sent").count() == committed
        assert WorkRow.objects.filter(kind="receipt", args__version__in=versions(response)).count() == committed
        assert Mail.objects.filter(to_address=invited).count() == committed

    product.start_all()
    receipt, people = reverse("receipt", args=[response.pk]), reverse("organisation_people", args=[place.pk])
    for _ in range(2):
        assert sender.post(check, answers).location == receipt
        assert inviter.post(invite, colleague).location == people
    assert "We agree." in sender.get(receipt).text
    for address in (approver.user.email, invited):
        assert len(product.wait_for_mail(address)) == 1
    with product.acting():
        response = Response.objects.get(consultation=asked)
        assert (response.versions.count(), response.counted_version.number) == (1, 1)
        assert Event.objects.of(response).filter(verb="sent").count() == 1
        assert WorkRow.objects.filter(kind="receipt", args__version__in=versions(response)).count() == 1
        assert Invitation.objects.filter(email=invited).count() == 1


def versions(response):
    """The numbers of what was drafted and sent."""
    return list(response.versions.values_list("pk", flat=True))
