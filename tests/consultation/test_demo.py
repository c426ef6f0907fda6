"""The demonstration's story about consultations is whole."""

import pytest
from django.db.models import Q

from consultation import demo
from consultation.consultations.demo import CARERS_PLAN, PRESCRIBING
from consultation.consultations.models import Consultation, State
from consultation.consultations.rules import TO_PUBLISH
from consultation.coverage.reading import with_progress
from consultation.responses.models import ResponseVersion
from consultation.responses.rules import finished_in_words
from core import clock
from core.gates import checklist
from core.mail.models import Mail
from core.work.actions import run_waiting
from partnerships import demo as partners
from partnerships.people.actors import actor_for
from partnerships.people.models import User
from tests.consultation.pages import words

pytestmark = pytest.mark.django_db


def person(name):
    return actor_for(User.objects.get(email=f"{name}@example.org"))


def test_the_story_holds_an_open_consultation_with_answers_and_a_draft():
    partners.load()
    demo.load()
    plan = Consultation.objects.get(title=CARERS_PLAN)
    assert (plan.state, plan.host.code, plan.closes_on > clock.today()) == (State.OPEN, "QGH", True)
    kinds = set(plan.questions.values_list("kind", flat=True))
    assert (plan.questions.filter(parent=None).count(), len(kinds)) == (6, 4)
    answers = plan.responses.all()
    assert (answers.counted().count(), answers.filter(submitted_at=None).count()) == (4, 1)
    assert sorted(answers.values_list("versions__number", flat=True)) == [1, 1, 1, 1, 1, 2]
    consents = answers.counted().values_list("counted_version__consent__choice", flat=True)
    assert sorted(consents) == ["not_at_all", "with_name", "with_name", "without_name"]
    seen = {name: answers.visible_to(person(name)).counted().count() for name in ("ruth", "daniel", "mei")}
    assert seen == {"ruth": 4, "daniel": 3, "mei": 3}
    invited = with_progress(plan.invitees.all(), person("ruth"))
    stands = [(each.opened_at is not None, each.drafting, each.sent is not None) for each in invited]
    assert {each: stands.count(each) for each in stands} == {
        (False, False, False): 2, (True, True, False): 1, (True, False, True): 4,
    }  # fmt: skip
    draft = Consultation.objects.get(title=PRESCRIBING)
    assert [line.state for line in checklist(TO_PUBLISH, draft)].count("missing") == 2


def test_a_drafter_finished_the_draft_and_it_waits_for_the_approver_to_send(client):
    partners.load()
    demo.load()
    draft = ResponseVersion.objects.get(submitted_at=None, response__consultation__title=CARERS_PLAN)
    assert (draft.finished_by.name, draft.answers.count()) == ("Imran Sadiq", 4)
    client.force_login(User.objects.get(email="joan@example.org"))
    waiting = words(client.get("/"))
    assert f"Your answer: {CARERS_PLAN}" in waiting
    assert f"{finished_in_words(draft)} 4 answers drafted." in waiting
    assert "Check and send it" in waiting


def test_nothing_of_the_story_is_mailed():
    partners.load()
    demo.load()
    run_waiting()
    told_to_have_come_back = Q(invitations__member_lines__isnull=False, state="failed")
    assert set(Mail.objects.exclude(told_to_have_come_back).values_list("state", flat=True)) == {"held"}
