"""Inviting and reminding in the API: the same acts, with the same words of refusal."""

import pytest
from django.urls import reverse

from consultation.coverage.models import Invitee
from core import clock
from core.work.models import WorkRow
from partnerships.people.actions import make_api_key
from tests.consultation.coverage.steps import invited
from tests.factories.consultation import CLOSED, sent
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db


def poster(actor, client):
    _, key = make_api_key(by=actor, membership=actor.membership, label="Program")

    def send(address: str, consultation, **body):
        url = reverse(address, args=[consultation.pk])
        return client.post(url, body, content_type="application/json", headers={"authorization": f"Token {key}"})

    return send


@pytest.fixture
def post(commissioner, client):
    return poster(commissioner, client)


def sentences(reply) -> list[str]:
    return [each["detail"] for each in reply.json()["errors"]]


def test_a_program_invites_and_reminds(post, client, consultation, forum, lunch):
    answer = post("api_consultation_invite", consultation, organisations=[forum.pk, lunch.pk])
    assert (answer.status_code, answer.json()) == (200, {"consultation": consultation.pk, "invited": 2, "silent": 2})
    again = post("api_consultation_invite", consultation, organisations=[forum.pk])
    assert (again.status_code, again.json()["invited"], Invitee.objects.count()) == (200, 2, 2)
    sent(consultation, forum)
    for _ in range(2):
        answer = post("api_consultation_chase", consultation)
        assert (answer.status_code, answer.json()["silent"]) == (200, 1)
    assert WorkRow.objects.filter(kind="chase_invitees").count() == 1


def test_refused_in_the_same_words(post, consultation, host, forum):
    def refused(**body) -> list[str]:
        answer = post("api_consultation_invite", consultation, **body)
        assert answer.status_code == 400
        return sentences(answer)

    assert refused(organisations=[host.pk]) == ["Herefordshire Primary Care Trust, 5CN asks, so it is not invited."]
    assert refused(organisations=[999_999]) == ["No organisation in the register has the number 999999."]
    assert refused(organisations=[]) == ["This list may not be empty."]
    assert len(refused(organisations=["Forum", 10**30])) == 2
    assert refused() == ["This field is required."]
    answer = post("api_consultation_chase", consultation)
    assert (answer.status_code, sentences(answer)) == (400, ["Every organisation that was invited has answered."])
    with clock.at(CLOSED):
        said = ["It has closed. Open it again first, with a later closing day."]
        assert refused(organisations=[forum.pk]) == said
        assert sentences(post("api_consultation_chase", consultation)) == said
    assert not Invitee.objects.exists()


@pytest.mark.parametrize("address", ["api_consultation_invite", "api_consultation_chase"])
def test_who_may_not_is_refused_before_anything_is_read(client, consultation, draft, forum, address):
    invited(consultation, forum)
    other = poster(make_actor("commissioner"), client)
    assert other(address, consultation, organisations=[forum.pk]).status_code == 403
    assert other(address, draft, organisations=[forum.pk]).status_code == 404
    assert poster(make_actor("approver", organisation=forum), client)(address, consultation).status_code == 403
