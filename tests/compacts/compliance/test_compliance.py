"""Does it comply on this date, and if not, why: asked of funding, consultations and notice; and what may be agreed."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compacts.compliance import actions
from compacts.compliance.models import ComplianceCheck, Finding, Scorecard
from compacts.compliance.reading import LOADED, consultations_of, funding_of
from compacts.compliance.verdicts import Notice, Standing, Verdict, complies
from core import clock
from core.acts import NotVisible, Refused
from core.trail.models import Event
from partnerships.organisations.models import Lineage
from tests.compacts.local.test_views import day, send
from tests.consultation.pages import boxes, words
from tests.factories.agreements import FrameworkFactory, between, change_of
from tests.factories.codes import IN_FORCE, LAUNCHED, WITHDRAWN, CodeFactory, CriterionFactory
from tests.factories.compliance import AGREED, BEGUN, CHECKED, ScorecardFactory
from tests.factories.consultation import ConsultationFactory
from tests.factories.organisations import AreaFactory, OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in
from tests.factories.standards import StandardFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def by():
    return make_actor("secretariat")


@pytest.fixture
def code():
    """A national Code with three criteria, which advises from November 2005 and binds from April 2008."""
    code = CodeFactory(launched=True, national=True)
    for title in ("It is clear", "It is in advance", "It lasts"):
        CriterionFactory(code=code, title=title)
    return code


def fill(by, scorecard, *results, point="agreement", on=CHECKED):
    """Fill in the first criteria in their order: a result, or a result and a note."""
    given = [each if isinstance(each, tuple) else (each, "") for each in results]
    findings = [(one, *said) for one, said in zip(scorecard.code.criteria.all(), given, strict=False)]
    actions.check_compliance(by=by, scorecard=scorecard, point=point, findings=findings, checked_on=on)
    return LOADED.get(pk=scorecard.pk)


def test_before_the_code_is_in_force_it_advises_and_from_then_on_it_binds(by, code):
    scorecard = fill(by, ScorecardFactory(code=code), "kept", "not_kept", "kept")
    reasons = ("Not kept: 2. It is in advance.",)
    assert complies(scorecard, CHECKED) == Verdict(Standing.FALLS_SHORT, False, reasons)
    assert complies(scorecard, IN_FORCE - DAY).binds is False
    assert complies(scorecard, IN_FORCE) == Verdict(Standing.FALLS_SHORT, True, reasons)
    obstacles = [complies(scorecard, on).obstacle("/there/") for on in (CHECKED, IN_FORCE)]
    assert [(each.message, each.where, each.binding) for each in obstacles] == [
        (reasons[0], "/there/", False), (reasons[0], "/there/", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("results", "explains", "standing", "reasons"),
    [
        (["kept"] * 3, True, Standing.COMPLIES, ()),
        (["kept", "kept", ("does_not_apply", "No term.")], True, Standing.COMPLIES, ()),
        (["kept", ("not_kept", "Paid monthly."), "kept"], True, Standing.EXPLAINED,
         ("Explained: 2. It is in advance. Paid monthly.",)),
        (["kept", ("not_kept", "Paid monthly."), "kept"], False, Standing.FALLS_SHORT,
         ("Not kept: 2. It is in advance.",)),
        (["kept", "not_kept"], True, Standing.FALLS_SHORT,
         ("Not kept: 2. It is in advance.", "Not checked: 3. It lasts.")),
    ],
)  # fmt: skip
def test_the_verdict_says_why(by, code, results, explains, standing, reasons):
    code.explains = explains
    code.save()
    verdict = complies(fill(by, ScorecardFactory(code=code), *results), CHECKED)
    assert (verdict.standing, verdict.reasons, bool(verdict)) == (
        standing,
        reasons,
        standing in ("complies", "explained"),
    )


def test_where_it_cannot_be_determined(by, code):
    scorecard = ScorecardFactory(code=code)
    assert complies(scorecard, IN_FORCE) == Verdict(
        Standing.UNKNOWN, True, ("It had not been checked by 1 April 2008.",)
    )  # fmt: skip
    checked = fill(by, scorecard, *["kept"] * 3)
    assert complies(checked, CHECKED - DAY).standing == Standing.UNKNOWN
    code.withdrawn_on, code.withdrawal_reason = WITHDRAWN, "So."
    code.save()
    for on in (LAUNCHED - DAY, WITHDRAWN):
        verdict = complies(LOADED.get(), on)
        assert verdict.reasons[0].endswith("the Code was not there to be kept.")
        assert verdict.force == "There was no rule to keep on that day."
    empty = ScorecardFactory(code=CodeFactory(launched=True))
    assert complies(empty, CHECKED).reasons == ("The Code has no criteria to check by.",)
    with pytest.raises(TypeError, match="Nobody has said how a int complies"):
        complies(1, CHECKED)


def test_the_latest_point_by_the_day_decides(by, code):
    scorecard = ScorecardFactory(code=code)
    fill(by, scorecard, *["not_kept"] * 3, point="issue", on=BEGUN)
    fill(by, scorecard, *["kept"] * 3, point="negotiation", on=CHECKED)
    found = LOADED.get()
    assert [complies(found, on).standing for on in (BEGUN, CHECKED)] == [Standing.FALLS_SHORT, Standing.COMPLIES]


def test_filled_in_again_it_is_corrected_and_the_history_says_what_changed(by, code):
    scorecard = ScorecardFactory(code=code)
    fill(by, scorecard, "kept", "not_kept")
    fill(by, scorecard, "kept", on=None)
    assert ComplianceCheck.objects.get().checked_on == CHECKED
    fill(by, scorecard, "kept", ("not_kept", "Paid monthly."), on=CHECKED + DAY)
    assert list(Finding.objects.values_list("result", "note")) == [("kept", ""), ("not_kept", "Paid monthly.")]
    assert ComplianceCheck.objects.get().checked_on == CHECKED + DAY
    latest = Event.objects.of(scorecard).first()
    assert (latest.verb, latest.detail) == (
        "checked", {"when": "When it is agreed", "on": "2006-02-21", "2. It is in advance": "Not kept"},
    )  # fmt: skip


def test_what_is_filled_in_is_refused_where_it_cannot_be(by, code):
    scorecard = ScorecardFactory(code=code)
    for results, sentence in (
        ([], "Say of at least one criterion whether it is kept."),
        (["does_not_apply"], "Say why this does not apply: 1. It is clear."),
    ):
        with pytest.raises(Refused) as refusal:
            fill(by, scorecard, *results)
        assert refusal.value.messages == [sentence]
    with pytest.raises(ValidationError, match="It cannot be checked before it was begun."):
        fill(by, scorecard, "kept", on=BEGUN - DAY)
    with pytest.raises(Refused, match="Name criteria of the Code of this scorecard."):
        actions.check_compliance(
            by=by, scorecard=scorecard, point="issue", findings=[(CriterionFactory(), "kept", "")], checked_on=CHECKED
        )
    with pytest.raises(ValidationError, match="This Code has no criteria to check by."):
        actions.begin_scorecard(
            by=by,
            title="A",
            kind="grant",
            code=CodeFactory(launched=True, national=True),
            area=AreaFactory(),
            body=PublicBodyFactory(),
        )
    given = {"title": "A", "kind": "grant", "code": code, "area": AreaFactory(), "body": PublicBodyFactory()}
    with pytest.raises(ValidationError, match="This Code was not there to be kept on that day. Choose another."):
        actions.begin_scorecard(by=by, **given, begun_on=LAUNCHED - DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.create(
            made_by=ComplianceCheck.objects.create(scorecard=scorecard, point="issue", checked_on=CHECKED),
            criterion=code.criteria.first(), result="does_not_apply",
        )  # fmt: skip


def test_while_the_code_advises_what_falls_short_is_agreed_only_with_a_reason(by, code):
    scorecard = fill(by, ScorecardFactory(code=code), "kept", "not_kept", "kept")
    with pytest.raises(Refused) as refusal:
        actions.agree_scorecard(by=by, scorecard=scorecard, on=AGREED)
    assert refusal.value.messages == [
        "Not kept: 2. It is in advance.", "To go on all the same, give the reason. It is kept with the record.",
    ]  # fmt: skip
    actions.agree_scorecard(by=by, scorecard=scorecard, on=AGREED, reason="The service begins in April.")
    scorecard.refresh_from_db()
    assert (scorecard.agreed_on, scorecard.agreed_because) == (AGREED, "The service begins in April.")
    for act in (
        lambda: actions.agree_scorecard(by=by, scorecard=scorecard),
        lambda: actions.drop_scorecard(by=by, scorecard=scorecard, reason="So."),
        lambda: fill(by, scorecard, "kept"),
    ):
        with pytest.raises(Refused, match="It was agreed on 1 March 2006. Begin a scorecard of what follows it."):
            act()


def test_once_the_code_binds_no_reason_helps_but_an_explanation_does(by, code):
    scorecard = ScorecardFactory(code=code)
    with pytest.raises(Refused) as refusal:
        actions.agree_scorecard(by=by, scorecard=scorecard, on=IN_FORCE, reason="It is urgent.")
    assert refusal.value.messages == [
        "Check what is to be signed against the Code.", "It had not been checked by 1 April 2008.",
    ]  # fmt: skip
    fill(by, scorecard, "kept", "not_kept", "kept")
    with pytest.raises(Refused, match="Not kept: 2. It is in advance."):
        actions.agree_scorecard(by=by, scorecard=scorecard, on=IN_FORCE, reason="It is urgent.")
    fill(by, scorecard, "kept", ("not_kept", "Paid monthly, as the provider asked."), "kept")
    assert actions.agree_scorecard(by=by, scorecard=scorecard, on=IN_FORCE).agreed_on == IN_FORCE


@pytest.mark.parametrize(
    ("given", "ends", "explanation", "standing"),
    [
        (datetime.date(2005, 2, 24), datetime.date(2005, 5, 24), "", Standing.COMPLIES),
        (datetime.date(2005, 2, 24), datetime.date(2005, 5, 23), "", Standing.FALLS_SHORT),
        (datetime.date(2005, 2, 24), datetime.date(2005, 3, 31), "It closed.", Standing.EXPLAINED),
        (datetime.date(2002, 2, 24), datetime.date(2002, 3, 31), "It closed.", Standing.UNKNOWN),
    ],
)
def test_notice_is_judged_by_the_rule_of_the_day_on_which_it_was_given(given, ends, explanation, standing):
    StandardFactory(
        kind="notice_of_ending_funding", amount=3, unit="months", starts=datetime.date(2003, 1, 1), ends=None
    )
    verdict = complies(Notice(given, ends, explanation=explanation), given)
    assert (verdict.standing, verdict.binds) == (standing, True)
    assert complies(Notice(given, ends), given - DAY).binds is False


def test_money_withdrawn_is_judged_by_the_rule_of_its_locality():
    framework = FrameworkFactory(agreement=between(in_force=True))
    change = change_of(framework)
    rule = {"kind": "notice_of_ending_funding", "unit": "days", "starts": datetime.date(1990, 1, 1), "ends": None}
    StandardFactory(amount=(change.takes_effect_on - change.notice_on).days + 1, **rule)
    assert complies(change, clock.today()).standing == Standing.FALLS_SHORT
    StandardFactory(amount=1, area=framework.agreement.area, **rule)
    assert complies(change, clock.today()).standing == Standing.COMPLIES
    change.direction = "added"
    assert complies(change, clock.today()).reasons == ("Money that is added needs no notice.",)


def test_a_consultation_is_judged_by_its_length_and_counted_in_its_locality():
    area, rule = AreaFactory(), StandardFactory(kind="consultation_length", amount=12, unit="weeks")
    opens = datetime.date(2004, 1, 5)
    host = PublicBodyFactory(area=area)

    def asked(weeks, **more):
        return ConsultationFactory(
            host=host, published=True, opens_on=opens, closes_on=opens + weeks * 7 * DAY, standard=rule,
            published_at=clock.start_of(opens), **more,
        )  # fmt: skip

    whole, short = asked(12), asked(6, shorter_reason="")
    explained = asked(6, shorter_reason="The grant ends in March.")
    assert complies(whole, opens) == Verdict(
        Standing.COMPLIES, True, ("12 weeks, as long as the rule of 12 weeks.",)
    )  # fmt: skip
    assert complies(short, opens).reasons == ("6 weeks, shorter than the rule of 12 weeks.",)
    assert complies(explained, opens).reasons[1] == "The grant ends in March."
    assert complies(whole, opens - DAY).binds is False
    ConsultationFactory(host=host)
    assert consultations_of(area, opens) == {"complies": 1, "falls_short": 1, "explained": 1}
    assert consultations_of(area, opens - DAY) == {}
    draft = complies(ConsultationFactory(host=host), opens)
    assert (draft.standing, draft.binds) == (Standing.UNKNOWN, False)


def test_funding_of_a_locality_is_counted_as_it_stood_when_it_was_agreed(by):
    area = AreaFactory()
    for given in ({"checked": "kept"}, {"checked": "not_kept"}, {"checked": "not_kept", "checked__note": "So."}, {}):
        ScorecardFactory(area=area, agreed=True, **given)
    ScorecardFactory(area=area, checked="kept")
    assert funding_of(area, AGREED) == {"complies": 1, "falls_short": 1, "explained": 1, "unknown": 1}
    assert funding_of(area, AGREED - DAY) == {}


def test_it_counts_in_a_locality_of_its_code_and_once_it_was_agreed_stays_there(by):
    whole = AreaFactory(name="Herefordshire")
    place, away = AreaFactory(parent=whole), AreaFactory(name="Shropshire")
    code = CriterionFactory(code__area=whole).code
    given = {"by": by, "title": "Lifts", "kind": "grant", "code": code, "body": PublicBodyFactory(), "begun_on": BEGUN}
    with pytest.raises(ValidationError, match="This Code is one of Herefordshire, not of Shropshire. Choose another."):
        actions.begin_scorecard(**given, area=away)
    card = actions.begin_scorecard(**given, area=whole)
    with pytest.raises(ValidationError, match="Enter that locality."):
        actions.edit_scorecard(by=by, scorecard=card, version=None, area=away)
    assert actions.edit_scorecard(by=by, scorecard=card, version=None, area=place).area == place
    agreed = ScorecardFactory(agreed=True)
    for change in ({"area": away}, {"kind": "tender"}):
        with pytest.raises(Refused, match="agreed on 1 March 2006, so its kind and its locality stay"):
            actions.edit_scorecard(by=by, scorecard=agreed, version=None, **change)


def test_the_body_fills_it_in_and_both_sides_read_it(code):
    trust = make_actor("commissioner")
    provider = make_actor("member")
    stranger = make_actor("commissioner")
    given = {"title": "Lifts", "kind": "grant", "code": code, "area": AreaFactory()}
    scorecard = actions.begin_scorecard(by=trust, body=trust.organisation, provider=provider.organisation, **given)
    assert [list(Scorecard.objects.visible_to(each)) for each in (trust, provider, stranger)] == [
        [scorecard], [scorecard], [],
    ]  # fmt: skip
    with pytest.raises(PermissionDenied):
        actions.drop_scorecard(by=provider, scorecard=scorecard, reason="So.")
    with pytest.raises(NotVisible):
        actions.begin_scorecard(by=stranger, body=trust.organisation, **given)
    with pytest.raises(ValidationError, match="Name another provider than the public body itself."):
        actions.edit_scorecard(by=trust, scorecard=scorecard, version=None, provider=trust.organisation)
    with pytest.raises(ValidationError, match="Choose the agreement from the list."):
        actions.edit_scorecard(by=trust, scorecard=scorecard, version=None, agreement=between(final=True))
    actions.drop_scorecard(by=trust, scorecard=scorecard, reason="The money went.")
    assert Scorecard.objects.get().standing == ("Given up", "grey")


def test_an_agreement_that_is_not_seen_stays_and_is_not_told_from_one_that_is_not_there(code):
    hidden = between(PublicBodyFactory(), PublicBodyFactory(), in_force=True)
    card = ScorecardFactory(code=code, agreement=hidden)
    browser = signed_in(make_actor("commissioner", organisation=card.body))
    edit = reverse("scorecard_edit", args=[card.pk])
    assert "Agreement in the register" not in words(browser.get(edit))
    send(browser, edit, title="Renamed", kind="grant", area=card.area.name)
    card.refresh_from_db()
    assert (card.title, card.agreement) == ("Renamed", hidden)
    sent = {"title": "A", "kind": "grant", "code": code.pk, "area": card.area_id, "begun_on": "2006-02-01"}
    for body in (card.body, PublicBodyFactory()):  # the other body is refused, whatever agreement is named
        answers = [
            browser.post(reverse("api_scorecard_begin"), sent | {"body": body.pk, "agreement": pk}, "application/json")
            for pk in (hidden.pk, hidden.pk + 999)
        ]
        assert len({(each.status_code, each.content) for each in answers}) == 1
        assert answers[0].status_code == (400 if body == card.body else 404)
    again = {"version": card.version, "agreement": hidden.pk}
    assert browser.post(reverse("api_scorecard_edit", args=[card.pk]), again, "application/json").status_code == 400


def test_a_commissioner_leads_it_from_issue_to_agreement_on_its_pages(code):
    AreaFactory(name="Herefordshire"), OrganisationFactory(name="Community Lifts")
    actor = make_actor("commissioner", organisation=PublicBodyFactory(name="Herefordshire Trust"))
    browser = signed_in(actor)
    assert "It is begun for Herefordshire Trust." in words(browser.get(reverse("scorecard_begin")))
    typed = {"title": "Lifts", "kind": "grant", "code": str(code.pk), "area": "Herefordshire"}
    send(browser, reverse("scorecard_begin"), **typed, provider="Community Lifts", **day("begun_on", BEGUN))
    scorecard = Scorecard.objects.get()
    page = words(browser.get(scorecard.get_absolute_url()))
    assert "The public body keeps it since Not recorded" in page
    assert ("Cannot be determined" in page, "Check what is to be signed against the Code." in page) == (True, True)
    check = reverse("scorecard_check", args=[scorecard.pk, "issue"])
    assert browser.get(reverse("scorecard_check", args=[scorecard.pk, "never"])).status_code == 404
    refused = words(send(browser, check, note_2="Paid monthly."))
    assert ("Choose whether criterion 2 is kept." in refused, "Paid monthly." in refused) == (True, True)
    stale = browser.get(check)
    send(browser, check, result_1="kept", result_2="not_kept")
    assert "Not kept: 2. It is in advance." in words(browser.get(scorecard.get_absolute_url()))
    conflict = browser.post(check, boxes(stale) | {"result_1": "not_kept"})
    assert (conflict.status_code, "Somebody else changed this" in words(conflict)) == (409, True)
    undone = words(send(browser, check, result_1="", result_2="not_kept"))
    assert "Criterion 1 was checked here already, which is not taken back." in undone
    last = reverse("scorecard_check", args=[scorecard.pk, "agreement"])
    send(browser, last, result_1="kept", result_2="not_kept", note_2="Paid monthly.", result_3="kept")
    page = words(browser.get(scorecard.get_absolute_url()))
    assert "Complies, with an explanation" in page
    agree = reverse("scorecard_agree", args=[scorecard.pk])
    send(browser, agree)
    assert "It was agreed on" in words(browser.get(agree))
    assert browser.get(check).status_code == 200
    send(browser, reverse("scorecard_edit", args=[scorecard.pk]), title="Hospital lifts", kind="grant",
         area="Herefordshire")  # fmt: skip
    assert "Hospital lifts" in words(browser.get(reverse("scorecards"), {"state": "agreed", "q": "hospital"}))
    assert "Hospital lifts" not in words(browser.get(reverse("scorecards"), {"state": "dropped"}))


def test_the_list_is_narrowed_by_how_each_stood_on_a_day(by):
    office = signed_in(by)
    area = AreaFactory(name="Herefordshire", gss_code="E06000019")
    ScorecardFactory(title="C")  # so that the numbers of cards, checks and findings are not the same
    ScorecardFactory(title="A", area=area, body__name="Wye Trust", agreed=True, checked="not_kept", kind="tender")
    ScorecardFactory(title="B", dropped=True, code=CriterionFactory(code__title="County").code)

    def listed(**query):
        found = office.get(reverse("api_scorecards"), query | {"order": "title"}).json()["results"]
        return [(row["title"], row["not_kept"]) for row in found]

    assert (
        listed(state="agreed") == listed(kind="tender") == listed(area="hereford") == listed(body="wye") == [("A", 1)]
    )
    assert listed(state="dropped") == listed(code="county") == [("B", 0)]
    assert (listed(state="open"), listed(as_at=(BEGUN - DAY).isoformat())) == ([("C", 0)], [])
    assert listed(state="open", as_at=BEGUN.isoformat()) == [("A", 1), ("B", 0), ("C", 0)]


@pytest.mark.parametrize("criteria", [1, 10])
def test_a_long_scorecard_costs_no_more(by, criteria):
    code = CodeFactory(launched=True)
    for _ in range(criteria):
        CriterionFactory(code=code)
    scorecard, reader = ScorecardFactory(code=code, checked="kept"), signed_in(make_actor("auditor"))
    reader.get(scorecard.get_absolute_url())
    with CaptureQueriesContext(connection) as asked:
        page = words(reader.get(scorecard.get_absolute_url()))
    assert (len(asked), page.count("is kept Not checked")) == (10, criteria)  # one asks whether it is of the past


def test_a_program_asks_the_same_question(by, code):
    office = signed_in(by)

    def post(name, *args, **sent):
        return office.post(reverse(f"api_scorecard_{name}", args=args), sent, "application/json")

    body, area = PublicBodyFactory(), AreaFactory()
    sent = {"title": "Lifts", "kind": "grant", "code": code.pk, "area": area.pk, "body": body.pk}
    pk = post("begin", **sent, begun_on="2006-02-01").json()["id"]
    first, second, third = code.criteria.values_list("pk", flat=True)
    findings = [{"criterion": first, "result": "kept"}, {"criterion": second, "result": "not_kept"}]
    twice = post("check", pk, point="agreement", findings=[findings[0]] * 2)
    assert (twice.status_code, twice.json()["errors"][0]["detail"]) == (400, "Name each criterion once.")
    checked = post("check", pk, point="agreement", findings=findings, checked_on="2006-02-20").json()
    assert (checked["verdict"]["standing"], checked["verdict"]["binds"]) == ("falls_short", True)
    assert checked["verdict"]["reasons"] == ["Not kept: 2. It is in advance.", "Not checked: 3. It lasts."]
    assert post("agree", pk, reason="It is urgent.").status_code == 400
    agreed = post("agree", pk, reason="It is urgent.", on="2006-03-01").json()
    assert (agreed["agreed_because"], agreed["verdict"]["binds"]) == ("It is urgent.", False)
    edited = post("edit", pk, version=agreed["version"], title="Hospital lifts").json()
    assert edited["title"] == "Hospital lifts"
    other = post("begin", **sent).json()["id"]
    assert post("drop", other, reason="The money went.").json()["drop_reason"] == "The money went."


def test_whoever_came_after_a_public_body_reads_its_scorecards_and_goes_on_with_them_once_it_has_closed(code):
    before, trust, far = (PublicBodyFactory(name=name) for name in ("Old Trust", "New Trust", "Far Trust"))
    Lineage.objects.create(ancestor=before, descendant=trust, kind="merger", on=BEGUN)
    commissioner, stranger = (make_actor("commissioner", organisation=each) for each in (trust, far))
    scorecards = [ScorecardFactory(code=code, body=before) for _ in range(2)]
    mine, theirs = signed_in(commissioner), signed_in(stranger)
    counted = [len(each.get(reverse("api_scorecards")).json()["results"]) for each in (mine, theirs)]
    pages = [each.get(scorecards[0].get_absolute_url()).status_code for each in (mine, theirs)]
    assert (counted, pages) == ([2, 0], [200, 404])
    with pytest.raises(PermissionDenied, match="has not closed, so its own people see to it."):
        fill(commissioner, scorecards[0], "kept")
    edit = reverse("scorecard_edit", args=[scorecards[0].pk])
    assert [each.get(edit).status_code for each in (mine, theirs)] == [403, 404]
    type(before).objects.filter(pk=before.pk).update(closed=BEGUN)
    filled = fill(commissioner, Scorecard.objects.get(pk=scorecards[0].pk), "kept", "kept", "kept")
    actions.agree_scorecard(by=commissioner, scorecard=filled, on=CHECKED)
    assert Scorecard.objects.get(pk=filled.pk).agreed_on == CHECKED
    assert list(Scorecard.objects.filter(commissioner.q("compacts.fill_scorecard")).order_by("pk")) == scorecards
    with pytest.raises(PermissionDenied):
        actions.begin_scorecard(
            by=commissioner, title="New", kind="grant", code=code, area=filled.area, body=before, provider=None
        )


def test_who_split_off_a_body_that_goes_on_reads_its_scorecards_of_before_only():
    parent, child = PublicBodyFactory(name="Parent"), PublicBodyFactory(name="Child")
    Lineage.objects.create(ancestor=parent, descendant=child, kind="split", on=BEGUN)
    reader = make_actor("commissioner", organisation=child)
    for begun, seen in ((BEGUN - DAY, True), (BEGUN, False)):
        made = ScorecardFactory(body=parent, begun_on=begun)
        assert (signed_in(reader).get(made.get_absolute_url()).status_code == 200) == seen
        assert made.__class__.objects.visible_to(reader).filter(pk=made.pk).exists() == seen
