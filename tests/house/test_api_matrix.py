"""Every address of the API, by every method, as every kind of person: in the browser's session, and by an API key.

A key does what its holder may do in the one membership it was made for; what its holder has lost, it has lost too.
In `make check` every third kind asks PostgreSQL (ADR 30).
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
from tests.house.test_role_matrix import ADDRESSES, FEW, ask, questions, told, verdict
from tests.turns import in_turn

pytestmark = [pytest.mark.django_db, pytest.mark.asks_in_turn]
TAKES = {
    "api_organisations": "GET POST",
    "api_organisation": "GET PATCH",
    "api_organisation_confirm": "POST",
    **dict.fromkeys(["api_fundings", "api_terms", "api_imports", "api_kinds", "api_areas", "api_people"], "GET"),
    "api_import_lines": "GET",
    **dict.fromkeys(["api_import", "api_import_line", "api_import_built"], "GET"),
    **dict.fromkeys(["api_import_line_correct", "api_import_line_aside", "api_import_undo"], "POST"),
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
    **dict.fromkeys(
        [f"api_{name}" for name in ("needs", "analysis_entries", "plans", "priorities", "plan_requirements")], "GET"
    ),
    **dict.fromkeys([f"api_analysis_{act}" for act in ("add", "edit", "void")], "POST"),
    **dict.fromkeys(
        [f"api_need_{act}" for act in ("add", "edit", "settle", "reopen", "withdraw", "carry", "evidence_add")], "POST"
    ),
    "api_need_evidence_drop": "POST",
    **dict.fromkeys(
        [
            f"api_plan_{act}"
            for act in (
                *("begin", "edit", "withdraw", "driver_name", "driver_drop", "contents", "version_begin"),
                *("version_edit", "consult", "board_name", "board_drop", "submit", "recall", "decide", "refresh"),
                *("requirement_add", "requirement_edit", "requirement_void", "requirement_meet"),
            )
        ],
        "POST",
    ),
    **dict.fromkeys(["api_contracts", "api_published_contracts", "api_variations", "api_costings"], "GET"),
    "api_contract_documents": "GET",
    "api_duplicates": "GET",
    **dict.fromkeys(["api_member_sheets", "api_member_contacts", "api_report_schedules", "api_stale_entries"], "GET"),
    **dict.fromkeys([f"api_umbrella_{act}" for act in ("join", "leave", "member_class", "member_correct")], "POST"),
    **dict.fromkeys([f"api_member_sheet_{act}" for act in ("send", "take_in", "void")], "POST"),
    **dict.fromkeys([f"api_member_line_{act}" for act in ("settle", "resend", "return")], "POST"),
    **dict.fromkeys(["api_co_terminosity", "api_boundary_changes", "api_boundary_alerts"], "GET"),
    **dict.fromkeys([f"api_boundary_{what}_propose" for what in ("move", "count")], "POST"),
    **dict.fromkeys([f"api_boundary_change_{act}" for act in ("carry_out", "void")], "POST"),
    "api_boundary_alert_note": "POST",
    **dict.fromkeys(["api_handovers", "api_covers", "api_organisations_without_people"], "GET"),
    **dict.fromkeys(["api_handover_make", "api_cover_name", "api_cover_end", "api_cover_call_off"], "POST"),
    **dict.fromkeys(["api_reorganisations", "api_reorganisation_lines"], "GET"),
    **dict.fromkeys(
        [f"api_reorganisation_{act}" for act in ("prepare", "body", "line", "withdraw", "carry_out", "undo")], "POST"
    ),
    **dict.fromkeys([f"api_duplicate_{act}" for act in ("name", "reject", "merge", "undo")], "POST"),
    **dict.fromkeys([f"api_contract_document_{act}" for act in ("add", "edit", "withdraw")], "POST"),
    **dict.fromkeys(["api_bands", "api_contract_templates", "api_suppliers"], "GET"),
    **dict.fromkeys(
        [
            f"api_contract_{act}"
            for act in (
                *("begin", "past", "small", "edit", "values", "copy", "end", "void", "scorecard", "exception"),
                *("exception_approve", "activate", "outcome", "deviation", "extension", "party", "link", "sign"),
                *("paper", "lead", "extend", "parties_remove", "outcomes_remove", "extensions_remove"),
                *("deviations_remove", "links_remove", "serve"),
            )
        ],
        "POST",
    ),
    **dict.fromkeys(
        [f"api_priority_{act}" for act in ("add", "edit", "move", "drop", "budget", "outcome_add", "outcome_edit")],
        "POST",
    ),
    "api_priority_outcome_drop": "POST",
    **dict.fromkeys(["api_variation_propose", "api_variation_agree", "api_variation_withdraw"], "POST"),
    **dict.fromkeys(["api_costing_fill", "api_supplier_confirm", "api_contract_days", "api_contract_serve"], "POST"),
    **dict.fromkeys(["api_contract_end_take_back", "api_requirement_allow", "api_requirement_refuse"], "POST"),
    **dict.fromkeys([f"api_band_{act}" for act in ("set", "edit", "end")], "POST"),
    **dict.fromkeys([f"api_template_{act}" for act in ("add", "version", "withdraw")], "POST"),
    "api_initiatives": "GET",
    **dict.fromkeys(
        [f"api_{each}" for each in ("requirements", "returns", "exceptions", "audits", "contract_reviews", "findings")],
        "GET",
    ),
    "api_contract_figures": "GET",
    **dict.fromkeys(["api_monitoring_decide", "api_requirement_add", "api_requirement_stop_reuse"], "POST"),
    **dict.fromkeys(
        [
            f"api_requirement_{act}"
            for act in ("edit", "drop", "proportion", "schedule", "period", "reuse", "allow", "refuse")
        ],
        "POST",
    ),
    **dict.fromkeys(["api_reporting_period_move", "api_reporting_period_drop", "api_figure_set"], "POST"),
    **dict.fromkeys([f"api_return_{act}" for act in ("fill", "send", "for", "accept", "query")], "POST"),
    **dict.fromkeys([f"api_feedback_{act}" for act in ("record", "edit", "question", "void", "drop")], "POST"),
    **dict.fromkeys([f"api_contract_review_{act}" for act in ("record", "edit", "void")], "POST"),
    **dict.fromkeys([f"api_finding_{act}" for act in ("add", "edit", "finish", "use")], "POST"),
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
    **dict.fromkeys([f"api_dispute_{act}" for act in ("raise", "record", "edit", "further", "hearer")], "POST"),
    **dict.fromkeys([f"api_dispute_{act}" for act in ("put_off", "close", "withdraw", "publish", "unpublish")], "POST"),
    **dict.fromkeys(["api_cycles", "api_involvements", "api_overrides", "api_interests", "api_contributions"], "GET"),
    **dict.fromkeys([f"api_cycle_{act}" for act in ("begin", "edit", "partner_add", "partner_edit")], "POST"),
    "api_lessons": "GET",
    **dict.fromkeys(["api_cycle_next", "api_cycle_void", "api_lesson_record", "api_lesson_void"], "POST"),
    **dict.fromkeys(["api_cycle_partner_end", "api_consultation_link", "api_consultation_unlink"], "POST"),
    **dict.fromkeys([f"api_stage_{act}" for act in ("answer", "sign", "decide", "reopen")], "POST"),
    **dict.fromkeys([f"api_involvement_{act}" for act in ("record", "edit", "void")], "POST"),
    **dict.fromkeys([f"api_override_{act}" for act in ("ask", "confirm", "decline")], "POST"),
    **dict.fromkeys([f"api_interest_{act}" for act in ("declare", "record", "void")], "POST"),
    **dict.fromkeys([f"api_contribution_{act}" for act in ("send", "answer", "take", "withdraw")], "POST"),
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
WITH_A_KEY = sorted(set(TAKES) - {ASKS_FOR_NO_KEY})


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

    def who(method, side):
        return in_turn(IN_A_BROWSER, f"{name} {method}") if method in TAKES[name].split() else FEW

    for method, side, kind, url in questions(world, name, METHODS, takes(name), who):
        answer = verdict(ask(world, kind, method, url), ENTRIES[name])
        if answer not in expected(name, side, kind, method):
            wrong[method, side, kind] = answer
    assert wrong == {}


LOST = ["deactivated", "revoked"]
"""Whose key opens nothing, not even what a visitor may read: a program is told that its key has ended."""


@pytest.mark.parametrize("name", WITH_A_KEY)
def test_a_key_may_what_its_holder_may(world, name):
    wrong, taken = {}, TAKES[name].split()

    def who(method, side):
        return LOST + in_turn(HAVE_A_ROLE.split(), f"{name} {method}")

    for method, side, kind, url in questions(world, name, taken, taken, who):
        answer = verdict(told(by_key(world.keys[kind], method, url)), ENTRIES[name])
        if answer not in ({"may not"} if kind in LOST else expected(name, side, kind, method)):
            wrong[method, side, kind] = answer
    assert wrong == {}


def test_a_key_whose_holder_has_lost_it_is_told_so(world):
    url = reverse("api_organisations")
    assert [by_key(world.keys[kind], "get", url).status_code for kind in LOST] == [401, 401]


@pytest.mark.parametrize("name", WITH_A_KEY)
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
        ("api_priority_add", "plan", things.plan),
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
