"""What users say, with numbers: recorded, never shown where few answered, and refused where it cannot be."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from commissioning.feedback import actions
from core.acts import Refused
from tests.factories.contracts import ContractFactory
from tests.factories.monitoring import AuditFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date


def test_an_audit_is_recorded_with_its_questions_and_what_was_done():
    contract = ContractFactory(active=True)
    by = make_actor("drafter", organisation=contract.provider)
    given = {"contract": contract, "held_on": DAY(2006, 3, 10), "method": "Interviews by peers", "done_by": "Peers",
             "asked": 20, "answered": 12, "said": "The bus is the problem."}  # fmt: skip
    for wrong, message in (
        ({"answered": 21}, "More answered than were asked"),
        ({"held_on": DAY(2004, 1, 1)}, "The contract starts on 1 April 2005"),
        ({"question": "Listened to?"}, "or leave both empty"),
        ({"question": "Listened to?", "satisfied": 13}, "More are satisfied than answered"),
    ):
        with pytest.raises(ValidationError) as refusal:
            actions.record_audit(by=by, **given | wrong)
        assert message in " ".join(refusal.value.messages)
    audit = actions.record_audit(by=by, **given, question="Are you listened to?", satisfied=9)
    with pytest.raises(Refused) as refusal:
        actions.add_question(by=by, audit=audit, title="Is it near?", answered=13, satisfied=2)
    assert "12 people answered in all" in refusal.value.messages[0]
    actions.add_question(by=by, audit=audit, title="Is it near?", answered=4, satisfied=1)
    actions.edit_audit(by=by, audit=audit, version=None, done="The council changed the route.")
    with pytest.raises(Refused) as refusal:
        actions.edit_audit(by=by, audit=audit, version=None, answered=11)
    assert "12 answered one of its questions" in refusal.value.messages[0]

    theirs = make_actor("commissioner", organisation=contract.commissioner)
    for act, more in (
        (actions.edit_audit, {"version": None, "said": "All is well."}),
        (actions.void_audit, {"reason": "No."}),
    ):
        with pytest.raises(PermissionDenied):  # another organisation recorded it
            act(by=theirs, audit=audit, **more)
    officer = signed_in(theirs)
    page = officer.get(audit.get_absolute_url()).content.decode()
    assert "9 of 12 (75.0%)" in page
    assert "not shown: fewer than 5 answered" in page
    assert "1 of 4" not in page
    assert "The council changed the route." in page

    actions.drop_question(by=by, part=audit.questions.get(title="Is it near?"))
    actions.void_audit(by=by, audit=audit, reason="Of another service.")
    with pytest.raises(Refused) as refusal:
        actions.add_question(by=by, audit=audit, title="Late", answered=1, satisfied=1)
    assert "declared void" in refusal.value.messages[0]


def test_few_answers_are_told_in_no_form():
    few = AuditFactory(few=True)
    many = AuditFactory(contract=few.contract)
    browser = signed_in(make_actor("auditor"))
    rows = browser.get(reverse("api_audits")).json()["results"]
    shown = {row["id"]: (row["answered"], row["satisfied"]) for row in rows}
    assert shown[few.pk] == (None, None)
    assert [float(each) for each in shown[many.pk]] == [12.0, 75.0]
    sheet = b"".join(browser.get(reverse("audits_csv"))).decode()
    shares = [line.split(",")[6] for line in sheet.splitlines()[1:]]
    assert [share and Decimal(share) for share in shares] == ["", 75]
    assert len(shares[1]) <= len("75.0")
    assert "fewer than 5" in browser.get(few.get_absolute_url()).content.decode()
