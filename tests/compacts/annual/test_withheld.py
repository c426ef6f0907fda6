"""What each partner intends to invest, in a draft that is open to everybody: read by all once all have signed it."""

import pytest
from django.test import Client
from django.urls import reverse

from compacts.agreements import actions
from compacts.agreements.models import Agreement
from compacts.annual.composing import NOT_ALL_SIGNED, text_of, without_intentions
from compacts.annual.models import InvestmentIntention
from compacts.annual.reading import LOADED
from compacts.signatures.actions import void_signature
from compacts.signatures.models import Signature
from tests.compacts.signatures.test_signing import on_paper
from tests.consultation.pages import words
from tests.factories.agreements import FINAL
from tests.factories.annual import annual_of
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
AMOUNT = "£120,000"


@pytest.fixture
def by():
    return make_actor("secretariat")


def test_everybody_else_reads_a_sentence_until_all_have_signed_and_what_is_then_public_stays_public(by):
    group = make_actor("member", organisation=OrganisationFactory())
    annual = annual_of(PublicBodyFactory(name="A Trust"), group.organisation, final=True)
    agreement = annual.agreement
    publishing = words(signed_in(by).get(reverse("agreement_publish", args=[agreement.pk])))
    assert "What each partner intends to invest is left out until all parties have signed." in publishing
    actions.publish_agreement(by=by, agreement=agreement, version=1)
    draft = reverse("agreement_draft", args=[agreement.pk, 1])
    visitor, another = Client(), signed_in(make_actor("commissioner"))
    parties, office, auditor = (signed_in(each) for each in (group, by, make_actor("auditor")))

    def reads(where=draft):
        found = [words(each.get(where)) for each in (visitor, another, parties, office, auditor)]
        return [(AMOUNT in each, NOT_ALL_SIGNED in each) for each in found]

    closed, whole = [(False, True)] * 2 + [(True, False)] * 3, [(True, False)] * 5
    assert reads() == closed
    page = words(visitor.get(draft))
    assert ("Falls clinics" in page, "People stay at home." in page, "Open clinic 1" in page) == (False, True, True)
    for name in ("agreements_csv", "agreements_xlsx", "api_agreements"):
        assert "120" not in visitor.get(reverse(name)).getvalue().decode(errors="ignore").replace(" 120", "")
    for name in ("intentions_csv", "intentions_xlsx", "api_intentions"):
        for browser in (visitor, another):
            told = browser.get(reverse(name))
            assert b"Falls clinics" not in (told.getvalue() if told.status_code == 200 else b"")
    first, second = agreement.parties.order_by("pk")
    on_paper(by, agreement, first.organisation, signed_on=FINAL)
    assert reads() == closed
    on_paper(by, agreement, second.organisation, signed_on=FINAL)
    assert reads() == whole
    void_signature(by=by, signature=Signature.objects.first(), reason="Of another body.")
    agreement.refresh_from_db()
    assert (agreement.drafts.get().in_force_on, reads()) == (None, whole)
    actions.unpublish_agreement(by=by, agreement=agreement, reason="By mistake.")
    actions.publish_agreement(by=by, agreement=agreement, version=1)
    assert reads() == closed


def test_two_drafts_laid_side_by_side_tell_no_more(by):
    annual = annual_of(in_force=True)
    agreement = annual.agreement
    actions.publish_agreement(by=by, agreement=agreement, version=1)
    InvestmentIntention.objects.filter(annual=annual).update(amount=345_678)
    text = text_of(LOADED.get(pk=annual.pk)).replace("People stay at home.", "People live at home.")
    actions.put_draft(by, Agreement.objects.get(pk=agreement.pk), text, "", None)
    actions.publish_agreement(by=by, agreement=agreement, version=2)
    where = f"{reverse('agreement_compare', args=[agreement.pk])}?first=1&second=2"
    public, office = words(Client().get(where)), words(signed_in(by).get(where))
    assert (AMOUNT in public, "£345,678" in public, "Inserted: People live at home." in public) == (False, False, True)
    assert ("1 paragraph removed, 1 paragraph inserted." in public, NOT_ALL_SIGNED in public) == (True, True)
    assert (AMOUNT in office, "£345,678" in office) == (True, True)
    assert AMOUNT in words(Client().get(reverse("agreement_draft", args=[agreement.pk, 1])))


def test_a_text_in_which_the_titles_are_not_found_is_withheld_as_a_whole():
    for text in ("Aims\n\n£120,000", "4. Investment intentions\n\n£1\n\n4. Investment intentions\n\n£2"):
        assert without_intentions(text) == NOT_ALL_SIGNED
