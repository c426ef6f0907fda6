"""What came by post, by e-mail, on the paper form or by telephone is keyed in."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404

from consultation.consultations.actions import withdraw_consultation
from consultation.intake.actions import correct_keyed, decide_late, key_response, write_letter
from consultation.intake.rules import coming_of, mark_of_coming
from consultation.responses.actions import change_response, save_answers, submit_response
from consultation.responses.models import Response, ResponseVersion
from consultation.responses.rules import mark_of
from core import clock
from core.acts import Conflict
from core.mail.models import Mail
from core.trail.models import Event
from core.work.testing import run_all
from tests.factories.answers import AFTERWARDS, ARRIVED, LATE_DAY, keyed, late_version
from tests.factories.consultation import CLOSED, given, sent
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db


def key(by, consultation, **fields) -> Response:
    fields = {"channel": "post", "received_on": ARRIVED, "name": "Luncheon Club", **fields}
    return key_response(by=by, consultation=consultation, **fields)


def refusal(act) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        act()
    return refused.value.message_dict if hasattr(refused.value, "error_dict") else {"": refused.value.messages}


def test_a_letter_of_a_body_nobody_knows_is_kept_as_it_names_itself(secretariat, consultation):
    response = key(
        secretariat,
        consultation,
        is_letter=True,
        person=" Dora Lane ",
        charity_number=" 1093617 ",
        email="Dora@Example.org",
    )
    who = response.respondent
    assert (who.name, who.person, who.charity_number, who.email) == (
        "Luncheon Club",
        "Dora Lane",
        "1093617",
        "dora@example.org",
    )
    assert (who.kind, who.confirmed_at, response.organisation) == ("organisation", None, None)
    assert (response.channel, response.is_letter, response.received_on) == ("post", True, ARRIVED)
    assert (response.entered_by_id, response.submitted_at, response.counts) == (secretariat.user_id, None, False)
    assert [each.verb for each in Event.objects.of(response)] == ["began to key in"]


def test_an_organisation_of_the_register_is_kept_by_its_name_too_so_that_a_wrong_choice_can_be_put_right(
    secretariat, consultation, forum
):
    response = key(secretariat, consultation, organisation=forum, name="")
    assert (response.organisation, response.respondent.name) == (forum, "Malvern Carers Forum")


def test_recorded_it_counts_and_nobody_gets_a_mail(secretariat, consultation, forum):
    response = keyed(consultation, forum, by=secretariat)
    version = response.versions.get()
    assert (response.counts, response.counted_version, version.letter) == (True, version, "We agree, mostly.")
    assert (version.late, version.consent.choice, version.consent.given_by_id) == (
        False,
        "not_at_all",
        secretariat.user_id,
    )
    assert [row.result["text"] for row in run_all()] == ["Keyed in, so nobody gets a receipt by mail"]
    assert Mail.objects.count() == 0


def test_a_paper_form_is_keyed_in_question_by_question(secretariat, consultation):
    response = key(secretariat, consultation, channel="paper_form")
    answers = [given(consultation, "q2a", yes=True, text="It helps."), given(consultation, "q2b", choice="Now")]
    save_answers(by=secretariat, consultation=consultation, given=answers, response=response)
    version = submit_response(by=secretariat, consultation=consultation, response=response, consent="with_name")
    kept = {each.question.key: (each.yes, each.text) for each in version.answers.select_related("question")}
    assert kept == {"q2a": (True, "It helps."), "q2b": (None, "")}


@pytest.mark.parametrize(
    ("fields", "where", "words"),
    [
        ({"channel": "account"}, "channel", "Choose how it came."),
        ({"channel": "guest"}, "channel", "Choose how it came."),
        ({"channel": "pigeon"}, "channel", "Choose how it came."),
        (
            {"received_on": datetime.date(2026, 10, 11)},
            "received_on",
            "Enter the day it arrived: today, 10 October 2026, or before.",
        ),
        (
            {"received_on": datetime.date(2026, 8, 31)},
            "received_on",
            "Enter the day it arrived: 1 September 2026, when the consultation opened, or later.",
        ),
        (
            {"name": "  "},
            "name",
            "Enter the organisation as the register has it. If it is not in the register, enter the name on the "
            "letter.",
        ),
        (
            {"kind": "individual"},
            "kind",
            "This consultation asks organisations only, so the answer of an individual is not keyed in. Write back "
            "to say so.",
        ),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(secretariat, consultation, fields, where, words):
    assert refusal(lambda: key(secretariat, consultation, **fields)) == {where: [words]}
    assert Response.objects.count() == 0


def test_everything_that_is_wrong_is_said_at_once(secretariat, consultation):
    found = refusal(lambda: key(secretariat, consultation, channel="", received_on=datetime.date(2027, 1, 1), name=""))
    assert set(found) == {"channel", "received_on", "name"}


def test_the_first_day_and_today_are_days_it_may_have_arrived(secretariat, consultation):
    for day in (datetime.date(2026, 9, 1), datetime.date(2026, 10, 10)):
        assert key(secretariat, consultation, received_on=day).received_on == day


def test_an_individual_is_keyed_in_where_individuals_are_asked_and_is_no_organisation(secretariat, consultation, forum):
    consultation.who_may_answer = "everybody"
    consultation.save()
    assert key(secretariat, consultation, kind="individual", name="A. Prosser").respondent.kind == "individual"
    found = refusal(lambda: key(secretariat, consultation, kind="individual", organisation=forum))
    assert list(found) == ["organisation"]


def test_nothing_is_keyed_in_to_a_draft_one_not_open_yet_or_one_withdrawn(
    secretariat, consultation, draft, commissioner
):
    with pytest.raises(PermissionDenied, match=r"This has not been published yet\."):
        key(secretariat, draft)
    with clock.at(datetime.date(2026, 8, 30)):
        assert refusal(lambda: key(secretariat, consultation)) == {
            "": ["This consultation opens on 1 September 2026. Answers are taken from then on."]
        }
    withdraw_consultation(by=commissioner, consultation=consultation, reason="It is not needed.")
    assert refusal(lambda: key(secretariat, consultation)) == {
        "": ["This consultation has been withdrawn, and takes no answers any more."]
    }


@pytest.mark.parametrize("role", ["commissioner", "analyst", "auditor", "approver", "administrator", "visitor"])
def test_nobody_but_the_secretariat_keys_in(consultation, host, role):
    by = make_actor(role, organisation=host if role in ("commissioner", "analyst") else None)
    with pytest.raises(PermissionDenied):
        key(by, consultation)


# Late is judged by the day it arrived


def test_it_is_late_by_the_day_it_arrived_and_not_by_the_day_it_is_keyed_in(secretariat, consultation):
    """On the closing day it is in time, whatever the hour of the post."""
    with clock.at(AFTERWARDS):
        on_the_day = keyed(consultation, name="One", received_on=consultation.closes_on, at=AFTERWARDS)
        next_day = keyed(consultation, name="Two", received_on=CLOSED.date(), at=AFTERWARDS)
    assert (on_the_day.versions.get().late, on_the_day.counts) == (False, True)
    assert (next_day.versions.get().late, next_day.counts, next_day.counted_version) == (True, False, None)


# Two people at one letter


def test_two_people_who_write_down_one_letter_do_not_overwrite_each_other(secretariat, consultation):
    response = key(secretariat, consultation, is_letter=True)
    other, seen = make_actor("secretariat"), mark_of("")
    write_letter(by=secretariat, response=response, letter="Dear Sirs", seen=seen)
    with pytest.raises(Conflict) as met:
        write_letter(by=other, response=response, letter="Dear Madam", seen=seen)
    assert met.value.current.letter == "Dear Sirs"
    write_letter(by=other, response=response, letter="Dear Sirs", seen=seen)  # the same words are no conflict
    write_letter(by=other, response=response, letter="Dear Madam", seen=mark_of("Dear Sirs"))
    assert response.versions.get().letter == "Dear Madam"


def test_a_letter_is_as_long_as_400000_characters_and_no_longer(secretariat, consultation):
    response = key(secretariat, consultation, is_letter=True)
    write_letter(by=secretariat, response=response, letter="x" * 400_000)
    found = refusal(lambda: write_letter(by=secretariat, response=response, letter="x" * 400_001))
    assert found == {
        "letter": [
            "This answer is 400,001 characters long; at most 400,000 can be kept. Shorten it, or send part of it apart."
        ]
    }
    assert len(response.versions.get().letter) == 400_000


def test_no_letter_is_written_into_an_answer_that_was_sent_on_the_site(secretariat, consultation, forum):
    with pytest.raises(PermissionDenied):
        write_letter(by=secretariat, response=sent(consultation, forum), letter="Dear Sirs")


# Corrections


def corrected(by, response, **fields):
    fields = {"channel": response.channel, "received_on": response.received_on, **fields}
    return correct_keyed(by=by, response=response, **fields)


def test_how_and_when_it_came_and_who_signed_is_put_right(secretariat, consultation):
    response = keyed(consultation, record=False)
    corrected(
        secretariat,
        response,
        channel="email",
        received_on=datetime.date(2026, 10, 5),
        person="D. Lane",
        email="D@x.org",
    )
    response.refresh_from_db()
    assert (response.channel, response.received_on) == ("email", datetime.date(2026, 10, 5))
    assert (response.respondent.person, response.respondent.email) == ("D. Lane", "d@x.org")
    verbs = [each.verb for each in Event.objects.of(response)][:2]
    assert verbs == ["corrected how it came", "corrected who signed it"]


def test_two_people_who_correct_how_it_came_do_not_overwrite_each_other(secretariat, consultation):
    response, other = keyed(consultation, record=False), make_actor("secretariat")
    seen = mark_of_coming(coming_of(response))
    corrected(secretariat, response, channel="email", person="Dora Lane", seen=seen)
    with pytest.raises(Conflict) as met:
        corrected(other, response, channel="telephone", seen=seen)
    assert coming_of(met.value.current) == {
        "channel": "email",
        "received_on": ARRIVED,
        "person": "Dora Lane",
        "charity_number": "",
        "email": "",
    }
    corrected(other, response, channel="email", person=" Dora Lane ", seen=seen)  # the same again is no conflict
    response = Response.objects.get()
    corrected(other, response, channel="telephone", seen=mark_of_coming(coming_of(response)))
    response = Response.objects.get()
    assert (response.channel, response.respondent.person) == ("telephone", "")


@pytest.mark.parametrize(
    "field", [{"channel": "email"}, {"received_on": datetime.date(2026, 10, 5)}, {"person": "D"}, {"email": "d@x.org"}]
)
def test_every_field_of_how_it_came_is_part_of_what_was_seen(secretariat, consultation, field):
    response = keyed(consultation, record=False)
    seen = mark_of_coming(coming_of(response))
    corrected(secretariat, response, **field)
    with pytest.raises(Conflict):
        corrected(secretariat, response, charity_number="1093617", seen=seen)


def test_once_recorded_it_does_not_become_late_or_in_time(secretariat, consultation):
    response = keyed(consultation, received_on=consultation.closes_on, at=AFTERWARDS)
    with clock.at(AFTERWARDS):
        found = refusal(lambda: corrected(secretariat, response, received_on=LATE_DAY))
        assert found == {
            "received_on": [
                "With that day it would have come late. It is recorded otherwise, and what is recorded stays: declare "
                "it void with the reason, and key it in again."
            ]
        }
        assert corrected(secretariat, response, received_on=ARRIVED).received_on == ARRIVED


def test_before_it_is_recorded_the_day_can_be_any(secretariat, consultation):
    response = keyed(consultation, record=False)
    with clock.at(AFTERWARDS):
        corrected(secretariat, response, received_on=LATE_DAY)
        version = submit_response(by=secretariat, consultation=consultation, response=response, consent="with_name")
    assert version.late


def test_what_cannot_be_is_refused_there_too(secretariat, consultation, forum):
    response = keyed(consultation)
    found = refusal(lambda: corrected(secretariat, response, channel="guest", received_on=datetime.date(2027, 1, 1)))
    assert set(found) == {"channel", "received_on"}
    with pytest.raises((PermissionDenied, Http404)):
        correct_keyed(by=secretariat, response=sent(consultation, forum), channel="post", received_on=ARRIVED)


def test_a_typing_error_is_corrected_in_a_version_of_its_own(secretariat, consultation):
    response = keyed(consultation)
    change_response(by=secretariat, consultation=consultation, response=response)
    write_letter(by=secretariat, response=response, letter="We agree entirely.")
    response.refresh_from_db()
    assert response.counted_version.letter == "We agree, mostly."
    submit_response(by=secretariat, consultation=consultation, response=response, consent="not_at_all")
    response.refresh_from_db()
    assert (response.counted_version.number, response.counted_version.letter) == (2, "We agree entirely.")
    assert ResponseVersion.objects.count() == 2


@pytest.mark.parametrize(("verdict", "counts"), [("accepted", True), ("refused", False), ("", False)])
def test_what_was_decided_on_a_late_letter_holds_for_its_correction(secretariat, consultation, verdict, counts):
    response = keyed(consultation, received_on=LATE_DAY)
    with clock.at(AFTERWARDS):
        if verdict:
            decide_late(by=secretariat, version=late_version(response), verdict=verdict, reason="The postmark.")
        change_response(by=secretariat, consultation=consultation, response=response)
        write_letter(by=secretariat, response=response, letter="Corrected.")
        version = submit_response(by=secretariat, consultation=consultation, response=response, consent="not_at_all")
    response.refresh_from_db()
    assert (version.late, version.late_verdict, response.counts) == (True, verdict, counts)
    assert response.counted_version == (version if counts else None)
