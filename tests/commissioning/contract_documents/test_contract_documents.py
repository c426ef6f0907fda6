"""Documents of contracts: added by either side, read by the parties, put right and taken back."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from commissioning.contract_documents.actions import add_document, edit_document, withdraw_document
from core import clock
from core.acts import Conflict
from tests.compacts.local.test_actions import refused, verbs
from tests.consultation.pages import boxes, words
from tests.factories.compacts import pdf
from tests.factories.contracts import ContractDocumentFactory, ContractFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
MAY = datetime.date(2008, 5, 1)
GIVEN = {"kind": "specification", "title": " Specification of May 2008 ", "dated_on": MAY}


@pytest.fixture
def contract():
    return ContractFactory(active=True, title="Advocacy")


@pytest.fixture
def buyer(contract):
    return make_actor("commissioner", organisation=contract.commissioner)


@pytest.fixture
def group(contract):
    return make_actor("drafter", organisation=contract.provider)


def test_either_side_adds_a_document_and_the_parties_read_it(contract, buyer, group):
    added = add_document(by=buyer, contract=contract, file=pdf(), **GIVEN)
    theirs = add_document(by=group, contract=contract, file=pdf("Insurance."), **GIVEN | {"title": "Insurance"})
    assert (added.title, added.added_by, added.added_on) == (
        "Specification of May 2008",
        contract.commissioner,
        clock.today(),
    )
    assert (verbs(added), verbs(contract)) == (["added"], ["document added", "document added"])
    page = signed_in(group).get(contract.get_absolute_url())
    assert "Specification of May 2008 Specification or schedule 1 May 2008" in words(page)
    content = b"".join(signed_in(group).get(reverse("contract_document_file", args=[added.pk])))
    assert content == pdf().read()
    stranger = signed_in(make_actor("drafter"))
    for name in ("contract_document", "contract_document_file"):
        assert stranger.get(reverse(name, args=[theirs.pk])).status_code == 404
    assert "Insurance" not in words(stranger.get(contract.get_absolute_url()))


def test_what_is_no_document_of_it_is_refused(contract, buyer):
    given = {"by": buyer, "contract": contract, "file": pdf()} | GIVEN
    tomorrow = clock.today() + datetime.timedelta(days=1)
    assert "dated_on" in refused(add_document, **given | {"dated_on": tomorrow})
    assert refused(add_document, **given | {"title": "  "}) == {"__all__": ["Enter what people call the document."]}
    assert "file" in refused(add_document, **given | {"file": pdf(name="macro.docm")})
    add_document(**given)
    assert refused(add_document, **given | {"title": "Again"}) == {
        "file": ["The contract has this file already, as “Specification of May 2008”. Choose the one that is new."]
    }
    void = ContractFactory(void=True, commissioner=contract.commissioner)
    assert refused(add_document, **given | {"contract": void}) == [
        "The contract was declared void on 14 March 2005. Add it to the one that holds."
    ]
    browser = signed_in(buyer)
    assert "The contract was declared void on 14 March 2005." in words(
        browser.get(reverse("contract_document_add", args=[void.pk]))
    )
    assert "Add a document" not in words(browser.get(void.get_absolute_url()))


def test_what_is_said_of_it_is_put_right_by_the_side_that_added_it(contract, buyer, group):
    document = ContractDocumentFactory(contract=contract, added_by=contract.provider)
    with pytest.raises(PermissionDenied):
        edit_document(by=buyer, document=document, version=1, title="Ours")
    edited = edit_document(by=group, document=document, version=1, title=" Report ", kind="report")
    assert (edited.title, edited.get_kind_display(), edited.version) == ("Report", "Report or accounts", 2)
    with pytest.raises(Conflict):
        edit_document(by=group, document=document, version=1, title="Late")


def test_a_wrong_one_is_withdrawn_and_stays_with_who_added_it(contract, buyer, group):
    document = ContractDocumentFactory(contract=contract, added_by=contract.provider)
    browser, where = signed_in(group), reverse("contract_document_withdraw", args=[document.pk])
    page = browser.get(where)
    answer = browser.post(where, boxes(page) | {"reason": "It names a client."}, follow=True)
    assert "Withdrawn" in words(answer)
    assert document.get_absolute_url() not in browser.get(contract.get_absolute_url()).content.decode()
    assert "It was withdrawn on" in words(browser.get(where))
    for who, seen in ((group, 200), (buyer, 404), (make_actor("secretariat"), 200)):
        found = signed_in(who).get(reverse("contract_document_file", args=[document.pk]))
        assert (found.status_code, b"".join(found) == pdf().read()) == (seen, seen == 200)
    document.refresh_from_db()
    assert "withdrawn" in refused(withdraw_document, by=group, document=document, reason="Twice.")[0]
    again = add_document(by=buyer, contract=contract, file=pdf(), **GIVEN)
    assert again.withdrawn_on is None


def test_the_list_is_narrowed_by_contract_kind_standing_and_day(contract, buyer):
    ContractDocumentFactory(contract=contract, title="Schedule one")
    ContractDocumentFactory(contract=contract, title="Taken back", withdrawn=True, added_by=contract.commissioner)
    other = ContractFactory(active=True, title="Transport", commissioner=contract.commissioner)
    add_document(by=buyer, contract=other, file=pdf(), **GIVEN | {"kind": "report", "title": "Accounts"})
    browser = signed_in(buyer)
    for narrowed, seen in (
        ({"contract": "advocacy"}, ["Schedule one", "Taken back"]),
        ({"kind": "report"}, ["Accounts"]),
        ({"standing": "holds"}, ["Accounts", "Schedule one"]),
        ({"standing": "withdrawn"}, ["Taken back"]),
        ({"as_at": "2005-12-31"}, ["Schedule one", "Taken back"]),
    ):
        rows = browser.get(reverse("api_contract_documents"), narrowed).json()["results"]
        assert sorted(each["title"] for each in rows) == seen, narrowed
