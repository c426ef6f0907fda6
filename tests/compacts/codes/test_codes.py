"""Codes of good practice: launched, in force, withdrawn; what each asks; which body adopted which, and since when."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compacts.codes import actions
from compacts.codes.models import AdoptionState, CodeAdoption, CodeState, CompactCode
from compacts.codes.reading import codes_in, kept_by
from compacts.codes.rules import the_body_was_open
from compacts.compliance.reading import funding_of
from core import clock
from core.acts import Refused
from core.trail.models import Event
from partnerships.organisations.models import Lineage
from tests.compacts.local.test_views import day, send
from tests.consultation.pages import words
from tests.factories.codes import (
    ADOPTED,
    DUE,
    IN_FORCE,
    LAUNCHED,
    WITHDRAWN,
    CodeAdoptionFactory,
    CodeFactory,
    CriterionFactory,
)
from tests.factories.compacts import CompactFactory, SignupFactory
from tests.factories.compliance import AGREED, CHECKED, ScorecardFactory
from tests.factories.organisations import AreaFactory, OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def by():
    return make_actor("secretariat")


@pytest.fixture
def office(by):
    return signed_in(by)


STATES = [
    ({}, DUE, CodeState.IN_DEVELOPMENT),
    ({}, DUE + DAY, CodeState.OVERDUE),
    ({"due_on": None}, WITHDRAWN, CodeState.IN_DEVELOPMENT),
    ({"launched": True}, LAUNCHED - DAY, CodeState.IN_DEVELOPMENT),
    ({"launched": True}, LAUNCHED, CodeState.LAUNCHED),
    ({"launched": True}, IN_FORCE - DAY, CodeState.LAUNCHED),
    ({"launched": True}, IN_FORCE, CodeState.IN_FORCE),
    ({"withdrawn": True}, WITHDRAWN - DAY, CodeState.IN_FORCE),
    ({"withdrawn": True}, WITHDRAWN, CodeState.WITHDRAWN),
]


@pytest.mark.parametrize(("days", "on", "state"), STATES)
def test_how_it_stands_follows_from_its_days_in_python_and_in_the_database(days, on, state):
    code = CodeFactory(**days)
    found = {each.value for each in CodeState if CompactCode.objects.in_state(each.value, on).exists()}
    assert (code.state_on(on), found) == (state, {state.value})
    assert code.binds_on(on) == (state == CodeState.IN_FORCE)


def test_it_is_launched_once_and_binds_from_the_day_that_was_known_or_from_its_launch(by):
    planned, plain = CodeFactory(in_force_on=IN_FORCE), CodeFactory()
    for code in (planned, plain):
        actions.launch_code(by=by, code=code, on=LAUNCHED)
        code.refresh_from_db()
    assert [each.in_force_on for each in (planned, plain)] == [IN_FORCE, LAUNCHED]
    assert list(CompactCode.objects.to_launch()) == []
    with pytest.raises(Refused, match="It was launched on 24 November 2005. If that is not the day, change it"):
        actions.launch_code(by=by, code=plain)
    with pytest.raises(ValidationError, match="It cannot be in force before it is launched."):
        actions.edit_code(by=by, code=plain, version=None, launched_on=LAUNCHED, in_force_on=LAUNCHED - DAY)
    with pytest.raises(Refused, match="Here only a day that is known already is put right"):
        actions.edit_code(by=by, code=CodeFactory(), version=None, launched_on=LAUNCHED)
    actions.withdraw_code(by=by, code=plain, on=WITHDRAWN, reason="The Compact took its place.")
    assert [each.verb for each in Event.objects.of(plain)] == ["withdrawn", "launched"]
    with pytest.raises(Refused, match="It was withdrawn on 16 December 2010. Add the Code that takes its place."):
        actions.add_criterion(by=by, code=plain, title="More")


def test_it_is_there_once_in_a_locality_and_once_everywhere(by):
    area = AreaFactory()
    given = {"by": by, "title": "Funding", "subject": "funding", "about": "Money."}
    for where, sentence in ((area, "This locality has a Code of that title already"), (None, "There is a national")):
        actions.add_code(**given, area=where)
        with pytest.raises(ValidationError, match=sentence):
            actions.add_code(**given, area=where)


def test_a_criterion_is_numbered_and_corrected(by):
    code = CodeFactory()
    for title in ("It is clear", "It lasts"):
        actions.add_criterion(by=by, code=code, title=title)
    actions.edit_criterion(
        by=by, criterion=code.criteria.get(number=2), title="It lasts three years", asks="Or says why."
    )
    assert [str(each) for each in code.criteria.all()] == ["1. It is clear", "2. It lasts three years"]
    with pytest.raises(ValidationError, match="The Code has this criterion already."):
        actions.add_criterion(by=by, code=code, title="It is clear")


@pytest.mark.parametrize(
    ("code", "on", "body", "sentence"),
    [
        ({}, ADOPTED, {}, "It has not been launched. Enter first when it was, on its page."),
        ({"launched": True}, LAUNCHED - DAY, {}, "It was launched on 24 November 2005. Enter that day or a later one."),
        ({"withdrawn": True}, WITHDRAWN, {}, "The Code was withdrawn on 16 December 2010. Enter an earlier day, or "
         "adopt the one in its place."),
        ({"launched": True}, ADOPTED, {"opened": ADOPTED + DAY}, "The body did not exist on that day. Look at the days "
         "on its page."),
        ({"launched": True}, ADOPTED, {"closed": ADOPTED - DAY}, "The body did not exist on that day. Look at the days "
         "on its page."),
    ],
)  # fmt: skip
def test_it_is_adopted_while_it_is_there_by_who_is_there(by, code, on, body, sentence):
    with pytest.raises(Refused) as refusal:
        adopt(by, CodeFactory(**code), PublicBodyFactory(**body), on)
    assert (refusal.value.messages, CodeAdoption.objects.count()) == ([sentence], 0)


def adopt(by, code, body, on=ADOPTED, **left):
    return actions.record_adoption(by=by, code=code, organisation=body, adopted_on=on, evidence="A minute.", **left)


def test_it_is_adopted_once_until_it_ended_or_was_void(by):
    code, body = CodeFactory(launched=True), PublicBodyFactory(name="Trust")
    first = adopt(by, code, body)
    assert Event.objects.of(first).get().detail == {
        "organisation": "Trust", "code": code.title, "adopted_on": "2005-12-01",
    }  # fmt: skip
    with pytest.raises(ValidationError, match="This body has adopted the Code already."):
        adopt(by, code, body)
    for act in (actions.end_adoption, actions.void_adoption):
        with pytest.raises(ValidationError, match="Say why it"):
            act(by=by, adoption=first, reason=" ")
    actions.end_adoption(by=by, adoption=first, on=IN_FORCE, reason="It left.")
    with pytest.raises(Refused, match="This has ended already, on 1 April 2008."):
        actions.end_adoption(by=by, adoption=first, reason="It left.")
    with pytest.raises(Refused, match="already, on 1 December 2005, and left it on 1 April 2008. Enter days outside"):
        adopt(by, code, body, IN_FORCE - DAY)
    earlier = {"on": ADOPTED - DAY, "ended_on": ADOPTED, "end_reason": "It left."}
    actions.void_adoption(by=by, adoption=adopt(by, code, body, **earlier), reason="By mistake.")
    second = adopt(by, code, body, IN_FORCE)
    actions.void_adoption(by=by, adoption=second, reason="By mistake.")
    for act, said in ((actions.end_adoption, "nothing to end"), (actions.void_adoption, "declared void already")):
        with pytest.raises(Refused, match=said):
            act(by=by, adoption=second, reason="So.")
    assert [list(CodeAdoption.objects.in_force(on)) for on in (IN_FORCE - DAY, IN_FORCE)] == [[first], []]


@pytest.mark.parametrize(
    ("days", "on", "state"),
    [
        ({}, ADOPTED, AdoptionState.ADOPTED),
        ({"ended_on": IN_FORCE, "end_reason": "It left."}, IN_FORCE - DAY, AdoptionState.ADOPTED),
        ({"ended_on": IN_FORCE, "end_reason": "It left."}, IN_FORCE, AdoptionState.ENDED),
        ({"code__withdrawn": True}, WITHDRAWN - DAY, AdoptionState.ADOPTED),
        ({"code__withdrawn": True}, WITHDRAWN, AdoptionState.WITHDRAWN),
        ({"over": True}, ADOPTED, AdoptionState.VOID),
    ],
)
def test_how_an_adoption_stands_in_python_and_in_the_database(days, on, state):
    adoption = CodeAdoptionFactory(**days)
    found = {each.value for each in AdoptionState if CodeAdoption.objects.in_state(each.value, on).exists()}
    assert (adoption.state_on(on), found) == (state, {state.value})


@pytest.mark.parametrize(
    "days",
    [{"evidence": ""}, {"ended_on": WITHDRAWN}, {"ended_on": LAUNCHED, "end_reason": "So."}, {"void_reason": "So."}],
)
def test_the_database_refuses_what_cannot_be(days):
    with pytest.raises(IntegrityError), transaction.atomic():
        CodeAdoptionFactory(**days)


def test_once_something_was_judged_by_it_what_it_asks_and_from_when_stays(by, office):
    scorecard = ScorecardFactory(agreed=True, checked="not_kept", checked__note="Paid monthly.")
    code, said = scorecard.code, "Withdraw it and add the Code that takes its place."
    elsewhere = AreaFactory()
    for change in (
        {"explains": False}, {"launched_on": LAUNCHED - DAY}, {"in_force_on": AGREED}, {"area": elsewhere},
    ):  # fmt: skip
        with pytest.raises(Refused, match=said):
            actions.edit_code(by=by, code=code, version=None, **change)
    with pytest.raises(Refused, match=said):
        actions.add_criterion(by=by, code=code, title="It lasts")
    assert said in words(office.get(reverse("code_criterion_add", args=[code.pk])))
    typed = {"title": "Funding, in brief", "subject": "funding", "about": "Money.", "explains": "on"}
    days = day("launched_on", LAUNCHED) | day("in_force_on", IN_FORCE)
    send(office, reverse("code_edit", args=[code.pk]), **typed, **days)
    code.refresh_from_db()
    assert (code.title, funding_of(scorecard.area, AGREED)) == ("Funding, in brief", {"explained": 1})


def test_it_is_not_withdrawn_of_a_day_on_which_something_was_judged_by_it_or_before(by, office):
    checked = ScorecardFactory(checked="kept")
    code, where = checked.code, reverse("code_withdraw", args=[checked.code_id])
    said = "Something was judged by this Code on {}, so it was kept until that day at least. Say that it is withdrawn "
    for on in (CHECKED - DAY, CHECKED):
        with pytest.raises(Refused) as refusal:
            actions.withdraw_code(by=by, code=code, reason="So.", on=on)
        then = "from 21 February 2006 on, or from a later day, once that has come."
        assert refusal.value.messages == [said.format("20 February 2006") + then]
    agreed = ScorecardFactory(code=code, agreed=True, area=checked.area)  # while it advises, unchecked, with a reason
    later = ScorecardFactory(code=CodeFactory(launched=True), agreed=True)
    for each in (code, later.code):
        with pytest.raises(Refused, match=said.format("1 March 2006")):
            actions.withdraw_code(by=by, code=each, reason="So.", on=AGREED)
    with pytest.raises(Refused, match="Withdraw it and add the Code that takes its place."):
        actions.edit_code(by=by, code=later.code, version=None, area=AreaFactory())
    refused = send(office, where, reason="So.", **day("on", AGREED))
    assert (refused.status_code, said.format("1 March 2006") in words(refused)) == (422, True)
    given = {"reason": "So.", "on": "2006-03-01"}
    api = office.post(reverse("api_code_withdraw", args=[code.pk]), given, content_type="application/json")
    assert (api.status_code, said.format("1 March 2006") in api.content.decode()) == (400, True)
    before = funding_of(checked.area, AGREED)
    actions.withdraw_code(by=by, code=code, reason="So.", on=AGREED + DAY)
    assert (agreed.code, funding_of(checked.area, AGREED)) == (code, before)


def test_nobody_but_the_secretariat_writes():
    actor, code, adoption = make_actor("administrator"), CodeFactory(launched=True), CodeAdoptionFactory()
    for act in (
        lambda: actions.add_code(by=actor, title="Mine", subject="bme", about="So."),
        lambda: actions.withdraw_code(by=actor, code=code, reason="So."),
        lambda: adopt(actor, code, actor.organisation),
        lambda: actions.void_adoption(by=actor, adoption=adoption, reason="So."),
    ):
        with pytest.raises(PermissionDenied):
            act()


def listed(name, **query):
    return Client().get(reverse(f"api_{name}"), query).json()["results"]


def bodies(**query):
    return [row["name"] for row in listed("code_matrix", **query)]


@pytest.fixture
def line():
    """A trust that adopted a local Code and a national one, and what came of it; another trust that adopted none."""
    area = AreaFactory(name="Herefordshire", gss_code="E06000019")
    before = PublicBodyFactory(name="A Trust", area=area, partner=True, closed=WITHDRAWN)
    between = PublicBodyFactory(name="B CCG", opened=WITHDRAWN + DAY, closed=WITHDRAWN + 29 * DAY, partner=True)
    after = PublicBodyFactory(name="C Board", opened=WITHDRAWN + 30 * DAY, partner=True)
    for older, newer, on in ((before, between, WITHDRAWN + DAY), (between, after, WITHDRAWN + 30 * DAY)):
        Lineage.objects.create(ancestor=older, descendant=newer, kind="abolition", on=on)
    PublicBodyFactory(name="D Trust", partner=True), OrganisationFactory(name="E Group", partner=True)
    CodeAdoptionFactory(organisation=before)
    CodeAdoptionFactory(organisation=before, adopted_on=IN_FORCE, code__subject="bme", code__national=True)
    return before, after


def test_the_matrix_says_since_when_each_body_keeps_a_code_on_each_subject(line):
    """Whatever its predecessors adopted, by the successions until the day asked; a visitor reads it."""
    before, after = line
    rows = {row["name"]: (row["funding"], row["bme"], row["consultation"]) for row in listed("code_matrix")}
    both = ("2005-12-01", "2008-04-01", None)
    assert rows == {"C Board": both, "D Trust": (None,) * 3}  # of today; the others have closed
    assert bodies(as_at=(WITHDRAWN + DAY).isoformat()) == ["B CCG", "D Trust"]
    assert {each.adopted_on for each in kept_by(after, clock.today())} == {ADOPTED, IN_FORCE}
    then = {row["name"]: row["bme"] for row in listed("code_matrix", as_at="2008-03-31")}
    assert then == {"A Trust": None, "D Trust": None}
    assert bodies(lacks="bme", as_at="2008-03-31") == ["A Trust", "D Trust"]
    assert bodies(lacks="bme") == ["D Trust"]
    assert bodies(area="hereford", as_at="2006-01-01") == ["A Trust"]
    assert bodies(kind="primary-care-trust", order="-funding") == ["D Trust", "C Board"]
    page = words(Client().get(reverse("code_matrix"), {"as_at": "2006-01-01"}))
    assert "A Trust Primary care trust Herefordshire 1 December 2005" in page


def test_nobody_reads_in_the_matrix_who_signed_what_is_not_public_yet():
    for name, stage in (("Early Group", "agreed"), ("Known Group", "launched")):
        SignupFactory(compact=CompactFactory(**{stage: True}), organisation=OrganisationFactory(name=name))
    assert bodies() == ["Known Group"]


def test_who_keeps_a_code_is_the_same_on_every_page(line):
    """The trust until it closed, then what came of it; and neither by what a third adopted and left."""
    before, after = line
    code = CodeAdoption.objects.get(adopted_on=ADOPTED).code
    after.area = code.area = before.area
    after.save(), code.save()
    again = CodeAdoptionFactory(code=code, organisation=after, adopted_on=WITHDRAWN + 40 * DAY)
    today = clock.today()
    assert [each.adopted_on for each in kept_by(after, today).filter(code=code)] == [ADOPTED, again.adopted_on]
    assert (list(kept_by(after, IN_FORCE)), kept_by(before, IN_FORCE).count()) == ([], 2)
    CodeAdoptionFactory(code=code, organisation=PublicBodyFactory(area=code.area), over=True)

    def counted(on):
        return {each.pk: each.bodies for each in codes_in(code.area, on)}[code.pk]

    assert [counted(on) for on in (ADOPTED - DAY, ADOPTED, WITHDRAWN, WITHDRAWN + DAY, today)] == [0, 1, 1, 0, 1]


def test_a_withdrawn_code_is_kept_by_nobody(line, by):
    actions.withdraw_code(by=by, code=CodeAdoption.objects.get(adopted_on=ADOPTED).code, on=WITHDRAWN, reason="So.")
    assert listed("code_matrix", as_at=(WITHDRAWN - DAY).isoformat())[0]["funding"] == "2005-12-01"
    assert listed("code_matrix", as_at=WITHDRAWN.isoformat())[0]["funding"] is None


def test_the_lists_are_narrowed():
    area = AreaFactory(name="Herefordshire", gss_code="E06000019")
    CodeFactory(title="A local", area=area, launched=True)
    CodeFactory(title="B national", national=True, subject="bme")

    def titles(**query):
        return [row["title"] for row in listed("codes", **query)]

    assert titles(area="e06000019") == titles(subject="funding") == titles(state="in_force") == ["A local"]
    assert titles(area="national") == titles(state="overdue") == titles(q="nation") == ["B national"]
    assert [row["state"] for row in listed("codes", as_at=LAUNCHED.isoformat())] == [
        "Launched, not in force yet", "In development",
    ]  # fmt: skip
    assert "A local" in words(Client().get(reverse("search"), {"q": "a local"}))
    CodeAdoptionFactory(organisation__name="Wye Trust", organisation__area=area, code__title="County")
    gone = {"ended_on": IN_FORCE, "end_reason": "It left."}
    CodeAdoptionFactory(organisation=OrganisationFactory(name="Group"), code__subject="bme", **gone)

    def who(**query):
        return [row["organisation"] for row in listed("adoptions", **query)]

    assert (
        who(code="county") == who(kind="primary-care-trust") == who(area="hereford") == who(body="wye") == ["Wye Trust"]
    )
    assert who(state="adopted") == who(subject="funding") == ["Wye Trust"]
    for on in (ADOPTED, IN_FORCE):
        assert who(as_at=on.isoformat()) == ["Group", "Wye Trust"]
    assert who(as_at=IN_FORCE.isoformat(), state="ended") == who(state="ended") == ["Group"]
    assert who(as_at=(IN_FORCE - DAY).isoformat(), state="ended") == who(as_at=LAUNCHED.isoformat()) == []


def test_the_secretariat_leads_it_from_promise_to_withdrawal_on_its_pages(office):
    body = PublicBodyFactory(name="Herefordshire Trust")
    typed = {"title": "Funding", "subject": "funding", "about": "Money.", "explains": "on"}
    send(office, reverse("code_add"), **typed, **day("due_on", DUE))
    code = CompactCode.objects.get()
    page = words(office.get(code.get_absolute_url()))
    assert ("Overdue" in page, "It can be adopted once it is launched." in page) == (True, True)
    refused = words(send(office, reverse("code_adopt", args=[code.pk]), organisation="Herefordshire Trust",
                         evidence="A minute.", **day("adopted_on", ADOPTED)))  # fmt: skip
    assert "It has not been launched. Enter first when it was, on its page." in refused
    send(office, reverse("code_criterion_add", args=[code.pk]), title="It is cler")
    send(office, reverse("code_criterion_edit", args=[code.pk, 1]), title="It is clear")
    send(office, reverse("code_launch", args=[code.pk]), **day("on", LAUNCHED), **day("in_force_on", IN_FORCE))
    again = words(send(office, reverse("code_launch", args=[code.pk])))
    assert "It was launched on 24 November 2005." in again
    adopt_it = {"organisation": "Herefordshire Trust", "evidence": "A minute.", **day("adopted_on", ADOPTED)}
    send(office, reverse("code_adopt", args=[code.pk]), **adopt_it)
    page = words(Client().get(code.get_absolute_url()))
    assert ("It is clear" in page, "Herefordshire Trust , on 1 December 2005" in page, "Change" in page) == (
        True, True, False,
    )  # fmt: skip
    assert "adopted on 1 December 2005, by Herefordshire Trust" in words(Client().get(body.get_absolute_url()))
    adoption = CodeAdoption.objects.get()
    send(office, reverse("adoption_end", args=[adoption.pk]), reason="It left.", **day("on", IN_FORCE))
    send(office, reverse("adoption_void", args=[adoption.pk]), reason="By mistake.")
    assert "Why it is void By mistake." in words(Client().get(adoption.get_absolute_url()))
    send(office, reverse("code_edit", args=[code.pk]), title="Funding Code")
    send(office, reverse("code_withdraw", args=[code.pk]), reason="Another came.")
    assert "Why it was withdrawn Another came." in words(Client().get(code.get_absolute_url()))
    assert "It was withdrawn on" in words(office.get(reverse("code_withdraw", args=[code.pk])))


@pytest.mark.parametrize("count", [1, 10])
def test_a_code_that_many_adopted_costs_a_visitor_three_statements(count):
    code = CriterionFactory().code
    for _ in range(count):
        CodeAdoptionFactory(code=code)
    with CaptureQueriesContext(connection) as asked:
        page = Client().get(code.get_absolute_url())
    assert (len(asked), words(page).count(", on 1 December 2005")) == (3, count)


def test_a_program_does_the_same_with_the_same_words_of_refusal(office):
    def post(name, *args, **sent):
        return office.post(reverse(f"api_{name}", args=args), sent, "application/json")

    code = post("code_add", title="Funding", subject="funding", about="Money.", due_on="2007-04-30").json()
    assert (code["area"], code["explains"], code["due_on"]) == (None, True, "2007-04-30")
    sent = {"code": code["id"], "organisation": PublicBodyFactory().pk, "adopted_on": "2005-12-01", "evidence": "So."}
    refusal = post("adoption_record", **sent)
    assert (refusal.status_code, refusal.json()["errors"][0]["detail"]) == (
        400, "It has not been launched. Enter first when it was, on its page.",
    )  # fmt: skip
    post("code_criterion_add", code["id"], title="It is clear")
    assert post("code_criterion_edit", code["id"], 2, title="It is clear").status_code == 404
    assert post("code_criterion_edit", code["id"], 1, title="It is short").json()["title"] == "Funding"
    launched = post("code_launch", code["id"], on="2005-11-24").json()
    assert launched["in_force_on"] == "2005-11-24"
    edited = post("code_edit", code["id"], version=launched["version"], about="Money, early.")
    assert edited.json()["about"] == "Money, early."
    adoption = post("adoption_record", **sent).json()
    assert post("adoption_end", adoption["id"], reason="It left.", on="2008-04-01").json()["ended_on"] == "2008-04-01"
    assert post("adoption_void", adoption["id"], reason="By mistake.").json()["void_reason"] == "By mistake."
    assert post("code_withdraw", code["id"], reason="So.", on="2010-12-16").json()["withdrawn_on"] == "2010-12-16"


def test_the_body_is_open_on_both_of_its_days():
    adoption = CodeAdoptionFactory(organisation=PublicBodyFactory(opened=ADOPTED, closed=ADOPTED))
    assert the_body_was_open(adoption) is None
