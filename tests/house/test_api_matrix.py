"""Every address of the API, by every method, as every kind of person: in the browser's session, and by an API key.

A key does what its holder may do in the one membership it was made for; what its holder has lost, it has lost too.
On PostgreSQL every third kind asks, in turn.
"""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from core import clock
from core.trail.models import Event
from partnerships.people.actions import make_api_key, revoke_api_key
from partnerships.people.models import ApiToken
from tests.factories.people import make_actor
from tests.house import things
from tests.house.entries import ENTRIES
from tests.house.expected import EXPECTED, HAVE_A_ROLE, KINDS, SECRETARIAT
from tests.house.test_role_matrix import ADDRESSES, FEW, ask, sides_to_try, told, verdict
from tests.turns import in_turn

pytestmark = pytest.mark.django_db
TAKES = {
    "api_organisations": "GET POST",
    "api_organisation": "GET PATCH",
    "api_organisation_confirm": "POST",
    **dict.fromkeys(["api_fundings", "api_terms", "api_imports", "api_kinds", "api_areas", "api_people"], "GET"),
    **dict.fromkeys(["api_umbrella_members", "api_consultations", "api_consultation", "api_schema"], "GET"),
    **dict.fromkeys(["api_responses", "api_response", "api_consultation_responses", "api_response_version"], "GET"),
    **dict.fromkeys(["api_answers", "api_keyed_answers"], "GET POST"),
    **dict.fromkeys(["api_term_add", "api_term_rename", "api_term_end"], "POST"),
    **dict.fromkeys(["api_late_responses", "api_unmatched_responses"], "GET"),
    **dict.fromkeys(["api_half_keyed_responses"], "GET"),
    **dict.fromkeys(["api_response_key", "api_keyed_record", "api_response_decide"], "POST"),
    **dict.fromkeys(["api_keyed_change", "api_keyed_correct"], "POST"),
    **dict.fromkeys(["api_response_void", "api_response_restore"], "POST"),
    **dict.fromkeys(["api_response_match", "api_response_unmatch"], "POST"),
    **dict.fromkeys(["api_submit", "api_finish", "api_change", "api_discard", "api_response_withdraw"], "POST"),
    "api_standards": "GET",
    **dict.fromkeys(["api_invitees", "api_progress", "api_answers_in_words", "api_responses_set_aside"], "GET"),
    "api_letters": "GET",
    **dict.fromkeys(["api_standard_add", "api_standard_end"], "POST"),
    **dict.fromkeys(
        [f"api_consultation_{act}" for act in ("propose", "publish", "unpublish", "extend", "withdraw")], "POST"
    ),
    **dict.fromkeys(["api_consultation_invite", "api_consultation_chase"], "POST"),
    **dict.fromkeys(["api_compacts", "api_signups", "api_agreements"], "GET"),
    **dict.fromkeys(["api_reviews", "api_review_actions", "api_editions"], "GET"),
    **dict.fromkeys([f"api_review_{act}" for act in ("begin", "record", "edit", "conclude", "void")], "POST"),
    **dict.fromkeys([f"api_review_action_{act}" for act in ("add", "edit", "finish", "drop", "reopen")], "POST"),
    **dict.fromkeys(["api_edition_add", "api_edition_edit", "api_edition_withdraw"], "POST"),
    **dict.fromkeys([f"api_agreement_{act}" for act in ("begin", "edit", "party_add", "party_leave", "end")], "POST"),
    **dict.fromkeys([f"api_agreement_{act}" for act in ("draft_add", "send_out", "final", "publish")], "POST"),
    **dict.fromkeys([f"api_agreement_{act}" for act in ("unpublish", "relate", "unrelate", "sign")], "POST"),
    **dict.fromkeys(["api_agreement_record_signature", "api_signature_void"], "POST"),
    **dict.fromkeys(["api_frameworks", "api_funding_changes", "api_signatures"], "GET"),
    **dict.fromkeys(["api_framework_begin", "api_framework_edit"], "POST"),
    **dict.fromkeys(["api_funding_change_add", "api_funding_change_void"], "POST"),
    "api_initiatives": "GET",
    **dict.fromkeys([f"api_initiative_{act}" for act in ("add", "edit", "finish", "stop", "resume", "void")], "POST"),
    **dict.fromkeys(["api_initiative_measure", "api_initiative_unmeasure"], "POST"),
    **dict.fromkeys(["api_agreement_govern", "api_agreement_ungovern"], "POST"),
    **dict.fromkeys(["api_annuals", "api_intentions", "api_work_lines", "api_strategies"], "GET"),
    **dict.fromkeys([f"api_annual_{act}" for act in ("begin", "governance", "send", "carry")], "POST"),
    **{
        f"api_annual_{part}_{act}": "POST"
        for part in ("outcomes", "priorities", "intentions", "measures", "work")
        for act in ("add", "edit", "drop")
    },
    **dict.fromkeys(["api_work_line_progress", "api_strategy_add", "api_strategy_edit"], "POST"),
    **dict.fromkeys([f"api_signup_{act}" for act in ("sign", "work", "complete", "end", "void")], "POST"),
    **dict.fromkeys([f"api_compact_{act}" for act in ("begin", "edit", "manager", "agree", "launch")], "POST"),
    **dict.fromkeys([f"api_compact_{act}" for act in ("sign", "work", "lapse")], "POST"),
    **dict.fromkeys(["api_signup_targets", "api_signup_standings", "api_signup_outstanding"], "GET"),
    **dict.fromkeys(["api_compact_leads", "api_signup_chasers"], "GET"),
    **dict.fromkeys([f"api_signup_target_{act}" for act in ("begin", "edit", "decide", "close")], "POST"),
    **dict.fromkeys(["api_compact_lead_name", "api_compact_lead_edit", "api_signup_chase"], "POST"),
    **dict.fromkeys(["api_bodies", "api_seats", "api_decisions"], "GET"),
    **dict.fromkeys(["api_body_add", "api_body_edit", "api_body_end", "api_body_resume"], "POST"),
    **dict.fromkeys(["api_seat_fill", "api_seat_edit", "api_seat_end", "api_seat_void"], "POST"),
    **dict.fromkeys(["api_decision_record", "api_decision_correct", "api_decision_void"], "POST"),
    **dict.fromkeys(["api_codes", "api_adoptions", "api_code_matrix"], "GET"),
    **dict.fromkeys([f"api_code_{act}" for act in ("add", "edit", "launch", "withdraw")], "POST"),
    **dict.fromkeys(["api_code_criterion_add", "api_code_criterion_edit"], "POST"),
    **dict.fromkeys([f"api_adoption_{act}" for act in ("record", "end", "void")], "POST"),
    "api_disputes": "GET",
    **dict.fromkeys([f"api_dispute_{act}" for act in ("raise", "record", "edit", "further", "put_off")], "POST"),
    **dict.fromkeys([f"api_dispute_{act}" for act in ("close", "withdraw", "publish", "unpublish")], "POST"),
    "api_scorecards": "GET",
    **dict.fromkeys([f"api_scorecard_{act}" for act in ("begin", "edit", "check", "agree", "drop")], "POST"),
    **dict.fromkeys(["api_measures", "api_readings", "api_targets", "api_target_measures"], "GET"),
    **dict.fromkeys(["api_measure_add", "api_measure_edit", "api_reading_record"], "POST"),
    **dict.fromkeys([f"api_reading_{act}" for act in ("correct", "withdraw", "verify")], "POST"),
    **dict.fromkeys([f"api_target_{act}" for act in ("add", "edit", "end", "measure", "steps")], "POST"),
    **dict.fromkeys(["api_target_baseline", "api_target_detach"], "POST"),
    **dict.fromkeys(["api_question_correct", "api_question_withdraw"], "POST"),
}
"""The methods that each address takes, written by hand. HEAD goes where GET goes."""
WHO = {
    ("api_organisation", "PATCH", "own"): f"administrator {SECRETARIAT}",
    ("api_organisation", "PATCH", "other"): "other_admin secretariat",
}
"""Who may, where a method asks for another permission than its address."""
ONLY_TELLS = {"name", "description", "renders", "parses"}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD")
ASKS_FOR_NO_KEY = "api_schema"
WITH_A_KEY = [(name, method) for name in sorted(set(TAKES) - {ASKS_FOR_NO_KEY}) for method in TAKES[name].split()]


def takes(name: str) -> set[str]:
    given = set(TAKES[name].split())
    return given | {"HEAD"} if "GET" in given else given


def expected(name: str, side: str, kind: str, method: str) -> set[str]:
    """What an address should answer; who may not use it need not learn which methods it takes."""
    entry = ENTRIES[name]
    asked = "GET" if method == "HEAD" else method
    who = WHO.get((name, asked, side), entry.who.get(f"{asked} {side}".strip(), entry.who.get(side)))
    who = EXPECTED[ADDRESSES[name].permission][side] if who is None else who
    taken = method in takes(name)
    if kind in who.split():
        return {"may"} if taken else {"answers 405"}
    return {"may not"} if taken else {"may not", "answers 405"}


def answers(world, name: str, method: str, kinds, send) -> dict[tuple[str, str], str]:
    """What every kind of person is told at an address, of each of its sides, by `send(kind, url)`."""
    found = {}
    for side, arguments in sides_to_try(name, method in takes(name)).items():
        for kind, made in world.each(kinds, side, arguments):
            found[side, kind] = verdict(send(kind, reverse(name, args=made)), ENTRIES[name])
    return found


def by_key(key: str, method: str, url: str, **more):
    return getattr(Client(raise_request_exception=False), method.lower())(
        url, headers={"authorization": f"Token {key}"}, **more
    )


def test_every_address_of_the_api_is_tried_with_the_methods_it_takes():
    api = {name: each for name, each in ADDRESSES.items() if each.route.startswith("api/")}
    assert {name: " ".join(sorted(each.methods)) for name, each in api.items()} == TAKES


IN_A_BROWSER = [kind for kind in KINDS if kind not in HAVE_A_ROLE.split() or kind in FEW]
"""Who has no key, and some of those who have one: all of these ask by it below, and what they may is one rule."""


@pytest.mark.parametrize("name", sorted(TAKES))
def test_who_may_by_every_method(world, name):
    wrong = {}
    for method in METHODS:
        kinds = in_turn(IN_A_BROWSER, f"{name} {method}") if method in TAKES[name].split() else FEW
        found = answers(world, name, method, kinds, lambda kind, url, method=method: ask(world, kind, method, url))
        wrong |= {(method, *at): told for at, told in found.items() if told not in expected(name, *at, method)}
    assert wrong == {}


@pytest.mark.parametrize(("name", "method"), WITH_A_KEY)
def test_a_key_may_what_its_holder_may(world, name, method):
    kinds = in_turn(HAVE_A_ROLE.split(), f"{name} {method}")
    found = answers(world, name, method, kinds, lambda kind, url: told(by_key(world.keys[kind], method, url)))
    assert {at: told for at, told in found.items() if told not in expected(name, *at, method)} == {}


@pytest.mark.parametrize(("name", "method"), WITH_A_KEY)
def test_a_key_whose_holder_has_lost_it_opens_nothing(world, name, method):
    """Not even what a visitor may read: a program is told that its key has ended."""
    lost = ("deactivated", "revoked")
    found = answers(world, name, method, lost, lambda kind, url: told(by_key(world.keys[kind], method, url)))
    assert set(found.values()) == {"may not"}
    url = reverse("api_organisations")
    assert [by_key(world.keys[kind], "get", url).status_code for kind in lost] == [401, 401]


@pytest.mark.parametrize("name", sorted(set(TAKES) - {ASKS_FOR_NO_KEY}))
def test_options_tells_of_the_address_alone(world, name):
    for side, arguments in ENTRIES[name].sides.items():
        with transaction.atomic():
            url = reverse(name, args=arguments(world, side, "secretariat"))
            reply = by_key(world.keys["secretariat"], "options", url)
            if reply.status_code != 403:
                assert (reply.status_code, set(reply.json())) == (200, ONLY_TELLS)
            transaction.set_rollback(True)


def test_a_revoked_key_opens_nothing():
    holder = make_actor("secretariat")
    token, key = make_api_key(by=holder, membership=holder.membership, label="Program")
    url = reverse("api_organisations")
    assert by_key(key, "get", url).status_code == 200
    revoke_api_key(by=holder, token=token)
    before = Event.objects.count()
    assert {method: by_key(key, method, url).status_code for method in METHODS} == dict.fromkeys(METHODS, 401)
    assert (ApiToken.objects.filter(user=holder.user).exists(), Event.objects.count()) == (False, before)


def test_a_key_loses_each_role_that_its_holder_loses():
    holder = make_actor("secretariat", "auditor")
    _, key = make_api_key(by=holder, membership=holder.membership, label="Program")
    url = reverse("api_organisations")
    assert by_key(key, "post", url).status_code == 400
    holder.membership.roles.filter(role="secretariat").update(revoked_at=clock.now())
    assert (by_key(key, "post", url).status_code, by_key(key, "get", url).status_code) == (403, 200)


def test_a_key_does_not_reach_the_other_roles_of_its_holder():
    """Nor by naming the other membership in the body or the address."""
    holder = make_actor("member")
    office = make_actor("secretariat", user=holder.user)
    _, key = make_api_key(by=holder, membership=holder.membership, label="Program")
    url = f"{reverse('api_organisations')}?acting_as={office.membership_id}"
    sent = {"acting_as": office.membership_id, "name": "Wye Group"}
    assert by_key(key, "post", url, data=sent, content_type="application/json").status_code == 403
    assert by_key(key, "get", reverse("api_imports")).status_code == 403


@pytest.mark.parametrize("name", ["account", "due", "organisation_add", "work_list"])
def test_a_key_opens_no_page(world, name):
    reply = by_key(world.keys["secretariat"], "get", reverse(name))
    assert (reply.status_code, reply.url.startswith("/account/login/")) == (302, True)


@pytest.mark.parametrize(
    ("name", "of", "made"),
    [
        ("api_framework_begin", "agreement", things.agreement),
        ("api_initiative_add", "agreement", things.agreement),
        ("api_annual_begin", "framework", things.framework),
        ("api_funding_change_add", "framework", things.framework),
    ],
)
def test_what_is_made_of_something_unseen_is_refused_like_what_is_made_of_nothing(world, name, of, made):
    """Nobody learns from a number that is sent whether there is a record that they may not see."""
    hidden = made(world, "other", "commissioner").pk
    told = []
    for number in (hidden, 10**9):
        sent = {"data": {of: number}, "content_type": "application/json"}
        reply = by_key(world.keys["commissioner"], "post", reverse(name), **sent)
        told.append((reply.status_code, [each["detail"] for each in reply.json()["errors"] if each["attr"] == of]))
    assert told == [(400, [f"There is none with the number {number} that you may see."]) for number in (hidden, 10**9)]


def test_json_that_is_nested_too_deep_is_refused(world):
    sent = {"data": "[" * 100_000, "content_type": "application/json"}
    answer = by_key(world.keys["secretariat"], "post", reverse("api_organisations"), **sent)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "parse_error")
