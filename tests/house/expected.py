"""Who may do what, written by hand: the second opinion on partnerships/people/permissions.py.

For each permission, for each thing it can be asked of: the kinds of people who may. 'own' is a thing of the forum, in
which the member, drafter, approver and administrator work (or, where the rule is about the person, the person's own);
'other' is somebody else's; an empty name means that the permission is asked of nothing in particular.

Nothing here is derived from the table it checks. A rule that is changed there must be changed here, by hand.
"""

SIGNED_OUT = "visitor deactivated"
WITHIN = "member drafter approver administrator"
OFFICE = "commissioner analyst secretariat area_secretariat auditor"
SECRETARIAT = "secretariat area_secretariat"
HAVE_A_ROLE = f"{WITHIN} other_admin two {OFFICE}"
SIGNED_IN = f"revoked {HAVE_A_ROLE}"
EVERYBODY = f"{SIGNED_OUT} {SIGNED_IN}"
NOBODY = ""

KINDS = EVERYBODY.split()
"""visitor            has no account
deactivated         was the forum's administrator; the account is closed, the session is still there
revoked             was the forum's administrator until a moment ago, and is signed in
member ...          of the forum, a voluntary group
other_admin         administrator of another group
two                 administrator of the forum and member of the other group, acting as the latter
commissioner ...    at a primary care trust
area_secretariat    of the Forum secretariat, acting for the area the forum is in
"""

EXPECTED: dict[str, dict[str, str]] = {
    "core.view_public_page": {"": EVERYBODY},
    "core.view_health": {"": EVERYBODY},
    "core.use_sign_in": {"": EVERYBODY},
    "core.use_account": {"": SIGNED_IN},
    "core.use_address_pages": {"": NOBODY},
    "core.view_home": {"": EVERYBODY},
    "core.view_search": {"": EVERYBODY},
    "core.view_due": {"": HAVE_A_ROLE},
    "core.view_calendar": {"": EVERYBODY},
    "core.view_reports": {"": OFFICE},
    # 'own elsewhere' was made by the same person in another of their capacities
    "core.view_report_run": {"own": OFFICE, "other": NOBODY, "own elsewhere": NOBODY},
    "core.view_own_file": {"own": HAVE_A_ROLE, "other": NOBODY, "own elsewhere": NOBODY},
    "core.view_work": {"": f"{SECRETARIAT} auditor"},
    "core.run_job": {"": SECRETARIAT},
    "core.view_work_row": {"own": HAVE_A_ROLE, "other": f"{SECRETARIAT} auditor"},
    "core.cancel_work": {"own": HAVE_A_ROLE, "other": SECRETARIAT},
    "core.view_admin": {"": SECRETARIAT},
    "core.view_demo_mail": {"": EVERYBODY},
    "core.choose_story": {"": EVERYBODY},
    "core.view_event": {
        "own": f"{WITHIN} {SECRETARIAT} auditor",
        "other": f"other_admin two {SECRETARIAT} auditor",
        "trust": OFFICE,
        # of an answer: its own people see how it was drafted; outsiders only that it was sent, and its funder nothing
        "own drafting": WITHIN,
        "own sending": f"{WITHIN} {SECRETARIAT} auditor",
        "own sending here": f"{WITHIN} {OFFICE}",  # 'here': to a consultation of the trust
        "own drafting here": WITHIN,
        "trust drafting": "commissioner analyst secretariat auditor",  # the four work at the trust that answers
        "paid sending": "area_secretariat",
        "paid sending here": "area_secretariat",
    },
    "partnerships.view_organisation": {"own": EVERYBODY, "other": EVERYBODY},
    "partnerships.export_organisation": {"": HAVE_A_ROLE},
    "partnerships.add_organisation": {"": SECRETARIAT},
    "partnerships.update_organisation": {"own": f"administrator {SECRETARIAT}", "other": "other_admin secretariat"},
    "partnerships.confirm_organisation": {"own": f"administrator {SECRETARIAT}", "other": "other_admin secretariat"},
    "partnerships.mark_partner": {"own": SECRETARIAT, "other": "secretariat"},
    "partnerships.record_succession": {"own": SECRETARIAT, "other": SECRETARIAT},
    "partnerships.view_funding": {"": f"commissioner {SECRETARIAT} auditor"},
    "partnerships.record_funding": {"own": SECRETARIAT, "other": SECRETARIAT},
    "partnerships.view_import": {"": f"{SECRETARIAT} auditor"},
    "partnerships.import_organisations": {"": SECRETARIAT},
    "partnerships.upload_organisations": {"": SECRETARIAT},
    "partnerships.edit_term": {"": SECRETARIAT},
    "partnerships.view_term": {"": EVERYBODY},
    "partnerships.view_people": {
        "own": f"{WITHIN} {SECRETARIAT} auditor",
        "other": f"other_admin two {SECRETARIAT} auditor",
        "area": f"{SECRETARIAT} auditor",
    },
    "partnerships.list_people": {"": f"{SECRETARIAT} auditor"},
    "partnerships.view_membership": {
        "own": f"{WITHIN} {SECRETARIAT} auditor",
        "other": f"other_admin two {SECRETARIAT} auditor",
        "area": f"{SECRETARIAT} auditor",
    },
    "partnerships.view_invitation": {
        "own": f"administrator {SECRETARIAT} auditor",
        "other": f"other_admin {SECRETARIAT} auditor",
    },
    "partnerships.invite_person": {
        "own": f"administrator {SECRETARIAT}",
        "other": f"other_admin {SECRETARIAT}",
        "area": SECRETARIAT,
    },
    "partnerships.withdraw_invitation": {
        "own": f"administrator {SECRETARIAT}",
        "other": f"other_admin {SECRETARIAT}",
    },
    "partnerships.accept_invitation": {"": EVERYBODY},
    "partnerships.update_membership": {
        "own": f"administrator {SECRETARIAT}",
        "other": f"other_admin {SECRETARIAT}",
    },
    "partnerships.change_role": {"own": f"administrator {SECRETARIAT}", "other": f"other_admin {SECRETARIAT}"},
    "partnerships.give_staff_role": {"": SECRETARIAT},
    "partnerships.backdate_role": {"": SECRETARIAT},
    "partnerships.remove_last_administrator": {"": SECRETARIAT},
    # 'former' was a member of the forum until 2005
    "partnerships.reset_second_factor": {
        "own": f"administrator {SECRETARIAT}",
        "other": f"other_admin {SECRETARIAT}",
        "former": SECRETARIAT,
    },
    "partnerships.view_account": {"own": SIGNED_IN, "other": f"{SECRETARIAT} auditor"},
    "partnerships.update_account": {"own": SIGNED_IN, "other": NOBODY},
    "partnerships.deactivate_account": {"own": SECRETARIAT, "other": SECRETARIAT},
    "partnerships.reactivate_account": {"own": SECRETARIAT, "other": SECRETARIAT},
    "partnerships.change_address": {"own": SIGNED_IN, "other": NOBODY},
    "partnerships.end_session": {"own": SIGNED_IN, "other": NOBODY},
    "partnerships.switch_capacity": {"": SIGNED_IN},
    "partnerships.make_api_key": {"own": HAVE_A_ROLE, "other": NOBODY},
    "partnerships.revoke_api_key": {"own": SIGNED_IN, "other": NOBODY},
    # 'own' is hosted by the trust that the commissioner and the analyst work for; the drafts are not published
    "consultation.view_consultation": {
        "own draft": f"commissioner analyst {SECRETARIAT} auditor",
        "other draft": f"{SECRETARIAT} auditor",
        "own": EVERYBODY,
        "other": EVERYBODY,
    },
    "consultation.read_responses": {
        "own": f"commissioner analyst {SECRETARIAT} auditor",
        "other": f"{SECRETARIAT} auditor",
    },
    "consultation.add_consultation": {"own": f"commissioner {SECRETARIAT}", "other": SECRETARIAT},
    "consultation.edit_consultation": {"own": f"commissioner {SECRETARIAT}", "other": SECRETARIAT},
    "consultation.publish_consultation": {"own": f"commissioner {SECRETARIAT}", "other": SECRETARIAT},
    "consultation.withdraw_consultation": {"own": f"commissioner {SECRETARIAT}", "other": SECRETARIAT},
    "consultation.answer_consultation": {
        "own draft": NOBODY,
        "other draft": NOBODY,
        "own": "drafter approver",
        "other": "drafter approver",
    },
    # 'own' is the forum's answer to the trust; 'other' the other group's, to another trust; 'funded' is the answer of a
    # group that the trust pays, to the trust
    "consultation.view_response": {
        "own draft": WITHIN,
        "other draft": "other_admin two",
        "own": f"{WITHIN} commissioner analyst {SECRETARIAT} auditor",
        "other": f"other_admin two {SECRETARIAT} auditor",
        "funded": "area_secretariat",
    },
    "consultation.view_version": {
        "own draft": WITHIN,
        "other draft": "other_admin two",
        "own": f"{WITHIN} commissioner analyst {SECRETARIAT} auditor",
        "other": f"other_admin two {SECRETARIAT} auditor",
        "funded": "area_secretariat",
    },
    "consultation.view_answer": {
        "own draft": WITHIN,
        "other draft": "other_admin two",
        "own": f"{WITHIN} commissioner analyst {SECRETARIAT} auditor",
        "other": f"other_admin two {SECRETARIAT} auditor",
        "funded": "area_secretariat",
    },
    "consultation.export_response": {
        "own draft": NOBODY,
        "other draft": NOBODY,
        "own": f"commissioner analyst {SECRETARIAT}",
        "other": SECRETARIAT,
        "funded": "area_secretariat",
    },
    "consultation.draft_response": {"own draft": "drafter approver", "other draft": NOBODY},
    "consultation.submit_response": {"own draft": "approver", "other draft": NOBODY},
}
