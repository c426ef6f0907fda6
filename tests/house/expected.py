"""Who may do what, written by hand: the second opinion on partnerships/people/permissions.py.

For each permission, for each thing it can be asked of: the kinds of people who may. 'own' is a thing of the forum, in
which the member, drafter, approver and administrator work (or, where the rule is about the person, the person's own);
'other' is somebody else's; an empty name means that the permission is asked of nothing in particular.

Nothing here is derived from the table it checks. A rule that is changed there must be changed here, by hand.
"""

SIGNED_OUT = "visitor guest deactivated"
WITHIN = "member drafter approver administrator"
OFFICE = "commissioner analyst secretariat area_secretariat auditor"
SECRETARIAT = "secretariat area_secretariat"
SIGNATORIES = "approver administrator other_admin"
HAVE_A_ROLE = f"{WITHIN} other_admin two {OFFICE}"
SIGNED_IN = f"revoked {HAVE_A_ROLE}"
EVERYBODY = f"{SIGNED_OUT} {SIGNED_IN}"
NOBODY = ""

KINDS = EVERYBODY.split()
"""visitor            has no account
guest               has no account, and has proven an e-mail address with which answers were begun
deactivated         was the forum's administrator; the account is closed, the session is still there
revoked             was the forum's administrator until a moment ago, and is signed in
member ...          of the forum, a voluntary group
other_admin         administrator of another group
two                 administrator of the forum and member of the other group, acting as the latter
commissioner ...    at a primary care trust
area_secretariat    of the Forum secretariat, acting for the area the forum is in
"""

READ_OF_GUESTS = {
    "mine draft": "guest",
    "mine": f"guest {SECRETARIAT} auditor",
    "theirs draft": NOBODY,
    "theirs": f"{SECRETARIAT} auditor",
    "their own": f"commissioner analyst {SECRETARIAT} auditor",
    "found": f"{WITHIN} commissioner analyst {SECRETARIAT} auditor",
    "mine on paper": f"{SECRETARIAT} auditor",
}
WRITTEN_BY_GUESTS = {
    "mine draft": "guest",
    "mine": "guest",
    "theirs draft": NOBODY,
    "theirs": NOBODY,
    "found": NOBODY,
    "mine on paper": SECRETARIAT,
}

NEVER_PUBLISHED = ("signature", "funding_change", "withdrawals")
"""Of a published agreement: who signed by name, and what money came or went."""

EXPECTED: dict[str, dict[str, str]] = {
    "core.view_public_page": {"": EVERYBODY},
    "core.view_health": {"": EVERYBODY},
    "core.use_sign_in": {"": EVERYBODY},
    "core.use_account": {"": SIGNED_IN},
    "core.view_kept_words": {"": EVERYBODY},
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
        # of an answer: only for those who act for the same organisation
        "own drafting": WITHIN,
        "own sending": WITHIN,
        "own sending here": WITHIN,  # 'here': to a consultation of the trust
        "trust drafting": "commissioner analyst secretariat auditor",  # the four work at the trust that answers
        "paid sending": NOBODY,
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
    # Boards and groups, their seats and decisions: published, and kept by the secretariat
    **{f"partnerships.view_{what}": {"there": EVERYBODY} for what in ("body", "seat", "decision")},
    "partnerships.add_body": {"": SECRETARIAT},
    **{
        f"partnerships.{act}": {"there": SECRETARIAT}
        for act in ("edit_body", "end_body", "resume_body", "fill_seat", "edit_seat", "end_seat", "void_seat")
    },
    **{f"partnerships.{act}_decision": {"there": SECRETARIAT} for act in ("record", "correct", "void")},
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
        "own draft naming me": HAVE_A_ROLE,  # as the one to ask, of whichever organisation the person acts for
        "other draft naming me": f"{SECRETARIAT} auditor",
    },
    "consultation.read_responses": {
        "own": f"commissioner analyst {SECRETARIAT} auditor",
        "other": f"{SECRETARIAT} auditor",
    },
    "consultation.add_consultation": {"own": f"commissioner {SECRETARIAT}", "other": SECRETARIAT},
    "consultation.edit_consultation": {"own": f"commissioner {SECRETARIAT}", "other": SECRETARIAT},
    "consultation.publish_consultation": {
        "own": f"commissioner {SECRETARIAT}",
        "other": SECRETARIAT,
        "own draft naming me": f"{WITHIN} other_admin two commissioner analyst {SECRETARIAT}",
        "other draft naming me": SECRETARIAT,
    },
    "consultation.withdraw_consultation": {"own": f"commissioner {SECRETARIAT}", "other": SECRETARIAT},
    **{
        f"consultation.{act}": {"own": f"commissioner {SECRETARIAT}", "other": SECRETARIAT}
        for act in (
            "propose_consultation",
            "unpublish_consultation",
            "extend_consultation",
            "correct_question",
        )
    },
    "consultation.answer_consultation": {
        "own draft": NOBODY,
        "other draft": NOBODY,
        "own": "drafter approver",
        "other": "drafter approver",
    },
    "consultation.answer_without_account": {"own": EVERYBODY, "other": EVERYBODY, "own draft": NOBODY},
    # 'own' is the forum's answer to the trust; 'other' the other group's, to another trust; 'funded' is the answer of
    # a group that the trust pays, to the trust. Answers without an account, to the trust: 'mine' was begun with the
    # guest's address, 'theirs' with another; 'their own' is that of an individual, 'found' was matched with the forum.
    # 'mine on paper' is a letter that was keyed in with the guest's address: nobody has proven that it is theirs
    "consultation.view_response": {
        **READ_OF_GUESTS,
        "own draft": WITHIN,
        "other draft": "other_admin two",
        "own": f"{WITHIN} commissioner analyst {SECRETARIAT} auditor",
        "other": f"other_admin two {SECRETARIAT} auditor",
        "funded": "area_secretariat",
        # 'paper': keyed in from a letter, also before it is recorded; 'guest': matched with nobody yet
        "paper own draft": SECRETARIAT,
        "paper own": f"{WITHIN} commissioner analyst {SECRETARIAT} auditor",
        "paper funded": "area_secretariat",
        "guest": f"{SECRETARIAT} auditor",
    },
    "consultation.view_version": {
        **READ_OF_GUESTS,
        "own draft": WITHIN,
        "other draft": "other_admin two",
        "own": f"{WITHIN} commissioner analyst {SECRETARIAT} auditor",
        "other": f"other_admin two {SECRETARIAT} auditor",
        "funded": "area_secretariat",
    },
    # the file that answers a question is read by whoever reads the answer
    "consultation.view_answer": {
        **READ_OF_GUESTS,
        "own draft": WITHIN,
        "other draft": "other_admin two",
        "own": f"{WITHIN} commissioner analyst {SECRETARIAT} auditor",
        "other": f"other_admin two {SECRETARIAT} auditor",
        "funded": "area_secretariat",
    },
    "consultation.export_response": {
        "mine draft": NOBODY,
        "mine": SECRETARIAT,
        "theirs": SECRETARIAT,
        "mine on paper": SECRETARIAT,
        "their own": f"commissioner analyst {SECRETARIAT}",
        "found": f"commissioner analyst {SECRETARIAT}",
        "own draft": NOBODY,
        "other draft": NOBODY,
        "own": f"commissioner analyst {SECRETARIAT}",
        "other": SECRETARIAT,
        "funded": "area_secretariat",
    },
    "consultation.draft_response": {
        "own draft": "drafter approver",
        "other draft": NOBODY,
        "paper own draft": SECRETARIAT,
        "paper own": SECRETARIAT,
        "paper funded": "area_secretariat",
        **WRITTEN_BY_GUESTS,
    },
    "consultation.finish_draft": {
        "own draft": "drafter",
        "other draft": NOBODY,
    },
    "consultation.submit_response": {
        "own draft": "approver",
        "other draft": NOBODY,
        "paper own": SECRETARIAT,
        "paper funded": "area_secretariat",
        **WRITTEN_BY_GUESTS,
    },
    # Whom a consultation reached: who asks sees who was invited, the secretariat and auditors also who drafts
    "consultation.invite_organisation": {
        "own": f"commissioner {SECRETARIAT}",
        "other": SECRETARIAT,
    },
    "consultation.view_invitee": {
        "own": f"commissioner analyst {SECRETARIAT} auditor",
        "other": f"{SECRETARIAT} auditor",
    },
    "consultation.view_progress": {"": f"{SECRETARIAT} auditor"},
    # Whether it answered: 'own' and 'other' are of groups that nobody's own funds; 'funded' is paid by the trust
    "consultation.view_standing": {
        "own": f"commissioner analyst {SECRETARIAT} auditor",
        "other": f"{SECRETARIAT} auditor",
        "funded": "area_secretariat",
    },
    # The secretariat's desk: the trust funds the funded group, so of the secretariats only the other one may
    "consultation.view_desk": {
        "own": SECRETARIAT,
        "own draft": NOBODY,
        "funded": "area_secretariat",
        "paper own draft": SECRETARIAT,
        "guest": SECRETARIAT,
    },
    "consultation.key_response": {"own": SECRETARIAT, "other": SECRETARIAT, "own draft": NOBODY},
    "consultation.void_response": {
        "own": NOBODY,
        "paper own": SECRETARIAT,
        "paper funded": "area_secretariat",
        "guest": SECRETARIAT,
    },
    "consultation.match_response": {
        "own": NOBODY,
        "paper own": SECRETARIAT,
        "paper funded": "area_secretariat",
        "guest": SECRETARIAT,
    },
    "consultation.decide_late": {
        "own": SECRETARIAT,
        "own draft": NOBODY,
        "funded": "area_secretariat",
        "paper own": SECRETARIAT,
        "guest": SECRETARIAT,
    },
    # What was launched is read by everybody, also once it has lapsed; 'given up' was before it was launched
    "compacts.view_compact": {
        "begun": f"{OFFICE} {SIGNATORIES}",
        "agreed": f"{OFFICE} {SIGNATORIES}",
        "given up": f"{OFFICE} {SIGNATORIES}",
        "launched": EVERYBODY,
        "lapsed": EVERYBODY,
    },
    "compacts.begin_compact": {"": SECRETARIAT},
    **{
        f"compacts.{act}_compact": {"begun": SECRETARIAT, "launched": SECRETARIAT}
        for act in ("edit", "agree", "launch", "review", "lapse")
    },
    "compacts.record_review": {"begun": SECRETARIAT, "launched": SECRETARIAT},
    "compacts.view_edition": {"begun": f"{OFFICE} {SIGNATORIES}", "launched": EVERYBODY, "withdrawn": OFFICE},
    "compacts.add_edition": {"begun": SECRETARIAT, "launched": SECRETARIAT},
    **{
        f"compacts.{act}_edition": {"begun": SECRETARIAT, "launched": SECRETARIAT, "withdrawn": SECRETARIAT}
        for act in ("edit", "withdraw")
    },
    # A review that goes on is the office's; what it asks for is also that organisation's
    "compacts.view_review": {"open": OFFICE, "concluded": EVERYBODY, "void": EVERYBODY},
    "compacts.read_review": {"open": OFFICE, "concluded": EVERYBODY, "void": OFFICE},
    "compacts.edit_review": {"open": SECRETARIAT, "concluded": SECRETARIAT},
    "compacts.view_review_action": {"own": f"{WITHIN} {OFFICE}", "other": EVERYBODY},
    "compacts.edit_review_action": {"own": SECRETARIAT, "other": SECRETARIAT},
    "compacts.finish_review_action": {
        "own": f"drafter approver administrator {SECRETARIAT}",
        "other": f"other_admin {SECRETARIAT}",
        "trust": f"commissioner {SECRETARIAT}",
    },
    "compacts.view_signup": {"begun": f"{OFFICE} {SIGNATORIES}", "launched": EVERYBODY},
    "compacts.sign_compact": {"begun": SIGNATORIES, "launched": SIGNATORIES},
    "compacts.declare_compact_work": {"begun": SIGNATORIES, "launched": SIGNATORIES},
    "compacts.view_signup_signature": {
        "own": f"{WITHIN} {SECRETARIAT} auditor",
        "other": f"other_admin two {SECRETARIAT} auditor",
        "trust": f"commissioner analyst {SECRETARIAT} auditor",
    },
    "compacts.record_signup": {"": SECRETARIAT},
    "compacts.complete_signup": {"begun": SECRETARIAT, "launched": SECRETARIAT},
    "compacts.end_signup": {"begun": SECRETARIAT, "launched": SECRETARIAT},
    # Codes of good practice
    "compacts.view_code": {"begun": EVERYBODY, "launched": EVERYBODY},
    "compacts.add_code": {"": SECRETARIAT},
    "compacts.edit_code": {"begun": SECRETARIAT, "launched": SECRETARIAT},
    "compacts.view_adoption": {"there": EVERYBODY},
    "compacts.record_adoption": {"": SECRETARIAT},
    "compacts.end_adoption": {"there": SECRETARIAT},
    # Disputes: 'own' was raised by the forum, 'other' by the other group, 'trust' against the trust
    "compacts.view_dispute": {
        "own": f"{WITHIN} {SECRETARIAT} auditor",
        "other": f"other_admin two {SECRETARIAT} auditor",
        "trust": OFFICE,
    },
    "compacts.raise_dispute": {"": "approver administrator other_admin"},
    "compacts.record_dispute": {"": SECRETARIAT},
    "compacts.pursue_dispute": {
        "own": f"approver administrator {SECRETARIAT}",
        "other": f"other_admin {SECRETARIAT}",
        "trust": SECRETARIAT,
    },
    "compacts.settle_dispute": {"own": SECRETARIAT, "other": SECRETARIAT, "trust": SECRETARIAT},
    # Scorecards: 'own' is of funding for the forum, 'other' for the other group, 'trust' of the trust's
    "compacts.view_scorecard": {
        "own": f"{WITHIN} {SECRETARIAT} auditor",
        "other": f"other_admin two {SECRETARIAT} auditor",
        "trust": OFFICE,
    },
    "compacts.begin_scorecard": {"": f"commissioner {SECRETARIAT}"},
    "compacts.fill_scorecard": {"own": SECRETARIAT, "other": SECRETARIAT, "trust": f"commissioner {SECRETARIAT}"},
    "compacts.view_signup_target": {"there": OFFICE},
    "compacts.begin_signup_target": {"": SECRETARIAT},
    **{f"compacts.{act}_signup_target": {"there": SECRETARIAT} for act in ("edit", "decide", "close")},
    **{f"compacts.{act}": {"there": f"{SECRETARIAT} auditor"} for act in ("view_lead", "view_chaser")},
    "compacts.name_lead": {"": SECRETARIAT},
    **{f"compacts.{act}": {"there": SECRETARIAT} for act in ("edit_lead", "chase_signup")},
    # Agreements. 'own' is the forum's, 'trust' the trust's, 'before' of a body that the forum came from
    **{
        f"compacts.view_{what}": {
            "own": f"{WITHIN} {SECRETARIAT} auditor",
            "before": f"{WITHIN} {SECRETARIAT} auditor",
            "other": f"other_admin two {SECRETARIAT} auditor",
            "trust": OFFICE,
            "published": f"other_admin two {SECRETARIAT} auditor" if what in NEVER_PUBLISHED else EVERYBODY,
        }
        for what in ("agreement", "draft", "framework", "initiative", *NEVER_PUBLISHED)
    },
    # Annual agreements: the published draft is read by everybody, the rest of them by the parties alone
    **{
        f"compacts.view_{what}": {
            "own": f"{WITHIN} {SECRETARIAT} auditor",
            "before": f"{WITHIN} {SECRETARIAT} auditor",
            "other": f"other_admin two {SECRETARIAT} auditor",
            "trust": OFFICE,
            "published": f"other_admin two {SECRETARIAT} auditor",
        }
        for what in ("annual", "intention", "work_line")
    },
    **{
        f"compacts.{act}_annual": {
            "own": SECRETARIAT,
            "trust": f"commissioner {SECRETARIAT}",
            "other": SECRETARIAT,
            "published": SECRETARIAT,
        }
        for act in ("begin", "edit")
    },
    "compacts.note_progress": {
        "own": f"drafter approver administrator {SECRETARIAT}",
        "led by others": SECRETARIAT,
        "before": SECRETARIAT,
        "trust": f"commissioner {SECRETARIAT}",
        "other": f"other_admin {SECRETARIAT}",
    },
    "compacts.view_strategy": {"": HAVE_A_ROLE},
    "compacts.add_strategy": {"": f"commissioner {SECRETARIAT}"},
    "compacts.edit_strategy": {"": SECRETARIAT},
    "compacts.begin_agreement": {"": f"commissioner {SECRETARIAT}"},
    **{
        f"compacts.{act}": {
            "own": SECRETARIAT,
            "trust": f"commissioner {SECRETARIAT}",
            "other": SECRETARIAT,
            "published": SECRETARIAT,
        }
        for act in (
            *[f"{verb}_agreement" for verb in ("edit", "draft", "publish", "end", "govern")],
            *[f"{verb}_initiative" for verb in ("add", "edit", "stop", "resume", "void")],
            *("edit_framework", "record_funding_change"),
        )
    },
    # The first party, whose side it is, leads the initiative
    "compacts.finish_initiative": {
        "own": f"approver administrator {SECRETARIAT}",
        "trust": f"commissioner {SECRETARIAT}",
        "other": f"other_admin {SECRETARIAT}",
        "published": f"other_admin {SECRETARIAT}",
    },
    "compacts.void_funding_change": {"own": SECRETARIAT, "trust": SECRETARIAT, "other": SECRETARIAT},
    "compacts.sign_agreement": {
        "own": "approver administrator",
        "before": NOBODY,
        "other": "other_admin",
        "trust": NOBODY,
        "published": "other_admin",
    },
    "compacts.record_signature": {"own": SECRETARIAT, "other": SECRETARIAT},
    "compacts.void_signature": {"own": SECRETARIAT, "other": SECRETARIAT},
    # Measures, readings and targets: 'area' is of the county, 'own' and 'other' of an organisation
    "compacts.view_measure": {"": HAVE_A_ROLE},
    "compacts.add_measure": {"": SECRETARIAT},
    "compacts.edit_measure": {"": SECRETARIAT},
    **{
        f"compacts.view_{thing}": {
            "area": HAVE_A_ROLE,
            "own": f"{WITHIN} {OFFICE}",
            "other": f"other_admin two {OFFICE}",
        }
        for thing in ("reading", "target", "contribution")
    },
    "compacts.record_reading": {"": f"analyst {SECRETARIAT}"},
    "compacts.correct_reading": {"own": f"analyst {SECRETARIAT}", "other": f"analyst {SECRETARIAT}"},
    "compacts.verify_reading": {"own": SECRETARIAT, "other": SECRETARIAT},
    "compacts.upload_readings": {"": f"analyst {SECRETARIAT}"},
    "compacts.add_target": {"": SECRETARIAT},
    "compacts.edit_target": {"own": SECRETARIAT, "other": SECRETARIAT},
    "compacts.record_baseline": {"own": f"analyst {SECRETARIAT}", "other": f"analyst {SECRETARIAT}"},
    "compacts.end_target": {"own": SECRETARIAT, "other": SECRETARIAT},
    "partnerships.view_standard": {"": EVERYBODY},
    "partnerships.edit_standard": {"": SECRETARIAT},
    "consultation.withdraw_response": {
        "own": "approver",
        "other": NOBODY,
        "mine": "guest",
        "theirs": NOBODY,
        "found": NOBODY,
        "mine on paper": NOBODY,
    },
}
