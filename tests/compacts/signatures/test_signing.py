"""Signing an agreement: here or on paper, once for each party, and in force when all have signed the same draft."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.urls import reverse

from compacts.agreements import actions as agreements
from compacts.agreements.models import Stage
from compacts.signatures import actions
from compacts.signatures.models import Signature
from core import clock, home
from core.acts import Conflict, NotVisible
from core.trail.models import Event
from tests.compacts.local.test_actions import refused
from tests.compacts.local.test_views import day
from tests.consultation.pages import boxes, words
from tests.factories.agreements import FINAL, PUBLISHED, SIGNED, between, signed_by
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in
from tests.factories.together import at_once

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
BOARD = "Decision of the trustees"
NO_TITLE = (
    "It is not known as what you sign. Ask your organisation's administrator to enter your job title on the page of "
    "its people, then come back."
)


@pytest.fixture
def trust():
    return PublicBodyFactory(name="Wye Trust")


@pytest.fixture
def group():
    return OrganisationFactory(name="Wye Group")


@pytest.fixture
def secretary():
    return make_actor("secretariat")


def signatory(organisation, role="approver", job="Chair"):
    actor = make_actor(role, organisation=organisation)
    actor.membership.job_title = job
    actor.membership.save()
    actor.user.name = "Jo Price"
    actor.user.save()
    return actor


def on_paper(by, agreement, party, number=1, **more):
    given = {"name": "Pat Lowe", "designation": "Chief Executive", "authority": "The board", "kept_at": "Deeds, box 4"}
    return actions.record_signature(
        by=by, agreement=agreement, draft=agreement.drafts.get(number=number),
        party=agreement.parties.get(organisation=party), **{"signed_on": SIGNED} | given | more,
    )  # fmt: skip


def test_it_is_in_force_only_when_all_have_signed_the_same_draft(trust, group, secretary):
    agreement = between(trust, group, final=True)
    on_paper(secretary, agreement, trust)
    agreement.refresh_from_db()
    assert (agreement.stage, agreement.in_force_on) == (Stage.FINAL, None)
    signed = actions.sign_agreement(by=signatory(group), agreement=agreement, version=1, authority=f" {BOARD} ")
    assert (signed.stage, signed.in_force_on) == (Stage.IN_FORCE, clock.today())
    assert agreement.drafts.get().in_force_on == clock.today()
    here = Signature.objects.get(party__organisation=group)
    assert (here.name, here.designation, here.authority, here.way) == ("Jo Price", "Chair", BOARD, "here")
    paper = Signature.objects.get(party__organisation=trust)
    assert (paper.signed_on, paper.recorded_on, paper.kept_at) == (SIGNED, clock.today(), "Deeds, box 4")
    told = [each.detail for each in Event.objects.of(agreement).filter(verb="signed").order_by("pk")]
    assert [(each["party"], each["draft"], each["how"]) for each in told] == [
        ("Wye Trust", 1, "Signed on paper"), ("Wye Group", 1, "Signed here"),
    ]  # fmt: skip
    assert "Jo Price" not in str(told)


def test_a_draft_that_changed_is_not_signed_and_the_page_shows_the_new_one(trust, group, secretary):
    agreement = between(trust, group, final=True)
    browser, where = signed_in(signatory(group)), reverse("agreement_sign", args=[agreement.pk])
    opened = browser.get(where)
    assert "We plan together." in words(opened)
    agreements.add_draft(by=secretary, agreement=agreement, version=1, text="Aims\n\nWe plan apart.")
    agreements.call_final(by=secretary, agreement=agreement, version=2)
    sent = boxes(opened) | {"authority": BOARD}
    assert sent["version"] == "1"
    refusal = browser.post(where, sent)
    shown = refusal.content.decode()
    assert refusal.status_code == 409
    assert "Somebody else changed this while you had it open" in shown
    assert "We plan apart." in shown
    assert BOARD in shown
    assert 'name="version" value="2"' in shown
    assert Signature.objects.count() == 0
    assert browser.post(where, sent | {"version": "2"}).status_code == 302
    assert Signature.objects.get().draft.number == 2
    with pytest.raises(Conflict):
        actions.sign_agreement(by=signatory(trust), agreement=agreement, version=1, authority=BOARD)


def test_a_second_signature_for_the_same_party_is_one(trust, group, secretary):
    agreement = between(trust, group, final=True)
    for role in ("approver", "administrator"):
        actions.sign_agreement(by=signatory(group, role), agreement=agreement, version=1, authority=BOARD)
    assert Signature.objects.count() == 1
    told = refused(on_paper, by=secretary, agreement=agreement, party=group, signed_on=clock.today())
    assert told == {"party": ["Wye Group has signed draft 1 already. If that is wrong, declare it void first."]}


@pytest.mark.served
@pytest.mark.django_db(transaction=True)
def test_two_people_sign_for_the_same_party_at_the_same_moment(trust, group):
    agreement = between(trust, group, final=True)
    people = [signatory(group), signatory(group, "administrator")]

    def sign(by):
        try:
            return actions.sign_agreement(by=by, agreement=agreement, version=1, authority=BOARD).pk
        finally:
            connections.close_all()

    assert at_once(*[lambda each=each: sign(each) for each in people]) == [agreement.pk, agreement.pk]
    assert Signature.objects.count() == 1


@pytest.mark.parametrize("role", ["member", "drafter", "commissioner", "secretariat", "auditor"])
def test_who_has_no_authority_does_not_sign(trust, role):
    agreement = between(trust, PublicBodyFactory(), final=True)
    with pytest.raises(PermissionDenied):
        actions.sign_agreement(by=signatory(trust, role), agreement=agreement, version=1, authority=BOARD)
    assert signed_in(signatory(trust, role)).get(reverse("agreement_sign", args=[agreement.pk])).status_code == 403


def test_nobody_signs_for_another_body_nor_without_a_designation_or_authority(trust, group):
    agreement = between(trust, PublicBodyFactory(), final=True)
    with pytest.raises(NotVisible):
        actions.sign_agreement(by=signatory(group), agreement=agreement, version=1, authority=BOARD)
    told = refused(actions.sign_agreement, by=signatory(trust, job=""), agreement=agreement, version=1, authority="x")
    assert told == [NO_TITLE]
    told = refused(actions.sign_agreement, by=signatory(trust), agreement=agreement, version=1, authority=" ")
    assert told == {"__all__": ["Enter the name, the designation and the authority of whoever signed."]}
    assert Signature.objects.count() == 0


def test_a_body_that_closed_signs_nothing_its_successor_does(secretary):
    closed = PublicBodyFactory(name="Old Trust", closed=SIGNED - DAY)
    agreement = between(closed, PublicBodyFactory(name="Council"), final=True)
    sentence = (
        "Old Trust closed on 11 March 2008. Whoever came after it signs: its page says who that is. Make that body a "
        "party, and let this one leave."
    )
    assert refused(on_paper, by=secretary, agreement=agreement, party=closed) == [sentence]
    told = refused(actions.sign_agreement, by=signatory(closed), agreement=agreement, version=1, authority=BOARD)
    assert told == [sentence]
    assert on_paper(secretary, agreement, closed, signed_on=SIGNED - DAY).pk == agreement.pk


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (FINAL - DAY, "Draft 1 is final since 3 March 2008. Enter that day or a later one."),
        (PUBLISHED, "Wye Trust was a party until 31 March 2008. Enter an earlier day."),
    ],
)
def test_a_paper_holds_only_on_a_day_on_which_it_could_be_signed(trust, secretary, day, sentence):
    agreement = between(trust, PublicBodyFactory(), final=True)
    agreement.parties.filter(organisation=trust).update(ends=PUBLISHED - DAY)
    assert refused(on_paper, by=secretary, agreement=agreement, party=trust, signed_on=day) == [sentence]


def test_a_paper_of_an_earlier_draft_is_recorded_late(trust, group, secretary):
    agreement = between(trust, group, final=True)
    on_paper(secretary, agreement, trust)
    agreements.add_draft(by=secretary, agreement=agreement, version=1, text="Other.")
    on_paper(secretary, agreement, group, signed_on=SIGNED + DAY)
    agreement.refresh_from_db()
    assert (agreement.latest, agreement.in_force_on) == (2, SIGNED + DAY)
    told = refused(on_paper, by=secretary, agreement=agreement, party=trust, number=2, signed_on=clock.today())
    assert told == ["Draft 2 is not final, so it cannot be signed yet."]
    other = between(final=True)
    with pytest.raises(ValidationError, match="Choose a party of this agreement"):
        actions.record_signature(
            by=secretary, agreement=agreement, draft=agreement.drafts.get(number=1), party=other.parties.first(),
            signed_on=SIGNED, name="x", designation="x", authority="x", kept_at="x",
        )  # fmt: skip


def test_a_variation_is_in_force_once_all_have_signed_it_again(trust, group, secretary):
    agreement = between(trust, group, in_force=True)
    for each in agreement.parties.all():
        signed_by(agreement, each)
    agreements.add_draft(by=secretary, agreement=agreement, version=1, text="Aims\n\nMore.", on=PUBLISHED)
    agreements.call_final(by=secretary, agreement=agreement, version=2, on=PUBLISHED)
    on_paper(secretary, agreement, trust, 2, signed_on=PUBLISHED)
    days = list(agreement.drafts.values_list("number", "in_force_on"))
    assert days == [(1, SIGNED), (2, None)]
    on_paper(secretary, agreement, group, 2, signed_on=PUBLISHED + DAY)
    agreement.refresh_from_db()
    assert agreement.in_force_on == SIGNED
    assert list(agreement.drafts.values_list("number", "in_force_on")) == [(1, SIGNED), (2, PUBLISHED + DAY)]


def test_a_void_signature_takes_the_agreement_out_of_force_and_has_its_reason(trust, group, secretary):
    agreement = between(trust, group, final=True)
    for each in (trust, group):
        on_paper(secretary, agreement, each)
    signature = Signature.objects.get(party__organisation=group)
    assert refused(actions.void_signature, by=secretary, signature=signature, reason=" ") == {
        "__all__": ["Say why it is void."]
    }
    actions.void_signature(by=secretary, signature=signature, reason=" Wrong person. ")
    agreement.refresh_from_db()
    assert (agreement.in_force_on, agreement.stage, agreement.drafts.get().in_force_on) == (None, Stage.FINAL, None)
    assert Signature.objects.get(pk=signature.pk).void_reason == "Wrong person."
    assert refused(actions.void_signature, by=secretary, signature=signature, reason="x") == [
        "This was declared void already."
    ]
    on_paper(secretary, agreement, group, signed_on=SIGNED + DAY)
    agreement.refresh_from_db()
    assert agreement.in_force_on == SIGNED + DAY


def test_the_scan_is_kept_and_given_out_to_who_may_read_who_signed(trust, group, secretary):
    agreement = between(trust, group, published=True)
    agreement.drafts.update(in_force_on=None)
    office, where = signed_in(secretary), reverse("agreement_record_signature", args=[agreement.pk])
    party, draft = agreement.parties.get(organisation=trust), agreement.drafts.get()
    typed = boxes(office.get(where)) | {
        "party": party.pk, "draft": draft.pk, "name": "Pat Lowe", "designation": "Chief Executive",
        "authority": "The board", "kept_at": "Deeds", **day("signed_on", SIGNED),
    }  # fmt: skip
    refusal = office.post(where, typed | {"scan": SimpleUploadedFile("page.exe", b"MZ\x90\x00")})
    assert refusal.status_code == 422
    assert "This kind of file is not taken." in words(refusal)
    page = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
    assert office.post(where, typed | {"scan": SimpleUploadedFile("page.pdf", page)}).status_code == 302
    signature = Signature.objects.get()
    scan = reverse("signature_scan", args=[signature.pk])
    assert b"".join(signed_in(make_actor("member", organisation=group)).get(scan).streaming_content) == page
    assert signed_in(make_actor("member")).get(scan).status_code == 404
    shown = words(signed_in(make_actor("visitor")).get(agreement.get_absolute_url()))
    assert "Wye Trust, signed on 12 March 2008" in shown
    assert "Pat Lowe" not in shown
    assert "Chief Executive" not in shown


def test_a_program_sends_a_paper_with_its_scan(trust, group, secretary):
    agreement = between(trust, group, final=True)
    where = reverse("api_agreement_record_signature", args=[agreement.pk])
    sent = {
        "party": agreement.parties.get(organisation=trust).pk, "draft": agreement.drafts.get().pk, "name": "Pat Lowe",
        "designation": "Chief Executive", "authority": "The board", "kept_at": "Deeds", "signed_on": "2008-03-12",
    }  # fmt: skip
    program, page = signed_in(secretary), b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
    refusal = program.post(where, sent | {"scan": SimpleUploadedFile("page.exe", b"MZ\x90\x00")})
    assert (refusal.status_code, "This kind of file is not taken." in refusal.content.decode()) == (400, True)
    assert program.post(where, sent | {"scan": SimpleUploadedFile("page.pdf", page)}).status_code == 200
    assert Signature.objects.get().scan.path.read_bytes() == page
    again = program.post(where, sent | {"scan": SimpleUploadedFile("page.pdf", page)})
    assert (again.status_code, "has signed draft 1 already" in again.content.decode()) == (400, True)
    signing = reverse("api_agreement_sign", args=[agreement.pk])
    other = signed_in(signatory(group)).post(signing, {"version": 1, "authority": BOARD})
    assert (other.status_code, "This field is required." in other.content.decode()) == (
        400,
        True,
    )  # no other takes forms


def test_the_list_of_signatures_is_narrowed_and_only_for_the_parties(trust, group, secretary):
    carers, older = (between(trust, group, final=True, title=each) for each in ("Carers", "Older people"))
    trust.code = "RLQ"
    trust.save()
    signed_by(carers, carers.parties.get(organisation=trust))
    signed_by(carers, carers.parties.get(organisation=group), signed_on=SIGNED + DAY, recorded_on=SIGNED + DAY)
    void = {"voided_on": PUBLISHED, "void_reason": "No quorum."}
    signed_by(older, older.parties.get(organisation=group), signed_on=FINAL, **void)

    def listed(actor, **query):
        rows = signed_in(actor).get(reverse("api_signatures"), query).json()["results"]
        return [(row["agreement"], row["organisation"]) for row in rows]

    first, second, third = ("Carers", "Wye Group"), ("Carers", "Wye Trust"), ("Older people", "Wye Group")
    assert listed(secretary) == listed(make_actor("member", organisation=group)) == [first, second, third]
    assert listed(make_actor("commissioner")) == []
    assert listed(secretary, agreement="older") == listed(secretary, state="void") == [third]
    assert listed(secretary, organisation="wye g", state="counts") == [first]
    assert listed(secretary, organisation="rlq") == [second]
    assert listed(secretary, since="2008-03-12", until="2008-03-12") == [second]
    assert listed(secretary, way="here") == []


def test_who_is_still_to_sign_stands_on_the_page(trust, group, secretary):
    agreement = between(trust, group, final=True)
    on_paper(secretary, agreement, trust)
    shown = words(signed_in(make_actor("member", organisation=trust)).get(agreement.get_absolute_url()))
    assert "Still to sign draft 1 Wye Group It is in force once all parties have signed it." in shown
    assert "Wye Trust, signed on 12 March 2008 by Pat Lowe, Chief Executive , on paper" in shown


def test_it_is_signed_in_the_api_with_the_same_words(trust, group):
    agreement = between(trust, group, final=True)
    program = signed_in(signatory(group))
    where = reverse("api_agreement_sign", args=[agreement.pk])
    told = program.post(where, {"version": 3, "authority": BOARD}, content_type="application/json")
    assert told.status_code == 409
    done = program.post(where, {"version": 1, "authority": BOARD}, content_type="application/json")
    assert (done.status_code, done.json()["stage"]) == (200, "final")
    assert Signature.objects.get().signed_on == clock.today()


def test_nothing_is_signed_before_a_draft_is_final(trust, group):
    agreement = between(trust, group, drafted=True)
    told = refused(actions.sign_agreement, by=signatory(group), agreement=agreement, version=1, authority=BOARD)
    assert told == ["Say first that the latest draft is final."]


def test_what_waits_for_ones_own_signature_stands_on_the_home_page(trust, group, secretary):
    waits, ours = between(trust, group, final=True, title="Carers"), signatory(group)
    between(trust, group, drafted=True, title="A draft")
    between(trust, group, in_force=True, title="In force")
    between(trust, group, ended=True, title="Over")
    between(trust, final=True, title="Of others")
    left = between(trust, group, final=True, title="Left")
    left.parties.filter(organisation=group).update(ends=clock.today())

    def waiting(actor):
        return [line for line in home.sections_for(actor)[0].lines if "sign it" in line.next_step]

    [line] = waiting(ours)
    assert (line.text, line.link) == ("Carers", reverse("agreement_sign", args=[waits.pk]))
    assert line.hint == "Draft 1 is final since 3 March 2008."
    assert signed_in(ours).get(line.link).status_code == 200
    assert waiting(make_actor("drafter", organisation=group)) == waiting(secretary) == []
    actions.sign_agreement(by=ours, agreement=waits, version=1, authority=BOARD)
    assert waiting(ours) == []
    actions.void_signature(by=secretary, signature=Signature.objects.get(), reason="No quorum.")
    assert waiting(ours) == [line]


def test_who_joins_or_leaves_later_takes_no_force_away(trust, group, secretary):
    agreement = between(trust, group, final=True)
    for party in (trust, group):
        on_paper(secretary, agreement, party)
    third, fourth = PublicBodyFactory(name="Third"), PublicBodyFactory(name="Fourth")
    for each in (third, fourth):
        agreements.add_party(by=secretary, agreement=agreement, organisation=each)
    on_paper(secretary, agreement, third)
    agreements.leave_party(by=secretary, party=agreement.parties.get(organisation=group))
    agreement.refresh_from_db()
    assert (agreement.stage, agreement.in_force_on) == (Stage.IN_FORCE, SIGNED)
    actions.void_signature(
        by=secretary, signature=Signature.objects.get(party__organisation=trust), reason="A copy of another."
    )
    agreement.refresh_from_db()
    assert (agreement.stage, agreement.in_force_on) == (Stage.FINAL, None)
