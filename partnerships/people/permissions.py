"""Who may do what: the whole product's matrix on this page.

One table from permission to roles. A permission is 'app.verb_noun', the verb that of the act. For each role stands the
rule that says on which rows; a role that is not listed may not. `VISITOR` is everybody, with an account or without;
`SIGNED_IN` is everybody with an account that may sign in; `GUEST` is whoever has no account and has proven an e-mail
address by a link that was mailed to it.
"""

from partnerships.people.roles import Role
from partnerships.people.rules import (
    Everything,
    InArea,
    Is,
    IsNot,
    Known,
    Mine,
    NamesMe,
    NotFundedByMine,
    OfAddress,
    Own,
    PartyTo,
    Rule,
    StillThere,
    ThisCapacity,
)

VISITOR = "visitor"
SIGNED_IN = "signed in"
GUEST = "guest"

MEMBER, DRAFTER, APPROVER, ADMINISTRATOR = Role.MEMBER, Role.DRAFTER, Role.APPROVER, Role.ADMINISTRATOR
COMMISSIONER, ANALYST, SECRETARIAT, AUDITOR = Role.COMMISSIONER, Role.ANALYST, Role.SECRETARIAT, Role.AUDITOR

ALL = Everything()
OF_MY_ORGANISATION = Own("organisation_id")
MY_ORGANISATION = Own("id")

Table = dict[str, Rule]


def to(roles: tuple[str, ...], rule: Rule = ALL) -> Table:
    """The same rule for several roles."""
    return dict.fromkeys(roles, rule)


EVERYBODY = to((VISITOR,))
ACCOUNT = to((SIGNED_IN,))
WITHIN = (MEMBER, DRAFTER, APPROVER, ADMINISTRATOR)
OFFICE = (COMMISSIONER, ANALYST, SECRETARIAT, AUDITOR)
ANY_ROLE = (*WITHIN, *OFFICE)
SIGNATORIES = (APPROVER, ADMINISTRATOR)
"""Who signs for a body, where their job title is recorded (ADR 22)."""

PUBLISHED = Known("published_at", "This has not been published yet.")
NOT_LAUNCHED = "This has not been launched yet."
LAUNCHED = Known("launched_on", NOT_LAUNCHED)
NOT_WITHDRAWN = Is("withdrawn_on", None, "This edition was withdrawn.")
NOT_CONCLUDED = "This review has not been concluded yet."
CONCLUDED = Known("concluded_on", NOT_CONCLUDED)
NOT_VOID = Is("voided_on", None, "This review was declared void.")
OF_ANOTHER = "This belongs to another organisation than the one you are acting for."
OF_AN_AREA = Known("area_id", OF_ANOTHER)
OF_MY_HOST = Own("host_id")
NAMED_BY_MY_HOST = OF_MY_HOST & NamesMe("contact_email")
NOT_OF_AN_ANSWER = IsNot("model", "consultation.response")
NOT_SENT = "This answer has not been sent."
OWN_STAYS = "An organisation sent this answer itself, so only the organisation takes it back: it can withdraw it."
OTHERWISE_THAN_HERE = "This answer was not sent with an account, so it is not changed here."


def own(path: str) -> Rule:
    """The organisation's own answer, that its people write with their accounts. `path` leads to the response."""
    return Own(f"{path}organisation_id") & Is(f"{path}channel", "account", OTHERWISE_THAN_HERE)


def begun_by_guest(path: str) -> Rule:
    """An answer that was begun here with the address the person has proven, not one that a letter was keyed in with."""
    return OfAddress(f"{path}respondent__email") & Is(f"{path}channel", "guest", OTHERWISE_THAN_HERE)


def keyed(path: str) -> Rule:
    """An answer that came on paper, by mail or telephone, and was keyed in."""
    return Known(f"{path}entered_by_id", "This answer was not keyed in.") & behind_the_wall(path)


def behind_the_wall(path: str) -> Rule:
    """An answer of somebody whom none of the person's own has funded since the opening."""
    return NotFundedByMine(f"{path}organisation_id", f"{path}consultation__opens_on")


def known_by_name(path: str) -> Rule:
    """An answer of an organisation of the register, or of an individual: of any other the wall cannot be judged."""
    return Known(
        f"{path}organisation_id",
        "Who sent this answer has not been matched with the register yet, so nobody can say who funds them. Until the "
        "Forum secretariat has matched it, only the secretariat and auditors read it.",
    ) | Is(f"{path}respondent__kind", "individual")


def reading(path: str, sent: Rule) -> Table:
    """Who reads an answer. Its own people and whoever sent it: always. The host's: once it is sent, and matched."""
    outside = sent & behind_the_wall(path)
    return (
        to(WITHIN, own(path) | (Own(f"{path}organisation_id") & sent))
        | to((GUEST,), begun_by_guest(path))
        | to((COMMISSIONER, ANALYST), sent & Own(f"{path}consultation__host_id") & known_by_name(path) & outside)
        | to((SECRETARIAT,), keyed(path) | outside)
        | to((AUDITOR,), outside)
    )


SENT = Known("submitted_at", NOT_SENT)
TO_WRITE = to((DRAFTER, APPROVER), own("")) | to((GUEST,), begun_by_guest("")) | to((SECRETARIAT,), keyed(""))
TO_SEND = to((APPROVER,), own("")) | to((GUEST,), begun_by_guest("")) | to((SECRETARIAT,), keyed(""))
LOOKS_AFTER = to((COMMISSIONER,), OF_MY_HOST) | to((SECRETARIAT,))

OF_EITHER_SIDE = Own("raised_by_id") | Own("against_id")
IN_AGREEMENT = (*WITHIN, COMMISSIONER, ANALYST)
OPEN_TO_ALL = Known("published_on", "This has not been published.")
WRITES_AGREEMENT = to((COMMISSIONER,), PartyTo(itself=True)) | to((SECRETARIAT,))
OF_ITS_PARTY = to((COMMISSIONER,), PartyTo("agreement", itself=True)) | to((SECRETARIAT,))


def of_agreement(path: str) -> Table:
    """Who reads what of an agreement is not published: the parties' own people, the secretariat and auditors."""
    return to(IN_AGREEMENT, PartyTo(path)) | to((SECRETARIAT, AUDITOR))


PERMISSIONS: dict[str, Table] = {
    # The house
    "core.view_public_page": EVERYBODY,
    "core.view_health": EVERYBODY,
    "core.use_sign_in": EVERYBODY,
    "core.use_account": ACCOUNT,
    "core.view_kept_words": EVERYBODY,  # one's own, of this browser's session
    "core.use_address_pages": {},  # nobody: the address is changed on a page of our own
    "core.view_home": EVERYBODY,
    "core.view_search": EVERYBODY,
    "core.view_due": to(ANY_ROLE),
    "core.view_calendar": EVERYBODY,  # by the secret address of one person's feed
    "core.view_reports": to(OFFICE),
    "core.view_report_run": to(OFFICE, Mine("asked_by_id") & ThisCapacity()),
    "core.view_own_file": to(ANY_ROLE, Mine("owner_user_id") & ThisCapacity()),
    "core.view_work": to((SECRETARIAT, AUDITOR)),
    "core.run_job": to((SECRETARIAT,)),
    "core.view_work_row": to(ANY_ROLE, Mine("asked_by_id")) | to((SECRETARIAT, AUDITOR)),
    "core.cancel_work": to(ANY_ROLE, Mine("asked_by_id")) | to((SECRETARIAT,)),
    "core.view_admin": to((SECRETARIAT,)),
    "core.view_demo_mail": EVERYBODY,  # the page itself exists in the demonstration only
    "core.choose_story": EVERYBODY,  # likewise
    # How an answer came about is for those who acted; others read on the answer itself when each version was sent
    "core.view_event": to((SECRETARIAT, AUDITOR), NOT_OF_AN_ANSWER | OF_MY_ORGANISATION)
    | to((COMMISSIONER, ANALYST, *WITHIN), OF_MY_ORGANISATION),
    # Partners
    "partnerships.view_organisation": EVERYBODY,
    "partnerships.export_organisation": to(ANY_ROLE),
    "partnerships.add_organisation": to((SECRETARIAT,)),
    "partnerships.update_organisation": to((SECRETARIAT,), InArea("area_id")) | to((ADMINISTRATOR,), MY_ORGANISATION),
    "partnerships.confirm_organisation": to((SECRETARIAT,), InArea("area_id")) | to((ADMINISTRATOR,), MY_ORGANISATION),
    "partnerships.mark_partner": to((SECRETARIAT,), InArea("area_id")),
    "partnerships.record_succession": to((SECRETARIAT,)),
    "partnerships.view_funding": to((SECRETARIAT, AUDITOR, COMMISSIONER)),
    "partnerships.record_funding": to((SECRETARIAT,)),
    "partnerships.view_import": to((SECRETARIAT, AUDITOR)),
    "partnerships.import_organisations": to((SECRETARIAT,)),
    "partnerships.upload_organisations": to((SECRETARIAT,)),
    "partnerships.edit_term": to((SECRETARIAT,)),
    "partnerships.view_term": EVERYBODY,
    # Boards and groups: everybody reads them, as the register of organisations; the secretariat keeps them
    "partnerships.view_body": EVERYBODY,
    "partnerships.add_body": to((SECRETARIAT,)),
    "partnerships.edit_body": to((SECRETARIAT,)),
    "partnerships.end_body": to((SECRETARIAT,)),
    "partnerships.resume_body": to((SECRETARIAT,)),
    "partnerships.view_seat": EVERYBODY,
    "partnerships.fill_seat": to((SECRETARIAT,)),
    "partnerships.edit_seat": to((SECRETARIAT,)),
    "partnerships.end_seat": to((SECRETARIAT,)),
    "partnerships.void_seat": to((SECRETARIAT,)),
    "partnerships.view_decision": EVERYBODY,
    "partnerships.record_decision": to((SECRETARIAT,)),
    "partnerships.correct_decision": to((SECRETARIAT,)),
    "partnerships.void_decision": to((SECRETARIAT,)),
    # People
    "partnerships.view_people": to((SECRETARIAT, AUDITOR)) | to(WITHIN, MY_ORGANISATION),  # the list's page
    "partnerships.list_people": to((SECRETARIAT, AUDITOR)),
    "partnerships.view_membership": to((SECRETARIAT, AUDITOR)) | to(WITHIN, OF_MY_ORGANISATION),
    "partnerships.view_invitation": to((SECRETARIAT, AUDITOR)) | to((ADMINISTRATOR,), OF_MY_ORGANISATION),
    "partnerships.invite_person": to((SECRETARIAT,)) | to((ADMINISTRATOR,), OF_MY_ORGANISATION),
    "partnerships.withdraw_invitation": to((SECRETARIAT,)) | to((ADMINISTRATOR,), OF_MY_ORGANISATION),
    "partnerships.accept_invitation": EVERYBODY,
    "partnerships.update_membership": to((SECRETARIAT,)) | to((ADMINISTRATOR,), OF_MY_ORGANISATION),
    "partnerships.change_role": to((SECRETARIAT,)) | to((ADMINISTRATOR,), OF_MY_ORGANISATION),
    "partnerships.give_staff_role": to((SECRETARIAT,)),  # and prolong, end and revoke
    "partnerships.backdate_role": to((SECRETARIAT,)),
    "partnerships.remove_last_administrator": to((SECRETARIAT,)),
    "partnerships.reset_second_factor": to((SECRETARIAT,)) | to((ADMINISTRATOR,), OF_MY_ORGANISATION & StillThere()),
    "partnerships.view_account": to((SECRETARIAT, AUDITOR)) | to((SIGNED_IN,), Mine("id")),
    "partnerships.update_account": to((SIGNED_IN,), Mine("id")),
    "partnerships.deactivate_account": to((SECRETARIAT,)),
    "partnerships.reactivate_account": to((SECRETARIAT,)),
    "partnerships.change_address": to((SIGNED_IN,), Mine("id")),
    "partnerships.end_session": to((SIGNED_IN,), Mine("user_id")),
    "partnerships.switch_capacity": ACCOUNT,
    "partnerships.make_api_key": to(ANY_ROLE, Mine("user_id")),
    "partnerships.revoke_api_key": to((SIGNED_IN,), Mine("user_id")),
    # Consultations
    "consultation.view_consultation": to((VISITOR,), PUBLISHED)
    | to((COMMISSIONER, ANALYST), PUBLISHED | OF_MY_HOST)
    | to(WITHIN, NAMED_BY_MY_HOST)
    | to((SECRETARIAT, AUDITOR)),
    "consultation.add_consultation": LOOKS_AFTER,
    "consultation.edit_consultation": LOOKS_AFTER,
    "consultation.propose_consultation": LOOKS_AFTER,
    "consultation.publish_consultation": to((*WITHIN, ANALYST), NAMED_BY_MY_HOST) | LOOKS_AFTER,
    "consultation.unpublish_consultation": LOOKS_AFTER,
    "consultation.withdraw_consultation": LOOKS_AFTER,
    "consultation.extend_consultation": LOOKS_AFTER,
    "consultation.correct_question": LOOKS_AFTER,
    "consultation.answer_consultation": to((DRAFTER, APPROVER), PUBLISHED),
    "consultation.answer_without_account": to((VISITOR,), PUBLISHED),
    "consultation.read_responses": to((COMMISSIONER, ANALYST), OF_MY_HOST) | to((SECRETARIAT, AUDITOR)),
    # Whom a consultation reached: who asks sees who was invited and who answered, the secretariat also who drafts
    "consultation.invite_organisation": LOOKS_AFTER,
    "consultation.view_invitee": to((COMMISSIONER, ANALYST), Own("consultation__host_id")) | to((SECRETARIAT, AUDITOR)),
    "consultation.view_progress": to((SECRETARIAT, AUDITOR)),
    # Whether an invited organisation has answered is behind the wall, like the answer itself (ADR 12)
    "consultation.view_standing": to((COMMISSIONER, ANALYST), Own("consultation__host_id") & behind_the_wall(""))
    | to((SECRETARIAT, AUDITOR), behind_the_wall("")),
    # Responses: an organisation's draft is its own; what it sent is read by the host's people, but not by its funders
    "consultation.view_response": reading("", SENT),
    "consultation.view_version": reading("response__", SENT),
    "consultation.view_answer": reading("version__response__", Known("version__submitted_at", NOT_SENT)),
    "consultation.export_response": {
        role: rule for role, rule in reading("", SENT).items() if role in (COMMISSIONER, ANALYST)
    }
    | to((SECRETARIAT,), SENT & behind_the_wall("")),
    "consultation.draft_response": TO_WRITE,
    "consultation.finish_draft": to((DRAFTER,), own("")),
    "consultation.submit_response": TO_SEND,
    "consultation.withdraw_response": to((APPROVER,), own("")) | to((GUEST,), begun_by_guest("")),
    # The secretariat's desk, with its lists of what it may read
    "consultation.view_desk": {SECRETARIAT: reading("", SENT)[SECRETARIAT]},
    "consultation.key_response": to((SECRETARIAT,), PUBLISHED),
    "consultation.void_response": to((SECRETARIAT,), IsNot("channel", "account", OWN_STAYS) & behind_the_wall("")),
    "consultation.match_response": to(
        (SECRETARIAT,), Known("respondent_id", "Who sent this answer is known already.") & behind_the_wall("")
    ),
    "consultation.decide_late": to((SECRETARIAT,), SENT & behind_the_wall("")),
    # Compacts: the secretariat sees each from its beginning to its end. Everybody reads what was launched, also once it
    # has lapsed; before the launch, and where there never is one, only staff, auditors and whoever may sign for a body
    "compacts.view_compact": to((VISITOR,), LAUNCHED) | to((*OFFICE, *SIGNATORIES)),
    "compacts.begin_compact": to((SECRETARIAT,)),
    "compacts.edit_compact": to((SECRETARIAT,)),  # and its Compact Manager
    "compacts.agree_compact": to((SECRETARIAT,)),
    "compacts.launch_compact": to((SECRETARIAT,)),
    "compacts.review_compact": to((SECRETARIAT,)),  # beginning a review of it
    "compacts.lapse_compact": to((SECRETARIAT,)),
    "compacts.view_edition": to((VISITOR,), Known("compact__launched_on", NOT_LAUNCHED) & NOT_WITHDRAWN)
    | to(SIGNATORIES, NOT_WITHDRAWN)
    | to(OFFICE),
    "compacts.add_edition": to((SECRETARIAT,)),
    "compacts.edit_edition": to((SECRETARIAT,)),
    "compacts.withdraw_edition": to((SECRETARIAT,)),
    # Reviews: everybody reads what was concluded; whoever is to do something reads that, also before
    "compacts.view_review": to((VISITOR,), CONCLUDED) | to(OFFICE),
    "compacts.record_review": to((SECRETARIAT,)),  # one that is over, with what it found
    "compacts.read_review": to((VISITOR,), CONCLUDED & NOT_VOID) | to(OFFICE),  # what it found, and its score
    "compacts.edit_review": to((SECRETARIAT,)),  # its findings; concluding and voiding it; entering what is to be done
    "compacts.view_review_action": to((VISITOR,), Known("review__concluded_on", NOT_CONCLUDED))
    | to(WITHIN, Own("owner_id"))
    | to(OFFICE),
    "compacts.edit_review_action": to((SECRETARIAT,)),  # giving it up, and taking it up again
    "compacts.finish_review_action": to((DRAFTER, APPROVER, ADMINISTRATOR, COMMISSIONER), Own("owner_id"))
    | to((SECRETARIAT,)),
    "compacts.view_signup": to((VISITOR,), Known("compact__launched_on", NOT_LAUNCHED)) | to((*OFFICE, *SIGNATORIES)),
    # Signing is for the body itself; what was signed on paper is recorded by the secretariat, which declares void. Who
    # signed by name is never published
    "compacts.sign_compact": to(SIGNATORIES),
    "compacts.declare_compact_work": to(SIGNATORIES),
    "compacts.view_signup_signature": to(IN_AGREEMENT, Own("signup__organisation_id")) | to((SECRETARIAT, AUDITOR)),
    "compacts.record_signup": to((SECRETARIAT,)),
    "compacts.complete_signup": to((SECRETARIAT,)),  # who signed the paper, and its scan, where that was not known
    "compacts.end_signup": to((SECRETARIAT,)),  # and declaring it void
    # Targets of sign-up count what is not public yet, so only staff and auditors see them
    "compacts.view_signup_target": to(OFFICE),  # and how every body stands
    "compacts.begin_signup_target": to((SECRETARIAT,)),
    "compacts.edit_signup_target": to((SECRETARIAT,)),
    "compacts.decide_signup_target": to((SECRETARIAT,)),  # which day of its month is taken
    "compacts.close_signup_target": to((SECRETARIAT,)),
    "compacts.view_lead": to((SECRETARIAT, AUDITOR)),  # who leads on Compacts at a body
    "compacts.name_lead": to((SECRETARIAT,)),
    "compacts.edit_lead": to((SECRETARIAT,)),
    "compacts.chase_signup": to((SECRETARIAT,)),
    "compacts.view_chaser": to((SECRETARIAT, AUDITOR)),
    # Agreements: what is published is read by everybody; the rest by the parties' people, and those of whoever came
    # after a party. Who signed by name is never published
    "compacts.view_agreement": to((VISITOR,), OPEN_TO_ALL) | of_agreement(""),
    "compacts.view_draft": to((VISITOR,), OPEN_TO_ALL) | of_agreement("agreement"),
    "compacts.view_signature": of_agreement("draft__agreement"),
    "compacts.begin_agreement": to((COMMISSIONER, SECRETARIAT)),
    "compacts.edit_agreement": WRITES_AGREEMENT,  # with its parties, and how it stands to others
    "compacts.draft_agreement": WRITES_AGREEMENT,  # drafts, sending them out, and calling one final
    "compacts.publish_agreement": WRITES_AGREEMENT,  # and taking that back
    "compacts.end_agreement": WRITES_AGREEMENT,
    # Initiatives are read with their agreement; a party's commissioners keep them, and its lead says that one is done
    "compacts.view_initiative": to((VISITOR,), Known("agreement__published_on", "This has not been published."))
    | of_agreement("agreement"),
    "compacts.add_initiative": WRITES_AGREEMENT,
    "compacts.edit_initiative": OF_ITS_PARTY,  # and which targets measure it
    "compacts.finish_initiative": to((APPROVER, ADMINISTRATOR), Own("lead_id") & PartyTo("agreement", itself=True))
    | OF_ITS_PARTY,
    "compacts.stop_initiative": OF_ITS_PARTY,
    "compacts.resume_initiative": OF_ITS_PARTY,  # taking back that it was done or stopped
    "compacts.void_initiative": OF_ITS_PARTY,
    "compacts.govern_agreement": WRITES_AGREEMENT,  # naming who governs it, and taking that back
    "compacts.view_framework": to((VISITOR,), Known("agreement__published_on", "This has not been published."))
    | of_agreement("agreement"),
    "compacts.edit_framework": to((COMMISSIONER,), PartyTo("agreement", itself=True)) | to((SECRETARIAT,)),
    "compacts.view_withdrawals": of_agreement("agreement"),  # whether anybody withdrew money from a framework
    "compacts.view_funding_change": of_agreement("framework__agreement"),
    "compacts.record_funding_change": to((COMMISSIONER,), PartyTo("agreement", itself=True)) | to((SECRETARIAT,)),
    "compacts.void_funding_change": to((SECRETARIAT,)),
    # Signing is for the body itself; what was signed on paper is recorded by the secretariat, which declares void
    "compacts.sign_agreement": to(SIGNATORIES, PartyTo(itself=True)),
    "compacts.record_signature": to((SECRETARIAT,)),
    "compacts.void_signature": to((SECRETARIAT,)),
    # Annual agreements: read by the parties. The public reads the draft that was published, as of any agreement
    "compacts.view_annual": of_agreement("agreement"),
    "compacts.view_intention": of_agreement("annual__agreement"),
    "compacts.view_work_line": of_agreement("annual__agreement"),
    "compacts.begin_annual": to((COMMISSIONER,), PartyTo("agreement", itself=True)) | to((SECRETARIAT,)),  # a framework
    "compacts.edit_annual": to((COMMISSIONER,), PartyTo("agreement", itself=True)) | to((SECRETARIAT,)),
    "compacts.note_progress": to(
        (DRAFTER, APPROVER, ADMINISTRATOR), Own("lead_id") & PartyTo("annual__agreement", itself=True)
    )
    | to((COMMISSIONER,), PartyTo("annual__agreement", itself=True))
    | to((SECRETARIAT,)),
    "compacts.view_strategy": to(ANY_ROLE),
    "compacts.add_strategy": to((COMMISSIONER, SECRETARIAT)),
    "compacts.edit_strategy": to((SECRETARIAT,)),
    # Measures and targets: whoever has a role reads them; figures of one organisation only its own people and staff
    "compacts.view_measure": to(ANY_ROLE),
    "compacts.add_measure": to((SECRETARIAT,)),
    "compacts.edit_measure": to((SECRETARIAT,)),
    "compacts.view_reading": to(OFFICE) | to(WITHIN, OF_AN_AREA | OF_MY_ORGANISATION),
    "compacts.record_reading": to((SECRETARIAT, ANALYST)),
    "compacts.correct_reading": to((SECRETARIAT, ANALYST)),  # and withdrawing it
    "compacts.verify_reading": to((SECRETARIAT,)),
    "compacts.upload_readings": to((SECRETARIAT, ANALYST)),
    "compacts.view_target": to(OFFICE) | to(WITHIN, OF_AN_AREA | OF_MY_ORGANISATION),
    "compacts.view_contribution": to(OFFICE)
    | to(WITHIN, Known("target__area_id", OF_ANOTHER) | Own("target__organisation_id")),
    "compacts.add_target": to((SECRETARIAT,)),
    "compacts.edit_target": to((SECRETARIAT,)),  # and what it is measured by, its steps and its owners
    "compacts.record_baseline": to((SECRETARIAT, ANALYST)),
    "compacts.end_target": to((SECRETARIAT,)),
    # Codes of good practice: everybody reads them, what they ask, and who adopted them
    "compacts.view_code": EVERYBODY,
    "compacts.add_code": to((SECRETARIAT,)),
    "compacts.edit_code": to((SECRETARIAT,)),  # with its criteria; launching and withdrawing it
    "compacts.view_adoption": EVERYBODY,
    "compacts.record_adoption": to((SECRETARIAT,)),
    "compacts.end_adoption": to((SECRETARIAT,)),  # and declaring it void
    # Disputes: both sides, the secretariat and auditors read them; what was learned is published without the two
    "compacts.view_dispute": to(IN_AGREEMENT, OF_EITHER_SIDE) | to((SECRETARIAT, AUDITOR)),
    "compacts.raise_dispute": to((APPROVER, ADMINISTRATOR)),  # for the organisation they act for
    "compacts.record_dispute": to((SECRETARIAT,)),  # raised by letter or in a meeting
    "compacts.pursue_dispute": to((APPROVER, ADMINISTRATOR), Own("raised_by_id")) | to((SECRETARIAT,)),
    "compacts.settle_dispute": to((SECRETARIAT,)),  # giving more time, ending it, publishing what was learned
    # Scorecards: the public body's commissioners and analysts, the provider's people, the secretariat and auditors
    "compacts.view_scorecard": to((*WITHIN, COMMISSIONER, ANALYST), Own("body_id") | Own("provider_id"))
    | to((SECRETARIAT, AUDITOR)),
    "compacts.begin_scorecard": to((COMMISSIONER,), Own("body_id")) | to((SECRETARIAT,)),
    "compacts.fill_scorecard": to((COMMISSIONER,), Own("body_id")) | to((SECRETARIAT,)),  # and agreeing, giving up
    # Standards
    "partnerships.view_standard": EVERYBODY,
    "partnerships.edit_standard": to((SECRETARIAT,)),
}
