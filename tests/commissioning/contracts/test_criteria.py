"""What a contract's records show of the criteria of a Code, followed until it is agreed, and how it is overruled."""

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commissioning.contracts import activating
from commissioning.contracts.criteria import shows
from commissioning.contracts.models import Contract
from commissioning.costing.models import FullCosting
from commissioning.monitoring.models import ProportionAnswer
from compacts.codes.criteria import CriterionSubject
from compacts.compliance.actions import agree_scorecard, check_compliance, drop_scorecard
from compacts.compliance.models import Finding
from compacts.compliance.reading import LOADED
from compacts.compliance.records import shown_of
from compacts.compliance.verdicts import Standing, complies
from core import clock
from core.acts import Refused
from tests.compacts.local.test_views import send
from tests.consultation.pages import words
from tests.factories.codes import CodeAdoptionFactory, CodeFactory, CriterionFactory
from tests.factories.compliance import ScorecardFactory
from tests.factories.contracts import ContractFactory, CostingFactory
from tests.factories.monitoring import PeriodFactory, RequirementFactory
from tests.factories.organisations import AreaFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date
NOW = DAY(2008, 5, 6)
SHORT = "It runs from 1 April 2005 to 31 March 2006, which is less than 3 years."
LONG = "It runs from 1 April 2005 to 31 March 2008."


@pytest.fixture(autouse=True)
def today():
    with clock.at(NOW):
        yield


@pytest.fixture
def trust():
    return PublicBodyFactory(area=AreaFactory())


@pytest.fixture
def by(trust):
    return make_actor("commissioner", organisation=trust)


def carded(trust, *subjects, **more):
    """A draft contract with its scorecard, by a Code in force with a criterion on each subject."""
    code = CodeFactory(launched=True, area=trust.area, subject="funding")
    for each in subjects:
        CriterionFactory(code=code, subject=each, title=f"Criterion on {each or 'nothing'}")
    contract = ContractFactory(commissioner=trust, area=trust.area, **more)
    contract.scorecard = ScorecardFactory(
        code=code, area=trust.area, body=trust, provider=contract.provider, title=contract.title, kind="contract"
    )
    contract.save(update_fields=["scorecard"])
    return contract


def shown(contract):
    """(result, reason) of the only criterion, or None."""
    found = list(shown_of(LOADED.get(pk=contract.scorecard_id), NOW).values())
    return (found[0].result, found[0].reason) if found else None


def verdict(contract):
    found = complies(LOADED.get(pk=contract.scorecard_id), NOW)
    return found.standing, found.reasons


def check(by, contract, *findings, point="agreement"):
    card = LOADED.get(pk=contract.scorecard_id)
    found = [(card.code.criteria.get(number=number), result, note) for number, result, note in findings]
    return check_compliance(by=by, scorecard=card, point=point, findings=found)


@pytest.mark.parametrize(
    ("subject", "more", "result", "reason"),
    [
        ("outcomes", {}, "kept", "1 outcome is stipulated."),
        ("outcomes", {"outcome": False}, "not_kept", "No outcome is stipulated."),
        ("three_years", {}, "kept", LONG),
        ("three_years", {"initial_end": DAY(2006, 3, 31)}, "not_kept", SHORT),
        (
            "three_years", {"initial_end": DAY(2006, 3, 31), "maximum_end": DAY(2009, 3, 31)}, "not_kept",
            "It runs from 1 April 2005 to 31 March 2006, which is less than 3 years, and can be extended until 31 "
            "March 2009 at most.",
        ),
        ("notice", {}, "kept", "Its period of notice is 3 months."),
        ("notice", {"notice_months": 1}, "not_kept", "Its period of notice is 1 month."),
        ("feedback", {"feedback_method": "Visits."}, "kept", "It says how users are heard."),
        ("feedback", {}, "not_kept", "It does not say how users are heard."),
        (
            "review_and_end", {"review_procedure": "Jointly.", "review_on": DAY(2007, 5, 1)}, "kept",
            "It says how it is reviewed, next on 1 May 2007, and asks for notice of 3 months.",
        ),
        (
            "review_and_end", {"notice_months": 0}, "not_kept",
            "It does not say how it is reviewed or the day of the review or its period of notice.",
        ),
        (
            "review_and_end",
            {"review_procedure": "Jointly.", "review_on": DAY(2007, 5, 1), "notice_by": DAY(2008, 3, 1)}, "not_kept",
            "Its terms ask for notice of 3 months, and it ends on 31 March 2008. Give notice by 31 December 2007 at "
            "the latest.",
        ),
    ],
)  # fmt: skip
def test_its_own_terms_tell_either_way(trust, subject, more, result, reason):
    assert shown(carded(trust, subject, **more)) == (result, reason)


def test_what_is_recorded_beside_it_tells_where_it_is_there(trust):
    cost = carded(trust, "full_cost")
    assert shown(cost) is None
    costing = CostingFactory(contract=cost)
    assert shown(cost) == ("kept", "Its price pays the full cost, by its costing.")
    FullCosting.objects.filter(pk=costing.pk).update(price=Decimal(24000), reason="The rest is given.")
    assert shown(cost) == ("not_kept", "Its price is £1,000 below the full cost, by its costing.")
    FullCosting.objects.filter(pk=costing.pk).update(direct=0, price=0)
    assert shown(cost) is None

    report, follow = carded(trust, "reporting"), carded(trust, "performance")
    assert shown(report) is shown(follow) is None
    asked = RequirementFactory(contract=report, measure__title="People served")
    assert shown(report) == ("kept", "1 measure to report. Standard: a return each half-year.")
    ProportionAnswer.objects.filter(requirement=asked).first().delete()
    told = "The questions on proportion are not answered of: People served."
    assert shown(report) == ("not_kept", told)
    read = RequirementFactory(contract=follow, measure__title="Visits", to_whom="The board")
    assert shown(follow) == ("not_kept", "No return is planned of: Visits.")
    PeriodFactory(contract=follow, requirements=[read])
    told = "1 measure to report, to: The board. The first return is due on 28 April 2006."
    assert shown(follow) == ("kept", told)


def test_a_contract_without_an_end_a_void_one_and_other_funding_are_judged_by_hand(trust):
    assert shown(carded(trust, "three_years", initial_end=None, years=False)) is None
    assert shown(carded(trust, "outcomes", void=True)) is None
    card = ScorecardFactory(code=CriterionFactory(subject="outcomes").code)
    assert shown_of(LOADED.get(pk=card.pk), NOW) == {}


def test_both_sides_accept_a_code_that_they_adopted(trust):
    contract = carded(trust, "accepted")
    code = contract.scorecard.code
    CodeAdoptionFactory(code=code, organisation=trust)
    assert shown(contract) is None
    CodeAdoptionFactory(code=code, organisation=contract.provider)
    assert shown(contract) == (
        "kept", f"{trust.name} and {contract.provider.name} have both adopted the Code."
    )  # fmt: skip


def test_nobody_answers_what_records_show_and_it_follows_them_until_it_is_agreed(by, trust):
    contract = carded(trust, "three_years", "")
    with pytest.raises(
        Refused, match="No record tells whether this is kept: 2. Criterion on nothing. Say whether it is."
    ):
        check(by, contract, (2, "", ""))
    check(by, contract, (2, "kept", ""))
    kept = Finding.objects.get(criterion__number=1)
    assert (kept.result, kept.shown, kept.shown_because, kept.note) == ("kept", "kept", LONG, "")
    assert verdict(contract) == (Standing.COMPLIES, ())
    Contract.objects.update(initial_end=DAY(2006, 3, 31), current_end=DAY(2006, 3, 31))
    assert verdict(contract) == (Standing.FALLS_SHORT, (f"Not kept: 1. Criterion on three_years. {SHORT}",))
    with pytest.raises(Refused, match="less than 3 years"):
        agree_scorecard(by=by, scorecard=contract.scorecard, reason="It is urgent.")
    check(by, contract, (1, "", "One year, while the plan is written."))
    explained = (Standing.EXPLAINED, ("Explained: 1. Criterion on three_years. One year, while the plan is written.",))
    assert verdict(contract) == explained
    agree_scorecard(by=by, scorecard=contract.scorecard)
    Contract.objects.update(initial_end=DAY(2008, 3, 31), current_end=DAY(2008, 3, 31))
    assert verdict(contract) == explained  # as it stood on the day on which it was agreed
    kept.refresh_from_db()
    assert (kept.result, kept.shown_because) == ("not_kept", SHORT)


def test_a_note_explains_no_other_result_than_the_one_it_was_written_of(by, trust):
    contract = carded(trust, "three_years")
    check(by, contract, (1, "", "It stands in clause 3."))
    Contract.objects.update(initial_end=DAY(2006, 3, 31), current_end=DAY(2006, 3, 31))
    assert verdict(contract)[0] == Standing.FALLS_SHORT
    drop_scorecard(by=by, scorecard=contract.scorecard, reason="The money went.")
    held = Finding.objects.get()
    assert (held.result, held.note, held.shown_because) == ("not_kept", "", SHORT)


def test_what_stands_with_the_record_explains_it(by, trust):
    contract = carded(trust, "full_cost")
    CostingFactory(contract=contract, price=Decimal(24000), reason="The rest is given.")
    check(by, contract)
    assert verdict(contract) == (Standing.EXPLAINED, ("Explained: 1. Criterion on full_cost. The rest is given.",))


def test_who_finds_otherwise_says_why_and_that_stands_beside_it(by, trust):
    contract = carded(trust, "three_years", initial_end=DAY(2006, 3, 31))
    with pytest.raises(Refused) as refusal:
        check(by, contract, (1, "kept", " "))
    assert refusal.value.messages == [
        f"Its records show otherwise: 1. Criterion on three_years. {SHORT} Say why you find otherwise."
    ]
    check(by, contract, (1, "kept", "It is one of three that follow each other."))
    told = (
        f"Kept, otherwise than its records show: 1. Criterion on three_years. {SHORT} It is one of three that follow "
        "each other."
    )
    assert verdict(contract) == (Standing.COMPLIES, (told,))
    check(by, contract)  # what was said otherwise stays until it is taken back
    assert verdict(contract) == (Standing.COMPLIES, (told,))
    page = words(signed_in(by).get(contract.scorecard.get_absolute_url()))
    assert f"Kept, though its records showed: not kept. {SHORT} Why: It is one of three" in page
    assert f"1. Criterion on three_years. Not kept : {SHORT}" in page
    check(by, contract, (1, "", ""))
    assert verdict(contract)[0] == Standing.FALLS_SHORT
    with pytest.raises(IntegrityError, match="finding_says_why_otherwise"), transaction.atomic():
        Finding.objects.update(result="kept", note="")


def test_what_was_said_by_hand_before_the_records_knew_gives_way_to_them(by, trust):
    contract = carded(trust, "full_cost")
    check(by, contract, (1, "kept", "As the provider says."))
    assert verdict(contract) == (Standing.COMPLIES, ())
    CostingFactory(contract=contract, price=Decimal(24000))
    told = "Not kept: 1. Criterion on full_cost. Its price is £1,000 below the full cost, by its costing."
    assert verdict(contract) == (Standing.FALLS_SHORT, (told,))


def test_the_page_offers_what_the_records_show_and_refuses_what_contradicts_them(by, trust):
    contract = carded(trust, "three_years", "", initial_end=DAY(2006, 3, 31))
    browser, where = signed_in(by), reverse("scorecard_check", args=[contract.scorecard_id, "agreement"])
    page = words(browser.get(where))
    assert f"Its records show: {SHORT}" in page
    assert "As its records show: not kept" in page
    refused = send(browser, where, result_1="kept", result_2="kept")
    assert (refused.status_code, "Say why you find otherwise." in words(refused)) == (422, True)
    assert send(browser, where, result_2="kept", note_1="One year, at first.").status_code == 302
    assert verdict(contract)[0] == Standing.EXPLAINED
    assert 'value="" selected' in browser.get(where).content.decode()  # it follows the records from then on, too
    assert send(browser, where, result_1="kept", note_1="Three follow.", result_2="kept").status_code == 302
    assert verdict(contract)[0] == Standing.COMPLIES
    assert send(browser, where, result_2="kept", note_1="One year, at first.").status_code == 302
    assert verdict(contract)[0] == Standing.EXPLAINED


def test_a_program_reads_what_the_records_show_and_checks_with_the_same_words(by, trust):
    contract = carded(trust, "three_years", "")
    card = contract.scorecard
    one, two = card.code.criteria.all()
    where = reverse("api_scorecard_check", args=[card.pk])
    sent = {"point": "agreement", "findings": [{"criterion": two.pk, "result": "kept"}]}
    found = signed_in(by).post(where, sent, "application/json").json()
    assert found["findings"] == [
        {"criterion": one.pk, "result": "kept", "note": "", "shown": "kept", "shown_because": LONG},
        {"criterion": two.pk, "result": "kept", "note": "", "shown": "", "shown_because": ""},
    ]
    sent["findings"] = [{"criterion": one.pk, "result": "not_kept"}]
    again = signed_in(by).post(where, sent, "application/json")
    assert (again.status_code, "Say why you find otherwise." in again.content.decode()) == (400, True)


def test_the_subject_of_a_criterion_is_said_also_once_something_was_judged_by_it(by, trust):
    contract = carded(trust, "")
    check(by, contract, (1, "not_kept", ""))
    office = signed_in(make_actor("secretariat"))
    code = contract.scorecard.code
    where = reverse("code_criterion_edit", args=[code.pk, 1])
    assert "You can still say which records tell of it." in words(office.get(where))
    assert send(office, where, title="Another", subject="three_years").status_code == 422
    title = code.criteria.get().title
    assert send(office, where, title=title, subject="three_years").status_code == 302
    assert code.criteria.get().subject == CriterionSubject.THREE_YEARS
    assert "Of a contract its records tell: It lasts three years or more" in words(office.get(code.get_absolute_url()))
    assert verdict(contract) == (Standing.COMPLIES, ())
    where = reverse("api_code_criterion_edit", args=[code.pk, 1])
    assert office.post(where, {"title": title}, "application/json").status_code == 200
    assert code.criteria.get().subject == CriterionSubject.THREE_YEARS


def test_making_it_active_keeps_what_the_records_showed(by, trust):
    contract = carded(trust, "outcomes")
    check(by, contract)
    Finding.objects.all().delete()
    activating.agree_its_scorecard(by, activating.LOADED.get(pk=contract.pk), NOW, "")
    held = Finding.objects.get()
    assert (held.result, held.shown_because) == ("kept", "1 outcome is stipulated.")


def test_the_page_of_a_scorecard_looks_records_up_once(by, trust):
    contract = carded(trust, *CriterionSubject.values)
    check(by, contract)
    browser = signed_in(by)
    browser.get(contract.scorecard.get_absolute_url())
    with CaptureQueriesContext(connection) as asked:
        browser.get(contract.scorecard.get_absolute_url())
    looked = [each["sql"] for each in asked if 'FROM "commissioning_' in each["sql"]]
    assert len([each for each in looked if '"scorecard_id" = ' in each]) == 1
    assert len(looked) <= 6  # the contract, its outcomes, costing, monitoring, and what is asked for two criteria


def test_one_subject_tells_of_a_criterion():
    with pytest.raises(ValueError, match="Two subjects tell of the criterion outcomes."):
        shows(CriterionSubject.OUTCOMES)(lambda contract, on: None)
