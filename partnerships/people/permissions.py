"""Who may do what: the whole product's matrix on this page.

One table from permission to roles. A permission is 'app.verb_noun', the verb that of the act. For each role stands the
rule that says on which rows; a role that is not listed may not. `VISITOR` is everybody, with an account or without;
`SIGNED_IN` is everybody with an account that may sign in; `GUEST` is whoever has no account and has proven an e-mail
address by a link that was mailed to it.
"""

from typing import Any

from core.acts import TAKEN_OUT
from partnerships.people.roles import Role
from partnerships.people.rules import (
    Everything,
    Gone,
    InArea,
    Is,
    IsNot,
    Known,
    Mine,
    NamesMe,
    NotFundedByMine,
    NotMine,
    OfAddress,
    OfLine,
    Own,
    Rule,
    StillThere,
    ThisCapacity,
)
from partnerships.people.shared_work import PartnerAs, PartnerIn, PartyTo

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
LEAVES = (
    to((SECRETARIAT,))
    | to((ADMINISTRATOR,), OF_MY_ORGANISATION | Mine("user_id"))
    | to((MEMBER, DRAFTER, APPROVER, COMMISSIONER, ANALYST, AUDITOR), Mine("user_id"))
)
"""Who sees to somebody's going or being away: the person, their administrators, and the secretariat."""
SIGNATORIES = (APPROVER, ADMINISTRATOR)
"""Who signs for a body, where their job title is recorded (ADR 22)."""

ENTERED_ONCE = Is(
    "duplicate_of_id", None, "This was entered twice and merged. What is recorded of it is recorded on the kept entry."
)
IN_REGISTER = ENTERED_ONCE & Is("voided_on", None, TAKEN_OUT)
PUBLISHED = Known("published_at", "This has not been published yet.")
NOT_CARRIED_OUT = "This has not been carried out."
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

OF_EITHER_SIDE = OfLine("raised_by_id", made="raised_on") | OfLine("against_id", made="raised_on")

OF_SCORECARD = OfLine("body_id", made="begun_on") | OfLine("provider_id", made="begun_on")


def taken_over(name: str) -> Rule:
    """What belongs to the organisation, or was left open by one that it came from and that has closed."""
    return Own(f"{name}_id") | (OfLine(f"{name}_id") & Gone(f"{name}__closed"))


def side_of_step(*, public: bool) -> Rule:
    """A step of a dispute of which the organisation, or one that it came from, is the public body, or is not one."""
    by, against = (
        OfLine(f"dispute__{side}_id", made="dispute__raised_on")
        & Is(f"dispute__{side}__kind__is_public_body", public, OF_ANOTHER)
        for side in ("raised_by", "against")
    )
    return by | against


IN_AGREEMENT = (*WITHIN, COMMISSIONER, ANALYST)
OPEN_TO_ALL = Known("published_on", "This has not been published.")
WRITES_AGREEMENT = to((COMMISSIONER,), PartyTo(itself=True)) | to((SECRETARIAT,))
OF_ITS_PARTY = to((COMMISSIONER,), PartyTo("agreement", itself=True)) | to((SECRETARIAT,))
ASKED_BY_ANOTHER = NotMine("asked_by_id", "You asked for this yourself. A second person confirms it.")


def of_agreement(path: str, **how: Any) -> Table:
    """Who reads what of an agreement is not published: the parties' own people, the secretariat and auditors.

    `made="made_on"`: a party that has left reads what was made until its last day. `remains=True`: none of it.
    """
    return to(IN_AGREEMENT, PartyTo(path, **how)) | to((SECRETARIAT, AUDITOR))


NOT_ALL_SIGNED = (
    "What each partner intends to invest is open to everybody once all parties have signed. Until then the parties, "
    "the Forum secretariat and auditors read it."
)


PLAN_PUBLISHED = Known("published_on", "This is not open yet to others than the partners who plan.")


def of_cycle(path: str, **how: Any) -> Table:
    """Who reads what of a commissioning cycle is not open yet: the partners' own people, the secretariat, auditors.

    `made="begun_on"`: a partner that has left reads what was made until its last day. `remains=True`: none of it.
    """
    return to(IN_AGREEMENT, PartnerIn(path, **how)) | to((SECRETARIAT, AUDITOR))


def writes_in_cycle(path: str) -> Table:
    """Who writes in a commissioning cycle: the commissioners of its partners, and the secretariat."""
    return to((COMMISSIONER,), PartnerIn(path, itself=True)) | to((SECRETARIAT,))


CONTRACT_ROWS = {"rows": "parties", "back": "contract_parties", "to": "contract_id"}
COMMISSIONS = ("lead_commissioner", "commissioner")
PROVIDES = ("lead_provider", "provider")
ACTIVATED = Known("activated_on", "This contract is not active yet, so only its parties read it.")


def in_contract(
    path: str = "", roles: tuple[str, ...] = (*COMMISSIONS, *PROVIDES, "subcontractor"), **more: bool
) -> Rule:
    """Rows of a contract in which the organisation acted for has one of these parts. What it does `itself` it does for
    one that it came from, too, once that has closed.
    """
    return PartnerAs(path, roles=roles, heirs=more.get("itself", False), **CONTRACT_ROWS, **more)


def commissioned(path: str = "") -> Rule:
    """Rows of a contract that the organisation acted for commissions itself."""
    return in_contract(path, COMMISSIONS, itself=True)


def recorded_for_contract(who: str) -> Table:
    """Who changes what either side of a contract recorded: the people of that side, and the secretariat."""
    return (
        to((COMMISSIONER,), commissioned("contract") & Own(who))
        | to((DRAFTER, APPROVER, ADMINISTRATOR), in_contract("contract", PROVIDES, itself=True) & Own(who))
        | to((SECRETARIAT,))
    )


def of_contract(path: str) -> Table:
    """Who reads what of a contract no register publishes: the parties' own people, the secretariat and auditors."""
    return to(IN_AGREEMENT, in_contract(path)) | to((SECRETARIAT, AUDITOR))


RETURN_SENT = Known("sent_on", "This return has not been sent yet. Its provider is still at work on it.")
READS_RETURN = in_contract("period__contract") & RETURN_SENT
IN_ITS_CYCLE = PartnerIn("review__contract__priority__plan__cycle", itself=True)


def of_finding() -> Table:
    """Who reads a finding of a contract review: the contract's people, and the partners of the cycle it serves."""
    found = in_contract("review__contract") | Own("owner_id")
    return to(WITHIN, found) | to((COMMISSIONER, ANALYST), found | IN_ITS_CYCLE) | to((SECRETARIAT, AUDITOR))


STANDS = Is("withdrawn_on", None, "This document was withdrawn.")
WRITES_FOR_CONTRACT = (
    to((COMMISSIONER,), commissioned())
    | to((DRAFTER, APPROVER, ADMINISTRATOR), in_contract("", PROVIDES, itself=True))
    | to((SECRETARIAT,))
)
KEEPS_CONTRACT = to((COMMISSIONER,), commissioned()) | to((SECRETARIAT,))
SIGNS_CONTRACT = to(SIGNATORIES, in_contract("", (*COMMISSIONS, *PROVIDES), itself=True))

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
    "partnerships.update_organisation": to((SECRETARIAT,), InArea("area_id") & IN_REGISTER)
    | to((ADMINISTRATOR,), MY_ORGANISATION & IN_REGISTER),
    "partnerships.confirm_organisation": to((SECRETARIAT,), InArea("area_id") & IN_REGISTER)
    | to((ADMINISTRATOR,), MY_ORGANISATION & IN_REGISTER),
    "partnerships.mark_partner": to((SECRETARIAT,), InArea("area_id") & IN_REGISTER),
    "partnerships.record_succession": to((SECRETARIAT,)),
    "partnerships.view_duplicate": to((SECRETARIAT, AUDITOR)),
    "partnerships.name_duplicate": to((SECRETARIAT,), IN_REGISTER),
    "partnerships.merge_organisations": to((SECRETARIAT,)),
    "partnerships.undo_merge": to((SECRETARIAT,)),
    "partnerships.reject_duplicate": to((SECRETARIAT,)),
    "partnerships.view_funding": to((SECRETARIAT, AUDITOR, COMMISSIONER)),
    "partnerships.record_funding": to((SECRETARIAT,)),
    "partnerships.view_import": to((SECRETARIAT, AUDITOR)),
    "partnerships.import_organisations": to((SECRETARIAT,)),
    "partnerships.upload_organisations": to((SECRETARIAT,)),
    "partnerships.edit_term": to((SECRETARIAT,)),
    "partnerships.view_term": EVERYBODY,
    # Places: everybody reads who serves the same people; the secretariat keeps the boundaries
    "partnerships.view_pair": EVERYBODY,
    "partnerships.view_boundary_change": to(OFFICE),
    "partnerships.propose_boundary_change": to((SECRETARIAT,)),
    "partnerships.carry_out_boundary_change": to((SECRETARIAT,)),
    "partnerships.void_boundary_change": to((SECRETARIAT,)),
    "partnerships.view_boundary_alert": to(OFFICE),
    "partnerships.note_boundary_alert": to((SECRETARIAT,)),
    # Reorganisations: everybody reads what was carried out, those who work here what is prepared
    "partnerships.view_reorganisation": to((VISITOR,), Known("carried_out_on", NOT_CARRIED_OUT)) | to(OFFICE),
    "partnerships.view_reorganisation_line": to((VISITOR,), Known("reorganisation__carried_out_on", NOT_CARRIED_OUT))
    | to(OFFICE),
    "partnerships.preview_reorganisation": to(OFFICE),
    "partnerships.prepare_reorganisation": to((SECRETARIAT,)),
    "partnerships.carry_out_reorganisation": to((SECRETARIAT,)),
    "partnerships.give_successor_roles": to((SECRETARIAT,)),
    "partnerships.undo_reorganisation": to((SECRETARIAT,)),
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
    # Lists of members: an umbrella's administrators send theirs and see its lines; who is on it is public once taken in
    "partnerships.view_member_sheet": to((SECRETARIAT, AUDITOR)) | to((ADMINISTRATOR,), Own("umbrella_id")),
    "partnerships.view_member_line": to((SECRETARIAT, AUDITOR)) | to((ADMINISTRATOR,), Own("sheet__umbrella_id")),
    "partnerships.send_members": to((SECRETARIAT,), ENTERED_ONCE)
    | to((ADMINISTRATOR,), MY_ORGANISATION & ENTERED_ONCE),
    "partnerships.take_in_members": to((SECRETARIAT,)) | to((ADMINISTRATOR,), Own("umbrella_id")),
    "partnerships.void_members": to((SECRETARIAT,)) | to((ADMINISTRATOR,), Own("umbrella_id")),
    "partnerships.settle_member_line": to((SECRETARIAT,)) | to((ADMINISTRATOR,), Own("sheet__umbrella_id")),
    "partnerships.resend_to_contact": to((SECRETARIAT,)) | to((ADMINISTRATOR,), Own("sheet__umbrella_id")),
    "partnerships.note_return": to((SECRETARIAT,)) | to((ADMINISTRATOR,), Own("sheet__umbrella_id")),
    "partnerships.invite_member_contact": to((SECRETARIAT,)) | to((ADMINISTRATOR,), Own("umbrella_id")),
    "partnerships.change_member": to((SECRETARIAT,)) | to((ADMINISTRATOR,), Own("umbrella_id")),  # its class, its dates
    # Reports made each month: their own people's; made for each reader with what that reader may see on the day
    "partnerships.view_schedule": to((COMMISSIONER, ANALYST), Mine("owner_id")) | to((SECRETARIAT, AUDITOR)),
    "partnerships.schedule_report": to(OFFICE),
    "partnerships.end_schedule": to((COMMISSIONER, ANALYST, AUDITOR), Mine("owner_id")) | to((SECRETARIAT,)),
    "partnerships.resume_schedule": to((COMMISSIONER, ANALYST, AUDITOR), Mine("owner_id")) | to((SECRETARIAT,)),
    # Entries that are out of date: chased by the secretariat, and by an umbrella body among its own members
    "partnerships.view_all_stale": to(OFFICE),
    "partnerships.view_stale_member": to(OFFICE) | to((ADMINISTRATOR,), Own("umbrella_id")),
    "partnerships.chase_stale": to((SECRETARIAT, ADMINISTRATOR)),
    "partnerships.view_entry_chaser": to((SECRETARIAT, AUDITOR))
    | to((ADMINISTRATOR,), OF_MY_ORGANISATION | Own("umbrella_id")),
    # People
    "partnerships.view_people": to((SECRETARIAT, AUDITOR)) | to(WITHIN, MY_ORGANISATION),  # the list's page
    "partnerships.list_people": to((SECRETARIAT, AUDITOR)),
    "partnerships.view_membership": to((SECRETARIAT, AUDITOR))
    | to((COMMISSIONER, ANALYST), Mine("user_id"))
    | to(WITHIN, OF_MY_ORGANISATION),
    "partnerships.view_invitation": to((SECRETARIAT, AUDITOR)) | to((ADMINISTRATOR,), OF_MY_ORGANISATION),
    "partnerships.invite_person": to((SECRETARIAT,)) | to((ADMINISTRATOR,), OF_MY_ORGANISATION),
    "partnerships.withdraw_invitation": to((SECRETARIAT,)) | to((ADMINISTRATOR,), OF_MY_ORGANISATION),
    "partnerships.accept_invitation": EVERYBODY,
    "partnerships.update_membership": to((SECRETARIAT,)) | to((ADMINISTRATOR,), OF_MY_ORGANISATION),
    "partnerships.change_role": to((SECRETARIAT,)) | to((ADMINISTRATOR,), OF_MY_ORGANISATION),
    "partnerships.give_staff_role": to((SECRETARIAT,)),  # and prolong, end and revoke
    "partnerships.backdate_role": to((SECRETARIAT,)),
    "partnerships.remove_last_administrator": to((SECRETARIAT,)),
    "partnerships.hand_over": LEAVES,
    "partnerships.view_handover": to((SECRETARIAT, AUDITOR))
    | to((COMMISSIONER, ANALYST), Mine("membership__user_id") | Mine("successor__user_id"))
    | to(WITHIN, Own("membership__organisation_id") | Mine("successor__user_id")),
    "partnerships.name_cover": LEAVES,
    "partnerships.view_cover": to((SECRETARIAT, AUDITOR))
    | to((COMMISSIONER, ANALYST), Mine("membership__user_id") | Mine("by_whom__user_id"))
    | to(WITHIN, Own("membership__organisation_id")),
    "partnerships.end_cover": to((SECRETARIAT,))
    | to((ADMINISTRATOR,), Own("membership__organisation_id") | Mine("membership__user_id"))
    | to((MEMBER, DRAFTER, APPROVER, COMMISSIONER, ANALYST), Mine("membership__user_id")),
    "partnerships.view_without_people": to((SECRETARIAT, AUDITOR)),
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
    # An umbrella body sees which of its members have answered, never what; of those it has funded, not even that
    "consultation.view_umbrella_members": to(WITHIN, Own("umbrella_id")),
    "consultation.view_member_standing": to(WITHIN, Own("umbrella_id") & NotFundedByMine("member_id")),
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
    "compacts.follow_agreement": to((VISITOR,), OPEN_TO_ALL) | of_agreement("", remains=True),  # as it stands today
    "compacts.view_draft": to((VISITOR,), OPEN_TO_ALL) | of_agreement("agreement", made="made_on"),
    "compacts.read_whole_draft": to(  # with what each partner intends to invest
        (VISITOR,),
        OPEN_TO_ALL & (IsNot("agreement__kind", "annual", NOT_ALL_SIGNED) | Known("whole_since", NOT_ALL_SIGNED)),
    )
    | of_agreement("agreement", made="made_on"),
    "compacts.view_signature": of_agreement("draft__agreement", made="draft__made_on"),
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
    # Whether anybody withdrew money from a framework, and what was withdrawn or added
    "compacts.view_withdrawals": of_agreement("agreement", remains=True),
    "compacts.view_funding_change": of_agreement("framework__agreement", made="notice_on"),
    "compacts.record_funding_change": to((COMMISSIONER,), PartyTo("agreement", itself=True)) | to((SECRETARIAT,)),
    "compacts.void_funding_change": to((SECRETARIAT,)),
    # Signing is for the body itself; what was signed on paper is recorded by the secretariat, which declares void
    "compacts.sign_agreement": to(SIGNATORIES, PartyTo(itself=True)),
    "compacts.record_signature": to((SECRETARIAT,)),
    "compacts.void_signature": to((SECRETARIAT,)),
    # Annual agreements: read by the parties that have not left, since the components say what the next draft will. The
    # public reads the draft that was published, as of any agreement
    "compacts.view_annual": of_agreement("agreement", remains=True),
    "compacts.view_intention": of_agreement("annual__agreement", remains=True),
    "compacts.view_work_line": of_agreement("annual__agreement", remains=True),
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
    # Disputes: both sides, whoever came after one, the secretariat and auditors read them; what was learned is
    # published without the two. Whoever came after a side that has closed takes it further
    "compacts.view_dispute": to(IN_AGREEMENT, OF_EITHER_SIDE) | to((SECRETARIAT, AUDITOR)),
    "compacts.raise_dispute": to((APPROVER, ADMINISTRATOR)),  # for the organisation they act for
    "compacts.record_dispute": to((SECRETARIAT,)),  # raised by letter or in a meeting
    "compacts.pursue_dispute": to((APPROVER, ADMINISTRATOR), taken_over("raised_by")) | to((SECRETARIAT,)),
    "compacts.settle_dispute": to((SECRETARIAT,)),  # more time, who hears it, ending it, publishing what was learned
    # Who is reminded of the next step, besides the secretariat
    "compacts.view_dispute_step": to((COMMISSIONER,), side_of_step(public=True))
    | to((APPROVER,), side_of_step(public=False)),
    # Scorecards: the public body's commissioners and analysts, the provider's people, those of whoever came after
    # either, the secretariat and auditors
    "compacts.view_scorecard": to((*WITHIN, COMMISSIONER, ANALYST), OF_SCORECARD) | to((SECRETARIAT, AUDITOR)),
    "compacts.begin_scorecard": to((COMMISSIONER,), Own("body_id")) | to((SECRETARIAT,)),
    "compacts.fill_scorecard": to((COMMISSIONER,), taken_over("body")) | to((SECRETARIAT,)),  # agreeing, giving up
    # Standards
    "partnerships.view_standard": EVERYBODY,
    "partnerships.edit_standard": to((SECRETARIAT,)),
    # Commissioning cycles: everybody with an account reads them, since the sector takes part; partners keep them
    "commissioning.view_cycle": ACCOUNT,
    "commissioning.begin_cycle": to((COMMISSIONER, SECRETARIAT)),
    "commissioning.edit_cycle": writes_in_cycle(""),  # with its partners
    "commissioning.view_lesson": ACCOUNT,
    "commissioning.record_lesson": writes_in_cycle(""),
    "commissioning.void_lesson": writes_in_cycle("cycle"),
    "commissioning.view_stage": ACCOUNT,
    "commissioning.answer_line": writes_in_cycle("cycle"),
    # A partner signs for itself: the secretariat signs for nobody. Who signed by name is read by the partners' people
    "commissioning.sign_stage": to((*SIGNATORIES, COMMISSIONER), PartnerIn("cycle", itself=True)),
    "commissioning.reopen_stage": writes_in_cycle("cycle"),
    "commissioning.view_signoff": of_cycle("stage__cycle", made="recorded_on"),
    # Who was involved is read by everybody with an account; partners and the secretariat record it
    "commissioning.view_involvement": ACCOUNT,
    "commissioning.record_involvement": writes_in_cycle("cycle"),
    "commissioning.edit_involvement": writes_in_cycle("stage__cycle"),  # and declaring it void
    "commissioning.link_consultation": writes_in_cycle("cycle"),  # and taking it off
    # Going on without an involvement takes two people, and its reason is read by everybody with an account
    "commissioning.view_override": ACCOUNT,
    "commissioning.ask_override": writes_in_cycle("cycle"),
    "commissioning.confirm_override": to((COMMISSIONER,), PartnerIn("stage__cycle", itself=True) & ASKED_BY_ANOTHER)
    | to((SECRETARIAT,), ASKED_BY_ANOTHER),
    "commissioning.decline_override": writes_in_cycle("stage__cycle"),
    # An organisation declares its own interests; what was declared elsewhere is recorded by the partners
    "commissioning.view_interest": ACCOUNT,
    "commissioning.declare_interest": to((DRAFTER, APPROVER, ADMINISTRATOR)),
    "commissioning.record_interest": writes_in_cycle(""),
    "commissioning.void_interest": to((APPROVER, ADMINISTRATOR), OF_MY_ORGANISATION)
    | to((COMMISSIONER,), PartnerIn("cycle", itself=True))
    | to((SECRETARIAT,)),
    # Evidence that organisations send: read by their own people and by all who commission or watch over it
    "commissioning.view_contribution": to(WITHIN, OF_MY_ORGANISATION) | to(OFFICE),
    "commissioning.send_contribution": to((DRAFTER, APPROVER, ADMINISTRATOR)),
    "commissioning.withdraw_contribution": to((DRAFTER, APPROVER, ADMINISTRATOR), OF_MY_ORGANISATION),
    "commissioning.take_contribution": to((COMMISSIONER, SECRETARIAT)),  # in a cycle that one keeps
    "commissioning.answer_contribution": writes_in_cycle("cycle"),
    # Needs and the analysis are read by whoever is signed in; partners' commissioners write them
    "commissioning.view_need": ACCOUNT,
    "commissioning.add_need": writes_in_cycle(""),  # to a cycle
    "commissioning.edit_need": writes_in_cycle("cycle"),  # with its evidence; settling, withdrawing, carrying it over
    "commissioning.view_analysis": ACCOUNT,
    "commissioning.add_analysis": writes_in_cycle(""),  # to a cycle
    "commissioning.edit_analysis": writes_in_cycle("cycle"),
    # Plans: the partners' people read them from the first draft on, whoever is signed in from consultation on
    "commissioning.view_plan": to((SIGNED_IN,), PLAN_PUBLISHED) | of_cycle("cycle", remains=True),
    "commissioning.view_plan_version": to((SIGNED_IN,), PLAN_PUBLISHED) | of_cycle("plan__cycle", made="begun_on"),
    "commissioning.begin_plan": writes_in_cycle(""),  # of a cycle
    "commissioning.edit_plan": writes_in_cycle("cycle"),  # with its versions and contents, and submitting it
    "commissioning.endorse_plan": writes_in_cycle("cycle"),  # recording what a board decided on it
    "commissioning.refresh_plan": writes_in_cycle("cycle"),
    "commissioning.withdraw_plan": writes_in_cycle("cycle"),
    "commissioning.view_priority": to((SIGNED_IN,), PLAN_PUBLISHED) | of_cycle("plan__cycle", remains=True),
    "commissioning.edit_priority": writes_in_cycle("plan__cycle"),  # with its outcomes and money
    "commissioning.view_requirement": ACCOUNT,
    "commissioning.add_requirement": to((SECRETARIAT,)),
    "commissioning.edit_requirement": to((SECRETARIAT,)),  # and declaring it void
    "commissioning.meet_requirement": to((COMMISSIONER,), OF_MY_ORGANISATION) | to((SECRETARIAT,)),
    # Contracts: once active the register's row is read by everybody signed in, as published registers are; what else
    # belongs to them by the parties' own people
    "commissioning.view_contract": to((SIGNED_IN,), ACTIVATED) | of_contract(""),
    "commissioning.read_contract": of_contract(""),  # exceptions, deviations, how users are heard, the checklist
    "commissioning.begin_contract": to((COMMISSIONER,), Own("commissioner_id")) | to((SECRETARIAT,)),
    "commissioning.edit_contract": KEEPS_CONTRACT,  # while its terms are written: with its parties, outcomes, options
    "commissioning.approve_exception": to((COMMISSIONER,), commissioned() & NotMine("exception_asked_by_id"))
    | to((SECRETARIAT,), NotMine("exception_asked_by_id")),
    "commissioning.activate_contract": KEEPS_CONTRACT,
    "commissioning.end_contract": KEEPS_CONTRACT,  # early, or later: taking an option to extend it
    "commissioning.void_contract": KEEPS_CONTRACT,
    # Signing is for the body itself; what was signed on paper is recorded by the commissioner
    "commissioning.sign_contract": to((COMMISSIONER,), commissioned()) | SIGNS_CONTRACT,
    "commissioning.record_contract_signature": KEEPS_CONTRACT,
    "commissioning.view_contract_signature": of_contract("contract"),
    # Documents are added by either side; what was withdrawn is read by the side that added it
    "commissioning.view_contract_document": to(IN_AGREEMENT, in_contract("contract") & (STANDS | Own("added_by_id")))
    | to((SECRETARIAT, AUDITOR)),
    "commissioning.add_contract_document": WRITES_FOR_CONTRACT,
    "commissioning.edit_contract_document": recorded_for_contract("added_by_id"),
    "commissioning.view_contract_option": of_contract("contract"),
    "commissioning.view_variation": of_contract("contract"),
    "commissioning.propose_variation": WRITES_FOR_CONTRACT,
    "commissioning.withdraw_variation": to((COMMISSIONER,), commissioned("contract"))
    | to((DRAFTER, APPROVER, ADMINISTRATOR), in_contract("contract", PROVIDES, itself=True))
    | to((SECRETARIAT,)),
    "commissioning.agree_variation": to((COMMISSIONER,), commissioned("contract"))
    | to(SIGNATORIES, in_contract("contract", (*COMMISSIONS, *PROVIDES), itself=True)),
    "commissioning.view_costing": of_contract("contract"),
    "commissioning.fill_costing": WRITES_FOR_CONTRACT,
    # How much a body asks of a contract by its value, and its standard terms
    "commissioning.view_band": ACCOUNT,
    "commissioning.edit_band": to((COMMISSIONER,), Own("body_id")) | to((SECRETARIAT,)),  # setting and ending too
    "commissioning.view_template": to(ANY_ROLE),
    "commissioning.edit_template": to((COMMISSIONER,), Own("body_id")) | to((SECRETARIAT,)),
    # Monitoring: what the provider reports, its returns, what users say, the reviews. Drafts are the provider's own.
    "commissioning.view_monitoring": of_contract("contract"),
    "commissioning.set_monitoring": KEEPS_CONTRACT,
    "commissioning.edit_monitoring": to((COMMISSIONER,), commissioned("contract")) | to((SECRETARIAT,)),
    "commissioning.allow_reuse": to((APPROVER, ADMINISTRATOR), in_contract("contract", PROVIDES, itself=True)),
    "commissioning.view_line": of_contract("period__contract"),
    "commissioning.view_return": to(WITHIN, in_contract("period__contract", PROVIDES) | READS_RETURN)
    | to((COMMISSIONER, ANALYST), READS_RETURN)
    | to((SECRETARIAT, AUDITOR), RETURN_SENT),
    "commissioning.report_on_contract": to((DRAFTER, APPROVER), in_contract("", PROVIDES)),
    "commissioning.draft_return": to((DRAFTER, APPROVER), in_contract("contract", PROVIDES)),
    "commissioning.send_return": to((APPROVER,), in_contract("contract", PROVIDES)),
    "commissioning.decide_return": to((COMMISSIONER,), commissioned("period__contract") & RETURN_SENT),
    "commissioning.view_feedback": of_contract("contract"),
    "commissioning.record_feedback": WRITES_FOR_CONTRACT,
    "commissioning.edit_feedback": recorded_for_contract("recorded_by_id"),
    "commissioning.view_contract_review": of_contract("contract"),
    "commissioning.review_contract": KEEPS_CONTRACT,
    "commissioning.edit_contract_review": to((COMMISSIONER,), commissioned("contract")) | to((SECRETARIAT,)),
    # Findings are read by all partners of the cycle whose plan the contract serves: they inform its next one
    "commissioning.view_finding": of_finding(),
    "commissioning.edit_finding": to((COMMISSIONER,), commissioned("review__contract")) | to((SECRETARIAT,)),
    "commissioning.finish_finding": to((COMMISSIONER,), commissioned("review__contract") | Own("owner_id"))
    | to((DRAFTER, APPROVER, ADMINISTRATOR), Own("owner_id"))
    | to((SECRETARIAT,)),
    "commissioning.use_finding": to((COMMISSIONER,), commissioned("review__contract") | IN_ITS_CYCLE)
    | to((SECRETARIAT,)),
    "commissioning.view_figure": to(OFFICE),
    "commissioning.set_figure": to((SECRETARIAT,)),
    # Registers of contracts as bodies publish them
    "commissioning.import_contracts": to((COMMISSIONER, SECRETARIAT)),
    "commissioning.view_supplier": to((COMMISSIONER,), Own("body_id")) | to((SECRETARIAT, AUDITOR)),
    "commissioning.confirm_supplier": to((COMMISSIONER,), Own("body_id")) | to((SECRETARIAT,)),
}
