"""Going on without an involvement: two people, a published reason, and those concerned are told."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from commissioning.cycles.models import StageKind
from commissioning.overrides import actions
from commissioning.overrides.models import Override
from commissioning.overrides.telling import concerned
from commissioning.stages import actions as stages
from core import home
from core.mail.models import Mail
from partnerships.organisations.models import AreaServed, Described
from tests.commissioning.partners import HEARD, OPENED, SIGNED, Partners, at, on, refused, signer
from tests.compacts.local.test_views import send
from tests.consultation.pages import words
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
REASON = "Three meetings were held and nobody came. The grant ends in June."


@pytest.fixture
def they():
    return Partners()


@pytest.fixture
def cycle(they):
    with on(OPENED):
        return they.begin()


def ask(by, stage, line="sector"):
    return actions.ask_override(by=by, stage=stage, line=line, reason=f" {REASON} ")


def test_it_takes_two_people_of_two_partners_and_then_the_stage_goes_on(they, cycle):
    stage = at(cycle)
    with on(HEARD):
        override = ask(they.of_trust, stage)
        assert refused(ask, by=they.of_council, stage=stage) == {
            "__all__": ["Somebody has asked for this already. See the page of the cycle."]
        }
        assert "Nobody of the voluntary sector" in refused(stages.sign_stage, by=they.of_trust, stage=stage)[0]
        with pytest.raises(PermissionDenied, match="You asked for this yourself. A second person confirms it."):
            actions.confirm_override(by=they.of_trust, override=override)
        told = (
            "Herefordshire Primary Care Trust asked for this. A second person of another partner, or the Forum "
            "secretariat, confirms it."
        )
        assert refused(actions.confirm_override, by=signer(they.trust), override=override) == [told]
        actions.confirm_override(by=they.of_council, override=override)
        assert refused(actions.confirm_override, by=they.secretary, override=override) == [
            "It was confirmed on 9 May 2005."
        ]
        they.both_sign(at(cycle))
    override.refresh_from_db()
    assert (override.reason, override.asked_for, override.confirmed_for) == (REASON, they.trust, they.council)
    assert at(cycle).signed_off_on == HEARD
    page = words(signed_in(they.director).get(cycle.get_absolute_url()))
    assert f"{REASON} (asked by Herefordshire Primary Care Trust on 9 May 2005, confirmed by Herefordshire" in page


def test_a_stage_that_is_signed_off_offers_no_way_to_go_on_without(they, cycle):
    """It would be refused; who was involved may still be recorded, late."""
    ask_for_it = reverse("override_ask", args=[at(cycle).pk])
    record_it = reverse("involvement_record", args=[at(cycle).pk])

    def offered() -> list[bool]:
        page = signed_in(they.of_trust).get(at(cycle).get_absolute_url()).content.decode()
        return [f'href="{each}"' in page for each in (ask_for_it, record_it)]

    with on(HEARD):
        they.hear(at(cycle))
        assert offered() == [True, True]
    with on(SIGNED):
        they.both_sign(at(cycle))
        assert offered() == [False, True]


def test_the_secretariat_is_a_second_person_but_not_for_itself(they, cycle):
    with on(HEARD):
        mine = ask(they.secretary, at(cycle))
        with pytest.raises(PermissionDenied):
            actions.confirm_override(by=they.secretary, override=mine)
        actions.confirm_override(by=make_actor("secretariat"), override=mine)
    assert Override.objects.confirmed().count() == 1


def test_what_is_refused(they, cycle):
    with on(HEARD):
        told = {"line": ["Analyse does not ask for this. Choose another."]}
        assert refused(ask, by=they.of_trust, stage=at(cycle), line="collective") == told
        assert refused(ask, by=they.of_trust, stage=at(cycle, StageKind.PLAN), line="collective") == [
            "Plan is not open. Only an open stage can go on without something."
        ]
        with pytest.raises(PermissionDenied):
            ask(they.director, at(cycle))
        override = ask(they.of_trust, at(cycle))
        actions.decline_override(by=they.of_council, override=override, reason="Ask the Forum first.")
        assert refused(actions.confirm_override, by=they.of_council, override=override) == [
            "It was declined on 9 May 2005. It can be asked for again."
        ]
        again = ask(they.of_council, at(cycle))
        they.hear(at(cycle))
        they.both_sign(at(cycle))
        assert refused(actions.confirm_override, by=they.of_trust, override=again) == ["Analyse was signed off."]
    assert not Mail.objects.exists()


def test_those_concerned_are_told_and_nobody_else(they, cycle):
    """Who serves the area and works with the client group, and who took part; not who does one of the two."""
    here, there, elsewhere = (OrganisationFactory(name=name) for name in ("Here", "There", "Elsewhere"))
    AreaServed.objects.create(organisation=here, area=they.area)
    Described.objects.create(organisation=here, term=they.group)
    Described.objects.create(organisation=elsewhere, term=they.group)
    assert [each.name for each in concerned(cycle)] == ["Here"]
    with on(HEARD):
        they.hear(at(cycle), organisation=there, capacity="own")
        people = {name: make_actor("drafter", organisation=each) for name, each in
                  (("here", here), ("there", there), ("elsewhere", elsewhere))}  # fmt: skip
        make_actor("member", organisation=here)
        override = ask(they.of_trust, at(cycle))
        assert not Mail.objects.exists()
        actions.confirm_override(by=they.of_council, override=override)
    mails = {each.to_user_id: each for each in Mail.objects.all()}
    assert set(mails) == {people["here"].user_id, people["there"].user_id}
    body = mails[people["here"].user_id].body
    assert (
        REASON in body and override.get_absolute_url() in body and "confirmed by a second person on 9 May 2005" in body
    )

    def lines(actor):
        return [each.link for each in {one.name: one.lines for one in home.sections_for(actor)}["open"]]

    with on(HEARD):
        told = {name: override.get_absolute_url() in lines(actor) for name, actor in people.items()}
    assert told == {"here": True, "there": True, "elsewhere": False}
    with on(SIGNED):
        assert override.get_absolute_url() not in lines(people["here"])


def test_it_is_asked_confirmed_and_declined_on_pages_and_by_a_program(they, cycle):
    trust, council = signed_in(they.of_trust), signed_in(they.of_council)
    send(trust, reverse("override_ask", args=[at(cycle).pk]), line="sector", reason=REASON)
    override = Override.objects.get()
    waiting = {each.name: each.lines for each in home.sections_for(they.of_council)}["waiting"]
    assert override.get_absolute_url() in [each.link for each in waiting]
    assert override.get_absolute_url() not in [
        each.link for each in {one.name: one.lines for one in home.sections_for(they.of_trust)}["waiting"]
    ]
    send(council, reverse("override_decline", args=[override.pk]), reason="Not yet.")
    send(trust, reverse("override_ask", args=[at(cycle).pk]), line="sector", reason=REASON)
    second = Override.objects.latest("pk")
    send(council, reverse("override_confirm", args=[second.pk]))
    second.refresh_from_db()
    assert second.confirmed_on is not None
    assert trust.get(reverse("override_ask", args=[at(cycle, StageKind.DO).pk])).status_code == 404

    def post(client, name, *args, **sent):
        return client.post(reverse(f"api_override_{name}", args=args), sent, content_type="application/json")

    stage = at(they.begin(title="Another"))
    made = post(trust, "ask", stage=stage.pk, line="sector", reason=REASON).json()
    assert post(trust, "confirm", made["id"]).status_code == 403
    assert post(council, "decline", made["id"], reason="No.").json()["decline_reason"] == "No."
    again = post(trust, "ask", stage=stage.pk, line="sector", reason=REASON).json()
    assert post(council, "confirm", again["id"]).json()["confirmed_for"] == they.council.pk
