"""Signing a Compact here: by somebody with authority, of the document that was read, once; and who signed the paper."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.urls import reverse

from compacts.editions.actions import add_edition, withdraw_edition
from compacts.signing.rules import NO_DESIGNATION
from compacts.signups import actions, signing_actions
from compacts.signups.models import Signup, SignupSignature, Standing
from core import clock
from core.acts import Conflict
from core.pages.words import date
from partnerships.organisations.actions import set_areas_served
from partnerships.organisations.models import AreaServed
from tests.compacts.local.test_actions import refused, verbs
from tests.compacts.local.test_views import DAY, day
from tests.compacts.signatures.test_signing import signatory
from tests.compacts.signups.test_signups import NO_BODY, NO_GROUP
from tests.consultation.pages import boxes, words
from tests.factories.compacts import (
    LAUNCHED,
    REFRESHED,
    CompactFactory,
    EditionFactory,
    SignupSignatureFactory,
    pdf,
)
from tests.factories.organisations import AreaFactory, OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in
from tests.factories.together import at_once

pytestmark = pytest.mark.django_db
BOARD = "Decision of the board of 3 March"
NOT_AGREED = "The Compact is not agreed yet, so nobody can sign it. Declare that your organisation works towards it."
NO_DOCUMENT = (
    "The secretariat has not added the document of the Compact yet, so nobody can sign it here. Ask for it; the "
    "Compact Manager's address is on its page."
)


@pytest.fixture
def trust():
    return PublicBodyFactory(name="Wye Trust", area=AreaFactory(name="Herefordshire"))


@pytest.fixture
def compact(trust):
    return EditionFactory(compact__title="County Compact", compact__area=trust.area).compact


def sign(by, compact, version=1, authority=BOARD):
    return signing_actions.sign_compact(by=by, compact=compact, version=version, authority=authority)


def declare(by, compact, version=1, **more):
    given = {"public_body": PublicBodyFactory(), "vcs_partner": OrganisationFactory(), "evidence": "A minute."} | more
    return signing_actions.declare_work(by=by, compact=compact, version=version, authority=BOARD, **given)


def test_an_approver_signs_for_the_body_and_that_it_worked_towards_it_ends(trust, compact):
    chair = signatory(trust)
    work = declare(chair, compact)
    assert (work.standing, work.starts) == (Standing.WORKING, clock.today())
    signed = sign(chair, compact, authority=f" {BOARD} ")
    work.refresh_from_db()
    assert (work.ended_on, work.end_reason) == (clock.today(), "It signed the Compact.")
    assert (signed.organisation, signed.starts, signed.standing) == (trust, clock.today(), Standing.SIGNED)
    assert signed.evidence == "Signed here for the organisation itself, edition 1 of the document."
    given = signed.signature
    assert (given.name, given.designation, given.authority, given.way) == ("Jo Price", "Chair", BOARD, "here")
    assert (given.edition.number, verbs(signed), verbs(given)) == (1, ["signed here"], ["signed"])
    assert sign(signatory(trust, "administrator"), compact) == signed  # twice is once
    assert SignupSignature.objects.count() == 2
    assert refused(declare, by=chair, compact=compact)[0].endswith("There is nothing left to do.")
    told = refused(withdraw_edition, by=make_actor("secretariat"), edition=given.edition, reason="x")
    assert told == ["Somebody signed this edition, so it stays. Add another edition in its place."]


@pytest.mark.parametrize("role", ["member", "drafter", "commissioner", "secretariat", "auditor"])
def test_who_has_no_authority_does_not_sign(trust, compact, role):
    actor = signatory(trust, role)
    for act in (sign, declare):
        with pytest.raises(PermissionDenied):
            act(actor, compact)
    assert signed_in(actor).get(reverse("compact_sign", args=[compact.pk])).status_code == 403
    assert Signup.objects.count() == 0


def test_what_changed_since_the_page_was_opened_is_not_signed(trust, compact):
    browser, where = signed_in(signatory(trust)), reverse("compact_sign", args=[compact.pk])
    opened = browser.get(where)
    assert "Read edition 1 of 14 May 2003" in words(opened)
    assert "You sign as Jo Price, Chair , for Wye Trust , today." in words(opened)
    add_edition(by=make_actor("secretariat"), compact=compact, dated_on=REFRESHED, file=pdf("Other."), note="Money")
    sent = boxes(opened) | {"authority": BOARD}
    refusal = browser.post(where, sent)
    shown = words(refusal)
    assert refusal.status_code == 409
    assert "Somebody else changed this while you had it open" in shown
    assert "Read edition 2 of 9 November 2005 . New in it: Money" in shown
    assert (BOARD in refusal.content.decode(), Signup.objects.count()) == (True, 0)
    with pytest.raises(Conflict):
        declare(signatory(trust), compact)
    assert browser.post(where, sent | boxes(refusal)).status_code == 302
    assert SignupSignature.objects.get().edition.number == 2


def test_the_page_says_beforehand_what_signing_needs(trust):
    compact = CompactFactory(title="Draft Compact", area=trust.area)
    chair = signatory(trust, job="")
    page = words(signed_in(chair).get(reverse("compact_sign", args=[compact.pk])))
    for sentence in ("Missing There is something to sign", NOT_AGREED, NO_DOCUMENT, NO_DESIGNATION):
        assert sentence in page
    assert refused(sign, by=chair, compact=compact, version=0) == [NOT_AGREED]
    launched = CompactFactory(launched=True, area=trust.area)
    assert refused(sign, by=chair, compact=launched, version=0) == [NO_DOCUMENT, NO_DESIGNATION]
    assert refused(declare, by=chair, compact=compact, version=0, public_body=None, vcs_partner=None) == [
        NO_BODY, NO_GROUP,
    ]  # fmt: skip
    assert refused(declare, by=chair, compact=compact, version=0) == [NO_DESIGNATION]
    assert refused(
        sign, by=signatory(trust), compact=EditionFactory(compact__area=trust.area).compact, authority=" "
    ) == {"__all__": ["Say what allows you to sign."]}
    assert declare(signatory(trust), compact, version=0).signature.edition is None  # nothing to sign is written yet
    over = EditionFactory(compact__lapsed=True, compact__area=trust.area).compact
    assert refused(sign, by=signatory(trust), compact=over) == [
        "The Compact lapsed on 31 March 2008, so nobody signs it any more. Ask the secretariat."
    ]
    closed = PublicBodyFactory(closed=LAUNCHED)
    assert "did not exist on that day" in str(refused(sign, by=signatory(closed), compact=EditionFactory().compact))


def test_a_later_edition_is_signed_anew_here_and_on_paper(trust, compact):
    secretary, browser = make_actor("secretariat"), signed_in(signatory(trust))
    first = actions.record_signing(
        by=secretary, compact=compact, organisation=trust, starts=LAUNCHED, evidence="x", edition=compact.editions.get()
    )
    where = reverse("compact_sign", args=[compact.pk])
    assert "Your organisation signed it on 14 May 2003." in words(browser.get(where))
    add_edition(by=secretary, compact=compact, dated_on=REFRESHED, file=pdf("Other."))
    opened = browser.get(where)
    assert "Your organisation signed it on" not in words(opened)
    sent = boxes(opened) | {"authority": BOARD}
    assert [browser.post(where, sent).status_code for _ in range(2)] == [302, 302]
    second = Signup.objects.get(ended_on=None)
    first.refresh_from_db()
    assert (second.edition.number, second.starts) == (2, clock.today())
    assert (first.ended_on, first.end_reason) == (clock.today(), "It signed edition 2.")
    assert sign(signatory(trust), compact, version=2) == second
    held = [list(Signup.objects.in_force(day)) for day in (clock.today() - DAY, clock.today())]
    assert held == [[first], [second]]
    third = add_edition(by=secretary, compact=compact, dated_on=clock.today(), file=pdf("Third."))
    paper = {"by": secretary, "compact": compact, "organisation": trust, "evidence": "The copy.", "edition": third}
    assert refused(actions.record_signing, **paper, starts=REFRESHED) == {
        "edition": [f"Edition 3 is of {date(clock.today())}, after the day of signing. Choose an earlier one."]
    }
    again = actions.record_signing(**paper, starts=clock.today())
    actions.void_signup(by=secretary, signup=second, reason="Of another trust.")  # what it ended lasts until the next
    for each in (first, again):
        each.refresh_from_db()
    assert (first.ended_on, first.end_reason, again.follows) == (clock.today(), "It signed edition 3.", first)
    actions.void_signup(by=secretary, signup=again, reason="Of another trust.")
    first.refresh_from_db()
    assert (first.ended_on, first.end_reason, first.standing) == (None, "", Standing.SIGNED)
    other = EditionFactory()
    assert refused(actions.record_signing, **paper | {"edition": other}, starts=clock.today()) == {
        "edition": ["Choose an edition of this Compact that was not withdrawn."]
    }


def test_a_body_signs_by_itself_only_where_it_serves_the_locality_a_part_or_a_whole_of_it(trust):
    region, part = AreaFactory(name="West Midlands"), AreaFactory(name="Ross", parent=trust.area)
    trust.area.parent = region
    trust.area.save()
    said = (
        "By its page, your organisation neither is in {} nor serves it, a part of it, or a whole that it lies in. If "
        "it does, its administrator states the area on its page. Otherwise ask the Forum secretariat, which can record "
        "what any organisation signed on paper."
    )
    for area in (trust.area, part, region):
        near = EditionFactory(compact__area=area).compact
        assert sign(signatory(trust), near).organisation == trust
    far = EditionFactory(compact__area=AreaFactory(name="Devon")).compact
    sister = EditionFactory(compact__area=AreaFactory(name="Shropshire", parent=region)).compact
    assert refused(declare, by=signatory(trust), compact=sister) == [said.format("Shropshire")]
    chair = signatory(trust, "administrator")
    browser, where = signed_in(chair), reverse("compact_sign", args=[far.pk])
    page = browser.get(where)
    link = f'href="{trust.get_absolute_url()}"'
    assert (said.format("Devon") in words(page), link in page.content.decode()) == (True, True)
    refusal = browser.post(where, boxes(page) | {"authority": BOARD})
    assert (refusal.status_code, said.format("Devon") in words(refusal)) == (422, True)
    given = {"version": 1, "authority": BOARD}
    api = browser.post(reverse("api_compact_sign"), given | {"compact": far.pk}, "application/json")
    assert (api.status_code, api.json()["errors"][0]["detail"]) == (400, said.format("Devon"))
    paper = {"compact": far, "starts": LAUNCHED, "evidence": "The copy.", "organisation": PublicBodyFactory()}
    assert actions.record_signing(by=make_actor("secretariat"), **paper).standing == Standing.SIGNED
    AreaServed.objects.create(organisation=trust, area=far.area, ends=LAUNCHED)  # it serves it no longer
    assert refused(sign, by=chair, compact=far) == [said.format("Devon")]
    set_areas_served(by=chair, organisation=trust, areas=[far.area])
    assert sign(chair, far).standing == Standing.SIGNED


def test_a_paper_of_an_older_edition_counts_until_the_later_one_was_signed(trust, compact):
    secretary, first = make_actor("secretariat"), compact.editions.get()
    second = add_edition(by=secretary, compact=compact, dated_on=REFRESHED, file=pdf("Other."))
    third = add_edition(by=secretary, compact=compact, dated_on=REFRESHED + 30 * DAY, file=pdf("Third."))
    given = {"by": secretary, "compact": compact, "organisation": trust, "evidence": "The copy."}
    work = actions.record_work(
        **given, starts=LAUNCHED - DAY, public_body=PublicBodyFactory(), vcs_partner=OrganisationFactory()
    )
    latest = sign(signatory(trust), compact, version=3)

    def known():
        rows = Signup.objects.exclude(voided_on__isnull=False).order_by("starts", "pk")
        return [(each.edition.number if each.edition else 0, each.ended_on, each.follows) for each in rows]

    office = signed_in(secretary)
    where = reverse("compact_record_signing", args=[compact.pk])
    sent = {"organisation": "Wye Trust", "evidence": "The copy.", "edition": second.pk, **day("starts", clock.today())}
    assert office.post(where, boxes(office.get(where)) | sent | day("starts", REFRESHED + DAY)).status_code == 302
    middle = Signup.objects.get(signature__edition=second)
    assert known() == [
        (0, REFRESHED + DAY, None), (2, clock.today(), work), (3, None, middle),
    ]  # fmt: skip
    assert (middle.end_reason, middle.signature.way, middle.standing) == ("It signed edition 3.", "paper", "ended")
    sent = {"compact": compact.pk, "organisation": trust.pk, "evidence": "x", "edition": first.pk}
    made = office.post(reverse("api_signup_sign"), sent | {"starts": str(LAUNCHED)}, "application/json")
    oldest = Signup.objects.get(pk=made.json()["id"])
    assert known() == [
        (0, LAUNCHED, None), (1, REFRESHED + DAY, work), (2, clock.today(), oldest), (3, None, middle),
    ]  # fmt: skip
    held = [list(Signup.objects.in_force(on)) for on in (LAUNCHED, REFRESHED + DAY, clock.today())]
    assert held == [[oldest], [middle], [latest]]
    page = words(Client().get(compact.get_absolute_url()))
    for number, on in ((1, LAUNCHED), (2, REFRESHED + DAY), (3, clock.today())):
        assert f"Wye Trust , signed on {date(on)}, edition {number}" in page
    rows = Client().get(reverse("api_signups")).json()["results"]
    assert sorted(str(row["edition"]) for row in rows) == ["1", "2", "3", "None"]
    assert refused(actions.record_signing, **given, edition=first, starts=LAUNCHED + DAY) == {
        "edition": ["It signed edition 1 already, on 14 May 2003. If that is wrong, declare it void first."]
    }
    actions.void_signup(by=secretary, signup=middle, reason="Of another trust.")
    assert refused(actions.record_signing, **given, edition=second, starts=LAUNCHED) == {
        "edition": [f"Edition 2 is of {date(REFRESHED)}, after the day of signing. Choose an earlier one."]
    }
    assert known() == [(0, LAUNCHED, None), (1, clock.today(), work), (3, None, oldest)]
    actions.void_signup(by=secretary, signup=latest, reason="Of another trust.")
    assert known() == [(0, LAUNCHED, None), (1, None, work)]
    newest = actions.record_signing(**given, edition=third, starts=REFRESHED + 40 * DAY)
    assert refused(actions.record_signing, **given, edition=second, starts=newest.starts + DAY) == {
        "starts": [
            f"It signed edition 3 on {date(newest.starts)}. Enter that day or an earlier one, or declare that signing "
            "void first."
        ]
    }


def test_who_signed_is_added_when_the_paper_comes(trust, compact):
    secretary = make_actor("secretariat")
    office = signed_in(secretary)
    given = {"by": secretary, "compact": compact, "starts": LAUNCHED, "evidence": "x"}
    signup = actions.record_signing(**given, organisation=trust, scan=pdf())  # nobody can read the name
    assert (signup.signature.name, str(signup.signature)) == ("", "It is not known who signed, for Wye Trust")
    where = reverse("signup_complete", args=[signup.pk])
    assert "Add who signed, or the scan" in words(office.get(signup.get_absolute_url()))
    opened = boxes(office.get(where))
    assert "scan" not in opened
    assert "Enter who signed, or choose the scan." in words(office.post(where, opened))
    assert office.post(where, opened | {"name": "Pat Lowe", "designation": "Chair"}).status_code == 302
    at = reverse("api_signup_complete", args=[signup.pk])
    assert office.post(at, {"authority": BOARD, "edition": compact.editions.get().pk}).status_code == 200
    told = office.post(at, {"name": "Jo"}, "application/json").json()["errors"][0]["detail"]
    assert told == "All of this is known. If it is wrong, declare the sign-up void, and record it anew."
    kept = SignupSignature.objects.get()
    assert (kept.name, kept.designation, kept.authority, kept.edition.number) == ("Pat Lowe", "Chair", BOARD, 1)
    bare = actions.record_signing(**given, organisation=PublicBodyFactory())
    assert office.post(reverse("api_signup_complete", args=[bare.pk]), {"scan": pdf()}).status_code == 200
    assert Signup.objects.get(pk=bare.pk).signature.scan.original_name == "compact.pdf"
    told = refused(actions.complete_signup, by=secretary, signup=bare, scan=pdf("b"), name="Jo")
    assert told == {"scan": ["This is known already. If it is wrong, declare the sign-up void, and record it anew."]}
    here = sign(signatory(other := PublicBodyFactory(area=trust.area)), compact)
    assert here.organisation == other
    assert "All of this is known." in str(refused(actions.complete_signup, by=secretary, signup=here, scan=pdf()))


def test_a_void_sign_up_leads_visitors_to_no_withdrawn_edition(trust, compact):
    secretary, signed = make_actor("secretariat"), sign(signatory(trust), compact)
    actions.void_signup(by=secretary, signup=signed, reason="Of another trust.")
    edition = withdraw_edition(by=secretary, edition=compact.editions.get(), reason="Of another county.")
    pages = [each.get(signed.get_absolute_url()).content.decode() for each in (Client(), signed_in(secretary))]
    assert ["Edition 1 of County Compact" in page for page in pages] == [True, True]
    assert [f'href="{edition.get_absolute_url()}"' in page for page in pages] == [False, True]


def test_a_void_signature_leaves_the_body_free_to_sign_again(trust, compact):
    signed = sign(signatory(trust), compact)
    actions.void_signup(by=make_actor("secretariat"), signup=signed, reason="Of another trust.")
    assert sign(signatory(trust), compact).pk != signed.pk


def test_everybody_reads_that_it_signed_and_its_own_people_who_did(trust, compact):
    browser = signed_in(signatory(trust))
    shown = browser.get(compact.get_absolute_url()).content.decode()
    assert "Sign it for your organisation" in shown
    partners = {"public_body": PublicBodyFactory(name="Wye Council").name,
                "vcs_partner": OrganisationFactory(name="Wye Group").name}  # fmt: skip
    where = reverse("compact_work", args=[compact.pk])
    typed = boxes(browser.get(where)) | {"authority": BOARD, "evidence": "A minute.", **partners}
    page = browser.get(browser.post(where, typed).url)
    assert "With the public body Wye Council" in words(page)
    where = reverse("compact_sign", args=[compact.pk])
    there = browser.post(where, boxes(browser.get(where)) | {"authority": BOARD}).url
    for reader, reads in ((browser, True), (signed_in(make_actor("auditor")), True), (Client(), False)):
        page = words(reader.get(there))
        assert "How Signed here" in page
        assert "Edition 1 of County Compact" in page
        assert ("Jo Price" in page, BOARD in page) == (reads, reads)
    assert "Your organisation signed it on" in words(browser.get(where))


def test_the_secretariat_keeps_who_signed_the_paper_and_its_scan(trust, compact):
    secretary = make_actor("secretariat")
    office, where = signed_in(secretary), reverse("compact_record_signing", args=[compact.pk])
    opened = office.get(where)
    assert "Done The Compact is agreed" in words(opened)
    typed = boxes(opened) | {"organisation": "Wye Trust", "evidence": "The signed copy.", **day("starts", LAUNCHED)}
    scan = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
    told = office.post(where, typed | {"scan": SimpleUploadedFile("page.exe", b"MZ\x90\x00")})
    assert "Enter the name and the designation of whoever signed, or add the scan." in words(
        office.post(where, typed | {"name": "Pat Lowe"})
    )
    assert (told.status_code, "This kind of file is not taken." in words(told)) == (422, True)
    named = {"name": "Pat Lowe", "designation": "Chief Executive", "scan": SimpleUploadedFile("page.pdf", scan)}
    assert office.post(where, typed | named).status_code == 302
    signature = SignupSignature.objects.get()
    assert (signature.name, signature.way, signature.authority) == ("Pat Lowe", "paper", "")
    there = reverse("signup_scan", args=[signature.pk])
    assert "Download the scan" in words(office.get(signature.get_absolute_url()))
    own = signed_in(make_actor("member", organisation=trust))
    assert b"".join(own.get(there).streaming_content) == scan
    assert [each.get(there).status_code for each in (Client(), signed_in(make_actor("member")))] == [302, 404]
    assert "Pat Lowe" not in words(Client().get(signature.get_absolute_url()))


def test_a_program_signs_with_the_same_words_of_refusal(trust, compact):
    program, where = signed_in(signatory(trust)), reverse("api_compact_sign")
    sent = {"compact": compact.pk, "version": 3, "authority": BOARD}
    assert program.post(where, sent, "application/json").status_code == 409
    done = program.post(where, sent | {"version": 1}, "application/json").json()
    assert (done["status"], done["organisation"]) == ("signed", trust.pk)
    told = program.post(reverse("api_compact_work"), sent | {
        "version": 1, "evidence": "x", "public_body": trust.pk, "vcs_partner": OrganisationFactory().pk,
    }, "application/json")  # fmt: skip
    assert told.json()["errors"][0]["detail"].startswith("Your organisation signed it on")


@pytest.mark.parametrize("what", [{"name": ""}, {"designation": ""}, {"way": "here", "authority": ""}, {"way": "x"}])
def test_the_database_refuses_what_cannot_be(what):
    with pytest.raises(IntegrityError), transaction.atomic():
        SignupSignatureFactory(**what)


@pytest.mark.served
@pytest.mark.django_db(transaction=True)
def test_two_people_sign_for_the_same_body_at_the_same_moment(trust, compact):
    people = [signatory(trust), signatory(trust, "administrator")]

    def act(by):
        try:
            return sign(by, compact).pk
        finally:
            connections.close_all()

    first, second = at_once(*[lambda each=each: act(each) for each in people])
    assert (first == second, Signup.objects.count(), SignupSignature.objects.count()) == (True, 1, 1)
