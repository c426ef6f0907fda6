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

NEVER_LEFT = ("agreement", "framework", "initiative")
"""Who has left an agreement goes on reading these; of drafts, signatures and money only what was there until then."""

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
    # 'merged' is an entry of the forum that was merged as a duplicate
    "partnerships.update_organisation": {
        "own": f"administrator {SECRETARIAT}",
        "other": "other_admin secretariat",
        "merged": NOBODY,
    },
    "partnerships.confirm_organisation": {
        "own": f"administrator {SECRETARIAT}",
        "other": "other_admin secretariat",
        "merged": NOBODY,
    },
    "partnerships.mark_partner": {"own": SECRETARIAT, "other": "secretariat", "merged": NOBODY},
    "partnerships.name_duplicate": {"own": SECRETARIAT, "other": SECRETARIAT, "merged": NOBODY},
    "partnerships.view_duplicate": {"there": f"{SECRETARIAT} auditor"},
    **{
        f"partnerships.{act}": {"there": SECRETARIAT}
        for act in ("merge_organisations", "undo_merge", "reject_duplicate")
    },
    "partnerships.record_succession": {"own": SECRETARIAT, "other": SECRETARIAT},
    "partnerships.view_funding": {"": f"commissioner {SECRETARIAT} auditor"},
    "partnerships.record_funding": {"own": SECRETARIAT, "other": SECRETARIAT},
    "partnerships.view_import": {"": f"{SECRETARIAT} auditor"},
    "partnerships.import_organisations": {"": SECRETARIAT},
    "partnerships.upload_organisations": {"": SECRETARIAT},
    "partnerships.edit_term": {"": SECRETARIAT},
    "partnerships.view_term": {"": EVERYBODY},
    # Places: everybody reads the pairs; the secretariat keeps the boundaries
    "partnerships.view_pair": {"": EVERYBODY},
    **{f"partnerships.view_boundary_{what}": {"there": OFFICE} for what in ("change", "alert")},
    "partnerships.propose_boundary_change": {"": SECRETARIAT},
    **{f"partnerships.{act}_boundary_change": {"there": SECRETARIAT} for act in ("carry_out", "void")},
    "partnerships.note_boundary_alert": {"there": SECRETARIAT},
    # Reorganisations: what was carried out is published
    **{f"partnerships.view_reorganisation{what}": {"there": OFFICE, "done": EVERYBODY} for what in ("", "_line")},
    "partnerships.preview_reorganisation": {"there": OFFICE, "done": OFFICE},
    **{f"partnerships.{act}_reorganisation": {"there": SECRETARIAT} for act in ("prepare", "carry_out")},
    **{f"partnerships.{act}": {"done": SECRETARIAT} for act in ("undo_reorganisation", "give_successor_roles")},
    # Boards and groups, their seats and decisions: published, and kept by the secretariat
    **{f"partnerships.view_{what}": {"there": EVERYBODY} for what in ("body", "seat", "decision")},
    "partnerships.add_body": {"": SECRETARIAT},
    **{
        f"partnerships.{act}": {"there": SECRETARIAT}
        for act in ("edit_body", "end_body", "resume_body", "fill_seat", "edit_seat", "end_seat", "void_seat")
    },
    **{f"partnerships.{act}_decision": {"there": SECRETARIAT} for act in ("record", "correct", "void")},
    # Lists of members: the umbrella body's administrators, and the secretariat
    **{
        f"partnerships.view_member_{what}": {
            "own": f"administrator {SECRETARIAT} auditor",
            "other": f"other_admin {SECRETARIAT} auditor",
        }
        for what in ("sheet", "line")
    },
    "partnerships.send_members": {
        "own": f"administrator {SECRETARIAT}",
        "other": f"other_admin {SECRETARIAT}",
        "merged": NOBODY,
    },
    **{
        f"partnerships.{act}": {"own": f"administrator {SECRETARIAT}", "other": f"other_admin {SECRETARIAT}"}
        for act in (
            *("take_in_members", "void_members", "settle_member_line", "resend_to_contact", "note_return"),
            *("invite_member_contact", "change_member"),
        )
    },
    # Reports made each month: one's own ('own' is each person's), and for the secretariat and auditors everybody's
    "partnerships.view_schedule": {"own": OFFICE, "other": f"{SECRETARIAT} auditor"},
    "partnerships.schedule_report": {"": OFFICE},
    **{f"partnerships.{act}_schedule": {"own": OFFICE, "other": SECRETARIAT} for act in ("end", "resume")},
    # Entries out of date: an umbrella body's administrators see and ask those of its members
    "partnerships.view_all_stale": {"": OFFICE},
    "partnerships.view_stale_member": {"own": f"administrator {OFFICE}", "other": f"other_admin {OFFICE}"},
    "partnerships.chase_stale": {"": f"administrator other_admin {SECRETARIAT}"},
    "partnerships.view_entry_chaser": {
        "own": f"administrator {SECRETARIAT} auditor",
        "other": f"other_admin {SECRETARIAT} auditor",
    },
    "partnerships.view_people": {
        "own": f"{WITHIN} {SECRETARIAT} auditor",
        "other": f"other_admin two {SECRETARIAT} auditor",
        "area": f"{SECRETARIAT} auditor",
    },
    "partnerships.list_people": {"": f"{SECRETARIAT} auditor"},
    "partnerships.view_membership": {
        "own": f"{WITHIN} {SECRETARIAT} auditor",
        "other": f"other_admin two {SECRETARIAT} auditor",
        "mine": HAVE_A_ROLE,
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
    # 'mine' is the person's own membership, cover or hand-over
    **{
        f"partnerships.{act}": {
            "own": f"administrator {SECRETARIAT}",
            "other": f"other_admin {SECRETARIAT}",
            "mine": HAVE_A_ROLE,
        }
        for act in ("hand_over", "name_cover")
    },
    "partnerships.view_role_end": {"own": f"administrator {SECRETARIAT}", "other": f"other_admin {SECRETARIAT}"},
    "partnerships.end_cover": {
        "own": f"administrator {SECRETARIAT}",
        "other": f"other_admin {SECRETARIAT}",
        "mine": f"{WITHIN} other_admin two commissioner analyst {SECRETARIAT}",
    },
    **{
        f"partnerships.view_{thing}": {
            "own": f"{WITHIN} {SECRETARIAT} auditor",
            "other": f"other_admin two {SECRETARIAT} auditor",
            "mine": HAVE_A_ROLE,
        }
        for thing in ("cover", "handover")
    },
    "partnerships.view_without_people": {"": f"{SECRETARIAT} auditor"},
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
    "consultation.view_umbrella_members": {"own": WITHIN, "other": "other_admin two"},
    "consultation.view_member_standing": {"own": WITHIN, "other": "other_admin two"},  # of those it has not funded
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
    # Disputes: 'own' was raised by the forum, 'other' by the other group, 'trust' against the trust, 'before' by a body
    # that the forum came from
    "compacts.view_dispute": {
        "own": f"{WITHIN} {SECRETARIAT} auditor",
        "other": f"other_admin two {SECRETARIAT} auditor",
        "trust": OFFICE,
        "before": f"{WITHIN} {SECRETARIAT} auditor",
    },
    "compacts.view_dispute_step": {
        "own": "approver",
        "other": NOBODY,
        "trust": "commissioner",
        "before": "approver",
    },
    "compacts.raise_dispute": {"": "approver administrator other_admin"},
    "compacts.record_dispute": {"": SECRETARIAT},
    "compacts.pursue_dispute": {
        "own": f"approver administrator {SECRETARIAT}",
        "other": f"other_admin {SECRETARIAT}",
        "trust": SECRETARIAT,
        "before": f"approver administrator {SECRETARIAT}",
    },
    "compacts.settle_dispute": dict.fromkeys(("own", "other", "trust", "before"), SECRETARIAT),
    # Scorecards: 'own' is of funding for the forum, 'other' for the other group, 'trust' of the trust's
    "compacts.view_scorecard": {
        "own": f"{WITHIN} {SECRETARIAT} auditor",
        "other": f"other_admin two {SECRETARIAT} auditor",
        "trust": OFFICE,
        "before": f"{WITHIN} {SECRETARIAT} auditor",
    },
    "compacts.begin_scorecard": {"": f"commissioner {SECRETARIAT}"},
    "compacts.fill_scorecard": dict.fromkeys(("own", "other", "before"), SECRETARIAT)
    | {"trust": f"commissioner {SECRETARIAT}"},
    "compacts.view_signup_target": {"there": OFFICE},
    "compacts.begin_signup_target": {"": SECRETARIAT},
    **{f"compacts.{act}_signup_target": {"there": SECRETARIAT} for act in ("edit", "decide", "close")},
    **{f"compacts.{act}": {"there": f"{SECRETARIAT} auditor"} for act in ("view_lead", "view_chaser")},
    "compacts.name_lead": {"": SECRETARIAT},
    **{f"compacts.{act}": {"there": SECRETARIAT} for act in ("edit_lead", "chase_signup")},
    # Agreements. 'own' is the forum's, 'trust' the trust's, 'before' of a body that the forum came from. 'left' is one
    # that the forum left before its first draft
    **{
        f"compacts.view_{what}": {
            "own": f"{WITHIN} {SECRETARIAT} auditor",
            "before": f"{WITHIN} {SECRETARIAT} auditor",
            "other": f"other_admin two {SECRETARIAT} auditor",
            "trust": OFFICE,
            "published": f"other_admin two {SECRETARIAT} auditor" if what in NEVER_PUBLISHED else EVERYBODY,
            "left": f"{WITHIN} {SECRETARIAT} auditor" if what in NEVER_LEFT else f"{SECRETARIAT} auditor",
        }
        for what in ("agreement", "draft", "framework", "initiative", *NEVER_PUBLISHED)
    },
    "compacts.follow_agreement": {
        "own": f"{WITHIN} {SECRETARIAT} auditor",
        "before": f"{WITHIN} {SECRETARIAT} auditor",
        "trust": OFFICE,
        "published": EVERYBODY,
        "left": f"{SECRETARIAT} auditor",
    },
    "compacts.read_whole_draft": {
        "own": f"{WITHIN} {SECRETARIAT} auditor",
        "before": f"{WITHIN} {SECRETARIAT} auditor",
        "trust": OFFICE,
        "published": EVERYBODY,
        "not signed": f"other_admin two {SECRETARIAT} auditor",
        "left": f"{SECRETARIAT} auditor",
    },
    # Annual agreements: the published draft is read by everybody, the rest of them by the parties alone
    **{
        f"compacts.view_{what}": {
            "own": f"{WITHIN} {SECRETARIAT} auditor",
            "before": f"{WITHIN} {SECRETARIAT} auditor",
            "other": f"other_admin two {SECRETARIAT} auditor",
            "trust": OFFICE,
            "published": f"other_admin two {SECRETARIAT} auditor",
            "left": f"{SECRETARIAT} auditor",
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
    # Monitoring: 'own' is of a contract of the trust with the forum, 'other' of the far trust with the other group
    **{
        f"commissioning.view_{thing}": {
            "own": f"{WITHIN} {OFFICE}",
            "other": f"other_admin two {SECRETARIAT} auditor",
        }
        for thing in ("monitoring", "line", "feedback", "contract_review")
    },
    **{
        f"commissioning.{act}": {"own": f"commissioner {SECRETARIAT}", "other": SECRETARIAT}
        for act in ("set_monitoring", "edit_monitoring", "review_contract", "edit_contract_review", "edit_finding")
    },
    # A draft is the provider's own
    "commissioning.view_return": {
        "own": f"{WITHIN} {OFFICE}",
        "other": f"other_admin two {SECRETARIAT} auditor",
        "own draft": WITHIN,
        "other draft": "other_admin two",
    },
    "commissioning.report_on_contract": {"own": "drafter approver", "other": NOBODY},
    "commissioning.draft_return": {"own": "drafter approver", "other": NOBODY},
    "commissioning.send_return": {"own": "approver", "other": NOBODY},
    "commissioning.decide_return": {"own": "commissioner", "other": NOBODY, "own draft": NOBODY},
    **{
        f"commissioning.{act}_feedback": {
            "own": f"drafter approver administrator commissioner {SECRETARIAT}",
            "other": f"other_admin {SECRETARIAT}",
        }
        for act in ("record",)
    },
    "commissioning.add_contract_document": {
        "own": f"drafter approver administrator commissioner {SECRETARIAT}",
        "other": f"other_admin {SECRETARIAT}",
    },
    # What was withdrawn stays with the side that added it
    "commissioning.view_contract_document": {
        "own": f"{WITHIN} {OFFICE}",
        "own by the trust": f"{WITHIN} {OFFICE}",
        "own withdrawn": f"{WITHIN} {SECRETARIAT} auditor",
        "other": f"other_admin two {SECRETARIAT} auditor",
    },
    "commissioning.edit_contract_document": {
        "own": f"drafter approver administrator {SECRETARIAT}",
        "own by the trust": f"commissioner {SECRETARIAT}",
        "own withdrawn": f"drafter approver administrator {SECRETARIAT}",
        "other": SECRETARIAT,
    },
    # The forum and the trust recorded their own, the far trust's nobody here
    "commissioning.edit_feedback": {
        "own": f"drafter approver administrator {SECRETARIAT}",
        "own by the trust": f"commissioner {SECRETARIAT}",
        "other": SECRETARIAT,
    },
    "commissioning.allow_reuse": {"own": "approver administrator", "other": "other_admin"},
    # 'joint': of a contract of others that serves a plan of the trust's; 'ours to do': what follows is the forum's
    "commissioning.view_finding": {
        "own": f"{WITHIN} {OFFICE}",
        "other": f"other_admin two {SECRETARIAT} auditor",
        "joint": f"other_admin two {OFFICE}",
        "ours to do": f"{WITHIN} other_admin two {SECRETARIAT} auditor",
    },
    "commissioning.finish_finding": {
        "own": f"commissioner {SECRETARIAT}",
        "other": f"other_admin {SECRETARIAT}",
        "joint": f"other_admin {SECRETARIAT}",
        "ours to do": f"drafter approver administrator {SECRETARIAT}",
    },
    "commissioning.use_finding": {
        "own": f"commissioner {SECRETARIAT}",
        "other": SECRETARIAT,
        "joint": f"commissioner {SECRETARIAT}",
        "ours to do": SECRETARIAT,
    },
    "commissioning.view_figure": {"": OFFICE},
    "commissioning.set_figure": {"": SECRETARIAT},
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
    # Commissioning: 'own' is of a cycle of the forum's, 'trust' of the trust's, 'before' of whom the forum came from
    **{f"commissioning.view_{what}": {"there": SIGNED_IN} for what in ("cycle", "need", "analysis", "lesson")},
    **{
        f"commissioning.{act}": {"own": SECRETARIAT, "trust": f"commissioner {SECRETARIAT}", "other": SECRETARIAT}
        for act in (
            *("add_need", "edit_need", "add_analysis", "edit_analysis", "begin_plan", "edit_plan", "endorse_plan"),
            *("refresh_plan", "withdraw_plan", "edit_priority"),
        )
    },
    **{
        f"commissioning.view_{what}": {
            "own": f"{WITHIN} {SECRETARIAT} auditor",
            "before": f"{WITHIN} {SECRETARIAT} auditor",
            "other": f"other_admin two {SECRETARIAT} auditor",
            "trust": OFFICE,
            "published": SIGNED_IN,
        }
        for what in ("plan", "plan_version", "priority")
    },
    "commissioning.view_requirement": {"there": SIGNED_IN},
    "commissioning.add_requirement": {"": SECRETARIAT},
    "commissioning.edit_requirement": {"own": SECRETARIAT, "trust": SECRETARIAT, "other": SECRETARIAT},
    "commissioning.meet_requirement": {
        "own": SECRETARIAT,
        "trust": f"commissioner {SECRETARIAT}",
        "other": SECRETARIAT,
    },
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
    # Commissioning. 'own' is of the forum as a partner, 'trust' of the trust, 'before' of a body the forum came from
    **{
        f"commissioning.view_{what}": dict.fromkeys(sides, SIGNED_IN)
        for what, sides in {
            "cycle": ("own", "trust", "other"),
            "stage": ("own", "trust", "other"),
            "involvement": ("own", "trust", "other"),
            "override": ("trust", "other"),
            "interest": ("own", "other", "trust"),
        }.items()
    },
    "commissioning.begin_cycle": {"": f"commissioner {SECRETARIAT}"},
    **{
        f"commissioning.{act}": {
            "own": SECRETARIAT,
            "trust": f"commissioner {SECRETARIAT}",
            "before": SECRETARIAT,
            "other": SECRETARIAT,
        }
        for act in (
            *(
                "edit_cycle",
                "record_lesson",
                "void_lesson",
                "record_interest",
                "answer_line",
                "reopen_stage",
                "record_involvement",
            ),
            *("link_consultation", "ask_override", "edit_involvement", "decline_override"),
        )
    },
    # The secretariat signs for nobody
    "commissioning.sign_stage": {
        "own": "approver administrator",
        "trust": "commissioner",
        "before": NOBODY,
        "other": "other_admin",
    },
    "commissioning.view_signoff": {
        "own": f"{WITHIN} {SECRETARIAT} auditor",
        "before": f"{WITHIN} {SECRETARIAT} auditor",
        "trust": OFFICE,
        "other": f"other_admin two {SECRETARIAT} auditor",
    },
    "commissioning.confirm_override": {
        "trust": f"commissioner {SECRETARIAT}",
        "other": SECRETARIAT,
        "asked by me": NOBODY,
    },
    "commissioning.declare_interest": {"": "drafter approver administrator other_admin"},
    "commissioning.void_interest": {
        "own": f"approver administrator {SECRETARIAT}",
        "other": f"other_admin {SECRETARIAT}",
        "trust": f"commissioner {SECRETARIAT}",
    },
    "commissioning.view_contribution": {
        "own": f"{WITHIN} {OFFICE}",
        "other": f"other_admin two {OFFICE}",
        "trust": OFFICE,
    },
    "commissioning.send_contribution": {"": "drafter approver administrator other_admin"},
    "commissioning.withdraw_contribution": {
        "own": "drafter approver administrator",
        "other": "other_admin",
        "trust": NOBODY,
    },
    "commissioning.take_contribution": {"": f"commissioner {SECRETARIAT}"},
    "commissioning.answer_contribution": {
        "own": SECRETARIAT,
        "other": SECRETARIAT,
        "trust": f"commissioner {SECRETARIAT}",
    },
    # Contracts: 'own' is one that the forum provides, 'before' one that a body provided that it came from, 'trust' one
    # that the trust commissions, 'active' another's that was made active
    **{
        f"commissioning.{act}": {
            "own": f"{WITHIN} {SECRETARIAT} auditor",
            "before": f"{WITHIN} {SECRETARIAT} auditor",
            "other": f"other_admin two {SECRETARIAT} auditor",
            "trust": OFFICE,
            "active": SIGNED_IN if act == "view_contract" else f"other_admin two {SECRETARIAT} auditor",
        }
        for act in (
            *("view_contract", "read_contract", "view_contract_option", "view_contract_signature", "view_variation"),
            "view_costing",
        )
    },
    "commissioning.begin_contract": {"": f"commissioner {SECRETARIAT}"},
    **{
        f"commissioning.{act}": {
            "own": SECRETARIAT,
            "before": SECRETARIAT,
            "other": SECRETARIAT,
            "trust": f"commissioner {SECRETARIAT}",
            "active": SECRETARIAT,
        }
        for act in (
            *("edit_contract", "approve_exception", "activate_contract", "end_contract", "void_contract"),
            "record_contract_signature",
        )
    },
    **{
        f"commissioning.{act}": {
            "own": "approver administrator",
            "before": "approver administrator",  # that has closed: who came after it acts for it
            "other": "other_admin",
            "trust": "commissioner",
            "active": "other_admin",
        }
        for act in ("sign_contract", "agree_variation")
    },
    **{
        f"commissioning.{act}": {
            "own": f"drafter approver administrator {SECRETARIAT}",
            "before": f"drafter approver administrator {SECRETARIAT}",
            "other": f"other_admin {SECRETARIAT}",
            "trust": f"commissioner {SECRETARIAT}",
            "active": f"other_admin {SECRETARIAT}",
        }
        for act in ("propose_variation", "withdraw_variation", "fill_costing")
    },
    "commissioning.view_band": {"trust": SIGNED_IN, "other": SIGNED_IN},
    "commissioning.edit_band": {"trust": f"commissioner {SECRETARIAT}", "other": SECRETARIAT},
    "commissioning.view_template": {"trust": HAVE_A_ROLE, "other": HAVE_A_ROLE},
    "commissioning.edit_template": {"trust": f"commissioner {SECRETARIAT}", "other": SECRETARIAT},
    "commissioning.import_contracts": {"": f"commissioner {SECRETARIAT}"},
    "commissioning.view_supplier": {"trust": f"commissioner {SECRETARIAT} auditor", "other": f"{SECRETARIAT} auditor"},
    "commissioning.confirm_supplier": {"trust": f"commissioner {SECRETARIAT}", "other": SECRETARIAT},
}
